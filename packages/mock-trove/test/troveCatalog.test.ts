import { describe, expect, it } from "vitest"
import { createMockTrove } from "../src/index.ts"
import { faultOf, type Schemas, troveClient } from "./troveClient.ts"

const setUp = async () => {
  const cloud = createMockTrove({ clock: "manual" })
  return { cloud, demo: await troveClient(cloud), admin: await troveClient(cloud, "admin") }
}

describe("datastores", () => {
  it("show active versions to members, all versions with their images to the operator", async () => {
    const { demo, admin } = await setUp()
    const names = async (who: typeof demo) => {
      const { body } = await who.ask<Schemas["DatastoreVersionsAnswer"]>("GET", "/datastores/mysql/versions")
      return body.versions.map((version) => version.name)
    }
    expect(await names(demo)).toEqual(["5.7.29", "8.0"])
    expect(await names(admin)).toEqual(["5.6-inactive", "5.7.29", "8.0"])
    const { body } = await admin.ask<Schemas["DatastoresAnswer"]>("GET", "/datastores")
    expect(body.datastores.map((datastore) => datastore.name)).toEqual(["mysql", "mariadb", "postgresql"])
    expect(body.datastores[0]?.versions?.[0]).toMatchObject({ active: true, image_tags: [] })
  })
  it("and versions are found by name and by id; what is missing has three different answers", async () => {
    const { demo } = await setUp()
    const show = (path: string) => demo.ask<Schemas["DatastoreVersionAnswer"]>("GET", `/datastores${path}`)
    const { version } = (await show("/mysql/versions/5.7.29")).body
    expect((await show(`/versions/${version.id}`)).body.version).toEqual(version)
    expect((await show(`/${version.datastore}/versions/${version.id}`)).body.version).toEqual(version)
    expect((await show("/mysql/versions/5.6-inactive")).status).toBe(200)
    const missing = "00000000-0000-0000-0000-000000000000"
    const statuses = await Promise.all(
      ["/nope", "/mysql/versions/9.9", `/mysql/versions/${missing}`, `/versions/${missing}`].map(
        async (path) => (await show(path)).status,
      ),
    )
    expect(statuses).toEqual([404, 400, 404, 400])
  })
})

describe("configuration parameters", () => {
  it("are those of the datastore's version, with bounds to the last digit, and found by both paths", async () => {
    const { demo } = await setUp()
    const { body } = await demo.ask<Schemas["DatastoreVersionAnswer"]>("GET", "/datastores/mysql/versions/5.7.29")
    const { id } = body.version
    const all = await demo.ask<{ readonly "configuration-parameters": readonly object[] }>(
      "GET",
      `/datastores/mysql/versions/${id}/parameters`,
    )
    expect(all.body["configuration-parameters"]).toHaveLength(102)
    expect(all.text).toContain('"max":9223372036854775807')
    expect((await demo.ask("GET", `/datastores/versions/${id}/parameters`)).text).toBe(all.text)
    const one = await demo.ask("GET", `/datastores/versions/${id}/parameters/max_connections`)
    expect(one.body).toEqual({
      name: "max_connections",
      datastore_version_id: id,
      restart_required: false,
      type: "integer",
      max: 100_000,
      min: 1,
    })
    expect((await demo.ask("GET", `/datastores/mysql/versions/${id}/parameters/nope`)).status).toBe(404)
  })
})

describe("flavors", () => {
  it("have a number or null as id, and the truth in str_id", async () => {
    const { demo } = await setUp()
    const show = (id: string) => demo.ask<Schemas["FlavorAnswer"]>("GET", `/flavors/${id}`)
    expect((await show("2")).body.flavor).toMatchObject({ id: 2, str_id: "2", name: "m1.small", ram: 2048 })
    expect((await show("d2")).body.flavor).toMatchObject({ id: null, str_id: "d2" })
    expect([(await show("nope")).status, faultOf(await show("nope"))[1]]).toEqual([
      404,
      "Resource nope cannot be found.",
    ])
  })
})

describe("backup strategies", () => {
  it("are put, listed and deleted for a project or an instance, which need not exist", async () => {
    const { demo } = await setUp()
    const put = (backup_strategy: object) => demo.ask("POST", "/backup_strategies", { backup_strategy })
    const list = async (query = "") =>
      (await demo.ask<Schemas["BackupStrategiesAnswer"]>("GET", `/backup_strategies${query}`)).body.backup_strategies
    const instance = "11111111-2222-4333-8444-555555555555"
    expect((await put({ swift_container: "a;b c" })).body).toEqual({
      backup_strategy: { project_id: demo.project, instance_id: "", backend: "swift", swift_container: "a;b c" },
    })
    await put({ swift_container: "first", instance_id: instance })
    expect((await put({ swift_container: "second", instance_id: instance })).status).toBe(202)
    expect((await list()).map((strategy) => strategy.swift_container)).toEqual(["a;b c", "second"])
    expect(await list(`?instance_id=${instance}`)).toHaveLength(1)
    expect(faultOf(await put({ swift_container: "c", foo: 1 }))[1]).toContain("Additional properties are not allowed")
    expect((await demo.ask("DELETE", `/backup_strategies?instance_id=${instance}`)).status).toBe(202)
    expect((await demo.ask("DELETE", "/backup_strategies")).status).toBe(202)
    expect((await demo.ask("DELETE", "/backup_strategies")).status).toBe(202)
    expect(await list()).toEqual([])
  })
  it("of another project are the operator's to see", async () => {
    const { demo, admin } = await setUp()
    const query = (project: string) => `/backup_strategies?project_id=${project}`
    expect((await admin.ask("GET", query(demo.project))).status).toBe(200)
    const refused = await demo.ask("DELETE", query(admin.project))
    expect([refused.status, faultOf(refused)[1]]).toEqual([403, `Operation not allowed for tenant ${demo.project}.`])
  })
})

