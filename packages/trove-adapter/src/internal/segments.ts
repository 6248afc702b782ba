/**
 * The segments of a large object. A listing is told late at both ends: what it has may be gone, and what it lacks may be
 * there. So every name in it is looked at, and those that would come next, until one is not there.
 */
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { StoredObject, SwiftService } from "../Swift.ts"
import type { TroveError } from "../TroveError.ts"
import { ifThere, isMissing } from "./ifThere.ts"
import { type Place, segmentName, segmentPrefix } from "./place.ts"

/** What was found of them. */
export interface Segments {
  /** In the order of their numbers, gaps too; behind the last one there is none. */
  readonly looks: readonly { readonly name: string; readonly found: StoredObject | undefined }[]
  /** What is listed under such a name without a number. */
  readonly others: readonly string[]
}

export const lookAtSegments = Effect.fnUntraced(function* (
  swift: SwiftService,
  place: Place,
): Effect.fn.Return<Segments, TroveError> {
  const look = (index: number) => {
    const name = segmentName(place, index)
    return Effect.map(ifThere(swift.showObject(place.container, name)), (found) => ({ name, found }))
  }
  const listed = yield* swift.listObjects(place.container, { prefix: segmentPrefix(place) }).pipe(
    Stream.map(({ name }) => name),
    Stream.runCollect,
    Effect.catchIf(isMissing, () => Effect.succeed([])),
  )
  const numbers = listed.map((name) => Number(/_(\d{8})$/.exec(name)?.[1] ?? -1))
  const last = numbers.reduce((one, other) => Math.max(one, other), -1)
  const inTheList = Array.from({ length: last + 1 }, (_, index) => index)
  const looks = [...(yield* Effect.forEach(inTheList, look, { concurrency: 8 }))]
  for (;;) {
    const next = yield* look(looks.length)
    if (next.found === undefined) return { looks, others: listed.filter((_, index) => numbers[index] === -1) }
    looks.push(next)
  }
})
