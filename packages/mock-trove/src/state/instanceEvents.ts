/** How the tasks of an instance end, and how it goes. */

import type { Json } from "../Json.ts"
import type { Cloud, EventHandlers } from "./Cloud.ts"
import { reportHealthy, setServiceStatus } from "./guests.ts"
import type { Address, Task } from "./InstanceRecord.ts"
import { workableInstance } from "./instances.ts"
import { hangOn, instanceById, rowDeleted } from "./tables.ts"
import { setTask } from "./tasks.ts"

/** What a task may change in the record. */
type TaskOutcome = {
  readonly volumeSize?: number
  readonly flavor?: string
  readonly replicaOf?: string | null
  readonly access?: Json
  readonly addresses?: readonly Address[]
}

type TaskEvent = {
  readonly id: string
  readonly task: Task
  /** What the task changes in the record when it ends. */
  readonly then?: TaskOutcome
}

/** Ends a task, unless another one took its place. */
const taskEnds = (data: Json, cloud: Cloud): void => {
  const { id, task, then = {} } = data as TaskEvent
  const instance = workableInstance(cloud, id)
  if (instance?.task !== task) return
  Object.assign(instance, then)
  if (then.replicaOf != null) hangOn(cloud, instance, then.replicaOf)
  setTask(cloud, instance, "NONE")
  if (task === "REBOOTING" || task === "RESIZING") reportHealthy(cloud, instance)
}

const portsReleased = (data: Json, cloud: Cloud): void => {
  const instance = instanceById(cloud, (data as TaskEvent).id)
  if (instance !== undefined) instance.addresses = []
}

/** What a running backup loses here never comes back: it stays as it is. */
const instanceDeleted = (data: Json, cloud: Cloud): void => {
  const { id } = data as TaskEvent
  const instance = instanceById(cloud, id)
  if (instance === undefined || instance.deletedAt !== null) return
  setServiceStatus(cloud, instance, "DELETED")
  instance.task = "NONE"
  instance.deletedAt = cloud.now()
  rowDeleted(cloud)
  instance.updated = cloud.now()
  instance.datastoreVersion = null
  instance.configuration = null
  instance.replicaOf = null
  instance.server = null
  instance.guest = null
  instance.addresses = []
  cloud.changed(`instance ${id} deleted`)
}

export const instanceEvents: EventHandlers = {
  "instance.taskEnds": taskEnds,
  "instance.portsReleased": portsReleased,
  "instance.deleted": instanceDeleted,
}
