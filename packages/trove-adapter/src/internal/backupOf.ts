/** Whether a backup of an instance can be asked for now, as an answer for people. Pure. */
import { ProtectionError } from "@breakwater/core"
import type { Backup, Instance } from "../generated/trove.ts"
import type { ProtectOptions } from "../TroveInstanceSchemas.ts"
import type { TroveChains } from "../TroveSettings.ts"
import { chainFault, chooseParent, isForReplica } from "./chainPolicy.ts"
import { present } from "./present.ts"
import { faultText, readiness, say } from "./status.ts"

/** True, or why not: `notReady` passes by itself, anything else does not. */
export const readyForBackup = (instance: Instance): true | ProtectionError => {
  const { name, cluster_id } = instance
  if (cluster_id !== undefined) {
    const message = `The instance ${name} is a member of a cluster; Trove makes no backups of those.`
    return new ProtectionError({ code: "notSupported", message })
  }
  const status = say(instance)
  switch (readiness(instance)) {
    case "ready":
      return true
    case "busy": {
      const message = `The instance ${name} is ${status}; a backup can begin when it is ACTIVE and HEALTHY.`
      return new ProtectionError({ code: "notReady", message })
    }
    case "broken": {
      const message = `The instance ${name} is ${status}: ${faultText(instance) ?? "it gives no reason"}`
      return new ProtectionError({ code: "remoteFailed", outcome: "notStarted", message })
    }
  }
}

/** What is to be asked for: which parent, by whom it was chosen, and what is worth saying about it. */
export interface Chosen {
  /** Absent where Trove chooses, or nothing is continued. */
  readonly parent?: string
  readonly incremental: boolean
  readonly because?: string
  readonly warning?: string
}

/**
 * Who names a parent or says `incremental` has chosen; else the policy does. Trove takes any parent that exists; only one
 * whose whole chain is complete, of the same instance and of its version makes a backup that can be restored.
 */
export const chooseBackup = (
  options: ProtectOptions,
  chains: TroveChains,
  instance: Instance,
  backups: readonly Backup[],
  now: number,
  seesAll = false,
): Chosen | ProtectionError => {
  const { parent_id, incremental, full_every_backups, full_every_days } = options
  if (parent_id !== undefined) {
    const parent = backups.find(({ id }) => id === parent_id)
    if (parent === undefined) return refuse("/parameters/parent_id", `${parent_id} is no backup of this instance`)
    const fault = chainFault(parent, instance, backups)
    if (fault !== undefined) return refuse("/parameters/parent_id", `the backup ${parent_id} ${fault}`)
    if (incremental === false) return refuse("/parameters/incremental", "a backup with a parent_id is incremental")
    return { parent: parent_id, incremental: true }
  }
  const own = present({ fullEveryBackups: full_every_backups, fullEveryDays: full_every_days })
  const asked = Object.keys(own).length > 0
  if (incremental !== undefined && asked)
    return refuse("/parameters/incremental", "must be left out where full_every_… decides")
  // Asked by an administrator, Trove chooses among the backups of all projects: one that lies where nobody finds it. And
  // whoever asks, it may choose what a replica is made from.
  const choosesBadly = seesAll || backups.some(isForReplica)
  if (incremental !== undefined && !(choosesBadly && incremental)) return { incremental }
  const policy = incremental === true ? {} : asked ? own : chains
  if (incremental !== true && Object.keys(policy).length === 0) return { incremental: false }
  const { parent, because, broken } = chooseParent(policy, instance, backups, now)
  return present({
    parent: parent?.id,
    incremental: parent !== undefined,
    because,
    warning:
      broken && `${broken} ${parent === undefined ? "A full one is made." : `${parent.name} is continued instead.`}`,
  })
}

export const refuse = (path: string, message: string): ProtectionError =>
  new ProtectionError({ code: "invalidParameters", message: `${path}: ${message}`, issues: [{ path, message }] })
