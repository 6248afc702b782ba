/** Delete, over the mock: what goes, what is refused, and what a 404 proves. */
import { retry, turn as turnHandle } from "@breakwater/core/steps"
import { createMockTrove, type MockTrove } from "@breakwater/mock-trove"
import { expect, test } from "vitest"
import { Host } from "./support/host.ts"

const protectedWorld = async (options: ConstructorParameters<typeof Host>[1] = {}) => {
  const cloud = createMockTrove()
  const instance = cloud.state.instances.add({ name: "orders" })
  const host = new Host(cloud, options)
  const saved = await host.protect(instance)
  return { cloud, instance, host, saved }
}

/** A cloud that, from `begin` on, shows one backup as one whose object could not be deleted, until it is asked once more. */
const stuck = (cloud: MockTrove, id: string) => {
  let row: object | undefined
  let begun = false
  let asks = 0
  const fetch = async (request: Request): Promise<Response> => {
    if (request.method === "DELETE" && request.url.endsWith(id)) {
      asks += 1
      begun = false
      return new Response(null, { status: 202 })
    }
    const answer = await cloud.fetch(request)
    if (request.method !== "GET" || !request.url.includes("/backups?")) return answer
    const { backups, ...rest } = await answer.json()
    row ??= backups.find((one: { readonly id: string }) => one.id === id)
    const failed = { ...row, status: "DELETE_FAILED", updated: "2026-01-01T01:00:00" }
    const others = backups.filter((one: { readonly id: string }) => one.id !== id)
    return Response.json({ ...rest, backups: begun ? [...others, failed] : backups })
  }
  const begin = () => {
    begun = true
  }
  return { fetch, begin, asks: () => asks }
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

test("backups of another instance that hang on it count as well, for Trove deletes them too", async () => {
  const { cloud, instance, host, saved } = await protectedWorld()
  const other = cloud.state.instances.add({ name: "other" })
  const child = cloud.state.backups.add({ instance: other, name: "of the other", parent: saved.backup })
  expect(await host.failure("delete", { instance, saved })).toMatchObject({ code: "inUse", left: [{ id: child.id }] })
  expect(asked(cloud)).toEqual([])
  const { result } = await host.succeed("delete", { instance, saved, id: "all", parameters: { cascade: true } })
  expect(result).toMatchObject({ deleted: [saved.backup.id, child.id] })
})

test("what hung on it and could not be deleted fails the operation, and a retry asks for that one", async () => {
  const { cloud, instance, saved } = await protectedWorld()
  const child = cloud.state.backups.add({ instance, name: "tuesday", parent: saved.backup })
  const { fetch, begin, asks } = stuck(cloud, child.id)
  const host = new Host(cloud, { connect: () => ({ ...cloud.connection, fetch }) })
  const first = await host.begin("delete", { instance, saved, parameters: { cascade: true } })
  begin()
  const end = await host.finish(first)
  if (end.status !== "failed") throw new Error("it should fail")
  expect(end.error).toMatchObject({ code: "remoteFailed", left: [{ id: child.id }] })
  const handle = retry(end.handle, new Date(cloud.clock.now() + 3_600_000).toISOString())
  const again = { status: "waiting", handle, afterMs: 0, progress: { description: "" }, cancellable: "now" } as const
  expect((await host.finish(again)).status).toBe("succeeded")
  expect(asks()).toBe(1)
})

test("a look that is refused after the DELETE does not say that nothing was begun", async () => {
  const { cloud, instance, host, saved } = await protectedWorld()
  const first = await host.begin("delete", { instance, saved })
  cloud.faults.on("listBackups").refuse(403)
  expect(await host.finish(first)).toMatchObject({
    error: { code: "forbidden", outcome: "unknown", left: [{ kind: "backup", id: saved.backup.id }] },
  })
})
