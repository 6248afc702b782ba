/** A promise that is given so much time, by the clock of whoever waits for it. */
import * as Clock from "effect/Clock"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"

/** What is begun, and what it means that it was refused or is late. Its signal fires once nobody waits any more. */
export interface Trying<A, E> {
  readonly try: (signal: AbortSignal) => Promise<A>
  readonly catch: (cause: unknown) => E
  readonly late: () => E
}

/** One fiber for the time, and none for the promise: as `Effect.timeoutOrElse` over `Effect.tryPromise`, at a third of the cost. */
export const tryWithin = <A, E>(duration: Duration.Duration, trying: Trying<A, E>): Effect.Effect<A, E> =>
  Effect.withFiber((fiber) =>
    Effect.callback<A, E>((resume) => {
      const controller = new AbortController()
      const settle = (result: Effect.Effect<A, E>) => {
        forget()
        timer.interruptUnsafe()
        resume(result)
      }
      trying.try(controller.signal).then(
        (value) => settle(Effect.succeed(value)),
        (cause: unknown) => settle(Effect.suspend(() => Effect.fail(trying.catch(cause)))),
      )
      const timer = Effect.runForkWith(fiber.context)(fiber.getRef(Clock.Clock).sleep(duration))
      const forget = timer.addObserver((exit) => {
        controller.abort()
        resume(Effect.flatMap(exit, () => Effect.fail(trying.late())))
      })
      return Effect.sync(() => {
        controller.abort()
        forget()
        timer.interruptUnsafe()
      })
    }),
  )
