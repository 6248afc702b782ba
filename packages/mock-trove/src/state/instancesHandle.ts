/** Instances as a test sees and arranges them. */
import type { Json } from "../Json.ts"
import { giveServer } from "./buildEvents.ts"
import type { Cloud } from "./Cloud.ts"
import { chooseVersion, versionOf } from "./datastores.ts"
import { findFlavor } from "./flavors.ts"
import { killGuest, reportHealthy, reviveGuest } from "./guests.ts"
import type { InstanceRecord, Task } from "./InstanceRecord.ts"
import { addInstance } from "./instanceCreation.ts"
import { saveFault } from "./instanceFaults.ts"
import { livingInstanceById, livingInstances, operatingStatusOf, statusOf } from "./instances.ts"
import type { InstanceStatus } from "./plans.ts"
import { countUsage } from "./quotas.ts"
import { setTask } from "./tasks.ts"

/** An instance at one moment; ask again for a later one. */
export interface Instance {
  readonly id: string
  readonly name: string
  readonly status: string
  readonly operating_status: string
  /** The id of its project. */
  readonly project: string
  readonly datastore: { readonly type: string; readonly version: string } | null
  readonly flavor: string
  /** GB. */
  readonly volume: number
  readonly configuration: string | null
  readonly databases: readonly string[]
  readonly users: readonly string[]
  readonly fault: string | null
}

export interface NewInstanceState {
  readonly name: string
  /** Names; the cloud's defaults when left out. */
  readonly datastore?: string
  readonly version?: string
  /** GB; 1 when left out. */
  readonly volume?: number
  /** An id; the first flavor when left out. */
  readonly flavor?: string
  /** `ACTIVE` when left out. */
  readonly status?: InstanceStatus
  /** Name or id; the default user's project when left out. */
  readonly project?: string
  readonly access?: { readonly is_public?: boolean; readonly allowed_cidrs?: readonly string[] }
  readonly databases?: readonly string[]
  readonly users?: readonly string[]
  /** GB used on the volume; 0.2 when left out. */
  readonly used?: number
  /** Of an instance in `ERROR`. */
  readonly fault?: string
  /** `dead`: it answers nothing and sends no heartbeat. */
  readonly guest?: "alive" | "dead"
}

const arrangements = {
  ACTIVE: { task: "NONE", server: "ACTIVE" },
  BUILD: { task: "BUILDING", server: null },
  ERROR: { task: "BUILDING_GUEST_ERROR", server: "ACTIVE" },
  SHUTDOWN: { task: "NONE", server: null },
  UNKNOWN: { task: "NONE", server: "SHUTOFF" },
  REBOOT: { task: "REBOOTING", server: "ACTIVE" },
  RESIZE: { task: "RESIZING", server: "ACTIVE" },
  RESTART_REQUIRED: { task: "RESTART_REQUIRED", server: "ACTIVE" },
} as const satisfies Record<InstanceStatus, { readonly task: Task; readonly server: "ACTIVE" | "SHUTOFF" | null }>

export interface InstancesHandle {
  /** It stays as it is until something is asked of it or `setStatus` moves it. */
  add(instance: NewInstanceState): Instance
  /** Of all projects, oldest first; deleted ones are gone. */
  all(): readonly Instance[]
  get(id: string): Instance | undefined
  /** Moves it by hand, whatever it was doing. */
  setStatus(instance: { readonly id: string }, status: InstanceStatus): Instance
  killGuest(instance: { readonly id: string }): void
  reviveGuest(instance: { readonly id: string }): void
}

/** Fails with a sentence when there is none. */
export const livingInstance = (cloud: Cloud, id: string): InstanceRecord => {
  const found = livingInstanceById(cloud, id)
  if (found === undefined) throw new Error(`state: there is no instance ${id}`)
  return found
}

/** By name or id. */
const projectId = (cloud: Cloud, asked: string): string => {
  const found = cloud.state.identity.projects.find((project) => project.id === asked || project.name === asked)
  if (found === undefined) throw new Error(`state: there is no project ${asked}`)
  return found.id
}

const moment = (cloud: Cloud, instance: InstanceRecord): Instance => {
  const made = versionOf(cloud, instance.datastoreVersion)
  return {
    id: instance.id,
    name: instance.name,
    status: statusOf(cloud, instance),
    operating_status: operatingStatusOf(cloud, instance),
    project: instance.project,
    datastore: made === undefined ? null : { type: made.datastore.name, version: made.version.name },
    flavor: instance.flavor,
    volume: instance.volumeSize,
    configuration: instance.configuration,
    databases: instance.guest?.databases.map((database) => database.name) ?? [],
    users: instance.guest?.users.map((user) => user.name) ?? [],
    fault: instance.fault?.message ?? null,
  }
}

const arrange = (cloud: Cloud, instance: InstanceRecord, status: InstanceStatus): void => {
  const { task, server } = arrangements[status]
  setTask(cloud, instance, task)
  if (server === null) {
    instance.server = null
    return
  }
  if (instance.server === null) giveServer(cloud, instance, "ACTIVE")
  if (instance.server !== null) instance.server.status = server
  if (status !== "ERROR") reportHealthy(cloud, instance)
}

const add = (cloud: Cloud, wanted: NewInstanceState): Instance => {
  const { version } = chooseVersion(cloud, {
    ...(wanted.datastore !== undefined && { type: wanted.datastore }),
    ...(wanted.version !== undefined && { version: wanted.version }),
  })
  const flavor = wanted.flavor === undefined ? cloud.seed.flavors[0] : findFlavor(cloud, wanted.flavor)
  if (flavor === undefined) throw new Error(`state: there is no flavor ${wanted.flavor ?? "at all"}`)
  const project = projectId(cloud, wanted.project ?? cloud.seed.connection.project)
  const access: Json = wanted.access === undefined ? null : { ...wanted.access }
  const instance = addInstance(cloud, project, {
    name: wanted.name,
    flavor: flavor.id,
    volumeSize: wanted.volume ?? 1,
    datastoreVersion: version.id,
    configuration: null,
    replicaOf: null,
    access,
    locality: null,
  })
  instance.used = wanted.used ?? instance.used
  countUsage(cloud, project, { instances: 1, ram: flavor.ram, volumes: instance.volumeSize })
  const status = wanted.status ?? "ACTIVE"
  arrange(cloud, instance, status)
  if (status === "ERROR") saveFault(cloud, instance.id, wanted.fault ?? "The instance failed.")
  if (instance.guest !== null) {
    instance.guest.databases = (wanted.databases ?? []).map((name) => ({ name, characterSet: null, collate: null }))
    instance.guest.users = (wanted.users ?? []).map((name) => ({ name, host: "%", databases: [] }))
  }
  if (wanted.guest === "dead") killGuest(cloud, instance)
  return moment(cloud, instance)
}

export const instancesHandle = (cloud: Cloud): InstancesHandle => ({
  add: (wanted) => add(cloud, wanted),
  all: () => livingInstances(cloud).map((instance) => moment(cloud, instance)),
  get: (id) => {
    const found = livingInstanceById(cloud, id)
    return found === undefined ? undefined : moment(cloud, found)
  },
  setStatus: ({ id }, status) => {
    const instance = livingInstance(cloud, id)
    arrange(cloud, instance, status)
    return moment(cloud, instance)
  },
  killGuest: ({ id }) => killGuest(cloud, livingInstance(cloud, id)),
  reviveGuest: ({ id }) => reviveGuest(cloud, livingInstance(cloud, id)),
})
