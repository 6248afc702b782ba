/**
 * Makes a backup of another region known here: a record of it, over the data that was replicated into this region's object
 * store. It copies no data, and refuses what Trove would take and could never restore.
 */
import type { ProtectionError } from "@breakwater/core"
import * as Effect from "effect/Effect"
import { checkImport } from "./internal/importChecks.ts"
import { toProtectionError } from "./internal/mapping.ts"
import { type Place, placeOf, show } from "./internal/place.ts"
import { present } from "./internal/present.ts"
import { look } from "./internal/tools.ts"
import type { Backup, TroveService } from "./Trove.ts"
import type { SavedInstance, TroveSavedInfo } from "./TroveSavedInfo.ts"

/**
 * What is to be imported: what protect saved where the backup was made. The name is that of the backup unless given.
 *
 * @category models
 * @since 0.1.0
 */
export interface ImportBackup {
  readonly saved: TroveSavedInfo
  readonly name?: string
  readonly description?: string
}

/**
 * The backup as this region knows it, RESTORED, and what was saved of it in the terms of this region: a restore begins with
 * that.
 *
 * @category models
 * @since 0.1.0
 */
export interface ImportedBackup {
  readonly backup: Backup
  readonly saved: TroveSavedInfo
  readonly warnings: readonly string[]
}

/**
 * Imports a backup whose data lies in this region's object store under the same account and in a container of the same
 * name, as container replication leaves it. One that was imported before is found and not imported twice.
 *
 * **Sends**: `HEAD` of the object and of those it continues, then `POST /backups` with `restore_from`, expects 202.
 *
 * **Fails with** `notSupported`, with the reason: the data is not here, is a snapshot of a volume, or has a checksum in
 * quotes, as every object above 2 GiB has, which Trove records as they are and refuses to restore; the datastore version is
 * not here. `damaged` where the data is not what was saved; `invalidParameters` where size or datastore are not those of the
 * object, or of an earlier import; `quotaExceeded`.
 *
 * **Source**: `trove/backup/models.py`, `Backup.create`; since 15.0.
 *
 * **Example**
 *
 * ```ts
 * const { saved } = yield* importBackup(trove, { saved: savedElsewhere })
 * ```
 *
 * @category operations
 * @since 0.1.0
 */
export const importBackup = Effect.fnUntraced(function* (
  trove: TroveService,
  { saved, name = saved.backup.name, description }: ImportBackup,
): Effect.fn.Return<ImportedBackup, ProtectionError> {
  const lies = placeOf(saved.backup.location)
  const imported = Effect.map(look(trove.findBackups()), (backups) =>
    backups.find(({ status, locationRef }) => status === "RESTORED" && isSame(placeOf(locationRef), lies)),
  )
  const before = yield* imported
  const { restoreFrom, datastore, object, warnings } = yield* checkImport(trove, saved, before)
  const backup =
    before ??
    (yield* trove.createBackup(present({ name, description, restore_from: restoreFrom })).pipe(
      // Whatever became of an answer that was lost, the list tells.
      Effect.catch((error) =>
        error.outcome === "notStarted"
          ? Effect.fail(toProtectionError(error))
          : Effect.flatMap(imported, (found) =>
              found === undefined ? Effect.fail(toProtectionError(error)) : Effect.succeed(found),
            ),
      ),
    ))
  return { backup, saved: here(saved, backup, { datastore, object }), warnings }
})

const isSame = (one: Place | undefined, other: Place | undefined): boolean =>
  one !== undefined && other !== undefined && show(one) === show(other)

/**
 * In the terms of this region; the chain has no records here. A version of a datastore has another id in every region: that
 * tells whether it is another one, whose network, zone and configuration group are not to be had here.
 */
const here = (
  saved: TroveSavedInfo,
  { id, name, description, status, project_id, created, updated }: Backup,
  { datastore, object }: Pick<TroveSavedInfo, "datastore"> & { readonly object: TroveSavedInfo["backup"]["object"] },
): TroveSavedInfo =>
  present({
    ...saved,
    datastore,
    instance: saved.datastore?.versionId === datastore?.versionId ? saved.instance : regionless(saved.instance),
    backup: present({
      id,
      name,
      description: description ?? undefined,
      status,
      size: saved.backup.size,
      location: saved.backup.location,
      object,
      project: project_id,
      chain: [],
      created,
      updated,
    }),
  })

const regionless = ({ region: _, ...instance }: SavedInstance): SavedInstance => instance
