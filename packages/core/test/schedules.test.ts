import { join } from "node:path"
import { memoryBank, type ProtectablePlugin, ProtectionError } from "@breakwater/core"
import type { Client, EngineDriver, HostMeter, Plan, ProtectionSchedule } from "@breakwater/core/promise"
import { MemoryPlugin, MemoryProtectable, MemoryService, manualClock } from "@breakwater/core/testing"
import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"
import { memoryEngine } from "../src/engine/index.ts"
import { sqliteEngine } from "../src/engine/sqlite.ts"
import { faultyBank, unreachable } from "./support/faultyBank.ts"
import { type HostParts, memoryHost, thing } from "./support/memoryHost.ts"
import { newFolder } from "./support/newFolder.ts"

const hours = 3_600_000

/** The clock stands at midnight of 2026-01-01, UTC. */
const world = (of: Partial<ProtectionSchedule> = {}, parts: HostParts = {}) => {
  const clock = manualClock()
  const service = new MemoryService()
  const bank = faultyBank(memoryBank())
  const resources = [thing(service.addThing({ name: "orders" }), "orders")]
  const plan: Plan = { id: "orders", name: "Orders", provider: "p", resources, parameters: {} }
  const schedule: ProtectionSchedule = { id: "nightly", plan, cron: "0 2 * * *", ...of }
  const counted: object[] = []
  const meter: HostMeter = { count: (name, attributes) => void counted.push({ name, ...attributes }), record: () => {} }
  const host = memoryHost({ engine: memoryEngine(), ...parts, clock, service, bank, meter, schedules: [schedule] })
  const runs = async (client: Client) =>
    (await client.operations.list({ label: ["schedule", "nightly"] })).items.map(({ id }) => id).toReversed()
  const skips = () => counted.filter((each) => "reason" in each)
  return { ...host, clock, bank, schedule, runs, skips }
}

const run = (day: number) => `nightly@2026-01-0${day}T02:00:00.000Z`

