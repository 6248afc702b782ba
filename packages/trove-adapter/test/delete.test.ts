/** Delete, over the mock: what goes, what is refused, and what a 404 proves. */
import { retry, turn as turnHandle } from "@breakwater/core/steps"
import { createMockTrove } from "@breakwater/mock-trove"
import { expect, test } from "vitest"
import { Host } from "./support/host.ts"

const protectedWorld = async (options: ConstructorParameters<typeof Host>[1] = {}) => {
  const cloud = createMockTrove()
  const instance = cloud.state.instances.add({ name: "orders" })
  const host = new Host(cloud, options)
  const saved = await host.protect(instance)
  return { cloud, instance, host, saved }
}

const asked = (cloud: ReturnType<typeof createMockTrove>) =>
  cloud.journal.entries.filter(({ operation, fault }) => operation === "deleteBackup" && fault !== "handled late")

test("the backup goes, and the result says that the record is gone and nobody knows of the data", async () => {
  const { cloud, instance, host, saved } = await protectedWorld()
  const { result } = await host.succeed("delete", { instance, saved })
  expect(result).toEqual({ backup: saved.backup.id, record: "gone", data: "unknown", deleted: [saved.backup.id] })
  expect(cloud.state.backups.all()).toEqual([])
  expect(asked(cloud)).toHaveLength(1)
})

test("what is gone already is success, without a DELETE", async () => {
  const { cloud, instance, host, saved } = await protectedWorld()
  await host.succeed("delete", { instance, saved })
  const { result } = await host.succeed("delete", { instance, saved, id: "again" })
  expect(result).toMatchObject({ record: "gone", data: "unknown" })
  expect(asked(cloud)).toHaveLength(1)
})

test("it is refused while backups hang on this one, directly or not, and names them", async () => {
  const { cloud, instance, host, saved } = await protectedWorld()
  const child = cloud.state.backups.add({ instance, name: "tuesday", parent: saved.backup })
  const grandchild = cloud.state.backups.add({ instance, name: "wednesday", parent: child })
  const error = await host.failure("delete", { instance, saved })
  expect(error).toMatchObject({ code: "inUse", outcome: "notStarted", recovery: expect.stringContaining("cascade") })
  for (const { id, name } of [child, grandchild]) expect(error.message).toContain(`${name} (${id})`)
  expect(asked(cloud)).toEqual([])
})

test("told to cascade, it deletes with one DELETE all that hang on it, and waits for the last", async () => {
  const { cloud, instance, host, saved } = await protectedWorld()
  const child = cloud.state.backups.add({ instance, name: "tuesday", parent: saved.backup })
  const grandchild = cloud.state.backups.add({ instance, name: "wednesday", parent: child })
  const { result } = await host.succeed("delete", { instance, saved, parameters: { cascade: true } })
  expect(result).toMatchObject({ deleted: [saved.backup.id, child.id, grandchild.id] })
  expect(cloud.state.backups.all()).toEqual([])
  expect(asked(cloud)).toHaveLength(1)
})

test("a running backup in the cascade is waited for, since Trove would delete half of it and then refuse", async () => {
  const { cloud, instance, host, saved } = await protectedWorld()
  cloud.state.backups.add({ instance, name: "tuesday", parent: saved.backup, status: "BUILDING" })
  const first = await host.begin("delete", { instance, saved, parameters: { cascade: true } })
  expect(first).toMatchObject({ cancellable: "now", progress: { description: expect.stringContaining("tuesday") } })
  expect(asked(cloud)).toEqual([])
  expect((await host.finish(first)).status).toBe("succeeded")
  expect(cloud.state.backups.all()).toEqual([])
})

test("a lost answer is looked for, and the DELETE not repeated", async () => {
  const { cloud, instance, host, saved } = await protectedWorld()
  cloud.faults.on("deleteBackup").loseAnswer()
  await host.succeed("delete", { instance, saved })
  expect(asked(cloud)).toHaveLength(1)
})

