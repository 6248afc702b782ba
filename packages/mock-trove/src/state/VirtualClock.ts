/** Time that passes by jumps: on command, or as soon as everybody sleeps. */
import { duration } from "../duration.ts"
import type { ClockOptions, Hold, OwnedClock } from "./Clock.ts"
import { nextTurn } from "./nextTurn.ts"

/**
 * So many turns of the event loop without a stir count as "everybody sleeps": a third of a millisecond, several times
 * what promises, a scheduler's own turns or a small WebCrypto digest take. Disks and timers take longer: hold the clock.
 */
const idleTurns = 200

interface Sleeper {
  readonly wake: number
  readonly resolve: () => void
}

export const createVirtualClock = (options: ClockOptions & { readonly mode: "auto" | "manual" }): OwnedClock => {
  const { mode, onMove } = options
  let now = options.start
  let sleepers: Sleeper[] = []
  let stirs = 0
  let advances = 0
  let watching = false
  let closed = false
  const holds = new Set<object>()
  let waiting: (() => void)[] = []

  const idle = async (): Promise<void> => {
    for (let quiet = 0, seen = stirs; quiet < idleTurns && !closed; quiet += 1) {
      if (holds.size > 0) await new Promise<void>((resolve) => waiting.push(resolve))
      await nextTurn()
      if (seen === stirs && holds.size === 0) continue
      seen = stirs
      quiet = -1
    }
  }

  const letGo = (): void => {
    const free = waiting
    waiting = []
    for (const resolve of free) resolve()
  }

  const nextWake = (): number => sleepers.reduce((next, { wake }) => Math.min(next, wake), Number.POSITIVE_INFINITY)

  const jump = (to: number): void => {
    now = to
    onMove(now)
    const awake = sleepers.filter(({ wake }) => wake <= now)
    sleepers = sleepers.filter(({ wake }) => wake > now)
    for (const { resolve } of awake) resolve()
  }

  const watch = async (): Promise<void> => {
    watching = true
    while (!closed && advances === 0 && nextWake() < Number.POSITIVE_INFINITY) {
      await idle()
      const next = nextWake()
      if (!closed && advances === 0 && next < Number.POSITIVE_INFINITY) jump(Math.max(now, next))
    }
    watching = false
  }
  const look = (): void => {
    stirs += 1
    if (mode === "auto" && !watching && !closed && advances === 0) void watch()
  }

  return {
    mode,
    now: () => now,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted()
      if (ms <= 0) return nextTurn()
      return new Promise((resolve, reject) => {
        const sleeper: Sleeper = {
          wake: now + ms,
          resolve: () => {
            signal?.removeEventListener("abort", abort)
            resolve()
          },
        }
        const abort = (): void => {
          sleepers = sleepers.filter((other) => other !== sleeper)
          reject(signal?.reason)
        }
        signal?.addEventListener("abort", abort, { once: true })
        sleepers.push(sleeper)
        look()
      })
    },
    advance: async (time) => {
      const target = now + duration(time)
      advances += 1
      for (let next = now; next <= target && !closed; next = nextWake()) {
        jump(Math.max(now, next))
        await idle()
      }
      if (!closed) jump(Math.max(now, target))
      await idle()
      advances -= 1
      look()
    },
    hold: () => {
      const key = {}
      holds.add(key)
      const release = (): void => {
        holds.delete(key)
        stirs += 1
        if (holds.size === 0) letGo()
      }
      return { release, [Symbol.dispose]: release } satisfies Hold
    },
    set: (to) => {
      now = to
    },
    stir: () => {
      stirs += 1
    },
    close: () => {
      closed = true
      sleepers = []
      holds.clear()
      letGo()
    },
  }
}
