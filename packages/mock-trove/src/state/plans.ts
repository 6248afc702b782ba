/** What a test planned, as data in the state: which backups, builds, restores and deletions it is for, and how they go. */
import type { Json, JsonObject } from "../Json.ts"
import type { BackupStatus } from "./BackupRecord.ts"
import type { Cloud } from "./Cloud.ts"

/** A status and how long it lasts, in milliseconds; the last one stays. */
export type Step<S extends string = string> = readonly [status: S, lasts: number]

/** The statuses of an instance that can be arranged. `BACKUP` comes from a running backup: add that instead. */
export type InstanceStatus =
  | "ACTIVE"
  | "BUILD"
  | "ERROR"
  | "SHUTDOWN"
  | "UNKNOWN"
  | "REBOOT"
  | "RESIZE"
  | "RESTART_REQUIRED"

/** How the next one of its kind goes, with times in milliseconds. */
export interface Walks {
  readonly nextBackup: {
    readonly fails?: string
    readonly stuckIn?: "NEW" | "BUILDING"
    readonly takes?: number
    readonly losesMessage?: boolean
    readonly guestDies?: boolean
    readonly walk?: readonly Step<BackupStatus>[]
  }
  readonly nextRestore: {
    readonly fails?: string
    readonly stuckIn?: "BUILD"
    readonly takes?: number
    readonly comesBackWithOldData?: boolean
    readonly guestDies?: boolean
    readonly walk?: readonly Step<InstanceStatus>[]
  }
  readonly nextBuild: Omit<Walks["nextRestore"], "comesBackWithOldData">
  readonly nextDelete: {
    readonly fails?: boolean
    readonly stuck?: boolean
    readonly leavesObject?: boolean
    readonly takes?: number
  }
}

export interface PlanRecord {
  readonly kind: keyof Walks
  readonly walk: JsonObject
  /** Absent: any. */
  readonly resource?: string
  readonly times: number | "always"
  used: number
}

/** How this one is to go, and counts it. `names` is everything it and its instance are called. */
export const takePlan = <K extends keyof Walks>(cloud: Cloud, kind: K, names: readonly (string | null)[]): Walks[K] => {
  const plan = cloud.state.trove.plans.find(
    (candidate) =>
      candidate.kind === kind &&
      (candidate.times === "always" || candidate.used < candidate.times) &&
      (candidate.resource === undefined || names.includes(candidate.resource)),
  )
  if (plan === undefined) return {}
  plan.used += 1
  cloud.changed(describePlan(plan))
  return plan.walk as Walks[K]
}

export const describePlan = ({ kind, walk, resource }: PlanRecord): string =>
  `plan.${kind}(${JSON.stringify(walk)}${resource === undefined ? "" : `, ${JSON.stringify({ resource })}`})`

/** Has something go through these statuses, each when the one before it is over. */
export const startWalk = (cloud: Cloud, type: "backup" | "instance", id: string, steps: readonly Step[]): void => {
  let at = 0
  for (const [status, lasts] of steps) {
    cloud.schedule(at, "walk.step", { type, id, status } satisfies Json)
    at += lasts
  }
}
