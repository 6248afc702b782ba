/**
 * `pnpm test:differential`: random sequences of calls against a real Trove and, beside it, against the mock; the first
 * difference is told.
 *
 * The sequences are those of the mock's own test. A real one takes about half a minute for each, so a counterexample
 * is not shrunk there: its seed is told, and `--seed` drives that one again. A difference counts when it comes again
 * and two real ones agree with each other; what two real ones answer differently is chance.
 */
import { execFileSync } from "node:child_process"
import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join, resolve } from "node:path"
import process from "node:process"
import { isDeepStrictEqual, parseArgs } from "node:util"
import { drive, type Told } from "../packages/mock-trove/test/differential/drive.ts"
import { mockWorld } from "../packages/mock-trove/test/differential/mockWorld.ts"
import { realWorld } from "../packages/mock-trove/test/differential/realWorld.ts"
import { sequenceOf } from "../packages/mock-trove/test/differential/steps.ts"

const usage = `pnpm test:differential [--seed N] [--runs N] [--lanes N] [--keep DIR] [--record]

  --seed    the first seed; fresh when left out
  --runs    how many sequences (5)
  --lanes   how many of them at once, each with projects of its own (2)
  --keep    where the script of a difference is saved (/tmp/breakwater-differential)
  --record  write a line into packages/mock-trove/DIFFERENTIAL.md

An interrupt ends the run after the sequences that are under way.
BREAKWATER_REAL_TROVE names the folder with up.sh (../shared/real-trove when left out); RT_VAR and RT_*_PORT say where it lives.`

const root = resolve(import.meta.dirname, "..")
const { values: given } = parseArgs({
  options: {
    seed: { type: "string" },
    runs: { type: "string", default: "5" },
    lanes: { type: "string", default: "2" },
    keep: { type: "string", default: "/tmp/breakwater-differential" },
    record: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
})

const home = resolve(root, process.env["BREAKWATER_REAL_TROVE"] ?? "../shared/real-trove")
const machine = {
  RT_VAR: process.env["RT_VAR"] ?? "/tmp/breakwater-differential-trove",
  RT_KEYSTONE_PORT: process.env["RT_KEYSTONE_PORT"] ?? "24700",
  RT_SHORT_PORT: process.env["RT_SHORT_PORT"] ?? "24701",
  RT_TROVE_PORT: process.env["RT_TROVE_PORT"] ?? "24702",
  RT_CLOUD_PORT: process.env["RT_CLOUD_PORT"] ?? "24703",
}
const harness = (script: string, ...args: string[]) =>
  execFileSync(join(home, script), args, {
    stdio: "ignore",
    env: { ...process.env, ...machine, RT_MAX_VOLUMES: "20", RT_RATE: "100000" },
  })
const real = () =>
  realWorld({
    identity: `http://127.0.0.1:${machine.RT_KEYSTONE_PORT}`,
    database: `http://127.0.0.1:${machine.RT_TROVE_PORT}`,
  })

const differencesOf = (one: readonly Told[], other: readonly Told[], names: readonly [string, string]) =>
  one.flatMap(({ step, view }, index) => {
    const beside = other[index]?.view
    if (isDeepStrictEqual(view, beside)) return []
    const [first, second] = [view, beside].map((shown) => JSON.stringify(shown))
    return [`call ${index}: ${JSON.stringify(step)}\n    ${names[0]} ${first}\n    ${names[1]} ${second}`]
  })

interface Result {
  readonly seed: number
  readonly calls: number
  readonly outcome: "agrees" | "differs" | "chance"
}

const compare = async (seed: number): Promise<Result> => {
  const steps = sequenceOf(seed)
  const truth = await drive(await real(), steps)
  const mock = await drive(await mockWorld(), steps)
  const calls = truth.length
  const [first, ...others] = differencesOf(truth, mock, ["real", "mock"])
  if (first === undefined) {
    console.log(`seed ${seed}: ${calls} answers agree`)
    return { seed, calls, outcome: "agrees" }
  }
  const again = await drive(await real(), steps)
  if (differencesOf(again, mock, ["real", "mock"]).length === 0) {
    console.log(`seed ${seed}: ${calls} answers agree when asked again. At first:\n  ${first}`)
    return { seed, calls, outcome: "agrees" }
  }
  mkdirSync(given.keep, { recursive: true })
  const file = join(given.keep, `${seed}.json`)
  const chance = differencesOf(truth, again, ["one real", "another"])
  writeFileSync(file, JSON.stringify({ seed, steps, differences: [first, ...others], chance }, null, 2))
  const outcome = chance.length > 0 ? "chance" : "differs"
  console.log(
    `seed ${seed}: ${others.length + 1} of ${calls} answers differ${outcome === "chance" ? ", and two real ones too" : ""}; all in ${file}. The first:\n  ${chance[0] ?? first}`,
  )
  return { seed, calls, outcome }
}

const page = join(root, "packages/mock-trove/DIFFERENTIAL.md")
const record = (results: readonly Result[]): void => {
  const count = (outcome: Result["outcome"]): number => results.filter((result) => result.outcome === outcome).length
  const seeds = results.map(({ seed }) => seed)
  const calls = results.reduce((sum, result) => sum + result.calls, 0)
  const cells = [
    new Date().toISOString().slice(0, 16).replace("T", " "),
    `${Math.min(...seeds)} to ${Math.max(...seeds)}`,
    calls,
    count("agrees"),
    count("differs"),
    count("chance"),
  ]
  writeFileSync(page, `${readFileSync(page, "utf8").trimEnd()}\n| ${cells.join(" | ")} |\n`)
}

const main = async (): Promise<number> => {
  if (given.help) {
    console.log(usage)
    return 0
  }
  const start = given.seed === undefined ? Math.floor(Date.now() / 1000) : Number(given.seed)
  const runs = Number(given.runs)
  const results: Result[] = []
  const queue = Array.from({ length: runs }, (_, index) => start + index)
  const stop = (): void => {
    queue.length = 0
  }
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, stop)
  const lane = async (): Promise<void> => {
    for (let seed = queue.shift(); seed !== undefined; seed = queue.shift()) results.push(await compare(seed))
  }
  try {
    harness("up.sh", "--fresh")
    await Promise.all(Array.from({ length: Number(given.lanes) }, lane))
  } finally {
    harness("down.sh", "--purge")
  }
  if (given.record) record(results)
  const agreeing = results.filter(({ outcome }) => outcome === "agrees").length
  console.log(`${agreeing} of ${results.length} sequences agree, from seed ${start} on.`)
  return agreeing === results.length ? 0 : 1
}

process.exitCode = await main()
