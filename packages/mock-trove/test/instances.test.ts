import { describe, expect, it } from "vitest"
import { createMockTrove } from "../src/index.ts"
import { faultOf, type Schemas, troveClient } from "./troveClient.ts"

type InstanceAnswer = Schemas["InstanceAnswer"]
type InstancesAnswer = Schemas["InstancesAnswer"]

const missing = "00000000-0000-0000-0000-000000000000"

const setUp = async (options: Parameters<typeof createMockTrove>[0] = {}) => {
  const cloud = createMockTrove({ clock: "manual", ...options })
  const demo = await troveClient(cloud)
  const create = (changes: object = {}) =>
    demo.ask<InstanceAnswer>("POST", "/instances", {
      instance: { name: "orders", flavorRef: "1", volume: { size: 1 }, ...changes },
    })
  const refusal = async (changes: object) => {
    const reply = await create(changes)
    return [reply.status, faultOf(reply)[1]]
  }
  const show = (id: string) => demo.ask<InstanceAnswer>("GET", `/instances/${id}`)
  return { cloud, demo, create, refusal, show }
}

describe("a new instance", () => {
  it("is answered with 200 in BUILD, and becomes ACTIVE and HEALTHY with an address", async () => {
    const { cloud, create, show } = await setUp()
    const made = await create({ flavorRef: 1, volume: { size: "2" }, unknown: true })
    expect(made.status).toBe(200)
    expect(made.body.instance).toMatchObject({
      name: "orders",
      status: "BUILD",
      operating_status: "",
      flavor: { id: "1" },
      datastore: { type: "mysql", version: "5.7.29", version_number: "5.7.29" },
      region: "RegionOne",
      access: {},
      volume: { size: 2 },
      created: "2026-01-01T00:00:00",
    })
    expect(made.body.instance).not.toHaveProperty("addresses")
    const { id } = made.body.instance
    await cloud.clock.advance("2m")
    expect((await show(id)).body.instance).toMatchObject({ status: "BUILD", operating_status: "" })
    await cloud.clock.advance("1m")
    expect((await show(id)).body.instance).toMatchObject({
      status: "ACTIVE",
      operating_status: "HEALTHY",
      access: { is_public: false },
      volume: { size: 2, used: 0.2 },
      ip: ["10.0.0.10"],
      addresses: [{ address: "10.0.0.10", type: "private", network: "22222222-2222-4222-8222-222222222222" }],
    })
  })
  it("can not be deleted, backed up or restarted while it builds", async () => {
    const { cloud, demo, create } = await setUp()
    const { id } = (await create()).body.instance
    const path = `/instances/${id}`
    expect(faultOf(await demo.ask("DELETE", path))[1]).toBe(`Instance ${id} is not ready. (Status is BUILD).`)
    expect(faultOf(await demo.ask("POST", `${path}/action`, { restart: {} }))[1]).toBe(`Instance ${id} is not ready.`)
    await cloud.clock.advance("1m")
    expect(faultOf(await demo.ask("POST", `${path}/action`, { restart: {} }))[1]).toContain(
      "(task status was BUILDING)",
    )
  })
  it("is refused for what it names that is not there", async () => {
    const { refusal } = await setUp()
    expect(await refusal({ flavorRef: undefined })).toEqual([400, "Resource None cannot be found."])
    expect(await refusal({ flavorRef: "http://x/flavors/99" })).toEqual([400, "Resource 99 cannot be found."])
    expect(await refusal({ volume: undefined })).toEqual([400, "Volume size was not specified."])
    expect(await refusal({ datastore: { type: "nope" } })).toEqual([404, "Datastore 'nope' cannot be found."])
    expect(await refusal({ datastore: { version: "12" } })).toEqual([400, "Datastore version '12' cannot be found."])
    expect(await refusal({ datastore: { version: "5.6-inactive" } })).toEqual([
      400,
      "Datastore version '5.6-inactive' is not active.",
    ])
    expect(await refusal({ datastore: { version: missing } })).toEqual([404, "DBDatastoreVersion Not Found"])
    expect(await refusal({ configuration: missing })).toEqual([
      404,
      `Configuration group with ID ${missing} could not be found.`,
    ])
    expect(await refusal({ replica_of: missing, flavorRef: undefined, volume: undefined })).toEqual([
      404,
      `Resource ${missing} cannot be found.`,
    ])
    expect((await refusal({ nics: [{ subnet_id: missing }] }))[0]).toBe(500)
  })
  it("on a network that does not exist is accepted and ends in ERROR", async () => {
    const { cloud, create, show } = await setUp()
    const { id } = (await create({ nics: [{ "net-id": missing }] })).body.instance
    await cloud.clock.advance("1m")
    expect((await show(id)).body.instance.status).toBe("ERROR")
  })
  it("ends in ERROR when its volume or its server can not be made, and can then be deleted", async () => {
    const { cloud, demo, create, show } = await setUp()
    cloud.troubles.volumeError = true
    const first = (await create()).body.instance.id
    await cloud.clock.advance("1m")
    cloud.troubles.volumeError = false
    cloud.troubles.novaQuota = true
    const second = (await create()).body.instance.id
    await cloud.clock.advance("1m")
    expect((await show(first)).body.instance).toMatchObject({
      status: "ERROR",
      fault: { message: `Failed to create volume for instance ${first}\nFailed to create volume.` },
    })
    expect((await show(second)).body.instance).toMatchObject({ status: "ERROR", operating_status: "" })
    expect((await demo.ask("DELETE", `/instances/${first}`)).status).toBe(202)
  })
  it("counts towards the quotas of instances and of volumes in GB", async () => {
    const { create, refusal } = await setUp({ quotas: { instances: 2, volumes: 5 } })
    expect((await create({ volume: { size: 4 } })).status).toBe(200)
    expect(await refusal({ volume: { size: 2 } })).toEqual([413, "Quota exceeded for resources: ['volumes']."])
    expect((await create({ volume: { size: 1 } })).status).toBe(200)
    expect(await refusal({ volume: { size: 1 } })).toEqual([
      413,
      "Quota exceeded for resources: ['instances', 'volumes'].",
    ])
  })
  it("has its databases and users, whose names are checked as MySQL would", async () => {
    const { cloud, create, refusal } = await setUp()
    const users = [{ name: "joe", password: "pw", databases: [{ name: "app" }] }]
    const { id } = (await create({ databases: [{ name: "app" }], users })).body.instance
    await cloud.clock.advance("3m")
    expect(cloud.state.instances.get(id)).toMatchObject({ databases: ["app"], users: ["joe"] })
    expect(await refusal({ databases: [{ name: "a" }] })).toEqual([400, "'a' is not a valid schema name."])
    expect(await refusal({ databases: [{ name: "aa" }, { name: "aa" }] })).toEqual([
      400,
      expect.stringContaining("Two or more databases share the same name"),
    ])
    expect(await refusal({ users })).toEqual([400, expect.stringContaining("database app is not included")])
  })
  it("with a magic name walks that way, only where magic names are on", async () => {
    const { cloud, create, show } = await setUp({ magicNames: true })
    const walks = await Promise.all(
      ["NOVA_ERROR", "GUEST_ERROR", "GUEST_HANG", "GUEST_DEAD"].map((name) => create({ name })),
    )
    await cloud.clock.advance("5m")
    const asked = Promise.all(walks.map(({ body }) => show(body.instance.id)))
    await cloud.clock.advance("15s")
    const shown = await asked
    expect(
      shown.map(({ body: { instance } }) => [instance.status, instance.operating_status, instance.fault?.message]),
    ).toEqual([
      ["ERROR", "", undefined],
      ["ERROR", "", "Fake guest: prepare failed."],
      ["BUILD", "", undefined],
      ["ACTIVE", "ERROR", undefined],
    ])
    const plain = await setUp()
    const { id } = (await plain.create({ name: "GUEST_ERROR" })).body.instance
    await plain.cloud.clock.advance("5m")
    expect(plain.cloud.state.instances.get(id)?.status).toBe("ACTIVE")
  })
})

