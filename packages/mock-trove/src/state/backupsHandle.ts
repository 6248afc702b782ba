/** Backups as a test sees and arranges them. */

import type { BackupRecord, BackupStatus } from "./BackupRecord.ts"
import { startBackup } from "./backupCreation.ts"
import { storeBackup } from "./backupObjects.ts"
import { addBackup, touchBackup } from "./backups.ts"
import type { Cloud } from "./Cloud.ts"
import { livingInstance } from "./instancesHandle.ts"
import { countUsage } from "./quotas.ts"
import { backupById, instanceById } from "./tables.ts"

/** A backup at one moment; ask again for a later one. */
export interface Backup {
  readonly id: string
  readonly name: string
  readonly status: BackupStatus
  readonly description: string | null
  readonly instance_id: string | null
  readonly parent_id: string | null
  /** The id of its project. */
  readonly project: string
  /** GB. */
  readonly size: number | null
  readonly location: string | null
  readonly container: string
}

export interface NewBackupState {
  readonly instance: { readonly id: string }
  readonly name: string
  /** `COMPLETED` when left out. */
  readonly status?: BackupStatus
  readonly parent?: { readonly id: string }
  readonly description?: string
  /** GB; what the instance uses when left out. */
  readonly size?: number
}

export interface BackupsHandle {
  /** A `NEW` or `BUILDING` one goes on by itself, as if it had been asked for now; the others stay. */
  add(backup: NewBackupState): Backup
  /** Of all projects, oldest first; deleted ones are gone. */
  all(): readonly Backup[]
  get(id: string): Backup | undefined
  /** Moves it by hand. */
  setStatus(backup: { readonly id: string }, status: BackupStatus): Backup
}

const stored: readonly BackupStatus[] = ["COMPLETED", "RESTORED", "DELETE_FAILED"]

const living = (cloud: Cloud): readonly BackupRecord[] => cloud.state.trove.backups.filter((backup) => !backup.deleted)

const livingById = (cloud: Cloud, id: string): BackupRecord | undefined => {
  const found = backupById(cloud, id)
  return found?.deleted === false ? found : undefined
}

/** Fails with a sentence when there is none. */
export const backupRecordOf = (cloud: Cloud, id: string): BackupRecord => {
  const found = livingById(cloud, id)
  if (found === undefined) throw new Error(`state: there is no backup ${id}`)
  return found
}

const moment = (backup: BackupRecord): Backup => ({
  id: backup.id,
  name: backup.name,
  status: backup.status,
  description: backup.description,
  instance_id: backup.instance,
  parent_id: backup.parent,
  project: backup.project,
  size: backup.size,
  location: backup.location,
  container: backup.container,
})

const store = (cloud: Cloud, backup: BackupRecord): void => {
  if (backup.location !== null) return
  const source = instanceById(cloud, backup.instance ?? "")
  const contents = source?.guest ?? { databases: [], users: [] }
  const { location, etag } = storeBackup(cloud, backup, contents, {})
  backup.location = location
  backup.checksum = etag
}

const add = (cloud: Cloud, wanted: NewBackupState): Backup => {
  const instance = livingInstance(cloud, wanted.instance.id)
  const status = wanted.status ?? "COMPLETED"
  const backup = addBackup(cloud, instance.project, {
    name: wanted.name,
    description: wanted.description ?? null,
    instance: instance.id,
    parent: wanted.parent?.id ?? null,
    status,
    size: status === "NEW" ? null : (wanted.size ?? instance.used),
    datastoreVersion: instance.datastoreVersion,
  })
  countUsage(cloud, instance.project, { backups: 1 })
  if (stored.includes(status)) store(cloud, backup)
  if (status === "NEW" || status === "BUILDING") startBackup(cloud, backup)
  return moment(backup)
}

export const backupsHandle = (cloud: Cloud): BackupsHandle => ({
  add: (wanted) => add(cloud, wanted),
  all: () => living(cloud).map(moment),
  get: (id) => {
    const found = livingById(cloud, id)
    return found === undefined ? undefined : moment(found)
  },
  setStatus: ({ id }, status) => {
    const backup = backupRecordOf(cloud, id)
    if (stored.includes(status)) store(cloud, backup)
    touchBackup(cloud, backup, { status, size: backup.size ?? (status === "NEW" ? null : 0.2) })
    return moment(backup)
  },
})
