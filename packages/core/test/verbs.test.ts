import { clockLayer, MemoryPlugin } from "@breakwater/core/testing"
import * as Effect from "effect/Effect"
import { describe, expect, it, onTestFinished } from "vitest"
import { memoryHost, thing } from "./support/memoryHost.ts"
import { done, scriptedPlugin } from "./support/scriptedPlugin.ts"

const type = "Memory::Thing"

/** A host that has protected two things, "a" and "b". */
const protectedHost = async () => {
  const host = memoryHost()
  const ids = ["a", "b"].map((name) => host.service.addThing({ name }))
  const [a = "", b = ""] = ids
  const client = await host.open()
  onTestFinished(() => client.close())
  await client.operations.start(host.request("op", { resources: [thing(a, "a"), thing(b, "b")] }))
  await client.operations.wait("op")
  const run = async (id: string, of: Parameters<typeof host.request>[1]) => {
    await client.operations.start(host.request(id, { checkpoint: "op", ...of }))
    return await client.operations.wait(id)
  }
  const statuses = async () => {
    const { resources, status } = await client.checkpoints.get("op")
    return [status, ...resources.map((each) => each.status)]
  }
  return { host, client, run, statuses, a, b }
}

describe("restore", () => {
  it("makes the resources again and says what it made", async () => {
    const { a, host, run, client } = await protectedHost()
    await run("back", { verb: "restore", parameters: { [`${type}#${a}`]: { restore_name: "a again" } } })
    const { items } = await client.operations.resources("back")
    expect(items.map(({ created, state }) => [created?.name, state])).toEqual([
      ["a again", "succeeded"],
      ["b", "succeeded"],
    ])
    const names = host.service.thingsAt(host.clock.now()).map(({ data, name }) => [name, data])
    expect(names).toContainEqual(["a again", "the data of a"])
    expect(names).toHaveLength(4)
  })

  it("goes into another scope, and for a part of the checkpoint, when asked", async () => {
    const { host, run, b } = await protectedHost()
    const into = { account: "me", project: "elsewhere" }
    expect(await run("back", { verb: "restore", into, resources: [thing(b)] })).toMatchObject({
      tally: { succeeded: 1 },
    })
    const elsewhere = host.service.thingsAt(host.clock.now()).filter(({ project }) => project === "elsewhere")
    expect(elsewhere).toMatchObject([{ name: "b" }])
  })

  it("is done by the plugin that serves the type, not by a namesake that serves another", async () => {
    const { calls, plugin } = scriptedPlugin(done)
    const namesake = scriptedPlugin(done, { types: ["Memory::Other"] })
    const host = memoryHost({ plugins: [namesake.plugin, plugin] })
    await using client = await host.open()
    await client.operations.start(host.request("op", { resources: [thing(host.service.addThing({ name: "a" }))] }))
    await client.operations.wait("op")
    await client.operations.start(host.request("back", { verb: "restore", checkpoint: "op" }))
    await client.operations.wait("back")
    expect([calls.length, namesake.calls.length]).toEqual([8, 0])
  })

  it("refuses a resource that is not in the checkpoint, with its path", async () => {
    const { run } = await protectedHost()
    await expect(run("back", { verb: "restore", resources: [thing("nobody")] })).rejects.toMatchObject({
      code: "invalidParameters",
      issues: [{ path: "/resources/0" }],
    })
  })
})

it("an account may have a name so long that no key takes it: what is in it is restored and deleted like all else", async () => {
  const host = memoryHost()
  await using client = await host.open()
  const scope = { account: "日本".repeat(40), project: "project" }
  const resource = { ...thing(host.service.addThing({ name: "orders" })), scope }
  await client.operations.start(host.request("op", { resources: [resource] }))
  await client.operations.wait("op")
  for (const verb of ["restore", "verify", "delete"] as const) {
    await client.operations.start(host.request(verb, { verb, checkpoint: "op" }))
    expect(await client.operations.wait(verb)).toMatchObject({ state: "succeeded" })
  }
  expect(await client.checkpoints.get("op")).toMatchObject({ status: "deleted", resources: [{ status: "deleted" }] })
  expect(host.service.thingsAt(host.clock.now())).toHaveLength(2)
})

