/** What the releases of Trove do differently, each difference by a name of its own. */
import type { Cloud } from "./Cloud.ts"

/** 18 is Zed (2022), 22 is 2024.2, 25 is 2026.1. */
export type Profile = "18" | "22" | "25"

interface Release {
  /** A flavor tells its local storage, a datastore version its extensions (to the operator). */
  readonly tellsMore: boolean
  /** Deleting a running backup trips over two kinds of time, instead of being refused. */
  readonly tripsOverRunningBackups: boolean
  /** When the object store refuses to delete, the backup is gone all the same and its object is left behind. */
  readonly forgetsFailedDeletes: boolean
  /** Names of databases and users are checked by the guest, which nobody hears of. */
  readonly leavesNamesToGuests: boolean
  /** `storage_driver` of a backup is read: `cinder` makes volume snapshots, an unknown one is taken and never begins. */
  readonly readsStorageDriver: boolean
  /** Which updates that do not speak of the configuration group detach it. */
  readonly detachedBy: "none" | "any update" | "an empty update"
  /** Before a restore the backup is looked up first, then the object store. */
  readonly looksUpBackupFirst: boolean
  readonly localities: readonly string[]
}

const zed: Release = {
  tellsMore: false,
  tripsOverRunningBackups: false,
  forgetsFailedDeletes: false,
  leavesNamesToGuests: false,
  readsStorageDriver: false,
  detachedBy: "none",
  looksUpBackupFirst: false,
  localities: ["affinity", "anti-affinity"],
}

const releases: Readonly<Record<Profile, Release>> = {
  "18": zed,
  "22": { ...zed, tellsMore: true, detachedBy: "any update" },
  "25": {
    tellsMore: true,
    tripsOverRunningBackups: true,
    forgetsFailedDeletes: true,
    leavesNamesToGuests: true,
    readsStorageDriver: true,
    detachedBy: "an empty update",
    looksUpBackupFirst: true,
    localities: ["affinity", "anti-affinity", "soft-affinity", "soft-anti-affinity"],
  },
}

export const isProfile = (text: string): text is Profile => text in releases

export const releaseOf = (cloud: Cloud): Release => releases[cloud.options.profile]
