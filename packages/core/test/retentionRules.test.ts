import * as DateTime from "effect/DateTime"
import fc from "fast-check"
import { describe, expect, test } from "vitest"
import type { CheckpointStatus, RetentionPolicy } from "../src/index.ts"
import { periodsOf } from "../src/internal/calendarPeriods.ts"
import { type CheckpointFacts, reasonsToKeep } from "../src/internal/retentionRules.ts"

const hour = 3_600_000
const day = 24 * hour
const now = Date.parse("2026-11-22T12:00:00.000Z")

const facts = (id: string, of: Partial<CheckpointFacts> = {}): CheckpointFacts => ({
  ...{ id, created: now, status: "available", doubted: false, readable: true, resources: ["orders"] },
  ...{ made: [id], needs: [] },
  ...of,
})

/** What stays, newest first. */
const kept = (
  policy: RetentionPolicy,
  all: readonly CheckpointFacts[],
  at = now,
  others: readonly CheckpointFacts[] = [],
) => [...reasonsToKeep(policy, all, others, at)].flatMap(([id, reasons]) => (reasons.length > 0 ? [id] : []))

const rulesOf = (policy: RetentionPolicy, all: readonly CheckpointFacts[], id: string) =>
  reasonsToKeep(policy, all, [], now)
    .get(id)
    ?.map(({ rule }) => rule)

/** One for each time, named by it. */
const at = (...times: readonly string[]) => times.map((time) => facts(time, { created: Date.parse(time) }))

describe("a rule of retention", () => {
  const nights = Array.from({ length: 10 }, (_, index) => facts(`night-${index}`, { created: now - index * day }))

  test("keepLast keeps the newest so many", () => {
    expect(kept({ keepLast: 3 }, nights)).toEqual(["night-0", "night-1", "night-2"])
  })

  test("keepWithin keeps what is not older than a length, to the millisecond", () => {
    expect(kept({ keepWithin: "2 days" }, nights)).toEqual(["night-0", "night-1", "night-2"])
    expect(kept({ keepWithin: "2 days" }, nights, now + 1)).toEqual(["night-0", "night-1"])
  })

  test("rules add up: what one keeps is kept, and each says so", () => {
    expect(kept({ keepLast: 1, keepWithin: "1 day" }, nights)).toEqual(["night-0", "night-1"])
    expect(rulesOf({ keepLast: 1, keepWithin: "1 day" }, nights, "night-0")).toEqual([
      "keepLast",
      "keepWithin",
      "minimum",
    ])
  })

  test("keepDaily keeps the newest of each day of the time zone, and days without one do not count", () => {
    const all = at(
      ...["2026-11-22T11:00:00Z", "2026-11-21T23:30:00Z", "2026-11-21T22:30:00Z", "2026-11-18T10:00:00Z"],
      "2026-11-18T09:00:00Z",
    )
    expect(kept({ keepDaily: 3 }, all)).toEqual([
      "2026-11-22T11:00:00Z",
      "2026-11-21T23:30:00Z",
      "2026-11-18T10:00:00Z",
    ])
    // In Berlin 23:30 UTC is the next day already.
    expect(kept({ keepDaily: 2, timeZone: "Europe/Berlin" }, all)).toEqual([
      "2026-11-22T11:00:00Z",
      "2026-11-21T22:30:00Z",
    ])
  })

  test("keepWeekly begins its weeks on Monday, keepMonthly and keepYearly go by the calendar", () => {
    const all = at(
      "2026-11-16T00:00:00Z",
      "2026-11-15T23:59:00Z",
      "2026-11-09T00:00:00Z",
      "2026-10-31T10:00:00Z",
      "2025-12-31T00:00:00Z",
    )
    expect(kept({ keepWeekly: 2 }, all)).toEqual(["2026-11-16T00:00:00Z", "2026-11-15T23:59:00Z"])
    expect(kept({ keepMonthly: 2 }, all)).toEqual(["2026-11-16T00:00:00Z", "2026-10-31T10:00:00Z"])
    expect(kept({ keepYearly: 2 }, all)).toEqual(["2026-11-16T00:00:00Z", "2025-12-31T00:00:00Z"])
  })

  test("keepHourly takes the hour that summer time's end repeats for two", () => {
    const all = at("2026-10-25T01:30:00Z", "2026-10-25T00:40:00Z", "2026-10-25T00:30:00Z")
    expect(kept({ keepHourly: 2, timeZone: "Europe/Berlin" }, all)).toEqual([
      "2026-10-25T01:30:00Z",
      "2026-10-25T00:40:00Z",
    ])
  })

  test("grandfather, father and son go together", () => {
    const year = Array.from({ length: 365 }, (_, index) => facts(`day-${index}`, { created: now - index * day }))
    const left = kept({ keepDaily: 7, keepWeekly: 4, keepMonthly: 12 }, year)
    expect(left.slice(0, 8)).toEqual([...Array.from({ length: 7 }, (_, index) => `day-${index}`), "day-7"])
    expect(left).toHaveLength(7 + 3 + 11)
  })
})

