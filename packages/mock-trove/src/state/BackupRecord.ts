/** A backup as Trove's table knows it: plain data. */

export type BackupStatus = "NEW" | "BUILDING" | "SAVING" | "COMPLETED" | "FAILED" | "RESTORED" | "DELETE_FAILED"

export interface BackupRecord {
  readonly id: string
  readonly name: string
  readonly description: string | null
  readonly project: string
  readonly instance: string | null
  readonly parent: string | null
  status: BackupStatus
  /** GB used on the volume when the backup began. */
  size: number | null
  location: string | null
  checksum: string | null
  datastoreVersion: string | null
  readonly container: string
  /** `swift` stores an object, `cinder` makes a snapshot of the volume, nothing comes of any other. */
  readonly driver: string
  readonly created: number
  updated: number
  /** Counts every change of any backup: which of two changes within a millisecond came later. */
  revision: number
  deleted: boolean
}
