/** The tasks of the task manager: what each does, and what an instance shows meanwhile. */
import type { Cloud } from "./Cloud.ts"
import type { InstanceRecord, Task } from "./InstanceRecord.ts"

/** What a task does, in Trove's words. A failed build is still building, a failed guest is not. */
const actions: Readonly<Record<Task, string>> = {
  NONE: "NONE",
  BUILDING: "BUILDING",
  DELETING: "DELETING",
  REBOOTING: "REBOOTING",
  RESIZING: "RESIZING",
  DETACHING: "DETACHING",
  PROMOTING: "PROMOTING",
  UPDATING: "UPDATING",
  RESTART_REQUIRED: "RESTART_REQUIRED",
  BUILDING_PORT_ERROR: "BUILDING",
  BUILDING_VOLUME_ERROR: "BUILDING",
  BUILDING_SERVER_ERROR: "BUILDING",
  BUILDING_GUEST_ERROR: "ERROR",
  BUILDING_REPLICA_ERROR: "BUILDING",
}

const statuses: Readonly<Partial<Record<Task, string>>> = {
  BUILDING_PORT_ERROR: "ERROR",
  BUILDING_VOLUME_ERROR: "ERROR",
  BUILDING_SERVER_ERROR: "ERROR",
  BUILDING_GUEST_ERROR: "ERROR",
  BUILDING_REPLICA_ERROR: "ERROR",
  REBOOTING: "REBOOT",
  RESIZING: "RESIZE",
  DETACHING: "DETACH",
  PROMOTING: "PROMOTE",
  RESTART_REQUIRED: "RESTART_REQUIRED",
}

const descriptions: Readonly<Record<Task, string>> = {
  NONE: "No tasks for the instance.",
  BUILDING: "The instance is building.",
  DELETING: "Deleting the instance.",
  REBOOTING: "Rebooting the instance.",
  RESIZING: "Resizing the instance.",
  DETACHING: "Detaching the instance from replica source.",
  PROMOTING: "Promoting the instance to replica source.",
  UPDATING: "Updating the instance.",
  RESTART_REQUIRED: "Instance requires a restart.",
  BUILDING_PORT_ERROR: "Build error: Port.",
  BUILDING_VOLUME_ERROR: "Build error: Volume.",
  BUILDING_SERVER_ERROR: "Build error: Server.",
  BUILDING_GUEST_ERROR: "Build error: guestagent timeout.",
  BUILDING_REPLICA_ERROR: "Build error: Replica.",
}

export const taskAction = (task: Task): string => actions[task]

/** The status a task shows by itself; nothing where more is to be looked at. */
export const statusOfTask = (task: Task): string | undefined => statuses[task]

/** A task as the operator reads it. */
export const taskDescription = (task: Task): string => descriptions[task]

export const isBuilding = (task: Task): boolean => actions[task] === "BUILDING"

/** Notes a new task in the journal; every save moves `updated`. */
export const setTask = (cloud: Cloud, instance: InstanceRecord, task: Task): void => {
  cloud.changed(`instance ${instance.id} ${instance.task}→${task}`)
  instance.task = task
  instance.updated = cloud.now()
}
