import { manualClock } from "@breakwater/core/testing"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { expect, it } from "vitest"
import { memoryEngine } from "../src/engine/index.ts"
import type { Json } from "../src/index.ts"
import { memoryHost, thing } from "./support/memoryHost.ts"
import { type Script, scriptedPlugin } from "./support/scriptedPlugin.ts"

const minutes = 60_000

/** A checkpoint, and a restore of it that keeps what it made in its main hook and then waits for ever. */
const interrupted = async () => {
  const clock = manualClock()
  const states: (Json | undefined)[] = []
  const script: Script = (hook, { keep, parameters, resource, state }) =>
    Effect.gen(function* () {
      const isRestore = JSON.stringify(parameters).includes("restored")
      if (hook !== "onMain" || !isRestore) return { step: "done", value: {} }
      states.push(state)
      yield* keep({ made: `new ${resource.id}` })
      const progress = { description: "It is being made." }
      return { step: "wait", state: { made: "later" }, afterMs: minutes, progress, cancellable: "now" }
    })
  const host = memoryHost({ clock, plugins: [scriptedPlugin(script).plugin] })
  const resources = ["orders", "customers"].map((name) => thing(host.service.addThing({ name }), name))
  const restore = host.request("back", {
    verb: "restore",
    checkpoint: "op",
    parameters: { "Memory::Thing": { note: "restored" } },
  })
  await using first = await host.open()
  await first.operations.start(host.request("op", { resources }))
  await clock.advance(minutes)
  await first.operations.start(restore)
  await clock.advance(minutes)
  states.length = 0
  return { host, clock, restore, states, openAnother: () => memoryHost({ ...host, engine: memoryEngine() }).open() }
}

it("a restore begun again without its records goes on from what its hooks had kept", async () => {
  const { clock, openAnother, restore, states } = await interrupted()
  await using second = await openAnother()
  await second.operations.start(restore)
  await clock.advance(0)
  expect(states).toEqual([{ made: "new thing-1" }, { made: "new thing-2" }])
})

it("another restore, and the same one in an engine that has its records, begin with no such state", async () => {
  const { clock, host, openAnother, restore, states } = await interrupted()
  await using second = await openAnother()
  await second.operations.start({ ...restore, id: "another" })
  await clock.advance(0)
  expect(states).toEqual([undefined, undefined])
  await second.close()
  states.length = 0
  await using third = await host.open()
  await clock.advance(0)
  expect(states).toEqual([{ made: "later" }, { made: "later" }])
  await expect(third.operations.get("back")).resolves.toMatchObject({ state: "running" })
})

it("an id whose records are lost is refused for another restore, which would take over what is not its own", async () => {
  const { clock, openAnother, restore, states } = await interrupted()
  await using second = await openAnother()
  await second.operations.start({ ...restore, parameters: { "Memory::Thing": { note: "restored elsewhere" } } })
  await clock.advance(0)
  await expect(second.operations.wait("back")).rejects.toMatchObject({ code: "idReused", outcome: "notStarted" })
  expect(states).toEqual([])
})

it.each([
  { what: "damaged", change: () => "{", code: "damaged" },
  { what: "of a newer version", change: (text: string) => text.replace('"version":1', '"version":2'), code: "tooNew" },
])("a kept state that is $what is told, and nothing is made without it", async ({ change, code }) => {
  const { clock, host, openAnother, restore, states } = await interrupted()
  const { root } = host.bank
  const [key = ""] = await Effect.runPromise(Stream.runCollect(root.list("checkpoints/op/restores")))
  await Effect.runPromise(Effect.flatMap(root.get(key), (text) => root.put(key, change(text))))
  await using second = await openAnother()
  await second.operations.start(restore)
  await clock.advance(0)
  await expect(second.operations.wait("back")).rejects.toMatchObject({ code, outcome: "notStarted" })
  expect(states).toEqual([])
})
