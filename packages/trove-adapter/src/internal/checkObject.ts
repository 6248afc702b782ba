/**
 * Whether the data of one backup lies whole in the object store, as far as headers tell: its object, and of a large one
 * every segment. No data is read. What is wrong is a sentence, and so is what can not be known.
 */
import { md5 } from "@noble/hashes/legacy.js"
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { Backup } from "../generated/trove.ts"
import type { StoredObject, SwiftService } from "../Swift.ts"
import type { TroveError } from "../TroveError.ts"
import type { SavedObject } from "../TroveSavedInfo.ts"
import { ifThere, isMissing } from "./ifThere.ts"
import { type Place, placeOf, segmentName, segmentPrefix, show } from "./place.ts"
import { present } from "./present.ts"

/** What lies there, and what is wrong with it. */
export interface CheckedObject {
  readonly found?: StoredObject
  readonly segments?: number
  readonly faults: readonly string[]
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

/** Each segment is looked at by itself: a row of a listing proves nothing, and may be late. */
const checkSegments = Effect.fnUntraced(function* (swift: SwiftService, place: Place, whole: StoredObject) {
  const listed = yield* swift.listObjects(place.container, { prefix: segmentPrefix(place) }).pipe(
    Stream.runCollect,
    Effect.catchIf(isMissing, () => Effect.succeed([])),
  )
  const last = Math.max(-1, ...listed.map(({ name }) => Number(/_(\d{8})$/.exec(name)?.[1] ?? -1)))
  const names = Array.from({ length: last + 1 }, (_, index) => segmentName(place, index))
  const looks = yield* Effect.forEach(names, (name) => ifThere(swift.showObject(place.container, name)), {
    concurrency: 8,
  })
  const missing = names.filter((_, index) => looks[index] === undefined)
  if (missing.length > 0)
    return { segments: names.length, faults: missing.map((name) => `its segment ${name} is missing`) }
  const segments = looks.filter((look) => look !== undefined)
  return { segments: segments.length, faults: sumFaults(place, whole, segments) }
})

/** **Source**: `backup/storage/swift.py`, `SwiftStorage.save`: the checksum is the MD5 of the segments' MD5s. */
const sumFaults = (place: Place, whole: StoredObject, segments: readonly StoredObject[]): readonly string[] => {
  if (segments.length === 0) return [`none of the segments of its object ${show(place)} is there`]
  const bytes = segments.reduce((sum, segment) => sum + (segment.bytes ?? Number.NaN), 0)
  const etag = bytesToHex(md5(utf8ToBytes(segments.map((segment) => segment.etag).join(""))))
  return [
    ...(whole.bytes !== undefined && !Number.isNaN(bytes) && bytes !== whole.bytes
      ? [`its ${segments.length} segments hold ${bytes} bytes where the whole has ${whole.bytes}`]
      : []),
    ...(etag === whole.etag ? [] : [`the checksums of its segments make ${etag}, not ${whole.etag}`]),
  ]
}

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
