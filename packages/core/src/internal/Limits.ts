/** How many hooks are under way at once, and who gets the next place. */
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import { type Scope as ResourceScope, resourceKey } from "../Resource.ts"
import { type Applicant, makeFairQueue } from "./fairQueue.ts"
import { invalid } from "./invalid.ts"

/**
 * How many resources one process works on at once: in one scope (10 unless given), for one provider (as many as in all
 * unless given) and in all (50 unless given). Beyond it operations take turns, and within one its scopes.
 *
 * @category models
 * @since 0.1.0
 */
export interface Limits {
  readonly perScope?: number
  readonly perProvider?: number
  readonly total?: number
}

/** Places for hooks, shared by all operations of one process. */
export interface Places {
  readonly perScope: number
  /** Asks for a place, which is held until the surrounding scope closes; the inner effect returns when it is there. */
  readonly take: (applicant: Applicant) => Effect.Effect<Effect.Effect<void> | "taken", never, Scope.Scope>
}

/** **Fails with** `invalidParameters` for a limit that lets nobody in. */
export const makePlaces = Effect.fnUntraced(function* ({ perProvider, perScope = 10, total = 50 }: Limits = {}) {
  const issues = Object.entries({ perScope, perProvider, total })
    .filter(([, limit = 1]) => !Number.isInteger(limit) || limit < 1)
    .map(([name, limit]) => ({ path: `/limits/${name}`, message: `${limit} is no whole number above zero.` }))
  if (issues.length > 0) return yield* invalid(issues)
  const queue = makeFairQueue({ perScope, perProvider: perProvider ?? total, total })
  const places: Places = {
    perScope,
    take: (applicant) =>
      Effect.acquireRelease(
        Effect.sync(() => {
          const admitted = Deferred.makeUnsafe<void>()
          const leave = queue.enter(applicant, () => Deferred.doneUnsafe(admitted, Effect.void))
          return { admitted, leave }
        }),
        ({ leave }) => Effect.sync(leave),
      ).pipe(Effect.map(({ admitted }) => (Deferred.isDoneUnsafe(admitted) ? "taken" : Deferred.await(admitted)))),
  }
  return places
})

/** A scope as one string. */
export const scopeKey = (scope: ResourceScope): string => resourceKey({ scope, type: "", id: "" })
