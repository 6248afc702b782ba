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
import { isAlike } from "./isAlike.ts"
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
  if (found.isLarge) return { found, ...(yield* checkSegments(swift, place, found)) }
  return { found, faults: found.bytes === 0 ? [`its object ${show(place)} is empty`] : [] }
})

/**
 * Whole is what begins with the first segment and has the size and the checksum of the whole. What lies behind it is none
 * of it: a name that is told late, or what an upload that was given up has left.
 */
const checkSegments = Effect.fnUntraced(function* (swift: SwiftService, place: Place, whole: StoredObject) {
  const { looks, unlooked } = yield* lookAtSegments(swift, place)
  const broken = looks.findIndex(({ name, found }, index) => found === undefined || name !== segmentName(place, index))
  const segments = looks.slice(0, broken < 0 ? looks.length : broken).flatMap(({ found }) => found ?? [])
  const sums = sumsOf(segments)
  const all = sums.at(-1)
  if (all === undefined) return { segments: 0, faults: [`none of the segments of its object ${show(place)} is there`] }
  const isTold = ({ etag, bytes }: Sum) =>
    (whole.etag !== "" && etag !== "") || (whole.bytes !== undefined && bytes !== undefined)
  const fitting = sums.findLast(
    (sum) => isTold(sum) && isAlike(whole.etag, sum.etag) && isAlike(whole.bytes, sum.bytes),
  )
  if (fitting !== undefined) return { segments: fitting.count, faults: [] }
  const unsure = (why: string) => ({
    segments: all.count,
    faults: [],
    unknown: [`Whether all segments of ${show(place)} are there: ${why}.`],
  })
  const next = segmentName(place, all.count)
  if (whole.etag === "" && whole.bytes === undefined) return unsure("the store tells neither its size nor its checksum")
  if (!isTold(all)) return unsure("the store does not tell enough of them")
  if (unlooked !== undefined && looks.every(({ name }) => name !== next)) {
    return unsure(`there are ${all.count} that do not make it, and ${unlooked} was not looked at any more`)
  }
  const missing = looks.flatMap(({ name, found }) => (found === undefined ? [name] : []))
  return { segments: all.count, faults: missing.length > 0 ? missingFaults(missing) : sumFaults(whole, all, next) }
})

interface Sum {
  readonly count: number
  /** Empty where that of one of them is not told. */
  readonly etag: string
  readonly bytes: number | undefined
}

/** What the first one makes, the first two, and so on. Source: `backup/storage/swift.py`, `SwiftStorage.save`. */
const sumsOf = (segments: readonly StoredObject[]): readonly Sum[] => {
  const hash = md5.create()
  let bytes: number | undefined = 0
  let isTold = true
  return segments.map((segment, index) => {
    bytes = bytes === undefined || segment.bytes === undefined ? undefined : bytes + segment.bytes
    isTold &&= segment.etag !== ""
    hash.update(utf8ToBytes(segment.etag))
    return { count: index + 1, etag: isTold ? bytesToHex(hash.clone().digest()) : "", bytes }
  })
}

const missingFaults = (names: readonly string[]): readonly string[] => [
  ...names.slice(0, namedOnes).map((name) => `its segment ${name} is missing`),
  ...(names.length > namedOnes ? [`${names.length - namedOnes} more of its segments are missing`] : []),
]

/** So many are named each. */
const namedOnes = 10

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
