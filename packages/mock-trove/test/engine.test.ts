import { describe, expect, it } from "vitest"
import { createMockTrove, type MockTrove, type MockTroveOptions } from "../src/index.ts"
import { tokenRequest } from "./tokenRequest.ts"

const issue = (cloud: MockTrove, init: RequestInit = {}) =>
  cloud.fetch(`${cloud.connection.authUrl}/auth/tokens`, { ...tokenRequest(), ...init })

const tokens = (cloud: MockTrove) => Object.keys(cloud.snapshot().state.identity.tokens).length

describe("a fault", () => {
  it("that loses the answer lets the request be done, then the connection dies as a real one", async () => {
    const cloud = createMockTrove()
    cloud.faults.on("issueToken").loseAnswer()
    const lost = await issue(cloud).catch((error: unknown) => error)
    expect(lost).toBeInstanceOf(TypeError)
    expect(lost).toMatchObject({ message: "fetch failed", cause: { code: "ECONNRESET" } })
    expect(tokens(cloud)).toBe(1)
    expect((await issue(cloud)).status).toBe(201)
  })
  it("that drops the connection leaves nothing done", async () => {
    const cloud = createMockTrove()
    cloud.faults.on("issueToken").drop()
    await expect(issue(cloud)).rejects.toThrow("fetch failed")
    expect(tokens(cloud)).toBe(0)
  })
  it("that commits late has the request done when its time has come", async () => {
    const cloud = createMockTrove({ clock: "manual" })
    cloud.faults.on("issueToken").lateCommit("4s")
    await expect(issue(cloud)).rejects.toThrow("fetch failed")
    await cloud.clock.advance("3999ms")
    expect(tokens(cloud)).toBe(0)
    await cloud.clock.advance(1)
    expect(tokens(cloud)).toBe(1)
    expect(cloud.journal.entries.map(({ status, fault }) => [status, fault])).toEqual([
      ["connection lost", "lateCommit"],
      [201, "handled late"],
    ])
    expect(cloud.journal.entries[1]?.at).toBe(Date.parse("2026-01-01T00:00:04Z"))
  })
  it("that refuses speaks the dialect of the service and leaves nothing done", async () => {
    const cloud = createMockTrove()
    cloud.faults.on("issueToken").refuse(503, "busy")
    cloud.faults.on("unknown").refuse(503, "busy")
    expect(await (await issue(cloud)).json()).toEqual({
      error: { code: 503, message: "busy", title: "Service Unavailable" },
    })
    const refused = await cloud.fetch(`${cloud.engine.endpoints.database}/v1.0/x/nosuch`)
    expect(await refused.json()).toEqual({ serviceUnavailable: { code: 503, message: "busy" } })
    cloud.faults.on("unknown").refuse(401, "Swift is down")
    const unauthorized = await cloud.fetch(`${cloud.engine.endpoints.database}/v1.0/x/nosuch`)
    expect(unauthorized.headers.get("WWW-Authenticate")).toBe('Keystone uri="https://cloud.example/identity"')
    expect(tokens(cloud)).toBe(0)
  })
  it("of the rate limit tells when to come again", async () => {
    const cloud = createMockTrove({ ratePerMinute: 5 })
    cloud.faults.on("issueToken").rateLimit(12)
    const answer = await issue(cloud)
    expect([answer.status, answer.headers.get("Retry-After")]).toEqual([413, "12"])
    expect(await answer.json()).toMatchObject({
      overLimit: {
        details: "Only 5 POST request(s) can be made to * every minute.",
        retryAfter: "12",
      },
    })
  })
  it("that delays holds the answer back by the mock's clock", async () => {
    const cloud = createMockTrove()
    cloud.faults.on("issueToken").delay("30s")
    const before = cloud.clock.now()
    await issue(cloud)
    expect(cloud.clock.now() - before).toBe(30_000)
  })
  it("can spoil the body or put a proxy's page in its place", async () => {
    const cloud = createMockTrove()
    cloud.faults.on("issueToken").malformed()
    cloud.faults.on("issueToken", { nth: 2 }).html(502)
    await expect((await issue(cloud)).json()).rejects.toThrow(SyntaxError)
    const page = await issue(cloud)
    expect([page.status, page.headers.get("Content-Type")]).toEqual([502, "text/html"])
    expect(tokens(cloud)).toBe(1)
  })
  it("hits the n-th request, so many times, in one project only", async () => {
    const cloud = createMockTrove()
    cloud.faults.on("issueToken", { nth: 2, times: 2 }).refuse(500)
    const statuses = []
    for (let request = 0; request < 5; request += 1) statuses.push((await issue(cloud)).status)
    expect(statuses).toEqual([201, 500, 500, 201, 201])

    cloud.faults.on("showProject", { project: "alt", times: "always" }).drop()
    const { projects } = cloud.snapshot().state.identity
    const show = async (name: string) => {
      const id = projects.find((project) => project.name === name)?.id
      return (await cloud.fetch(`${cloud.connection.authUrl}/projects/${id}`)).status
    }
    expect(await show("demo")).toBe(401)
    await expect(show("alt")).rejects.toThrow("fetch failed")
  })
  it("that nothing ran into makes the mock refuse to be disposed, by name", async () => {
    const cloud = createMockTrove()
    cloud.faults.on("createBackup", { times: 2 }).loseAnswer()
    expect(cloud.faults.unused()).toEqual(["createBackup: loseAnswer, used 0 of 2"])
    await expect(cloud[Symbol.asyncDispose]()).rejects.toThrow("createBackup: loseAnswer, used 0 of 2")
    cloud.faults.clear()
    await cloud[Symbol.asyncDispose]()
  })
  it("for an operation that does not exist, or with senseless numbers, is refused at once", () => {
    const { faults } = createMockTrove()
    // @ts-expect-error A typo does not even compile.
    expect(() => faults.on("creatBackup")).toThrow('There is no operation "creatBackup"')
    expect(() => faults.on("*", { nth: 0 })).toThrow("nth of a fault is a whole number from 1, not 0")
    expect(() => faults.on("*").refuse(200)).toThrow("from 400 to 599, not 200")
    expect(() => faults.on("*").delay("soon")).toThrow('"soon" is not a length of time')
  })
})

