/**
 * What became of the data of backups whose records are gone: the object store is asked for each object and its segments.
 * A 404 of Trove proves nothing here, and neither does a row of a listing, which is told late: only a look at the name.
 */
import type { Leftover } from "@breakwater/core"
import * as Effect from "effect/Effect"
import type { SwiftService } from "../Swift.ts"
import type { TroveError } from "../TroveError.ts"
import { ifThere } from "./ifThere.ts"
import { isSnapshot, type Place, placeOf } from "./place.ts"
import { present } from "./present.ts"
import { lookAtSegments } from "./segments.ts"

/** A backup that was deleted, as far as it is remembered. */
export interface Deleted {
  readonly id: string
  readonly location: string | undefined
}

export type Fate = "gone" | "remains" | "unknown"

export interface DataProof {
  /** The worst of them: `remains`, else `unknown`, else `gone`. */
  readonly data: Fate
  /** Why it is not known. */
  readonly unknown: readonly string[]
  readonly left: readonly Leftover[]
}

/** Fails nothing: what can not be asked is unknown. */
export const proveGone = Effect.fnUntraced(function* (
  swift: SwiftService,
  deleted: readonly Deleted[],
): Effect.fn.Return<DataProof> {
  const looks = yield* Effect.forEach(deleted, (one) => lookFor(swift, one), { concurrency: 4 })
  const left = looks.flatMap((look) => look.left ?? [])
  const unknown = looks.flatMap((look) => look.unknown ?? [])
  return { data: left.length > 0 ? "remains" : unknown.length > 0 ? "unknown" : "gone", unknown, left }
})

interface Look {
  readonly left?: readonly Leftover[]
  readonly unknown?: string
}

const lookFor = (swift: SwiftService, { id, location }: Deleted): Effect.Effect<Look> => {
  const place = placeOf(location)
  const unknown = (why: string) => `The data of the backup ${id}: ${why}`
  if (place === undefined) {
    const why = isSnapshot(location)
      ? "it was a snapshot of a volume, of which Trove tells nothing."
      : "where it lay is not known."
    return Effect.succeed({ unknown: unknown(why) })
  }
  return remaining(swift, place).pipe(
    Effect.timeout(patience),
    Effect.map(({ names, unlooked }) =>
      present({
        left: names.map((name) => leftObject(id, { ...place, name })),
        unknown: unlooked && unknown(`from the segment ${unlooked} on only those were looked at that are listed.`),
      }),
    ),
    Effect.catch(({ message }) =>
      Effect.succeed({ unknown: unknown(`the object store could not be asked: ${message}`) }),
    ),
  )
}

/** The object and its segments, those of them that are there; and whatever else is listed as if it were one. */
const remaining = Effect.fnUntraced(function* (
  swift: SwiftService,
  place: Place,
): Effect.fn.Return<{ readonly names: readonly string[]; readonly unlooked: string | undefined }, TroveError> {
  const segments = yield* lookAtSegments(swift, place)
  const others = [place.name, ...segments.others]
  const there = yield* Effect.forEach(others, (name) => isThere(swift, { ...place, name }), { concurrency: 8 })
  const found = segments.looks.filter((look) => look.found !== undefined).map(({ name }) => name)
  return { names: [...others.filter((_, index) => there[index]), ...found], unlooked: segments.unlooked }
})

const isThere = (swift: SwiftService, { container, name }: Place): Effect.Effect<boolean, TroveError> =>
  Effect.map(ifThere(swift.showObject(container, name)), (found) => found !== undefined)

const leftObject = (backup: string, { container, name }: Place): Leftover => ({
  kind: "object",
  id: `${container}/${name}`,
  sentence: `The object ${container}/${name} of the backup ${backup} is still stored, and Trove knows nothing of it any more.`,
})

const patience = "30 seconds"
