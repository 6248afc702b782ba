/** When and how often a request that changes nothing is sent again. */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import type { TroveError, TroveReason } from "../TroveError.ts"

/** Longer waits are the caller's: the error says how long. */
const longestWait = Duration.seconds(60)

const passing: ReadonlySet<TroveReason> = new Set(["connectionLost", "timedOut", "unavailable", "rateLimited"])

const repeatable = (error: TroveError): boolean =>
  (passing.has(error.reason) || isNoJson(error)) && (error.retryAfterMs ?? 0) <= Duration.toMillis(longestWait)

/** An answer cut off, or a proxy's page: the next one may be whole. */
const isNoJson = ({ reason, cause }: TroveError): boolean =>
  reason === "malformedAnswer" && cause instanceof SyntaxError

const policy = Schedule.min([Schedule.exponential("250 millis"), Schedule.spaced("10 seconds")]).pipe(
  Schedule.jittered,
  Schedule.upTo({ times: 4 }),
  Schedule.setInputType<TroveError>(),
  Schedule.modifyDelay(({ input, duration }) =>
    Effect.succeed(Duration.max(duration, Duration.millis(input.retryAfterMs ?? 0))),
  ),
)

/**
 * Up to five tries in all, with backoff and jitter, never sooner than the server asks. What another operation failed with,
 * such as the login before it, was tried five times there. Nothing is prepared for a second try before the first one
 * failed: nearly none does.
 */
export const retryReads = <A>(operation: string, read: Effect.Effect<A, TroveError>): Effect.Effect<A, TroveError> => {
  const again = (error: TroveError) => error.call.operation === operation && repeatable(error)
  return Effect.catchIf(read, again, (error) => Effect.retry(after(error, read), { schedule: policy, while: again }))
}

/** What failed already, and is tried for the second time when it is run again. */
const after = <A>(failed: TroveError, read: Effect.Effect<A, TroveError>): Effect.Effect<A, TroveError> => {
  let tries = 0
  return Effect.suspend(() => {
    tries += 1
    return tries === 1 ? Effect.fail(failed) : read
  })
}
