/** New backups: of an instance, or imported from an object that lies in the store already. */

import type { BackupRecord } from "./BackupRecord.ts"
import { checkObjectStore, defaultContainer, objectAt } from "./backupObjects.ts"
import { addBackup, findBackup, listBackupsOfInstance } from "./backups.ts"
import type { Caller } from "./Caller.ts"
import type { Cloud } from "./Cloud.ts"
import { findVersionById } from "./datastores.ts"
import { recordingFault } from "./instanceFaults.ts"
import { checkCanAct, findServedInstance } from "./instances.ts"
import { startWalk, takePlan } from "./plans.ts"
import { withQuota } from "./quotas.ts"
import { strategyContainer } from "./strategies.ts"
import { badRequest } from "./TroveFault.ts"
import { instanceById } from "./tables.ts"

const firstPage = 20
const drivers = ["swift", "cinder"]

/** What a create call may say. */
export interface NewBackup {
  readonly name: string
  readonly instance?: string
  readonly description?: string
  readonly parent?: string
  readonly incremental: boolean
  readonly container?: string
  /** `swift` when left out. */
  readonly driver?: string
  readonly restoreFrom?: {
    readonly location: string
    readonly datastoreVersion: string
    readonly size: number
  }
}

/**
 * Makes the record and starts the task.
 *
 * A given parent is looked up and nothing more: any state, any instance will do. `incremental` without an earlier
 * COMPLETED backup on the first page makes a full one. `restoreFrom` makes a RESTORED record and starts nothing.
 */
export const createBackup = (cloud: Cloud, caller: Caller, wanted: NewBackup): BackupRecord => {
  if (wanted.restoreFrom !== undefined) return importBackup(cloud, caller, wanted, wanted.restoreFrom)
  const instanceId = wanted.instance
  if (instanceId === undefined) throw badRequest("instance is missing.")
  const container = wanted.container ?? strategyContainer(cloud, caller.project, instanceId)
  return recordingFault(cloud, instanceId, () => {
    const instance = findServedInstance(cloud, caller, instanceId)
    checkCanAct(cloud, instance)
    if (wanted.driver === undefined || wanted.driver === "swift") checkObjectStore(cloud, caller.project)
    const parent = parentOf(cloud, caller, wanted, instanceId)
    return withQuota(cloud, caller.project, { backups: 1 }, () => {
      const backup = addBackup(cloud, caller.project, {
        ...wanted,
        instance: instanceId,
        parent,
        container: container ?? defaultContainer,
        datastoreVersion: instance.datastoreVersion,
      })
      startBackup(cloud, backup)
      return backup
    })
  })
}

const parentOf = (cloud: Cloud, caller: Caller, wanted: NewBackup, instance: string): string | null => {
  if (wanted.parent !== undefined) return findBackup(cloud, caller, wanted.parent).id
  if (!wanted.incremental) return null
  const recent = listBackupsOfInstance(cloud, caller, instance).slice(0, firstPage)
  return recent.find((backup) => backup.status === "COMPLETED")?.id ?? null
}

/** Lets the guest take it from here, or whatever a test planned for it. */
export const startBackup = (cloud: Cloud, backup: BackupRecord): void => {
  const source = instanceById(cloud, backup.instance ?? "")
  const plan = takePlan(cloud, "nextBackup", [backup.id, backup.name, backup.instance, source?.name ?? null])
  if (plan.stuckIn === "NEW" || !drivers.includes(backup.driver)) return
  if (plan.walk !== undefined) startWalk(cloud, "backup", backup.id, plan.walk)
  else cloud.schedule(cloud.options.timings.backupStart, "backup.begins", { id: backup.id, walk: { ...plan } })
}

const importBackup = (
  cloud: Cloud,
  caller: Caller,
  wanted: NewBackup,
  source: NonNullable<NewBackup["restoreFrom"]>,
): BackupRecord => {
  const version = findVersionById(cloud, source.datastoreVersion)
  const object = objectAt(cloud, caller.project, source.location)
  if (object === undefined) throw badRequest(`Failed to restore backup from ${source.location}`)
  return withQuota(cloud, caller.project, { backups: 1 }, () =>
    addBackup(cloud, caller.project, {
      name: wanted.name,
      ...(wanted.description === undefined ? {} : { description: wanted.description }),
      status: "RESTORED",
      location: source.location,
      // Trove keeps the quotes Swift puts around the etag of a large object, and trips over them at restore.
      checksum: object.segmented ? `"${object.etag}"` : object.etag,
      size: source.size,
      datastoreVersion: version.id,
    }),
  )
}
