/** Drives the mock and compares its answers with the recordings of a real Trove, name by name; what matched once must go on matching. */
import { spawn } from "node:child_process"
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import process from "node:process"
import { parseArgs } from "node:util"

const usage = `pnpm test:parity [--group NAME]... [--keep DIR] [--update]

  --group   main, dead, ratelimit or accessrules; main and dead when left out
  --keep    keep the recordings of this run in DIR
  --update  add the names that newly match to packages/mock-trove/parity/matching.json

BREAKWATER_REAL_TROVE names the folder with parity.sh (../shared/real-trove when left out).
RT_KEYSTONE_PORT is the first of the ports (24500 when left out); each group takes ten.`

/** Why an answer may differ: the first pattern that fits a name. What fits none is unexplained. */
const reasons: readonly (readonly [RegExp, string])[] = [
  [/^datastore-parameters$/, "outside the core: the mock knows some of the configuration parameters, not all"],
  [/^inst-configuration$/, "outside the core: the default configuration of an instance"],
  [/^mgmt-/, "outside the core: the operator's calls"],
  [/^(ks|trove)-/, "identity"],
]

interface Compared {
  readonly name: string
  readonly result: "match" | "differs" | "missing"
  /** The sentences are the same too. */
  readonly wording: boolean
  readonly differences: readonly string[]
}

type Ratchet = Record<string, readonly string[]>

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

/** compare.py decides what matches; this asks it for each name instead of for a sum. */
const comparison = `
import json, os, sys
here, truth, candidate, group = sys.argv[1:5]
sys.path.insert(0, here)
import compare
noise = set(json.load(open(os.path.join(here, 'noise.json'))))
out = []
for name in json.load(open(os.path.join(here, 'groups.json')))[group]:
    if name in noise:
        continue
    try:
        got = json.load(open(os.path.join(candidate, name + '.json')))
    except FileNotFoundError:
        out.append({'name': name, 'result': 'missing', 'wording': False, 'differences': []})
        continue
    want, words = compare.view(json.load(open(os.path.join(truth, name + '.json'))))
    have, said = compare.view(got)
    found = ['%s: real %s, mock %s' % (p, json.dumps(a)[:100], json.dumps(b)[:100]) for p, a, b in compare.differ(want, have)]
    out.append({'name': name, 'result': 'differs' if found else 'match', 'wording': words == said, 'differences': found[:3]})
print(json.dumps(out))
`

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
  const groups = given.group ?? ["main", "dead"]
  const kept = given.keep === undefined ? mkdtempSync(join(tmpdir(), "parity-")) : resolve(given.keep)
  console.log(`Comparing with the recordings beside ${home}: ${groups.join(", ")}. Some minutes, most of them waiting.`)
  const compared = await Promise.all(
    groups.map(async (group, index) => [group, await compareGroup(home, group, join(kept, group), index)] as const),
  )
  const status = report(Object.fromEntries(compared))
  if (given.keep === undefined && status === 0) rmSync(kept, { recursive: true })
  else console.log(`\nThe recordings of this run are in ${kept}.`)
  return status
}

const whatLacks = async (home: string): Promise<string | undefined> => {
  if (!existsSync(join(home, "parity.sh"))) {
    return `There is no parity.sh in ${home}. Set BREAKWATER_REAL_TROVE to the folder of the real Trove's harness.`
  }
  const python = await run("/usr/bin/python3", ["--version"], {})
  return python.status === 0 ? undefined : "The comparison is written in Python: install python3 (/usr/bin/python3)."
}

const compareGroup = async (
  home: string,
  group: string,
  folder: string,
  index: number,
): Promise<readonly Compared[]> => {
  const first = Number(process.env["RT_KEYSTONE_PORT"] ?? 24_500) + index * 10
  const ports = ["RT_KEYSTONE_PORT", "RT_SHORT_PORT", "RT_TROVE_PORT", "RT_CLOUD_PORT"].map(
    (name, offset) => [name, String(first + offset)] as const,
  )
  const start = [process.execPath, "--conditions=@breakwater/source", join(root, "packages/mock-trove/parity/start.ts")]
  const driven = await run(
    "bash",
    [join(home, "parity.sh"), "--group", group, "--keep", folder, "--", ...start],
    Object.fromEntries(ports),
  )
  // 0 and 1 tell whether all matched; anything else is a script that did not get so far.
  if (driven.status > 1) throw new Error(`parity.sh failed in group ${group}:\n${driven.output}`)
  for (const line of driven.output.split("\n")) if (line.startsWith("the s")) console.log(`${group}: ${line}`)
  const truth = resolve(home, "../trove/recordings/18")
  const asked = await run("/usr/bin/python3", ["-c", comparison, home, truth, folder, group], {})
  if (asked.status !== 0) throw new Error(`compare.py could not be asked:\n${asked.output}`)
  return JSON.parse(asked.output)
}

const run = (
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ readonly status: number; readonly output: string }> =>
  new Promise((done) => {
    const child = spawn(command, args, {
      env: { ...process.env, ...env, PYTHONDONTWRITEBYTECODE: "1" },
      stdio: ["ignore", "pipe", "pipe"],
    })
    let output = ""
    child.stdout.on("data", (text) => {
      output += text
    })
    child.stderr.on("data", (text) => {
      output += text
    })
    child.on("error", (error) => done({ status: 127, output: error.message }))
    child.on("close", (status) => done({ status: status ?? 128, output }))
  })

const report = (groups: Readonly<Record<string, readonly Compared[]>>): number => {
  const recorded: Ratchet = existsSync(ratchetFile) ? JSON.parse(readFileSync(ratchetFile, "utf8")) : {}
  const lost: string[] = []
  const gained: string[] = []
  const next: Ratchet = { ...recorded }
  for (const [group, answers] of Object.entries(groups)) {
    const matching = answers.filter((answer) => answer.result === "match").map((answer) => answer.name)
    const before = recorded[group] ?? []
    lost.push(...before.filter((name) => !matching.includes(name)))
    gained.push(...matching.filter((name) => !before.includes(name)))
    next[group] = [...new Set([...before, ...matching])].sort()
    printGroup(group, answers)
  }
  const all = Object.values(groups).flat()
  const score = all.filter((answer) => answer.result === "match").length
  console.log(`\n${score} of ${all.length} answers match (${((100 * score) / all.length).toFixed(1)} %).`)
  if (lost.length > 0) console.error(`\nThese matched before and no longer do:\n  ${lost.join("\n  ")}`)
  if (gained.length > 0 && given.update) {
    writeFileSync(ratchetFile, `${JSON.stringify(next, null, 2)}\n`)
    console.log(`Recorded ${gained.length} more in ${ratchetFile}.`)
  } else if (gained.length > 0) {
    console.log(`${gained.length} newly match; \`pnpm test:parity --update\` records them:\n  ${gained.join("\n  ")}`)
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

process.exitCode = await main()
