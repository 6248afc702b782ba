/**
 * One turn of a restore: find what bears the mark or the recorded id, then do the one thing that is next. Not until the
 * new instance serves does it lose the mark for its wanted name.
 */
import { type HookContext, type Operation, ProtectionError, type Step } from "@breakwater/core"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { Instance } from "../generated/trove.ts"
import type { RestoreOptions } from "../TroveInstanceSchemas.ts"
import type { TroveSavedInfo } from "../TroveSavedInfo.ts"
import { adopt, type Made } from "./adopt.ts"
import { type Mark, markOf, stamp } from "./mark.ts"
import { notCreated } from "./notCreated.ts"
import { asMade, bearing, leftInstance, maybeInstance, removableInstance } from "./ownInstances.ts"
import { asOne, preflight } from "./preflight.ts"
import { present } from "./present.ts"
import { type Removals, removeNext } from "./remove.ts"
import { finish } from "./restoreEnd.ts"
import { previewRestore, suggestRestore } from "./restorePreview.ts"
import { faultSince, say, timeOf } from "./status.ts"
import { isElsewhere, look, lookIfThere, savedOf, type Tools } from "./tools.ts"
import { settledAt, wait } from "./waiting.ts"
import { restoreRequest, wantedOf } from "./wire.ts"

/** All of it may be missing, or older than what was done. */
export type RestoreState = {
  readonly looks?: number
  /** When a create was sent whose outcome was not known then. Units: milliseconds since the epoch. */
  readonly sentAt?: number
  /** A create before that one was never accounted for. */
  readonly lost?: boolean
  /** Of a repeated beginning: since when it may have made the instance. Units: as above. */
  readonly since?: number
  readonly instanceId?: string
  readonly removals?: Removals
}
export type RestoreContext = HookContext<RestoreOptions, RestoreState, TroveSavedInfo>
type Turn = Effect.fn.Return<Step<RestoreState>, ProtectionError>

export const restore = (tools: Tools): Operation<RestoreOptions, RestoreState, TroveSavedInfo> => ({
  preview: previewRestore(tools),
  suggest: suggestRestore,
  onMain: (context) => turn(tools, context),
})

const turn = Effect.fnUntraced(function* (tools: Tools, context: RestoreContext): Turn {
  const { waiting } = tools
  const now = yield* Clock.currentTimeMillis
  const saved = yield* savedOf(context)
  const begun = context.again ? present({ sentAt: now, since: timeOf(saved.backup.created) }) : {}
  const state: RestoreState = context.state ?? begun
  const trove = yield* tools.trove(context.into ?? context.resource.scope)
  const mark = markOf(context, tools.ownerTag)
  const recorded = state.instanceId === undefined ? undefined : yield* lookIfThere(trove.showInstance(state.instanceId))
  const known = recorded === undefined ? [] : [asMade(recorded, mark)]
  // While it is built, the recorded one is all that matters; the whole list is read before anything ends.
  const building = known.some(({ phase }) => phase === "running") && !context.cancelRequested
  const instances = building ? [] : yield* look(Stream.runCollect(trove.listInstancesDetail()))
  const own = [...known, ...bearing(mark, instances).filter(({ id }) => id !== state.instanceId)]
  const { kept, failed, surplus, stale } = adopt(own, state.instanceId, mark.attempt)
  const settled = now >= settledAt(waiting, state.sentAt)
  const awaited = !settled && state.instanceId === undefined

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
    if (failed !== undefined) return yield* restoreFailed(failed.what)
    if (awaited) return yield* lookAgain("The answer was lost; looking whether the instance was made.")
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
  if (unknown) yield* refuseDouble(name, instances, before.since ?? before.sentAt)
  const { findings } = yield* preflight(trove, saved, parameters)
  const refused = asOne(findings)
  if (refused !== undefined) return yield* refused

  const { instanceId: _, ...rest } = before
  const intent: RestoreState = {
    ...rest,
    ...(unknown ? { lost: true } : {}),
    sentAt: yield* Clock.currentTimeMillis,
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

/** Who lost the id after the renaming can not go by the mark: whether an instance of that name is the one, a person must tell. */
const refuseDouble = (name: string, instances: readonly Instance[], since = 0) => {
  const same = instances.find((one) => one.name === name && (timeOf(one.created ?? "") ?? 0) >= since - skew)
  if (same === undefined) return Effect.void
  return Effect.fail(
    new ProtectionError({
      code: "ambiguous",
      retryable: false,
      message: `The instance ${name} (${same.id}) appeared since this restore may have begun; whether it is the restored one can not be told.`,
      recovery: "If it is, nothing is left to do; if not, start another operation under a new id.",
      left: [leftInstance(same)],
    }),
  )
}

/** How far the server's clock may be behind. Units: milliseconds. */
const skew = 60_000

const restoreFailed = (instance: Instance) =>
  new ProtectionError({
    code: "remoteFailed",
    message: `Trove could not restore the instance ${instance.name} (${say(instance)}): ${
      faultSince(instance, instance.created ?? "") ?? "it gives no reason"
    }`,
    left: [leftInstance(instance)],
  })
