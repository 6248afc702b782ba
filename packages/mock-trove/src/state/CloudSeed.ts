/** What a cloud holds before its first request: people, flavors, datastores, networks. A plain object, or the same as a JSON file. */

export interface CloudSeed {
  readonly region: string
  readonly roles: readonly string[]
  readonly projects: readonly SeedProject[]
  readonly users: readonly SeedUser[]
  /** Whose connection `mock.connection` and `mock.env` are. */
  readonly connection: { readonly user: string; readonly project: string }
  readonly flavors: readonly SeedFlavor[]
  readonly datastores: readonly SeedDatastore[]
  /** The name of the datastore taken when a request names none. */
  readonly defaultDatastore: string
  readonly networks: readonly SeedNetwork[]
  readonly volumeTypes: readonly { readonly id: string; readonly name: string }[]
}

interface SeedProject {
  readonly name: string
  readonly id?: string
}

export interface SeedUser {
  readonly name: string
  readonly password: string
  readonly id?: string
  /** Role names by project name. */
  readonly roles: Readonly<Record<string, readonly string[]>>
  /** Role names on the whole system. */
  readonly systemRoles?: readonly string[]
}

/** `ram` in MB, `disk` and `ephemeral` in GB. */
export interface SeedFlavor {
  readonly id: string
  readonly name: string
  readonly ram: number
  readonly disk: number
  readonly vcpus: number
  readonly ephemeral?: number
}

export interface SeedDatastore {
  readonly name: string
  readonly id?: string
  /** The name of a version. */
  readonly defaultVersion: string
  readonly versions: readonly SeedDatastoreVersion[]
}

export interface SeedDatastoreVersion {
  readonly name: string
  readonly id?: string
  /** The number, where it is not the name. */
  readonly version?: string
  readonly manager: string
  readonly image: string
  readonly active?: boolean
  /** The ids of the flavors it may run on; all, where nothing is said. */
  readonly flavors?: readonly string[]
  /** The names of the volume types it may be put on; all, where nothing is said. */
  readonly volumeTypes?: readonly string[]
}

interface SeedNetwork {
  readonly id: string
  readonly name: string
  readonly external?: boolean
  readonly subnets: readonly SeedSubnet[]
}

interface SeedSubnet {
  readonly id: string
  readonly name: string
  readonly cidr: string
}
