/** The defects of Karbor's Trove plugin, one test each: what must never come back. */
import { checkParameters, jsonSchema, ProtectionError, ResourceTypes } from "@breakwater/core"
import { createMockTrove } from "@breakwater/mock-trove"
import * as Effect from "effect/Effect"
import { expect, test } from "vitest"
import { Host, pluginsFor } from "./support/host.ts"

const world = () => {
  const cloud = createMockTrove()
  const instance = cloud.state.instances.add({ name: "orders", volume: 2 })
  return { cloud, instance, host: new Host(cloud) }
}

test("K1: the saved-info schema is not empty, what protect saves passes it, and copy is refused by name", async () => {
  const { instance, host } = world()
  const { savedInfoSchema } = host.plugins.protection
  const saved = await host.protect(instance)
  expect(await Effect.runPromise(checkParameters(savedInfoSchema, saved, ""))).toEqual(saved)
  expect(jsonSchema(savedInfoSchema, "exact")).toMatchObject({ required: ["backup", "instance", "mark"] })
  const error = await host.failure("copy", { instance, saved })
  expect(error).toMatchObject({ code: "notSupported", message: expect.stringContaining("copy") })
})

test("K2: listing pages: the twenty-first instance is seen", async () => {
  const { cloud } = world()
  for (let index = 0; index < 24; index += 1) cloud.state.instances.add({ name: `db-${index}` })
  const { items } = await Effect.runPromise(pluginsFor(cloud).protectable.list(cloud.scope, { limit: 100 }))
  expect(items).toHaveLength(25)
})

test("K3: dependents go by the project of the token, not by a field that Trove never sends", async () => {
  const { cloud, instance } = world()
  const { project } = cloud.scope
  const parent = { scope: cloud.scope, type: ResourceTypes.project, id: project, name: "demo" }
  const { items } = await Effect.runPromise(pluginsFor(cloud).protectable.dependents(parent))
  expect(items.map(({ id }) => id)).toEqual([instance.id])
})

test("K4: a busy instance is listed, with its status", async () => {
  const { cloud, instance } = world()
  cloud.state.instances.setStatus(instance, "RESIZE")
  const { items } = await Effect.runPromise(pluginsFor(cloud).protectable.list(cloud.scope))
  expect(items).toMatchObject([{ id: instance.id, status: "RESIZE", can: { protect: { code: "notReady" } } }])
})

test("K5: a restore keeps datastore version, network and access", async () => {
  const { cloud, host } = world()
  const access = { is_public: false, allowed_cidrs: ["10.0.0.0/8"] }
  const instance = cloud.state.instances.add({ name: "wide", version: "8.0", access })
  const saved = await host.protect(instance)
  expect(saved).toMatchObject({
    datastore: { type: "mysql", version: "8.0" },
    instance: { networkId: "22222222-2222-4222-8222-222222222222", access: { allowedCidrs: ["10.0.0.0/8"] } },
  })
  await host.succeed("restore", { instance, saved })
  const made = cloud.state.instances.all().at(-1)
  expect(made?.datastore).toEqual({ type: "mysql", version: "8.0" })
  const again = await host.protect({ id: made?.id ?? "", name: "wide" }, { id: "again" })
  expect(again.instance.access).toEqual(saved.instance.access)
  expect(again.instance.networkId).toBe(saved.instance.networkId)
})

test("K6: a restore reports the final status, not that of the first answer", async () => {
  const { instance, host } = world()
  const saved = await host.protect(instance)
  const { result } = await host.succeed("restore", { instance, saved })
  expect(result).toMatchObject({ status: "ACTIVE", operatingStatus: "HEALTHY" })
})

test("K7: a crash between the backup's creation and the recording of its id leaks no backup", async () => {
  const { cloud, instance, host } = world()
  const lost: unknown[] = []
  await host.begin("protect", { instance }, { keep: async (handle) => void lost.push(handle) })
  expect(cloud.journal.count("createBackup")).toBe(1)
  const saved = await host.protect(instance, { again: true })
  expect(cloud.state.backups.all().map(({ id }) => id)).toEqual([saved.backup.id])
})

test("K8: REBOOT is waited for, and RESTART_REQUIRED is no obstacle", async () => {
  const { cloud, instance, host } = world()
  cloud.state.instances.setStatus(instance, "RESTART_REQUIRED")
  await host.protect(instance)
  cloud.state.instances.setStatus(instance, "REBOOT")
  expect((await host.begin("protect", { instance, id: "another" })).status).toBe("waiting")
})

test("K9: deleting a FAILED backup succeeds, and not before it is gone", async () => {
  const { cloud, instance, host } = world()
  const saved = await host.protect(instance)
  cloud.state.backups.setStatus(saved.backup, "FAILED")
  const first = await host.begin("delete", { instance, saved })
  expect(first.status).toBe("waiting")
  expect((await host.finish(first)).status).toBe("succeeded")
  expect(cloud.state.backups.all()).toEqual([])
})

test("K10: a 404 is no proof that the data is gone, and a delete looks at the incremental chain first", async () => {
  const { cloud, instance, host } = world()
  const saved = await host.protect(instance)
  const child = cloud.state.backups.add({ instance, name: "tuesday", parent: saved.backup })
  expect(await host.failure("delete", { instance, saved })).toMatchObject({ code: "inUse" })
  cloud.plan.nextDelete({ leavesObject: true }, { resource: child.id })
  const { result } = await host.succeed("delete", { instance, saved, parameters: { cascade: true } })
  expect(result).toMatchObject({
    record: "gone",
    data: "remains",
    deleted: [saved.backup.id, child.id],
    left: [{ kind: "object", id: expect.stringContaining(child.id) }],
  })
})

test("K11: verify takes RESTORED backups, and looks at more than the status", async () => {
  const { cloud, instance, host } = world()
  const saved = await host.protect(instance)
  cloud.state.backups.setStatus(saved.backup, "RESTORED")
  await host.succeed("verify", { instance, saved })
  const shrunk = { ...saved, backup: { ...saved.backup, size: 9 } }
  expect(await host.failure("verify", { instance, saved: shrunk })).toMatchObject({ code: "damaged" })
})

test("K12: there is a deadline, a cancel, incremental backups and a choice of container", async () => {
  const { cloud, instance, host } = world()
  const full = await host.protect(instance, { id: "full", parameters: { swift_container: "vault" } })
  const increment = await host.protect(instance, { id: "increment", parameters: { incremental: true } })
  expect(cloud.state.backups.all()[0]?.container).toBe("vault")
  expect(increment.backup.chain).toEqual([full.backup.id])
  cloud.plan.nextBackup({ stuckIn: "BUILDING" })
  const late = await host.failure("protect", { instance, id: "late", hours: 1 })
  expect(late.code).toBe("deadlineExceeded")
  const other = cloud.state.instances.add({ name: "other" })
  const first = await host.begin("protect", { instance: other, id: "unwanted" })
  if (first.status !== "waiting") throw new Error("it should wait")
  const end = await host.finish(await host.turn({ ...first, handle: { ...first.handle, cancelRequested: true } }))
  expect(end).toEqual({ status: "cancelled", left: [] })
})

test("K13: parameters are checked by value, with a path for each fault", async () => {
  const { cloud, instance, host } = world()
  const error = await host.failure("protect", { instance, parameters: { backup_name: "---", incremental: "yes" } })
  expect(ProtectionError.fromJSON(error)).toMatchObject({
    code: "invalidParameters",
    issues: [{ path: "/parameters/backup_name" }, { path: "/parameters/incremental" }],
  })
  expect(cloud.journal.entries).toEqual([])
})
