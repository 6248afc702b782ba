import { request as httpRequest } from "node:http"
import { text } from "node:stream/consumers"
import { describe, expect, it } from "vitest"
import { adminClient } from "../src/adminClient.ts"
import { createMockTrove, type MockTroveOptions } from "../src/index.ts"
import { type ServeOptions, serve } from "../src/server.ts"
import { tokenRequest } from "./tokenRequest.ts"

const start = async (options: MockTroveOptions = {}, ports: ServeOptions = {}) => {
  const mock = createMockTrove({ clock: "manual", ...options })
  const served = await serve(mock, { port: 0, identityPort: 0, controlPort: 0, ...ports })
  return { mock, served, admin: adminClient(served.control) }
}

const login = async (identity: string) => {
  const answer = await fetch(`${identity}/v3/auth/tokens`, tokenRequest())
  const { token } = await answer.json()
  const url = (type: string): string =>
    token.catalog.find((service: { type: string }) => service.type === type).endpoints[0].url
  const headers = { "X-Auth-Token": answer.headers.get("X-Subject-Token") ?? "", "Content-Type": "application/json" }
  return { url, headers }
}

describe("a world", () => {
  it("has its own Keystone, Trove, object store and clock, and nothing of it shows in another", async () => {
    const { served, admin } = await start()
    await using _ = served
    await using one = await admin.createWorld({ name: "one", seed: 7, clock: "manual" })
    await using two = await admin.createWorld({ clock: "manual" })
    expect([one.name, two.name]).toEqual(["one", "w1"])
    const instance = await one.state.instances.add({ name: "orders" })
    const { url, headers } = await login(one.identity)
    expect(url("database")).toMatch(`${one.database}/v1.0/`)
    expect(url("object-store")).toMatch(`${served.control}/w/one/swift/v1/AUTH_`)
    const created = await fetch(`${url("database")}/backups`, {
      method: "POST",
      headers,
      body: JSON.stringify({ backup: { name: "nightly", instance: instance.id } }),
    })
    expect(created.status).toBe(202)
    await one.clock.advance("50m")
    expect(await one.state.backups.all()).toMatchObject([{ name: "nightly", status: "COMPLETED" }])
    expect((await fetch(url("object-store"), { headers, method: "HEAD" })).headers.get("X-Account-Object-Count")).toBe(
      "1",
    )
    expect([await two.state.backups.all(), await two.journal.entries(), await admin.state.backups.all()]).toEqual([
      [],
      [],
      [],
    ])
    const minutes = async (world: { clock: { now(): Promise<Date> } }) => (await world.clock.now()).getUTCMinutes()
    expect(await Promise.all([minutes(one), minutes(two), minutes(admin)])).toEqual([50, 0, 0])
    expect((await login(two.identity)).headers["X-Auth-Token"]).not.toBe(headers["X-Auth-Token"])
  })
  it("gives what a client needs, as variables and as clouds.yaml", async () => {
    const { served, admin } = await start()
    await using _ = served
    await using world = await admin.createWorld({ name: "one" })
    expect(await world.env()).toMatchObject({ OS_AUTH_URL: `${world.identity}/v3`, OS_PASSWORD: "demopw" })
    const yaml = await world.cloudsYaml()
    expect(yaml).toContain(`  "mock":\n    auth:\n      auth_url: "${world.identity}/v3"\n      username: "demo"`)
    expect(yaml).toContain('  "mock-admin":')
  })
  it("that ends with a fault nothing ran into fails the test that made it", async () => {
    const { served, admin } = await start()
    await using _ = served
    const world = await admin.createWorld()
    await world.faults.on("createBackup").afterCommit().refuse(503)
    await expect(world[Symbol.asyncDispose]()).rejects.toThrow("createBackup: afterCommit, refuse, used 0 of 1")
    expect((await admin.capabilities()).worlds).toEqual([])
    await expect(world.clock.now()).rejects.toMatchObject({ status: 404, message: 'There is no world "w1"' })
  })
  it("may go on from a moment of another one", async () => {
    const { served, admin } = await start()
    await using _ = served
    await using first = await admin.createWorld({ name: "first", clock: "manual" })
    await first.state.instances.add({ name: "orders" })
    await using second = await admin.createWorld({ from: "first" })
    await second.state.instances.add({ name: "more" })
    expect((await second.state.instances.all()).map(({ name }) => name)).toEqual(["orders", "more"])
    expect((await first.state.instances.all()).map(({ name }) => name)).toEqual(["orders"])
  })
  it("is refused with a sentence when it can not be", async () => {
    const { served, admin } = await start()
    await using _ = served
    await using _one = await admin.createWorld({ name: "one" })
    const refusal = (options: object) => admin.createWorld(options).catch(({ status, message }) => [status, message])
    expect(await refusal({ name: "one" })).toEqual([400, 'There is a world "one" already'])
    expect(await refusal({ name: "a/b" })).toEqual([400, expect.stringContaining("letters, digits")])
    expect(await refusal({ clock: "auto" })).toEqual([400, expect.stringContaining("in the same process")])
    expect(await refusal({ clock: "fast" })).toEqual([400, expect.stringContaining('"fast" is not a clock')])
    expect(await refusal({ sede: 1 })).toEqual([400, expect.stringContaining("body.sede: nobody reads this")])
    expect(await refusal({ cloud: { region: "" } })).toEqual([400, expect.stringContaining("seed.region")])
    expect(await refusal({ from: "two" })).toEqual([400, 'There is no world "two" to go on from'])
  })
})

