import { describe, expect, it } from "vitest"
import { createMockTrove } from "../src/index.ts"
import { readArguments } from "../src/readArguments.ts"
import type { Profile } from "../src/state/releases.ts"
import { faultOf, type Schemas, troveClient } from "./troveClient.ts"

const setUp = async (profile: Profile) => {
  const cloud = createMockTrove({ clock: "manual", profile })
  const demo = await troveClient(cloud)
  const instance = cloud.state.instances.add({ name: "orders" })
  const create = (fields: object) =>
    demo.ask<Schemas["InstanceAnswer"]>("POST", "/instances", {
      instance: { name: "n", flavorRef: "1", volume: { size: 1 }, ...fields },
    })
  const backUp = (fields: object = {}) =>
    demo.ask<Schemas["BackupAnswer"]>("POST", "/backups", {
      backup: { name: "nightly", instance: instance.id, ...fields },
    })
  return { cloud, demo, admin: await troveClient(cloud, "admin"), instance, create, backUp }
}

describe("release 18", () => {
  it("is the default, and one that there is not is refused", () => {
    expect(() => createMockTrove({ profile: "19" as Profile })).toThrow('profile is 18, 22 or 25, not "19"')
    expect(() => readArguments(["--profile", "19"])).toThrow('--profile is 18, 22 or 25, not "19"')
    expect(readArguments(["--profile", "25"]).mock.profile).toBe("25")
  })
  it("takes no notice of a storage driver", async () => {
    const { cloud, backUp } = await setUp("18")
    const { body } = await backUp({ storage_driver: "cinder" })
    await cloud.clock.advance("10m")
    expect(cloud.state.backups.get(body.backup.id)).toMatchObject({ status: "COMPLETED" })
    expect(cloud.state.backups.get(body.backup.id)?.location).toMatch(/^https:/)
    expect((await backUp({ storage_driver: 1 })).status).toBe(202)
  })
})

describe.each([
  { profile: "18", rename: true, empty: true },
  { profile: "22", rename: false, empty: false },
  { profile: "25", rename: true, empty: false },
] as const)("release $profile", ({ profile, ...kept }) => {
  it.each([
    { by: "rename", change: { name: "renamed" } },
    { by: "empty", change: {} },
  ] as const)(
    "keeps or loses the configuration group by an update that does not name it: $by",
    async ({ by, change }) => {
      const { cloud, demo, instance } = await setUp(profile)
      const made = await demo.ask<{ configuration: { id: string } }>("POST", "/configurations", {
        configuration: { name: "c", values: {} },
      })
      const path = `/instances/${instance.id}`
      await demo.ask("PUT", path, { instance: { configuration: made.body.configuration.id } })
      expect(cloud.state.instances.get(instance.id)?.configuration).toBe(made.body.configuration.id)
      expect((await demo.ask("PUT", path, { instance: change })).status).toBe(202)
      expect(cloud.state.instances.get(instance.id)?.configuration !== null).toBe(kept[by])
    },
  )
})

describe.each(["22", "25"] as const)("release %s", (profile) => {
  it("tells the local storage of flavors, and to the operator the extensions of versions", async () => {
    const { demo, admin } = await setUp(profile)
    const { body } = await demo.ask<Schemas["FlavorsAnswer"]>("GET", "/flavors")
    expect(body.flavors.map((flavor) => flavor.local_storage)).toEqual([0, 0, 0, 0, 0, 5, 0])
    const version = async (who: typeof demo) =>
      (await who.ask<Schemas["DatastoreVersionAnswer"]>("GET", "/datastores/mysql/versions/8.0")).body.version
    expect(await version(admin)).toMatchObject({
      registry_ext: "trove.guestagent.datastore.mysql.manager.Manager",
      repl_strategy: "trove.guestagent.strategies.replication.mysql_gtid.MysqlGTIDReplication",
    })
    expect(await version(demo)).not.toHaveProperty("registry_ext")
  })
})

describe.each(["18", "22"] as const)("release %s", (profile) => {
  it("refuses to delete a running backup with 422, and keeps one whose object can not be deleted visible", async () => {
    const { cloud, demo, backUp } = await setUp(profile)
    const { id } = (await backUp()).body.backup
    expect((await demo.ask("DELETE", `/backups/${id}`)).status).toBe(422)
    await cloud.clock.advance("10m")
    cloud.troubles.swiftFailDelete = true
    await demo.ask("DELETE", `/backups/${id}`)
    await cloud.clock.advance("1m")
    expect(cloud.state.backups.get(id)?.status).toBe("DELETE_FAILED")
  })
  it("checks names of databases and users, encodings and localities itself", async () => {
    const { create } = await setUp(profile)
    expect((await create({ databases: [{ name: "a/b" }] })).status).toBe(400)
    expect((await create({ databases: [{ name: "aa", collate: "nope" }] })).status).toBe(400)
    expect((await create({ users: [{ name: "u".repeat(33), password: "p" }] })).status).toBe(400)
    expect(faultOf(await create({ locality: "soft-affinity" }))[1]).toContain("['affinity', 'anti-affinity']")
  })
  it("looks at the object store before the backup of a restore", async () => {
    const { cloud, create } = await setUp(profile)
    cloud.troubles.swiftStatus = 503
    const restorePoint = { backupRef: "00000000-0000-0000-0000-000000000000" }
    expect((await create({ restorePoint })).status).toBe(401)
  })
})

