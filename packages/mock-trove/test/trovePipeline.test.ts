import { describe, expect, it } from "vitest"
import { createMockTrove } from "../src/index.ts"
import { faultOf, troveClient } from "./troveClient.ts"

const setUp = async (options: Parameters<typeof createMockTrove>[0] = {}) => {
  const cloud = createMockTrove({ clock: "manual", ...options })
  return { cloud, demo: await troveClient(cloud) }
}

const missing = "00000000-0000-0000-0000-000000000000"

describe("without a token that works", () => {
  it("everything but the list of versions is 401 in Keystone's form, JSON for any Accept", async () => {
    const { cloud, demo } = await setUp()
    for (const [token, accept] of [
      ["", "application/json"],
      ["garbage", "text/html"],
    ] as const) {
      const refused = await demo.ask("GET", "/nosuch", undefined, {
        headers: { "X-Auth-Token": token, Accept: accept },
      })
      expect(refused.status).toBe(401)
      expect(refused.headers.get("WWW-Authenticate")).toBe(`Keystone uri="${cloud.engine.endpoints.identity}"`)
      expect(refused.body).toEqual({
        error: { code: 401, title: "Unauthorized", message: "The request you have made requires authentication." },
      })
    }
    const versions = await cloud.fetch(`${cloud.engine.endpoints.database}/`)
    expect(await versions.json()).toMatchObject({ versions: [{ id: "v1.0", status: "CURRENT" }] })
  })
  it("a token that has expired is refused at once", async () => {
    const { cloud, demo } = await setUp()
    await cloud.clock.advance("61m")
    expect((await demo.ask("GET", "/instances")).status).toBe(401)
  })
})

describe("another project in the path", () => {
  it("is refused, to the operator too, in a form that the Accept header chooses", async () => {
    const { cloud, demo } = await setUp()
    const admin = await troveClient(cloud, "admin")
    const at = `/v1.0/${demo.project}`
    const refused = (Accept: string) => admin.ask("GET", "/instances", undefined, { at, headers: { Accept } })
    const json = await refused("application/json")
    expect([json.status, json.body]).toEqual([
      403,
      {
        message: `Access was denied to this resource.<br /><br />\nUser with tenant id ${admin.project} cannot access this resource.\n\n`,
        code: "403 Forbidden",
        title: "Forbidden",
      },
    ])
    for (const accept of ["*/*", "text/html"]) {
      const page = await refused(accept)
      expect([page.status, page.headers.get("Content-Type")]).toEqual([403, "text/html; charset=UTF-8"])
      expect(page.text).toContain("<h1>403 Forbidden</h1>")
    }
    const wrapped = await refused("application/xml")
    expect(faultOf(wrapped)).toEqual(["forbidden", "Access was denied to this resource."])
  })
})

describe("a body", () => {
  it("that is not JSON is 400, one of another type 415, each in the form of the Accept header", async () => {
    const { demo } = await setUp()
    const send = (raw: string, headers: Readonly<Record<string, string>>) =>
      demo.ask("POST", "/backups", undefined, { raw, headers })
    expect((await send("{nope", {})).body).toEqual({
      message: "Malformed request body<br /><br />\n\n\n",
      code: "400 Bad Request",
      title: "Bad Request",
    })
    expect((await send("{}", { "Content-Type": "text/plain" })).body).toMatchObject({
      code: "415 Unsupported Media Type",
    })
    const plain = await send("{}", { "Content-Type": "text/plain", Accept: "application/xml" })
    expect([plain.status, plain.headers.get("Content-Type")]).toEqual([415, "text/plain; charset=UTF-8"])
    expect((await send("<backup/>", { "Content-Type": "application/xml" })).status).toBe(500)
    const charset = await send('{"backup":{}}', { "Content-Type": "application/json; charset=utf-8" })
    expect(faultOf(charset)[1]).toBe("Validation error: backup 'name' is a required property")
  })
})

