import * as Result from "effect/Result"
import fc from "fast-check"
import { describe, expect, test } from "vitest"
import type { ProtectionSchedule } from "../src/index.ts"
import { timetableOf } from "../src/internal/Timetable.ts"

const table = (cron: string, of: Partial<ProtectionSchedule> = {}) =>
  Result.getOrThrow(timetableOf({ id: "nightly", cron, ...of }))

const at = (time: string) => Date.parse(time)

/** The due times between two moments. */
const dues = (cron: string, timeZone: string, from: string, to: string) => {
  const { next } = table(cron, { timeZone })
  const found: string[] = []
  for (let due = next(at(from) - 1); due < at(to); due = next(due)) found.push(new Date(due).toISOString())
  return found
}

describe("what is due", () => {
  test("goes by the time zone, in winter and in summer", () => {
    expect(dues("30 2 * * *", "Europe/Berlin", "2026-01-10", "2026-01-11")).toEqual(["2026-01-10T01:30:00.000Z"])
    expect(dues("30 2 * * *", "Europe/Berlin", "2026-07-10", "2026-07-11")).toEqual(["2026-07-10T00:30:00.000Z"])
    expect(dues("30 2 * * *", "UTC", "2026-07-10", "2026-07-11")).toEqual(["2026-07-10T02:30:00.000Z"])
  })

  test("is due when the clock goes on, where summer time leaves its hour out", () => {
    expect(dues("30 2 * * *", "Europe/Berlin", "2026-03-28T12:00Z", "2026-03-30T12:00Z")).toEqual([
      "2026-03-29T01:30:00.000Z",
      "2026-03-30T00:30:00.000Z",
    ])
  })

  test("is due once in an hour that comes twice, and twice when it is due every hour", () => {
    expect(dues("30 2 * * *", "Europe/Berlin", "2026-10-24T12:00Z", "2026-10-26T12:00Z")).toEqual([
      "2026-10-25T00:30:00.000Z",
      "2026-10-26T01:30:00.000Z",
    ])
    expect(dues("0 * * * *", "Europe/Berlin", "2026-10-24T23:00Z", "2026-10-25T03:00Z")).toHaveLength(4)
  })

  test("may have seconds, and a date that comes every four years", () => {
    expect(dues("15 0 12 * * *", "UTC", "2026-01-01", "2026-01-02")).toEqual(["2026-01-01T12:00:15.000Z"])
    expect(new Date(table("0 0 29 2 *").next(at("2026-01-01"))).toISOString()).toBe("2028-02-29T00:00:00.000Z")
  })

  test.each(["* * * *", "60 * * * *", "0 0 31 2 *", "tomorrow", ""])("is never what %j says", (cron) => {
    expect(Result.isFailure(timetableOf({ id: "x", cron }))).toBe(true)
  })
})

describe("of several runs that fell due", () => {
  test("the last counts, whether there were few or very many", () => {
    const { lastOf } = table("0 2 * * *")
    expect(lastOf(at("2026-01-01T02:00Z"), at("2026-01-01T03:00Z"))).toBeUndefined()
    expect(lastOf(at("2026-01-01T02:00Z"), at("2026-01-02T02:00Z"))).toEqual({
      ...{ first: at("2026-01-02T02:00Z"), due: at("2026-01-02T02:00Z") },
    })
    const minutely = table("* * * * *").lastOf(at("2020-01-01T00:00Z"), at("2026-01-01T00:00:59Z"))
    expect(minutely).toEqual({ first: at("2020-01-01T00:01Z"), due: at("2026-01-01T00:00Z") })
  })

  test("it is one of those that come one after the other, at any time of the year and in any zone", () => {
    const crons = fc.constantFrom("30 2 * * *", "0 * * * *", "*/20 1-3 * * *", "0 0 * * 1", "15 2 1 * *")
    const zones = fc.constantFrom("Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "UTC")
    const year = { min: at("2026-01-01"), max: at("2026-12-31") }
    fc.assert(
      fc.property(crons, zones, fc.integer(year), fc.nat({ max: 40 * 86_400_000 }), (cron, timeZone, after, length) => {
        const { lastOf, next } = table(cron, { timeZone })
        let last: number | undefined
        for (let due = next(after); due <= after + length; due = next(due)) last = due
        expect(lastOf(after, after + length)?.due).toBe(last)
      }),
      { numRuns: 300 },
    )
  })
})

describe("jitter", () => {
  const { beginOf, next, nextBegin, lastOf } = table("0 2 * * *", { jitter: "30 minutes" })

  test("is the same wherever it is computed, differs from run to run, and stays below its length", () => {
    const days = Array.from({ length: 50 }, (_, day) => next(at("2026-01-01") + day * 86_400_000))
    const delays = days.map((due) => beginOf(due) - due)
    expect(delays).toEqual(days.map((due) => table("0 2 * * *", { jitter: "30 minutes" }).beginOf(due) - due))
    expect(new Set(delays).size).toBeGreaterThan(45)
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...delays)).toBeLessThan(1_800_000)
    expect(Math.max(...delays) - Math.min(...delays)).toBeGreaterThan(1_200_000)
  })

  test("is over before a run has begun", () => {
    const due = next(at("2026-01-01"))
    expect(nextBegin(beginOf(due) - 1)).toBe(due)
    expect(nextBegin(beginOf(due))).toBe(next(due))
    expect(lastOf(due - 1, beginOf(due) - 1)).toBeUndefined()
    expect(lastOf(due - 1, beginOf(due))?.due).toBe(due)
    expect(lastOf(0, beginOf(next(due)) - 1)?.due).toBe(due)
  })
})
