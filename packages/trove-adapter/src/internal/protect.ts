/**
 * One turn of a protect: look for what bears the mark, then do the one thing that is next. Every turn begins with the
 * same single request, so that it does not matter what the state remembers.
 */
import type { HookContext, Operation, ProtectionError, Step } from "@breakwater/core"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { Backup } from "../generated/trove.ts"
import type { ProtectOptions } from "../TroveInstanceSchemas.ts"
import type { SavedInstance } from "../TroveSavedInfo.ts"
import { isAccounted, isAwaited, naming } from "./accounted.ts"
import { adopt, type Made, notDoomed } from "./adopt.ts"
import { everywhere } from "./everywhere.ts"
import { markOf } from "./mark.ts"
import type { Refusals } from "./notCreated.ts"
import { sameProject } from "./otherProject.ts"
import { bearing, begunBackup, leftBackup, maybeBackup, removableBackup } from "./ownBackups.ts"
import { createBackup } from "./protectCreate.ts"
import { backupFailed, backupSaved } from "./protectEnd.ts"
import { previewProtect, suggestProtect } from "./protectPreview.ts"
import { recover } from "./recover.ts"
import { type Removals, removeNext } from "./remove.ts"
import { stuckError, type Watched, watch } from "./stuck.ts"
import { look, type Tools } from "./tools.ts"
import { settledAt, wait } from "./waiting.ts"

/** All of it may be missing, or older than what was done. */
export type ProtectState = {
  readonly looks?: number
  /** When a create was sent whose outcome was not known then. Units: milliseconds since the epoch. */
  readonly sentAt?: number
  /** The project of the token it was sent with. */
  readonly project?: string
  /** A create before that one was never accounted for. */
  readonly lost?: boolean
  readonly backupId?: string
  /** What the instance was when its backup began. */
  readonly source?: SavedInstance
  readonly removals?: Removals
  /** What Trove was asked to make, where it did not choose itself. */
  readonly parent?: string
  /** What is to be said in the end about how the parent was chosen. */
  readonly chose?: string
  readonly refusals?: Refusals
  readonly watched?: Watched
  /** The running backups that were failed because they could not end. */
  readonly recovered?: readonly string[]
}
export type ProtectContext = HookContext<ProtectOptions, ProtectState>
type Context = ProtectContext
type Turn = Effect.fn.Return<Step<ProtectState>, ProtectionError>

export const protect = (tools: Tools): Operation<ProtectOptions, ProtectState> => ({
  preview: previewProtect(tools),
  suggest: suggestProtect,
  onMain: Effect.fnUntraced(function* (context) {
    const now = yield* Clock.currentTimeMillis
    const state: ProtectState = context.state ?? (context.again ? { sentAt: now } : {})
    const taken = turn(tools, context, state, now)
    if (isAccounted(state, state.backupId)) return yield* taken
    const maybe = maybeBackup(markOf(context, tools.ownerTag))
    return yield* naming([state.backupId === undefined ? maybe : begunBackup(state.backupId)])(taken)
  }),
})

const turn = Effect.fnUntraced(function* (tools: Tools, context: Context, state: ProtectState, now: number): Turn {
  const { resource } = context
  const { waiting } = tools
  const trove = yield* tools.trove(resource.scope)
  yield* sameProject(trove, state.project)
  const mark = markOf(context, tools.ownerTag)
  const backups = yield* look(trove.findBackups(resource.id))
  const own = notDoomed(bearing(mark, backups), state.removals, mark.attempt)
  const { kept, failed, surplus, stale } = adopt(own, state.backupId, mark.attempt)
  const settled = now >= settledAt(waiting, state.sentAt)
  const awaited = isAwaited(state, state.backupId, own, settled)

  const lookAgain = (because: string, next = state) =>
    wait(waiting, {
      state: next,
      because,
      cancellable: "later",
      left: own.length > 0 ? own.map(({ what }) => leftBackup(what)) : [maybeBackup(mark)],
    })
  const remove = (doomed: readonly Made<Backup>[]) =>
    Effect.flatMap(doomed.length === 0 ? Effect.succeed([]) : everywhere(trove), (all) =>
      removeNext(waiting, context, {
        state,
        things: doomed.map((one) => removableBackup(one, doomed, all, state.removals)),
        remove: trove.deleteBackup,
      }),
    )

  if (context.cancelRequested) {
    if (own.length === 0 && awaited)
      return yield* lookAgain("Looking whether a backup was made before it was cancelled.")
    const removed = yield* remove(own)
    return removed.step === "wait" ? removed : { step: "cancelled", left: removed.left }
  }
  if (kept === undefined) {
    const givenUp = failed !== undefined && state.recovered?.includes(failed.id) === true
    if (failed !== undefined && !givenUp) {
      const late = state.lost === true && !settled ? [maybeBackup(mark)] : []
      const left = [...own.map(({ what }) => leftBackup(what)), ...late]
      return yield* backupFailed(trove, context, { backup: failed.what, backups, left })
    }
    if (awaited) return yield* lookAgain("The backup was asked for and is not to be seen; looking whether it was made.")
    const removed = yield* remove(givenUp ? [...stale, failed] : stale)
    return removed.step === "wait" ? removed : yield* createBackup(tools, context, state, mark, backups)
  }
  if (kept.phase === "running") {
    const { watched, stuck } = yield* watch(waiting, trove, kept.what, state.watched, now)
    const next = { ...state, backupId: kept.id, watched }
    if (stuck === undefined)
      return yield* lookAgain(`Trove makes the backup ${kept.what.name} (${kept.what.status}).`, next)
    const error = stuckError(kept.what, stuck, true)
    return yield* recover(tools, trove, context, { state: next, backups, error, recoverable: !stuck.gone })
  }
  // This look began after the backup was complete: what a late call made besides is among what it found.
  if (state.lost === true && !settled && surplus.length === 0) {
    return yield* lookAgain("The backup is complete; looking whether an unanswered call made a second one.")
  }
  const removed = yield* remove(surplus)
  if (removed.step === "wait") return removed
  return yield* backupSaved(trove, context, {
    backup: kept.what,
    backups,
    source: state.source,
    chose: state.chose,
    parent: state.parent,
    mark,
    left: removed.left,
  })
})