describe("databases and users of an instance", () => {
  it("are made, listed by name in pages, and removed", async () => {
    const { cloud, demo } = await setUp()
    const { id } = cloud.state.instances.add({ name: "orders" })
    const path = `/instances/${id}/databases`
    const create = (...names: string[]) => demo.ask("POST", path, { databases: names.map((name) => ({ name })) })
    expect((await create("one", "two", "three")).status).toBe(202)
    expect(faultOf(await create("one"))[1]).toBe('A database with the name "one" already exists.')
    expect((await create("mysql")).status).toBe(400)
    const first = await demo.ask<Schemas["DatabasesAnswer"]>("GET", `${path}?limit=2`)
    expect(first.body.databases).toEqual([{ name: "one" }, { name: "three" }])
    expect(first.body.links?.[0]?.href).toContain("limit=2&marker=three")
    expect((await demo.ask("DELETE", `${path}/one`)).status).toBe(202)
    expect((await demo.ask("DELETE", `${path}/one`)).status).toBe(404)
    expect((await demo.ask("GET", `${path}/two`)).status).toBe(501)
    expect(cloud.state.instances.get(id)?.databases).toEqual(["two", "three"])
  })
  it("know users by name and host, with grants, and encode their markers twice", async () => {
    const { cloud, demo } = await setUp()
    const { id } = cloud.state.instances.add({ name: "orders" })
    const path = `/instances/${id}/users`
    await demo.ask("POST", path, {
      users: [
        { name: "joe", password: "pw", databases: [{ name: "one" }] },
        { name: "ann", password: "pw", host: "10.0.0.%" },
      ],
    })
    const page = await demo.ask<Schemas["UsersAnswer"]>("GET", `${path}?limit=1`)
    expect(page.body.users).toEqual([{ name: "ann", host: "10.0.0.%", databases: [] }])
    expect(page.body.links?.[0]?.href).toContain("marker=ann%254010.0.0.%2525")
    expect((await demo.ask("GET", `${path}/ann%4010.0.0.%25`)).status).toBe(200)
    expect((await demo.ask("GET", `${path}/ann`)).status).toBe(404)
    await demo.ask("PUT", `${path}/joe/databases`, { databases: [{ name: "two" }] })
    await demo.ask("DELETE", `${path}/joe/databases/one`)
    expect((await demo.ask("GET", `${path}/joe/databases`)).body).toEqual({ databases: [{ name: "two" }] })
    await demo.ask("PUT", `${path}/joe`, { user: { name: "joseph" } })
    expect((await demo.ask("DELETE", `${path}/joseph`)).status).toBe(202)
    expect((await demo.ask("DELETE", `${path}/joe`)).status).toBe(404)
  })
  it("can not be asked of PostgreSQL, nor of an instance that builds", async () => {
    const { cloud, demo } = await setUp()
    const pg = cloud.state.instances.add({ name: "pg", datastore: "postgresql" })
    const young = cloud.state.instances.add({ name: "young", status: "BUILD" })
    const ask = async (id: string) => faultOf(await demo.ask("GET", `/instances/${id}/databases`))
    expect(await ask(pg.id)).toEqual(["unprocessableEntity", "Operation not supported for datastore postgresql."])
    expect(await ask(young.id)).toEqual(["unprocessableEntity", `Instance ${young.id} is not ready.`])
  })
  it("have a root user that is enabled, remembered and disabled", async () => {
    const { cloud, demo, admin } = await setUp()
    const { id } = cloud.state.instances.add({ name: "orders" })
    const path = `/instances/${id}/root`
    expect((await demo.ask("GET", path)).body).toEqual({ rootEnabled: false })
    expect((await demo.ask("DELETE", path)).status).toBe(404)
    expect((await demo.ask("POST", path, { password: "abc123" })).body).toEqual({
      user: { name: "root", password: "abc123" },
    })
    expect((await demo.ask("DELETE", path)).status).toBe(204)
    expect((await admin.ask("GET", `/mgmt${path}`)).body).toMatchObject({
      root_history: { id, enabled: "2026-01-01T00:00:00" },
    })
  })
})