describe("a schedule", () => {
  it("begins a run each time it is due, under an id of schedule and time", async () => {
    const { clock, open, runs, service } = world()
    await using client = await open()
    await clock.advance(2 * hours - 1)
    expect(await runs(client)).toEqual([])
    await clock.advance(1)
    expect(await runs(client)).toEqual([run(1)])
    await clock.advance(48 * hours)
    expect(await runs(client)).toEqual([run(1), run(2), run(3)])
    expect(await client.operations.wait(run(2))).toMatchObject({
      state: "succeeded",
      deadline: "2026-01-03T02:00:00.000Z",
      request: { plan: "orders", labels: { schedule: "nightly", due: "2026-01-02T02:00:00.000Z" } },
    })
    await clock.advance(hours)
    expect(service.copiesAt(clock.now())).toHaveLength(3)
  })

  it("tells its last run and its next, jitter included", async () => {
    const { clock, open, schedule } = world({ jitter: "1 hour" })
    await using client = await open()
    await clock.advance(4 * hours)
    const [status] = await client.schedules.list()
    expect(status).toMatchObject({
      ...{ schedule, paused: false, last: { due: "2026-01-01T02:00:00.000Z", operation: run(1), state: "succeeded" } },
      next: { due: "2026-01-02T02:00:00.000Z", at: expect.stringMatching(/^2026-01-02T02:[0-5]\d:/) },
    })
    const { created } = await client.operations.get(run(1))
    expect(created).toMatch(/^2026-01-01T02:[0-5]\d:/)
    expect(created).not.toBe("2026-01-01T02:00:00.000Z")
    await clock.advance(Date.parse(status?.next?.at ?? "") - clock.now())
    expect((await client.operations.get(run(2))).created).toBe(status?.next?.at)
  })

  const engines: readonly [string, () => Promise<EngineDriver>][] = [
    ["memory", async () => memoryEngine()],
    ["SQLite", async () => sqliteEngine(join(await newFolder(), "engine.db"), { lookEvery: "1 hour" })],
  ]
  it.each(engines)("is begun by exactly one of several processes, and the others join, on %s", async (_, engine) => {
    const { clock, open, runs, service } = world({}, { engine: await engine() })
    await using one = await open()
    await using two = await open()
    await using three = await open()
    await clock.advance(51 * hours)
    for (const client of [one, two, three]) expect(await runs(client)).toEqual([run(1), run(2), run(3)])
    expect(service.received("createCopy")).toBe(3)
    expect(service.copiesAt(clock.now())).toHaveLength(3)
  })

  it("leaves out a run while another protect of its plan has not ended, and says so", async () => {
    const { clock, open, request, runs, schedule, service, skips } = world()
    await using client = await open()
    await clock.advance(hours)
    service.makeBusy(schedule.plan.resources[0]?.id ?? "", clock.now() + 3 * hours)
    const { resources } = schedule.plan
    await client.operations.start(request("by hand", { plan: "orders", resources, deadline: "2026-02-01" }))
    await clock.advance(2 * hours)
    expect(await runs(client)).toEqual([])
    expect((await client.schedules.get("nightly")).skipped).toEqual({
      ...{ due: "2026-01-01T02:00:00.000Z", at: "2026-01-01T02:00:00.000Z", reason: "overlap" },
      sentence: "by hand of the plan orders has not ended.",
    })
    expect(skips()).toEqual([{ name: "breakwater.schedule.skipped", schedule: "nightly", reason: "overlap" }])
    await clock.advance(24 * hours)
    expect(await runs(client)).toEqual([run(2)])
  })

  it("makes up for the last run that fell due while no host ran, once", async () => {
    const { clock, open, runs, skips } = world()
    {
      await using client = await open()
      await clock.advance(3 * hours)
      expect(await runs(client)).toEqual([run(1)])
    }
    await clock.advance(72 * hours)
    await using client = await open()
    await using other = await open()
    await clock.advance(hours)
    expect(await runs(client)).toEqual([run(1), run(4)])
    expect(await runs(other)).toEqual([run(1), run(4)])
    expect(skips()).toEqual([])
  })

  it("leaves missed runs out when that is its policy, but not one that is only a moment late", async () => {
    const { clock, open, runs, skips } = world({ missed: "skip" })
    {
      await using client = await open()
      await clock.advance(hours)
      expect(await runs(client)).toEqual([])
    }
    await clock.advance(47 * hours)
    {
      await using client = await open()
      await clock.advance(1000)
      expect(await runs(client)).toEqual([])
      expect((await client.schedules.get("nightly")).skipped).toMatchObject({
        ...{ due: "2026-01-02T02:00:00.000Z", reason: "missed" },
        sentence: "no host ran at 2026-01-01T02:00:00.000Z and after that.",
      })
      expect(skips()).toHaveLength(1)
    }
    await clock.advance(2 * hours + 20_000)
    await using client = await open()
    await clock.advance(1000)
    expect(await runs(client)).toEqual([run(3)])
  })

  it("knows its last run by the checkpoints when the operations are lost", async () => {
    const first = world()
    {
      await using client = await first.open()
      await first.clock.advance(4 * hours)
      expect(await first.runs(client)).toEqual([run(1)])
    }
    const { bank, clock, service, schedule, runs } = first
    await using client = await memoryHost({ clock, service, bank, schedules: [schedule] }).open()
    await clock.advance(hours)
    expect(await runs(client)).toEqual([])
    expect((await client.schedules.get("nightly")).last).toEqual({ due: "2026-01-01T02:00:00.000Z", operation: run(1) })
    await clock.advance(24 * hours)
    expect(await runs(client)).toEqual([run(2)])
  })

  it("counts from the day it was first seen, not from before", async () => {
    const { clock, open, runs } = world()
    await clock.advance(240 * hours)
    await using client = await open()
    await clock.advance(hours)
    expect(await runs(client)).toEqual([])
  })

  it("can be paused for every process, stays so over a restart, and makes up for nothing when it is resumed", async () => {
    const { clock, open, runs } = world()
    {
      await using client = await open()
      await using other = await open()
      expect(await client.schedules.pause("nightly")).toMatchObject({ paused: true })
      await clock.advance(26 * hours)
      expect(await runs(other)).toEqual([])
      const status = await other.schedules.get("nightly")
      expect(status).toMatchObject({ paused: true })
      expect(status.next).toBeUndefined()
    }
    await clock.advance(24 * hours)
    await using client = await open()
    await clock.advance(hours)
    expect(await client.schedules.resume("nightly")).toMatchObject({
      ...{ paused: false, next: { due: "2026-01-04T02:00:00.000Z" } },
    })
    await clock.advance(hours)
    expect(await runs(client)).toEqual([])
    await clock.advance(24 * hours)
    expect(await runs(client)).toEqual([run(4)])
    await expect(client.schedules.pause("weekly")).rejects.toMatchObject({ code: "notFound" })
  })

  it("begins no run that could not be begun before it was paused, nor when it is resumed", async () => {
    const away = new ProtectionError({ code: "unavailable", message: "The cloud is away." })
    const service = new MemoryService()
    let isAway = true
    const found = new MemoryProtectable(service)
    const dependents: ProtectablePlugin["dependents"] = (...given) =>
      isAway ? Effect.fail(away) : found.dependents(...given)
    const protectables = [{ ...found, dependents }]
    const provider = { id: "p", bank: memoryBank(), plugins: [new MemoryPlugin(service)], protectables }
    const { clock, open, runs } = world({}, { providers: [provider] })
    await using client = await open()
    await clock.advance(3 * hours)
    await client.schedules.pause("nightly")
    isAway = false
    await clock.advance(2 * hours)
    expect(await runs(client)).toEqual([])
    await client.schedules.resume("nightly")
    await clock.advance(hours)
    expect(await runs(client)).toEqual([])
  })

  it("stays paused when another process sees it for the first time at the same moment", async () => {
    const { bank, clock, open, runs, schedule } = world()
    const paused = JSON.stringify({ paused: true, since: "2026-01-01T00:00:00.000Z" })
    const hits = (call: string, key: string) => {
      if (key !== "state.json" || call === "get") return false
      bank.fault = undefined
      Effect.runSync(bank.root.put(`schedules/${schedule.id}/state.json`, paused))
      return false
    }
    bank.fault = { error: { code: "unavailable", message: "never" }, hits }
    await using client = await open()
    await clock.advance(3 * hours)
    expect(bank.fault).toBeUndefined()
    expect(await client.schedules.get("nightly")).toMatchObject({ paused: true })
    expect(await runs(client)).toEqual([])
  })

  it("tries again while the bank is away, and leaves the run out when it can not be begun at all", async () => {
    const { bank, clock, open, runs, service, schedule } = world()
    await using client = await open()
    await clock.advance(hours)
    bank.fault = unreachable
    await clock.advance(2 * hours)
    expect(await runs(client)).toEqual([])
    bank.fault = undefined
    await clock.advance(0.5 * hours)
    expect(await runs(client)).toEqual([run(1)])
    await client.operations.wait(run(1)).catch(() => undefined)
    await clock.advance(hours)
    expect(service.copiesAt(clock.now())).toHaveLength(1)
    expect((await client.schedules.get(schedule.id)).skipped).toBeUndefined()
  })

  it("says why a run could not be begun, and goes on with the next", async () => {
    const { clock, open, runs, schedule } = world()
    const plan = { ...schedule.plan, parameters: { "Memory::Thing": { copy_name: 7 } } }
    const host = world({ plan })
    await using client = await host.open()
    await host.clock.advance(3 * hours)
    expect(await host.runs(client)).toEqual([])
    expect((await client.schedules.get("nightly")).skipped).toMatchObject({
      ...{ reason: "failed", sentence: expect.stringContaining("/parameters/Memory::Thing/copy_name") },
    })
    await host.clock.advance(24 * hours)
    expect((await client.schedules.get("nightly")).skipped).toMatchObject({ due: "2026-01-02T02:00:00.000Z" })
    await using other = await open()
    await clock.advance(3 * hours)
    expect(await runs(other)).toEqual([run(1)])
  })

  it("carries out its retention after each success, however many processes have it, and after a restart", async () => {
    const { clock, open, service } = world({ retention: { keepLast: 2 } })
    const available = async (client: Client) =>
      (await client.checkpoints.list()).items.filter(({ status }) => status === "available").map(({ id }) => id)
    {
      await using client = await open()
      await using other = await open()
      await clock.advance(75 * hours)
      expect(await available(client)).toEqual([run(4), run(3)])
      expect(await available(other)).toEqual([run(4), run(3)])
      expect(service.received("deleteCopy")).toBe(2)
      await clock.advance(23 * hours + 1000)
      expect(await client.operations.get(run(5))).toMatchObject({ state: "running" })
    }
    await using client = await open()
    await clock.advance(hours)
    expect(await available(client)).toEqual([run(5), run(4)])
  })

  it("deletes nothing after a failure", async () => {
    const { clock, open, service } = world({ retention: { keepLast: 1 } })
    await using client = await open()
    await clock.advance(3 * hours)
    service.failNext("createCopy")
    await clock.advance(24 * hours)
    expect(await client.operations.get(run(2))).toMatchObject({ state: "failed" })
    expect(service.received("deleteCopy")).toBe(0)
  })

  it("ends with its client", async () => {
    const { clock, open, service } = world()
    const client = await open()
    await client.close()
    await clock.advance(24 * hours)
    expect(service.received("createCopy")).toBe(0)
  })
})

