/** Drives the mock and compares its answers with the recordings of a real Trove, name by name; what matched once must go on matching. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import process from "node:process"
import { parseArgs } from "node:util"
import { type Compared, compareGroup, whatLacks } from "./compareWithRealTrove.ts"

const usage = `pnpm test:parity [--group NAME]... [--keep DIR] [--update]

  --group   main, dead, ratelimit or accessrules; all four when left out
  --keep    keep the recordings of this run in DIR
  --update  add the names that newly match to packages/mock-trove/parity/matching.json

BREAKWATER_REAL_TROVE names the folder with parity.sh (../shared/real-trove when left out).
RT_KEYSTONE_PORT is the first of the ports (24500 when left out); each group takes ten.`

/** Answers that match or not by luck, of the real one too: told, but neither gained nor lost. */
const luck: readonly (readonly [RegExp, string])[] = [
  [/^config-list(-limit)?$/, "luck: ordered by ids that are random"],
  [
    /^timeline-backup-full$/,
    "luck: reads an instance and its backup one after the other, and the backup may end between",
  ],
]

/** Why an answer may differ: the first pattern that fits a name. What fits none is unexplained. */
const reasons: readonly (readonly [RegExp, string])[] = [
  ...luck,
  [/^datastore-parameters$/, "outside the core: the mock knows some of the configuration parameters, not all"],
  [/^inst-configuration$/, "outside the core: the default configuration of an instance"],
  [/^mgmt-/, "outside the core: the operator's calls"],
  [/^(ks|trove)-/, "identity"],
]

const root = resolve(import.meta.dirname, "..")
const ratchetFile = join(root, "packages/mock-trove/parity/matching.json")

const { values: given } = parseArgs({
  options: {
    group: { type: "string", multiple: true },
    keep: { type: "string" },
    update: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
})

const main = async (): Promise<number> => {
  if (given.help) {
    console.log(usage)
    return 0
  }
  const home = resolve(root, process.env["BREAKWATER_REAL_TROVE"] ?? "../shared/real-trove")
  const lacking = await whatLacks(home)
  if (lacking !== undefined) {
    console.error(lacking)
    return 2
  }
  const groups = given.group ?? ["main", "dead", "ratelimit", "accessrules"]
  const kept = given.keep === undefined ? mkdtempSync(join(tmpdir(), "parity-")) : resolve(given.keep)
  console.log(`Comparing with the recordings beside ${home}: ${groups.join(", ")}. Some minutes, most of them waiting.`)
  const compared = await Promise.all(
    groups.map(async (group, index) => [group, await compareGroup(home, group, join(kept, group), index)] as const),
  )
  const status = report(Object.fromEntries(compared))
  if (given.keep === undefined && status === 0) rmSync(kept, { recursive: true })
  else console.log(`The recordings of this run are in ${kept}.`)
  return status
}

const report = (groups: Readonly<Record<string, readonly Compared[]>>): number => {
  const recorded: readonly string[] = existsSync(ratchetFile) ? JSON.parse(readFileSync(ratchetFile, "utf8")) : []
  const matching: string[] = []
  for (const [group, answers] of Object.entries(groups)) {
    printGroup(group, answers)
    for (const { name, result } of answers) {
      const isLuck = luck.some(([pattern]) => pattern.test(name))
      if (result === "match" && !isLuck) matching.push(`${group}/${name}`)
    }
  }
  const all = Object.values(groups).flat()
  const score = all.filter((answer) => answer.result === "match").length
  console.log(`\n${score} of ${all.length} answers match (${((100 * score) / all.length).toFixed(1)} %).`)
  const ran = Object.keys(groups)
  const lost = recorded.filter((name) => ran.some((group) => name.startsWith(`${group}/`)) && !matching.includes(name))
  const gained = matching.filter((name) => !recorded.includes(name))
  if (lost.length > 0) console.error(`\nThese matched before and no longer do:\n  ${lost.join("\n  ")}`)
  if (gained.length > 0 && given.update) {
    writeFileSync(ratchetFile, `${JSON.stringify([...recorded, ...gained].sort(), null, 2)}\n`)
    console.log(`Recorded ${gained.length} more in ${ratchetFile}.`)
  } else if (gained.length > 0) {
    console.log(`${gained.length} newly match; \`pnpm test:parity --update\` records them: ${gained.join(" ")}`)
  }
  return lost.length > 0 ? 1 : 0
}

const printGroup = (group: string, answers: readonly Compared[]): void => {
  const matching = answers.filter((answer) => answer.result === "match")
  const worded = matching.filter((answer) => answer.wording).length
  console.log(`\n${group}: ${matching.length} of ${answers.length} match, ${worded} of them to the word`)
  for (const { name, result, differences } of answers.filter((answer) => answer.result !== "match")) {
    const [, reason = "unexplained"] = reasons.find(([pattern]) => pattern.test(name)) ?? []
    console.log(`  ${result}  ${name}  (${reason})`)
    for (const difference of differences) console.log(`      ${difference}`)
  }
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  return 2
})
