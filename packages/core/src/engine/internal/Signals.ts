/** Waking who waits for a change, by the name of what changes. */
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"

export interface Signals {
  /** Returns when something is so: looks at once, and again whenever the name is woken. */
  readonly until: <E>(name: string, isSo: Effect.Effect<boolean, E>) => Effect.Effect<void, E>
  readonly wake: (name: string) => void
  readonly wakeAll: () => void
}

export const makeSignals = (): Signals => {
  const waiting = new Map<string, Deferred.Deferred<void>>()
  const signalOf = (name: string) => {
    const known = waiting.get(name)
    if (known !== undefined) return known
    const signal = Deferred.makeUnsafe<void>()
    waiting.set(name, signal)
    return signal
  }
  const wake = (name: string) => {
    const signal = waiting.get(name)
    waiting.delete(name)
    if (signal !== undefined) Deferred.doneUnsafe(signal, Effect.void)
  }
  const until: Signals["until"] = (name, isSo) =>
    Effect.suspend(() => {
      // Asked for before looking, so that no change falls in between.
      const signal = signalOf(name)
      return Effect.flatMap(isSo, (so) =>
        so ? Effect.void : Effect.andThen(Deferred.await(signal), until(name, isSo)),
      )
    })
  return { until, wake, wakeAll: () => Array.from(waiting.keys()).forEach(wake) }
}
