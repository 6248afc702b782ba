/** The mock's time. Nothing else in the mock, and nothing in a client that is given this clock, asks the machine's. */
import { createRealClock } from "./RealClock.ts"
import { createVirtualClock } from "./VirtualClock.ts"

/**
 * How time passes.
 *
 * - `auto`: it stands still while anybody works; when everybody sleeps it jumps to the next wake.
 * - `manual`: only `advance` moves it, and sleepers wait for that.
 * - `frozen`: only `advance` moves it, but sleepers sleep in real time, so that a page may poll and always see the same picture.
 * - `x600` and other factors: real time, faster. For clients that really sleep.
 * - `real`: the machine's own.
 */
export type ClockMode = "auto" | "manual" | "frozen" | "real" | `x${number}`

export interface Clock {
  readonly mode: ClockMode
  /** Milliseconds since epoch. */
  now(): number
  /** Rejects with the signal's reason when that aborts first. After `close` it never ends. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
  /** Moves time on, waking on its way whoever sleeps, each at the moment asked for. */
  advance(time: string | number): Promise<void>
  /** Keeps an `auto` clock from jumping, during work it can not see such as reading a file, until released. */
  hold(): Hold
}

/** Released by `using`, or by hand. */
export interface Hold extends Disposable {
  release(): void
}

/** What the owner of a clock may do besides. */
export interface OwnedClock extends Clock {
  /** Puts the time where a snapshot had it, without waking anybody. */
  set(now: number): void
  /** Tells an `auto` clock that somebody is awake. */
  stir(): void
  /** Nobody wakes any more. */
  close(): void
}

export interface ClockOptions {
  readonly mode: ClockMode
  /** Where `auto`, `manual` and `frozen` begin, in milliseconds since epoch. */
  readonly start: number
  /** Called whenever a clock jumped, before it wakes the sleepers of that moment. */
  readonly onMove: (now: number) => void
}

export const createClock = (options: ClockOptions): OwnedClock => {
  const { mode } = options
  if (mode === "auto" || mode === "manual") return createVirtualClock({ ...options, mode })
  const factor = mode === "frozen" ? 0 : mode === "real" ? 1 : Number(mode.slice(1))
  if (Number.isFinite(factor) && (factor > 0 || mode === "frozen")) return createRealClock({ ...options, factor })
  throw new RangeError(`"${mode}" is not a clock: choose auto, manual, frozen, real, or a factor such as x600`)
}
