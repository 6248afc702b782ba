/** Waiting and trying again by the one clock there is: never longer than to a deadline, never for what can not pass. */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { ProtectionError } from "../ProtectionError.ts"

/**
 * Sleeps until a time, a minute at a stretch unless given: timers do not reach far, and a clock that jumps while it can
 * not see somebody work does no harm. **Units**: milliseconds, since the epoch for the time.
 */
export const sleepUntil = Effect.fnUntraced(function* (time: number, stretch = 60_000) {
  while (true) {
    const rest = time - (yield* Clock.currentTimeMillis)
    if (rest <= 0) return
    yield* Effect.sleep(Math.min(rest, stretch))
  }
})

/** Whether the same call may go well a moment later, with nothing lost by trying. */
export const isPassing = ({ code, outcome, retryable }: ProtectionError): boolean =>
  retryable && outcome !== "started" && code !== "ambiguous" && code !== "deadlineExceeded"

/** Nobody is asked again sooner, whatever a plugin says: one that says "at once" for ever must not keep a machine busy. */
export const shortestWait = 100

/**
 * How long to wait after so many failures in a row: as long as the service asks for, or else longer each time.
 * **Units**: milliseconds.
 */
export const waitAfter = (failures: number, { retryAfterMs = 0 }: ProtectionError): number =>
  retryAfterMs > 0 ? Math.max(shortestWait, retryAfterMs) : Math.min(60_000, 1000 * 2 ** Math.min(failures, 16))

/** What a fault that would not pass comes to at the deadline. */
export const outOfTime = (what: string, last: ProtectionError): ProtectionError =>
  new ProtectionError(
    {
      code: "deadlineExceeded",
      message: `${what} was not done by the deadline. The last fault: ${last.message}`,
      outcome: last.outcome,
      ...(last.left === undefined ? {} : { left: last.left }),
      ...(last.requestIds === undefined ? {} : { requestIds: last.requestIds }),
    },
    { cause: last },
  )

/** Tries again while the fault may pass, until the deadline. **Units**: milliseconds since the epoch. */
export const persist = <A>(
  what: string,
  effect: Effect.Effect<A, ProtectionError>,
  deadline: number,
  failures = 0,
): Effect.Effect<A, ProtectionError> =>
  Effect.catchIf(effect, isPassing, (error) =>
    Effect.gen(function* () {
      const now = yield* Clock.currentTimeMillis
      if (now >= deadline) return yield* outOfTime(what, error)
      yield* Effect.logWarning(`${what}: ${error.message} Trying again.`)
      yield* sleepUntil(Math.min(deadline, now + waitAfter(failures, error)))
      return yield* persist(what, effect, deadline, failures + 1)
    }),
  )