describe("release 25", () => {
  it("trips over the deletion of a running backup", async () => {
    const { demo, backUp } = await setUp("25")
    const { id } = (await backUp()).body.backup
    const refused = await demo.ask("DELETE", `/backups/${id}`)
    expect([refused.status, faultOf(refused)[0]]).toEqual([500, "instanceFault"])
  })
  it("forgets a backup whose object the store refuses to delete, and leaves the object behind", async () => {
    const { cloud, demo, backUp } = await setUp("25")
    const { id } = (await backUp()).body.backup
    await cloud.clock.advance("10m")
    const location = cloud.state.backups.get(id)?.location ?? ""
    cloud.troubles.swiftFailDelete = true
    expect((await demo.ask("DELETE", `/backups/${id}`)).status).toBe(202)
    await cloud.clock.advance("1m")
    expect((await demo.ask("GET", `/backups/${id}`)).status).toBe(404)
    const object = await cloud.fetch(location, { method: "HEAD", headers: { "X-Auth-Token": demo.token } })
    expect(object.status).toBe(200)
  })
  it("leaves the names of databases and users to the guest, but not reserved or doubled ones", async () => {
    const { create } = await setUp("25")
    expect((await create({ databases: [{ name: "a/b", collate: "nope" }] })).status).toBe(200)
    expect((await create({ users: [{ name: "u".repeat(33), password: "p" }] })).status).toBe(200)
    expect((await create({ databases: [{ name: "mysql" }] })).status).toBe(400)
    expect((await create({ databases: [{ name: "a" }, { name: "a" }] })).status).toBe(400)
    expect((await create({ locality: "soft-affinity" })).status).toBe(200)
  })
  it("makes a snapshot of the volume with the driver cinder, which needs no object store and restores", async () => {
    const { cloud, demo, instance, create, backUp } = await setUp("25")
    await demo.ask("POST", `/instances/${instance.id}/databases`, { databases: [{ name: "orders" }] })
    cloud.troubles.swiftStatus = 503
    expect((await backUp()).status).toBe(401)
    const { id } = (await backUp({ storage_driver: "cinder" })).body.backup
    await cloud.clock.advance("3s")
    expect(cloud.state.backups.get(id)).toMatchObject({ status: "BUILDING", size: 0 })
    await cloud.clock.advance("10m")
    const shown = (await demo.ask<Schemas["BackupAnswer"]>("GET", `/backups/${id}`)).body.backup
    expect(shown).toMatchObject({ status: "COMPLETED", size: instance.volume })
    expect(shown.locationRef).toMatch(/^cinder:\/\/[0-9a-f-]{36}$/)
    expect(shown).not.toHaveProperty("storage_driver")
    const restored = await create({ restorePoint: { backupRef: id }, volume: { size: instance.volume } })
    expect(restored.status).toBe(200)
    await cloud.clock.advance("15m")
    const databases = await demo.ask("GET", `/instances/${restored.body.instance.id}/databases`)
    expect(databases.body).toEqual({ databases: [{ name: "orders" }] })
    expect((await demo.ask("DELETE", `/backups/${id}`)).status).toBe(202)
    await cloud.clock.advance("1m")
    expect((await demo.ask("GET", `/backups/${id}`)).status).toBe(404)
  })
  it("takes a driver it does not know, with which a backup never begins, and trips over one that is no text", async () => {
    const { cloud, backUp } = await setUp("25")
    expect((await backUp({ storage_driver: 1 })).status).toBe(500)
    const { id } = (await backUp({ storage_driver: "tape" })).body.backup
    await cloud.clock.advance("10m")
    expect(cloud.state.backups.get(id)?.status).toBe("NEW")
  })
  it("looks at the backup of a restore before the object store", async () => {
    const { cloud, create } = await setUp("25")
    cloud.troubles.swiftStatus = 503
    const restorePoint = { backupRef: "00000000-0000-0000-0000-000000000000" }
    expect((await create({ restorePoint })).status).toBe(404)
  })
})
