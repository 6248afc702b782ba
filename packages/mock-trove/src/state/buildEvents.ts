/** How a new instance comes to life, or does not: server, guest, database, the contents of a backup. */

import type { Json } from "../Json.ts"
import type { BackupRecord } from "./BackupRecord.ts"
import { contentsAt, objectAt } from "./backupObjects.ts"
import type { Cloud, EventHandlers } from "./Cloud.ts"
import { killGuest, newGuest, reportHealthy, setServiceStatus } from "./guests.ts"
import type { Database, DatabaseContents, DatabaseUser, InstanceRecord, Task } from "./InstanceRecord.ts"
import { saveFault } from "./instanceFaults.ts"
import { workableInstance } from "./instances.ts"
import { instanceMagic } from "./magicNames.ts"
import type { Walks } from "./plans.ts"
import { backupById } from "./tables.ts"
import { setTask } from "./tasks.ts"

type BuildEvent = {
  readonly id: string
  /** The network that was asked for. */
  readonly network: string | null
  readonly backup: string | null
  readonly databases: readonly Database[]
  readonly users: readonly DatabaseUser[]
  readonly walk: Walks["nextRestore"]
}

const fail = (cloud: Cloud, instance: InstanceRecord, task: Task, message: string): void => {
  setTask(cloud, instance, task)
  saveFault(cloud, instance.id, message)
}

const serverMade = (data: Json, cloud: Cloud): void => {
  const build = data as BuildEvent
  const instance = workableInstance(cloud, build.id)
  if (instance === undefined) return
  const { troubles } = cloud.state
  if (instance.addresses.length === 0) {
    const reason = `Network ${build.network} could not be found.\nNeutron server returns request_ids: ['req-${cloud.uuid()}']`
    fail(cloud, instance, "BUILDING_PORT_ERROR", `Failed to create User port for instance ${instance.id}: ${reason}`)
    return
  }
  if (troubles.volumeError) {
    const message = `Failed to create volume for instance ${instance.id}\nFailed to create volume.`
    fail(cloud, instance, "BUILDING_VOLUME_ERROR", message)
    return
  }
  if (troubles.novaQuota) {
    const message = `Failed to create server for instance ${instance.id}\nQuota exceeded for instances`
    fail(cloud, instance, "BUILDING_SERVER_ERROR", message)
    return
  }
  giveServer(cloud, instance, "BUILD")
  setServiceStatus(cloud, instance, "BUILD")
  cloud.schedule(cloud.options.timings.server, "instance.serverEnds", data)
}

/** Nova has built the server, or has not. */
const serverEnds = (data: Json, cloud: Cloud): void => {
  const build = data as BuildEvent
  const instance = workableInstance(cloud, build.id)
  if (instance?.server?.status !== "BUILD") return
  const { serverFails } = instanceMagic(cloud, instance.name)
  instance.server.status = serverFails ? "ERROR" : "ACTIVE"
  cloud.changed(`instance ${instance.id} server ${instance.server.status}`)
  if (serverFails) cloud.schedule(cloud.options.timings.guestPoll, "instance.failed", { id: instance.id })
  else cloud.schedule(preparing(cloud, build), "instance.prepared", data)
}

/** From an active server on until the guest is ready. */
const preparing = (cloud: Cloud, { backup, walk }: BuildEvent): number => {
  const { prepare, restore } = cloud.options.timings
  return walk.takes ?? prepare + (backup === null ? 0 : restore)
}

/** Server, volume and a guest that has not reported yet. */
export const giveServer = (cloud: Cloud, instance: InstanceRecord, status: "BUILD" | "ACTIVE"): void => {
  instance.serverId = cloud.uuid()
  instance.volumeId = cloud.uuid()
  instance.server = { id: instance.serverId, name: instance.name, status }
  instance.guest = newGuest()
  instance.updated = cloud.now()
  cloud.changed(`instance ${instance.id} server ${status}`)
}

const prepared = (data: Json, cloud: Cloud): void => {
  const build = data as BuildEvent
  const instance = workableInstance(cloud, build.id)
  const guest = instance?.guest
  if (instance === undefined || guest == null || !guest.alive) return
  const { guestPoll, buildTimeout, restoreTimeout } = cloud.options.timings
  const magic = instanceMagic(cloud, instance.name)
  if (magic.guestHangs || build.walk.stuckIn !== undefined) {
    const patience = build.backup === null ? buildTimeout : restoreTimeout
    const left = Math.max(0, patience - preparing(cloud, build))
    cloud.schedule(left, "instance.failed", { id: instance.id, fault: "Polling request timed out." })
    return
  }
  const failure =
    build.walk.fails ?? (magic.guestFails ? "Fake guest: prepare failed." : restoreContents(cloud, instance, build))
  if (failure !== undefined) {
    setServiceStatus(cloud, instance, "FAILED")
    saveFault(cloud, instance.id, failure)
    cloud.schedule(guestPoll, "instance.failed", { id: instance.id })
    return
  }
  const databases = build.databases.filter((database) => !guest.databases.some((known) => known.name === database.name))
  guest.databases = [...guest.databases, ...databases]
  guest.users = [...guest.users, ...build.users]
  reportHealthy(cloud, instance)
  if (magic.guestDies || build.walk.guestDies === true) killGuest(cloud, instance)
  cloud.schedule(guestPoll, "instance.taskEnds", { id: instance.id, task: "BUILDING" })
}

/** Fills the guest from the backup; gives the reason when that can not be. */
const restoreContents = (cloud: Cloud, instance: InstanceRecord, build: BuildEvent): string | undefined => {
  if (build.backup === null || instance.guest === null) return undefined
  const backup = backupById(cloud, build.backup)
  const location = backup?.location
  if (backup === undefined || location == null) return `Backup ${build.backup} is gone.`
  const object = objectAt(cloud, instance.project, location)
  if (object === undefined && backup.driver === "swift")
    return `Object of backup ${backup.id} was not found in the object storage.`
  if (object !== undefined && object.etag !== backup.checksum) {
    return `Checksum validation failure, actual: ${object.etag}, expected: ${backup.checksum ?? "None"}`
  }
  const from = build.walk.comesBackWithOldData === true ? baseOf(cloud, backup) : backup
  const contents = from?.location == null ? undefined : contentsAt(cloud, instance.project, from.location)
  const copy: DatabaseContents = structuredClone(contents ?? { databases: [], users: [] })
  instance.guest.databases = copy.databases
  instance.guest.users = copy.users
  return undefined
}

/** The full backup at the bottom of a chain; a full one has nothing older beneath it. */
const baseOf = (cloud: Cloud, backup: BackupRecord): BackupRecord | undefined => {
  const parent = backupById(cloud, backup.parent ?? "")
  if (parent === undefined) return undefined
  return parent.parent === null ? parent : baseOf(cloud, parent)
}

const buildFailed = (data: Json, cloud: Cloud): void => {
  const { id, fault } = data as { readonly id: string; readonly fault?: string }
  const instance = workableInstance(cloud, id)
  if (instance?.task !== "BUILDING") return
  setTask(cloud, instance, "BUILDING_GUEST_ERROR")
  if (fault !== undefined) saveFault(cloud, id, fault)
}

export const buildEvents: EventHandlers = {
  "instance.server": serverMade,
  "instance.serverEnds": serverEnds,
  "instance.prepared": prepared,
  "instance.failed": buildFailed,
}
