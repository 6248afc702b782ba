/** Hosts over one PostgreSQL database, each with an engine of its own, as processes of several machines have. */
import { setTimeout as sleep } from "node:timers/promises"
import { memoryBank } from "@breakwater/core"
import type { HostClock, ProtectionSchedule, Step } from "@breakwater/core/promise"
import { MemoryService, manualClock } from "@breakwater/core/testing"
import * as Effect from "effect/Effect"
import { describe, expect, it, onTestFinished } from "vitest"
import { type ClusterEngineOptions, clusterEngine } from "../../src/engine/cluster.ts"
import { memoryHost, thing } from "../support/memoryHost.ts"
import { type Script, scriptedPlugin } from "../support/scriptedPlugin.ts"
import { bootServer, openStore } from "./openClusterStore.ts"

const server = bootServer()

const clock: HostClock = { now: Date.now, sleep: (ms, signal) => sleep(ms, undefined, { signal }) }

/** Waits in every hook until the gate is open or it is cancelled, looking often. */
const gated = () => {
  let isOpen = false
  const stepOf = (hook: string, cancelRequested: boolean): Step => {
    if (cancelRequested) return { step: "cancelled", left: [] }
    if (isOpen) return { step: "done", value: {} }
    return { step: "wait", state: hook, afterMs: 50, progress: { description: hook }, cancellable: "now" }
  }
  const script: Script = (hook, { cancelRequested }) => Effect.succeed(stepOf(hook, cancelRequested))
  return { ...scriptedPlugin(script), open: () => (isOpen = true) }
}

const setUp = async () => {
  const { url } = await server.newDatabase()
  const { plugin, calls, open } = gated()
  const shared = memoryHost({ clock, plugins: [plugin] })
  const host = async (options: Partial<ClusterEngineOptions> = {}) => {
    const engine = clusterEngine({ url, takeOverAfter: "3 seconds", lookEvery: "200 millis", ...options })
    const breakwater = await memoryHost({ ...shared, engine }).open()
    onTestFinished(() => breakwater.close())
    return breakwater
  }
  const protect = shared.request("op", { resources: [thing(shared.service.addThing({ name: "orders" }), "orders")] })
  return { url, host, protect, calls, open }
}

/** Much longer than it takes. */
const soon = { timeout: 20_000 }

const hooks = ["onPrepareBegin", "onPrepareFinish", "onMain", "onComplete"]
const takenUp = { sentence: "It was taken up again after an interruption." }

