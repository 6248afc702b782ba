/**
 * Writes docs/errors.md, every code of a `ProtectionError` and every reason of a `TroveError`, and the table of reasons in
 * the adapter's README, from the tables in the sources, their comments, what the adapter makes of answers and the situations
 * in which a real Trove gave them. `--check` writes nothing and fails when one is stale.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { resolve } from "node:path"
import ts from "typescript"
import { httpStatus } from "../packages/core/src/httpStatus.ts"
import { codes } from "../packages/core/src/ProtectionError.ts"
import { situations } from "../packages/examples/test/cloud/reasons/situations.ts"
import { fromRefusal, fromThrown } from "../packages/trove-adapter/src/internal/faults.ts"
import { toProtectionError } from "../packages/trove-adapter/src/internal/mapping.ts"
import { reasons, type TroveCall, TroveError, type TroveReason } from "../packages/trove-adapter/src/TroveError.ts"

const root = resolve(import.meta.dirname, "..")

/** The comment of each entry of the table `name` in a source. */
const commentsOf = (path: string, name: string): ReadonlyMap<string, string> => {
  const tree = ts.createSourceFile(path, readFileSync(resolve(root, path), "utf8"), ts.ScriptTarget.Latest, true)
  const comments = new Map<string, string>()
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && node.name.getText() === name) ts.forEachChild(node, collect)
    else ts.forEachChild(node, visit)
  }
  const collect = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node)) {
      const [comment] = ts.getJSDocCommentsAndTags(node)
      const text = ts.getTextOfJSDocComment(comment?.comment)
      if (text === undefined) throw new Error(`${path}: ${node.name.getText()} has no comment that says what it means`)
      comments.set(node.name.getText(), text)
    } else ts.forEachChild(node, collect)
  }
  visit(tree)
  return comments
}

/** The calls that change something, each of which has rules of its own. */
const writes: readonly { readonly call: TroveCall; readonly asks?: "restore" }[] = [
  { call: { operation: "createBackup", method: "POST", path: "/backups" } },
  { call: { operation: "deleteBackup", method: "DELETE", path: "/backups/{id}" } },
  { call: { operation: "createInstance", method: "POST", path: "/instances" }, asks: "restore" },
  { call: { operation: "createInstance", method: "POST", path: "/instances" } },
  { call: { operation: "deleteInstance", method: "DELETE", path: "/instances/{id}" } },
]

/** What the adapter makes of a call that changes something, for every answer it tells apart. */
const failures = function* (): Generator<TroveError> {
  const texts = [
    "",
    "too large",
    "replica",
    "checksum",
    "is not ready",
    "Backup file",
    "Swift is disabled",
    "The resource could not be found.",
    "the guest agent",
  ]
  const statuses = [400, 401, 403, 404, 408, 409, 413, 422, 429, 500, 501, 502, 503, 504]
  for (const write of writes) {
    for (const status of statuses)
      for (const message of texts)
        for (const body of [
          { message, code: `${status}` },
          { error: { message } },
          { serverError: { message } },
          { other: { message } },
          message,
        ])
          for (const headers of [new Headers(), new Headers({ "retry-after": "1" })])
            yield fromRefusal({ ...write, status, body, headers })
    yield fromThrown(write.call, { code: "ECONNREFUSED" })
    yield fromThrown(write.call, { code: "ECONNRESET" })
    yield fromThrown(write.call, { code: "CERT_HAS_EXPIRED" })
  }
}

/** What a call that changes something may have done, by reason; nothing, where it is not even sent. */
const outcomes = new Map<TroveReason, Set<string>>([
  ["connectionLost", new Set(["started"])], // after a good status, when the body breaks
  ["timedOut", new Set(["unknown"])],
  ["malformedAnswer", new Set(["started"])],
])
for (const { reason, outcome } of failures()) outcomes.set(reason, (outcomes.get(reason) ?? new Set()).add(outcome))

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n")

const yesOrNo = (is: boolean) => (is ? "yes" : "no")
const call: TroveCall = { operation: "", method: "", path: "" }
const meanings = commentsOf("packages/core/src/ProtectionError.ts", "codes")
const evidence = commentsOf("packages/trove-adapter/src/TroveError.ts", "reasons")

