/** What a test reads and arranges in Trove without a request: what it adds is there at once, and counts towards the quotas. */
import { type BackupsHandle, backupsHandle } from "./backupsHandle.ts"
import type { Cloud } from "./Cloud.ts"
import { type InstancesHandle, instancesHandle } from "./instancesHandle.ts"
import { type ObjectsHandle, objectsHandle } from "./objectsHandle.ts"

export interface TroveHandle {
  readonly instances: InstancesHandle
  readonly backups: BackupsHandle
  /** The stored objects behind the backups. */
  readonly objects: ObjectsHandle
}

export const troveHandle = (cloud: Cloud): TroveHandle => ({
  instances: instancesHandle(cloud),
  backups: backupsHandle(cloud),
  objects: objectsHandle(cloud),
})