describe("the typed client", () => {
  it("arranges and reads all that a test in the same process does", async () => {
    const { served, admin, mock } = await start()
    await using _ = served
    expect(await admin.capabilities()).toMatchObject({
      ready: true,
      version: 1,
      faults: expect.arrayContaining(["hold"]),
    })
    const instance = await admin.state.instances.add({ name: "orders", databases: ["app"] })
    const backup = await admin.state.backups.add({ instance, name: "nightly" })
    expect(await admin.state.instances.get(instance.id)).toEqual(instance)
    expect(await admin.state.instances.get("nosuch")).toBe(undefined)
    expect(await admin.state.instances.setStatus(instance, "ERROR")).toMatchObject({ status: "ERROR" })
    await admin.state.instances.killGuest(instance)
    await admin.state.objects.corrupt(backup)
    await admin.state.objects.split(backup, 2)
    const names = await admin.state.objects.names()
    expect([names.length, names]).toEqual([3, mock.state.objects.names()])
    await admin.state.objects.removeNamed(names[2] ?? "")
    await admin.state.objects.remove(backup)
    expect(mock.state.objects.names()).toEqual([])
    expect(await admin.state.backups.setStatus(backup, "FAILED")).toMatchObject({ status: "FAILED" })
    expect(await admin.state.backups.get(backup.id)).toMatchObject({ status: "FAILED" })
    await admin.troubles.set({ swiftStatus: 503, volumeError: true })
    expect(await admin.troubles.get()).toEqual(mock.troubles)
    await admin.troubles.set({ swiftStatus: null })
    expect(mock.troubles).toMatchObject({ swiftStatus: null, volumeError: true })

    await admin.plan.nextBackup({ fails: "no space left" }, { resource: "orders" })
    expect(await admin.plan.unused()).toEqual(mock.plan.unused())
    await admin.plan.clear()
    await admin.plan.walk(instance, [["ACTIVE", "1m"], ["REBOOT"]])
    await admin.clock.advance("2m")
    expect(await admin.state.instances.get(instance.id)).toMatchObject({ status: "REBOOT" })

    const moment = await admin.snapshot()
    await admin.clock.advance("1h")
    await admin.state.instances.add({ name: "later" })
    await admin.restore(moment)
    expect(mock.snapshot()).toEqual(moment)

    await admin.faults.on("issueToken").refuse(503, "busy", "flat")
    await admin.faults.on("issueToken", { nth: 2 }).answer({ status: 200, body: "" })
    const answers = [await fetch(`${served.identity}/v3/auth/tokens`, tokenRequest())]
    answers.push(await fetch(`${served.identity}/v3/auth/tokens`, tokenRequest()))
    expect(await Promise.all(answers.map(async (answer) => [answer.status, await answer.text()]))).toEqual([
      [503, expect.stringContaining('"code":"503 Service Unavailable"')],
      [200, ""],
    ])
    expect(await admin.faults.unused()).toEqual([])
    expect(await admin.journal.entries("issueToken")).toHaveLength(2)
    expect(await admin.journal.text()).toContain("identity issueToken POST /v3/auth/tokens 503 (refuse)")
    await admin.reset()
    expect(await admin.state.instances.all()).toEqual([])
  })
  it("tells what it did wrong in the server's words", async () => {
    const { served, admin } = await start()
    await using _ = served
    await expect(admin.clock.advance("soon")).rejects.toMatchObject({ name: "AdminError", status: 400 })
    await expect(admin.state.instances.add({ name: "" })).rejects.toThrow("body.name: a text that is not empty")
    await expect(admin.state.instances.add({ name: "x", datastore: "oracle" })).rejects.toMatchObject({ status: 400 })
    await expect(admin.faults.on("issueToken").hold("soon")).rejects.toThrow('"soon" is not a length of time')
    await expect(admin.plan.nextBackup({ takes: "soon" })).rejects.toThrow('"soon" is not a length of time')
    await expect(admin.faults.on("*", { nth: 0 }).drop()).rejects.toThrow("nth of a fault is a whole number from 1")
  })
})

