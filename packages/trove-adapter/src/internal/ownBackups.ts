/** The backups that bear an operation's mark, and what a person is told about them. Pure. */
import type { Leftover } from "@breakwater/core"
import type { Backup } from "../generated/trove.ts"
import type { Made } from "./adopt.ts"
import { chainOf, hangingOn } from "./chain.ts"
import { attemptIn, type Mark, show } from "./mark.ts"
import type { Removable, Removals } from "./remove.ts"
import { backupPhase } from "./status.ts"

export const bearing = (mark: Mark, backups: readonly Backup[]): readonly Made<Backup>[] =>
  backups.flatMap((backup) => {
    const attempt = attemptIn(backup.description, mark)
    if (attempt === undefined) return []
    const phase = brokenLink(backup, backups) === undefined ? backupPhase(backup) : "failed"
    return [{ id: backup.id, created: backup.created, attempt, phase, what: backup }]
  })

/**
 * Why a complete backup is worth nothing: what it continues went while it was made. Trove takes a parent whose deletion was
 * asked for, and looks at it no more. `backups` are all of its instance.
 */
export const brokenLink = (backup: Backup, backups: readonly Backup[]): string | undefined => {
  if (backupPhase(backup) !== "complete") return undefined
  for (const id of chainOf(backup, backups)) {
    const link = backups.find((one) => one.id === id)
    if (link === undefined) return `it continues ${id}, which is gone`
    if (backupPhase(link) !== "complete") return `it continues ${id}, which is ${link.status}`
  }
  return undefined
}

/**
 * Trove deletes with a backup what hangs on it, whatever instance that is of: what is not doomed itself must not go that
 * way. `backups` are all of the project.
 */
export const removableBackup = (
  { id, phase, what }: Made<Backup>,
  doomed: readonly Made<Backup>[],
  backups: readonly Backup[],
  removals: Removals | undefined,
): Removable => {
  const others = hangingOn(id, backups).filter((child) => doomed.every((made) => made.id !== child.id))
  const stays =
    others.length > 0
      ? `other backups hang on it: ${others.map((child) => child.id).join(", ")}.`
      : what.status === "DELETE_FAILED" && removals?.[id] !== undefined
        ? "Trove could not delete it (DELETE_FAILED)."
        : undefined
  return { kind: "backup", id, name: what.name, busy: phase === "running", stays }
}

export const leftBackup = ({ id, name, status }: Pick<Backup, "id" | "name" | "status">): Leftover => ({
  kind: "backup",
  id,
  sentence: `The backup ${name} (${id}) is ${status}.`,
})

/** What a call began, where no look could tell what became of it. */
export const begunBackup = (id: string): Leftover => ({
  kind: "backup",
  id,
  sentence: `The backup ${id} was begun; what became of it is not known.`,
})

/** What an unanswered call may still make. */
export const maybeBackup = (mark: Mark): Leftover => ({
  kind: "backup",
  id: show(mark),
  sentence: `A backup with ${show(mark)} in its description may still appear.`,
})
