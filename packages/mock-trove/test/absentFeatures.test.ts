/** What a cloud without clusters, modules and logs says of them, and what the operator sees of datastores and guests. */
import { describe, expect, it } from "vitest"
import { createMockTrove } from "../src/index.ts"
import { faultOf, troveClient } from "./troveClient.ts"

const missing = "00000000-0000-0000-0000-000000000000"

const setUp = async () => {
  const cloud = createMockTrove({ clock: "manual" })
  const demo = await troveClient(cloud)
  const admin = await troveClient(cloud, "admin")
  return { cloud, demo, admin, instance: cloud.state.instances.add({ name: "orders" }) }
}

describe("clusters", () => {
  it("are none, and can not be made of MySQL", async () => {
    const { demo, admin } = await setUp()
    expect((await demo.ask("GET", "/clusters")).body).toEqual({ clusters: [] })
    expect((await demo.ask("GET", "/clusters?limit=0")).status).toBe(200)
    expect((await demo.ask("GET", "/clusters?limit=x")).status).toBe(500)
    expect((await admin.ask("GET", "/mgmt/clusters")).body).toEqual({ clusters: [] })
    expect((await demo.ask("GET", "/mgmt/clusters")).status).toBe(401)
    const create = async (datastore: object) => {
      const refused = await demo.ask("POST", "/clusters", { cluster: { name: "c", datastore, instances: [] } })
      return [refused.status, faultOf(refused)[1]]
    }
    expect(await create({ type: "mysql", version: "5.7.29" })).toEqual([
      501,
      "Clusters not supported for mysql-5.7.29.",
    ])
    expect(await create({ type: "nope", version: "1" })).toEqual([404, "Datastore 'nope' cannot be found."])
    expect((await demo.ask("POST", "/clusters", {})).status).toBe(500)
  })
  it("are not found, by either of two ways to look", async () => {
    const { demo, admin } = await setUp()
    const shown = await demo.ask("GET", `/clusters/${missing}`)
    expect([shown.status, faultOf(shown)[1]]).toEqual([404, `Cluster '${missing}' cannot be found.`])
    const root = await demo.ask("GET", `/clusters/${missing}/root`)
    expect([root.status, faultOf(root)[1]]).toEqual([404, "DBCluster Not Found"])
    expect((await admin.ask("POST", `/mgmt/clusters/${missing}/action`, { "reset-task": {} })).status).toBe(404)
  })
})

describe("modules", () => {
  it("are none, of the project and of an instance", async () => {
    const { demo, instance } = await setUp()
    expect((await demo.ask("GET", "/modules")).body).toEqual({ modules: [] })
    expect((await demo.ask("GET", `/instances/${instance.id}/modules`)).body).toEqual({ modules: [] })
    for (const [method, path] of [
      ["GET", `/modules/${missing}`],
      ["DELETE", `/modules/${missing}`],
      ["GET", `/modules/${missing}/instances`],
      ["DELETE", `/instances/${instance.id}/modules/${missing}`],
    ] as const) {
      const refused = await demo.ask(method, path)
      expect([refused.status, faultOf(refused)[1]]).toEqual([404, `Module with ID ${missing} could not be found.`])
    }
  })
})

describe("the operator", () => {
  it("sees the versions of all datastores, inactive ones last, and deletes none", async () => {
    const { demo, admin } = await setUp()
    const { body } = await admin.ask<{ readonly versions: readonly { id: string; name: string; default: boolean }[] }>(
      "GET",
      "/mgmt/datastore-versions",
    )
    expect(body.versions.map((version) => [version.name, version.default])).toEqual([
      ["5.7.29", true],
      ["8.0", false],
      ["10.4", true],
      ["12", true],
      ["5.6-inactive", false],
    ])
    const shown = await admin.ask("GET", `/mgmt/datastore-versions/${body.versions[0]?.id}`)
    expect(shown.body).toEqual({ version: body.versions[0] })
    expect((await admin.ask("GET", `/mgmt/datastore-versions/${missing}`)).status).toBe(400)
    const kept = await admin.ask("DELETE", "/datastores/mysql")
    expect([kept.status, faultOf(kept)[1]]).toEqual([400, "Datastore versions exist for datastore mysql."])
    expect((await admin.ask("DELETE", "/datastores/nope")).status).toBe(404)
    expect((await demo.ask("DELETE", "/datastores/mysql")).status).toBe(403)
  })
  it("pings the guests that live", async () => {
    const { cloud, demo, admin, instance } = await setUp()
    const ping = `/mgmt/instances/${instance.id}/rpc_ping`
    expect((await admin.ask("GET", ping)).status).toBe(204)
    expect((await demo.ask("GET", ping)).status).toBe(401)
    cloud.state.instances.killGuest(instance)
    const asked = admin.ask("GET", ping)
    await cloud.clock.advance("15s")
    expect(faultOf(await asked)[1]).toContain("No reply on topic guestagent")
  })
  it("is told by name what the mock does not do, and a member that it is the operator's", async () => {
    const { demo, admin } = await setUp()
    expect((await admin.ask("POST", "/mgmt/datastore-versions", {})).status).toBe(501)
    expect((await demo.ask("POST", "/mgmt/datastore-versions", {})).status).toBe(401)
  })
})

describe("the values an instance begins with", () => {
  it("grow with the memory of its flavor, by the template of its datastore", async () => {
    const { cloud, demo } = await setUp()
    const values = async (datastore: "mysql" | "mariadb" | "postgresql", flavor: string) => {
      const { id } = cloud.state.instances.add({ name: "n", datastore, flavor })
      const { body } = await demo.ask<{ readonly instance: { readonly configuration: Record<string, unknown> } }>(
        "GET",
        `/instances/${id}/configuration`,
      )
      return body.instance.configuration
    }
    expect(await values("mysql", "1")).toMatchObject({ port: 3306, max_connections: 100, key_buffer_size: "50M" })
    expect(await values("mariadb", "2")).toMatchObject({ max_connections: 400, query_cache_size: "32M" })
    expect(await values("postgresql", "d2")).toMatchObject({ shared_buffers: "102MB", effective_cache_size: "512MB" })
    expect(await values("postgresql", "3")).toMatchObject({ shared_buffers: "1024MB", effective_cache_size: "3584MB" })
  })
})