describe("a path", () => {
  it("that no route has is 404, and so are wrong methods, HEAD, a trailing slash and a suffix", async () => {
    const { demo } = await setUp()
    const asked: readonly (readonly [string, string])[] = [
      ["GET", "/nosuch"],
      ["PUT", "/instances"],
      ["OPTIONS", "/instances"],
      ["GET", "/instances/"],
      ["GET", "/instances.json"],
      ["GET", "/backup_strategies/x"],
    ]
    for (const [method, path] of asked) {
      const reply = await demo.ask(method, path)
      expect([method, path, reply.status, ...faultOf(reply)]).toEqual([
        method,
        path,
        404,
        "itemNotFound",
        "The resource could not be found.",
      ])
    }
    const head = await demo.ask("HEAD", "/instances")
    expect([head.status, head.text]).toEqual([404, ""])
  })
  it("that the mock leaves out is 501 by name, in the journal too", async () => {
    const { cloud, demo } = await setUp()
    const reply = await demo.ask("POST", "/modules", { module: {} })
    expect([reply.status, ...faultOf(reply)]).toEqual([
      501,
      "notImplemented",
      "The mock does not do createModule (POST /modules).",
    ])
    expect(cloud.journal.entries.at(-1)).toMatchObject({ operation: "createModule", status: 501 })
  })
  it("without a version is versioned by the Accept header", async () => {
    const { demo } = await setUp()
    const vendor = (version: string) => ({
      at: `/${demo.project}`,
      headers: { Accept: `application/vnd.openstack.trove+json;version=${version}` },
    })
    expect((await demo.ask("GET", "/instances", undefined, vendor("1.0"))).body).toEqual({ instances: [] })
    expect((await demo.ask("GET", "/instances", undefined, vendor("9.9"))).status).toBe(406)
    expect((await demo.ask("GET", "/instances", undefined, { at: `/v2.0/${demo.project}` })).status).toBe(404)
  })
})

describe("the rate limit", () => {
  it("is per project and verb, told in seconds, and leaks", async () => {
    const { cloud, demo } = await setUp({ ratePerMinute: 5 })
    const alt = await troveClient(cloud, "alt")
    for (let count = 0; count < 5; count++) expect((await demo.ask("GET", "/limits")).status).toBe(200)
    const refused = await demo.ask("GET", "/limits")
    expect([refused.status, refused.headers.get("Retry-After"), refused.body]).toEqual([
      413,
      "12",
      {
        overLimit: {
          code: 413,
          message: "This request was rate-limited.",
          details: "Only 5 GET request(s) can be made to * every minute.",
          retryAfter: "12",
        },
      },
    ])
    expect((await demo.ask("DELETE", `/backups/${missing}`)).status).toBe(404)
    expect((await alt.ask("GET", "/limits")).status).toBe(200)
    await cloud.clock.advance("12s")
    expect((await demo.ask("GET", "/limits")).status).toBe(200)
  })
})

describe("the operator's calls", () => {
  it("answer a member 401 with a live token, in Trove's form", async () => {
    const { demo } = await setUp()
    const refused = await demo.ask("GET", "/mgmt/instances")
    expect([refused.status, ...faultOf(refused)]).toEqual([401, "unauthorized", "User does not have admin privileges."])
  })
  it("set quotas of a project and free an instance of its task", async () => {
    const { cloud, demo } = await setUp()
    const admin = await troveClient(cloud, "admin")
    const building = cloud.state.instances.add({ name: "stuck", status: "BUILD" })
    expect((await demo.ask("DELETE", `/instances/${building.id}`)).status).toBe(422)
    await admin.ask("POST", `/mgmt/instances/${building.id}/action`, { "reset-task-status": {} })
    expect((await demo.ask("DELETE", `/instances/${building.id}`)).status).toBe(202)
    const set = await admin.ask("PUT", `/mgmt/quotas/${demo.project}`, { quotas: { backups: 2 } })
    expect([set.status, set.body]).toEqual([200, { quotas: { backups: 2 } }])
    expect((await demo.ask("GET", "/limits")).body).toMatchObject({
      limits: [{ verb: "ABSOLUTE", max_backups: 2, max_instances: 10 }, {}, {}, {}, {}, {}],
    })
    expect((await admin.ask("PUT", `/mgmt/quotas/${demo.project}`, { quotas: { bananas: 1 } })).status).toBe(404)
    const alt = await troveClient(cloud, "alt")
    expect((await alt.ask("GET", `/mgmt/quotas/${demo.project}`)).status).toBe(403)
  })
})
