/** Trove's tables as plain data, and the world its guests see: databases and users inside the instances and inside the backups. */
import type { Json } from "../Json.ts"
import type { Cloud } from "./Cloud.ts"
import type { CloudSeed, SeedDatastore } from "./CloudSeed.ts"

/** What the task manager is doing with an instance. The ones ending in `_ERROR` are where a task stopped for good. */
export type Task =
  | "NONE"
  | "BUILDING"
  | "DELETING"
  | "REBOOTING"
  | "RESIZING"
  | "DETACHING"
  | "UPDATING"
  | "RESTART_REQUIRED"
  | "BUILDING_PORT_ERROR"
  | "BUILDING_VOLUME_ERROR"
  | "BUILDING_SERVER_ERROR"
  | "BUILDING_GUEST_ERROR"

/** What the guest last said of its database, as the API spells it. */
export type ServiceStatus = "NEW" | "BUILD" | "HEALTHY" | "SHUTDOWN" | "RESTARTING" | "FAILED" | "ERROR" | "DELETED"

export type Address = {
  readonly address: string
  readonly type: "private" | "public"
  readonly network?: string
}

export type Database = {
  readonly name: string
  readonly characterSet: string | null
  readonly collate: string | null
}

export type DatabaseUser = {
  readonly name: string
  readonly host: string
  readonly databases: readonly string[]
}

/** What a backup saves and a restore brings back. */
export interface DatabaseContents {
  databases: Database[]
  users: DatabaseUser[]
}

export interface Guest extends DatabaseContents {
  /** A dead one answers no call and sends no heartbeat. */
  alive: boolean
  rootEnabled: boolean
  /** When it reported a running database; heartbeats count from here. Milliseconds since epoch, null before. */
  reportedAt: number | null
}

export interface InstanceFault {
  readonly message: string
  readonly details: string
  readonly created: number
}

export interface InstanceRecord {
  readonly id: string
  name: string
  readonly project: string
  flavor: string
  /** GB. */
  volumeSize: number
  datastoreVersion: string | null
  configuration: string | null
  replicaOf: string | null
  readonly region: string
  access: Json
  readonly locality: string | null
  task: Task
  /** Absent until Nova has made one, and after deletion. `name` stays the first one. */
  server: { readonly id: string; readonly name: string; status: "ACTIVE" | "ERROR" | "SHUTOFF" } | null
  serverId: string | null
  volumeId: string | null
  addresses: Address[]
  service: { status: ServiceStatus; updated: number }
  guest: Guest | null
  rootHistory: { readonly enabled: number; readonly user: string } | null
  fault: InstanceFault | null
  /** GB used on the data volume. */
  used: number
  readonly created: number
  updated: number
  deletedAt: number | null
}

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
  readonly created: number
  updated: number
  /** Counts every change of any backup: which of two changes within a millisecond came later. */
  revision: number
  deleted: boolean
}

export interface StrategyRecord {
  readonly project: string
  /** "" is the project's own. */
  readonly instance: string
  container: string
}

export interface ConfigurationRecord {
  readonly id: string
  readonly project: string
  name: string
  description: string | null
  readonly datastoreVersion: string
  values: Record<string, Json>
  readonly created: number
  updated: number
}

export interface DatastoreVersionRecord {
  readonly id: string
  readonly name: string
  readonly version: string
  readonly manager: string
  readonly image: string
  readonly active: boolean
  readonly datastore: string
}

export interface DatastoreRecord {
  readonly id: string
  readonly name: string
  readonly defaultVersion: string
}

export type QuotaResource = "instances" | "ram" | "backups" | "volumes"

/** Leaky bucket of one verb, one project. */
export interface RateBucket {
  level: number
  lastRequest: number
  nextRequest: number
}

/** What a test wants to become of the next backup. */
export type BackupWalk = {
  readonly fails?: string
  readonly stuckIn?: "NEW" | "BUILDING"
  readonly takes?: number
}

/** What a test wants to become of the next restore. */
export type RestoreWalk = {
  readonly fails?: string
  readonly stuckIn?: "BUILD"
  readonly takes?: number
  readonly comesBackWithOldData?: boolean
}

export interface TroveState {
  datastores: DatastoreRecord[]
  datastoreVersions: DatastoreVersionRecord[]
  instances: InstanceRecord[]
  backups: BackupRecord[]
  strategies: StrategyRecord[]
  configurations: ConfigurationRecord[]
  /** By project; what is missing is the operator's default. */
  quotaLimits: Record<string, Partial<Record<QuotaResource, number>>>
  /** By project; a row appears when it is first counted or looked at. */
  quotaUsages: Record<string, Partial<Record<QuotaResource, number>>>
  rateBuckets: Record<string, Record<string, RateBucket>>
  /** What is inside the stored objects, by etag. */
  savedContents: Record<string, DatabaseContents>
  backupWalks: BackupWalk[]
  restoreWalks: RestoreWalk[]
  backupRevision: number
  /** How many addresses were given out. */
  addressCount: number
}

const datastoreRecords = (seed: SeedDatastore, cloud: Cloud) => {
  const id = seed.id ?? cloud.uuid()
  const versions = seed.versions.map(
    (version): DatastoreVersionRecord => ({
      id: version.id ?? cloud.uuid(),
      name: version.name,
      version: version.version ?? version.name,
      manager: version.manager,
      image: version.image,
      active: version.active ?? true,
      datastore: id,
    }),
  )
  const defaultVersion = versions.find((version) => version.name === seed.defaultVersion)
  if (defaultVersion === undefined) {
    throw new Error(`seed: datastore ${seed.name} has no version named ${seed.defaultVersion}, its defaultVersion`)
  }
  return { datastore: { id, name: seed.name, defaultVersion: defaultVersion.id }, versions }
}

/** The tables before the first request: datastores from the seed, nothing else. */
export const emptyTroveState = (seed: CloudSeed, cloud: Cloud): TroveState => {
  const stores = seed.datastores.map((datastore) => datastoreRecords(datastore, cloud))
  return {
    datastores: stores.map((store) => store.datastore),
    datastoreVersions: stores.flatMap((store) => store.versions),
    instances: [],
    backups: [],
    strategies: [],
    configurations: [],
    quotaLimits: {},
    quotaUsages: {},
    rateBuckets: {},
    savedContents: {},
    backupWalks: [],
    restoreWalks: [],
    backupRevision: 0,
    addressCount: 0,
  }
}
