import { request } from "node:http"
import { describe, expect, it } from "vitest"
import { createMockTrove, type MockTrove, type MockTroveOptions } from "../src/index.ts"
import { type ServeOptions, serve } from "../src/server.ts"
import { tokenRequest } from "./tokenRequest.ts"

const json = { "Content-Type": "application/json" }
const anyPort: ServeOptions = { port: 0, identityPort: 0, controlPort: 0 }
const start = async (options: MockTroveOptions = {}, ports: ServeOptions = {}) => {
  const mock = createMockTrove({ clock: "real", ...options })
  return { mock, served: await serve(mock, { ...anyPort, ...ports }) }
}
const portOf = (address: string) => Number(new URL(address).port)
const issued = (mock: MockTrove) => Object.values(mock.snapshot().state.identity.tokens)

describe("the mock on real ports", () => {
  it("has a port each for Keystone and Trove, and a catalog that names them", async () => {
    const { served, mock } = await start()
    await using _ = served
    expect(served.env["OS_AUTH_URL"]).toBe(`${served.identity}/v3`)
    const answer = await fetch(`${served.identity}/v3/auth/tokens`, tokenRequest())
    const { token } = await answer.json()
    const urls = Object.fromEntries(
      token.catalog.map((service: { type: string; endpoints: { url: string }[] }) => [
        service.type,
        service.endpoints[0]?.url,
      ]),
    )
    expect(urls).toMatchObject({
      identity: `${served.identity}/v3`,
      database: `${served.database}/v1.0/${token.project.id}`,
      "object-store": `${served.control}/swift/v1/AUTH_${token.project.id}`,
    })
    const headers = { "X-Auth-Token": answer.headers.get("X-Subject-Token") ?? "" }
    expect((await fetch(urls["database"], { headers })).status).toBeGreaterThanOrEqual(400)
    expect((await fetch(urls["object-store"], { method: "HEAD", headers })).status).toBe(204)
    expect(mock.journal.entries.map(({ service, method, path }) => `${service} ${method} ${path}`)).toEqual([
      "identity POST /v3/auth/tokens",
      `database GET /v1.0/${token.project.id}`,
      `object-store HEAD /v1/AUTH_${token.project.id}`,
    ])
  })
  it("answers the same through its own fetch, by its port's addresses", async () => {
    const { served, mock } = await start()
    await using _ = served
    const [real, own] = await Promise.all([fetch(served.identity), mock.fetch(served.identity)])
    expect([own.status, await own.json()]).toEqual([real.status, await real.json()])
  })
  it("takes a body that comes in chunks for none, as Trove and Keystone do, and says so in the journal", async () => {
    const { served, mock } = await start()
    await using _ = served
    const issued = await fetch(`${served.identity}/v3/auth/tokens`, tokenRequest())
    const { token } = await issued.json()
    const send = (url: string, body: string, headers: Record<string, string> = {}) =>
      new Promise<number | undefined>((done, fail) => {
        const options = { method: "POST", headers: { ...headers, "Content-Type": "application/json" } }
        const asked = request(url, options, (answer) => done(answer.resume().statusCode)).on("error", fail)
        // Two writes, so that Node does not know the length when it sends the headers.
        asked.write(body)
        asked.end()
      })
    const headers = { "X-Auth-Token": issued.headers.get("X-Subject-Token") ?? "" }
    const strategy = JSON.stringify({ backup_strategy: { swift_container: "box" } })
    const strategies = `${served.database}/v1.0/${token.project.id}/backup_strategies`
    expect((await fetch(strategies, { method: "POST", body: strategy, headers: { ...headers, ...json } })).status).toBe(
      202,
    )
    expect(await send(strategies, strategy, headers)).toBe(500)
    expect(mock.journal.entries.at(-1)?.asked).toBe("(45 characters in chunks, which are taken for no body)")
    expect(await send(`${served.identity}/v3/auth/tokens`, String(tokenRequest().body))).toBe(400)
    const body = new Blob([strategy]).stream()
    const streamed: RequestInit & { readonly duplex: "half" } = {
      method: "POST",
      body,
      duplex: "half",
      headers: { ...headers, ...json },
    }
    const own = await mock.fetch(strategies, streamed)
    expect(own.status).toBe(500)
  })
  it("hangs up on the client whose answer a fault loses", async () => {
    const { served, mock } = await start()
    await using _ = served
    mock.faults.on("issueToken").loseAnswer()
    const lost = await fetch(`${served.identity}/v3/auth/tokens`, tokenRequest()).catch((error: unknown) => error)
    expect(lost).toBeInstanceOf(TypeError)
    expect(issued(mock)).toHaveLength(1)
  })
  it("has a second Keystone whose tokens live 3 s", async () => {
    const { served, mock } = await start({}, { shortPort: 0 })
    await using _ = served
    await fetch(`${served.shortIdentity}/v3/auth/tokens`, tokenRequest())
    expect(issued(mock).map(({ issuedAt, expiresAt }) => expiresAt - issuedAt)).toEqual([3_000])
  })
  it("answers 501 by name for the services it does not do", async () => {
    const { served } = await start()
    await using _ = served
    const answer = await fetch(`${served.control}/compute/v2.1/servers`)
    expect([answer.status, await answer.text()]).toEqual([501, expect.stringContaining("GET /v2.1/servers")])
    expect((await fetch(`${served.control}/nosuch`)).status).toBe(501)
  })
  it("has switches for the troubles behind Trove, and refuses those there are not", async () => {
    const { served, mock } = await start()
    await using _ = served
    const turn = (body: string) => fetch(`${served.control}/_control`, { method: "POST", body })
    expect(await (await turn('{"swift_status":503,"volume_error":true}')).json()).toEqual({
      swift_status: 503,
      swift_fail_delete: false,
      volume_error: true,
      nova_quota: false,
    })
    expect(mock.troubles.swiftStatus).toBe(503)
    expect((await fetch(`${served.control}/swift/v1/AUTH_x`)).status).toBe(503)
    const wrong = await turn('{"swift_status":null,"nova_qota":true}')
    expect([wrong.status, await wrong.text()]).toEqual([400, expect.stringContaining("nova_qota")])
    expect(mock.troubles.swiftStatus).toBe(503)
  })
  it("lets another process move its clock, put faults in the way, read its journal and begin again", async () => {
    const { served, mock } = await start({ clock: "manual" })
    await using _ = served
    const own = async (method: string, path: string, body?: unknown) => {
      const answer = await fetch(`${served.control}/_mock/v1/${path}`, { method, body: JSON.stringify(body) ?? null })
      return [answer.status, await answer.json()]
    }
    expect(await own("POST", "clock", { advance: "3m" })).toEqual([
      200,
      { mode: "manual", now: "2026-01-01T00:03:00.000Z" },
    ])
    await own("POST", "faults", { operation: "issueToken", where: { times: 2 }, fault: "refuse", value: 503 })
    expect((await fetch(`${served.identity}/v3/auth/tokens`, tokenRequest())).status).toBe(503)
    expect(await own("GET", "faults")).toEqual([200, { unused: ["issueToken: refuse, used 1 of 2"] }])
    expect(await own("DELETE", "faults")).toEqual([200, { unused: [] }])
    const [, journal] = await own("GET", "journal")
    expect(journal.entries).toMatchObject([{ operation: "issueToken", status: 503, fault: "refuse" }])
    expect((await own("POST", "reset"))[0]).toBe(200)
    expect([mock.journal.entries, mock.clock.now()]).toEqual([[], Date.parse("2026-01-01T00:00:00Z")])
  })
  it("tells another process what it got wrong", async () => {
    const { served } = await start()
    await using _ = served
    const message = async (method: string, path: string, body: string) => {
      const answer = await fetch(`${served.control}/_mock/v1/${path}`, { method, body })
      return [answer.status, (await answer.json()).control.message]
    }
    expect(await message("POST", "clock", '{"advance":"soon"}')).toEqual([
      400,
      expect.stringContaining('"soon" is not a length of time'),
    ])
    expect(await message("POST", "clock", "{")).toEqual([400, expect.stringContaining("JSON")])
    expect(await message("POST", "faults", '{"operation":"nope","fault":"drop"}')).toEqual([
      400,
      expect.stringContaining('There is no operation "nope"'),
    ])
    expect(await message("POST", "faults", '{"operation":"*","fault":"explode"}')).toEqual([
      400,
      expect.stringContaining('body.fault: one of "drop", "refuse"'),
    ])
    expect(await message("POST", "faults", '{"operation":"*","fault":"delay"}')).toEqual([
      400,
      expect.stringContaining("is not a length of time"),
    ])
    expect(await message("POST", "nosuch", "{}")).toEqual([404, expect.stringContaining("GET /_mock/v1/clock")])
  })
  it("frees its ports when closed, though a client holds its connection open", async () => {
    const { served } = await start()
    await fetch(served.identity)
    const port = portOf(served.identity)
    await served.close()
    const again = await start({}, { identityPort: port })
    expect(portOf(again.served.identity)).toBe(port)
    await again.served.close()
  })
  it("takes none of its ports when it can not have all", async () => {
    const { served } = await start()
    await using _ = served
    const { served: gone } = await start()
    await gone.close()
    const free = portOf(gone.identity)
    await expect(start({}, { identityPort: free, port: portOf(served.database) })).rejects.toMatchObject({
      code: "EADDRINUSE",
    })
    const again = await start({}, { identityPort: free })
    await again.served.close()
  })
  it("runs as fast as its clock", async () => {
    const { served, mock } = await start({ clock: "x100000", latency: "10m" })
    await using _ = served
    const before = mock.clock.now()
    await fetch(served.identity)
    expect(mock.clock.now() - before).toBeGreaterThanOrEqual(600_000)
  })
})
