/** Time that passes by itself, as fast as the machine's or by a factor; with the factor 0 it stands, and only sleeping takes real time. */
import { duration } from "../duration.ts"
import type { ClockOptions, Hold, OwnedClock } from "./Clock.ts"

/** `setTimeout` fires at once when asked for more. */
const longestTimer = 2 ** 31 - 1

interface Sleeper {
  readonly wake: number
  readonly end: () => void
  readonly leave: () => void
}

export const createRealClock = (options: ClockOptions & { readonly factor: number }): OwnedClock => {
  const { mode, factor, onMove } = options
  const frozen = factor === 0
  const born = Date.now()
  let offset = 0
  const origin = frozen ? options.start : born
  const now = (): number => Math.floor(origin + (Date.now() - born) * factor + offset)
  const sleepers = new Set<Sleeper>()
  let closed = false

  const sleep = async (ms: number, signal?: AbortSignal): Promise<void> => {
    signal?.throwIfAborted()
    if (closed) return new Promise(() => {})
    return new Promise((resolve, reject) => {
      let timer: ReturnType<typeof setTimeout>
      const leave = (): void => {
        clearTimeout(timer)
        signal?.removeEventListener("abort", abort)
        sleepers.delete(sleeper)
      }
      const sleeper: Sleeper = {
        wake: now() + ms,
        leave,
        end: () => {
          leave()
          resolve()
        },
      }
      const abort = (): void => {
        leave()
        reject(signal?.reason)
      }
      const arm = (left: number): void => {
        const part = Math.min(left, longestTimer)
        timer = setTimeout(() => (left > part ? arm(left - part) : sleeper.end()), part)
      }
      signal?.addEventListener("abort", abort, { once: true })
      sleepers.add(sleeper)
      arm(frozen ? ms : ms / factor)
    })
  }

  return {
    mode,
    now,
    sleep,
    advance: async (time) => {
      offset += duration(time)
      onMove(now())
      if (frozen) return
      for (const sleeper of [...sleepers].sort((a, b) => a.wake - b.wake)) if (sleeper.wake <= now()) sleeper.end()
    },
    hold: () => ({ release: () => {}, [Symbol.dispose]: () => {} }) satisfies Hold,
    set: (to) => {
      offset += to - now()
    },
    stir: () => {},
    close: () => {
      closed = true
      for (const sleeper of sleepers) sleeper.leave()
    },
  }
}
