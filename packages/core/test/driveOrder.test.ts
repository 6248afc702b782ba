import { join } from "node:path"
import { manualClock } from "@breakwater/core/testing"
import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"
import { sqliteEngine } from "../src/engine/sqlite.ts"
import { type HookName, hooks, ProtectionError, type Resource, resourceKey } from "../src/index.ts"
import { memoryHost, project, thing } from "./support/memoryHost.ts"
import { newFolder } from "./support/newFolder.ts"
import { done, type Script, scriptedPlugin, waitOnce } from "./support/scriptedPlugin.ts"

/** A project with two things, of which the first has two of its own: three levels. */
const threeLevels = (script: Script) => {
  const first = memoryHost()
  const a = first.service.addThing({ name: "a" })
  const b = first.service.addThing({ name: "b" })
  const a1 = first.service.addThing({ name: "a1", parent: a })
  const a2 = first.service.addThing({ name: "a2", parent: a })
  const { plugin, calls } = scriptedPlugin(script)
  const host = memoryHost({ ...first, plugins: [plugin] })
  return { ...host, calls, ids: { a, b, a1, a2 }, protect: host.request("op", { resources: [project] }) }
}

const failIn =
  (hook: HookName, id: string): Script =>
  (called, context) =>
    called === hook && context.resource.id === id
      ? Effect.fail(new ProtectionError({ code: "remoteFailed", message: `${id} broke.` }))
      : waitOnce(called, context)

