import { describe, expect, it } from "vitest"
import { createMockTrove, type MockTroveOptions } from "../src/index.ts"
import { serve } from "../src/server.ts"
import { tokenRequest } from "./tokenRequest.ts"
import { troveClient } from "./troveClient.ts"

const arranged = async (options: MockTroveOptions = {}) => {
  const cloud = createMockTrove(options)
  const instance = cloud.state.instances.add({ name: "orders" })
  const trove = await troveClient(cloud)
  const backUp = () => trove.ask("POST", "/backups", { backup: { name: "nightly", instance: instance.id } })
  const list = async (count: number, path = "/backups") => {
    const statuses: number[] = []
    for (let request = 0; request < count; request += 1) statuses.push((await trove.ask("GET", path)).status)
    return statuses
  }
  return { cloud, instance, trove, backUp, list }
}

describe("a fault is for", () => {
  it("every n-th request, until it is taken away", async () => {
    const { cloud, list } = await arranged()
    cloud.faults.on("listBackups", { every: 3 }).refuse(503)
    expect(await list(7)).toEqual([200, 200, 503, 200, 200, 503, 200])
    expect(cloud.faults.unused()).toEqual([])
  })
  it("a share of the requests, the same ones for the same seed", async () => {
    const run = async (seed: number) => {
      const { cloud, list } = await arranged({ seed })
      cloud.faults.on("listBackups", { rate: 0.3 }).refuse(503)
      return (await list(60)).map((status) => (status === 503 ? "x" : ".")).join("")
    }
    const [one, same, other] = await Promise.all([run(1), run(1), run(2)])
    expect(one).toBe(same)
    expect(one).not.toBe(other)
    expect([...one].filter((mark) => mark === "x").length).toBeGreaterThan(8)
    expect([...one].filter((mark) => mark === "x").length).toBeLessThan(30)
  })
  it("a window of time", async () => {
    const { cloud, list } = await arranged({ clock: "manual" })
    cloud.faults.on("listBackups", { from: "10m", until: "20m" }).refuse(503)
    const statuses = []
    for (let request = 0; request < 4; request += 1) {
      statuses.push(...(await list(1)))
      await cloud.clock.advance("9m59s")
    }
    expect(statuses).toEqual([200, 200, 503, 200])
  })
  it("one resource, by name or id, in the path or in the body", async () => {
    const { cloud, instance, backUp, trove, list } = await arranged()
    const other = cloud.state.instances.add({ name: "other" })
    cloud.faults.on("*", { resource: "orders", times: 2 }).refuse(503)
    cloud.faults.on("showInstance", { resource: other.id }).refuse(500)
    expect(await list(1, `/instances/${other.id}`)).toEqual([500])
    expect(await list(1, `/instances/${instance.id}`)).toEqual([503])
    const named = await trove.ask("POST", "/backups", { backup: { name: "orders", instance: other.id } })
    expect(named.status).toBe(503)
    expect(await list(1, `/instances/${instance.id}`)).toEqual([200])
    expect((await backUp()).status).toBe(202)
  })
  it("nothing that can not be", () => {
    const { faults } = createMockTrove()
    expect(() => faults.on("*", { every: 0 })).toThrow("every of a fault is a whole number from 1, not 0")
    expect(() => faults.on("*", { rate: 2 })).toThrow("rate of a fault is a share above 0 and up to 1, not 2")
    expect(() => faults.on("*", { from: "soon" })).toThrow('"soon" is not a length of time')
    expect(() => faults.on("*", { resource: "" })).toThrow('resource of a fault is a name or an id, not ""')
    expect(() => faults.on("*").answer({ status: 99 })).toThrow("a status from 200 to 599")
    expect(() => faults.on("*").rateLimit(0.5)).toThrow("a whole number of seconds, not 0.5")
  })
})

describe("an unused fault names", () => {
  it("the one condition that was not met", async () => {
    const { cloud, list } = await arranged()
    cloud.faults.on("listBackups", { project: "alt" }).drop()
    cloud.faults.on("listBackups", { from: "1h" }).drop()
    cloud.faults.on("listBackups", { nth: 5 }).drop()
    cloud.faults.on("showBackup", { resource: "nightly" }).drop()
    await list(2)
    await list(1, "/backups/nosuch")
    expect(cloud.faults.unused()).toEqual([
      "listBackups: drop in project alt, used 0 of 1; 2 came in project demo",
      "listBackups: drop from 1h on, used 0 of 1; 2 came too early",
      "listBackups: drop from request 5 on, used 0 of 1; 2 came in all",
      "showBackup: drop of nightly, used 0 of 1; 1 came of nosuch",
    ])
  })
  it("what came instead when its operation never came", async () => {
    const { cloud, list } = await arranged()
    cloud.faults.on("createBackup").drop()
    await list(2)
    await expect(cloud[Symbol.asyncDispose]()).rejects.toThrow(
      "createBackup: drop, used 0 of 1; there were only listBackups",
    )
  })
})

