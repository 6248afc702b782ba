/** What is to become of backups, builds, restores and deletions: planned by a test, taken in the order of planning. */
import { duration } from "../duration.ts"
import type { JsonObject } from "../Json.ts"
import type { BackupStatus } from "./BackupRecord.ts"
import { backupsHandle } from "./backupsHandle.ts"
import type { Cloud } from "./Cloud.ts"
import { instancesHandle } from "./instancesHandle.ts"
import { backupMoves, checkMoves, instanceMoves } from "./moves.ts"
import { describePlan, type InstanceStatus, type PlanRecord, type Step, startWalk, type Walks } from "./plans.ts"
import { type Shape, shapeFaults } from "./Shape.ts"

/** Milliseconds, or words such as `40m`. */
type Time = string | number

/** Statuses with how long each lasts; the last one stays and needs no time: `[["NEW", "1m"], ["BUILDING", "9m"], ["FAILED"]]`. */
export type Walk<S extends string> = readonly (readonly [status: S, lasts?: Time])[]

type Timed<W> = Omit<W, "takes" | "walk"> & { readonly takes?: Time }

/** Which ones a plan is for; the next one when left out. */
export interface PlanWhere {
  /** Only this one, or of this instance: an id or a name. */
  readonly resource?: string
  /** How many; 1 when left out. */
  readonly times?: number | "always"
}

export interface TrovePlan {
  /**
   * `fails`: it ends FAILED, and the text stands in the fault of its instance. `stuckIn`: it stays there for ever.
   * `losesMessage`: it is stored, and Trove never hears of it. `guestDies`: when it would have ended, nobody is there any more.
   * `walk`: it goes through these statuses and nothing else happens.
   */
  nextBackup(walk: Timed<Walks["nextBackup"]> & { readonly walk?: Walk<BackupStatus> }, where?: PlanWhere): void
  /**
   * `fails`: the new instance ends in ERROR with that fault. `stuckIn`: it builds until the build times out.
   * `comesBackWithOldData`: it is ACTIVE and HEALTHY, with what the full backup beneath the chain held (nothing, beneath a full one).
   * `guestDies`: it is ACTIVE, and then its guest is heard of no more.
   */
  nextRestore(walk: Timed<Walks["nextRestore"]> & { readonly walk?: Walk<InstanceStatus> }, where?: PlanWhere): void
  /** The same for an instance that is not restored. */
  nextBuild(walk: Timed<Walks["nextBuild"]> & { readonly walk?: Walk<InstanceStatus> }, where?: PlanWhere): void
  /** Of a backup. `fails`: it ends DELETE_FAILED. `stuck`: it stays as it is. `leavesObject`: it is gone, its object is not. */
  nextDelete(walk: Timed<Walks["nextDelete"]>, where?: PlanWhere): void
  /** From now on this backup or this instance goes through these statuses, whatever else it does. */
  walk(resource: { readonly id: string }, steps: Walk<BackupStatus | InstanceStatus>): void
  /** The plans that were not used up, in words. The mock refuses to be disposed while there are any. */
  unused(): readonly string[]
  /** Forgets every plan. */
  clear(): void
}

const built: Readonly<Record<string, Shape>> = {
  fails: "text",
  stuckIn: { either: ["BUILD"] },
  takes: "time",
  guestDies: "flag",
  walk: { list: "any" },
}

/** What a walk may say. */
export const walkShapes: Readonly<Record<keyof Walks, Shape>> = {
  nextBackup: {
    of: {},
    maybe: { ...built, stuckIn: { either: ["NEW", "BUILDING"] }, losesMessage: "flag" },
  },
  nextRestore: { of: {}, maybe: { ...built, comesBackWithOldData: "flag" } },
  nextBuild: { of: {}, maybe: built },
  nextDelete: { of: {}, maybe: { fails: "flag", stuck: "flag", leavesObject: "flag", takes: "time" } },
}

export const trovePlan = (cloud: Cloud): TrovePlan => {
  const plans = (): PlanRecord[] => cloud.state.trove.plans
  const add = (kind: keyof Walks, given: object, { resource, times = 1 }: PlanWhere = {}): void => {
    const faults = shapeFaults(walkShapes[kind], given, kind)
    if (faults.length > 0) throw new RangeError(faults.join("\n"))
    if (times !== "always" && !(Number.isInteger(times) && times > 0)) {
      throw new RangeError(`times of a plan is a whole number from 1 or "always", not ${times}`)
    }
    const walk = readWalk(kind, given)
    plans().push({ kind, walk, times, used: 0, ...(resource !== undefined && { resource }) })
  }
  return {
    nextBackup: (walk, where) => add("nextBackup", walk, where),
    nextRestore: (walk, where) => add("nextRestore", walk, where),
    nextBuild: (walk, where) => add("nextBuild", walk, where),
    nextDelete: (walk, where) => add("nextDelete", walk, where),
    walk: ({ id }, steps) => {
      const backup = backupsHandle(cloud).get(id)
      if (backup !== undefined) {
        startWalk(cloud, "backup", id, checkMoves(backupMoves, [[backup.status], ...steps]).slice(1))
        return
      }
      const instance = instancesHandle(cloud).get(id)
      if (instance === undefined) throw new RangeError(`There is no instance and no backup ${id} to plan a walk for`)
      startWalk(cloud, "instance", id, checkMoves(instanceMoves, [[instance.status], ...steps]).slice(1))
    },
    unused: () =>
      plans()
        .filter(({ times, used }) => used < (times === "always" ? 1 : times))
        .map((plan) => `${describePlan(plan)}: there was ${plan.used === 0 ? "none" : `only ${plan.used}`}`),
    clear: () => {
      plans().length = 0
    },
  }
}

const readWalk = (kind: keyof Walks, given: object): JsonObject => {
  const { takes, walk, ...rest } = given as { readonly takes?: Time; readonly walk?: Walk<string> }
  return {
    ...rest,
    ...(takes !== undefined && { takes: duration(takes) }),
    ...(walk !== undefined && { walk: readSteps(kind, walk) }),
  }
}

const readSteps = (kind: keyof Walks, walk: Walk<string>): readonly Step[] =>
  kind === "nextBackup" ? checkMoves(backupMoves, walk, "NEW") : checkMoves(instanceMoves, walk, "BUILD")