describe("an instance", () => {
  it("is as absent as a missing one to another project, and the operator sees more of it", async () => {
    const { cloud, demo, show } = await setUp()
    const { id } = cloud.state.instances.add({ name: "orders" })
    const alt = await troveClient(cloud, "alt")
    const admin = await troveClient(cloud, "admin")
    const foreign = await alt.ask("GET", `/instances/${id}`)
    expect([foreign.status, ...faultOf(foreign)]).toEqual([404, "itemNotFound", `Resource ${id} cannot be found.`])
    const seen = await admin.ask<InstanceAnswer>("GET", `/instances/${id}`)
    expect(seen.body.instance).toMatchObject({ tenant_id: demo.project, encrypted_rpc_messaging: true })
    expect((await show(id)).body.instance).not.toHaveProperty("tenant_id")
    expect((await show("not-a-uuid")).status).toBe(404)
  })
  it("may be changed, backed up and deleted by somebody with the reader role alone", async () => {
    const { cloud, demo } = await setUp()
    const { id } = cloud.state.instances.add({ name: "orders" })
    const issued = await cloud.fetch(`${cloud.connection.authUrl}/auth/tokens`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({
        auth: {
          identity: {
            methods: ["password"],
            password: { user: { name: "reader", domain: { id: "default" }, password: "readerpw" } },
          },
          scope: { project: { id: demo.project } },
        },
      }),
    })
    const headers = { "X-Auth-Token": issued.headers.get("X-Subject-Token") ?? "" }
    const backup = { backup: { name: "x", instance: id } }
    expect((await demo.ask("POST", "/backups", backup, { headers })).status).toBe(202)
    expect((await demo.ask("DELETE", `/instances/${id}`, undefined, { headers })).status).toBe(202)
  })
  it("links to itself over https and without the version in the bookmark", async () => {
    const { cloud, demo, show } = await setUp()
    const { id } = cloud.state.instances.add({ name: "orders" })
    const host = new URL(cloud.engine.endpoints.database).host
    expect((await show(id)).body.instance.links).toEqual([
      { href: `https://${host}/v1.0/${demo.project}/instances/${id}`, rel: "self" },
      { href: `https://${host}/instances/${id}`, rel: "bookmark" },
    ])
  })
  it("whose guest is silent too long shows ERROR and no disk use, yet takes a backup", async () => {
    const { cloud, demo, show } = await setUp()
    const { id } = cloud.state.instances.add({ name: "orders", guest: "dead" })
    /** Whoever asks waits for the guest, 15 s. */
    const waiting = async <A>(answer: Promise<A>): Promise<A> => {
      let isThere = false
      void answer.then(() => {
        isThere = true
      })
      await cloud.clock.advance("14s")
      expect(isThere).toBe(false)
      await cloud.clock.advance("1s")
      return answer
    }
    expect((await waiting(show(id))).body.instance.operating_status).toBe("HEALTHY")
    await cloud.clock.advance("75s")
    const silent = (await waiting(show(id))).body.instance
    expect(silent).toMatchObject({ status: "ACTIVE", operating_status: "ERROR", volume: { size: 1 } })
    expect(silent.volume).not.toHaveProperty("used")
    const asked = await waiting(demo.ask("GET", `/instances/${id}/databases`))
    expect([asked.status, faultOf(asked)[1]]).toEqual([400, expect.stringContaining("No reply on topic")])
    expect((await demo.ask("POST", "/backups", { backup: { name: "x", instance: id } })).status).toBe(202)
    cloud.state.instances.reviveGuest({ id })
    expect((await show(id)).body.instance).toMatchObject({ status: "BACKUP", operating_status: "HEALTHY" })
  })
  it("beats every ten seconds without an event for it", async () => {
    const { cloud, show } = await setUp()
    const { id } = cloud.state.instances.add({ name: "orders" })
    await cloud.clock.advance("27s")
    expect((await show(id)).body.instance.service_status_updated).toBe("2026-01-01T00:00:20")
    expect(cloud.snapshot().state.due).toEqual([])
  })
})