describe("hosts over one PostgreSQL database", () => {
  it("drive what any of them starts, whoever only asks included", async () => {
    const { host, protect, calls, open } = await setUp()
    const client = await host({ runs: false })
    await client.operations.start(protect)
    const runners = await Promise.all([host(), host(), host()])
    await expect.poll(() => calls.length, soon).toBe(1)
    open()
    expect(await client.operations.wait("op")).toMatchObject({ state: "succeeded" })
    expect([...new Set(calls)]).toEqual(hooks.map((hook) => `${hook} thing-1`))
    for (const runner of runners) expect(await runner.operations.get("op")).toMatchObject({ state: "succeeded" })
  })

  it("begin each run of a schedule once, though each of them keeps it", async () => {
    const { url } = await server.newDatabase()
    const midnight = manualClock()
    const service = new MemoryService()
    const resources = [thing(service.addThing({ name: "orders" }), "orders")]
    const plan = { id: "orders", name: "Orders", provider: "p", resources, parameters: {} }
    const schedule: ProtectionSchedule = { id: "nightly", plan, cron: "0 2 * * *" }
    const shared = { clock: midnight, service, bank: memoryBank(), schedules: [schedule] }
    const host = async () => {
      const engine = clusterEngine({ url, takeOverAfter: "3 seconds", lookEvery: "200 millis" })
      const breakwater = await memoryHost({ ...shared, engine }).open()
      onTestFinished(() => breakwater.close())
      return breakwater
    }
    const [one, two, three] = [await host(), await host(), await host()]
    const runs = async () => (await one.operations.list({})).items.map(({ id, state }) => `${id} ${state}`).toReversed()
    const minutesLater = async () => {
      await midnight.advance(60_000)
      return runs()
    }
    const ended = [1, 2].map((day) => `nightly@2026-01-0${day}T02:00:00.000Z succeeded`)
    await midnight.advance(2 * 3_600_000)
    await expect.poll(minutesLater, soon).toEqual(ended.slice(0, 1))
    await midnight.advance(24 * 3_600_000)
    await expect.poll(minutesLater, soon).toEqual(ended)
    for (const { schedules } of [one, two, three]) {
      await expect.poll(schedules.list, soon).toMatchObject([{ last: { state: "succeeded" } }])
    }
    expect(service.received("createCopy")).toBe(2)
  })

  it("leave it to a runner: a process that only asks drives nothing", async () => {
    const { host, protect, calls, open } = await setUp()
    open()
    const client = await host({ runs: false })
    await client.operations.start(protect)
    await sleep(500)
    expect([(await client.operations.get("op")).state, calls]).toEqual(["queued", []])
    const runner = await host()
    expect(await runner.operations.wait("op")).toMatchObject({ state: "succeeded" })
  })

  it("see of each other every state, and page through all", async () => {
    const { host, protect, open } = await setUp()
    const client = await host({ runs: false })
    await host()
    await client.operations.start(protect)
    const seen: string[] = []
    for await (const { operation } of client.operations.watch("op")) {
      seen.push(operation.state)
      if (operation.state === "running") open()
    }
    expect([...new Set(seen)]).toEqual(["queued", "running", "succeeded"])
    const { items } = await client.operations.list({ state: ["succeeded"] })
    expect(items.map(({ id }) => id)).toEqual(["op"])
  })

  it("carry out what any of them asks for: a cancel", async () => {
    const { host, protect, calls } = await setUp()
    const client = await host({ runs: false })
    await host()
    await client.operations.start(protect)
    await expect.poll(() => calls.length, soon).toBe(1)
    await client.operations.cancel("op")
    await expect(client.operations.wait("op")).rejects.toMatchObject({ code: "cancelled", left: [] })
  })

  it("go on where a runner was that closed, without waiting for its lease to end", async () => {
    const { host, protect, calls, open } = await setUp()
    const first = await host({ takeOverAfter: "1 hour" })
    await first.operations.start(protect)
    await expect.poll(() => calls.length, soon).toBe(1)
    const second = await host({ takeOverAfter: "1 hour" })
    await first.close()
    open()
    await expect.poll(() => second.operations.get("op"), soon).toMatchObject({ state: "succeeded", notes: [takenUp] })
    expect(calls).toEqual(hooks.map((hook) => `${hook} thing-1`))
  })

  it("take back what a runner has claimed that does not hold it any more", async () => {
    const { url, host, protect, calls, open } = await setUp()
    const runner = await host()
    await runner.operations.start(protect)
    await expect.poll(() => calls.length, soon).toBe(1)
    const stalled = await openStore({ url, runs: false })
    const { epoch = 0 } = (await Effect.runPromise(stalled.claim("op", 0))) ?? {}
    open()
    await expect.poll(() => runner.operations.get("op"), soon).toMatchObject({ state: "succeeded", notes: [takenUp] })
    expect(await Effect.runPromise(Effect.flip(stalled.update("op", epoch, { note: "Late." })))).toMatchObject({
      _tag: "EpochLost",
    })
  })

  it("wait while the database is away, say so to who asks, and go on when it is back", async () => {
    const { url, host, protect, calls, open } = await setUp()
    const runner = await host()
    await runner.operations.start(protect)
    await expect.poll(() => calls.length, soon).toBe(1)
    const comeBack = await server.close(url)
    open()
    await expect(runner.operations.get("op")).rejects.toMatchObject({ code: "unavailable", retryable: true })
    // Longer than the lease: what the runner holds is nobody's.
    await sleep(5000)
    await comeBack()
    const state = async () => (await runner.operations.get("op").catch(() => undefined))?.state
    await expect.poll(state, soon).toBe("succeeded")
    expect([...new Set(calls)]).toEqual(hooks.map((hook) => `${hook} thing-1`))
  })
})
