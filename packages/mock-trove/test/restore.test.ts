import { describe, expect, it } from "vitest"
import { createMockTrove } from "../src/index.ts"
import { faultOf, type Schemas, troveClient } from "./troveClient.ts"

type InstanceAnswer = Schemas["InstanceAnswer"]

const missing = "00000000-0000-0000-0000-000000000000"

const setUp = async (options: Parameters<typeof createMockTrove>[0] = {}) => {
  const cloud = createMockTrove({ clock: "manual", ...options })
  const demo = await troveClient(cloud)
  const instance = cloud.state.instances.add({ name: "orders", databases: ["app"], users: ["joe"] })
  const backup = cloud.state.backups.add({ instance, name: "nightly" })
  const restore = (changes: object = {}) =>
    demo.ask<InstanceAnswer>("POST", "/instances", {
      instance: {
        name: "restored",
        flavorRef: "1",
        volume: { size: 1 },
        restorePoint: { backupRef: backup.id },
        ...changes,
      },
    })
  const refusal = async (changes: object = {}) => {
    const reply = await restore(changes)
    return [reply.status, faultOf(reply)[1]]
  }
  return { cloud, demo, instance, backup, restore, refusal }
}

describe("a restore", () => {
  it("makes a new instance with the databases and users of the moment of the backup", async () => {
    const { cloud, demo, instance, restore } = await setUp()
    await demo.ask("POST", `/instances/${instance.id}/databases`, { databases: [{ name: "later" }] })
    const made = await restore()
    expect([made.status, made.body.instance.status]).toEqual([200, "BUILD"])
    await cloud.clock.advance("8m")
    const { id } = made.body.instance
    expect(cloud.state.instances.get(id)).toMatchObject({
      name: "restored",
      status: "ACTIVE",
      operating_status: "HEALTHY",
      databases: ["app"],
      users: ["joe"],
    })
    const listed = await demo.ask("GET", `/instances/${id}/databases`)
    expect(listed.body).toEqual({ databases: [{ name: "app" }] })
    expect(cloud.state.instances.get(instance.id)?.databases).toEqual(["app", "later"])
  })
  it("works after the instance is deleted, but not after the backup is", async () => {
    const { cloud, demo, instance, backup, restore, refusal } = await setUp()
    await demo.ask("DELETE", `/instances/${instance.id}`)
    await cloud.clock.advance("1m")
    expect((await restore()).status).toBe(200)
    await demo.ask("DELETE", `/backups/${backup.id}`)
    await cloud.clock.advance("1m")
    expect(await refusal()).toEqual([404, `Resource ${backup.id} cannot be found.`])
  })
  it("accepts another version of the datastore, but not another datastore", async () => {
    const { restore, refusal } = await setUp()
    const other = await restore({ datastore: { type: "mysql", version: "8.0" } })
    expect([other.status, other.body.instance.datastore.version]).toEqual([200, "8.0"])
    expect(await refusal({ datastore: { type: "postgresql" } })).toEqual([
      400,
      "The datastore from which the backup was taken, mysql, does not match the destination datastore of postgresql.",
    ])
  })
  it("takes the cloud's default datastore when none is named, never the backup's", async () => {
    const { cloud, refusal } = await setUp()
    const pg = cloud.state.instances.add({ name: "pg", datastore: "postgresql" })
    const backup = cloud.state.backups.add({ instance: pg, name: "of pg" })
    expect(await refusal({ restorePoint: { backupRef: backup.id } })).toEqual([
      400,
      "The datastore from which the backup was taken, postgresql, does not match the destination datastore of mysql.",
    ])
  })
  it("is checked in the order of the real one: what is wrong first is told", async () => {
    const { cloud, demo, instance, backup, refusal } = await setUp()
    const large = cloud.state.backups.add({ instance, name: "large", size: 5 })
    const failed = cloud.state.backups.add({ instance, name: "failed", status: "FAILED", size: 5 })
    const alt = await troveClient(cloud, "alt")
    cloud.state.objects.remove(large)
    const of = (id: string) => ({ restorePoint: { backupRef: id } })
    expect(await refusal({ datastore: { type: "nope" }, flavorRef: "nope" })).toEqual([
      404,
      "Datastore 'nope' cannot be found.",
    ])
    expect(await refusal({ flavorRef: "nope", volume: { size: 11 } })).toEqual([400, "Resource nope cannot be found."])
    expect(await refusal({ ...of(missing), volume: { size: 11 } })).toEqual([
      413,
      "Volume 'size' cannot exceed maximum of 10 GB, 11 cannot be accepted.",
    ])
    cloud.troubles.swiftStatus = 503
    expect(await refusal(of(missing))).toEqual([401, `Swift account not accessible for tenant ${demo.project}.`])
    cloud.troubles.swiftStatus = null
    expect(await refusal(of(missing))).toEqual([404, `Resource ${missing} cannot be found.`])
    expect(await refusal(of(failed.id))).toEqual([
      409,
      `Unable to create instance because backup ${failed.id} is not completed. Actual state: FAILED.`,
    ])
    expect(await refusal(of(large.id))).toEqual([
      403,
      "Backup is too large for given flavor or volume. Backup size: 5.0 GBs. Available size: 1 GBs.",
    ])
    expect(await refusal({ ...of(large.id), volume: { size: 5 } })).toEqual([
      404,
      `Backup file in ${large.location} was not found in the object storage.`,
    ])
    cloud.state.objects.corrupt(backup)
    expect(await refusal({ datastore: { type: "postgresql" } })).toEqual([
      409,
      `Current Swift object checksum does not match original checksum for backup ${backup.id}.`,
    ])
    const foreign = await alt.ask("POST", "/instances", {
      instance: { name: "x", flavorRef: "1", volume: { size: 1 }, ...of(backup.id) },
    })
    expect(foreign.status).toBe(404)
    expect(cloud.state.instances.all()).toHaveLength(1)
  })
  it("wants the id itself, not a link to the backup", async () => {
    const { backup, refusal } = await setUp()
    const [status, sentence] = await refusal({ restorePoint: { backupRef: `http://x/backups/${backup.id}` } })
    expect([status, String(sentence)]).toEqual([400, expect.stringContaining("does not match")])
  })
  it("whose object vanished meanwhile ends in ERROR with the reason as fault", async () => {
    const { cloud, backup, restore } = await setUp()
    const { id } = (await restore()).body.instance
    cloud.state.objects.remove(backup)
    await cloud.clock.advance("10m")
    expect(cloud.state.instances.get(id)).toMatchObject({
      status: "ERROR",
      operating_status: "",
      fault: `Object of backup ${backup.id} was not found in the object storage.`,
    })
  })
})

