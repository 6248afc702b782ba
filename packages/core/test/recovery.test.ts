import { manualClock, virtualClock } from "@breakwater/core/testing"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import { describe, expect, it } from "vitest"
import { memoryEngine } from "../src/engine/index.ts"
import { makeMemoryStore } from "../src/engine/internal/memoryStore.ts"
import { serveInProcess } from "../src/engine/internal/workflow.ts"
import { type Drive, Engine, type EngineDriver } from "../src/internal/Engine.ts"
import { faultyBank, unreachable } from "./support/faultyBank.ts"
import { memoryHost, project, thing } from "./support/memoryHost.ts"
import { done, scriptedPlugin, waitOnce } from "./support/scriptedPlugin.ts"

const minutes = 60_000

/** A host over a bank that can be made to fail, with one thing to protect. */
const hostOver = <C extends ReturnType<typeof virtualClock>>(clock: C) => {
  const first = memoryHost({ clock })
  const bank = faultyBank(first.bank)
  const host = memoryHost({ ...first, bank })
  const resources = [thing(host.service.addThing({ name: "orders" }), "orders")]
  return { ...host, clock, bank, protect: host.request("op", { resources }) }
}

describe("a process that dies before its operation is begun", () => {
  it("begins nothing that was cancelled meanwhile", async () => {
    const host = hostOver(manualClock())
    host.bank.fault = unreachable
    const first = await host.open()
    await first.operations.start(host.protect)
    await first.operations.cancel("op")
    await first.close()
    host.bank.fault = undefined
    await using second = await host.open()
    await host.clock.advance(minutes)
    await expect(second.operations.wait("op")).rejects.toMatchObject({ code: "cancelled", outcome: "notStarted" })
    expect(host.service.received()).toBe(0)
  })

  it("still looks for longer after another death, when an earlier engine was lost", async () => {
    const host = hostOver(manualClock())
    host.service.commitLate("createCopy", minutes)
    {
      await using first = await host.open()
      await first.operations.start(host.protect)
      await host.clock.advance(10_000)
      expect(host.service.received("createCopy")).toBe(1)
    }
    const other = memoryHost({ ...host, engine: memoryEngine() })
    host.bank.fault = unreachable
    {
      await using second = await other.open()
      await second.operations.start(host.protect)
      await host.clock.advance(1000)
    }
    host.bank.fault = undefined
    await using third = await other.open()
    await host.clock.advance(10 * minutes)
    expect(await third.operations.wait("op")).toMatchObject({ state: "succeeded" })
    expect(host.service.received("createCopy")).toBe(1)
  })
})

describe("a process that stalls after it has taken a delete over", () => {
  it("does not say any more, when it wakes, that what another one has deleted is being deleted", async () => {
    const store = makeMemoryStore()
    const serve = (drive: Drive) => Effect.asVoid(serveInProcess(store, drive))
    const engine: EngineDriver = { engine: "both", layer: Layer.succeed(Engine, { name: "both", store, serve }) }
    const host = hostOver(virtualClock())
    const { bank, clock, request } = host
    const [stalled, woken] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const get = (key: string) =>
      Effect.andThen(
        Effect.promise(async () => {
          if (key !== "installation") return
          stalled.resolve()
          await woken.promise
        }),
        bank.root.get(key),
      )
    const other = memoryHost({ ...host, engine })
    {
      await using first = await other.open()
      await first.operations.start(host.protect)
      await first.operations.wait("op")
    }
    await using sleeper = await memoryHost({ ...host, bank: { ...bank, root: { ...bank.root, get } }, engine }).open()
    await sleeper.operations.start(request("gone", { verb: "delete", checkpoint: "op" }))
    await stalled.promise
    await using second = await other.open()
    await second.operations.wait("gone")
    expect((await second.checkpoints.get("op")).status).toBe("deleted")
    woken.resolve()
    await clock.sleep(minutes)
    expect(await second.checkpoints.get("op")).toMatchObject({ status: "deleted", deletedAt: expect.any(String) })
  })
})

