/** An instance as Trove's tables, Nova and the guest know it together: plain data. */
import type { Json } from "../Json.ts"

/** What the task manager is doing with an instance. The ones ending in `_ERROR` are where a task stopped for good. */
export type Task =
  | "NONE"
  | "BUILDING"
  | "DELETING"
  | "REBOOTING"
  | "RESIZING"
  | "DETACHING"
  | "PROMOTING"
  | "UPDATING"
  | "RESTART_REQUIRED"
  | "BUILDING_PORT_ERROR"
  | "BUILDING_VOLUME_ERROR"
  | "BUILDING_SERVER_ERROR"
  | "BUILDING_GUEST_ERROR"
  | "BUILDING_REPLICA_ERROR"

/** What the guest last said of its database, as the API spells it. */
export type ServiceStatus =
  | "NEW"
  | "BUILD"
  | "HEALTHY"
  | "ACTIVE"
  | "BLOCKED"
  | "SHUTDOWN"
  | "RESTARTING"
  | "FAILED"
  | "ERROR"
  | "DELETED"

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
  server: { readonly id: string; readonly name: string; status: "BUILD" | "ACTIVE" | "ERROR" | "SHUTOFF" } | null
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
