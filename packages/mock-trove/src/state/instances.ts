/** What an instance is right now: who may see it, its statuses, and whether it can be worked on. */

import type { BackupStatus } from "./BackupRecord.ts"
import type { Caller } from "./Caller.ts"
import type { Cloud } from "./Cloud.ts"
import { lastReport } from "./guests.ts"
import type { InstanceRecord, ServiceStatus } from "./InstanceRecord.ts"
import { notFound, unprocessable } from "./TroveFault.ts"
import { instanceById, madeAsReplicas, runningBackups } from "./tables.ts"
import { isBuilding, statusOfTask, taskAction } from "./tasks.ts"

type ServerStatus = "BUILD" | "ACTIVE" | "ERROR" | "SHUTOFF" | "SHUTDOWN"

const runningBackup: readonly BackupStatus[] = ["NEW", "BUILDING", "SAVING"]

/** NEW, BUILDING and the SAVING of old guests. */
export const isRunning = (status: BackupStatus): boolean => runningBackup.includes(status)

const actionAllowed: readonly ServiceStatus[] = ["HEALTHY", "ACTIVE", "SHUTDOWN", "BLOCKED"]

/** While it builds nobody asks Nova; afterwards a missing server counts as shut down. */
const serverStatus = (instance: InstanceRecord): ServerStatus =>
  isBuilding(instance.task) ? "BUILD" : (instance.server?.status ?? "SHUTDOWN")

const hasRunningBackup = (cloud: Cloud, instanceId: string): boolean =>
  runningBackups(cloud, instanceId, isRunning).length > 0

/** `status`: an error of the task first, then the task, then a running backup, then the server. */
export const statusOf = (cloud: Cloud, instance: InstanceRecord): string => {
  const server = serverStatus(instance)
  const byTask = statusOfTask(instance.task)
  if (byTask !== undefined) return byTask
  if (instance.task === "BUILDING") return "BUILD"
  if (instance.task === "DELETING") return server === "ACTIVE" || server === "SHUTDOWN" ? "SHUTDOWN" : "ERROR"
  if (hasRunningBackup(cloud, instance.id)) return "BACKUP"
  return server === "SHUTOFF" ? "UNKNOWN" : server
}

/** Nobody heard of its guest for too long. */
export const isStale = (cloud: Cloud, instance: InstanceRecord): boolean =>
  instance.task === "NONE" &&
  cloud.now() - lastReport(cloud, instance).updated >= cloud.options.heartbeatExpirySeconds * 1000

/** `operating_status`: "" while anything is done to the instance or Nova does not call it active. */
export const operatingStatusOf = (cloud: Cloud, instance: InstanceRecord): string => {
  if (instance.task !== "NONE" || serverStatus(instance) !== "ACTIVE") return ""
  return isStale(cloud, instance) ? "ERROR" : lastReport(cloud, instance).status
}

/** Whether a show asks the guest how full the volume is. */
const isGuestAsked = (cloud: Cloud, instance: InstanceRecord): boolean =>
  instance.guest !== null && !["BUILD", "REBOOT", "RESIZE"].includes(statusOf(cloud, instance))

/** GB used as the guest tells it on a show; nothing from a dead guest, or in a state in which nobody asks. */
export const usedVolumeOf = (cloud: Cloud, instance: InstanceRecord): number | undefined =>
  isGuestAsked(cloud, instance) && instance.guest?.alive === true ? instance.used : undefined

/** How long a show waits for the guest. */
export const waitForGuest = (cloud: Cloud, instance: InstanceRecord): number =>
  isGuestAsked(cloud, instance) && instance.guest?.alive === false ? cloud.options.timings.guestCall : 0

/** The addresses a view shows: none while the instance builds. */
export const visibleAddresses = (instance: InstanceRecord): InstanceRecord["addresses"] =>
  isBuilding(instance.task) ? [] : instance.addresses

export const livingInstances = (cloud: Cloud): readonly InstanceRecord[] =>
  cloud.state.trove.instances.filter((instance) => instance.deletedAt === null)

export const livingInstanceById = (cloud: Cloud, id: string): InstanceRecord | undefined => {
  const instance = instanceById(cloud, id)
  return instance?.deletedAt === null ? instance : undefined
}

/** One that the task manager still works on: neither gone nor going. */
export const workableInstance = (cloud: Cloud, id: string): InstanceRecord | undefined => {
  const instance = livingInstanceById(cloud, id)
  return instance?.task === "DELETING" ? undefined : instance
}

/** Somebody else's instance is as absent as a deleted one; the operator sees all. */
export const findInstance = (cloud: Cloud, caller: Caller, id: string): InstanceRecord => {
  const found = livingInstanceById(cloud, id)
  if (found === undefined || (found.project !== caller.project && !caller.admin)) throw notFound(id)
  return found
}

/** An instance that has a server: what most calls need. */
export const findServedInstance = (cloud: Cloud, caller: Caller, id: string): InstanceRecord => {
  const instance = findInstance(cloud, caller, id)
  if (instance.server === null) throw unprocessable(`Instance ${id} is not ready.`)
  return instance
}

/** Refuses work on an instance that is busy, broken or being backed up. A stale heartbeat does not count. */
export const checkCanAct = (cloud: Cloud, instance: InstanceRecord): void => {
  const server = instance.server?.status ?? "SHUTDOWN"
  const refuse = (type: "instance" | "task", status: string) =>
    unprocessable(
      `Instance ${instance.id} is not currently available for an action to be performed (${type} status was ${status}).`,
    )
  if (server !== "ACTIVE") throw refuse("instance", server)
  if (instance.task !== "NONE" && instance.task !== "RESTART_REQUIRED") throw refuse("task", taskAction(instance.task))
  if (!actionAllowed.includes(lastReport(cloud, instance).status)) {
    throw refuse("instance", statusOf(cloud, instance))
  }
  if (hasRunningBackup(cloud, instance.id)) throw refuse("instance", "BACKUP")
}

export const replicasOf = (cloud: Cloud, instance: InstanceRecord): readonly InstanceRecord[] =>
  madeAsReplicas(cloud, instance.id).filter(
    (candidate) =>
      candidate.deletedAt === null && candidate.replicaOf === instance.id && candidate.project === instance.project,
  )