describe("a process that dies in the middle", () => {
  it("is noted once, and a retry after that is no interruption", async () => {
    const host = hostOver(manualClock())
    host.service.failNext("createCopy")
    {
      await using first = await host.open()
      await first.operations.start(host.protect)
      await host.clock.advance(10_000)
    }
    await using second = await host.open()
    await host.clock.advance(10 * minutes)
    await expect(second.operations.wait("op")).rejects.toMatchObject({ code: "remoteFailed" })
    await second.operations.retry("op")
    await host.clock.advance(10 * minutes)
    const { attempt, notes, state } = await second.operations.wait("op")
    expect({ attempt, notes: notes.length, state }).toEqual({ attempt: 1, notes: 1, state: "succeeded" })
  })

  it("of a delete, its engine lost, leaves one that can be started again", async () => {
    const host = hostOver(manualClock())
    const first = await host.open()
    await first.operations.start(host.protect)
    await host.clock.advance(10 * minutes)
    const remove = host.request("gone", { verb: "delete", checkpoint: "op" })
    await first.operations.start(remove)
    await host.clock.advance(1000)
    await first.close()
    await using second = await memoryHost({ ...host, engine: memoryEngine() }).open()
    expect(await second.checkpoints.get("op")).toMatchObject({ status: "deleting" })
    await expect(second.operations.start({ ...remove, verb: "restore" })).rejects.toMatchObject({ code: "inUse" })
    await second.operations.start(remove)
    await host.clock.advance(10 * minutes)
    expect(await second.operations.wait("gone")).toMatchObject({ state: "succeeded" })
    expect(await second.checkpoints.get("op")).toMatchObject({ status: "deleted" })
  })
})

describe("a process that takes an operation over after its deadline, while the bank fails once", () => {
  it.each(["protect", "delete"] as const)("leaves no checkpoint under way for ever: a %s", async (verb) => {
    const host = hostOver(manualClock())
    const { bank, clock } = host
    const soon = () => new Date(clock.now() + minutes).toISOString()
    {
      await using first = await host.open()
      await first.operations.start({ ...host.protect, ...(verb === "protect" && { deadline: soon() }) })
      await clock.advance(verb === "protect" ? 30_000 : 10 * minutes)
      if (verb === "delete") {
        await first.operations.start(host.request("gone", { verb, checkpoint: "op", deadline: soon() }))
        await clock.advance(1000)
      }
    }
    await clock.advance(2 * minutes)
    bank.fault = unreachable && { ...unreachable, hits: (_, key) => key === "installation" }
    await using second = await host.open()
    await clock.advance(0)
    bank.fault = undefined
    const id = verb === "protect" ? "op" : "gone"
    expect(await second.operations.get(id)).toMatchObject({ state: "failed", error: { code: "deadlineExceeded" } })
    expect((await second.checkpoints.get("op")).status).toBe(verb === "protect" ? "error" : "error-deleting")
    await second.operations.retry(id, { deadline: new Date(clock.now() + 60 * minutes).toISOString() })
    await clock.advance(10 * minutes)
    expect((await second.operations.get(id)).state).toBe("succeeded")
    expect((await second.checkpoints.get("op")).status).toBe(verb === "protect" ? "available" : "deleted")
  })
})

describe("a bank that takes no more", () => {
  const full = { code: "quotaExceeded", message: "There is no space left." } as const

  it("fails a protect whose manifest it refuses, and its checkpoint; a retry makes both good", async () => {
    const host = hostOver(virtualClock())
    host.bank.fault = { error: full, hits: (_, key) => key.includes("/manifests/") }
    await using client = await host.open()
    await client.operations.start(host.protect)
    await expect(client.operations.wait("op")).rejects.toMatchObject({ code: "quotaExceeded" })
    expect(await client.operations.get("op")).toMatchObject({ state: "failed", tally: { succeeded: 1 } })
    host.bank.fault = undefined
    expect(await client.checkpoints.get("op")).toMatchObject({ status: "error", resources: [] })
    await client.operations.retry("op")
    expect(await client.operations.wait("op")).toMatchObject({ state: "succeeded" })
    expect(await client.checkpoints.get("op")).toMatchObject({ status: "available" })
    expect(host.service.received("createCopy")).toBe(1)
  })

  it("fails a delete that it can not write down, and a retry finishes it", async () => {
    const host = hostOver(virtualClock())
    await using client = await host.open()
    await client.operations.start(host.protect)
    await client.operations.wait("op")
    host.bank.fault = { error: full, hits: (_, key) => key.includes("/resource-data/") }
    await client.operations.start(host.request("gone", { verb: "delete", checkpoint: "op" }))
    await expect(client.operations.wait("gone")).rejects.toMatchObject({ code: "quotaExceeded" })
    expect(await client.checkpoints.get("op")).toMatchObject({ status: "error-deleting" })
    host.bank.fault = undefined
    await client.operations.retry("gone")
    await client.operations.wait("gone")
    expect(await client.checkpoints.get("op")).toMatchObject({ status: "deleted" })
  })
})

