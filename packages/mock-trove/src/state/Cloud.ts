/** The whole cloud as plain data, and what a rule may do with it. Snapshot, restore and fork are one `structuredClone` of `CloudState`. */
import type { Json } from "../Json.ts"
import type { CloudSeed } from "./CloudSeed.ts"
import type { IdentityState } from "./IdentityState.ts"
import type { ObjectStoreState } from "./ObjectStore.ts"
import type { Profile } from "./releases.ts"
import type { Timings } from "./Timings.ts"
import type { TroveState } from "./TroveState.ts"

/** Something that will happen at `at` (ms since epoch). Data, never a closure, so that a snapshot carries it. */
export interface DueEvent {
  readonly at: number
  readonly order: number
  readonly kind: string
  readonly data: Json
}

/** How often each stream of made-up values was drawn from. With the seed they give the next value. */
export interface Counters {
  uuid: number
  hex: number
  random: number
  token: number
  audit: number
  order: number
}

/** Troubles of the services behind Trove, switched from outside. */
export interface Troubles {
  /** The object store answers everything with this status. */
  swiftStatus: number | null
  /** The object store refuses to delete objects. */
  swiftFailDelete: boolean
  /** New volumes end in error. */
  volumeError: boolean
  /** Nova refuses new servers because its quota is used up. */
  novaQuota: boolean
}

export interface CloudState {
  identity: IdentityState
  trove: TroveState
  objects: ObjectStoreState
  troubles: Troubles
  /** In the order they fall due. */
  due: DueEvent[]
  counters: Counters
}

/** Where each service is reached, without a trailing slash; templates of the catalog end up here. */
export interface Endpoints {
  /** Without `/v3`. */
  identity: string
  /** Without `/v1.0`. */
  database: string
  /** Without `/v1/AUTH_…`. */
  objectStore: string
  compute: string
  volume: string
  network: string
  image: string
}

/** What the operator set: fixed for the life of a cloud. */
export interface CloudOptions {
  /** Which release of Trove answers. */
  readonly profile: Profile
  /** Names such as `NOVA_ERROR` and `FAIL` steer what becomes of an instance or a backup. */
  readonly magicNames: boolean
  /** Trove's `max_instances_per_tenant` and its like; -1 is no limit. `volumes` counts GB. */
  readonly quotas: {
    readonly instances: number
    readonly backups: number
    readonly volumes: number
    readonly ram: number
  }
  /** GB. */
  readonly maxAcceptedVolumeSize: number
  /** Requests of one project and one verb within a minute. */
  readonly ratePerMinute: number
  /** After so long without a word from the guest an instance shows ERROR. */
  readonly heartbeatExpirySeconds: number
  readonly tokenLifetimeSeconds: number
  /** `[keystone_authtoken] service_type`: without it a token with access rules is refused everywhere. */
  readonly authtokenServiceType?: string
  readonly timings: Timings
}

/** What every rule sees. Never keep `state` or a part of it from one call to the next: `restore` puts another one there. */
export interface Cloud {
  readonly state: CloudState
  readonly options: CloudOptions
  readonly seed: CloudSeed
  readonly endpoints: Readonly<Endpoints>
  /** Milliseconds since epoch. The same for all of one request; the event's own time while an event runs. */
  now(): number
  /** A UUID with dashes, another each time, the same ones for the same seed. */
  uuid(): string
  /** 32 hex digits, as Keystone's ids are. */
  hex(): string
  /** A token by its looks, Fernet's `gAAAA…`. */
  token(): string
  /** 22 characters, as the audit ids of tokens are. */
  auditId(): string
  /** From 0 up to, not including, 1. */
  random(): number
  schedule(delayMs: number, kind: string, data: Json): void
  /** Notes in the journal what the running request or event changed: `backup b1 NEW→BUILDING`. */
  changed(what: string): void
}

/** What is done when an event falls due, by its kind. */
export type EventHandlers = Readonly<Record<string, (data: Json, cloud: Cloud) => void>>