describe("deleting an instance", () => {
  it("shows SHUTDOWN until it is gone, and is accepted a second time", async () => {
    const { cloud, demo, show } = await setUp()
    const { id } = cloud.state.instances.add({ name: "orders" })
    expect((await demo.ask("DELETE", `/instances/${id}`)).status).toBe(202)
    expect((await show(id)).body.instance).toMatchObject({ status: "SHUTDOWN", operating_status: "" })
    const asked = await demo.ask("GET", `/instances/${id}/databases`)
    expect([asked.status, faultOf(asked)[1]]).toEqual([422, `Instance ${id} is not ready, status: shutdown.`])
    expect((await demo.ask("DELETE", `/instances/${id}`)).status).toBe(202)
    await cloud.clock.advance("10s")
    expect((await show(id)).status).toBe(404)
    expect(cloud.state.instances.all()).toEqual([])
  })
  it("strands a running backup for ever", async () => {
    const { cloud, demo } = await setUp()
    const instance = cloud.state.instances.add({ name: "orders" })
    const backup = cloud.state.backups.add({ instance, name: "running", status: "BUILDING" })
    expect((await demo.ask("DELETE", `/instances/${instance.id}`)).status).toBe(202)
    await cloud.clock.advance("30m")
    expect(cloud.state.backups.get(backup.id)?.status).toBe("BUILDING")
    expect((await demo.ask("DELETE", `/backups/${backup.id}`)).status).toBe(422)
  })
})

