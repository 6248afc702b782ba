import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"
import { ProtectionError } from "../src/index.ts"
import { memoryHost, thing } from "./support/memoryHost.ts"
import { done, scriptedPlugin } from "./support/scriptedPlugin.ts"

const hostWithThing = () => {
  const host = memoryHost()
  const id = host.service.addThing({ name: "orders" })
  return { ...host, id, protect: host.request("op", { resources: [thing(id, "orders")] }) }
}

describe("an operation", () => {
  it("protects a resource, and its checkpoint is available in the end", async () => {
    const host = hostWithThing()
    await using client = await host.open()
    const started = await client.operations.start(host.protect)
    expect(started).toMatchObject({ id: "op", revision: 1, state: "queued", checkpoint: "op", tally: { queued: 1 } })
    const ended = await client.operations.wait("op")
    expect(ended).toMatchObject({ state: "succeeded", left: [] })
    expect(ended.tally).toEqual({ succeeded: 1 })
    expect(host.service.copiesAt(host.clock.now())).toMatchObject([{ thing: host.id, status: "COMPLETED" }])
    expect(await client.checkpoints.get("op")).toMatchObject({
      status: "available",
      resources: [{ status: "available", saved: { name: "orders" } }],
    })
    const { items } = await client.operations.resources("op")
    expect(items).toMatchObject([{ resource: { id: host.id }, state: "succeeded" }])
  })

  it("is joined by the same request under the same id, also after it ended", async () => {
    const host = hostWithThing()
    await using client = await host.open()
    await client.operations.start(host.protect)
    const { labels: _, ...reordered } = { labels: {}, ...host.protect }
    expect(await client.operations.start(reordered)).toMatchObject({ id: "op" })
    const ended = await client.operations.wait("op")
    expect(await client.operations.start(host.protect)).toEqual(ended)
    expect(host.service.received("createCopy")).toBe(1)
  })

  it("is joined by the same request even when what it asked for is gone or its deadline has passed", async () => {
    const host = hostWithThing()
    await using client = await host.open()
    await client.operations.start(host.protect)
    await client.operations.wait("op")
    await host.clock.sleep(3_600_000)
    expect(await client.operations.start(host.protect)).toMatchObject({ state: "succeeded" })
  })

  it("is joined by the same wish at another time, from another span, and keeps its deadline", async () => {
    const host = hostWithThing()
    await using client = await host.open()
    const { deadline } = await client.operations.start(host.protect)
    const later = {
      ...host.protect,
      deadline: new Date(Date.parse(deadline) + 60_000).toISOString(),
      traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
      resources: host.protect.resources?.map((resource) => ({ ...resource, name: "renamed since" })) ?? [],
    }
    expect(await client.operations.start(later)).toMatchObject({ id: "op", deadline })
    await client.operations.wait("op")
    expect(host.service.received("createCopy")).toBe(1)
  })

  it("refuses another request under its id, also after it ended", async () => {
    const host = hostWithThing()
    await using client = await host.open()
    await client.operations.start(host.protect)
    const other = { ...host.protect, parameters: { "Memory::Thing": { copy_name: "other" } } }
    await expect(client.operations.start(other)).rejects.toMatchObject({ code: "idReused" })
    await client.operations.wait("op")
    await expect(client.operations.start(other)).rejects.toMatchObject({ code: "idReused" })
    await expect(client.operations.start(other)).rejects.toBeInstanceOf(ProtectionError)
  })

  it("fails with its resource's own error, naming what is left, and a retry under its id makes it good", async () => {
    const host = hostWithThing()
    host.service.failNext("createCopy")
    await using client = await host.open()
    await client.operations.start(host.protect)
    await expect(client.operations.wait("op")).rejects.toMatchObject({
      code: "remoteFailed",
      outcome: "started",
      left: [{ kind: "copy" }],
    })
    expect(await client.checkpoints.get("op")).toMatchObject({ status: "error" })
    const again = await client.operations.retry("op")
    expect(again).toMatchObject({ state: "queued", attempt: 1, tally: { queued: 1 }, left: [] })
    expect(await client.operations.wait("op")).toMatchObject({ state: "succeeded", attempt: 1 })
    expect(host.service.copiesAt(host.clock.now())).toMatchObject([{ status: "COMPLETED" }])
    expect(await client.checkpoints.get("op")).toMatchObject({ status: "available" })
  })

  it("is retried as long as it was given at first, or until a deadline of its own", async () => {
    const host = hostWithThing()
    host.service.failNext("createCopy")
    host.service.failNext("createCopy")
    await using client = await host.open()
    await client.operations.start(host.protect)
    await expect(client.operations.wait("op")).rejects.toMatchObject({ code: "remoteFailed" })
    const now = host.clock.now()
    expect(await client.operations.retry("op")).toMatchObject({ deadline: new Date(now + 3_600_000).toISOString() })
    await expect(client.operations.wait("op")).rejects.toMatchObject({ code: "remoteFailed" })
    const past = new Date(now).toISOString()
    await expect(client.operations.retry("op", { deadline: past })).rejects.toMatchObject({
      code: "invalidParameters",
      issues: [{ path: "/deadline" }],
    })
    const deadline = new Date(now + 7_200_000).toISOString()
    expect(await client.operations.retry("op", { deadline })).toMatchObject({ attempt: 2, deadline })
  })

  it("can not be retried once it succeeded", async () => {
    const host = hostWithThing()
    await using client = await host.open()
    await client.operations.start(host.protect)
    expect(await client.operations.retry("op")).toMatchObject({ attempt: 0 })
    await client.operations.wait("op")
    await expect(client.operations.retry("op")).rejects.toMatchObject({ code: "alreadyEnded" })
    await expect(client.operations.retry("other")).rejects.toMatchObject({ code: "notFound" })
  })

  it("does not end over a fault that passes", async () => {
    const host = hostWithThing()
    let faults = 3
    const { plugin } = scriptedPlugin((hook, context) =>
      hook === "onMain" && faults-- > 0
        ? Effect.fail(new ProtectionError({ code: "rateLimited", message: "Slowly.", retryAfterMs: 5000 }))
        : done(hook, context),
    )
    const scripted = memoryHost({ ...host, plugins: [plugin] })
    const began = host.clock.now()
    await using client = await scripted.open()
    await client.operations.start(host.protect)
    expect(await client.operations.wait("op")).toMatchObject({ state: "succeeded" })
    expect(host.clock.now() - began).toBe(15_000)
  })

  it("gives each resource its own fault when some fail, and leaves the others restorable", async () => {
    const host = memoryHost()
    const ids = ["a", "b", "c"].map((name) => host.service.addThing({ name }))
    host.service.failNext("createCopy")
    await using client = await host.open()
    await client.operations.start(host.request("op", { resources: ids.map((id) => thing(id)) }))
    await expect(client.operations.wait("op")).rejects.toMatchObject({ code: "partial", left: [{ kind: "copy" }] })
    const record = await client.operations.get("op")
    expect(record).toMatchObject({ state: "failed", tally: { failed: 1, succeeded: 2 } })
    const { items } = await client.operations.resources("op")
    expect(items.map(({ state }) => state)).toEqual(["failed", "succeeded", "succeeded"])
    expect(items[0]?.error).toMatchObject({ code: "remoteFailed" })
    const checkpoint = await client.checkpoints.get("op")
    expect(checkpoint.status).toBe("error")
    expect(checkpoint.resources.map(({ status }) => status)).toEqual(["error", "available", "available"])
    await client.operations.start(host.request("back", { verb: "restore", checkpoint: "op" }))
    expect(await client.operations.wait("back")).toMatchObject({ state: "succeeded", tally: { succeeded: 2 } })
  })

  it("does not run again what succeeded when it is retried", async () => {
    const host = memoryHost()
    const ids = ["a", "b"].map((name) => host.service.addThing({ name }))
    host.service.failNext("createCopy")
    await using client = await host.open()
    await client.operations.start(host.request("op", { resources: ids.map((id) => thing(id)) }))
    await expect(client.operations.wait("op")).rejects.toMatchObject({ code: "partial" })
    await client.operations.retry("op")
    expect(await client.operations.wait("op")).toMatchObject({ state: "succeeded", tally: { succeeded: 2 } })
    expect(host.service.received("createCopy")).toBe(3)
    const copies = host.service.copiesAt(host.clock.now())
    expect(copies.map(({ thing, status }) => [thing, status]).sort()).toEqual(ids.map((id) => [id, "COMPLETED"]))
  })

  it("is found by state, checkpoint and label, newest first, page by page", async () => {
    const host = memoryHost()
    const id = host.service.addThing({ name: "orders" })
    await using client = await host.open()
    for (const name of ["one", "two", "three"]) {
      const labels = { team: name === "two" ? "b" : "a" }
      await client.operations.start(host.request(name, { resources: [thing(id)], labels }))
    }
    const idsOf = async (filter: Parameters<typeof client.operations.list>[0]) =>
      (await client.operations.list(filter)).items.map((record) => record.id)
    expect(await idsOf({})).toEqual(["three", "two", "one"])
    expect(await idsOf({ label: ["team", "a"] })).toEqual(["three", "one"])
    expect(await idsOf({ checkpoint: "two" })).toEqual(["two"])
    const first = await client.operations.list({ limit: 2 })
    expect(first.items.map((record) => record.id)).toEqual(["three", "two"])
    expect(await idsOf({ limit: 2, after: first.next ?? "" })).toEqual(["one"])
    for (const name of ["one", "two", "three"]) await client.operations.wait(name)
    expect(await idsOf({ state: ["queued", "running"] })).toEqual([])
    expect(await idsOf({ state: ["succeeded"] })).toHaveLength(3)
    for (const after of ["nonsense", ""]) {
      await expect(client.operations.list({ after })).rejects.toMatchObject({ issues: [{ path: "/after" }] })
    }
  })
})