describe("what is kept whatever the policy says", () => {
  const policy: RetentionPolicy = { keepLast: 1 }
  const young = facts("young")
  const older = (id: string, of: Partial<CheckpointFacts> = {}) => facts(id, { created: now - 100 * day, ...of })

  test("what bears a keep mark, until its time", () => {
    const marked = older("marked", { kept: now + 1 })
    expect(kept(policy, [young, marked])).toEqual(["young", "marked"])
    expect(kept(policy, [young, marked], now + 1)).toEqual(["young"])
  })

  test("what is being made or deleted, what can not be read, and what failed its last verification", () => {
    const statuses: readonly CheckpointStatus[] = ["protecting", "deleting"]
    for (const status of statuses) expect(rulesOf(policy, [young, older("x", { status })], "x")).toEqual(["underWay"])
    expect(rulesOf(policy, [young, older("x", { readable: false })], "x")).toEqual(["unreadable"])
    expect(rulesOf(policy, [young, older("x", { doubted: true })], "x")).toEqual(["verificationFailed"])
  })

  test("the last good ones of each resource, also of one that is in no newer checkpoint", () => {
    const retired = older("retired", { resources: ["orders", "archive"] })
    expect(kept(policy, [young, retired, older("before", { created: 0 })])).toEqual(["young", "retired"])
    expect(kept({ keepLast: 1, minimum: 2 }, [young, retired, older("before", { created: 0 })])).toEqual([
      "young",
      "retired",
    ])
  })

  test("what holds a resource that no good one holds as new, though it failed in part", () => {
    const partial = facts("partial", { status: "error", resources: ["orders"] })
    const policy: RetentionPolicy = { keepLast: 1, keepFailedWithin: "1 hour" }
    const good = older("good")
    expect(kept(policy, [{ ...partial, created: now - day }, good])).toEqual(["partial", "good"])
    expect(kept(policy, [young, { ...partial, created: now - day }, good])).toEqual(["young"])
  })

  test("what failed, unless the policy says how long", () => {
    const failed = older("failed", { status: "error", resources: [] })
    expect(rulesOf(policy, [young, failed], "failed")).toEqual(["failed"])
    expect(kept({ ...policy, keepFailedWithin: "7 days" }, [young, failed])).toEqual(["young"])
    expect(kept({ ...policy, keepFailedWithin: "30 weeks" }, [young, failed])).toEqual(["young", "failed"])
  })

  test("what a kept one needs, all the way down, and no more", () => {
    const chain = [facts("third", { needs: ["second"] }), older("second", { created: now - day, needs: ["first"] })]
    const all = [...chain, older("first", { created: now - 2 * day }), older("older full", { created: now - 3 * day })]
    expect(kept(policy, all)).toEqual(["third", "second", "first"])
    expect(rulesOf(policy, all, "first")).toEqual(["needed"])
  })

  test("what one of another plan needs", () => {
    const byHand = older("by hand", { needs: ["base"] })
    expect(kept(policy, [young, older("base")], now, [byHand])).toEqual(["young", "base"])
  })

  test("what holds the same as one that stays: both name one and the same copy", () => {
    const copied = { made: ["copy"] }
    const all = [young, older("taken over", copied)]
    expect(kept(policy, all, now, [older("as it was made", copied)])).toEqual(["young", "taken over"])
    expect(kept(policy, all, now, [older("taken over", copied)])).toEqual(["young", "taken over"])
    expect(kept(policy, all, now, [older("unclear", { ...copied, created: 0, needs: undefined })])).toContain(
      "taken over",
    )
    expect(kept(policy, [...all, older("beside it", copied)])).toEqual(["young"])
  })

  test("everything older than one whose needs nobody can tell", () => {
    const damaged = older("damaged", { readable: false, needs: undefined })
    expect(
      kept(policy, [young, facts("between", { created: now - day }), damaged, older("x", { created: 0 })]),
    ).toEqual([...["young", "damaged", "x"]])
  })
})

