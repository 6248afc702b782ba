import { execFile, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { createInterface } from "node:readline"
import { promisify } from "node:util"
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest"
import { serveCloud } from "../../src/65-survive-a-kill.ts"
import { askForBackup } from "../../src/85-run-two-runners.ts"
import { bootPostgres, type Postgres } from "./bootPostgres.ts"

const program = resolve(import.meta.dirname, "../../src/85-run-two-runners.ts")

let postgres: Postgres

beforeAll(async () => {
  postgres = await bootPostgres()
})
afterAll(() => postgres.stop())

/** How many runners hold shares, once all shares are held. */
const holders = async () => {
  const query = "SELECT count(DISTINCT pid), count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted"
  const { stdout } = await promisify(execFile)("psql", [postgres.url, "-At", "-F", " ", "-c", query])
  const [runners, shares] = stdout.trim().split(" ").map(Number)
  return shares === 32 ? runners : 0
}

const setUp = async () => {
  const folder = await mkdtemp(join(tmpdir(), "breakwater-"))
  const { cloud, served } = await serveCloud(0, 0, "x60")
  onTestFinished(async () => {
    await served.close()
    await cloud[Symbol.asyncDispose]()
    await rm(folder, { recursive: true })
  })
  const setting = { databaseUrl: postgres.url, authUrl: `${served.identity}/v3`, folder }
  /** Who has begun to drive, in that order: work moves when a runner joins. */
  const driving: string[] = []
  const startRunner = async (name: string) => {
    const env = { ...process.env, DATABASE_URL: postgres.url, OS_AUTH_URL: setting.authUrl, BANK: folder }
    const child = spawn(process.execPath, ["--conditions=@breakwater/source", program, "runner"], { env })
    const { promise: there, resolve: isThere } = Promise.withResolvers<void>()
    createInterface(child.stdout).on("line", (line) => {
      if (line === "A runner is there.") isThere()
      if (line.startsWith("protect: attempt")) driving.push(name)
    })
    const gone = once(child, "exit")
    const end = async (signal: "SIGTERM" | "SIGKILL") => {
      child.kill(signal)
      await gone
    }
    onTestFinished(() => end("SIGKILL"))
    await there
    return end
  }
  return { cloud, setting, driving, startRunner }
}

test.each([
  { signal: "SIGKILL", how: "is killed" },
  { signal: "SIGTERM", how: "is asked to end" },
] as const)(
  "85 the runner that makes a backup $how, and the other one goes on: one backup",
  { timeout: 90_000 },
  async ({ signal }) => {
    const { cloud, setting, driving, startRunner } = await setUp()
    cloud.plan.nextBackup({ takes: "10m" })
    const end = { first: await startRunner("first"), second: await startRunner("second") }
    // Work that moves because a runner joined would move without a kill as well.
    await expect.poll(holders, { timeout: 60_000 }).toBe(2)
    const said: string[] = []
    const asked = askForBackup(setting, (line) => said.push(line))
    await expect.poll(() => cloud.state.backups.all(), { timeout: 60_000 }).toMatchObject([{ status: "BUILDING" }])
    await (driving.at(-1) === "first" ? end.first(signal) : end.second(signal))
    await asked
    expect(said).toContain("It was taken up again after an interruption.")
    expect(said.at(-1)).toMatch(/^The checkpoint [0-9a-f-]{36} is available\.$/)
    expect(new Set(driving)).toEqual(new Set(["first", "second"]))
    expect(cloud.state.backups.all()).toMatchObject([{ status: "COMPLETED" }])
    expect(cloud.journal.count("createBackup")).toBe(1)
  },
)