describe("what an operation says of its resources in the end", () => {
  it("a group is cancelled with what it groups, and only then", async () => {
    const { plugin } = scriptedPlugin((hook, { cancelRequested, state }) =>
      hook !== "onMain"
        ? Effect.succeed({ step: "done" })
        : cancelRequested && state !== undefined
          ? Effect.succeed({ step: "done", value: {} })
          : Effect.succeed({
              ...{ step: "wait", state: 1, afterMs: 1000, cancellable: "never" },
              progress: { description: "Too late to cancel." },
            }),
    )
    const host = memoryHost({ plugins: [plugin] })
    host.service.addThing({ name: "orders" })
    await using client = await host.open()
    await client.operations.start(host.request("op", { resources: [project] }))
    await host.clock.sleep(1500)
    await client.operations.cancel("op")
    expect(await client.operations.wait("op")).toMatchObject({ state: "succeeded", tally: { succeeded: 2 } })

    const waiting = memoryHost({ ...host, plugins: [scriptedPlugin(waitOnce).plugin], limits: { total: 1 } })
    await using other = await memoryHost({ ...waiting, engine: memoryEngine() }).open()
    await other.operations.start(host.request("cut", { resources: [project] }))
    await other.operations.cancel("cut")
    await expect(other.operations.wait("cut")).rejects.toMatchObject({ code: "cancelled" })
    expect(await other.operations.get("cut")).toMatchObject({ tally: { cancelled: 2 } })
  })

  it("what saved nothing has saved null, and can be deleted", async () => {
    const { plugin } = scriptedPlugin(() => Effect.succeed({ step: "done" }))
    const host = memoryHost({ plugins: [plugin] })
    await using client = await host.open()
    await client.operations.start(host.request("op", { resources: [thing(host.service.addThing({ name: "orders" }))] }))
    await client.operations.wait("op")
    expect(await client.checkpoints.get("op")).toMatchObject({ resources: [{ saved: null }] })
    await client.operations.start(host.request("gone", { verb: "delete", checkpoint: "op" }))
    expect(await client.operations.wait("gone")).toMatchObject({ state: "succeeded" })
  })

  it("a null that a plugin saved is its own, and it gets it again", async () => {
    const seen: unknown[] = []
    const script = scriptedPlugin((_, { saved }) => {
      seen.push(saved)
      return Effect.succeed({ step: "done", value: { parent: null } })
    })
    const Saved = Schema.Struct({ parent: Schema.NullOr(Schema.String) })
    const savedInfoSchema = Schema.toStandardJSONSchemaV1(Schema.toStandardSchemaV1(Saved))
    const host = memoryHost({ plugins: [{ ...script.plugin, savedInfoSchema }] })
    await using client = await host.open()
    await client.operations.start(host.request("op", { resources: [thing(host.service.addThing({ name: "orders" }))] }))
    await client.operations.wait("op")
    await client.operations.start(host.request("back", { verb: "restore", checkpoint: "op" }))
    await client.operations.wait("back")
    expect(seen.at(-1)).toEqual({ parent: null })
  })

  it("is written beside the checkpoint by many hands at once", async () => {
    const clock = virtualClock()
    const host = hostOver(clock)
    const { root } = host.bank
    const slow = {
      ...root,
      put: (key: string, text: string) => Effect.andThen(Effect.sleep(1000), root.put(key, text)),
    }
    const { plugin } = scriptedPlugin(done)
    const resources = Array.from({ length: 64 }, (_, index) => thing(`t${index}`))
    const slowly = memoryHost({ ...host, bank: { ...host.bank, root: slow }, plugins: [plugin] })
    await using client = await slowly.open()
    await client.operations.start(host.request("op", { resources }))
    await client.operations.wait("op")
    const began = clock.now()
    await client.operations.start(host.request("gone", { verb: "delete", checkpoint: "op" }))
    await client.operations.wait("gone")
    expect(clock.now() - began).toBeLessThan(20_000)
  })
})
