import { join } from "node:path"
import { manualClock, virtualClock } from "@breakwater/core/testing"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import { describe, expect, it } from "vitest"
import { memoryEngine } from "../src/engine/index.ts"
import { checkEffectVersion } from "../src/engine/internal/effectVersion.ts"
import { makeMemoryStore } from "../src/engine/internal/memoryStore.ts"
import { serveInProcess } from "../src/engine/internal/workflow.ts"
import { sqliteEngine } from "../src/engine/sqlite.ts"
import { clockLayer, ProtectionError } from "../src/index.ts"
import type { EngineDriver } from "../src/promise.ts"
import { memoryHost, thing } from "./support/memoryHost.ts"
import { newFolder } from "./support/newFolder.ts"
import { scriptedPlugin, waitOnce } from "./support/scriptedPlugin.ts"

const minutes = 60_000

const makeHost = (engine: EngineDriver, ...names: readonly string[]) => {
  const clock = manualClock()
  const host = memoryHost({ clock, engine })
  const resources = names.map((name) => thing(host.service.addThing({ name }), name))
  return { ...host, clock, protect: host.request("op", { resources }) }
}

const engines = [
  { name: "memory", makeEngine: async () => memoryEngine() },
  { name: "SQLite", makeEngine: async () => sqliteEngine(join(await newFolder(), "engine.db")) },
]

describe.each(engines)("a host on the $name engine that closes in the middle of an operation", ({ makeEngine }) => {
  const manualHost = async (...names: readonly string[]) => makeHost(await makeEngine(), ...names)

  it("goes on where it was when it is opened again over the same engine and bank, and doubles nothing", async () => {
    const host = await manualHost("orders")
    {
      await using first = await host.open()
      await first.operations.start(host.protect)
      await host.clock.advance(10_000)
      expect(await first.operations.get("op")).toMatchObject({ state: "running" })
    }
    expect(host.service.received("createCopy")).toBe(1)
    await host.clock.advance(10 * minutes)
    await using second = await host.open()
    await host.clock.advance(10 * minutes)
    expect(await second.operations.wait("op")).toMatchObject({
      state: "succeeded",
      notes: [{ sentence: "It was taken up again after an interruption." }],
    })
    expect(host.service.received("createCopy")).toBe(1)
  })

  it("turns nothing while it is closed", async () => {
    const { plugin, calls } = scriptedPlugin(waitOnce)
    const first = await manualHost("orders")
    const host = memoryHost({ ...first, plugins: [plugin] })
    const client = await host.open()
    await client.operations.start(first.protect)
    await first.clock.advance(0)
    expect(calls).toEqual(["onPrepareBegin thing-1"])
    await client.close()
    await first.clock.advance(10 * minutes)
    expect(calls).toEqual(["onPrepareBegin thing-1"])
  })

  it("remembers a wish to cancel", async () => {
    const host = await manualHost("orders")
    const first = await host.open()
    await first.operations.start(host.protect)
    await host.clock.advance(10_000)
    await first.operations.cancel("op")
    await first.close()
    await using second = await host.open()
    await host.clock.advance(10 * minutes)
    await expect(second.operations.wait("op")).rejects.toMatchObject({ code: "cancelled", left: [] })
    expect(host.service.copiesAt(host.clock.now())).toEqual([])
  })

  it("hands over to another one that waits beside it, and neither doubles anything", async () => {
    const host = await manualHost("a", "b", "c")
    const first = await host.open()
    await using second = await host.open()
    await first.operations.start(host.protect)
    await host.clock.advance(10_000)
    expect(host.service.received("createCopy")).toBe(3)
    await first.close()
    await host.clock.advance(10 * minutes)
    expect(await second.operations.wait("op")).toMatchObject({ state: "succeeded", tally: { succeeded: 3 } })
    expect(host.service.received("createCopy")).toBe(3)
  })

  it("leaves its operations to a host that knows their provider", async () => {
    const host = await manualHost("orders")
    const first = await host.open()
    await first.operations.start(host.protect)
    await host.clock.advance(10_000)
    await first.close()
    const stranger = await memoryHost({
      ...host,
      providers: [{ id: "q", bank: host.bank, protectables: [], plugins: [] }],
    }).open()
    await host.clock.advance(5 * minutes)
    expect(await stranger.operations.get("op")).toMatchObject({ state: "running", tally: { running: 1 } })
    await stranger.close()
    await using third = await host.open()
    await host.clock.advance(10 * minutes)
    expect(await third.operations.wait("op")).toMatchObject({ state: "succeeded" })
    expect(host.service.received("createCopy")).toBe(1)
  })

  it("rejects what still waits, and every later call", async () => {
    const host = await manualHost("orders")
    const client = await host.open()
    await client.operations.start(host.protect)
    const waiting = client.operations.wait("op")
    const rejected = expect(waiting).rejects.toMatchObject({ code: "unavailable", message: "This client was closed." })
    await client.close()
    await rejected
    await expect(client.operations.get("op")).rejects.toMatchObject({ code: "unavailable" })
    await client.close()
  })
})

describe("a process that lost its engine", () => {
  it("starts the same operation again over the same bank, looks for longer, and makes one copy", async () => {
    const host = makeHost(memoryEngine(), "orders")
    // What the first process asked for is made only after the second one has looked for it.
    host.service.commitLate("createCopy", 60_000)
    {
      await using first = await host.open()
      await first.operations.start(host.protect)
      await host.clock.advance(10_000)
    }
    expect(host.service.received("createCopy")).toBe(1)
    const other = memoryHost({ ...host, engine: memoryEngine() })
    await using second = await other.open()
    await second.operations.start(host.protect)
    await host.clock.advance(10 * minutes)
    expect(await second.operations.wait("op")).toMatchObject({ state: "succeeded" })
    expect(host.service.received("createCopy")).toBe(1)
    expect(await second.checkpoints.get("op")).toMatchObject({ status: "available" })
  })
})

describe("an engine", () => {
  it("goes on looking for what is to be done after its store did not answer", async () => {
    const store = makeMemoryStore()
    let faults = 2
    const unfinished = Effect.suspend(() =>
      faults-- > 0
        ? Effect.fail(new ProtectionError({ code: "unavailable", message: "The disk is away." }))
        : store.unfinished,
    )
    const { protect } = makeHost(memoryEngine(), "orders")
    const driven = Effect.gen(function* () {
      const driven = yield* Deferred.make<string>()
      yield* store.insert({ request: protect, checkpoint: "op", rows: [] })
      yield* serveInProcess({ ...store, unfinished }, (id) => Effect.asVoid(Deferred.succeed(driven, id)))
      return yield* Deferred.await(driven)
    })
    const surroundings = Layer.mergeAll(clockLayer(virtualClock()), Logger.layer([]))
    expect(await Effect.runPromise(Effect.scoped(driven).pipe(Effect.provide(surroundings)))).toBe("op")
  })

  it("runs on the minor version of effect it was made for, and says so on another", async () => {
    await Effect.runPromise(checkEffectVersion())
    await Effect.runPromise(checkEffectVersion("4.1.7"))
    expect(await Effect.runPromise(Effect.flip(checkEffectVersion("4.10.0")))).toMatchObject({
      code: "notSupported",
      message: "The engines were made for effect 4.1; this program runs on effect 4.10.0.",
    })
  })
})
