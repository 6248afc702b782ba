import { describe, expect, it } from "vitest"
import { createMockTrove } from "../src/index.ts"
import { faultOf, type Schemas, troveClient } from "./troveClient.ts"

type InstanceAnswer = Schemas["InstanceAnswer"]

const setUp = async () => {
  const cloud = createMockTrove({ clock: "manual" })
  const demo = await troveClient(cloud)
  const { id } = cloud.state.instances.add({ name: "orders" })
  const act = (body: unknown) => demo.ask("POST", `/instances/${id}/action`, body)
  const change = (instance: unknown, method = "PUT") => demo.ask(method, `/instances/${id}`, { instance })
  const show = async () => (await demo.ask<InstanceAnswer>("GET", `/instances/${id}`)).body.instance
  return { cloud, demo, id, act, change, show }
}

describe("an action", () => {
  it("restart shows REBOOT until the database is back, and is refused meanwhile", async () => {
    const { cloud, id, act, show } = await setUp()
    const accepted = await act({ restart: {} })
    expect([accepted.status, accepted.text]).toEqual([202, ""])
    expect(await show()).toMatchObject({ status: "REBOOT", operating_status: "", volume: { size: 1 } })
    const again = await act({ restart: {} })
    expect([again.status, faultOf(again)[1]]).toEqual([
      422,
      `Instance ${id} is not currently available for an action to be performed (task status was REBOOTING).`,
    ])
    await cloud.clock.advance("20s")
    expect(await show()).toMatchObject({ status: "ACTIVE", operating_status: "HEALTHY" })
  })
  it("resize makes the volume larger, never smaller, and counts it", async () => {
    const { cloud, demo, act, show } = await setUp()
    const smaller = await act({ resize: { volume: { size: 1 } } })
    expect([smaller.status, faultOf(smaller)[1]]).toEqual([
      400,
      "The new volume 'size' must be larger than the current volume size of '1'.",
    ])
    expect((await act({ resize: { volume: { size: 11 } } })).status).toBe(413)
    expect((await act({ resize: { volume: { size: "4" } } })).status).toBe(202)
    expect(await show()).toMatchObject({ status: "RESIZE", volume: { size: 1 } })
    await cloud.clock.advance("1m")
    expect(await show()).toMatchObject({ status: "ACTIVE", volume: { size: 4, used: 0.2 } })
    const quotas = await demo.ask<Schemas["QuotasAnswer"]>("GET", `/mgmt/quotas/${demo.project}`)
    expect(quotas.body.quotas.find((quota) => quota.resource === "volumes")?.in_use).toBe(4)
  })
  it("resize changes the flavor, not to the same, not to an unknown one, not to one with local storage", async () => {
    const { cloud, act, show } = await setUp()
    const to = (flavorRef: string) => act({ resize: { flavorRef } })
    expect((await to("1")).status).toBe(400)
    expect(faultOf(await to("99"))).toEqual(["badRequest", "Resource 99 cannot be found."])
    expect((await to("eph1")).status).toBe(501)
    expect((await to("http://x/flavors/2")).status).toBe(202)
    await cloud.clock.advance("2m")
    expect((await show()).flavor.id).toBe("2")
  })
  it("reset_status is the operator's, with force_delete the owner's; both fail what runs and delete nothing", async () => {
    const { cloud, id, act, show } = await setUp()
    const admin = await troveClient(cloud, "admin")
    const backup = cloud.state.backups.add({ instance: { id }, name: "running", status: "BUILDING" })
    const refused = await act({ reset_status: {} })
    expect([refused.status, ...faultOf(refused)]).toEqual([
      403,
      "forbidden",
      "Policy doesn't allow instance:reset_status to be performed.",
    ])
    expect((await act({ reset_status: { force_delete: true } })).status).toBe(202)
    expect(cloud.state.backups.get(backup.id)?.status).toBe("FAILED")
    expect(await show()).toMatchObject({ status: "ACTIVE", operating_status: "ERROR" })
    await cloud.clock.advance("10s")
    expect((await show()).operating_status).toBe("HEALTHY")
    expect((await admin.ask("POST", `/instances/${id}/action`, { reset_status: {} })).status).toBe(202)
  })
  it("of an unknown kind, and none at all, makes the server trip", async () => {
    const { act } = await setUp()
    for (const body of [{}, { explode: {} }, { resize: {} }, undefined]) expect((await act(body)).status).toBe(500)
  })
  it("promote puts a replica in the place of its source, and is refused of any other instance", async () => {
    const { cloud, demo, id, act, show } = await setUp()
    const create = async (name: string) => {
      const made = await demo.ask<InstanceAnswer>("POST", "/instances", { instance: { name, replica_of: id } })
      await cloud.clock.advance("20m")
      return made.body.instance.id
    }
    const one = await create("one")
    const other = await create("other")
    expect(faultOf(await act({ promote_to_replica_source: {} }))).toEqual([
      "badRequest",
      `Instance ${id} is not a replica.`,
    ])
    const promoted = await demo.ask("POST", `/instances/${one}/action`, { promote_to_replica_source: {} })
    expect(promoted.status).toBe(202)
    expect(await show()).toMatchObject({ status: "PROMOTE", operating_status: "" })
    await cloud.clock.advance("1m")
    expect(await show()).toMatchObject({ status: "ACTIVE", replica_of: { id: one } })
    const { instance } = (await demo.ask<InstanceAnswer>("GET", `/instances/${one}`)).body
    expect(instance.replicas?.map((replica) => replica.id).toSorted()).toEqual([id, other].toSorted())
    expect(instance).not.toHaveProperty("replica_of")
  })
  it("eject is refused of what has no replicas, and of a source that lives", async () => {
    const { cloud, demo, id, act } = await setUp()
    expect(faultOf(await act({ eject_replica_source: {} }))).toEqual([
      "badRequest",
      `Instance ${id} is not a replica source.`,
    ])
    await demo.ask("POST", "/instances", { instance: { name: "copy", replica_of: id } })
    await cloud.clock.advance("20m")
    const refused = await act({ eject_replica_source: {} })
    expect(faultOf(refused)[1]).toBe(`Replica Source ${id} cannot be ejected as it has a current heartbeat`)
    cloud.state.instances.killGuest({ id })
    await cloud.clock.advance("2m")
    expect((await act({ eject_replica_source: {} })).status).toBe(501)
  })
})

