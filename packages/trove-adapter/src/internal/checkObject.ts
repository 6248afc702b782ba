/**
 * Whether the data of one backup lies whole in the object store, as far as headers tell: its object, and of a large one
 * every segment. No data is read. What is wrong is a sentence, and so is what can not be known.
 */
import { md5 } from "@noble/hashes/legacy.js"
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js"
import * as Effect from "effect/Effect"
import type { Backup } from "../generated/trove.ts"
import type { StoredObject, SwiftService } from "../Swift.ts"
import type { TroveError } from "../TroveError.ts"
import type { SavedObject } from "../TroveSavedInfo.ts"
import { ifThere } from "./ifThere.ts"
import { type Place, placeOf, segmentName, show } from "./place.ts"
import { present } from "./present.ts"
import { lookAtSegments } from "./segments.ts"

/** What lies there, and what is wrong with it. */
export interface CheckedObject {
  readonly found?: StoredObject
  readonly segments?: number
  readonly faults: readonly string[]
  /** What could not be told. */
  readonly unknown?: readonly string[]
}

export const checkObject = Effect.fnUntraced(function* (
  swift: SwiftService,
  place: Place,
): Effect.fn.Return<CheckedObject, TroveError> {
  const found = yield* ifThere(swift.showObject(place.container, place.name))
  if (found === undefined) return { faults: [`its object ${show(place)} is not in the object store`] }
  if (found.bytes === 0) return { found, faults: [`its object ${show(place)} is empty`] }
  if (!found.isLarge) return { found, faults: [] }
  return { found, ...(yield* checkSegments(swift, place, found)) }
})

/**
 * Whole is what begins with the first segment and has the size and the checksum of the whole. What lies behind it is none
 * of it: a name that is told late, or what an upload that was given up has left.
 */
const checkSegments = Effect.fnUntraced(function* (swift: SwiftService, place: Place, whole: StoredObject) {
  const { looks } = yield* lookAtSegments(swift, place)
  const unbroken = looks.findIndex(({ found }) => found === undefined)
  const segments = looks.slice(0, unbroken < 0 ? looks.length : unbroken).flatMap(({ found }) => found ?? [])
  if (segments.length === 0)
    return { segments: 0, faults: [`none of the segments of its object ${show(place)} is there`] }
  if (whole.etag === "" && whole.bytes === undefined) {
    const unknown = [
      `Whether all segments of ${show(place)} are there: the store tells neither its size nor its checksum.`,
    ]
    return { segments: segments.length, faults: [], unknown }
  }
  const enough = enoughOf(segments, whole.bytes)
  const fitting = enough.find((count) => isAlike(whole.etag, sumOf(segments.slice(0, count)).etag))
  if (fitting !== undefined) return { segments: fitting, faults: [] }
  const missing = looks.filter(({ found }) => found === undefined)
  return {
    segments: segments.length,
    faults:
      missing.length > 0
        ? missing.map(({ name }) => `its segment ${name} is missing`)
        : sumFaults(whole, sumOf(segments), segmentName(place, segments.length)),
  }
})

interface Sum {
  readonly count: number
  readonly etag: string
  readonly bytes: number | undefined
}

/** **Source**: `backup/storage/swift.py`, `SwiftStorage.save`: the checksum is the MD5 of the segments' MD5s. */
const sumOf = (segments: readonly StoredObject[]): Sum => {
  const bytes = segments.reduce((sum, segment) => sum + (segment.bytes ?? Number.NaN), 0)
  return {
    count: segments.length,
    etag: bytesToHex(md5(utf8ToBytes(segments.map((segment) => segment.etag).join("")))),
    bytes: Number.isNaN(bytes) ? undefined : bytes,
  }
}

/** How many of the first ones have the size of the whole; all of them where a size is not told. */
const enoughOf = (segments: readonly StoredObject[], bytes: number | undefined): readonly number[] => {
  let sum: number | undefined = 0
  const sums = segments.map((segment) => {
    sum = sum === undefined || segment.bytes === undefined ? undefined : sum + segment.bytes
    return sum
  })
  if (bytes === undefined || sum === undefined) return [segments.length]
  return sums.flatMap((each, index) => (each === bytes ? [index + 1] : []))
}

/** What is not told contradicts nothing. */
const isAlike = (one: string | number | undefined, other: string | number | undefined): boolean =>
  one === undefined || one === "" || other === undefined || one === other

const sumFaults = (whole: StoredObject, sum: Sum, next: string): readonly string[] => [
  ...(isAlike(whole.bytes, sum.bytes)
    ? []
    : [
        `its ${sum.count} segments hold ${sum.bytes} bytes where the whole has ${whole.bytes}, and there is no ${next}`,
      ]),
  ...(isAlike(whole.etag, sum.etag) ? [] : [`the checksums of its segments make ${sum.etag}, not ${whole.etag}`]),
]

/**
 * What the object store says of the data of a backup, to be recorded: Trove itself never tells its checksum. Nothing
 * where it can not be asked soon; a backup is none the worse for that.
 */
export const recordObject = (
  swift: SwiftService,
  { locationRef }: Pick<Backup, "locationRef">,
): Effect.Effect<SavedObject | undefined> => {
  const place = placeOf(locationRef)
  if (place === undefined) return Effect.succeed(undefined)
  return swift.showObject(place.container, place.name).pipe(
    Effect.timeout(soon),
    Effect.map(({ etag, bytes }) => (etag === "" ? undefined : present({ etag, bytes }))),
    Effect.catch(() => Effect.succeed(undefined)),
  )
}

const soon = "10 seconds"

/** The facts of an object, for a result. */
export const factsOf = (place: Place, { found, segments }: CheckedObject) =>
  present({ ...place, bytes: found?.bytes, etag: found?.etag, segments })
