/** Operations that touch the same resource, and how they wait for each other. */
import { join } from "node:path"
import { manualClock } from "@breakwater/core/testing"
import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import { describe, expect, it, test } from "vitest"
import { sqliteEngine } from "../src/engine/sqlite.ts"
import { ProtectionError } from "../src/index.ts"
import type { Client } from "../src/promise.ts"
import { memoryHost, project, thing } from "./support/memoryHost.ts"
import { newFolder } from "./support/newFolder.ts"
import { type Script, scriptedPlugin, waitOnce } from "./support/scriptedPlugin.ts"

/** A plugin that tells which operation begins and ends its work on which resource, and a host over it. */
const watchedHost = (script: Script = waitOnce, parts: Parameters<typeof memoryHost>[0] = {}) => {
  const told: string[] = []
  const { plugin } = scriptedPlugin((hook, context) =>
    Effect.suspend(() => {
      const who = `${context.operationId} ${context.resource.id}`
      if (hook === "onPrepareBegin" && context.state === undefined) told.push(`${who} begins`)
      if (hook === "onComplete" && context.state !== undefined) told.push(`${who} ends`)
      return script(hook, context)
    }),
  )
  const host = memoryHost({ ...parts, plugins: [plugin] })
  const things = (...names: readonly string[]) => names.map((name) => thing(host.service.addThing({ name }), name))
  return { ...host, told, things, plugins: [plugin] }
}

const notesOf = async (client: Client, id: string) =>
  (await client.operations.get(id)).notes.map(({ sentence }) => sentence)

describe("two operations on one resource", () => {
  it("wait for each other in the order in which they were started, while their other resources go on", async () => {
    const host = watchedHost()
    const [a, b, c] = host.things("a", "b", "c")
    if (a === undefined || b === undefined || c === undefined) throw new Error("three things are there")
    await using client = await host.open()
    await client.operations.start(host.request("one", { resources: [a, b] }))
    await client.operations.start(host.request("two", { resources: [b, c] }))
    await client.operations.wait("two")
    const at = (what: string) => host.told.indexOf(what)
    expect(at(`two ${b.id} begins`)).toBeGreaterThan(at(`one ${b.id} ends`))
    expect(at(`two ${c.id} begins`)).toBeLessThan(at(`one ${b.id} ends`))
    expect(await notesOf(client, "one")).toEqual([])
    expect(await notesOf(client, "two")).toEqual([
      "What was asked for earlier on the same resources goes first: b waits for protect one.",
    ])
  })

  it("do so when they were started by different processes over one file, and when another one takes over", async () => {
    const file = join(await newFolder(), "engine.db")
    const clock = manualClock()
    const first = watchedHost(waitOnce, { clock, engine: sqliteEngine(file) })
    const second = memoryHost({ ...first, engine: sqliteEngine(file) })
    const [a] = first.things("a")
    if (a === undefined) throw new Error("one thing is there")
    const runner = await first.open()
    await using other = await second.open()
    await runner.operations.start(first.request("one", { resources: [a] }))
    await clock.advance(1500)
    await other.operations.start(first.request("two", { resources: [a] }))
    await clock.advance(500)
    await runner.close()
    await clock.advance(60_000)
    expect(first.told).toEqual([`one ${a.id} begins`, `one ${a.id} ends`, `two ${a.id} begins`, `two ${a.id} ends`])
    expect(await other.operations.get("two")).toMatchObject({ state: "succeeded" })
  })

  it("do not wait when one of them only looks, or both restore what was saved", async () => {
    const host = watchedHost()
    const [a] = host.things("a")
    if (a === undefined) throw new Error("one thing is there")
    await using client = await host.open()
    for (const id of ["one", "two"]) {
      await client.operations.start(host.request(id, { resources: [a] }))
      await client.operations.wait(id)
    }
    const began = host.clock.now()
    await client.operations.start(host.request("back", { verb: "restore", checkpoint: "one" }))
    await client.operations.start(host.request("again", { verb: "restore", checkpoint: "two" }))
    await client.operations.start(host.request("look", { verb: "verify", checkpoint: "two" }))
    for (const id of ["back", "again", "look"]) await client.operations.wait(id)
    expect(host.clock.now() - began).toBe(4000)
    await client.operations.start(host.request("anew", { verb: "restore", checkpoint: "one" }))
    await client.operations.start(host.request("three", { resources: [a] }))
    await client.operations.wait("three")
    const at = (what: string) => host.told.indexOf(what)
    expect(at(`three ${a.id} begins`)).toBeGreaterThan(at(`anew ${a.id} ends`))
  })

  it("are free of one that is cancelled, whether it was at work or waiting", async () => {
    const host = watchedHost((hook, context) =>
      context.cancelRequested ? Effect.succeed({ step: "cancelled", left: [] }) : waitOnce(hook, context),
    )
    const [a] = host.things("a")
    if (a === undefined) throw new Error("one thing is there")
    await using client = await host.open()
    const began = host.clock.now()
    for (const id of ["one", "two", "three"]) await client.operations.start(host.request(id, { resources: [a] }))
    await host.clock.sleep(500)
    await client.operations.cancel("two")
    await expect(client.operations.wait("two")).rejects.toMatchObject({ code: "cancelled", outcome: "notStarted" })
    expect(host.clock.now() - began).toBe(500)
    await client.operations.cancel("one")
    await expect(client.operations.wait("one")).rejects.toMatchObject({ code: "cancelled" })
    await client.operations.wait("three")
    // No longer than until it looks again, and its own four hooks.
    expect(host.clock.now() - began).toBeLessThanOrEqual(500 + 1000 + 4000)
    expect(host.told).not.toContain(`two ${a.id} begins`)
  })

  it("fail at their deadline when they could not be begun by then, and say what went first", async () => {
    const host = watchedHost((hook, context) =>
      hook === "onMain" && context.operationId === "one" && context.state !== undefined
        ? Effect.succeed({
            step: "wait",
            state: 1,
            afterMs: 60_000,
            progress: { description: "Long." },
            cancellable: "now",
          })
        : waitOnce(hook, context),
    )
    const [a] = host.things("a")
    if (a === undefined) throw new Error("one thing is there")
    await using client = await host.open()
    await client.operations.start(host.request("one", { resources: [a] }))
    const deadline = new Date(host.clock.now() + 600_000).toISOString()
    await client.operations.start(host.request("two", { resources: [a], deadline }))
    await expect(client.operations.wait("two")).rejects.toMatchObject({
      code: "deadlineExceeded",
      outcome: "notStarted",
      message: "a was not begun by the deadline: protect one, which goes first on it, had not ended.",
    })
    expect(await client.operations.get("one")).toMatchObject({ state: "running" })
  })

  it("fail so also when retried, without a last look at what another one works on", async () => {
    const calls: string[] = []
    const host = watchedHost((hook, context) => {
      calls.push(`${context.operationId} ${context.attempt}`)
      return context.operationId === "one" && hook === "onMain"
        ? Effect.fail(new ProtectionError({ code: "remoteFailed", message: "It broke." }))
        : waitOnce(hook, context)
    })
    const [a] = host.things("a")
    if (a === undefined) throw new Error("one thing is there")
    await using client = await host.open()
    await client.operations.start(host.request("one", { resources: [a] }))
    await expect(client.operations.wait("one")).rejects.toMatchObject({ code: "remoteFailed" })
    await client.operations.start(host.request("two", { resources: [a] }))
    await client.operations.retry("one", { deadline: new Date(host.clock.now() + 2000).toISOString() })
    await expect(client.operations.wait("one")).rejects.toMatchObject({
      code: "deadlineExceeded",
      outcome: "unknown",
      message: "a was not begun again by the deadline: protect two, which goes first on it, had not ended.",
    })
    expect(calls).not.toContain("one 1")
  })

  it("are not waited for by what hangs below a resource that could not be prepared", async () => {
    const host = watchedHost((hook, context) => {
      if (context.operationId === "two" && context.resource.name === "parent")
        return Effect.fail(new ProtectionError({ code: "remoteFailed", message: "It broke." }))
      return waitOnce(hook, context)
    })
    const parent = host.service.addThing({ name: "parent" })
    const child = host.service.addThing({ name: "child", parent })
    await using client = await host.open()
    await client.operations.start(host.request("one", { resources: [thing(child)] }))
    await client.operations.start(host.request("two", { resources: [project] }))
    await expect(client.operations.wait("two")).rejects.toMatchObject({ code: "partial" })
    expect(await client.operations.get("one")).toMatchObject({ state: "running" })
  })
})