describe("the fetch", () => {
  it("rejects with the signal's reason, before the request and while the answer is on its way", async () => {
    const cloud = createMockTrove({ latency: "10s" })
    await expect(issue(cloud, { signal: AbortSignal.abort(new Error("too late")) })).rejects.toThrow("too late")
    expect(tokens(cloud)).toBe(0)
    const controller = new AbortController()
    const answer = issue(cloud, { signal: controller.signal })
    await new Promise((resolve) => setImmediate(resolve))
    controller.abort(new Error("enough"))
    await expect(answer).rejects.toThrow("enough")
    expect(tokens(cloud)).toBe(1)
  })
  it("takes a Request as well as an address, and the response names its address", async () => {
    const cloud = createMockTrove()
    const response = await cloud.fetch(new Request("https://cloud.example/identity/v3"))
    expect([response.status, response.url]).toEqual([200, "https://cloud.example/identity/v3"])
    expect(response.headers.get("Date")).toBe("Thu, 01 Jan 2026 00:00:00 GMT")
  })
  it("answers what no service serves with 501 by name, in the journal too", async () => {
    const cloud = createMockTrove()
    const response = await cloud.fetch("https://cloud.example/compute/v2.1/servers")
    expect(response.status).toBe(501)
    expect(await response.json()).toEqual({
      notMocked: { code: 501, message: "The mock does not do compute: it was asked GET /v2.1/servers" },
    })
    await cloud.fetch("https://elsewhere.example/x?y=1")
    expect(cloud.journal.toString()).toBe(
      [
        "2026-01-01T00:00:00.000Z compute unknown GET /v2.1/servers 501",
        "2026-01-01T00:00:00.000Z nowhere unknown GET /x?y=1 501",
      ].join("\n"),
    )
  })
})