test("a DELETE that was never carried out is sent again after the settle time, not before", async () => {
  const { cloud, instance, host, saved } = await protectedWorld()
  cloud.faults.on("deleteBackup").drop()
  await host.succeed("delete", { instance, saved })
  const [first = 0, second = 0, ...more] = asked(cloud).map(({ at }) => at)
  expect(more).toEqual([])
  expect(second - first).toBeGreaterThanOrEqual(120_000)
})

test("every kept handle turned again while the backup goes sends no second DELETE", async () => {
  const { cloud, instance, host, saved } = await protectedWorld()
  const kept: Parameters<typeof turnHandle>[1][] = []
  let current = await host.begin("delete", { instance, saved }, { keep: async (handle) => void kept.push(handle) })
  while (current.status === "waiting") {
    kept.push(current.handle)
    for (const handle of kept) await turnHandle(host.plugins.protection, handle, { clock: cloud.clock })
    await cloud.clock.sleep(current.afterMs)
    current = await host.turn(current)
  }
  expect(current.status).toBe("succeeded")
  expect(asked(cloud)).toHaveLength(1)
})

test("an object that can not be deleted fails the operation, naming where it lies", async () => {
  const { cloud, instance, host, saved } = await protectedWorld()
  cloud.troubles.swiftFailDelete = true
  const error = await host.failure("delete", { instance, saved })
  expect(error).toMatchObject({
    code: "remoteFailed",
    message: expect.stringContaining(saved.backup.location ?? "nowhere"),
    left: [{ kind: "backup", id: saved.backup.id }],
  })
})

test("a retry asks again for what could not be deleted", async () => {
  const { cloud, instance, host, saved } = await protectedWorld()
  cloud.troubles.swiftFailDelete = true
  const end = await host.run("delete", { instance, saved })
  if (end.status !== "failed") throw new Error("it should fail")
  cloud.troubles.swiftFailDelete = false
  const handle = retry(end.handle, new Date(cloud.clock.now() + 3_600_000).toISOString())
  const again = { status: "waiting", handle, afterMs: 0, progress: { description: "" }, cancellable: "now" } as const
  expect((await host.finish(again)).status).toBe("succeeded")
  expect(cloud.state.backups.all()).toEqual([])
})

test("what is DELETE_FAILED from an earlier try can be deleted again", async () => {
  const { cloud, instance, host, saved } = await protectedWorld()
  cloud.state.backups.setStatus(saved.backup, "DELETE_FAILED")
  await host.succeed("delete", { instance, saved })
  expect(cloud.state.backups.all()).toEqual([])
})

test("a refusal of the object store ends it, with nothing deleted", async () => {
  const { cloud, instance, host, saved } = await protectedWorld()
  cloud.troubles.swiftStatus = 401
  const error = await host.failure("delete", { instance, saved })
  expect(error).toMatchObject({ code: "forbidden", outcome: "notStarted" })
  expect(cloud.state.backups.all()).toHaveLength(1)
})

test("cancelled before the DELETE, it leaves the backup and says so", async () => {
  const { cloud, instance, host, saved } = await protectedWorld()
  cloud.state.backups.add({ instance, name: "tuesday", parent: saved.backup, status: "BUILDING" })
  const first = await host.begin("delete", { instance, saved, parameters: { cascade: true } })
  if (first.status !== "waiting") throw new Error("it should wait")
  const end = await host.turn({ ...first, handle: { ...first.handle, cancelRequested: true } })
  expect(end).toMatchObject({ status: "cancelled", left: [{ id: saved.backup.id }, { kind: "backup" }] })
})

test("cancelled after the DELETE, it is too late, and it says how it ended", async () => {
  const { instance, host, saved } = await protectedWorld()
  const first = await host.begin("delete", { instance, saved })
  expect(first).toMatchObject({ status: "waiting", cancellable: "never" })
  if (first.status !== "waiting") throw new Error("it should wait")
  const end = await host.finish(await host.turn({ ...first, handle: { ...first.handle, cancelRequested: true } }))
  expect(end.status).toBe("succeeded")
})