describe("a planned restore", () => {
  it("fails with the text as fault, and only the next one", async () => {
    const { cloud, restore } = await setUp()
    cloud.plan.nextRestore({ fails: "no valid host" })
    const first = (await restore()).body.instance.id
    const second = (await restore()).body.instance.id
    await cloud.clock.advance("10m")
    expect(cloud.state.instances.get(first)).toMatchObject({ status: "ERROR", fault: "no valid host" })
    expect(cloud.state.instances.get(second)).toMatchObject({ status: "ACTIVE", fault: null })
  })
  it("takes its time, or builds until the build times out", async () => {
    const { cloud, restore } = await setUp()
    cloud.plan.nextRestore({ takes: "40m" })
    cloud.plan.nextRestore({ stuckIn: "BUILD" })
    const slow = (await restore()).body.instance.id
    const stuck = (await restore()).body.instance.id
    const statuses = () => [slow, stuck].map((id) => cloud.state.instances.get(id)?.status)
    await cloud.clock.advance("40m")
    expect(statuses()).toEqual(["BUILD", "BUILD"])
    await cloud.clock.advance("1m")
    expect(statuses()).toEqual(["ACTIVE", "BUILD"])
    await cloud.clock.advance("25m")
    expect(statuses()).toEqual(["ACTIVE", "ERROR"])
  })
  it("comes back HEALTHY with what the full backup beneath held", async () => {
    const { cloud, demo, instance, backup, restore } = await setUp()
    await demo.ask("POST", `/instances/${instance.id}/databases`, { databases: [{ name: "later" }] })
    const delta = cloud.state.backups.add({ instance, name: "delta", parent: backup })
    cloud.plan.nextRestore({ comesBackWithOldData: true })
    const { id } = (await restore({ restorePoint: { backupRef: delta.id } })).body.instance
    await cloud.clock.advance("10m")
    expect(cloud.state.instances.get(id)).toMatchObject({ operating_status: "HEALTHY", databases: ["app"] })
  })
})
