/** What Trove's records say of a backup and of every backup it continues: whether the chain is complete and can be restored. */
import { type OperationContext, ProtectionError } from "@breakwater/core"
import * as Effect from "effect/Effect"
import type { Backup } from "../generated/trove.ts"
import type { TroveSavedInfo } from "../TroveSavedInfo.ts"
import { withOwner } from "./otherProject.ts"
import { backupPhase } from "./status.ts"
import { look, lookIfThere, refuseStranger, savedOf, type Tools } from "./tools.ts"

/** The backup and all it continues, the full one last, each of them as whole as a record can show. */
export const checkRecords = Effect.fnUntraced(function* (
  tools: Tools,
  context: OperationContext<unknown, TroveSavedInfo>,
): Effect.fn.Return<readonly Backup[], ProtectionError> {
  const saved = yield* savedOf(context)
  const trove = yield* tools.trove(context.resource.scope)
  const backups = yield* look(trove.findBackups(saved.instance.id))
  const { project: own } = yield* look(trove.session)
  const chain: Backup[] = []
  for (let id: string | null | undefined = saved.backup.id; id; id = chain.at(-1)?.parent_id) {
    const wanted: string = id
    const backup: Backup | undefined =
      backups.find((one) => one.id === wanted) ?? (yield* lookIfThere(trove.showBackup(wanted)))
    if (backup === undefined) {
      // An administrator is shown those of all projects: only there it does not matter whose it was.
      if (!trove.asAdmin) yield* refuseStranger(trove, saved.backup)
      return yield* missing(saved, chain.at(-1), wanted)
    }
    const fault = faultOf(backup, saved)
    if (fault !== undefined) return yield* damaged(`The backup ${backup.name} (${backup.id}) ${fault}.`)
    const known = wanted === saved.backup.id ? saved.backup.project : undefined
    chain.push(withOwner(backup, backups.includes(backup) ? own?.id : known))
    if (chain.some((one) => one.id === backup.parent_id)) return yield* damaged(`The chain of ${wanted} has no end.`)
  }
  const recorded = saved.backup.chain[0]
  if (recorded !== undefined && chain[0]?.parent_id !== recorded) {
    return yield* damaged(`The backup ${saved.backup.id} no longer continues ${recorded}.`)
  }
  return chain
})

const faultOf = (backup: Backup, { backup: { id, size } }: TroveSavedInfo): string | undefined => {
  const { status, locationRef } = backup
  if (backupPhase(backup) === "failed") return `is ${status}`
  if (backupPhase(backup) === "running") return undefined
  if (!locationRef) return "has no location: nothing was stored"
  if (typeof backup.size !== "number") return "has no size: Trove can not restore it"
  if (backup.id === id && size !== undefined && backup.size !== size) {
    return `has ${backup.size} GB where ${size} GB were saved`
  }
  return undefined
}

const missing = ({ backup: { name } }: TroveSavedInfo, child: Backup | undefined, id: string) =>
  child === undefined
    ? new ProtectionError({ code: "notFound", message: `The backup ${name} (${id}) is gone.` })
    : damaged(`The backup ${child.name} (${child.id}) continues ${id}, which is gone: it can not be restored.`)

export const damaged = (message: string) =>
  new ProtectionError({
    code: "damaged",
    message,
    recovery: "Do not rely on this backup: make a new full one while the instance still runs.",
  })
