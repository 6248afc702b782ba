/** Backups: which there are, whether they can be restored, and how they go, with everything that hangs on them. */

import type { BackupRecord } from "./BackupRecord.ts"
import { checkObjectStore, defaultContainer } from "./backupObjects.ts"
import type { Caller } from "./Caller.ts"
import type { Cloud } from "./Cloud.ts"
import { findDatastore } from "./datastores.ts"
import { isRunning } from "./instances.ts"
import { takePlan } from "./plans.ts"
import { withQuota } from "./quotas.ts"
import { releaseOf } from "./releases.ts"
import { crash, notFound, TroveFault, unprocessable } from "./TroveFault.ts"
import { backupById, backupsByChange, backupsHangingOn, lastChangedFirst } from "./tables.ts"

export interface BackupFilter {
  readonly datastore?: string
  readonly instance?: string
  /** Absent: all projects. */
  readonly project?: string
}

/** Every change of a backup moves it to the front of the lists. */
export const touchBackup = (cloud: Cloud, backup: BackupRecord, changes: Partial<BackupRecord>): void => {
  if (changes.status !== undefined) cloud.changed(`backup ${backup.id} ${backup.status}→${changes.status}`)
  cloud.state.trove.backupRevision += 1
  Object.assign(backup, changes, { updated: cloud.now(), revision: cloud.state.trove.backupRevision })
}

/** Newest change first. */
export const listBackups = (cloud: Cloud, filter: BackupFilter): readonly BackupRecord[] => {
  const { datastore, instance, project } = filter
  const rows =
    instance === undefined
      ? backupsByChange(cloud, project)
      : backupsHangingOn(cloud, instance)
          .filter(
            (backup) =>
              backup.instance === instance && !backup.deleted && (project === undefined || backup.project === project),
          )
          .sort(lastChangedFirst)
  if (datastore === undefined) return rows
  const { id } = findDatastore(cloud, datastore)
  const versions = new Set(
    cloud.state.trove.datastoreVersions.filter((version) => version.datastore === id).map((version) => version.id),
  )
  return rows.filter((backup) => versions.has(backup.datastoreVersion ?? ""))
}

/** The backups of an instance that a caller may see: the operator sees other projects' too. */
export const listBackupsOfInstance = (cloud: Cloud, caller: Caller, instance: string): readonly BackupRecord[] =>
  listBackups(cloud, caller.admin ? { instance } : { instance, project: caller.project })

export const findBackup = (cloud: Cloud, caller: Caller, id: string): BackupRecord => {
  const found = backupById(cloud, id)
  if (found === undefined || found.deleted || (found.project !== caller.project && !caller.admin)) throw notFound(id)
  return found
}

/** Puts a record into the table, with nothing started. */
export const addBackup = (
  cloud: Cloud,
  project: string,
  fields: Partial<Omit<BackupRecord, "description" | "parent">> & {
    readonly name: string
    readonly description?: string | null
    readonly parent?: string | null
  },
): BackupRecord => {
  cloud.state.trove.backupRevision += 1
  const backup: BackupRecord = {
    id: cloud.uuid(),
    name: fields.name,
    description: fields.description ?? null,
    project,
    instance: fields.instance ?? null,
    parent: fields.parent ?? null,
    status: fields.status ?? "NEW",
    size: fields.size ?? null,
    location: fields.location ?? null,
    checksum: fields.checksum ?? null,
    datastoreVersion: fields.datastoreVersion ?? null,
    container: fields.container ?? defaultContainer,
    driver: fields.driver ?? "swift",
    created: fields.created ?? cloud.now(),
    updated: fields.updated ?? cloud.now(),
    revision: cloud.state.trove.backupRevision,
    deleted: false,
  }
  cloud.state.trove.backups.push(backup)
  cloud.changed(`backup ${backup.id} ${backup.status}`)
  return backup
}

/**
 * Starts the deletion of a backup and of all that were made on top of it, children first.
 *
 * The quota is given back to the caller with every accepted call, also the second one for the same backup. When a
 * descendant is still running the call fails, but those already walked go all the same. The operator's call takes those of
 * every project along.
 */
export const deleteBackup = (cloud: Cloud, caller: Caller, id: string): void => {
  const children = backupsHangingOn(cloud, id).filter((backup) => backup.parent === id && !backup.deleted)
  for (const child of children) {
    if (child.project === caller.project || caller.admin) deleteBackup(cloud, caller, child.id)
  }
  withQuota(cloud, caller.project, { backups: -1 }, () => {
    const backup = findBackup(cloud, caller, id)
    if (isRunning(backup.status)) {
      if (releaseOf(cloud).tripsOverRunningBackups) throw crash("a time with a zone minus one without")
      throw unprocessable(`Backup ${id} cannot be deleted because it is running.`)
    }
    if (backup.driver === "swift") checkObjectStore(cloud, caller.project)
    const refused = cloud.state.troubles.swiftFailDelete && backup.driver === "swift"
    const { backupDelete, backupDeleteRetry } = cloud.options.timings
    const plan = takePlan(cloud, "nextDelete", [id, backup.name])
    if (plan.stuck === true) return
    const takes = plan.takes ?? (refused ? backupDeleteRetry : backupDelete)
    cloud.schedule(takes, "backup.deleted", { id, project: caller.project, walk: { ...plan } })
  })
}

/** What a reset of an instance does to its running backups. */
export const failRunningBackups = (cloud: Cloud, instance: string): void => {
  for (const backup of backupsHangingOn(cloud, instance)) {
    if (backup.instance === instance && !backup.deleted && isRunning(backup.status)) {
      touchBackup(cloud, backup, { status: "FAILED" })
    }
  }
}

/** Refuses what can not be restored now: not complete, or larger than the volume. */
export const checkRestorable = (backup: BackupRecord, volumeSize: number): void => {
  if (backup.status !== "COMPLETED" && backup.status !== "RESTORED") {
    throw new TroveFault(
      "conflict",
      `Unable to create instance because backup ${backup.id} is not completed. Actual state: ${backup.status}.`,
    )
  }
  if (backup.size === null) throw crash(`backup ${backup.id} has no size to compare with the volume`)
  if (backup.size > volumeSize) {
    const size = Number.isInteger(backup.size) ? backup.size.toFixed(1) : String(backup.size)
    throw new TroveFault(
      "forbidden",
      `Backup is too large for given flavor or volume. Backup size: ${size} GBs. Available size: ${volumeSize} GBs.`,
    )
  }
}
