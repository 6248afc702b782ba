/** The budget of a connection: nothing is asked or waited for while there are few requests, and none too many is sent. */
import { clockLayer } from "@breakwater/core"
import { createMockTrove } from "@breakwater/mock-trove"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import { expect, test } from "vitest"
import { type Budget, makeBudget } from "../src/internal/budget.ts"
import { TroveError } from "../src/TroveError.ts"
import { onCloud } from "./support/onCloud.ts"

const call = { operation: "listLimits", method: "GET", path: "/limits" }
const limit = { verb: "POST", uri: "*", regex: ".*", unit: "MINUTE", value: 60, remaining: 60, nextAvailable: "" }

const run = <A>(
  budget: Budget,
  use: (budget: Budget, sleep: (ms: number) => Effect.Effect<void>) => Effect.Effect<A>,
) => {
  const { clock } = createMockTrove()
  const sleep = (ms: number) => Effect.promise(() => clock.sleep(ms))
  return use(budget, sleep).pipe(Effect.provide(clockLayer(clock)), Effect.runPromise)
}

const takes = (budget: Budget, count: number) =>
  Effect.forEach(Array(count).fill("POST"), (verb: string) => budget.take(verb, "comesBack"))

test("few requests are sent without asking what is allowed", async () => {
  let asked = 0
  const limits = Effect.sync(() => {
    asked += 1
    return [limit]
  })
  expect(await run(makeBudget(limits), (budget) => takes(budget, 40))).toEqual(Array(40).fill(0))
  expect(asked).toBe(0)
})

test("many requests learn the limit once, and those beyond it are told when to come back, one after another", async () => {
  let asked = 0
  const limits = Effect.sync(() => {
    asked += 1
    return [limit]
  })
  const waits = await run(makeBudget(limits), (budget) => takes(budget, 60))
  expect(asked).toBe(1)
  const free = waits.filter((wait) => wait === 0).length
  expect(free).toBeGreaterThan(45)
  expect(free).toBeLessThan(55)
  const told = waits.slice(free)
  for (const [index, wait] of told.entries()) expect(wait).toBeGreaterThan(told[index - 1] ?? 0)
})

test("who comes back when told may go, and takes nobody's place", async () => {
  const after = await run(makeBudget(Effect.succeed([limit])), (budget, sleep) =>
    Effect.gen(function* () {
      const [last = 0] = (yield* takes(budget, 60)).slice(-1)
      const waiting = (yield* takes(budget, 1))[0] ?? 0
      expect(waiting).toBeGreaterThan(last)
      yield* sleep(last)
      return yield* takes(budget, 3)
    }),
  )
  expect(after).toEqual([0, 0, 0])
})

test("where the limits are not to be had, nothing is held back", async () => {
  const refused = new TroveError({ call, reason: "forbidden", message: "no", outcome: "notStarted" })
  for (const limits of [Effect.fail(refused), Effect.succeed([{ verb: "ABSOLUTE", max_backups: 50 }])]) {
    expect(await run(makeBudget(limits), (budget) => takes(budget, 500))).toEqual(Array(500).fill(0))
  }
})

test("after a refusal nothing of that verb is sent as long as the service said", async () => {
  const waits = await run(makeBudget(Effect.succeed([])), (budget, sleep) =>
    Effect.gen(function* () {
      yield* budget.refused("POST", 12_000)
      const [post] = yield* takes(budget, 1)
      const get = yield* budget.take("GET", "waits")
      yield* sleep(12_000)
      const [later] = yield* takes(budget, 1)
      return { post, get, later }
    }),
  )
  expect(waits).toEqual({ post: 12_000, get: 0, later: 0 })
})

test("a write that would be too much is not sent, and says when it fits; a read waits", async () => {
  const cloud = createMockTrove({ ratePerMinute: 50 })
  const before = cloud.clock.now()
  const errors = await onCloud(cloud, (trove) =>
    Effect.gen(function* () {
      yield* Effect.forEach(Array(70).fill(0), () => trove.listFlavors)
      const writes = Effect.flip(trove.deleteBackup("nothing"))
      return yield* Effect.forEach(Array(60).fill(0), () => writes)
    }),
  )
  expect(cloud.clock.now() - before).toBeGreaterThan(20_000)
  expect(cloud.journal.entries.filter(({ status }) => status === 413)).toEqual([])
  const [last] = errors.slice(-1)
  expect(last).toMatchObject({ reason: "rateLimited", retryable: true, outcome: "notStarted" })
  expect(last?.status).toBeUndefined()
  expect(last?.retryAfterMs).toBeGreaterThan(0)
  expect(last?.message).toContain("was not sent")
  expect(cloud.journal.count("deleteBackup")).toBeLessThan(60)
})

test("a clock that is set back holds nothing back that long", async () => {
  let now = 1_000_000_000_000
  const clock = { now: () => now, sleep: () => Promise.resolve() }
  const budget = makeBudget(Effect.succeed([limit]))
  const take = (count: number) => takes(budget, count).pipe(Effect.provide(clockLayer(clock)), Effect.runPromise)
  await take(60)
  await budget.refused("POST", 5_000).pipe(Effect.provide(clockLayer(clock)), Effect.runPromise)
  now -= 86_400_000
  for (const wait of await take(3)) expect(wait).toBeLessThan(120_000)
})

test("a service that says a year is asked again in a minute, and says it again", async () => {
  const waits = await run(makeBudget(Effect.succeed([])), (budget) =>
    Effect.gen(function* () {
      yield* budget.refused("GET", 31_536_000_000)
      return yield* budget.take("GET", "waits")
    }),
  )
  expect(waits).toBe(60_000)
})

test("who leaves while the limits are asked for holds up nobody after", async () => {
  const { clock } = createMockTrove()
  let limits: Effect.Effect<readonly (typeof limit)[]> = Effect.never
  const budget = makeBudget(Effect.suspend(() => limits))
  const wait = await Effect.gen(function* () {
    yield* takes(budget, 40)
    const leaving = yield* Effect.forkChild(takes(budget, 1), { startImmediately: true })
    yield* Fiber.interrupt(leaving)
    limits = Effect.succeed([limit])
    return yield* Effect.exit(budget.take("POST", "comesBack"))
  }).pipe(Effect.provide(clockLayer(clock)), Effect.timeout("2 seconds"), Effect.runPromise)
  expect(Exit.isSuccess(wait)).toBe(true)
})
