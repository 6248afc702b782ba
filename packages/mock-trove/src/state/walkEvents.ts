/** The steps of a planned walk, each done as a test does it by hand. */
import type { Json } from "../Json.ts"
import type { BackupStatus } from "./BackupRecord.ts"
import { backupsHandle } from "./backupsHandle.ts"
import type { EventHandlers } from "./Cloud.ts"
import { instancesHandle } from "./instancesHandle.ts"
import type { InstanceStatus } from "./plans.ts"

type WalkStep =
  | { readonly type: "backup"; readonly id: string; readonly status: BackupStatus }
  | { readonly type: "instance"; readonly id: string; readonly status: InstanceStatus }

export const walkEvents: EventHandlers = {
  "walk.step": (data: Json, cloud) => {
    const step = data as WalkStep
    if (step.type === "backup") {
      const backups = backupsHandle(cloud)
      const found = backups.get(step.id)
      if (found !== undefined && found.status !== step.status) backups.setStatus(step, step.status)
      return
    }
    const instances = instancesHandle(cloud)
    const found = instances.get(step.id)
    if (found !== undefined && found.status !== step.status) instances.setStatus(step, step.status)
  },
}
