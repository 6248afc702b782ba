/** How many resources are worked on at once, and who gets the next place. */
import { clockLayer } from "@breakwater/core"
import { virtualClock } from "@breakwater/core/testing"
import * as Effect from "effect/Effect"
import * as Latch from "effect/Latch"
import { describe, expect, it } from "vitest"
import { makePlaces } from "../src/internal/Limits.ts"
import type { SharedPlaces } from "../src/internal/SharedPlaces.ts"
import { memoryHost, thing } from "./support/memoryHost.ts"
import { scriptedPlugin, waitOnce } from "./support/scriptedPlugin.ts"

/** Notes how many hooks were under way at most, and in what order operations got places. */
const busyHost = (limits: NonNullable<NonNullable<Parameters<typeof memoryHost>[0]>["limits"]>) => {
  const active = new Set<string>()
  const seen = { most: 0, begun: [] as string[] }
  const { plugin } = scriptedPlugin((hook, context) =>
    Effect.suspend(() => {
      const key = `${context.operationId} ${context.resource.id} ${hook}`
      if (context.state === undefined) {
        active.add(key)
        seen.begun.push(context.operationId)
      } else active.delete(key)
      seen.most = Math.max(seen.most, active.size)
      return waitOnce(hook, context)
    }),
  )
  const host = memoryHost({ limits, plugins: [plugin] })
  const things = (count: number) => Array.from({ length: count }, () => thing(host.service.addThing({ name: "t" })))
  return { ...host, seen, things }
}

describe("a place of which others have some", () => {
  const applicant = (operation: string) => ({ operation, provider: "p", scope: "s" })

  it("is asked for by the next one when whoever asked goes on without, and works on", async () => {
    const both = Effect.gen(function* () {
      const places = yield* makePlaces({ perScope: 1 })
      const cancelled = yield* places.take(applicant("cancelled"), Effect.never)
      if (cancelled !== "taken") yield* Effect.raceFirst(cancelled, Effect.yieldNow)
      const next = yield* places.take(applicant("next"), Effect.succeed(true))
      return next === "taken" ? next : yield* Effect.as(next, "taken")
    })
    const patient = Effect.timeoutOption(Effect.scoped(both), "5 seconds")
    expect(await Effect.runPromise(Effect.provide(patient, clockLayer(virtualClock())))).toMatchObject({
      value: "taken",
    })
  })

  it("is asked for once for each time that one came free, by however many wait", async () => {
    let asked = 0
    const freed = Latch.makeUnsafe(false)
    const shared: SharedPlaces = {
      take: () =>
        Effect.sync(() => {
          asked += 1
          return false
        }),
      giveBack: () => Effect.void,
      keepOnly: () => Effect.succeed([]),
      awaitFreed: freed.await,
    }
    const waiting = Effect.gen(function* () {
      const places = yield* makePlaces({ perScope: 3 }, shared)
      const agree =
        places.shared?.take({ id: "op", epoch: 1 }, { key: "k", ...applicant("op") }) ?? Effect.succeed(true)
      for (const operation of ["a", "b", "c"]) {
        const place = yield* places.take(applicant(operation), Effect.orDie(agree))
        if (place !== "taken") yield* Effect.forkScoped(place)
      }
      yield* Effect.sleep("4 seconds")
      const before = asked
      yield* Effect.sleep("2 seconds")
      return [before, asked]
    })
    const told = Effect.provide(Effect.scoped(waiting), clockLayer(virtualClock()))
    expect(await Effect.runPromise(told)).toEqual([1, 2])
  })
})

describe("the resources worked on at once", () => {
  it.each([
    ["in one scope", { perScope: 3 }],
    ["for one provider", { perProvider: 3 }],
    ["in all", { total: 3 }],
  ])("are no more than the limit %s, over all operations", async (_, limits) => {
    const host = busyHost(limits)
    await using client = await host.open()
    for (const id of ["one", "two"]) await client.operations.start(host.request(id, { resources: host.things(5) }))
    for (const id of ["one", "two"]) await client.operations.wait(id)
    expect(host.seen.most).toBe(3)
  })

  it("are 10 in one scope and 50 in all where nobody says otherwise", async () => {
    const host = busyHost({})
    await using client = await host.open()
    await client.operations.start(host.request("one", { resources: host.things(30) }))
    await client.operations.wait("one")
    expect(host.seen.most).toBe(10)
  })

  it("take turns by operation: a small one does not wait for a large one that came first", async () => {
    const host = busyHost({ perScope: 2 })
    await using client = await host.open()
    await client.operations.start(host.request("large", { resources: host.things(200) }))
    await host.clock.sleep(2500)
    const began = host.clock.now()
    await client.operations.start(host.request("small", { resources: host.things(1) }))
    await client.operations.wait("small")
    // Four hooks of a second, each waiting no longer than for one hook of the large one.
    expect(host.clock.now() - began).toBeLessThanOrEqual(8000)
    expect(await client.operations.get("large")).toMatchObject({ state: "running" })
    const turns = host.seen.begun.slice(host.seen.begun.indexOf("small"), host.seen.begun.lastIndexOf("small"))
    expect(turns.filter((id) => id === "large").length).toBeLessThanOrEqual(8)
    await client.operations.cancel("large")
  })

  it("are ended before more are begun", async () => {
    const host = busyHost({ perScope: 2 })
    await using client = await host.open()
    await client.operations.start(host.request("op", { resources: host.things(20) }))
    const unfinished: number[] = []
    for await (const { operation } of client.operations.watch("op")) unfinished.push(operation.tally.running ?? 0)
    expect(Math.max(...unfinished)).toBeLessThanOrEqual(3)
    expect(await client.operations.get("op")).toMatchObject({ tally: { succeeded: 20 } })
  })
})
