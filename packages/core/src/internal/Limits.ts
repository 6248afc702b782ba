/** How many hooks are under way at once. Who waits for a place waits no longer than to its deadline. */
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as Semaphore from "effect/Semaphore"
import { type Scope as ResourceScope, resourceKey } from "../Resource.ts"
import { invalid } from "./invalid.ts"

/**
 * How many resources are worked on at once: in one scope (10 unless given) and in all (50 unless given).
 *
 * @category models
 * @since 0.1.0
 */
export interface Limits {
  readonly perScope?: number
  readonly total?: number
}

/** Places for hooks, shared by all operations of one process. */
export interface Places {
  readonly perScope: number
  /** Takes a place in a scope until the surrounding scope closes. */
  readonly take: (scope: ResourceScope) => Effect.Effect<void, never, Scope.Scope>
}

/** **Fails with** `invalidParameters` for a limit that lets nobody in. */
export const makePlaces = Effect.fnUntraced(function* ({ perScope = 10, total = 50 }: Limits = {}) {
  const issues = Object.entries({ perScope, total })
    .filter(([, limit]) => !Number.isInteger(limit) || limit < 1)
    .map(([name, limit]) => ({ path: `/limits/${name}`, message: `${limit} is no whole number above zero.` }))
  if (issues.length > 0) return yield* invalid(issues)
  const all = Semaphore.makeUnsafe(total)
  const scopes = new Map<string, Semaphore.Semaphore>()
  const placesOf = (scope: ResourceScope) => {
    const key = scopeKey(scope)
    const places = scopes.get(key) ?? Semaphore.makeUnsafe(perScope)
    scopes.set(key, places)
    return places
  }
  const places: Places = {
    perScope,
    take: (scope) => Effect.andThen(Semaphore.takeScoped(placesOf(scope), 1), Semaphore.takeScoped(all, 1)),
  }
  return places
})

/** A scope as one string. */
export const scopeKey = (scope: ResourceScope): string => resourceKey({ scope, type: "", id: "" })
