import { describe, expect, it } from "vitest"
import { duration } from "../src/duration.ts"
import { type Clock, type ClockMode, createClock } from "../src/state/Clock.ts"

const start = Date.UTC(2026, 0, 1)
const clockOf = (mode: ClockMode, onMove: (now: number) => void = () => {}) => createClock({ mode, start, onMove })
const passed = (clock: Clock) => clock.now() - start

describe("a length of time", () => {
  it("is read from words and from milliseconds", () => {
    expect(["90s", "3m", "1h30m", "300ms", "1.5s", 250].map(duration)).toEqual([
      90_000, 180_000, 5_400_000, 300, 1_500, 250,
    ])
  })
  it("is refused, repeated, when it can not be read", () => {
    for (const wrong of ["", "3", "3 minutes", "m3", -1, Number.NaN])
      expect(() => duration(wrong)).toThrow(`"${wrong}"`)
  })
})

describe("an auto clock", () => {
  it("jumps to the next wake when everybody sleeps, one wake after the other", async () => {
    const clock = clockOf("auto")
    const order: string[] = []
    const sleeper = async (name: string, ms: number) => {
      await clock.sleep(ms)
      order.push(`${name} ${passed(clock)}`)
    }
    await Promise.all([sleeper("late", 60_000), sleeper("early", 1_000), sleeper("same", 1_000)])
    expect(order).toEqual(["early 1000", "same 1000", "late 60000"])
  })
  it("passes a year of polling at once", async () => {
    const clock = clockOf("auto")
    for (let day = 0; day < 365; day += 1) await clock.sleep(86_400_000)
    expect(passed(clock)).toBe(365 * 86_400_000)
  })
  it("stands still while somebody works", async () => {
    const clock = clockOf("auto")
    const long = clock.sleep(1_000)
    const seen: number[] = []
    for (let turn = 0; turn < 500; turn += 1) {
      await new Promise((resolve) => setImmediate(resolve))
      clock.stir()
      seen.push(passed(clock))
    }
    expect(new Set(seen)).toEqual(new Set([0]))
    await long
    expect(passed(clock)).toBe(1_000)
  })
  it("does not jump while it is held", async () => {
    const clock = clockOf("auto")
    let awake = false
    const hold = clock.hold()
    const sleeper = clock.sleep(1).then(() => {
      awake = true
    })
    for (let turn = 0; turn < 500; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    expect(awake).toBe(false)
    hold.release()
    await sleeper
    expect(passed(clock)).toBe(1)
  })
  it("lets an aborted sleeper go with the signal's reason", async () => {
    const clock = clockOf("manual")
    const controller = new AbortController()
    const sleeper = clock.sleep(1_000, controller.signal)
    controller.abort(new Error("enough"))
    await expect(sleeper).rejects.toThrow("enough")
    await expect(clock.sleep(1, controller.signal)).rejects.toThrow("enough")
  })
  it("wakes nobody after it was closed", async () => {
    const clock = clockOf("auto")
    let awake = false
    void clock.sleep(1).then(() => {
      awake = true
    })
    clock.close()
    for (let turn = 0; turn < 500; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    expect(awake).toBe(false)
  })
})

describe("a manual clock", () => {
  it("moves only when told, and wakes each sleeper at its own moment", async () => {
    const moves: number[] = []
    const clock = clockOf("manual", (now) => moves.push(now - start))
    const woken: number[] = []
    const poll = async () => {
      for (;;) {
        await clock.sleep(50_000)
        woken.push(passed(clock))
      }
    }
    void poll()
    await clock.advance("3m")
    expect(woken).toEqual([50_000, 100_000, 150_000])
    expect(passed(clock)).toBe(180_000)
    expect(moves).toEqual([0, 50_000, 100_000, 150_000, 180_000])
  })
})

describe("a clock in real time", () => {
  it("stands when frozen, yet lets a client sleep", async () => {
    const clock = clockOf("frozen")
    await clock.sleep(2)
    expect(passed(clock)).toBe(0)
    await clock.advance("40m")
    expect(passed(clock)).toBe(2_400_000)
  })
  it("runs by its factor", async () => {
    const clock = clockOf("x100000")
    const before = clock.now()
    await clock.sleep(600_000)
    expect(clock.now() - before).toBeGreaterThanOrEqual(600_000)
  })
  it("wakes whoever would have woken by then when it is advanced", async () => {
    const clock = clockOf("real")
    const sleeper = clock.sleep(3_600_000)
    await clock.advance("1h")
    await sleeper
  })
})

it("a clock that does not exist is refused by name", () => {
  expect(() => clockOf("x0")).toThrow('"x0" is not a clock')
  expect(() => clockOf("fast" as ClockMode)).toThrow('"fast" is not a clock')
})
