import { clockLayer, fromHostClock } from "@breakwater/core"
import { manualClock, virtualClock } from "@breakwater/core/testing"
import * as Clock from "effect/Clock"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import { describe, expect, test } from "vitest"

describe("a host's clock", () => {
  test("is the clock effects read and sleep by", async () => {
    const clock = virtualClock()
    const began = clock.now()
    const hour = Effect.sleep("1 hour").pipe(Effect.andThen(Clock.currentTimeMillis), Effect.provide(clockLayer(clock)))
    expect(await Effect.runPromise(hour)).toBe(began + 3_600_000)
    expect(clock.now()).toBe(began + 3_600_000)
  })

  test("gives dates and nanoseconds too", async () => {
    const clock = manualClock()
    const now = await Effect.runPromise(DateTime.now.pipe(Effect.provide(clockLayer(clock))))
    expect(DateTime.toEpochMillis(now)).toBe(clock.now())
    expect(fromHostClock(clock).currentTimeNanosUnsafe()).toBe(BigInt(clock.now()) * 1_000_000n)
  })

  test("is told when a sleeper no longer waits", async () => {
    const clock = manualClock()
    const call = new AbortController()
    const sleep = Effect.runPromise(Effect.sleep("1 hour").pipe(Effect.provide(clockLayer(clock))), {
      signal: call.signal,
    })
    call.abort()
    await expect(sleep).rejects.toThrow()
  })
})

describe("a manual clock", () => {
  test("wakes each sleeper at its own moment, in order, and lets it sleep again", async () => {
    const clock = manualClock()
    const began = clock.now()
    const woken: [string, number][] = []
    const sleeper = async (name: string, ...naps: number[]) => {
      for (const nap of naps) {
        await clock.sleep(nap)
        woken.push([name, clock.now() - began])
      }
    }
    const all = Promise.all([sleeper("slow", 250), sleeper("twice", 100, 100), sleeper("never", 1_000)])
    await clock.advance(300)
    expect(woken).toEqual([
      ["twice", 100],
      ["twice", 200],
      ["slow", 250],
    ])
    expect(clock.now() - began).toBe(300)
    await clock.advance(700)
    await all
  })

  test("a sleep whose signal aborts ends at once", async () => {
    const clock = manualClock()
    const call = new AbortController()
    const sleep = clock.sleep(1_000, call.signal)
    call.abort()
    await sleep
    await clock.sleep(1_000, AbortSignal.abort())
  })
})

describe("a virtual clock", () => {
  test("jumps from wake to wake while everybody sleeps", async () => {
    const clock = virtualClock()
    const began = clock.now()
    const wakes: number[] = []
    const sleeper = async (nap: number) => {
      for (let count = 0; count < 3; count += 1) {
        await clock.sleep(nap)
        wakes.push(clock.now() - began)
      }
    }
    await Promise.all([sleeper(1_000), sleeper(1_500)])
    expect(wakes).toEqual([1_000, 1_500, 2_000, 3_000, 3_000, 4_500])
  })
})
