import { manualClock } from "@breakwater/core/testing"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { expect, it } from "vitest"
import { memoryEngine } from "../src/engine/index.ts"
import { memoryHost, project, thing } from "./support/memoryHost.ts"
import { type Script, scriptedPlugin } from "./support/scriptedPlugin.ts"

/** What is saved tells its moment, so that no two protects save the same. */
const tellsItsTime: Script = (hook) =>
  hook === "onMain"
    ? Effect.map(Clock.currentTimeMillis, (at) => ({ step: "done", value: { at } }))
    : Effect.succeed({ step: "done", value: {} })

/** A protect of two that has ended, and hosts over the same bank whose engine knows nothing of it. */
const ended = async () => {
  const clock = manualClock()
  const { calls, plugin } = scriptedPlugin(tellsItsTime)
  const host = memoryHost({ clock, plugins: [plugin] })
  const resources = ["orders", "customers"].map((name) => thing(host.service.addThing({ name }), name))
  await using first = await host.open()
  await first.operations.start(host.request("op", { resources }))
  await clock.advance(0)
  const saved = (await first.operations.resources("op")).items.map(({ result }) => result)
  await clock.advance(60_000)
  calls.length = 0
  return { calls, clock, host, resources, saved, another: () => memoryHost({ ...host, engine: memoryEngine() }).open() }
}

it("a protect that had ended when its records were lost ends with what its manifest says, and asks no plugin", async () => {
  const { another, calls, clock, host, resources, saved } = await ended()
  await using second = await another()
  const before = await second.checkpoints.get("op")
  await second.operations.start(host.request("op", { resources }))
  await clock.advance(0)
  const record = await second.operations.get("op")
  expect(record).toMatchObject({ state: "succeeded", tally: { succeeded: 2 } })
  expect(record.notes).toMatchObject([{ sentence: "It had ended before." }])
  expect((await second.operations.resources("op")).items.map(({ result }) => result)).toEqual(saved)
  expect(calls).toEqual([])
  expect(await second.checkpoints.get("op")).toEqual(before)
})

it("the id of a protect whose records are lost is refused for other resources, before any plugin is asked", async () => {
  const { another, calls, clock, host, resources } = await ended()
  for (const others of [
    resources.slice(1),
    [thing(host.service.addThing({ name: "another" })), ...resources.slice(1)],
  ]) {
    await using second = await another()
    await second.operations.start(host.request("op", { resources: others }))
    await clock.advance(0)
    await expect(second.operations.get("op")).resolves.toMatchObject({ state: "failed", error: { code: "idReused" } })
    expect(calls).toEqual([])
    expect((await second.checkpoints.get("op")).status).toBe("available")
  }
})

it("another request under the id of a protect whose records are lost is refused, before any plugin is asked", async () => {
  const { another, calls, clock, host, resources } = await ended()
  await using second = await another()
  await second.operations.start(host.request("op", { resources, parameters: { "Memory::Thing": { note: "another" } } }))
  await clock.advance(0)
  await expect(second.operations.get("op")).resolves.toMatchObject({ state: "failed", error: { code: "idReused" } })
  expect(calls).toEqual([])
  expect((await second.checkpoints.get("op")).status).toBe("available")
})

it("what no plugin served when it was protected is not said to have been", async () => {
  const clock = manualClock()
  const things = scriptedPlugin(tellsItsTime)
  const host = memoryHost({ clock, plugins: [things.plugin] })
  const wanted = host.request("op", {
    resources: [project, thing(host.service.addThing({ name: "orders" }), "orders")],
  })
  await using first = await host.open()
  await first.operations.start(wanted)
  await clock.advance(0)
  const projects = scriptedPlugin(tellsItsTime, { id: "projects", types: [project.type] })
  const plugins = [things.plugin, projects.plugin]
  await using second = await memoryHost({ ...host, plugins, engine: memoryEngine() }).open()
  await second.operations.start(wanted)
  await clock.advance(0)
  await expect(second.operations.get("op")).resolves.toMatchObject({ state: "failed", error: { code: "idReused" } })
  expect(projects.calls).toEqual([])
})