/** By another name for the same machine; `fetch` sets the Host header itself. */
const askAs = (host: string, address: string, init: RequestInit = {}) =>
  new Promise<string>((resolve, reject) => {
    const headers = { ...(init.headers as Record<string, string>), Host: host }
    const request = httpRequest(address, { method: init.method ?? "GET", headers }, (response) =>
      resolve(text(response)),
    )
    request.once("error", reject).end(init.body)
  })

describe("the catalog", () => {
  const urls = async (host: string, identity: string) => {
    const { token } = JSON.parse(await askAs(host, `${identity}/v3/auth/tokens`, tokenRequest()))
    return token.catalog.map(
      (service: { endpoints: { url: string }[] }) => new URL(service.endpoints[0]?.url ?? "").host,
    )
  }
  it("names the host a request came to, for the server's own world and for others", async () => {
    const { served, admin } = await start()
    await using _ = served
    await using world = await admin.createWorld()
    const port = (address: string) => new URL(address).port
    expect(await urls(`trove.test:${port(served.identity)}`, served.identity)).toEqual(
      expect.arrayContaining([
        `trove.test:${port(served.identity)}`,
        `trove.test:${port(served.database)}`,
        `trove.test:${port(served.control)}`,
      ]),
    )
    const own = `trove.test:${port(served.control)}`
    expect(new Set(await urls(own, world.identity))).toEqual(new Set([own]))
    const local = `127.0.0.1:${port(served.control)}`
    expect(new Set(await urls(local, world.identity))).toEqual(new Set([local]))
  })
  it("names the public address where there is one, however a request came", async () => {
    const { served, admin } = await start({}, { publicUrl: "https://mock.example/" })
    await using _ = served
    await using world = await admin.createWorld()
    expect(served.env["OS_AUTH_URL"]).toBe("https://mock.example/identity/v3")
    expect(world.database).toBe(`https://mock.example/w/${world.name}/database`)
    expect(new Set(await urls("127.0.0.1", served.identity))).toEqual(new Set(["mock.example"]))
    await expect(start({}, { publicUrl: "mock.example" })).rejects.toThrow("publicUrl is an address such as")
  })
})

describe("one port", () => {
  it("has everything under a path", async () => {
    const { served } = await start()
    await using _ = served
    const statuses = ["/identity/v3", "/database/", "/swift/v1/AUTH_x", "/object-store/v1/AUTH_x", "/_mock/v1"].map(
      async (path) => (await fetch(served.control + path)).status,
    )
    expect(await Promise.all(statuses)).toEqual([200, 200, 401, 401, 200])
  })
  it("answers pages of any origin where it was told to, and no others", async () => {
    const { served } = await start({}, { cors: true })
    const { served: closed } = await start()
    await using _ = served
    await using _closed = closed
    const preflight = await fetch(`${served.database}/v1.0/x/backups`, {
      method: "OPTIONS",
      headers: { "Access-Control-Request-Headers": "x-auth-token,content-type" },
    })
    expect([preflight.status, preflight.headers.get("Access-Control-Allow-Headers")]).toEqual([
      204,
      "x-auth-token,content-type",
    ])
    const issued = await fetch(`${served.identity}/v3/auth/tokens`, tokenRequest())
    expect(issued.headers.get("Access-Control-Allow-Origin")).toBe("*")
    expect(issued.headers.get("Access-Control-Expose-Headers")).toContain("X-Subject-Token")
    expect((await fetch(closed.identity)).headers.get("Access-Control-Allow-Origin")).toBe(null)
  })
})
