/** Delete, over the mock: what goes, what is refused, and what a 404 proves. */
import { retry, turn as turnHandle } from "@breakwater/core/steps"
import { createMockTrove, type MockTrove } from "@breakwater/mock-trove"
import * as Effect from "effect/Effect"
import { describe, expect, test } from "vitest"
import { importBackup } from "../src/importBackup.ts"
import { Host, resourceOf } from "./support/host.ts"
import { listing } from "./support/listing.ts"
import { onCloud, without } from "./support/onCloud.ts"
import { previewOf } from "./support/previewOf.ts"

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

test("the backup goes with its data, and the result says that both are gone", async () => {
  const { cloud, instance, host, saved } = await protectedWorld()
  const end = await host.succeed("delete", { instance, saved })
  expect(end).toMatchObject({ warnings: [] })
  expect(end.result).toEqual({
    backup: saved.backup.id,
    record: "gone",
    data: "gone",
    at: new Date(cloud.clock.now()).toISOString(),
    deleted: [saved.backup.id],
    left: [],
    unknown: [],
  })
  expect(cloud.state.backups.all()).toEqual([])
  expect(cloud.state.objects.names()).toEqual([])
  expect(asked(cloud)).toHaveLength(1)
})

describe("a record that is gone proves nothing of the data", () => {
  test("an object that stays behind is told, with its place, and nobody deletes it", async () => {
    const { cloud, instance, host, saved } = await protectedWorld()
    cloud.plan.nextDelete({ leavesObject: true })
    const end = await host.succeed("delete", { instance, saved })
    const id = `database_backups/${saved.backup.id}.xbstream.gz`
    expect(end.result).toMatchObject({ record: "gone", data: "remains", left: [{ kind: "object", id }] })
    expect(end.warnings).toEqual([expect.stringContaining(id)])
    expect(cloud.state.objects.names()).toEqual([id])
  })

  test("so it is on a Trove that forgets backups whose object it could not delete", async () => {
    const cloud = createMockTrove({ profile: "25" })
    const instance = cloud.state.instances.add({ name: "orders" })
    const host = new Host(cloud)
    const saved = await host.protect(instance)
    cloud.troubles.swiftFailDelete = true
    expect((await host.succeed("delete", { instance, saved })).result).toMatchObject({ data: "remains" })
  })

  test("segments that stay behind without their object are told", async () => {
    const { cloud, instance, host, saved } = await protectedWorld()
    cloud.state.objects.split(saved.backup, 2)
    cloud.plan.nextDelete({ leavesObject: true })
    const first = await host.begin("delete", { instance, saved })
    cloud.state.objects.removeNamed(`database_backups/${saved.backup.id}.xbstream.gz`)
    expect(await host.finish(first)).toMatchObject({
      result: {
        data: "remains",
        left: [0, 1].map((index) => ({ id: `database_backups/${saved.backup.id}_0000000${index}` })),
      },
    })
  })

  test("a segment that no listing has yet is told as well", async () => {
    const { cloud, instance, saved } = await protectedWorld()
    cloud.state.objects.split(saved.backup, 3)
    cloud.plan.nextDelete({ leavesObject: true })
    const connect = () => ({ ...cloud.connection, fetch: listing(cloud, (names) => names.slice(0, 1)) })
    const { result } = await new Host(cloud, { connect }).succeed("delete", { instance, saved })
    const names = [".xbstream.gz", "_00000000", "_00000001", "_00000002"]
    expect(result).toMatchObject({
      data: "remains",
      left: names.map((name) => ({ id: `database_backups/${saved.backup.id}${name}` })),
    })
  })

  test("what a cascade leaves of the others is told too", async () => {
    const { cloud, instance, host, saved } = await protectedWorld()
    const child = cloud.state.backups.add({ instance, name: "tuesday", parent: saved.backup })
    cloud.plan.nextDelete({ leavesObject: true }, { resource: child.id })
    const { result } = await host.succeed("delete", { instance, saved, parameters: { cascade: true } })
    expect(result).toMatchObject({ data: "remains", left: [{ id: `database_backups/${child.id}.xbstream.gz` }] })
  })

  test("a proxy's 404, a refusal or a missing object store leave it unknown, and say why", async () => {
    const { cloud, instance, host, saved } = await protectedWorld()
    await host.succeed("delete", { instance, saved })
    const again = async (id: string, of = host) => (await of.succeed("delete", { instance, saved, id })).result
    cloud.faults.on("showObject").html(404)
    expect(await again("by a proxy")).toMatchObject({ data: "unknown", left: [] })
    cloud.troubles.swiftStatus = 403
    expect(await again("refused")).toMatchObject({ data: "unknown", unknown: [expect.stringContaining("403")] })
    cloud.troubles.swiftStatus = null
    const fetch = without(cloud, "object-store")
    const blind = new Host(cloud, { connect: () => ({ ...cloud.connection, fetch }) })
    expect(await again("blind", blind)).toMatchObject({ unknown: [expect.stringContaining("object-store")] })
    expect(await again("well")).toMatchObject({ data: "gone", unknown: [] })
  })

  test("a backup whose place nobody remembers stays unknown, and so does a snapshot", async () => {
    const { cloud, instance, host, saved } = await protectedWorld()
    await host.succeed("delete", { instance, saved })
    const { location: _, ...placeless } = saved.backup
    for (const backup of [placeless, { ...placeless, location: "cinder://d1c062c7-4c02-45e0-82a3-c6b10dd7514c" }]) {
      const asked = { instance, saved: { ...saved, backup }, id: JSON.stringify(backup).length.toString() }
      expect((await host.succeed("delete", asked)).result).toMatchObject({ data: "unknown", left: [] })
    }
    expect(cloud.journal.count("listObjects")).toBe(1)
  })
})

