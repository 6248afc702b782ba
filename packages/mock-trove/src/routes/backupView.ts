/** A backup as the API shows it: no checksum, no container, no type. */
import type { components } from "../generated/wire.ts"
import type { BackupRecord } from "../state/BackupRecord.ts"
import type { Cloud } from "../state/Cloud.ts"
import { versionOf } from "../state/datastores.ts"
import { timestamp } from "./links.ts"

export const backupView = (cloud: Cloud, backup: BackupRecord): components["schemas"]["Backup"] => {
  const taken = versionOf(cloud, backup.datastoreVersion)
  return {
    id: backup.id,
    name: backup.name,
    description: backup.description,
    locationRef: backup.location,
    instance_id: backup.instance,
    created: timestamp(backup.created),
    updated: timestamp(backup.updated),
    size: backup.size,
    status: backup.status,
    parent_id: backup.parent,
    project_id: backup.project,
    ...(taken === undefined
      ? {}
      : {
          datastore: { type: taken.datastore.name, version: taken.version.name, version_id: taken.version.id },
        }),
  }
}
