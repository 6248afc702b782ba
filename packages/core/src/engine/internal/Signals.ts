/** Waking who waits for a change, by the name of what changes. */
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"

export interface Signals {
  /** Returns when something is so: looks at once, and again whenever the name is woken. */
  readonly until: <E>(name: string, isSo: Effect.Effect<boolean, E>) => Effect.Effect<void, E>
  readonly wake: (name: string) => void
  readonly wakeAll: () => void
}

interface Signal {
  readonly given: Deferred.Deferred<void>
  waiters: number
}

export const makeSignals = (): Signals => {
  const signals = new Map<string, Signal>()
  const signalOf = (name: string) => {
    const known = signals.get(name)
    if (known !== undefined) return known
    const signal = { given: Deferred.makeUnsafe<void>(), waiters: 0 }
    signals.set(name, signal)
    return signal
  }
  const wake = (name: string) => {
    const signal = signals.get(name)
    signals.delete(name)
    if (signal !== undefined) Deferred.doneUnsafe(signal.given, Effect.void)
  }
  /** What nobody waits for any more is forgotten. */
  const leave = (name: string, signal: Signal) => {
    signal.waiters -= 1
    if (signal.waiters === 0 && signals.get(name) === signal) signals.delete(name)
  }
  const until: Signals["until"] = (name, isSo) =>
    Effect.suspend(() => {
      // Asked for before looking, so that no change falls in between.
      const signal = signalOf(name)
      signal.waiters += 1
      const look = Effect.flatMap(isSo, (so) =>
        so ? Effect.succeed(true) : Effect.as(Deferred.await(signal.given), false),
      )
      return Effect.ensuring(
        look,
        Effect.sync(() => leave(name, signal)),
      )
    }).pipe(Effect.flatMap((so) => (so ? Effect.void : until(name, isSo))))
  return { until, wake, wakeAll: () => Array.from(signals.keys()).forEach(wake) }
}
