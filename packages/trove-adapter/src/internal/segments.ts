/**
 * The segments of a large object. A listing is told late at both ends: what it has may be gone, and what it lacks may be
 * there. So every name in it is looked at, and those before and behind them that it lacks, as many as may be.
 */
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { StoredObject, SwiftService } from "../Swift.ts"
import type { TroveError } from "../TroveError.ts"
import { ifThere, isMissing } from "./ifThere.ts"
import { type Place, segmentName, segmentNumber, segmentPrefix } from "./place.ts"

/** What was found of them. */
export interface Segments {
  /** In the order of their numbers, gaps too. */
  readonly looks: readonly { readonly name: string; readonly found: StoredObject | undefined }[]
  /** What is listed under such a name without being one. */
  readonly others: readonly string[]
  /** From where on names that no listing has were not looked at; else there is none behind the last one. */
  readonly unlooked: string | undefined
}

export const lookAtSegments = Effect.fnUntraced(function* (
  swift: SwiftService,
  place: Place,
): Effect.fn.Return<Segments, TroveError> {
  const look = (index: number) => {
    const name = segmentName(place, index)
    return Effect.map(ifThere(swift.showObject(place.container, name)), (found) => ({ name, found }))
  }
  const names = yield* swift.listObjects(place.container, { prefix: segmentPrefix(place) }).pipe(
    Stream.map(({ name }) => name),
    Stream.runCollect,
    Effect.catchIf(isMissing, () => Effect.succeed([])),
  )
  const listed = new Set(names.flatMap((name) => segmentNumber(place, name) ?? []))
  const others = names.filter((name) => segmentNumber(place, name) === undefined)
  const last = [...listed].reduce((one, other) => Math.max(one, other), -1)
  const gaps: number[] = []
  for (let index = 0, met = 0; met < listed.size && gaps.length < most; index++) {
    if (listed.has(index)) met++
    else gaps.push(index)
  }
  const known = [...listed, ...gaps].sort((one, other) => one - other)
  const looks = [...(yield* Effect.forEach(known, look, { concurrency: 8 }))]
  let end = (gaps.length < most ? last : (gaps.at(-1) ?? last)) + 1
  for (let left = most - gaps.length; left > 0; left--, end++) {
    const next = yield* look(end)
    if (next.found === undefined) return { looks, others, unlooked: undefined }
    looks.push(next)
  }
  return { looks, others, unlooked: segmentName(place, end) }
})

/**
 * So many names are looked at that no listing has: as many as a large object may have, unless an operator allows more.
 * Source: Swift's `slo.py`, `max_manifest_segments`.
 */
const most = 1000
