/** Time for tests: it moves on command, or by itself as soon as everybody sleeps. Nothing here waits for real. */
import type { HostClock } from "../HostClock.ts"

/**
 * A clock only `advance` moves. **Units**: milliseconds.
 *
 * @category models
 * @since 0.1.0
 */
export interface ManualClock extends HostClock {
  /** Moves time on, waking whoever sleeps, each at the moment asked for, and lets them work before going on. */
  readonly advance: (ms: number) => Promise<void>
}

/** 2026-01-01T00:00:00Z. */
const start = 1_767_225_600_000

/** So many turns of the event loop in which nobody new falls asleep count as "everybody sleeps". */
const idleTurns = 50

/**
 * A clock that stands still until `advance`.
 *
 * @category constructors
 * @since 0.1.0
 */
export const manualClock = (): ManualClock => makeClock().clock

/**
 * A clock that stands still while anybody works and jumps to the next wake when everybody sleeps, so that an hour of
 * waiting takes no time. It can not see input and output: while a file is read it may jump.
 *
 * @category constructors
 * @since 0.1.0
 */
export const virtualClock = (): HostClock => {
  let watching = false
  const watch = async () => {
    if (watching) return
    watching = true
    while (nextWake() < Number.POSITIVE_INFINITY) {
      await settled()
      jump(nextWake())
    }
    watching = false
  }
  const { clock, jump, nextWake, settled } = makeClock(() => void watch())
  return clock
}

const makeClock = (onSleep: () => void = () => {}) => {
  let now = start
  let slept = 0
  let sleepers: readonly { readonly wake: number; readonly resolve: () => void }[] = []

  const nextWake = () => sleepers.reduce((next, { wake }) => Math.min(next, wake), Number.POSITIVE_INFINITY)
  const settled = async () => {
    for (let quiet = 0, seen = slept; quiet < idleTurns; quiet += 1) {
      await new Promise((resolve) => setImmediate(resolve))
      if (seen !== slept) quiet = 0
      seen = slept
    }
  }
  const jump = (to: number) => {
    if (to === Number.POSITIVE_INFINITY) return
    now = Math.max(now, to)
    const awake = sleepers.filter(({ wake }) => wake <= now)
    sleepers = sleepers.filter(({ wake }) => wake > now)
    for (const { resolve } of awake) resolve()
  }
  const clock: ManualClock = {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve()
        const sleeper = { wake: now + Math.max(0, ms), resolve }
        sleepers = [...sleepers, sleeper]
        slept += 1
        signal?.addEventListener("abort", () => {
          sleepers = sleepers.filter((other) => other !== sleeper)
          resolve()
        })
        onSleep()
      }),
    advance: async (ms) => {
      const target = now + ms
      await settled()
      while (nextWake() <= target) {
        jump(nextWake())
        await settled()
      }
      jump(target)
    },
  }
  return { clock, jump, nextWake, settled }
}
