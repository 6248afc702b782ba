/** What becomes of a backup once it is asked for: begins, ends, goes. */

import type { Json } from "../Json.ts"
import type { BackupRecord } from "./BackupRecord.ts"
import { removeObjectAt, storeBackup, storeSnapshot } from "./backupObjects.ts"
import { touchBackup } from "./backups.ts"
import type { Cloud, EventHandlers } from "./Cloud.ts"
import { versionOf } from "./datastores.ts"
import { killGuest } from "./guests.ts"
import type { InstanceRecord } from "./InstanceRecord.ts"
import { saveFault } from "./instanceFaults.ts"
import { backupMagic } from "./magicNames.ts"
import type { Walks } from "./plans.ts"
import { releaseOf } from "./releases.ts"
import { backupById, instanceById, rowDeleted } from "./tables.ts"

type BackupEvent = {
  readonly id: string
  readonly walk?: Walks["nextBackup"]
}

type DeleteEvent = {
  readonly id: string
  /** Of whoever asked: the object is looked for in that account alone. */
  readonly project: string
  readonly walk?: Walks["nextDelete"]
}

const recordOf = (cloud: Cloud, id: string): BackupRecord | undefined => {
  const backup = backupById(cloud, id)
  return backup?.deleted === false ? backup : undefined
}

/** Without its guest a backup stays as it is, for ever. */
const livingSource = (cloud: Cloud, backup: BackupRecord): InstanceRecord | undefined => {
  const instance = instanceById(cloud, backup.instance ?? "")
  return instance?.deletedAt === null && instance.guest?.alive === true ? instance : undefined
}

const begin = (data: Json, cloud: Cloud): void => {
  const { id, walk = {} } = data as BackupEvent
  const backup = recordOf(cloud, id)
  const instance = backup && livingSource(cloud, backup)
  if (backup === undefined || instance === undefined) return
  const magic = backupMagic(cloud, backup.name)
  const size = backup.driver === "cinder" ? 0 : (magic.size ?? instance.used)
  touchBackup(cloud, backup, { status: "BUILDING", size })
  if (magic.hangs || walk.stuckIn === "BUILDING") return
  const takes = walk.takes ?? magic.takes ?? cloud.options.timings.backup
  cloud.schedule(takes, "backup.ends", { id, walk })
}

/** The guest reports its end whatever happened to the record meanwhile: a reset backup may still become COMPLETED. */
const end = (data: Json, cloud: Cloud): void => {
  const { id, walk = {} } = data as BackupEvent
  const backup = recordOf(cloud, id)
  const instance = backup && livingSource(cloud, backup)
  if (backup === undefined || instance === undefined || instance.guest === null) return
  if (walk.guestDies === true) {
    killGuest(cloud, instance)
    return
  }
  const magic = backupMagic(cloud, backup.name)
  const failure =
    walk.fails ??
    (magic.fails ? "fake guest was told to fail" : undefined) ??
    (backup.driver === "swift" && cloud.state.troubles.swiftStatus !== null
      ? "the object store refused the upload"
      : undefined)
  if (failure !== undefined) {
    touchBackup(cloud, backup, { status: "FAILED" })
    saveFault(cloud, instance.id, `Failed to create backup ${id}, error: ${failure}`)
    return
  }
  if (backup.driver === "cinder") {
    const location = storeSnapshot(cloud, instance.guest)
    touchBackup(cloud, backup, { status: "COMPLETED", location, size: instance.volumeSize })
    return
  }
  const source = versionOf(cloud, backup.datastoreVersion)
  const parent = backup.parent === null ? undefined : recordOf(cloud, backup.parent)
  const keepsLsn = source?.version.manager === "mysql" || source?.version.manager === "mariadb"
  const { location, etag } = storeBackup(cloud, backup, instance.guest, {
    ...(keepsLsn && { "x-object-meta-lsn": String(2_500_000 + backup.revision * 1_000) }),
    "x-object-meta-datastore": source?.datastore.name ?? "",
    "x-object-meta-datastore-version": source?.version.name ?? "",
    ...(parent?.location == null ? {} : { "x-object-meta-parent-location": parent.location }),
    ...(parent?.checksum == null ? {} : { "x-object-meta-parent-checksum": parent.checksum }),
  })
  if (walk.losesMessage === true) return
  const checksum = magic.wrongChecksum ? "f".repeat(32) : etag
  touchBackup(cloud, backup, { status: "COMPLETED", location, checksum })
}

/** A missing object is fine, a store that refuses leaves the record visible or its object behind. What was imported keeps its object. */
const remove = (data: Json, cloud: Cloud): void => {
  const { id, project, walk = {} } = data as DeleteEvent
  const backup = recordOf(cloud, id)
  if (backup === undefined) return
  if (walk.fails === true) {
    touchBackup(cloud, backup, { status: "DELETE_FAILED" })
    return
  }
  if (backup.location !== null && backup.status !== "RESTORED") {
    const { swiftFailDelete, swiftStatus } = cloud.state.troubles
    const refused = backup.driver === "swift" && (swiftFailDelete || swiftStatus !== null)
    if (refused) {
      touchBackup(cloud, backup, { status: "DELETE_FAILED" })
      if (!releaseOf(cloud).forgetsFailedDeletes) return
    } else if (walk.leavesObject !== true) removeObjectAt(cloud, project, backup.location)
  }
  cloud.changed(`backup ${backup.id} deleted`)
  backup.deleted = true
  rowDeleted(cloud)
  backup.datastoreVersion = null
}

export const backupEvents: EventHandlers = {
  "backup.begins": begin,
  "backup.ends": end,
  "backup.deleted": remove,
}
