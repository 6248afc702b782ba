/**
 * What Trove's statuses mean to a plugin. They are open sets: one that nobody has heard of means "wait", never "failed".
 */
import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import type { Backup, Instance } from "../generated/trove.ts"

/** Where something that is being made stands. */
export type Phase = "running" | "complete" | "failed"

/** A RESTORED backup was imported and can be restored like a COMPLETED one. */
export const backupPhase = ({ status }: Pick<Backup, "status">): Phase =>
  status === "COMPLETED" || status === "RESTORED"
    ? "complete"
    : status === "FAILED" || status === "DELETE_FAILED"
      ? "failed"
      : "running"

/**
 * An instance serves when it is ACTIVE and its guest says HEALTHY; up to Trove 14 one status says both. One that waits
 * for a restart because of its configuration group serves too.
 */
export const instancePhase = ({ status, operating_status }: Statuses): Phase => {
  if (status === "ERROR" || status === "FAILED") return "failed"
  if (status === "RESTART_REQUIRED") return "complete"
  if (operating_status === undefined) return status === "HEALTHY" || status === "ACTIVE" ? "complete" : "running"
  return status === "ACTIVE" && operating_status === "HEALTHY" ? "complete" : "running"
}

export type Statuses = Pick<Instance, "status" | "operating_status">

/** Whether Trove takes a backup of an instance now; if not, whether waiting can help. */
export type Readiness = "ready" | "busy" | "broken"

/**
 * Source: `trove/instance/models.py`, `validate_can_perform_action`. An `operating_status` of ERROR would be taken as
 * well, but it is that of a silent guest, which never makes the backup.
 */
export const readiness = ({ status, operating_status }: Statuses): Readiness => {
  if (status === "ERROR" || status === "FAILED") return "broken"
  if (operating_status === undefined) return permitted.has(status) ? "ready" : "busy"
  // Then the task hides what the guest says.
  if (status === "RESTART_REQUIRED" && operating_status === "") return "ready"
  const nothingElse = status === "ACTIVE" || status === "RESTART_REQUIRED"
  return nothingElse && permitted.has(operating_status) ? "ready" : "busy"
}

const permitted: ReadonlySet<string> = new Set(["HEALTHY", "ACTIVE", "BLOCKED", "RESTART_REQUIRED"])

/** "ACTIVE, HEALTHY", as people read it in the dashboard. */
export const say = ({ status, operating_status }: Statuses): string =>
  operating_status === undefined || operating_status === "" ? status : `${status}, ${operating_status}`

/** Trove's times bear no zone and mean UTC. Units: milliseconds since the epoch. */
export const timeOf = (timestamp: string): number | undefined =>
  Option.getOrUndefined(
    Option.map(
      DateTime.make(/Z|[+-]\d\d:?\d\d$/.test(timestamp) ? timestamp : `${timestamp}Z`),
      DateTime.toEpochMillis,
    ),
  )

/**
 * The fault of an instance, if it was noted since a time of the same server. An older one belongs to something else:
 * Trove keeps the newest fault for ever, also on healthy instances.
 */
export const faultSince = ({ fault }: Pick<Instance, "fault">, since: string): string | undefined => {
  const noted = fault?.created === undefined ? undefined : timeOf(fault.created)
  const from = timeOf(since)
  return noted !== undefined && from !== undefined && noted >= from ? oneLine(fault?.message) : undefined
}

/** What a fault says, in one line: Trove breaks its lines as they came. */
export const faultText = ({ fault }: Pick<Instance, "fault">): string | undefined => oneLine(fault?.message)

const oneLine = (text: string | undefined): string | undefined => text?.replace(/\s+/g, " ").trim()