describe("the journal", () => {
  const run = async (options?: MockTroveOptions) => {
    const cloud = createMockTrove({ latency: "1s", ...options })
    const { token } = await (await issue(cloud)).json()
    const credentials = `${cloud.connection.authUrl}/users/${token.user.id}/application_credentials`
    const answer = await issue(cloud)
    await cloud.fetch(credentials, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        "X-Auth-Token": answer.headers.get("X-Subject-Token") ?? "",
      },
      body: JSON.stringify({ application_credential: { name: "sdk", secret: "s3cret" } }),
    })
    return cloud
  }
  it("is equal for two runs with one seed and different for another", async () => {
    const [one, same, other] = await Promise.all([run(), run(), run({ seed: 2 })])
    expect(one.journal.toString()).toBe(same.journal.toString())
    expect(one.snapshot()).toEqual(same.snapshot())
    expect(one.journal.toString()).not.toBe(other.journal.toString())
  })
  it("tells what a request changed and counts by operation, and holds no secret", async () => {
    const { journal } = await run()
    expect(journal.count("issueToken")).toBe(2)
    expect(journal.entries.at(-1)).toMatchObject({
      at: Date.parse("2026-01-01T00:00:02Z"),
      service: "identity",
      operation: "createApplicationCredential",
      status: 201,
      changed: ["application credential sdk created"],
    })
    expect(journal.toString()).not.toMatch(/gAAAA|demopw|s3cret/)
  })
})

describe("a snapshot", () => {
  it("brings back state and time, may be kept as JSON, and is not touched by what comes after", async () => {
    const cloud = createMockTrove({ clock: "manual" })
    await issue(cloud)
    const moment = JSON.parse(JSON.stringify(cloud.snapshot()))
    await cloud.clock.advance("1h")
    await issue(cloud)
    expect(tokens(cloud)).toBe(2)
    cloud.restore(moment)
    expect(tokens(cloud)).toBe(1)
    expect(cloud.snapshot()).toEqual(moment)
    await issue(cloud)
    cloud.restore(moment)
    expect(tokens(cloud)).toBe(1)
  })
  it("taken in one mock makes a fork of it in another", async () => {
    const cloud = createMockTrove()
    await issue(cloud)
    const fork = createMockTrove()
    fork.restore(cloud.snapshot())
    await issue(fork)
    expect([tokens(cloud), tokens(fork)]).toEqual([1, 2])
  })
  it("of the beginning comes back with a reset, which also forgets faults and journal", async () => {
    const cloud = createMockTrove({ clock: "manual" })
    const first = cloud.snapshot()
    await issue(cloud)
    await cloud.clock.advance("1h")
    cloud.faults.on("*").drop()
    cloud.reset()
    expect(cloud.snapshot()).toEqual(first)
    expect([cloud.faults.unused(), cloud.journal.entries]).toEqual([[], []])
  })
})

describe("the cloud's seed", () => {
  it("is refused with the path to every fault", () => {
    const seed = JSON.parse('{"region":"","users":[{"name":"a","password":"b","roles":{"x":["member"]},"roels":{}}]}')
    expect(() => createMockTrove({ cloud: seed })).toThrow(
      /seed\.region: a text that is not empty is expected, not ""[\s\S]*seed\.roles: a list is expected, not nothing[\s\S]*seed\.users\[0\]\.roels: nobody reads this/,
    )
  })
  it("must name only what it holds", async () => {
    const { defaultCloud } = await import("../src/index.ts")
    const cloud = { ...defaultCloud, defaultDatastore: "oracle", connection: { user: "demo", project: "nope" } }
    expect(() => createMockTrove({ cloud })).toThrow(
      /seed\.defaultDatastore: there is no datastore named "oracle"\n {2}seed\.connection\.project: there is no project named "nope"/,
    )
  })
  it("is that of a small cloud when none is given, with its first user ready to connect", () => {
    const cloud = createMockTrove()
    expect(cloud.connection).toMatchObject({
      authUrl: "https://cloud.example/identity/v3",
      auth: { type: "password", username: "demo", password: "demopw", userDomain: "Default" },
      fetch: cloud.fetch,
    })
    expect(cloud.env).toMatchObject({ OS_USERNAME: "demo", OS_PROJECT_NAME: "demo", OS_REGION_NAME: "RegionOne" })
  })
})