describe("verify", () => {
  it("writes what it found beside the checkpoint, passed or failed", async () => {
    const { b, host, run, statuses, client } = await protectedHost()
    await run("good", { verb: "verify" })
    const lost = host.service.copiesAt(host.clock.now()).find((copy) => copy.thing === b)
    await Effect.runPromise(Effect.provide(host.service.deleteCopy(lost?.id ?? ""), clockLayer(host.clock)))
    await host.clock.sleep(60_000)
    await expect(run("bad", { verb: "verify" })).rejects.toMatchObject({ code: "partial" })
    const { verifications } = await client.checkpoints.get("op")
    expect(verifications).toMatchObject([
      { operation: "good", status: "passed", resources: [{ status: "passed" }, { status: "passed" }] },
      {
        operation: "bad",
        status: "failed",
        resources: [{ status: "passed" }, { status: "failed", error: { code: "notFound" } }],
      },
    ])
    expect(await statuses()).toEqual(["available", "available", "available"])
  })
})

describe("delete", () => {
  it("removes what was saved and marks the checkpoint deleted; then nothing can be made of it", async () => {
    const { host, run, statuses } = await protectedHost()
    await run("gone", { verb: "delete" })
    expect(host.service.copiesAt(host.clock.now())).toEqual([])
    expect(await statuses()).toEqual(["deleted", "deleted", "deleted"])
    await expect(run("back", { verb: "restore" })).rejects.toMatchObject({ code: "notFound" })
    await expect(run("more", { verb: "delete" })).rejects.toMatchObject({ code: "notFound" })
  })

  it("of a part leaves the rest available", async () => {
    const { a, run, statuses } = await protectedHost()
    await run("gone", { verb: "delete", resources: [thing(a)] })
    expect(await statuses()).toEqual(["available", "deleted", "available"])
    await expect(run("back", { verb: "restore", resources: [thing(a)] })).rejects.toMatchObject({
      issues: [{ path: "/resources/0" }],
    })
    expect(await run("rest", { verb: "restore" })).toMatchObject({ tally: { succeeded: 1 } })
    await run("last", { verb: "delete" })
    expect(await statuses()).toEqual(["deleted", "deleted", "deleted"])
  })

  it("of a part of what failed stays done when the protect is retried, for whoever counts what is left too", async () => {
    const host = memoryHost()
    await using client = await host.open()
    const resources = ["a", "b", "c"].map((name) => thing(host.service.addThing({ name }), name))
    const run = async (id: string, of: Parameters<typeof host.request>[1]) => {
      await client.operations.start(host.request(id, of))
      return client.operations.wait(id)
    }
    await run("before", { resources })
    await host.clock.sleep(60_000)
    host.service.failNext("createCopy")
    await expect(run("op", { resources })).rejects.toMatchObject({ code: "partial" })
    const [, b] = resources
    await run("gone", { verb: "delete", checkpoint: "op", resources: resources.slice(1, 2) })
    await client.operations.retry("op")
    await client.operations.wait("op")
    const { resources: entries, status } = await client.checkpoints.get("op")
    expect([status, ...entries.map((each) => each.status)]).toEqual(["available", "available", "deleted", "available"])
    const plan = await client.retention.plan({ ...(b && { resource: b }), policy: { keepLast: 1 } })
    expect(plan.decisions).toMatchObject([
      { checkpoint: "op", action: "keep" },
      { checkpoint: "before", action: "keep", because: [{ rule: "minimum" }] },
    ])
  })

  it("is refused while something else uses the checkpoint", async () => {
    const { host, run, client } = await protectedHost()
    await client.operations.start(host.request("back", { verb: "restore", checkpoint: "op" }))
    await expect(run("gone", { verb: "delete" })).rejects.toMatchObject({
      code: "inUse",
      message: "The checkpoint op is used by restore back.",
    })
    await client.operations.wait("back")
    await client.operations.start(host.request("first", { verb: "delete", checkpoint: "op" }))
    await expect(run("late", { verb: "restore" })).rejects.toMatchObject({ code: "inUse" })
    await client.operations.cancel("first")
    await client.operations.wait("first").catch(() => undefined)
    expect(await run("gone", { verb: "delete" })).toMatchObject({ state: "succeeded" })
  })

  it("that is cancelled before it removed anything leaves the checkpoint available", async () => {
    const { host, statuses, client } = await protectedHost()
    await client.operations.start(host.request("gone", { verb: "delete", checkpoint: "op" }))
    await client.operations.cancel("gone")
    await expect(client.operations.wait("gone")).rejects.toMatchObject({ code: "cancelled", outcome: "notStarted" })
    expect(await statuses()).toEqual(["available", "available", "available"])
  })

  it("that fails says so on the checkpoint, and a retry finishes it", async () => {
    const { host, client } = await protectedHost()
    const broken = new MemoryPlugin(host.service, { broken: "goneIsAnError" })
    await client.close()
    const other = memoryHost({ ...host, plugins: [broken] })
    const second = await other.open()
    await second.operations.start(other.request("gone", { verb: "delete", checkpoint: "op" }))
    await expect(second.operations.wait("gone")).rejects.toMatchObject({ code: "partial" })
    expect(await second.checkpoints.get("op")).toMatchObject({ status: "error-deleting" })
    await second.close()
    await using third = await host.open()
    await third.operations.retry("gone")
    expect(await third.operations.wait("gone")).toMatchObject({ state: "succeeded" })
    expect(await third.checkpoints.get("op")).toMatchObject({ status: "deleted" })
  })
})

