import { createMockTrove } from "@breakwater/mock-trove"
import { expect, onTestFinished, test } from "vitest"
import { type Backup, backUpLikeVelero, serveAVeleroLikeHost } from "../src/75-serve-a-velero-like-host.ts"

const hour = 3_600_000
const setting = () => {
  const mock = createMockTrove()
  onTestFinished(() => mock[Symbol.asyncDispose]())
  const instance = mock.state.instances.add({ name: "orders" })
  const { scope, clock, connection } = mock
  const cloud = { name: "the mock", scope, clock, connect: () => connection, prefix: "example" }
  const item = { metadata: { name: "orders", uid: "item-1" }, spec: { instanceId: instance.id } }
  const backup: Backup = {
    metadata: { name: "nightly", uid: "backup-1" },
    spec: { itemOperationTimeoutMs: 4 * hour },
  }
  /** A plugin process of its own, which knows nothing but what it is given. */
  const plugin = () => serveAVeleroLikeHost(cloud)
  return { mock, cloud, instance, item, backup, plugin }
}

test("75 makes one backup, each Progress being asked with the first id alone, and hands over what was saved", async () => {
  const { mock, cloud, item, backup, plugin } = setting()
  const [updated, , id] = await plugin().Execute(item, backup)
  expect(updated.metadata.annotations).toEqual({ "breakwater.example/operation": id })

  expect(await plugin().Progress(id, backup)).toMatchObject({ Completed: false, Err: "" })
  await mock.clock.advance("10m")
  const done = await plugin().Progress(id, backup)
  expect(done).toMatchObject({ Completed: true, Err: "" })
  const [made, ...others] = mock.state.backups.all()
  expect(others).toEqual([])
  expect(JSON.parse(done.Description)).toMatchObject({ backup: { id: made?.id, name: "nightly" } })
  expect(await plugin().Progress(id, backup)).toMatchObject({ Completed: true, Err: "" })

  expect(await backUpLikeVelero(cloud, { ...item, metadata: { name: "orders", uid: "item-2" } }, backup)).toMatchObject(
    {
      Completed: true,
      Err: "",
    },
  )
  expect(mock.journal.count("createBackup")).toBe(2)
})

test("75 finds the backup again when the answer to Execute's call was lost", async () => {
  const { mock, cloud, item, backup } = setting()
  mock.faults.on("createBackup").loseAnswer()
  expect(await backUpLikeVelero(cloud, item, backup)).toMatchObject({ Completed: true, Err: "" })
  expect(mock.state.backups.all()).toMatchObject([{ name: "nightly", status: "COMPLETED" }])
  expect(mock.journal.count("createBackup")).toBe(1)
})

test("75 ends with one backup though Progress had to ask for it, without an answer, and no later turn heard of that", async () => {
  const { mock, instance, item, backup, plugin } = setting()
  mock.state.instances.setStatus(instance, "REBOOT")
  const [, , id] = await plugin().Execute(item, backup)
  expect(mock.journal.count("createBackup")).toBe(0)
  mock.state.instances.setStatus(instance, "ACTIVE")
  mock.faults.on("createBackup").lateCommit("30s")
  expect(await plugin().Progress(id, backup)).toMatchObject({ Completed: false, Err: "" })
  expect(await plugin().Progress(id, backup)).toMatchObject({ Completed: false, Err: "" })
  await mock.clock.advance("20m")
  let done = await plugin().Progress(id, backup)
  while (!done.Completed) {
    await mock.clock.advance("10s")
    done = await plugin().Progress(id, backup)
  }
  expect(done.Err).toBe("")
  expect(mock.state.backups.all()).toMatchObject([{ name: "nightly", status: "COMPLETED" }])
})

test("75 takes a fault that passes for no end", async () => {
  const { mock, item, backup, plugin } = setting()
  const [, , id] = await plugin().Execute(item, backup)
  mock.faults.on("listBackups", { times: 10 }).refuse(503)
  const faulty = await plugin().Progress(id, backup)
  expect(faulty).toMatchObject({ Completed: false, Err: "" })
  mock.faults.clear()
  await mock.clock.advance("10m")
  expect(await plugin().Progress(id, backup)).toMatchObject({ Completed: true, Err: "" })
})

test("75 gives an id though the first turn ran into a fault that passes", async () => {
  const { mock, item, backup, plugin } = setting()
  mock.faults.on("listBackups", { times: 10 }).refuse(503)
  const [, , id] = await plugin().Execute(item, backup)
  mock.faults.clear()
  expect(mock.journal.count("createBackup")).toBe(0)
  await plugin().Progress(id, backup)
  await mock.clock.advance("10m")
  expect(await plugin().Progress(id, backup)).toMatchObject({ Completed: true, Err: "" })
  expect(mock.state.backups.all()).toHaveLength(1)
})

test("75 says why a backup failed, and what to do", async () => {
  const { mock, cloud, item, backup } = setting()
  mock.plan.nextBackup({ fails: "no space left" })
  const { Completed, Err } = await backUpLikeVelero(cloud, item, backup)
  expect(Completed).toBe(true)
  expect(Err).toMatch(/^remoteFailed: .*no space left/)
})

test("75 refuses to execute what can never begin", async () => {
  const { mock, item, backup, plugin } = setting()
  const gone = { ...item, spec: { instanceId: "00000000-0000-4000-8000-000000000000" } }
  await expect(plugin().Execute(gone, backup)).rejects.toMatchObject({ code: "notFound" })
  expect(mock.journal.count("createBackup")).toBe(0)
})

test("75 cancels from the first id alone and leaves nothing", async () => {
  const { mock, item, backup, plugin } = setting()
  const [, , id] = await plugin().Execute(item, backup)
  expect(mock.state.backups.all()).toHaveLength(1)
  await plugin().Cancel(id, backup)
  expect(mock.state.backups.all()).toEqual([])
})

test("75 is cancelled when the host's time is up", async () => {
  const { mock, cloud, item, backup } = setting()
  const hasty = { ...backup, spec: { itemOperationTimeoutMs: 60_000 } }
  expect(await backUpLikeVelero(cloud, item, hasty)).toMatchObject({ Err: "Asynchronous action timed out" })
  expect(mock.state.backups.all()).toEqual([])
})

test("75 names what a cancel had to leave behind", async () => {
  const { mock, item, backup, plugin } = setting()
  mock.plan.nextBackup({ stuckIn: "BUILDING" })
  const [, , id] = await plugin().Execute(item, backup)
  const [stuck] = mock.state.backups.all()
  await expect(plugin().Cancel(id, backup)).rejects.toMatchObject({
    code: "deadlineExceeded",
    left: [{ kind: "backup", id: stuck?.id }],
  })
})

test("75 cancels nothing that another's backup hangs on, and says so", async () => {
  const { mock, instance, item, backup, plugin } = setting()
  const [, , id] = await plugin().Execute(item, backup)
  await mock.clock.advance("10m")
  const [made] = mock.state.backups.all()
  if (made === undefined) throw new Error("There is no backup.")
  mock.state.backups.add({ instance, name: "another's", parent: made })
  await expect(plugin().Cancel(id, backup)).rejects.toMatchObject({
    code: "cancelled",
    left: [{ kind: "backup", id: made.id }],
  })
  expect(mock.journal.count("deleteBackup")).toBe(0)
})
