/** How many hooks are under way at once, and who gets the next place. */
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import { type Scope as ResourceScope, resourceKey } from "../Resource.ts"
import { unknownMembers } from "./decodeWithIssues.ts"
import { type Applicant, type FairQueue, makeFairQueue } from "./fairQueue.ts"
import { invalid } from "./invalid.ts"
import { type LimitedPlaces, limitedPlaces, type SharedPlaces } from "./SharedPlaces.ts"

/**
 * How many resources are worked on at once: in one scope (10 unless given), for one provider (as many as in all unless
 * given) and in all (50 unless given). Beyond it operations take turns, and within one its scopes. On the cluster engine
 * `perScope` and `perProvider` hold over all runners once they are given, the same in each of them; `total`, and what is not
 * given, is what one process does.
 *
 * @category models
 * @since 0.1.0
 */
export interface Limits {
  readonly perScope?: number
  readonly perProvider?: number
  readonly total?: number
}

/** Places for hooks, shared by all operations of one process, and by other runners where there are any. */
export interface Places {
  readonly perScope: number
  /**
   * Asks for a place, which is held until the surrounding scope closes; the inner effect returns when it is there. `agree`
   * is asked as well, each time there is room in this process, until it is content.
   */
  readonly take: (
    applicant: Applicant,
    agree?: Effect.Effect<boolean>,
  ) => Effect.Effect<Effect.Effect<void> | "taken", never, Scope.Scope>
  /** The places of all runners; undefined where nobody else drives, or nothing is limited. */
  readonly shared: LimitedPlaces | undefined
}

/** **Fails with** `invalidParameters` for a limit that lets nobody in. */
export const makePlaces = Effect.fnUntraced(function* (limits: Limits = {}, shared?: SharedPlaces) {
  const { perProvider, perScope = 10, total = 50 } = limits
  const known = { perScope, perProvider, total }
  const bad = Object.entries(known)
    .filter(([, limit = 1]) => !Number.isInteger(limit) || limit < 1)
    .map(([name, limit]) => ({ path: `/limits/${name}`, message: `${limit} is no whole number above zero.` }))
  const strange = unknownMembers(known, limits, "There is no such limit.")
  const issues = [...bad, ...strange.map(({ message, path }) => ({ path: `/limits${path}`, message }))]
  if (issues.length > 0) return yield* invalid(issues)
  const queue = makeFairQueue({ perScope, perProvider: perProvider ?? total, total })
  const limited = shared && limitedPlaces(shared, limits)
  if (limited !== undefined) yield* Effect.forkScoped(reopenWhenFreed(limited, queue))
  const places: Places = {
    perScope,
    shared: limited,
    take: (applicant, agree) =>
      Effect.acquireRelease(
        Effect.sync(() => enter(queue, applicant, agree)),
        ({ turn }) => Effect.sync(turn.leave),
      ).pipe(Effect.map(({ place }) => place())),
  }
  return places
})

/** A scope as one string. */
export const scopeKey = (scope: ResourceScope): string => resourceKey({ scope, type: "", id: "" })

const enter = (queue: FairQueue, applicant: Applicant, agree: Effect.Effect<boolean> | undefined) => {
  let admitted = Deferred.makeUnsafe<void>()
  const turn = queue.enter(applicant, () => Deferred.doneUnsafe(admitted, Effect.void), agree !== undefined)
  const ask = (agree: Effect.Effect<boolean>): Effect.Effect<void> =>
    Effect.flatMap(Effect.andThen(Deferred.await(admitted), agree), (agreed) => {
      if (agreed) return Effect.sync(turn.confirm)
      admitted = Deferred.makeUnsafe<void>()
      return Effect.andThen(Effect.sync(turn.refuse), ask(agree))
    })
  const place = () => {
    // Whoever goes on without a place asks no more, and must not keep others from asking.
    if (agree !== undefined) return Effect.onInterrupt(ask(agree), () => Effect.sync(turn.leave))
    return Deferred.isDoneUnsafe(admitted) ? "taken" : Deferred.await(admitted)
  }
  return { turn, place }
}

/** Whoever was refused asks again when a place was given back; and now and then, since a runner may have died unheard. */
const reopenWhenFreed = ({ awaitFreed }: LimitedPlaces, queue: FairQueue) =>
  Effect.forever(Effect.andThen(Effect.raceFirst(awaitFreed, Effect.sleep("5 seconds")), Effect.sync(queue.reopen)))