describe("a change of an instance", () => {
  it("takes a name and one thing more, by PUT and by PATCH", async () => {
    const { change, show } = await setUp()
    expect((await change({ name: "renamed" })).status).toBe(202)
    expect((await show()).name).toBe("renamed")
    expect((await change({ name: "again" }, "PATCH")).status).toBe(202)
    expect((await change({})).status).toBe(202)
    expect((await show()).name).toBe("again")
    expect(faultOf(await change({ configuration: null, replica_of: "" }))[1]).toBe(
      "Only one attribute (except 'name') is allowed to update.",
    )
    expect(faultOf(await change({ foo: 1 }))[1]).toBe(
      "Validation error: instance Additional properties are not allowed ('foo' was unexpected)",
    )
    expect((await change({ access: { is_public: true } }, "PATCH")).status).toBe(400)
    expect((await change({ slave_of: "" }, "PATCH")).status).toBe(400)
  })
  it("of access brings a floating address, and takes it away", async () => {
    const { cloud, change, show } = await setUp()
    await change({ access: { is_public: true, allowed_cidrs: ["10.0.0.0/8"] } })
    expect(await show()).toMatchObject({ status: "ACTIVE", operating_status: "" })
    await cloud.clock.advance("2s")
    expect(await show()).toMatchObject({
      operating_status: "HEALTHY",
      access: { is_public: true, allowed_cidrs: ["10.0.0.0/8"] },
      addresses: [{ type: "private" }, { type: "public" }],
    })
    await change({ access: { is_public: false } })
    await cloud.clock.advance("2s")
    expect((await show()).addresses).toHaveLength(1)
  })
  it("to the version it has is accepted, to an unknown one refused, to another one not mocked", async () => {
    const { change } = await setUp()
    expect((await change({ datastore_version: "5.7.29" })).status).toBe(202)
    expect((await change({ datastore_version: "9.9" })).status).toBe(400)
    expect((await change({ datastore_version: "8.0" })).status).toBe(501)
  })
})

describe("a configuration group", () => {
  it("is attached and detached by a change of the instance, and can not go while it is used", async () => {
    const { demo, change, show } = await setUp()
    const made = await demo.ask<{ readonly configuration: { readonly id: string } }>("POST", "/configurations", {
      configuration: { name: "fast", datastore: { type: "mysql" }, values: { max_connections: 100 } },
    })
    const { id } = made.body.configuration
    expect(made.status).toBe(200)
    expect((await change({ configuration: id })).status).toBe(202)
    expect((await show()).configuration).toMatchObject({ id, name: "fast" })
    expect((await change({ configuration: id })).status).toBe(400)
    expect((await demo.ask("DELETE", `/configurations/${id}`)).status).toBe(400)
    await change({ configuration: null })
    expect(await show()).not.toHaveProperty("configuration")
    expect((await demo.ask("DELETE", `/configurations/${id}`)).status).toBe(202)
    expect((await demo.ask("GET", `/configurations/${id}`)).status).toBe(404)
  })
  it("with a value that needs a restart leaves RESTART_REQUIRED, which a restart ends", async () => {
    const { cloud, demo, change, act, show } = await setUp()
    const made = await demo.ask<{ readonly configuration: { readonly id: string } }>("POST", "/configurations", {
      configuration: { name: "slow", values: { innodb_log_file_size: 5_000_000 } },
    })
    await change({ configuration: made.body.configuration.id })
    expect(await show()).toMatchObject({ status: "RESTART_REQUIRED", operating_status: "" })
    expect((await act({ restart: {} })).status).toBe(202)
    await cloud.clock.advance("20s")
    expect((await show()).status).toBe("ACTIVE")
  })
  it("refuses parameters it does not know and values out of range with 422", async () => {
    const { demo } = await setUp()
    const sentences: string[] = []
    for (const values of [
      { nope: 1 },
      { max_connections: "x" },
      { max_connections: 1_000_000 },
      { performance_schema: 1 },
      { long_query_time: 2 },
    ]) {
      const reply = await demo.ask("POST", "/configurations", { configuration: { name: "c", values } })
      sentences.push(`${reply.status} ${faultOf(reply)[1]}`)
    }
    expect(sentences).toEqual([
      "422 The configuration parameter nope is not supported for this datastore: mysql 5.7.29.",
      "422 The value provided for the configuration parameter max_connections is not of type integer.",
      "422 The value for the configuration parameter max_connections is greater than the maximum allowed: 100000",
      "422 The value provided for the configuration parameter performance_schema is not of type boolean.",
      "422 The value provided for the configuration parameter long_query_time is not of type float.",
    ])
  })
})
