/**
 * `pnpm test:crash`: kills a host at every step it takes with Trove, starts it again, and looks what is there. A sample of
 * 150 points, or `--all` of them with 20 random sequences of kills for each story; `--only TEXT` plays those whose name has
 * it, `--limit N` and `--seed N` choose another sample.
 */
import { existsSync, mkdtempSync, rmSync } from "node:fs"
import { cpus, tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { type CrashOutcome, crashHarness, showCrashReport } from "../packages/core/src/testing/index.ts"
import { troveCrashes } from "../packages/trove-adapter/test/support/troveCrashes.ts"
import { bundleProgram } from "../test/bundleProgram.ts"

const { values } = parseArgs({
  options: {
    all: { type: "boolean", default: false },
    limit: { type: "string", default: "150" },
    only: { type: "string", default: "" },
    seed: { type: "string", default: "1" },
    verbose: { type: "boolean", default: false },
  },
})

// A kill needs no disk: what a process wrote outlives it anyway, and memory is faster.
if (existsSync("/dev/shm")) process.env["TMPDIR"] ??= "/dev/shm"

const folder = mkdtempSync(join(tmpdir(), "breakwater-crash-program-"))
const program = await bundleProgram(troveCrashes.program, folder)

const tell = ({ faults, point }: CrashOutcome) => {
  if (values.verbose) console.log(`${faults.length === 0 ? "survived" : "FAILED  "} ${point.name}`)
}

try {
  const report = await crashHarness(
    { ...troveCrashes, program, nodeArguments: [] },
    {
      only: values.only,
      seed: Number(values.seed),
      sequences: values.all ? 20 : 0,
      concurrency: cpus().length,
      onOutcome: tell,
      ...(values.all || values.only !== "" ? {} : { limit: Number(values.limit) }),
    },
  )
  console.log(showCrashReport(report))
  if (report.failures.length > 0) process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true })
}
