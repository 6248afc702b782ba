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
import { isAccounted, naming } from "./accounted.ts"
import { adopt, type Made } from "./adopt.ts"
import { type Mark, markOf, stamp } from "./mark.ts"
import { notCreated } from "./notCreated.ts"
import { asMade, bearing, begunInstance, leftInstance, maybeInstance, removableInstance } from "./ownInstances.ts"
import { asOne, preflight } from "./preflight.ts"
import { type Removals, removeNext } from "./remove.ts"
import { finish } from "./restoreEnd.ts"
import { previewRestore, suggestRestore } from "./restorePreview.ts"
import { faultSince, say, timeOf } from "./status.ts"
import { isElsewhere, look, savedOf, type Tools } from "./tools.ts"
import { settledAt, wait } from "./waiting.ts"
import { restoreRequest, wantedOf } from "./wire.ts"

/** All of it may be missing, or older than what was done. */
export type RestoreState = {
  readonly looks?: number
  /** When a create was sent whose outcome was not known then. Units: milliseconds since the epoch. */
  readonly sentAt?: number
  /** A create before that one was never accounted for. */
  readonly lost?: boolean
  /** The instances that had the wanted name before the first create. */
  readonly namesakes?: readonly string[]
  readonly instanceId?: string
  readonly removals?: Removals
}
export type RestoreContext = HookContext<RestoreOptions, RestoreState, TroveSavedInfo>
type Turn = Effect.fn.Return<Step<RestoreState>, ProtectionError>

export const restore = (tools: Tools): Operation<RestoreOptions, RestoreState, TroveSavedInfo> => ({
  preview: previewRestore(tools),
  suggest: suggestRestore,
  onMain: Effect.fnUntraced(function* (context) {
    const now = yield* Clock.currentTimeMillis
    const state: RestoreState = context.state ?? (context.again ? { sentAt: now } : {})
    const taken = turn(tools, context, state, now)
    if (isAccounted(state, state.instanceId)) return yield* taken
    const maybe = maybeInstance(markOf(context, tools.ownerTag))
    return yield* naming([state.instanceId === undefined ? maybe : begunInstance(state.instanceId)])(taken)
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
  const mark = markOf(context, tools.ownerTag)
  const recorded = state.instanceId === undefined ? [] : yield* look(trove.findInstances(state.instanceId))
  const known = recorded.map((instance) => asMade(instance, mark))
  // While it is built, the recorded one is all that matters; the whole list is read before anything ends.
  const building = known.some(({ phase }) => phase === "running") && !context.cancelRequested
  const instances = building ? [] : yield* look(trove.findInstances())
  const own = [...known, ...bearing(mark, instances).filter(({ id }) => id !== state.instanceId)]
  const { kept, failed, surplus, stale } = adopt(own, state.instanceId, mark.attempt)
  const settled = now >= settledAt(waiting, state.sentAt)
  const found = own.length > 0 && state.lost !== true
  const awaited = !settled && !found && !isAccounted(state, state.instanceId)

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
    return removed.step === "wait" ? removed : { step: "cancelled", left: removed.left }
  }
  if (kept === undefined) {
    if (failed !== undefined) {
      const late = state.lost === true && !settled ? [maybeInstance(mark)] : []
      return yield* restoreFailed(failed.what, [...own.map(({ what }) => leftInstance(what)), ...late])
    }
    if (awaited)
      return yield* lookAgain("The instance was asked for and is not to be seen; looking whether it was made.")
    const removed = yield* remove(stale)
    return removed.step === "wait" ? removed : yield* create(tools, context, state, mark, instances)
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

/** Checks everything first, keeps the intent, and asks once. What becomes of it, the next look tells. */
const create = Effect.fnUntraced(function* (
  { trove: connect, waiting }: Tools,
  context: RestoreContext,
  before: RestoreState,
  mark: Mark,
  instances: readonly Instance[],
): Turn {
  const { into, resource, parameters } = context
  const saved = yield* savedOf(context)
  const { name } = wantedOf(saved, parameters)
  const trove = yield* connect(into ?? resource.scope)
  const unknown = before.sentAt !== undefined && before.instanceId === undefined
  const named = instances.filter((one) => one.name === name)
  if (unknown) yield* refuseDouble(named, before.namesakes, saved)
  const { findings } = yield* preflight(trove, saved, parameters)
  const refused = asOne(findings)
  if (refused !== undefined) return yield* refused

  const { instanceId: _, ...rest } = before
  const intent: RestoreState = {
    ...rest,
    ...(unknown ? { lost: true } : {}),
    sentAt: yield* Clock.currentTimeMillis,
    namesakes: before.namesakes ?? named.map(({ id }) => id),
    looks: 0,
  }
  yield* context.keep(intent)
  return yield* trove.createInstance(restoreRequest(saved, parameters, stamp(name, mark), isElsewhere(context))).pipe(
    Effect.matchEffect({
      onSuccess: (instance) =>
        wait(waiting, {
          state: { ...intent, instanceId: instance.id },
          because: `Trove restores the instance ${instance.name} (${say(instance)}).`,
          cancellable: "later",
          left: [leftInstance(instance)],
        }),
      onFailure: notCreated(waiting, { kind: "instance", intent, before, unknown, maybe: maybeInstance(mark) }),
    }),
  )
})

/**
 * Who lost the id after the renaming can not go by the mark: whether a new instance of that name is the one, a person must
 * tell. A beginning that is repeated does not know which are new: those made after the backup may be.
 */
const refuseDouble = (named: readonly Instance[], namesakes: readonly string[] | undefined, saved: TroveSavedInfo) => {
  const isNew = ({ id, created = "" }: Instance) =>
    namesakes === undefined ? (timeOf(created) ?? 0) >= (timeOf(saved.backup.created) ?? 0) : !namesakes.includes(id)
  const same = named.find(isNew)
  if (same === undefined) return Effect.void
  return Effect.fail(
    new ProtectionError({
      code: "ambiguous",
      retryable: false,
      message: `The instance ${same.name} (${same.id}) appeared since this restore may have begun; whether it is the restored one can not be told.`,
      recovery: "If it is, nothing is left to do; if not, start another operation under a new id.",
      left: [leftInstance(same)],
    }),
  )
}

const restoreFailed = (instance: Instance, left: readonly Leftover[]) =>
  new ProtectionError({
    code: "remoteFailed",
    message: `Trove could not restore the instance ${instance.name} (${say(instance)}): ${
      faultSince(instance, instance.created ?? "") ?? "it gives no reason"
    }`,
    left,
  })
