import { manualClock } from "@breakwater/core/testing"
import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"
import { memoryEngine } from "../src/engine/index.ts"
import { checkEffectVersion } from "../src/engine/internal/effectVersion.ts"
import { makeMemoryStore } from "../src/engine/internal/memoryStore.ts"
import { memoryHost, thing } from "./support/memoryHost.ts"
import { scriptedPlugin, waitOnce } from "./support/scriptedPlugin.ts"

const minutes = 60_000

const manualHost = (...names: readonly string[]) => {
  const clock = manualClock()
  const host = memoryHost({ clock })
  const resources = names.map((name) => thing(host.service.addThing({ name }), name))
  return { ...host, clock, protect: host.request("op", { resources }) }
}

describe("a host that closes in the middle of an operation", () => {
  it("goes on where it was when it is opened again over the same engine and bank, and doubles nothing", async () => {
    const host = manualHost("orders")
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
    const first = manualHost("orders")
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
    const host = manualHost("orders")
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
    const host = manualHost("a", "b", "c")
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
    const host = manualHost("orders")
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
    const host = manualHost("orders")
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
    const host = manualHost("orders")
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

describe("the store of the memory engine", () => {
  it("refuses the writes of a runner after another one has claimed", async () => {
    const store = makeMemoryStore()
    const request = manualHost("orders").protect
    const refused = await Effect.runPromise(
      Effect.gen(function* () {
        yield* store.insert({ request, checkpoint: "op", rows: [] })
        const first = yield* store.claim("op", 0)
        const second = yield* store.claim("op", 0)
        expect(second?.epoch).toBeGreaterThan(first?.epoch ?? 0)
        yield* store.update("op", second?.epoch ?? 0, { note: "The second writes." })
        return yield* Effect.flip(store.update("op", first?.epoch ?? 0, { note: "The first writes." }))
      }),
    )
    expect(refused).toMatchObject({ _tag: "EpochLost", operation: "op" })
    expect(await Effect.runPromise(store.get("op"))).toMatchObject({ notes: [{ sentence: "The second writes." }] })
  })

  it("gives no claim on what has ended or is at another attempt", async () => {
    const store = makeMemoryStore()
    const request = manualHost("orders").protect
    const claims = Effect.gen(function* () {
      yield* store.insert({ request, checkpoint: "op", rows: [] })
      const other = yield* store.claim("op", 1)
      const claim = yield* store.claim("op", 0)
      yield* store.update("op", claim?.epoch ?? 0, { end: { state: "succeeded", left: [] } })
      return [other, yield* store.claim("op", 0)]
    })
    expect(await Effect.runPromise(claims)).toEqual([undefined, undefined])
  })

  it("forgets what ended before a time, and nothing else", async () => {
    const store = makeMemoryStore()
    const { protect } = manualHost("orders")
    const left = Effect.gen(function* () {
      yield* store.insert({ request: protect, checkpoint: "op", rows: [] })
      yield* store.insert({ request: { ...protect, id: "other" }, checkpoint: "other", rows: [] })
      const claim = yield* store.claim("op", 0)
      yield* store.update("op", claim?.epoch ?? 0, { end: { state: "succeeded", left: [] } })
      yield* store.purge(Date.now() + minutes)
      return yield* store.list({})
    })
    expect((await Effect.runPromise(left)).items.map(({ id }) => id)).toEqual(["other"])
  })
})

describe("an engine", () => {
  it("runs on the minor version of effect it was made for, and says so on another", async () => {
    await Effect.runPromise(checkEffectVersion())
    await Effect.runPromise(checkEffectVersion("4.1.7"))
    expect(await Effect.runPromise(Effect.flip(checkEffectVersion("4.10.0")))).toMatchObject({
      code: "notSupported",
      message: "The engines were made for effect 4.1; this program runs on effect 4.10.0.",
    })
  })
})
