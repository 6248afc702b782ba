/** Whether a backup of an instance can be asked for now, as an answer for people. Pure. */
import { ProtectionError } from "@breakwater/core"
import type { Backup, Instance } from "../generated/trove.ts"
import type { ProtectOptions } from "../TroveInstanceSchemas.ts"
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

/** Trove takes any parent that exists; only a complete one of the same instance makes a backup that can be restored. */
export const refusedParent = (
  { parent_id, incremental }: ProtectOptions,
  backups: readonly Backup[],
): ProtectionError | undefined => {
  if (parent_id === undefined) return undefined
  const parent = backups.find(({ id }) => id === parent_id)
  if (parent === undefined) return refuse("/parameters/parent_id", `${parent_id} is no backup of this instance`)
  if (parent.status !== "COMPLETED") {
    return refuse("/parameters/parent_id", `the backup ${parent_id} is ${parent.status}, not COMPLETED`)
  }
  if (incremental === false) return refuse("/parameters/incremental", "a backup with a parent_id is incremental")
  return undefined
}

export const refuse = (path: string, message: string): ProtectionError =>
  new ProtectionError({ code: "invalidParameters", message: `${path}: ${message}`, issues: [{ path, message }] })
