/**
 * One turn of a restore: find what bears the mark or the recorded id, then do the one thing that is next. Not until the
 * new instance serves does it lose the mark for its wanted name.
 */
import { type HookContext, type Leftover, type Operation, ProtectionError, type Step } from "@breakwater/core"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { Instance } from "../generated/trove.ts"
import type { RestoreOptions } from "../TroveInstanceSchemas.ts"
import type { TroveSavedInfo } from "../TroveSavedInfo.ts"
import { isAccounted, isAwaited, naming } from "./accounted.ts"
import { adopt, type Made, notDoomed } from "./adopt.ts"
import { leftGroup, namingGroup } from "./configurationGroup.ts"
import { type Mark, markOf } from "./mark.ts"
import type { Refusals } from "./notCreated.ts"
import { sameProject } from "./otherProject.ts"
import { asMade, bearing, begunInstance, leftInstance, maybeInstance, removableInstance } from "./ownInstances.ts"
import { type Removals, removeNext } from "./remove.ts"
import { createInstance } from "./restoreCreate.ts"
import { finish } from "./restoreEnd.ts"
import { previewRestore, suggestRestore } from "./restorePreview.ts"
import { faultSince, say } from "./status.ts"
import { look, type Tools } from "./tools.ts"
import { settledAt, wait } from "./waiting.ts"

/** All of it may be missing, or older than what was done. */
export type RestoreState = {
  readonly looks?: number
  /** When a create was sent whose outcome was not known then. Units: milliseconds since the epoch. */
  readonly sentAt?: number
  /** The project of the token it was sent with. */
  readonly project?: string
  /** A create before that one was never accounted for. */
  readonly lost?: boolean
  /** The instances that had the wanted name before the first create. */
  readonly namesakes?: readonly string[]
  /** When it was asked to take its wanted name. Units: milliseconds since the epoch. */
  readonly renamedAt?: number
  readonly instanceId?: string
  readonly removals?: Removals
  readonly refusals?: Refusals
  /** The configuration group that was made for this restore, and when one was asked for. */
  readonly group?: string
  readonly groupSentAt?: number
  /** Why this attempt failed, while what it made is removed. */
  readonly failure?: { readonly attempt: number; readonly message: string }
}
export type RestoreContext = HookContext<RestoreOptions, RestoreState, TroveSavedInfo>
type Turn = Effect.fn.Return<Step<RestoreState>, ProtectionError>

export const restore = (tools: Tools): Operation<RestoreOptions, RestoreState, TroveSavedInfo> => ({
  preview: previewRestore(tools),
  suggest: suggestRestore,
  onMain: Effect.fnUntraced(function* (context) {
    const now = yield* Clock.currentTimeMillis
    const state: RestoreState = context.state ?? (context.again ? { sentAt: now } : {})
    const mark = markOf(context, tools.ownerTag)
    const grouped = namingGroup(state, mark)
    const taken = turn(tools, context, state, now)
    if (isAccounted(state, state.instanceId)) return yield* grouped(taken)
    const begun = state.instanceId === undefined ? maybeInstance(mark) : begunInstance(state.instanceId)
    return yield* grouped(naming([begun])(taken))
  }),
})

const turn = Effect.fnUntraced(function* (
  tools: Tools,
  context: RestoreContext,
  state: RestoreState,
  now: number,
): Turn {
  const { waiting } = tools
  const trove = yield* tools.trove(context.into ?? context.resource.scope)
  yield* sameProject(trove, state.project)
  const mark = markOf(context, tools.ownerTag)
  const recorded = state.instanceId === undefined ? [] : yield* look(trove.findInstances(state.instanceId))
  const known = recorded.map((instance) => asMade(instance, mark))
  // While it is built, the recorded one is all that matters; the whole list is read before anything ends.
  const building = known.some(({ phase }) => phase === "running") && !context.cancelRequested
  const instances = building ? [] : yield* look(trove.findInstances())
  const found = [...known, ...bearing(mark, instances).filter(({ id }) => id !== state.instanceId)]
  const own = notDoomed(found, state.removals, mark.attempt)
  const { kept, failed, surplus, stale } = adopt(own, state.instanceId, mark.attempt)
  const settled = now >= settledAt(waiting, state.sentAt)
  const awaited = isAwaited(state, state.instanceId, own, settled)

  const lookAgain = (because: string, next = state) =>
    wait(waiting, {
      state: next,
      because,
      cancellable: "later",
      left: own.length > 0 ? own.map(({ what }) => leftInstance(what)) : [maybeInstance(mark)],
    })
  const remove = (doomed: readonly Made<Instance>[]) =>
    removeNext(waiting, context, { state, things: doomed.map(removableInstance), remove: trove.deleteInstance })

  if (context.cancelRequested) {
    if (own.length === 0 && awaited)
      return yield* lookAgain("Looking whether an instance was made before it was cancelled.")
    const removed = yield* remove(own)
    return removed.step === "wait" ? removed : { step: "cancelled", left: [...removed.left, ...leftGroup(state, mark)] }
  }
  if (kept === undefined) {
    const late = state.lost === true && !settled ? [maybeInstance(mark)] : []
    const end = endOf(state, mark, failed)
    if (end !== undefined && context.parameters.on_failure !== "delete") {
      return yield* restoreFailed(end, [...own.map(({ what }) => leftInstance(what)), ...late])
    }
    if (end !== undefined) {
      const removing = { ...state, failure: { attempt: mark.attempt, message: end } }
      const removed = yield* removeNext(waiting, context, {
        state: removing,
        things: own.map(removableInstance),
        remove: trove.deleteInstance,
      })
      if (removed.step === "wait") return removed
      return yield* restoreFailed(end, [...removed.left, ...late], "deleted")
    }
    if (awaited)
      return yield* lookAgain("The instance was asked for and is not to be seen; looking whether it was made.")
    const removed = yield* remove(stale)
    return removed.step === "wait" ? removed : yield* createInstance(tools, context, state, mark, instances)
  }
  const adopted: RestoreState = { ...state, instanceId: kept.id }
  if (kept.phase === "running") {
    return yield* lookAgain(`Trove restores the instance ${kept.what.name} (${say(kept.what)}).`, adopted)
  }
  if (state.lost === true && !settled && surplus.length === 0) {
    return yield* lookAgain("The instance serves; looking whether an unanswered call made a second one.", adopted)
  }
  const removed = yield* remove(surplus)
  if (removed.step === "wait") return removed
  return yield* finish(tools, trove, context, adopted, kept.what, removed.left)
})

/** Why this attempt has failed: what Trove says of the instance, or what it said before that was removed. */
const endOf = (state: RestoreState, mark: Mark, failed: Made<Instance> | undefined): string | undefined => {
  if (state.failure?.attempt === mark.attempt) return state.failure.message
  if (failed === undefined) return undefined
  const { name, created = "" } = failed.what
  const reason = faultSince(failed.what, created) ?? "it gives no reason"
  return `Trove could not restore the instance ${name} (${say(failed.what)}): ${reason}`
}

const restoreFailed = (message: string, left: readonly Leftover[], fate: "kept" | "deleted" = "kept") => {
  const remains = left.some(({ kind }) => kind === "instance")
  const said =
    fate === "deleted" && !remains ? "It was deleted again, as asked." : "It was kept; left names what remains."
  return new ProtectionError({ code: "remoteFailed", message: `${message.replace(/\.$/, "")}. ${said}`, left })
}
