/** A promise with a time, by a clock that moves only when it is told to. */
import { clockLayer, type HostClock } from "@breakwater/core"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import { expect, test } from "vitest"
import { tryWithin } from "../src/internal/tryWithin.ts"

/** A clock whose sleeps end when it is told, and who sleeps by it. */
class Watch implements HostClock {
  time = 0
  readonly sleepers = new Set<{ readonly at: number; readonly wake: () => void }>()
  readonly now = () => this.time
  readonly sleep = (ms: number, signal?: AbortSignal) =>
    new Promise<void>((wake) => {
      const sleeper = { at: this.time + ms, wake }
      this.sleepers.add(sleeper)
      signal?.addEventListener("abort", () => this.sleepers.delete(sleeper))
    })

  async to(time: number) {
    this.time = time
    for (const sleeper of this.sleepers) {
      if (sleeper.at > time) continue
      this.sleepers.delete(sleeper)
      sleeper.wake()
    }
    await new Promise((resume) => setImmediate(resume))
  }
}

/** Something begun on such a clock, which is given ten seconds. */
const begun = () => {
  const watch = new Watch()
  const answer = Promise.withResolvers<string>()
  const signals: AbortSignal[] = []
  const trying = tryWithin(Duration.seconds(10), {
    try: (signal) => {
      signals.push(signal)
      return answer.promise
    },
    catch: (cause) => `refused: ${cause}`,
    late: () => `late at ${watch.time}`,
  })
  const fiber = Effect.runFork(Effect.provide(trying, clockLayer(watch)))
  return { watch, answer, fiber, signal: signals[0], ended: () => Effect.runPromise(Fiber.await(fiber)) }
}

test("what is answered in time is given, and its time no longer waited for", async () => {
  const { watch, answer, signal, ended } = begun()
  await watch.to(9_999)
  answer.resolve("here")
  expect(await ended()).toEqual(Exit.succeed("here"))
  expect(watch.sleepers.size).toBe(0)
  expect(signal?.aborted).toBe(false)
})

test("what is refused fails as it says, and its time is no longer waited for", async () => {
  const { watch, answer, ended } = begun()
  answer.reject("no")
  expect(await ended()).toEqual(Exit.fail("refused: no"))
  expect(watch.sleepers.size).toBe(0)
})

test("what is late fails at its time, not before, and is told that nobody waits any more", async () => {
  const { watch, answer, fiber, signal, ended } = begun()
  await watch.to(9_999)
  expect(fiber.pollUnsafe()).toBeUndefined()
  await watch.to(10_000)
  expect(await ended()).toEqual(Exit.fail("late at 10000"))
  expect(signal?.aborted).toBe(true)
  answer.resolve("too late")
  expect(await ended()).toEqual(Exit.fail("late at 10000"))
})

test("who is interrupted leaves neither a request nor a time behind", async () => {
  const { watch, fiber, signal, ended } = begun()
  expect(watch.sleepers.size).toBe(1)
  await Effect.runPromise(Fiber.interrupt(fiber))
  expect(Exit.hasInterrupts(await ended())).toBe(true)
  expect(signal?.aborted).toBe(true)
  expect(watch.sleepers.size).toBe(0)
})

test("a clock that breaks is heard of, and the request aborted", async () => {
  const answers: PromiseWithResolvers<string> = Promise.withResolvers()
  const broken = { now: () => 0, sleep: () => Promise.reject(new Error("The clock broke.")) }
  const trying = tryWithin(Duration.seconds(10), {
    try: (signal) => {
      signal.addEventListener("abort", () => answers.reject(signal.reason))
      return answers.promise
    },
    catch: () => "refused",
    late: () => "late",
  })
  await expect(Effect.runPromise(Effect.provide(trying, clockLayer(broken)))).rejects.toThrow("The clock broke.")
})