describe("before anything is done", () => {
  it("a preview merges what the plugins would do, and touches nothing", async () => {
    const { a, b, host, client } = await protectedHost()
    const received = host.service.received()
    const resources = [thing(a, "a"), thing(b, "b")]
    host.service.makeBusy(b, Number.POSITIVE_INFINITY)
    const preview = await client.operations.preview(host.request("next", { resources }))
    expect(preview).toMatchObject({
      creates: ["copy of a", "copy of b"],
      quota: { copies: 2 },
      blockers: [{ code: "notReady" }],
    })
    const deletion = await client.operations.preview(host.request("gone", { verb: "delete", checkpoint: "op" }))
    expect(deletion.deletes).toEqual(["copy of a", "copy of b"])
    const bad = host.request("bad", { resources, parameters: { other: {} } })
    await expect(client.operations.preview(bad)).rejects.toMatchObject({ issues: [{ path: "/parameters/other" }] })
    expect(host.service.received()).toBe(received)
    await expect(client.operations.get("next")).rejects.toMatchObject({ code: "notFound" })
  })

  it("a form gets its schema, and the values that were saved", async () => {
    const { a, b, client } = await protectedHost()
    expect(client.schema(type, "restore")).toMatchObject({ properties: { restore_name: { maxLength: 64 } } })
    expect(client.schema(type, "restore", "exact")).not.toHaveProperty("properties.restore_name.maxLength")
    expect(() => client.schema(type, "copy")).toThrow(expect.objectContaining({ code: "notSupported" }))
    expect(() => client.schema("Unknown", "protect")).toThrow(expect.objectContaining({ code: "notSupported" }))
    expect(await client.suggest({ verb: "restore", checkpoint: "op" })).toEqual({
      [`${type}#${a}`]: { restore_name: "a" },
      [`${type}#${b}`]: { restore_name: "b" },
    })
    expect(await client.suggest({ verb: "restore", checkpoint: "op", resources: [thing(b)] })).toEqual({
      [`${type}#${b}`]: { restore_name: "b" },
    })
    await expect(client.suggest({ verb: "restore" })).rejects.toMatchObject({ issues: [{ path: "/checkpoint" }] })
  })
})