describe("the list of instances", () => {
  const ids = (answer: { readonly body: InstancesAnswer }) => answer.body.instances.map((instance) => instance.id)
  it("goes by id over the pages, newest first inside each, and links only to pages that are there", async () => {
    const { cloud, demo } = await setUp()
    const made: string[] = []
    for (const name of ["a", "b", "c"]) {
      made.push(cloud.state.instances.add({ name }).id)
      await cloud.clock.advance("1s")
    }
    const list = (query: string) => demo.ask<InstancesAnswer>("GET", `/instances${query}`)
    const sorted = [...made].sort()
    const newestFirst = (page: readonly string[]) =>
      [...page].sort((one, other) => made.indexOf(other) - made.indexOf(one))
    const first = await list("?limit=2")
    expect(ids(first)).toEqual(newestFirst(sorted.slice(0, 2)))
    expect(first.body.links?.[0]?.href).toMatch(new RegExp(`^https://.*/instances\\?limit=2&marker=${sorted[1]}$`))
    const second = await list(`?limit=2&marker=${sorted[1]}`)
    expect([ids(second), "links" in second.body]).toEqual([sorted.slice(2), false])
    expect("links" in (await list("?limit=3")).body).toBe(false)
    expect(ids(await list("?marker=zzz"))).toEqual([])
    for (const limit of ["0", "-1", "x"]) expect((await list(`?limit=${limit}`)).status).toBe(500)
  })
  it("never shows more than 20", async () => {
    const { cloud, demo } = await setUp()
    for (let count = 0; count < 25; count++) cloud.state.instances.add({ name: `i ${count}` })
    const answer = await demo.ask<InstancesAnswer>("GET", "/instances?limit=1000")
    expect([ids(answer).length, answer.body.links?.length]).toEqual([20, 1])
  })
  it("is of the caller's project alone, and says more in detail", async () => {
    const { cloud, demo } = await setUp()
    const { id } = cloud.state.instances.add({ name: "orders" })
    cloud.state.instances.add({ name: "theirs", project: "alt" })
    const admin = await troveClient(cloud, "admin")
    const short = await demo.ask<InstancesAnswer>("GET", "/instances")
    const long = await demo.ask<InstancesAnswer>("GET", "/instances/detail")
    expect([ids(short), ids(long), ids(await admin.ask("GET", "/instances"))]).toEqual([[id], [id], []])
    expect(short.body.instances[0]).not.toHaveProperty("created")
    expect(long.body.instances[0]).toHaveProperty("created")
    expect(long.body.instances[0]?.volume).toEqual({ size: 1 })
  })
})

describe("replicas", () => {
  it("take everything from their source, hold it until they are detached", async () => {
    const { cloud, demo, show } = await setUp()
    const source = cloud.state.instances.add({ name: "source", volume: 2 })
    const made = await demo.ask<InstanceAnswer>("POST", "/instances", {
      instance: { name: "copy", replica_of: source.id, replica_count: 2 },
    })
    expect(made.body.instance).toMatchObject({
      volume: { size: 2 },
      replica_of: { id: source.id },
      password: [null, null],
    })
    await cloud.clock.advance("20m")
    const replicas = cloud.state.instances.all().filter((instance) => instance.name.startsWith("copy-"))
    expect(replicas.map((replica) => replica.status)).toEqual(["ACTIVE", "ACTIVE"])
    expect((await show(source.id)).body.instance.replicas).toHaveLength(2)
    const refused = await demo.ask("DELETE", `/instances/${source.id}`)
    expect([refused.status, ...faultOf(refused)]).toEqual([
      403,
      "forbidden",
      "Detach replicas before deleting replica source.",
    ])
    for (const { id } of replicas) await demo.ask("PUT", `/instances/${id}`, { instance: { replica_of: "" } })
    await cloud.clock.advance("10s")
    expect((await demo.ask("DELETE", `/instances/${source.id}`)).status).toBe(202)
    const odd = await demo.ask("POST", "/instances", { instance: { name: "x", replica_of: source.id, flavorRef: "1" } })
    expect(faultOf(odd)[1]).toBe("Cannot specify flavor when creating replicas.")
  })
  it("keep their source in BACKUP from the first moment, so that a second one is refused", async () => {
    const { cloud, demo } = await setUp()
    const source = cloud.state.instances.add({ name: "source" })
    const copy = () => demo.ask("POST", "/instances", { instance: { name: "copy", replica_of: source.id } })
    expect((await copy()).status).toBe(200)
    expect(cloud.state.instances.get(source.id)?.status).toBe("BACKUP")
    const refused = await copy()
    expect([refused.status, faultOf(refused)[1]]).toEqual([
      422,
      `Instance ${source.id} is not currently available for an action to be performed (instance status was BACKUP).`,
    ])
  })
})
