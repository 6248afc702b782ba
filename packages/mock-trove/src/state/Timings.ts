/** How long each thing takes in this cloud, in milliseconds of the mock's clock. */

export interface Timings {
  /** From the create call until Nova begins to build a server. */
  readonly serverStart: number
  /** Then until that is active. */
  readonly server: number
  /** Then until the guest has prepared its database. */
  readonly prepare: number
  /** What a restore adds to `prepare`. */
  readonly restore: number
  /** How often the task manager looks whether a guest is ready; so much later the instance is, or shows its failure. */
  readonly guestPoll: number
  /** After so long without a ready guest a build has failed. */
  readonly buildTimeout: number
  /** The same for a restore, and for a replica. */
  readonly restoreTimeout: number
  /** From the create call until the guest begins a backup. */
  readonly backupStart: number
  /** Then until it is stored. */
  readonly backup: number
  readonly backupDelete: number
  /** How long the object store is asked again before a delete is given up. */
  readonly backupDeleteRetry: number
  /** From the delete call until an instance has lost its ports. */
  readonly portsRelease: number
  /** From the delete call until an instance is gone. */
  readonly instanceDelete: number
  readonly restart: number
  readonly reboot: number
  readonly resizeVolume: number
  readonly resizeFlavor: number
  readonly accessUpdate: number
  readonly replicaDetach: number
  readonly replicaPromote: number
  readonly heartbeat: number
  /** How long a call to a guest that does not answer holds up whoever asked. */
  readonly guestCall: number
}

/** A believable cloud: 3 minutes for an instance, 5 for a backup, 8 for a restore. */
export const defaultTimings: Timings = {
  serverStart: 10_000,
  server: 20_000,
  prepare: 145_000,
  restore: 300_000,
  guestPoll: 5_000,
  buildTimeout: 1_800_000,
  restoreTimeout: 3_600_000,
  backupStart: 2_000,
  backup: 298_000,
  backupDelete: 5_000,
  backupDeleteRetry: 31_000,
  portsRelease: 2_000,
  instanceDelete: 10_000,
  restart: 20_000,
  reboot: 60_000,
  resizeVolume: 60_000,
  resizeFlavor: 120_000,
  accessUpdate: 2_000,
  replicaDetach: 5_000,
  replicaPromote: 20_000,
  heartbeat: 10_000,
  guestCall: 15_000,
}
