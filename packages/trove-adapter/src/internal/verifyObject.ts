/**
 * Whether the data of a backup and of all it continues lies in the object store as it was stored: each object, its
 * checksum against every record of it there is, and what was written beside it. What can not be had is said by name.
 */
import { type Json, ProtectionError } from "@breakwater/core"
import * as Effect from "effect/Effect"
import type { Backup } from "../generated/trove.ts"
import type { TroveService } from "../Trove.ts"
import type { TroveSavedInfo } from "../TroveSavedInfo.ts"
import { type CheckedObject, checkObject, factsOf } from "./checkObject.ts"
import { bare, isAlike } from "./isAlike.ts"
import { toProtectionError } from "./mapping.ts"
import { strangerFinding } from "./otherProject.ts"
import { isSnapshot, type Place, placeOf, show } from "./place.ts"
import { look } from "./tools.ts"
import { damaged } from "./verifyRecord.ts"

/** The facts of each object by the id of its backup, and what remained unknown. */
export interface CheckedObjects {
  readonly objects: { readonly [backup: string]: Json }
  readonly notChecked: readonly string[]
}

/**
 * **Fails with** `damaged`, naming all that is wrong; `notSupported` where backups have no objects or the catalog no object
 * store, or where they are another project's; what Swift refuses otherwise.
 */
export const checkObjects = Effect.fnUntraced(function* (
  trove: TroveService,
  chain: readonly Backup[],
  saved: TroveSavedInfo,
): Effect.fn.Return<CheckedObjects, ProtectionError> {
  const { project: own } = yield* look(trove.session)
  for (const backup of chain) {
    const stranger = strangerFinding(backup, own, "look", trove.asAdmin)
    if (stranger !== undefined) return yield* stranger
  }
  const placed = yield* Effect.forEach(chain, (backup) => {
    const place = placeOf(backup.locationRef)
    return place === undefined ? Effect.fail(objectless(backup)) : Effect.succeed({ backup, place })
  })
  const links = yield* Effect.forEach(
    placed,
    ({ backup, place }): Effect.Effect<Link, ProtectionError> =>
      Effect.map(Effect.mapError(checkObject(trove.swift, place), unreachable), (checked) => ({
        backup,
        place,
        checked,
      })),
    { concurrency: 4 },
  )
  const looks = [
    ...links.map((link, index) => judge(link, { parent: links[index + 1], child: links[index - 1], saved })),
    yield* unrecorded(trove, links.at(-1)),
  ]
  const faults = looks.flatMap((each) => each.faults)
  if (faults.length > 0) return yield* damaged(faults.join(" "))
  return {
    objects: Object.fromEntries(links.map(({ backup, place, checked }) => [backup.id, factsOf(place, checked)])),
    notChecked: looks.flatMap((each) => each.unknown),
  }
})

interface Link {
  readonly backup: Backup
  readonly place: Place
  readonly checked: CheckedObject
}

interface Judged {
  readonly faults: readonly string[]
  readonly unknown: readonly string[]
}

interface Neighbours {
  readonly parent: Link | undefined
  readonly child: Link | undefined
  readonly saved: TroveSavedInfo
}

/** An imported backup continues objects that no record tells of: what is written beside each one does. */
const unrecorded = Effect.fnUntraced(function* (
  trove: TroveService,
  last: Link | undefined,
): Effect.fn.Return<Judged, ProtectionError> {
  const faults: string[] = []
  const unknown: string[] = []
  const seen = new Set<string>(last === undefined ? [] : [show(last.place)])
  for (let child = last?.checked.found; child !== undefined && last !== undefined; ) {
    const place = placeOf(child.metadata["parent-location"])
    if (place === undefined || seen.has(show(place))) break
    seen.add(show(place))
    const checked = yield* Effect.mapError(checkObject(trove.swift, place), unreachable)
    const { "parent-checksum": etag } = child.metadata
    const changed =
      checked.found !== undefined && etag !== undefined && !isAlike(etag, checked.found.etag)
        ? [`the checksum of ${show(place)} is ${checked.found.etag}, where ${bare(etag)} was recorded`]
        : []
    const of = `The backup ${last.backup.name} (${last.backup.id}) continues ${show(place)}`
    faults.push(...[...checked.faults, ...changed].map((fault) => `${of}: ${fault}.`))
    unknown.push(...(checked.unknown ?? []))
    child = checked.found
  }
  return { faults, unknown }
})

/** Trove never tells the checksum it recorded. Others do: protect's own look, and what a child says of its parent. */
const judge = ({ backup, place, checked }: Link, { parent, child, saved }: Neighbours): Judged => {
  const { found } = checked
  const of = `The backup ${backup.name} (${backup.id})`
  if (found === undefined || checked.faults.length > 0) {
    return { faults: checked.faults.map((fault) => `${of}: ${fault}.`), unknown: [] }
  }
  const { metadata } = found
  const recorded = saved.backup.id === backup.id ? saved.backup.object : undefined
  const ofChild = child?.checked.found?.metadata["parent-checksum"]
  const above = metadata["parent-location"]
  const datastore = metadata["datastore"]
  const expected = saved.datastore?.type
  return {
    faults: [
      ...[recorded?.etag, ofChild].map((etag) =>
        etag !== undefined && !isAlike(etag, found.etag)
          ? `the checksum of ${show(place)} is ${found.etag}, where ${bare(etag)} was recorded`
          : undefined,
      ),
      !isAlike(recorded?.bytes, found.bytes)
        ? `${show(place)} has ${found.bytes} bytes, where ${recorded?.bytes} were recorded`
        : undefined,
      parent !== undefined && above !== undefined && !isPlace(above, parent.place)
        ? `${show(place)} continues ${above}, not ${show(parent.place)}`
        : undefined,
      datastore !== undefined && expected !== undefined && datastore !== expected
        ? `${show(place)} is of ${datastore}, not of ${expected}`
        : undefined,
    ].flatMap((fault) => (fault === undefined ? [] : [`${of}: ${fault}.`])),
    unknown: [
      ...(checked.unknown ?? []),
      found.etag === ""
        ? `Whether the checksum of ${show(place)} is the one it had: the store does not tell it.`
        : undefined,
      !recorded?.etag && !ofChild
        ? `Whether the checksum of ${show(place)} is the one it had: nobody recorded it but Trove, which does not tell.`
        : undefined,
      parent !== undefined && above === undefined
        ? `Which object ${show(place)} continues: nothing is written beside it.`
        : undefined,
      datastore === undefined ? `Of which datastore ${show(place)} is: nothing is written beside it.` : undefined,
    ].filter((sentence) => sentence !== undefined),
  }
}

const isPlace = (location: string, { container, name }: Place): boolean => location.endsWith(`/${container}/${name}`)

const objectless = ({ id, name, locationRef }: Backup): ProtectionError =>
  new ProtectionError({
    code: "notSupported",
    message: isSnapshot(locationRef)
      ? `The backup ${name} (${id}) is a snapshot of a volume, not an object: its data can not be looked at.`
      : `The backup ${name} (${id}) lies at ${locationRef}, which is no place in an object store.`,
    recovery: 'Verify it at the level "restore", or at the level "record".',
  })

const unreachable = (error: Parameters<typeof toProtectionError>[0]): ProtectionError =>
  error.reason === "noEndpoint"
    ? new ProtectionError(
        {
          code: "notSupported",
          message: `The object store can not be asked: ${error.message}`,
          recovery: 'Verify at the level "restore" or "record", or give a token whose catalog has an object-store.',
        },
        { cause: error },
      )
    : toProtectionError(error)
