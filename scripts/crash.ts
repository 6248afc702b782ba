/**
 * `pnpm test:crash`: kills a host at every step it takes with Trove, starts it again, and looks what is there. A sample of
 * 140 points on the SQLite engine and 10 on PostgreSQL, booted from Debian's packages; `--all` plays every point on SQLite,
 * 20 random sequences of kills for each story, and 100 points on PostgreSQL. `--only TEXT` plays those whose name has it;
 * `--limit N`, `--cluster N` and `--seed N` choose other samples; `--lanes N` plays so many side by side.
 */
import { execFileSync } from "node:child_process"
import { existsSync, mkdtempSync, rmSync } from "node:fs"
import { cpus, tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import {
  type CrashOptions,
  type CrashOutcome,
  type CrashReport,
  crashHarness,
  showCrashReport,
} from "../packages/core/src/testing/index.ts"
import { bootPostgres } from "../packages/examples/test/hosts/bootPostgres.ts"
import { clusterCrashes, troveCrashes } from "../packages/trove-adapter/test/support/troveCrashes.ts"
import { bundleProgram } from "../test/bundleProgram.ts"

const { values } = parseArgs({
  options: {
    all: { type: "boolean", default: false },
    cluster: { type: "string" },
    lanes: { type: "string", default: String(cpus().length) },
    limit: { type: "string" },
    only: { type: "string", default: "" },
    seed: { type: "string", default: "1" },
    verbose: { type: "boolean", default: false },
  },
})

const onOutcome = ({ faults, point }: CrashOutcome) => {
  if (values.verbose) console.log(`${faults.length === 0 ? "survived" : "FAILED  "} ${point.name}`)
}
const options: CrashOptions = {
  only: values.only,
  seed: Number(values.seed),
  concurrency: Number(values.lanes),
  onOutcome,
}

const onSqlite = async (): Promise<CrashReport> => {
  // A kill needs no disk: what a process wrote outlives it anyway, and memory is faster.
  if (existsSync("/dev/shm")) process.env["TMPDIR"] ??= "/dev/shm"
  const folder = mkdtempSync(join(tmpdir(), "breakwater-crash-program-"))
  try {
    const program = await bundleProgram(troveCrashes.program, folder)
    return await crashHarness(
      { ...troveCrashes, program, nodeArguments: [] },
      {
        ...options,
        sequences: values.all || values.only.includes("sequence") ? 20 : 0,
        limit: values.all || values.only !== "" ? Number.POSITIVE_INFINITY : Number(values.limit ?? 140),
      },
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const onPostgres = async (limit: number): Promise<CrashReport> => {
  const postgres = await bootPostgres()
  let databases = 0
  const newDatabase = async () => {
    databases += 1
    execFileSync("psql", ["--quiet", "--command", `CREATE DATABASE crash_${databases}`, postgres.url])
    return postgres.url.replace("/postgres?", `/crash_${databases}?`)
  }
  try {
    return await crashHarness(clusterCrashes(newDatabase), { ...options, limit })
  } finally {
    await postgres.stop()
  }
}

const tell = (where: string, report: CrashReport) => {
  console.log(`${showCrashReport(report)} (${where})`)
  if (report.failures.length > 0 || report.points === 0) process.exitCode = 1
}

const wantsCluster = values.only.startsWith("on a cluster")
if (!wantsCluster) tell("SQLite", await onSqlite())
const clustered = Number(values.cluster ?? (values.all ? 100 : values.only === "" ? 10 : 0))
if (wantsCluster) tell("PostgreSQL", await onPostgres(Number.POSITIVE_INFINITY))
else if (clustered > 0) tell("PostgreSQL", await onPostgres(clustered))
