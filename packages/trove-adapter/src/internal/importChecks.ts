/** What must hold before a backup is imported: Trove checks that the object is there, and nothing else of this. */
import { ProtectionError } from "@breakwater/core"
import * as Effect from "effect/Effect"
import type { Backup } from "../generated/trove.ts"
import type { StoredObject } from "../Swift.ts"
import type { TroveService } from "../Trove.ts"
import type { TroveSavedInfo } from "../TroveSavedInfo.ts"
import { refuse } from "./backupOf.ts"
import { isMissing } from "./ifThere.ts"
import { isAlike } from "./isAlike.ts"
import { isSnapshot, type Place, placeOf, show } from "./place.ts"
import { asOne } from "./preflight.ts"
import { present } from "./present.ts"
import { room } from "./preview.ts"
import { look, lookIfThere } from "./tools.ts"

/** `before` is what an earlier import made: then no more room is needed. */
export const checkImport = Effect.fnUntraced(function* (
  trove: TroveService,
  saved: TroveSavedInfo,
  before: Backup | undefined,
) {
  const { name, location, size, object: recorded } = saved.backup
  const place = placeOf(location)
  if (place === undefined || location === undefined) {
    return yield* isSnapshot(location)
      ? notSupported(`The backup ${name} is a snapshot of a volume; Trove imports objects.`)
      : notSupported(`Where the data of the backup ${name} lies is not known.`)
  }
  if (size === undefined || size <= 0) {
    return yield* notSupported(`How much the backup ${name} holds is not known; Trove could never restore it.`)
  }
  const found = yield* presentObject(trove, place)
  if (found.isQuoted) {
    return yield* notSupported(
      `The checksum of ${show(place)} stands in quotes, as that of every object above 2 GiB: Trove would record them, and refuse every restore.`,
    )
  }
  if (recorded !== undefined && !(isAlike(recorded.etag, found.etag) && isAlike(recorded.bytes, found.bytes))) {
    const [is, was] = [found, recorded].map(({ bytes, etag }) => `${bytes ?? "an unknown number of"} bytes, ${etag}`)
    return yield* new ProtectionError({
      code: "damaged",
      message: `The object ${show(place)} is not what was saved: it has ${is}, where ${was} were recorded.`,
      recovery: "Wait until the container is replicated, or replicate it again.",
    })
  }
  const parents = yield* presentParents(trove, found)
  const datastore = yield* localDatastore(trove, saved)
  const contradiction = asOne(contradictions(saved, { size, datastore }, found, before))
  if (contradiction !== undefined) return yield* contradiction
  const { blockers, warnings } = yield* look(room(trove, { backups: before === undefined ? 1 : 0 }))
  const [blocker] = blockers
  if (blocker !== undefined) return yield* blocker
  return {
    restoreFrom: { remote_location: location, local_datastore_version_id: datastore.versionId, size },
    datastore,
    object: found.etag === "" ? undefined : present({ etag: found.etag, bytes: found.bytes }),
    warnings: [
      ...(parents === 0
        ? []
        : [
            `It continues ${parents} others, of which Trove knows nothing here: try it out by a verify at the level "restore".`,
          ]),
      ...warnings,
    ],
  }
})

interface Given {
  readonly size: number
  readonly datastore: { readonly type: string; readonly version: string }
}

/**
 * Where the given record says other than what is known here: what Trove's guest wrote beside the object, how large that
 * is, and an earlier import. Trove takes the record's word, and restores into too small a volume or the wrong version.
 */
const contradictions = (
  { backup: { name } }: TroveSavedInfo,
  { size, datastore: { type, version } }: Given,
  { bytes = 0, metadata }: StoredObject,
  before: Backup | undefined,
): readonly ProtectionError[] => {
  const { datastore: storedType = type, "datastore-version": storedVersion = version } = metadata
  const known = before?.datastore ?? { type, version }
  const stored = `the object of ${name}`
  const earlier = `it was imported before as ${before?.id}`
  return [
    storedType === type ? [] : [refuse("/saved/datastore/type", `${stored} is of ${storedType}, not of ${type}`)],
    storedVersion === version
      ? []
      : [refuse("/saved/datastore/version", `${stored} is of ${storedType} ${storedVersion}, not of ${version}`)],
    bytes <= (size * slack + rounding) * gibibyte
      ? []
      : [refuse("/saved/backup/size", `${stored} alone has ${bytes} bytes, more than ${size} GB`)],
    typeof before?.size !== "number" || before.size === size
      ? []
      : [refuse("/saved/backup/size", `${earlier} with ${before.size} GB, not ${size}`)],
    known.type === type && known.version === version
      ? []
      : [refuse("/saved/datastore", `${earlier} for ${known.type} ${known.version}, not for ${type} ${version}`)],
  ].flat()
}

const gibibyte = 2 ** 30
/** Trove tells the size to a hundredth, as it was when the backup began: the database may have grown meanwhile. */
const rounding = 0.01
const slack = 1.25

const presentObject = Effect.fnUntraced(function* (trove: TroveService, place: Place) {
  const found = yield* lookIfThere(trove.swift.showObject(place.container, place.name))
  if (found !== undefined) return found
  return yield* notSupported(
    `The object ${show(place)} is not in the object store of this region and project; Trove imports nothing from elsewhere.`,
    "Replicate the container into this region, under the same account and name, then import again.",
  )
})

/** What it continues, as it is written beside each object; how many there are. */
const presentParents = Effect.fnUntraced(function* (
  trove: TroveService,
  object: StoredObject,
): Effect.fn.Return<number, ProtectionError> {
  const seen = new Set<string>()
  for (let above = placeOf(object.metadata["parent-location"]); above !== undefined && !seen.has(show(above)); ) {
    seen.add(show(above))
    const parent = yield* presentObject(trove, above)
    above = placeOf(parent.metadata["parent-location"])
  }
  return seen.size
})

/** The version of the same name; its id is another one in every region. */
const localDatastore = Effect.fnUntraced(function* (trove: TroveService, { datastore, backup }: TroveSavedInfo) {
  if (datastore === undefined)
    return yield* notSupported(`Of which datastore the backup ${backup.name} is, is not known.`)
  const { type, version } = datastore
  const found = yield* trove.showDatastoreVersion(type, version).pipe(
    Effect.catchIf(
      (error) => isMissing(error) || error.reason === "badRequest",
      () => Effect.succeed(undefined),
    ),
    look,
  )
  if (found === undefined) return yield* notSupported(`There is no ${type} ${version} in this region.`)
  return { type, version, versionId: found.id }
})

const notSupported = (message: string, recovery?: string) =>
  new ProtectionError({ code: "notSupported", message, ...(recovery === undefined ? {} : { recovery }) })
