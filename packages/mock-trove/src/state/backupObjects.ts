/** The objects of backups in the object store: where they lie, what is in them, and how Trove looks at them. */

import type { BackupRecord } from "./BackupRecord.ts"
import type { Cloud } from "./Cloud.ts"
import type { DatabaseContents } from "./InstanceRecord.ts"
import { findObject, putObject, removeObject, type StoredObject, segmentName } from "./ObjectStore.ts"
import { TroveFault } from "./TroveFault.ts"

export const defaultContainer = "database_backups"

export const accountOf = (project: string): string => `AUTH_${project}`

const extension = "xbstream.gz"

/** Any trouble of the object store, even its 500, reaches the client as this 401. */
export const checkObjectStore = (cloud: Cloud, project: string): void => {
  if (cloud.state.troubles.swiftStatus !== null) throw objectStoreRefused(project)
}

const objectStoreRefused = (project: string): TroveFault =>
  new TroveFault("unauthorized", `Swift account not accessible for tenant ${project}.`)

/** Trove trusts the last two parts of a location and looks for them in the caller's own account. */
export const placeOf = (location: string): { readonly container: string; readonly name: string } => {
  const parts = location.split("/")
  return { container: parts.at(-2) ?? "", name: parts.at(-1) ?? "" }
}

/** The object a location names, in the account of `project`; nothing when it is missing or the store is in trouble. */
export const objectAt = (cloud: Cloud, project: string, location: string): StoredObject | undefined => {
  if (cloud.state.troubles.swiftStatus !== null) return undefined
  const { container, name } = placeOf(location)
  return findObject(cloud.state.objects, accountOf(project), container, name)
}

const isSnapshot = (location: string): boolean => location.startsWith("cinder://")

/** True when there was an object, or a snapshot, to remove. The segments of a large object go with it. */
export const removeObjectAt = (cloud: Cloud, project: string, location: string): boolean => {
  if (isSnapshot(location)) return Reflect.deleteProperty(cloud.state.trove.savedContents, location)
  const { container, name } = placeOf(location)
  const owner = accountOf(project)
  const segments = findObject(cloud.state.objects, owner, container, name)?.segmented === true
  for (let index = 0; segments; index += 1) {
    if (!removeObject(cloud.state.objects, owner, container, segmentName(name, index))) break
  }
  return removeObject(cloud.state.objects, owner, container, name)
}

/** Stores what a backup saved and gives its address and etag. */
export const storeBackup = (
  cloud: Cloud,
  backup: BackupRecord,
  contents: DatabaseContents,
  meta: Readonly<Record<string, string>>,
): { readonly location: string; readonly etag: string } => {
  const etag = cloud.hex()
  const name = `${backup.id}.${extension}`
  const copy = structuredClone({ databases: contents.databases, users: contents.users })
  cloud.state.trove.savedContents[etag] = copy
  putObject(cloud.state.objects, accountOf(backup.project), backup.container, name, {
    etag,
    bytes: JSON.stringify(copy).length,
    contentType: "application/octet-stream",
    meta,
    lastModified: cloud.now(),
    segmented: false,
  })
  const account = `${cloud.endpoints.objectStore}/v1/${accountOf(backup.project)}`
  return { location: `${account}/${backup.container}/${name}`, etag }
}

/** Keeps what the volume holds and gives the address of its snapshot. */
export const storeSnapshot = (cloud: Cloud, contents: DatabaseContents): string => {
  const location = `cinder://${cloud.uuid()}`
  cloud.state.trove.savedContents[location] = structuredClone({ databases: contents.databases, users: contents.users })
  return location
}

/** What is in the object, or the snapshot, a location names. */
export const contentsAt = (cloud: Cloud, project: string, location: string): DatabaseContents | undefined => {
  if (isSnapshot(location)) return cloud.state.trove.savedContents[location]
  const object = objectAt(cloud, project, location)
  return object === undefined ? undefined : cloud.state.trove.savedContents[object.etag]
}

/** Restore looks for the object and compares its etag before it makes anything; of a snapshot it asks whether it is there. */
export const checkBackupObject = (cloud: Cloud, project: string, backup: BackupRecord): void => {
  const location = backup.location ?? ""
  const object = objectAt(cloud, project, location)
  if (object === undefined && contentsAt(cloud, project, location) === undefined) {
    throw new TroveFault("itemNotFound", `Backup file in ${location} was not found in the object storage.`)
  }
  if (object !== undefined && object.etag !== backup.checksum) {
    throw new TroveFault(
      "conflict",
      `Current Swift object checksum does not match original checksum for backup ${backup.id}.`,
    )
  }
}