describe("the hooks of an operation over three levels", () => {
  it("are called in Karbor's order", async () => {
    const host = threeLevels(waitOnce)
    await using client = await host.open()
    await client.operations.start(host.protect)
    expect(await client.operations.wait("op")).toMatchObject({ tally: { succeeded: 5 } })
    const { a, a1, a2, b } = host.ids
    const at = (hook: HookName, id: string) => host.calls.indexOf(`${hook} ${id}`)
    expect(host.calls).toHaveLength(16)
    for (const id of [a, a1, a2, b]) {
      const own = hooks.map((hook) => at(hook, id))
      expect(own).toEqual(own.toSorted((one, other) => one - other))
    }
    for (const child of [a1, a2]) {
      expect(at("onPrepareBegin", a)).toBeLessThan(at("onPrepareBegin", child))
      expect(at("onPrepareFinish", child)).toBeLessThan(at("onPrepareFinish", a))
      expect(at("onComplete", child)).toBeLessThan(at("onComplete", a))
    }
  })

  it("run side by side where nothing orders them", async () => {
    const host = threeLevels(waitOnce)
    const began = host.clock.now()
    await using client = await host.open()
    await client.operations.start(host.protect)
    await client.operations.wait("op")
    // Begin a, begin a1 and a2, finish them, finish a, its main, its complete: six waits of a second, not sixteen.
    expect(host.clock.now() - began).toBe(6000)
  })

  it("run one after the other under a limit of one", async () => {
    const host = threeLevels(waitOnce)
    const limited = memoryHost({ ...host, limits: { perScope: 1 } })
    const began = host.clock.now()
    await using client = await limited.open()
    await client.operations.start(host.protect)
    await client.operations.wait("op")
    expect(host.clock.now() - began).toBe(16_000)
  })

  it("are not called for what hangs below a failed prepare, which is named, while siblings go on", async () => {
    const first = threeLevels(waitOnce)
    const { plugin, calls } = scriptedPlugin(failIn("onPrepareBegin", first.ids.a))
    const host = memoryHost({ ...first, plugins: [plugin] })
    await using client = await host.open()
    await client.operations.start(first.protect)
    await expect(client.operations.wait("op")).rejects.toMatchObject({ code: "partial" })
    const { a, a1, a2, b } = first.ids
    const { items } = await client.operations.resources("op")
    const byId = new Map(items.map((item) => [item.resource.id, item]))
    expect(byId.get(a)).toMatchObject({ state: "failed", error: { code: "remoteFailed" } })
    for (const id of [a1, a2]) {
      expect(byId.get(id)).toMatchObject({ state: "failed", error: { code: "notReady", outcome: "notStarted" } })
      expect(byId.get(id)?.error?.message).toContain("a could not be prepared")
    }
    expect(byId.get(b)?.state).toBe("succeeded")
    expect(calls.filter((call) => call.endsWith(a1) || call.endsWith(a2))).toEqual([])
    expect(calls).toContain(`onComplete ${b}`)
  })

  it("go on above and beside a failed main", async () => {
    const first = threeLevels(waitOnce)
    const { plugin, calls } = scriptedPlugin(failIn("onMain", first.ids.a1))
    const host = memoryHost({ ...first, plugins: [plugin] })
    await using client = await host.open()
    await client.operations.start(first.protect)
    await expect(client.operations.wait("op")).rejects.toMatchObject({ code: "partial" })
    expect(await client.operations.get("op")).toMatchObject({ tally: { failed: 1, succeeded: 4 } })
    expect(calls).toContain(`onComplete ${first.ids.a}`)
    expect(calls).not.toContain(`onComplete ${first.ids.a1}`)
  })

  it("see their children, and in a restore what was newly made", async () => {
    const seen: { children: readonly string[]; created: { readonly [key: string]: Resource } }[] = []
    const seenBeside: (readonly string[])[] = []
    const host = threeLevels((hook, context) => {
      const { children, created, resource } = context
      if (hook === "onComplete" && resource.name === "a")
        seen.push({ children: children.map(({ id }) => id), created: { ...created } })
      if (hook === "onComplete" && resource.name.startsWith("a") && resource.name !== "a")
        seenBeside.push(Object.values(created).map(({ id }) => id))
      const copy = { ...resource, id: `new-${resource.id}` }
      return hook === "onMain" ? Effect.succeed({ step: "done", value: { resource: copy } }) : done(hook, context)
    })
    await using client = await host.open()
    await client.operations.start(host.protect)
    await client.operations.wait("op")
    await client.operations.start(host.request("back", { verb: "restore", checkpoint: "op" }))
    await client.operations.wait("back")
    const { a1, a2 } = host.ids
    expect(seen[0]).toEqual({ children: [a1, a2], created: {} })
    const key = resourceKey(thing(a1))
    expect(seen[1]?.created[key]).toMatchObject({ id: `new-${a1}` })
    const { items } = await client.operations.resources("back")
    expect(items.find((item) => item.resource.id === a1)?.created).toMatchObject({ id: `new-${a1}` })
    // Whichever of the siblings ends last sees both.
    expect(seenBeside.slice(0, 2)).toEqual([[], []])
    expect(seenBeside[3]).toEqual(expect.arrayContaining([`new-${a1}`, `new-${a2}`]))
  })

  it("see what a restore newly made also when another process made it", async () => {
    const clock = manualClock()
    const seen: (readonly string[])[] = []
    const first = threeLevels((hook, context) => {
      const { created, operationId, resource } = context
      if (hook === "onComplete" && resource.name === "a" && operationId === "back")
        seen.push(Object.values(created).map(({ id }) => id))
      if (hook !== "onMain") return waitOnce(hook, context)
      return Effect.succeed({ step: "done", value: { resource: { ...resource, id: `new-${resource.id}` } } })
    })
    const file = join(await newFolder(), "engine.db")
    const host = memoryHost({ ...first, clock, engine: sqliteEngine(file) })
    const client = await host.open()
    await client.operations.start(host.request("op", { resources: [project] }))
    await clock.advance(60_000)
    await client.operations.start(host.request("back", { verb: "restore", checkpoint: "op" }))
    // The children have ended; the last hook of their parent waits.
    await clock.advance(4500)
    await client.close()
    expect(seen).toHaveLength(1)
    await using second = await memoryHost({ ...host, engine: sqliteEngine(file) }).open()
    await clock.advance(60_000)
    expect(await second.operations.get("back")).toMatchObject({ state: "succeeded", notes: [{}] })
    const { a1, a2 } = first.ids
    expect(seen).toHaveLength(2)
    for (const ids of seen) expect(ids).toEqual(expect.arrayContaining([`new-${a1}`, `new-${a2}`]))
  })
})