test("a preview names what would go with it, and what stays of an imported one", async () => {
  const { cloud, instance, host, saved } = await protectedWorld()
  const child = cloud.state.backups.add({ instance, name: "tuesday", parent: saved.backup, status: "RESTORED" })
  const preview = await previewOf(host, "delete", { instance, saved, parameters: { cascade: true } })
  expect(preview).toMatchObject({
    quota: { backups: -2 },
    blockers: [],
    warnings: [expect.stringContaining("imported")],
  })
  expect(preview.deletes).toEqual([expect.stringContaining(saved.backup.id), expect.stringContaining(child.id)])
  expect(asked(cloud)).toEqual([])
})

test("a 404 to a call that Trove does not know is no proof that the backup is gone", async () => {
  const { cloud, instance, host, saved } = await protectedWorld()
  await host.succeed("delete", { instance, saved })
  cloud.faults.on("showBackup").refuse(404, "The resource could not be found.", "fault")
  const end = await host.run("delete", { instance, saved, id: "by the wrong address" })
  expect(end).toMatchObject({ status: "failed", error: { code: "notSupported", retryable: false } })
})

test("what is gone already is success, without a DELETE", async () => {
  const { cloud, instance, host, saved } = await protectedWorld()
  await host.succeed("delete", { instance, saved })
  const { result } = await host.succeed("delete", { instance, saved, id: "again" })
  expect(result).toMatchObject({ record: "gone", data: "gone" })
  expect(asked(cloud)).toHaveLength(1)
})

test("what a token of another project does not see is not taken for gone", async () => {
  const { cloud, instance, host, saved } = await protectedWorld()
  const id = "b7b4e2a1-0a36-4f5e-9d2a-5f9f8f0a7c11"
  const foreign = { ...saved, backup: { ...saved.backup, id, project: "another" } }
  const error = await host.failure("delete", { instance, saved: foreign })
  expect(error).toMatchObject({ code: "forbidden", outcome: "notStarted" })
  expect(error.message).toContain("another")
  const { inventory } = host.plugins.protection
  if (inventory === undefined) throw new Error("it has no inventory")
  const exists = Effect.runPromise(inventory.exists(foreign, resourceOf(cloud, instance)))
  await expect(exists).rejects.toMatchObject({ code: "forbidden" })
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

test("data that another record stands for as well is not deleted with this one", async () => {
  const { cloud, instance, host, saved } = await protectedWorld()
  const { backup: twin } = await onCloud(cloud, (trove) => importBackup(trove, { saved, name: "twin" }))
  const error = await host.failure("delete", { instance, saved, parameters: { cascade: true } })
  expect(error).toMatchObject({ code: "inUse", left: [{ id: twin.id }] })
  expect(error.message).toContain(`twin (${twin.id})`)
  expect(cloud.state.objects.names()).toHaveLength(1)
  const preview = await previewOf(host, "delete", { instance, saved })
  expect(preview.blockers).toMatchObject([{ code: "inUse" }])
})

test("a record whose data another one stands for goes by itself, and the data is not called forgotten", async () => {
  const { cloud, instance, host, saved } = await protectedWorld()
  const { saved: twin } = await onCloud(cloud, (trove) => importBackup(trove, { saved, name: "twin" }))
  const { result } = await host.succeed("delete", { instance, saved: twin })
  expect(result).toMatchObject({ record: "gone", data: "remains", left: [] })
  expect(cloud.state.backups.all().map(({ id }) => id)).toEqual([saved.backup.id])
  await host.succeed("delete", { instance, saved, id: "then" })
  expect(cloud.state.objects.names()).toEqual([])
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

test("what hangs on one that went before it is not taken for gone while it stands", async () => {
  const { cloud, instance, saved } = await protectedWorld()
  const child = cloud.state.backups.add({ instance, name: "tuesday", parent: saved.backup })
  const grandchild = cloud.state.backups.add({ instance, name: "wednesday", parent: child })
  const { fetch, begin } = stuck(cloud, grandchild.id)
  const host = new Host(cloud, { connect: () => ({ ...cloud.connection, fetch }) })
  const first = await host.begin("delete", { instance, saved, parameters: { cascade: true } })
  begin()
  expect(await host.finish(first)).toMatchObject({ error: { code: "remoteFailed", left: [{ id: grandchild.id }] } })
})

test("a look that is refused after the DELETE does not say that nothing was begun", async () => {
  const { cloud, instance, host, saved } = await protectedWorld()
  const first = await host.begin("delete", { instance, saved })
  cloud.faults.on("listBackups").refuse(403)
  expect(await host.finish(first)).toMatchObject({
    error: { code: "forbidden", outcome: "unknown", left: [{ kind: "backup", id: saved.backup.id }] },
  })
})
