/** Deadlines of single hooks, beside that of the whole operation. */
import { join } from "node:path"
import { manualClock } from "@breakwater/core/testing"
import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"
import { sqliteEngine } from "../src/engine/sqlite.ts"
import { DeadlineGrace, type HookContext, ProtectionError, type Step } from "../src/index.ts"
import { memoryHost, thing } from "./support/memoryHost.ts"
import { newFolder } from "./support/newFolder.ts"
import { done, type Script, scriptedPlugin } from "./support/scriptedPlugin.ts"

const left = [{ kind: "copy", id: "c", sentence: "The copy c stays." }]
const waiting: Step = {
  step: "wait",
  state: 1,
  afterMs: 5000,
  progress: { description: "Copying." },
  cancellable: "now",
  left,
}

const hostWithThing = (script: Script, parts: Parameters<typeof memoryHost>[0] = {}) => {
  const { plugin } = scriptedPlugin(script)
  const host = memoryHost({ ...parts, plugins: [plugin] })
  const resources = [thing(host.service.addThing({ name: "orders" }), "orders")]
  const protect = host.request("op", { resources, timeouts: { onMain: 60_000 } })
  return { ...host, plugins: [plugin], protect }
}

const waitsInMain: Script = (hook, context) => (hook === "onMain" ? Effect.succeed(waiting) : done(hook, context))

describe("a hook with a time of its own", () => {
  it("that takes longer fails its resource, naming the hook and what is left, long before the operation's deadline", async () => {
    const host = hostWithThing(waitsInMain)
    const began = host.clock.now()
    await using client = await host.open()
    await client.operations.start(host.protect)
    await expect(client.operations.wait("op")).rejects.toMatchObject({
      code: "deadlineExceeded",
      message:
        "onMain of orders took longer than the 60000 ms it was given. orders was not done by its deadline. Last seen: Copying.",
      issues: [{ path: "/timeouts/onMain" }],
      left,
    })
    expect(host.clock.now() - began).toBe(60_000)
    expect(await client.operations.get("op")).toMatchObject({ state: "failed", left })
  })

  it("is given that time anew by a retry, and tells its plugin until when", async () => {
    const seen: number[] = []
    const host = hostWithThing((hook, { attempt, deadline }: HookContext) =>
      Effect.sync(() => {
        if (hook === "onMain") seen.push(deadline)
        return hook === "onMain" && attempt === 0 ? waiting : { step: "done", value: {} }
      }),
    )
    const began = host.clock.now()
    await using client = await host.open()
    await client.operations.start(host.protect)
    await expect(client.operations.wait("op")).rejects.toMatchObject({ code: "deadlineExceeded" })
    await host.clock.sleep(1000)
    await client.operations.retry("op")
    expect(await client.operations.wait("op")).toMatchObject({ state: "succeeded" })
    expect([...new Set(seen)]).toEqual([began + 60_000, began + 121_000])
  })

  it("has no more of it because another process took the operation over", async () => {
    const file = join(await newFolder(), "engine.db")
    const clock = manualClock()
    const host = hostWithThing(waitsInMain, { clock, engine: sqliteEngine(file) })
    const first = await host.open()
    await first.operations.start(host.protect)
    await clock.advance(40_000)
    await first.close()
    await using second = await memoryHost({ ...host, engine: sqliteEngine(file) }).open()
    await clock.advance(19_000)
    expect(await second.operations.get("op")).toMatchObject({ state: "running" })
    await clock.advance(2000)
    expect(await second.operations.get("op")).toMatchObject({ state: "failed", error: { code: "deadlineExceeded" } })
  })

  it("is given up when it does not answer, and no fault is tried again beyond it", async () => {
    const hanging = hostWithThing((hook, context) => (hook === "onMain" ? Effect.never : done(hook, context)))
    await using one = await hanging.open()
    const began = hanging.clock.now()
    await one.operations.start(hanging.protect)
    await expect(one.operations.wait("op")).rejects.toMatchObject({ code: "deadlineExceeded", outcome: "unknown" })
    expect(hanging.clock.now() - began).toBe(60_000 + 30_000)
    expect(DeadlineGrace.defaultValue()).toMatchObject({ value: { millis: 30_000 } })

    const failing = hostWithThing((hook, context) =>
      hook === "onMain"
        ? Effect.fail(new ProtectionError({ code: "unavailable", message: "Not now." }))
        : done(hook, context),
    )
    await using two = await failing.open()
    const started = failing.clock.now()
    await two.operations.start(failing.protect)
    await expect(two.operations.wait("op")).rejects.toMatchObject({ issues: [{ path: "/timeouts/onMain" }] })
    expect(failing.clock.now() - started).toBe(60_000)
  })

  it("makes another request, and must be a whole number of milliseconds of a hook there is", async () => {
    const host = hostWithThing(done)
    await using client = await host.open()
    await client.operations.start(host.protect)
    await expect(client.operations.start({ ...host.protect, timeouts: { onMain: 1 } })).rejects.toMatchObject({
      code: "idReused",
    })
    for (const timeouts of [{ onMain: 0 }, { onMain: 1.5 }, { onMain: "1 minute" }]) {
      const bad = Object.assign({}, host.protect, { id: "other", timeouts })
      await expect(client.operations.start(bad)).rejects.toMatchObject({ issues: [{ path: "/timeouts/onMain" }] })
    }
    const strange = Object.assign({}, host.protect, { id: "other", timeouts: { onMian: 1000 } })
    await expect(client.operations.start(strange)).rejects.toMatchObject({ issues: [{ path: "/timeouts/onMian" }] })
  })
})