describe("schedules as they are given", () => {
  const { schedule } = world()
  const { plan } = schedule

  it.each<[string, readonly object[], readonly string[]]>([
    ["no cron expression", [{ ...schedule, cron: "at night" }], ["/schedules/0/cron"]],
    ["a time that never comes", [{ ...schedule, cron: "0 0 31 2 *" }], ["/schedules/0/cron"]],
    ["an unknown time zone", [{ ...schedule, timeZone: "Berlin" }], ["/schedules/0/timeZone"]],
    ["a plan without resources", [{ ...schedule, plan: { ...plan, resources: [] } }], ["/schedules/0/plan/resources"]],
    ["an unknown provider", [{ ...schedule, plan: { ...plan, provider: "q" } }], ["/schedules/0/plan/provider"]],
    ["a retention that keeps nothing", [schedule, { ...schedule, id: "b", retention: {} }], ["/schedules/1/retention"]],
    ["an unknown rule", [{ ...schedule, retention: { keepLast: 1, last: 1 } }], ["/schedules/0/retention/last"]],
    ["an unknown member", [{ ...schedule, retain: { keepLast: 1 } }], ["/schedules/0/retain"]],
    ["a jitter that is no length", [{ ...schedule, jitter: "a bit" }], ["/schedules/0/jitter"]],
    ["a jitter that reaches beyond the next run", [{ ...schedule, jitter: "25 hours" }], ["/schedules/0/jitter"]],
    ["an id too long for its operations", [{ ...schedule, id: "x".repeat(151) }], ["/schedules/0/id"]],
    ["an id twice", [schedule, schedule], ["/schedules/1/id"]],
  ])("are refused with %s, with the path", async (_, schedules, paths) => {
    const options = JSON.parse(JSON.stringify({ schedules }))
    const error = await memoryHost(options)
      .open()
      .catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: "invalidParameters", issues: paths.map((path) => ({ path })) })
  })
})
