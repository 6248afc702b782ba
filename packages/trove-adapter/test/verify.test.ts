/** Verify at the level "record", over the mock: the backup, all it continues, and what is wrong with either. */
import { createMockTrove } from "@breakwater/mock-trove"
import { expect, test } from "vitest"
import { Host } from "./support/host.ts"

const world = () => {
  const cloud = createMockTrove()
  const instance = cloud.state.instances.add({ name: "orders" })
  return { cloud, instance, host: new Host(cloud) }
}

const chained = async () => {
  const { cloud, instance, host } = world()
  const full = await host.protect(instance, { id: "full" })
  const saved = await host.protect(instance, { id: "incremental", parameters: { incremental: true } })
  return { cloud, instance, host, full, saved }
}

test("the result names every backup of the chain, and what was not checked", async () => {
  const { instance, host, full, saved } = await chained()
  const { result } = await host.succeed("verify", { instance, saved })
  expect(result).toEqual({
    level: "record",
    backups: [saved, full].map(({ backup: { id, name, status, size, location } }) => ({
      id,
      name,
      status,
      size,
      location,
    })),
    notChecked: expect.stringContaining("data"),
  })
})

test("a verify changes nothing and asks once for a chain of one instance", async () => {
  const { cloud, instance, host, saved } = await chained()
  const before = cloud.journal.entries.length
  await host.succeed("verify", { instance, saved })
  const asked = cloud.journal.entries.slice(before).map(({ operation, method }) => `${method} ${operation}`)
  expect(asked).toEqual(["GET listBackups"])
})

test("an imported backup, RESTORED, verifies like a COMPLETED one", async () => {
  const { cloud, instance, host } = world()
  const saved = await host.protect(instance)
  cloud.state.backups.setStatus(saved.backup, "RESTORED")
  await host.succeed("verify", { instance, saved })
})

test("a backup that is gone is not found", async () => {
  const { instance, host } = world()
  const saved = await host.protect(instance)
  await host.succeed("delete", { instance, saved })
  expect(await host.failure("verify", { instance, saved })).toMatchObject({
    code: "notFound",
    message: expect.stringContaining(saved.backup.id),
  })
})

test.each(["FAILED", "DELETE_FAILED"] as const)("a backup that is %s is damaged", async (status) => {
  const { cloud, instance, host } = world()
  const saved = await host.protect(instance)
  cloud.state.backups.setStatus(saved.backup, status)
  expect(await host.failure("verify", { instance, saved })).toMatchObject({
    code: "damaged",
    message: expect.stringContaining(status),
  })
})

test("a chain is damaged where any of its backups is", async () => {
  const { cloud, instance, host, full, saved } = await chained()
  cloud.state.backups.setStatus(full.backup, "FAILED")
  expect(await host.failure("verify", { instance, saved })).toMatchObject({
    code: "damaged",
    message: expect.stringContaining(full.backup.id),
  })
})

test("a backup of another size than was saved is damaged", async () => {
  const { instance, host } = world()
  const saved = await host.protect(instance)
  const other = { ...saved, backup: { ...saved.backup, size: 7 } }
  expect(await host.failure("verify", { instance, saved: other })).toMatchObject({
    code: "damaged",
    message: expect.stringContaining("0.2 GB where 7 GB were saved"),
  })
})

test("a backup that no longer continues what it continued is damaged", async () => {
  const { instance, host, full } = await chained()
  const saved = { ...full, backup: { ...full.backup, chain: ["00000000-0000-4000-8000-000000000000"] } }
  expect(await host.failure("verify", { instance, saved })).toMatchObject({ code: "damaged" })
})

test("it works when the instance is gone, and when Trove can not be asked at first", async () => {
  const { cloud, instance, host } = world()
  const saved = await host.protect(instance)
  cloud.faults.on("listBackups", { times: 50 }).refuse(503)
  const error = await host.failure("verify", { instance, saved })
  expect(error).toMatchObject({ code: "unavailable", retryable: true })
  cloud.faults.clear()
  await host.succeed("verify", { instance, saved })
})

test.each(["object", "restore"])('level "%s" is refused by name as not supported yet', async (level) => {
  const { instance, host } = world()
  const saved = await host.protect(instance)
  const error = await host.failure("verify", { instance, saved, parameters: { level } })
  expect(error).toMatchObject({ code: "invalidParameters", issues: [{ path: "/parameters/level" }] })
  expect(error.message).toContain(`"${level}"`)
})