describe("for whatever checkpoints there are", () => {
  const statuses: readonly CheckpointStatus[] = [
    "available",
    "available",
    "available",
    "error",
    "protecting",
    "deleting",
    "error-deleting",
  ]
  const resources = ["orders", "archive"]
  const world = fc
    .array(
      fc.record({
        age: fc.integer({ min: 0, max: 1500 }),
        status: fc.constantFrom(...statuses),
        doubted: fc.integer({ min: 0, max: 5 }).map((number) => number === 0),
        readable: fc.integer({ min: 0, max: 60 }).map((number) => number > 0),
        marked: fc.option(fc.integer({ min: -100, max: 100 }), { nil: undefined }),
        resources: fc.subarray(resources),
        parents: fc.oneof(
          { weight: 40, arbitrary: fc.constant([]) },
          { weight: 12, arbitrary: fc.array(fc.nat(), { minLength: 1, maxLength: 2 }) },
          { weight: 1, arbitrary: fc.constant(undefined) },
        ),
        chosen: fc.integer({ min: 0, max: 5 }).map((number) => number > 0),
      }),
      { maxLength: 25 },
    )
    .map((rows) => {
      const all = rows.map(({ age, marked, parents, chosen, ...row }, index) => ({
        chosen,
        facts: facts(`c${index}`, {
          ...row,
          created: now - age * 6 * hour,
          ...(marked === undefined ? {} : { kept: now + marked * day }),
          needs: parents?.flatMap((parent) => (index === 0 ? [] : [`c${parent % index}`])),
        }),
      }))
      const of = (wanted: boolean) => all.flatMap(({ chosen, facts }) => (chosen === wanted ? [facts] : []))
      return { candidates: of(true), others: of(false) }
    })
  const counts = { keepLast: 6, keepHourly: 6, keepDaily: 6, keepWeekly: 5, keepMonthly: 5, keepYearly: 3, minimum: 3 }
  const generous: fc.Arbitrary<RetentionPolicy> = fc
    .tuple(
      fc.record(Object.fromEntries(Object.entries(counts).map(([rule, max]) => [rule, fc.integer({ min: 1, max })])), {
        requiredKeys: [],
      }),
      fc.record({ keepWithin: fc.constantFrom("1 hour", "10 days", "20 weeks") }, { requiredKeys: [] }),
      fc.record({ keepFailedWithin: fc.constantFrom("1 day", "30 weeks") }, { requiredKeys: [] }),
      fc.constantFrom({}, { timeZone: "Europe/Berlin" }, { timeZone: "America/St_Johns" }),
    )
    .map(([rules, within, failed, zone]) => ({ keepLast: 1, ...rules, ...within, ...failed, ...zone }))
  const strict = fc.record({ keepLast: fc.constant(1), minimum: fc.integer({ min: 1, max: 4 }) })
  const policy: fc.Arbitrary<RetentionPolicy> = fc.oneof(generous, strict)

  const standing = (all: readonly CheckpointFacts[], ids: readonly string[]) => all.filter(({ id }) => ids.includes(id))
  const isGood = ({ doubted, readable, status }: CheckpointFacts) => status === "available" && readable && !doubted

  test("nothing goes that is marked to be kept, and nothing that what stays needs", () => {
    fc.assert(
      fc.property(world, policy, ({ candidates, others }, policy) => {
        const ids = kept(policy, candidates, now, others)
        const gone = candidates.filter(({ id }) => !ids.includes(id))
        expect(gone.filter((one) => (one.kept ?? 0) > now)).toEqual([])
        const needed = [...standing(candidates, ids), ...others].flatMap(({ needs }) => needs ?? [])
        expect(gone.filter(({ id }) => needed.includes(id))).toEqual([])
        const unknown = [...standing(candidates, ids), ...others].filter(({ needs }) => needs === undefined)
        expect(gone.filter((one) => unknown.some((each) => each.created > one.created))).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  test("of every resource as many good ones stay as the minimum says, or all there are", () => {
    fc.assert(
      fc.property(world, policy, ({ candidates, others }, policy) => {
        const left = standing(candidates, kept(policy, candidates, now, others))
        for (const resource of resources) {
          const holds = (one: CheckpointFacts) => isGood(one) && one.resources.includes(resource)
          const wanted = Math.min(policy.minimum ?? 1, candidates.filter(holds).length)
          expect(left.filter(holds).length).toBeGreaterThanOrEqual(wanted)
        }
      }),
      { numRuns: 500 },
    )
  })

  test("planning again after a plan was carried out lets nothing more go", () => {
    fc.assert(
      fc.property(world, policy, ({ candidates, others }, policy) => {
        const ids = kept(policy, candidates, now, others)
        expect(kept(policy, standing(candidates, ids), now, others)).toEqual(ids)
      }),
      { numRuns: 500 },
    )
  })

  test("a more generous policy keeps all that a stricter one keeps, and an earlier look all that a later one does", () => {
    fc.assert(
      fc.property(world, policy, fc.nat({ max: 4 }), ({ candidates, others }, strict, more) => {
        const numbers = Object.entries(strict).map(([rule, value]) => [
          rule,
          typeof value === "number" ? value + more : value,
        ])
        const generous: RetentionPolicy = { ...Object.fromEntries(numbers), keepWithin: "52 weeks" }
        const ids = kept(strict, candidates, now, others)
        expect(kept(generous, candidates, now, others)).toEqual(expect.arrayContaining(ids))
        expect(ids).toEqual(expect.arrayContaining(kept(strict, candidates, now + 5 * day, others)))
      }),
      { numRuns: 500 },
    )
  })

  test("the order in which they were found does not matter", () => {
    fc.assert(
      fc.property(world, policy, fc.infiniteStream(fc.nat()), ({ candidates, others }, policy, random) => {
        const shuffled = candidates.map((one) => [random.next().value ?? 0, one] as const).toSorted(([a], [b]) => a - b)
        const mixed = shuffled.map(([, one]) => one)
        expect(kept(policy, mixed, now, others)).toEqual(kept(policy, candidates, now, others))
      }),
    )
  })
})

test("the week a moment lies in is that of its Monday, on either side of the epoch and of a year", () => {
  const utc = DateTime.zoneMakeNamedUnsafe("UTC")
  fc.assert(
    fc.property(fc.integer({ min: -1e12, max: 4e12 }), (millis) => {
      const date = new Date(millis)
      const monday = Date.UTC(
        date.getUTCFullYear(),
        date.getUTCMonth(),
        date.getUTCDate() - ((date.getUTCDay() + 6) % 7),
      )
      expect(periodsOf(millis, utc).weekly).toBe(periodsOf(monday, utc).weekly)
      expect(periodsOf(monday - 1, utc).weekly).not.toBe(periodsOf(monday, utc).weekly)
    }),
  )
})
