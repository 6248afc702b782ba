/**
 * `pnpm test:differential`: random sequences of calls against a real Trove and, beside it, against the mock; the first
 * difference is told.
 *
 * The sequences are those of the mock's own test. A real one takes about half a minute for each, so a counterexample
 * is not shrunk there: its seed is told, and `--seed` drives that one again.
 */
import { execFileSync } from "node:child_process"
import { mkdirSync, writeFileSync } from "node:fs"
import { join, resolve } from "node:path"
import process from "node:process"
import { isDeepStrictEqual, parseArgs } from "node:util"
import { drive, type Told } from "../packages/mock-trove/test/differential/drive.ts"
import { mockWorld } from "../packages/mock-trove/test/differential/mockWorld.ts"
import { realWorld } from "../packages/mock-trove/test/differential/realWorld.ts"
import { sequenceOf } from "../packages/mock-trove/test/differential/steps.ts"

const usage = `pnpm test:differential [--seed N] [--runs N] [--keep DIR]

  --seed  the first seed; fresh when left out
  --runs  how many sequences (5)
  --keep  where the script of a difference is saved (/tmp/breakwater-differential)

BREAKWATER_REAL_TROVE names the folder with up.sh (../shared/real-trove when left out); RT_VAR and RT_*_PORT say where it lives.`

const root = resolve(import.meta.dirname, "..")
const { values: given } = parseArgs({
  options: {
    seed: { type: "string" },
    runs: { type: "string", default: "5" },
    keep: { type: "string", default: "/tmp/breakwater-differential" },
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

const differencesOf = (real: readonly Told[], mock: readonly Told[]): readonly string[] =>
  real.flatMap(({ step, view }, index) => {
    const other = mock[index]?.view
    if (isDeepStrictEqual(view, other)) return []
    return [
      `call ${index}: ${JSON.stringify(step)}\n    real ${JSON.stringify(view)}\n    mock ${JSON.stringify(other)}`,
    ]
  })

const runOne = async (seed: number): Promise<boolean> => {
  const steps = sequenceOf(seed)
  // A fresh one for each: ids, quotas and addresses begin anew.
  harness("up.sh", "--fresh")
  const real = await drive(
    await realWorld({
      identity: `http://127.0.0.1:${machine.RT_KEYSTONE_PORT}`,
      database: `http://127.0.0.1:${machine.RT_TROVE_PORT}`,
    }),
    steps,
  )
  const mock = await drive(await mockWorld(), steps)
  const [first, ...others] = differencesOf(real, mock)
  if (first === undefined) {
    console.log(`seed ${seed}: ${real.length} answers agree`)
    return true
  }
  mkdirSync(given.keep, { recursive: true })
  const file = join(given.keep, `${seed}.json`)
  writeFileSync(file, JSON.stringify({ seed, steps, differences: [first, ...others] }, null, 2))
  console.log(
    `seed ${seed}: ${others.length + 1} of ${real.length} answers differ; all in ${file}. The first:\n  ${first}`,
  )
  return false
}

const main = async (): Promise<number> => {
  if (given.help) {
    console.log(usage)
    return 0
  }
  const start = given.seed === undefined ? Math.floor(Date.now() / 1000) : Number(given.seed)
  let agreeing = 0
  const runs = Number(given.runs)
  try {
    for (let run = 0; run < runs; run += 1) if (await runOne(start + run)) agreeing += 1
  } finally {
    harness("down.sh", "--purge")
  }
  console.log(`${agreeing} of ${runs} sequences agree, from seed ${start} on.`)
  return agreeing === runs ? 0 : 1
}

process.exitCode = await main()
