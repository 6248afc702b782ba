/** What an operation would do: the previews of its plugins as one. */
import * as Effect from "effect/Effect"
import { installationId } from "../installationId.ts"
import type { OperationContext, Preview } from "../Operation.ts"
import type { Request } from "../OperationRecord.ts"
import type { RequestPreview } from "../Protection.ts"
import { asked } from "./asked.ts"
import { bankWarnings } from "./bankWarnings.ts"
import { canonicalJson } from "./canonicalJson.ts"
import { sha256 } from "./digest.ts"
import { locateIssues, locateJson } from "./locateIssues.ts"
import type { Prepared } from "./prepare.ts"

export const previewOf = Effect.fnUntraced(function* ({ graph, provider, subjects }: Prepared, request: Request) {
  const installation = yield* installationId(provider.bank)
  const previews = yield* Effect.forEach(
    subjects,
    ([key, { operation, parameters, saved }]) => {
      const node = graph.nodes.get(key)
      if (node === undefined) return Effect.succeed(nothing)
      const context: OperationContext = {
        operationId: request.id,
        installation,
        resource: node.resource,
        children: node.children.flatMap((child) => graph.nodes.get(child)?.resource ?? []),
        parameters,
        saved,
        ...(request.into === undefined ? {} : { into: request.into }),
        created: {},
      }
      const wanted = { parameters: request.parameters, resource: node.resource }
      return asked("preview", () => operation.preview(context)).pipe(
        Effect.mapError((error) => locateIssues(error, wanted)),
        Effect.map((preview) => ({
          ...preview,
          blockers: preview.blockers.map((blocker) => locateJson(blocker, wanted)),
        })),
      )
    },
    { concurrency: parallelQuestions },
  )
  const warnings = request.verb === "protect" ? bankWarnings(provider.bank) : []
  const preview = merged([...previews, { ...nothing, warnings }])
  const digest = sha256(canonicalJson([preview.creates, preview.deletes]))
  return { ...preview, joins: false, digest } satisfies RequestPreview
})

const parallelQuestions = 8

const nothing: Preview = { creates: [], deletes: [], quota: {}, blockers: [], warnings: [] }

/** Of a request that joins. */
export const previewOfNothing: RequestPreview = { ...nothing, joins: true, digest: "" }

const merged = (previews: readonly Preview[]): Preview => ({
  creates: previews.flatMap(({ creates }) => creates),
  deletes: previews.flatMap(({ deletes }) => deletes),
  quota: sums(previews.flatMap(({ quota }) => Object.entries(quota))),
  blockers: previews.flatMap(({ blockers }) => blockers),
  warnings: [...new Set(previews.flatMap(({ warnings }) => warnings))],
})

const sums = (amounts: readonly (readonly [unit: string, amount: number])[]) => {
  const total: { [unit: string]: number } = {}
  for (const [unit, amount] of amounts) total[unit] = (total[unit] ?? 0) + amount
  return total
}
