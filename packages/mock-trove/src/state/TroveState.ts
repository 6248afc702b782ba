/** Trove's tables as plain data, and the world its guests see: databases and users inside the instances and inside the backups. */
import type { Json } from "../Json.ts"
import type { BackupRecord } from "./BackupRecord.ts"
import type { Cloud } from "./Cloud.ts"
import type { CloudSeed, SeedDatastore } from "./CloudSeed.ts"
import type { DatabaseContents, InstanceRecord } from "./InstanceRecord.ts"
import type { PlanRecord } from "./plans.ts"

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
  readonly flavors?: readonly string[]
  readonly volumeTypes?: readonly string[]
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
  plans: PlanRecord[]
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
      ...(version.flavors !== undefined && { flavors: [...version.flavors] }),
      ...(version.volumeTypes !== undefined && { volumeTypes: [...version.volumeTypes] }),
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
    plans: [],
    backupRevision: 0,
    addressCount: 0,
  }
}
