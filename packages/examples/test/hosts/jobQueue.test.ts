import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import { createMockTrove } from "@breakwater/mock-trove"
import { serve } from "@breakwater/mock-trove/server"
import type { PgBoss } from "pg-boss"
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest"
import { cancelBackup, queue, readBackup, startBackup } from "../../src/70-run-in-a-job-queue.ts"
import { bootPostgres, type Postgres } from "./bootPostgres.ts"
import { openHastyQueue } from "./openHastyQueue.ts"

let postgres: Postgres
let boss: PgBoss

beforeAll(async () => {
  postgres = await bootPostgres()
  boss = await openHastyQueue(postgres.url)
})
afterAll(async () => {
  await boss.stop()
  await postgres.stop()
})

/** One cloud on real ports, where a minute takes a tenth of a second, and as many worker processes as wanted. */
const setting = async () => {
  const mock = createMockTrove({ clock: "x600", start: new Date().toISOString() })
  const instance = mock.state.instances.add({ name: "orders" })
  const served = await serve(mock, { port: 0, identityPort: 0 })
  const workers: ChildProcess[] = []
  const kill = async (worker: ChildProcess) => {
    if (worker.exitCode !== null || worker.signalCode !== null) return
    const ended = once(worker, "exit")
    worker.kill("SIGKILL")
    await ended
  }
  onTestFinished(async () => {
    await Promise.all(workers.map(kill))
    await served.close()
    await mock[Symbol.asyncDispose]()
  })
  const startWorker = () => {
    const program = fileURLToPath(new URL("./turnWorker.ts", import.meta.url))
    const worker = spawn(process.execPath, ["--conditions=@breakwater/source", program], {
      env: { ...process.env, ...served.env, DATABASE_URL: postgres.url },
      stdio: ["ignore", "inherit", "inherit"],
    })
    workers.push(worker)
    return worker
  }
  const id = crypto.randomUUID()
  const start = (instanceId = instance.id) =>
    startBackup(boss, {
      id,
      resource: { scope: { account: "demo" }, type: "OS::Trove::Instance", id: instanceId, name: "orders" },
      parameters: { backup_name: "queued", description: "From a job queue." },
      deadline: new Date(Date.now() + 3_600_000).toISOString(),
    })
  const outcome = async () => (await readBackup(boss, id)).outcome
  const ended = () => expect.poll(outcome, { timeout: 60_000, interval: 200 }).not.toBeNull()
  const jobs = () => boss.findJobs<object>(queue, { key: id })
  return { mock, id, start, startWorker, kill, outcome, ended, jobs, workers }
}

test("two workers make one backup, though it was wanted twice, and the host keeps what it saved", async () => {
  const { mock, start, startWorker, outcome, ended } = await setting()
  startWorker()
  startWorker()
  await Promise.all([start(), start()])
  await ended()
  expect(await outcome()).toMatchObject({ status: "succeeded", saved: { backup: { name: "queued" } } })
  await start()
  expect(mock.state.backups.all()).toMatchObject([{ name: "queued", status: "COMPLETED" }])
  expect(mock.journal.count("createBackup")).toBe(1)
})

test("a worker killed while Trove makes the backup, the answer not yet there, is replaced: one backup in the end", async () => {
  const { mock, id, start, startWorker, kill, outcome, ended, jobs } = await setting()
  mock.plan.nextBackup({ takes: "2h" })
  mock.faults.on("createBackup").delay("1h")
  const first = startWorker()
  await start()
  await expect.poll(() => mock.state.backups.all().length, { timeout: 30_000, interval: 20 }).toBe(1)
  await kill(first)
  expect(first.signalCode).toBe("SIGKILL")
  const { handle } = await readBackup(boss, id)
  expect(handle?.state).toMatchObject({ sentAt: expect.any(Number) })
  expect(handle?.state).not.toHaveProperty("backupId")

  startWorker()
  await ended()
  expect(await outcome()).toMatchObject({ status: "succeeded" })
  expect(mock.state.backups.all()).toMatchObject([{ name: "queued", status: "COMPLETED" }])
  expect(mock.journal.count("createBackup")).toBe(1)
  expect((await jobs()).some(({ retryCount }) => retryCount > 0)).toBe(true)
})

test("every turn may be another process's, each killed after its own", async () => {
  const { mock, start, startWorker, kill, outcome, jobs, workers } = await setting()
  mock.plan.nextBackup({ stuckIn: "BUILDING" })
  await start()
  const turns = async () => (await jobs()).filter(({ state }) => state === "completed").length
  while ((await outcome()) === null) {
    const before = await turns()
    const worker = startWorker()
    await expect.poll(turns, { timeout: 60_000, interval: 20 }).toBeGreaterThan(before)
    await kill(worker)
    const [backup] = mock.state.backups.all()
    if (backup && workers.length === 3) mock.state.backups.setStatus(backup, "COMPLETED")
  }
  expect(await outcome()).toMatchObject({ status: "succeeded" })
  expect(workers.length).toBeGreaterThan(3)
  expect(mock.state.backups.all()).toMatchObject([{ name: "queued", status: "COMPLETED" }])
  expect(mock.journal.count("createBackup")).toBe(1)
})

test("the queue tries again after a fault that passes", async () => {
  const { mock, start, startWorker, outcome, ended, jobs } = await setting()
  mock.faults.on("listBackups", { times: 8 }).refuse(503)
  startWorker()
  await start()
  await ended()
  expect(await outcome()).toMatchObject({ status: "succeeded" })
  expect((await jobs()).some(({ retryCount }) => retryCount > 0)).toBe(true)
})

test("what can not pass is not tried again", async () => {
  const { start, startWorker, outcome, ended, jobs } = await setting()
  startWorker()
  await start("00000000-0000-4000-8000-000000000000")
  await ended()
  expect(await outcome()).toMatchObject({ status: "failed", error: { code: "notFound" } })
  await expect.poll(jobs).toMatchObject([{ state: "completed", retryCount: 0 }])
})

test("a cancelled backup leaves nothing", async () => {
  const { mock, id, start, startWorker, outcome, ended } = await setting()
  mock.plan.nextBackup({ takes: "1h" })
  startWorker()
  await start()
  await expect.poll(() => mock.state.backups.all().length, { timeout: 30_000, interval: 20 }).toBe(1)
  await cancelBackup(boss, id)
  await ended()
  expect(await outcome()).toMatchObject({ status: "cancelled", left: [] })
  expect(mock.state.backups.all()).toEqual([])
})
