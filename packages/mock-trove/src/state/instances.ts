/** What an instance is right now: who may see it, its statuses, and whether it can be worked on. */
import type { Caller } from "./Caller.ts"
import type { Cloud } from "./Cloud.ts"
import { lastReport } from "./guests.ts"
import { notFound, unprocessable } from "./TroveFault.ts"
import type { BackupStatus, InstanceRecord, ServiceStatus, Task } from "./TroveState.ts"

type ServerStatus = "BUILD" | "ACTIVE" | "ERROR" | "SHUTOFF" | "SHUTDOWN"

const runningBackup: readonly BackupStatus[] = ["NEW", "BUILDING", "SAVING"]

/** NEW, BUILDING and the SAVING of old guests. */
export const isRunning = (status: BackupStatus): boolean => runningBackup.includes(status)

/** What a task does, in Trove's words. A failed build is still building, a failed guest is not. */
const actions: Readonly<Record<Task, string>> = {
  NONE: "NONE",
  BUILDING: "BUILDING",
  DELETING: "DELETING",
  REBOOTING: "REBOOTING",
  RESIZING: "RESIZING",
  DETACHING: "DETACHING",
  UPDATING: "UPDATING",
  RESTART_REQUIRED: "RESTART_REQUIRED",
  BUILDING_PORT_ERROR: "BUILDING",
  BUILDING_VOLUME_ERROR: "BUILDING",
  BUILDING_SERVER_ERROR: "BUILDING",
  BUILDING_GUEST_ERROR: "ERROR",
}

const statusOfTask: Readonly<Partial<Record<Task, string>>> = {
  BUILDING_PORT_ERROR: "ERROR",
  BUILDING_VOLUME_ERROR: "ERROR",
  BUILDING_SERVER_ERROR: "ERROR",
  BUILDING_GUEST_ERROR: "ERROR",
  REBOOTING: "REBOOT",
  RESIZING: "RESIZE",
  DETACHING: "DETACH",
  RESTART_REQUIRED: "RESTART_REQUIRED",
}

const actionAllowed: readonly ServiceStatus[] = ["HEALTHY", "SHUTDOWN"]

export const isBuildingTask = (task: Task): boolean => actions[task] === "BUILDING"

/** While it builds nobody asks Nova; afterwards a missing server counts as shut down. */
const serverStatus = (instance: InstanceRecord): ServerStatus =>
  isBuildingTask(instance.task) ? "BUILD" : (instance.server?.status ?? "SHUTDOWN")

export const hasRunningBackup = (cloud: Cloud, instanceId: string): boolean =>
  cloud.state.trove.backups.some(
    (backup) => backup.instance === instanceId && !backup.deleted && isRunning(backup.status),
  )

/** `status`: an error of the task first, then the task, then a running backup, then the server. */
export const statusOf = (cloud: Cloud, instance: InstanceRecord): string => {
  const server = serverStatus(instance)
  const byTask = statusOfTask[instance.task]
  if (byTask !== undefined) return byTask
  if (instance.task === "BUILDING") return "BUILD"
  if (instance.task === "DELETING") return server === "ACTIVE" || server === "SHUTDOWN" ? "SHUTDOWN" : "ERROR"
  if (hasRunningBackup(cloud, instance.id)) return "BACKUP"
  return server === "SHUTOFF" ? "UNKNOWN" : server
}

const isStale = (cloud: Cloud, instance: InstanceRecord): boolean =>
  instance.task === "NONE" &&
  cloud.now() - lastReport(cloud, instance).updated >= cloud.options.heartbeatExpirySeconds * 1000

/** `operating_status`: "" while anything is done to the instance or Nova does not call it active. */
export const operatingStatusOf = (cloud: Cloud, instance: InstanceRecord): string => {
  if (instance.task !== "NONE" || serverStatus(instance) !== "ACTIVE") return ""
  return isStale(cloud, instance) ? "ERROR" : lastReport(cloud, instance).status
}

/** GB used as the guest tells it on a show; nothing from a dead guest, or in a state in which nobody asks. */
export const usedVolumeOf = (cloud: Cloud, instance: InstanceRecord): number | undefined => {
  if (instance.guest?.alive !== true) return undefined
  return ["BUILD", "REBOOT", "RESIZE"].includes(statusOf(cloud, instance)) ? undefined : instance.used
}

/** The addresses a view shows: none while the instance builds. */
export const visibleAddresses = (instance: InstanceRecord): InstanceRecord["addresses"] =>
  isBuildingTask(instance.task) ? [] : instance.addresses

export const livingInstances = (cloud: Cloud): readonly InstanceRecord[] =>
  cloud.state.trove.instances.filter((instance) => instance.deletedAt === null)

/** Somebody else's instance is as absent as a deleted one; the operator sees all. */
export const findInstance = (cloud: Cloud, caller: Caller, id: string): InstanceRecord => {
  const found = livingInstances(cloud).find((instance) => instance.id === id)
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
  if (instance.task !== "NONE" && instance.task !== "RESTART_REQUIRED") throw refuse("task", actions[instance.task])
  if (!actionAllowed.includes(lastReport(cloud, instance).status)) {
    throw refuse("instance", statusOf(cloud, instance))
  }
  if (hasRunningBackup(cloud, instance.id)) throw refuse("instance", "BACKUP")
}

export const taskAction = (task: Task): string => actions[task]

const descriptions: Readonly<Record<Task, string>> = {
  NONE: "No tasks for the instance.",
  BUILDING: "The instance is building.",
  DELETING: "Deleting the instance.",
  REBOOTING: "Rebooting the instance.",
  RESIZING: "Resizing the instance.",
  DETACHING: "Detaching the instance from replica source.",
  UPDATING: "Updating the instance.",
  RESTART_REQUIRED: "Instance requires a restart.",
  BUILDING_PORT_ERROR: "Build error: Port.",
  BUILDING_VOLUME_ERROR: "Build error: Volume.",
  BUILDING_SERVER_ERROR: "Build error: Server.",
  BUILDING_GUEST_ERROR: "Build error: guestagent timeout.",
}

/** A task as the operator reads it. */
export const taskDescription = (task: Task): string => descriptions[task]

export const replicasOf = (cloud: Cloud, instance: InstanceRecord): readonly InstanceRecord[] =>
  livingInstances(cloud).filter(
    (candidate) => candidate.replicaOf === instance.id && candidate.project === instance.project,
  )

/** Notes a new task in the journal; every save moves `updated`. */
export const setTask = (cloud: Cloud, instance: InstanceRecord, task: Task): void => {
  cloud.changed(`instance ${instance.id} ${instance.task}→${task}`)
  instance.task = task
  instance.updated = cloud.now()
}