/** What a random operation works on, when it starts, and whether it is cancelled or breaks on the way. */
const plan = fc.record({
  names: fc.uniqueArray(fc.constantFrom("a", "b", "c", "d", "e"), { minLength: 1, maxLength: 4 }),
  startsAfter: fc.nat(4000),
  fate: fc.constantFrom("goes well", "goes well", "breaks", "is cancelled"),
})

test("whatever is started, broken, cancelled and retried: never two at once on one resource, and all of it ends", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(plan, { minLength: 2, maxLength: 8 }),
      fc.record({ perScope: fc.integer({ min: 1, max: 3 }), total: fc.integer({ min: 1, max: 3 }) }),
      async (plans, limits) => {
        const holders = new Map<string, string>()
        const broken = new Set<string>()
        const host = watchedHost(
          (hook, context) => {
            const { operationId, resource, cancelRequested, state, attempt } = context
            const holder = holders.get(resource.id)
            expect(holder ?? operationId).toBe(operationId)
            holders.set(resource.id, operationId)
            const ends = (hook === "onComplete" && state !== undefined) || cancelRequested
            const breaks = hook === "onMain" && attempt === 0 && plans[Number(operationId)]?.fate === "breaks"
            if (ends || breaks) holders.delete(resource.id)
            if (cancelRequested) return Effect.succeed({ step: "cancelled", left: [] })
            if (!breaks) return waitOnce(hook, context)
            broken.add(operationId)
            return Effect.fail(new ProtectionError({ code: "remoteFailed", message: "It broke." }))
          },
          { limits },
        )
        const all = new Map(["a", "b", "c", "d", "e"].map((name) => [name, host.things(name)]))
        await using client = await host.open()
        const settled = (id: string) => client.operations.wait(id).catch((error: ProtectionError) => error)
        await Promise.all(
          plans.map(async ({ fate, names, startsAfter }, index) => {
            const id = String(index)
            await host.clock.sleep(startsAfter)
            await client.operations.start(host.request(id, { resources: names.flatMap((name) => all.get(name) ?? []) }))
            if (fate === "is cancelled") {
              await host.clock.sleep(1500)
              await client.operations.cancel(id)
            }
            await settled(id)
            if (fate !== "breaks") return
            await client.operations.retry(id)
            await settled(id)
          }),
        )
        const { items } = await client.operations.list()
        for (const { id, state } of items) {
          const fate = plans[Number(id)]?.fate
          expect(fate === "is cancelled" ? ["cancelled", "succeeded"] : ["succeeded"]).toContain(state)
        }
        expect(items).toHaveLength(plans.length)
      },
    ),
    { numRuns: 40 },
  )
})