const reasonsTable = table(
  ["reason", "told by", "retryable", "outcome", "becomes", "recovery"],
  Object.entries(reasons).map(([reason, { retryable, recovery }]) => [
    `\`${reason}\``,
    evidence.get(reason) ?? "",
    yesOrNo(retryable),
    [...(outcomes.get(reason as TroveReason) ?? ["notStarted"])].toSorted().join(", "),
    `\`${toProtectionError(new TroveError({ call, reason: reason as TroveReason, message: "", outcome: "unknown" })).code}\``,
    recovery,
  ]),
)

const situationsTable = table(
  ["reason", "met by"],
  (Object.keys(reasons) as TroveReason[]).map((reason) => {
    const ways = situations[reason]
    const told = typeof ways === "string" ? `not met there: ${ways}` : ways.map(({ situation }) => situation).join("; ")
    return [`\`${reason}\``, told]
  }),
)

const content = `<!-- Written by scripts/errors.ts; run \`pnpm generate\` instead of editing. -->

# Errors

There is one class for whoever asks for an operation, \`ProtectionError\`, the same in the Effect and the Promise face and
the same again after JSON. What to do follows from three of its fields:

- \`retryable\`: trying again, without changing anything, can help; after \`retryAfterMs\` where that is given. The engine
  does so by itself until the deadline; what you see has outlived that.
- \`outcome\`: whether anything was begun. After \`unknown\` do not begin anew under another id: retry under the same one, it
  looks for what was made before it makes anything.
- \`recovery\`: a sentence for a person. \`issues\` says where in the parameters, \`left\` what stays behind in the cloud,
  \`requestIds\` is for the operator of the cloud.

## Codes

A code never changes its meaning; new ones may come with a minor release, so treat one you do not know by its fields. The
values are each code's defaults; an error may say more exactly. HTTP is what \`httpStatus\` of \`@breakwater/core\` suggests to
hosts that answer a call over HTTP. An operation that failed is a record with this error in it: to show it is a 200.

${table(
  ["code", "meaning", "retryable", "outcome", "HTTP", "recovery"],
  Object.entries(codes).map(([code, { retryable, outcome, recovery }]) => [
    `\`${code}\``,
    meanings.get(code) ?? "",
    yesOrNo(retryable),
    outcome,
    String(httpStatus[code as keyof typeof codes]),
    recovery,
  ]),
)}

## Reasons of a call to Trove or Keystone

Below, as \`cause\` of a \`ProtectionError\` and from \`Trove\` itself, lies a \`TroveError\`: which call, why, what the reason was
told by (\`evidence\`). Where only the text of the server tells (\`evidence.byMessage\`), another release of Trove may word it
differently; the reason is then the more general one. The outcome is that of a call that changes something; a read always
has \`notStarted\`.

${reasonsTable}

## How a real Trove was brought to each

By [reasons.test.ts](../packages/examples/test/cloud/reasons.test.ts), which \`pnpm test:cloud\` runs against a Trove 18 behind
a Keystone 22; the same reasons are met on the mock by
[reasons.test.ts](../packages/trove-adapter/test/reasons.test.ts), and every call with every kind of trouble by
[faultInjection.test.ts](../packages/trove-adapter/test/faultInjection.test.ts).

${situationsTable}
`

/** A text whose part between the two comments is the table. */
const withTable = (text: string): string =>
  text.replace(/(<!-- reasons: [^\n]*-->\n)[\s\S]*?(\n<!-- end of reasons -->)/, `$1\n${reasonsTable}\n$2`)

const write = (path: string, fresh: (current: string) => string): void => {
  const file = resolve(root, path)
  const current = existsSync(file) ? readFileSync(file, "utf8") : ""
  if (current === fresh(current)) console.log(`${path} is fresh.`)
  else if (process.argv.includes("--check")) {
    console.error(`${path} no longer matches the codes and reasons: run \`pnpm generate\` and commit the result.`)
    process.exitCode = 1
  } else {
    writeFileSync(file, fresh(current))
    console.log(`Wrote ${path}.`)
  }
}

write("docs/errors.md", () => content)
write("packages/trove-adapter/README.md", withTable)
