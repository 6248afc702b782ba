/** The clock a host brings, as plain functions, turned into the clock every effect here reads and sleeps by. */
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

/**
 * A clock as a host writes it. **Units**: milliseconds, since the epoch for `now`. `sleep` rejects or resolves at once
 * when its signal aborts.
 *
 * @category models
 * @since 0.1.0
 */
export interface HostClock {
  readonly now: () => number
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
}

/**
 * Effect's `Clock` over a host's clock.
 *
 * @category conversions
 * @since 0.1.0
 */
export const fromHostClock = (host: HostClock): Clock.Clock => {
  const nanos = () => BigInt(Math.round(host.now())) * 1_000_000n
  return {
    currentTimeMillisUnsafe: () => host.now(),
    currentTimeMillis: Effect.sync(() => host.now()),
    currentTimeNanosUnsafe: nanos,
    currentTimeNanos: Effect.sync(nanos),
    monotonicTimeNanosUnsafe: nanos,
    monotonicTimeNanos: Effect.sync(nanos),
    sleep: (duration) => Effect.promise((signal) => host.sleep(Duration.toMillis(duration), signal)),
  }
}

/**
 * The same as a layer: everything above it reads and sleeps by the host's clock.
 *
 * @category layers
 * @since 0.1.0
 */
export const clockLayer = (host: HostClock): Layer.Layer<never> => Layer.succeed(Clock.Clock, fromHostClock(host))