describe("an error", () => {
  it("comes before anything is done, or after", async () => {
    const { cloud, backUp } = await arranged()
    cloud.faults.on("createBackup").refuse(503)
    cloud.faults.on("createBackup").afterCommit().refuse(503)
    expect((await backUp()).status).toBe(503)
    expect(cloud.state.backups.all()).toHaveLength(0)
    expect((await backUp()).status).toBe(503)
    expect(cloud.state.backups.all()).toHaveLength(1)
    expect(cloud.journal.entries.slice(-2)).toMatchObject([
      { status: 503, fault: "refuse", rule: "createBackup: refuse", changed: [] },
      { status: 503, fault: "refuse", rule: "createBackup: afterCommit, refuse", changed: [expect.any(String)] },
    ])
  })
  it("comes in every form a client of Trove meets", async () => {
    const { cloud, trove } = await arranged()
    const seen: Record<string, unknown> = {}
    for (const shape of ["fault", "middleware", "flat", "text", "html", "empty"] as const) {
      cloud.faults.on("listBackups").refuse(403, "no", shape)
      const { status, text, headers } = await trove.ask("GET", "/backups")
      expect(status).toBe(403)
      seen[shape] = headers.get("Content-Type") === "application/json" ? JSON.parse(text) : text
    }
    expect(seen).toEqual({
      fault: { forbidden: { code: 403, message: "no" } },
      middleware: { error: { code: 403, title: "Forbidden", message: "no" } },
      flat: { message: "no", code: "403 Forbidden", title: "Forbidden" },
      text: "no\n",
      html: expect.stringContaining("<h1>403</h1>no"),
      empty: "",
    })
  })
  it("may be any other answer", async () => {
    const { cloud, trove } = await arranged()
    cloud.faults.on("listBackups").answer({ status: 200, headers: { "X-Odd": "yes" }, body: { backups: null } })
    const odd = await trove.ask("GET", "/backups")
    expect([odd.status, odd.headers.get("X-Odd"), odd.body]).toEqual([200, "yes", { backups: null }])
  })
})

describe("a held request", () => {
  it("is done when its time has come, and then answered", async () => {
    const { cloud, backUp } = await arranged()
    cloud.faults.on("createBackup").hold("4s")
    const begin = cloud.clock.now()
    const answer = await backUp()
    expect([answer.status, cloud.clock.now() - begin]).toEqual([202, 4_000])
    const entries = cloud.journal.entries.filter(({ operation }) => operation === "createBackup")
    expect(entries).toMatchObject([{ status: 202, fault: "hold", rule: "createBackup: hold" }])
    expect(cloud.state.backups.all()).toHaveLength(1)
  })
  it("is done though its client went away", async () => {
    const { cloud, instance, trove } = await arranged({ clock: "manual" })
    cloud.faults.on("createBackup").hold("4s")
    const controller = new AbortController()
    const given = cloud.fetch(`${cloud.engine.endpoints.database}/v1.0/${trove.project}/backups`, {
      method: "POST",
      signal: controller.signal,
      headers: { "X-Auth-Token": trove.token, "Content-Type": "application/json" },
      body: JSON.stringify({ backup: { name: "nightly", instance: instance.id } }),
    })
    const gone = expect(given).rejects.toThrow("enough")
    await cloud.clock.advance("2s")
    controller.abort(new Error("enough"))
    await gone
    expect(cloud.state.backups.all()).toHaveLength(0)
    await cloud.clock.advance("2s")
    expect(cloud.state.backups.all()).toHaveLength(1)
  })
})

describe("a body", () => {
  const issue = (url: string, doFetch: typeof fetch) => doFetch(`${url}/v3/auth/tokens`, tokenRequest())

  it("that is cut ends with its connection, in process as over a wire", async () => {
    const cloud = createMockTrove({ clock: "real" })
    await using served = await serve(cloud, { port: 0, identityPort: 0 })
    cloud.faults.on("issueToken", { times: 2 }).truncate()
    const [own, real] = [await issue(served.identity, cloud.fetch), await issue(served.identity, fetch)]
    for (const answer of [own, real]) {
      expect([answer.status, answer.headers.get("Content-Type")]).toEqual([201, "application/json"])
      await expect(answer.text()).rejects.toMatchObject({ message: "terminated", cause: { code: "UND_ERR_SOCKET" } })
    }
  })
  it("that trickles is whole in the end, when so much time has passed", async () => {
    const cloud = createMockTrove()
    cloud.faults.on("issueToken").trickle("10m")
    const begin = cloud.clock.now()
    const answer = await issue(cloud.engine.endpoints.identity, cloud.fetch)
    expect(cloud.clock.now()).toBe(begin)
    expect(await answer.json()).toMatchObject({ token: { user: { name: "demo" } } })
    expect(cloud.clock.now() - begin).toBe(600_000)
  })
  it("trickles over a wire too", async () => {
    const cloud = createMockTrove({ clock: "x100000" })
    await using served = await serve(cloud, { port: 0, identityPort: 0 })
    cloud.faults.on("issueToken").trickle("10m")
    const begin = cloud.clock.now()
    expect(await (await issue(served.identity, fetch)).json()).toMatchObject({ token: { user: { name: "demo" } } })
    expect(cloud.clock.now() - begin).toBeGreaterThanOrEqual(600_000)
  })
})
