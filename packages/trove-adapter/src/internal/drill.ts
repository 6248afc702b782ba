/**
 * One turn of a drill: restore into a temporary instance, look into it, and remove it again, whatever was found. It bears
 * a mark of its own until it is gone, so that any process finds and removes it; what does not bear it is never touched.
 */
import {
  type HookContext,
  type Leftover,
  type OperationContext,
  ProtectionError,
  type Step,
  type Wait,
} from "@breakwater/core"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { Instance } from "../generated/trove.ts"
import type { VerifyOptions } from "../TroveInstanceSchemas.ts"
import type { TroveSavedInfo } from "../TroveSavedInfo.ts"
import { isAwaited } from "./accounted.ts"
import { adopt, type Made, notDoomed } from "./adopt.ts"
import { createDrilled } from "./drillCreate.ts"
import { type Findings, inspect, notRestored } from "./drillFindings.ts"
import { attemptIn, type Mark, markOf } from "./mark.ts"
import type { Refusals } from "./notCreated.ts"
import { sameProject } from "./otherProject.ts"
import { bearing, leftInstance, maybeInstance, removableInstance } from "./ownInstances.ts"
import { present } from "./present.ts"
import { type Removals, removeNext } from "./remove.ts"
import { instancePhase, say, timeOf } from "./status.ts"
import { look, savedOf, type Tools } from "./tools.ts"
import { settledAt, wait } from "./waiting.ts"

/** All of it may be missing, or older than what was done. */
export type DrillState = {
  readonly looks?: number
  /** When a create was sent whose outcome was not known then. Units: milliseconds since the epoch. */
  readonly sentAt?: number
  /** The project of the token it was sent with. */
  readonly project?: string
  /** A create before that one was never accounted for. */
  readonly lost?: boolean
  readonly refusals?: Refusals
  /** When the first create was sent: the recovery began. Units: milliseconds since the epoch. */
  readonly startedAt?: number
  readonly instanceId?: string
  /** What was found out, and by which attempt; from then on the instance is only removed. */
  readonly findings?: Findings
  readonly attempt?: number
  readonly removals?: Removals
}
export type DrillContext = HookContext<VerifyOptions, DrillState, TroveSavedInfo>

/** The drill goes on, was cancelled, or is over with nothing of it left but what is named. */
export type Drilled =
  | Exclude<Step<DrillState>, { readonly step: "done" }>
  | { readonly step: "drilled"; readonly findings: Findings; readonly left: readonly Leftover[] }

/** Another one than that of a restore under the same id: a drill never takes a restored instance for its own. */
export const drillMark = (context: OperationContext & { readonly attempt: number }, ownerTag: string): Mark =>
  markOf({ ...context, operationId: `drill ${context.operationId}` }, ownerTag)

/** What a turn starts from. Another attempt drills anew; it keeps in mind what may still appear. */
export const drillState = (context: DrillContext, now: number): DrillState => {
  const { state } = context
  if (state === undefined) return context.again ? { sentAt: now } : {}
  if (state.findings === undefined || state.attempt === context.attempt) return state
  const { lost, sentAt, project } = state
  return lost === true && sentAt !== undefined ? present({ lost, sentAt, project }) : {}
}

/** `guard` is asked right before the instance is made: whether that has to wait, or must not be. */
export const drill = Effect.fnUntraced(function* (
  tools: Tools,
  context: DrillContext,
  state: DrillState,
  guard: Effect.Effect<Wait<DrillState> | undefined, ProtectionError>,
): Effect.fn.Return<Drilled, ProtectionError> {
  const now = yield* Clock.currentTimeMillis
  const { waiting } = tools
  const trove = yield* tools.trove(context.resource.scope)
  yield* sameProject(trove, state.project)
  const mark = drillMark(context, tools.ownerTag)
  const recorded = state.instanceId === undefined ? [] : yield* look(trove.findInstances(state.instanceId))
  const renamed = recorded.find(({ name }) => attemptIn(name, mark) === undefined)
  if (renamed !== undefined) return yield* leftAlone(renamed)
  // While it is built, the recorded one is all that matters; the whole list is read before anything ends.
  const building = recorded.some((one) => instancePhase(one) === "running") && state.findings === undefined
  const seen = building && !context.cancelRequested ? recorded : yield* look(trove.findInstances())
  const own = notDoomed(bearing(mark, seen), state.removals, mark.attempt)
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

  if (state.findings !== undefined) {
    const removed = yield* remove(own)
    if (removed.step === "wait") return removed
    if (state.lost === true && !settled)
      return yield* lookAgain("Looking whether an unanswered call made a second instance.")
    return { step: "drilled", findings: state.findings, left: removed.left }
  }
  if (context.cancelRequested) {
    if (own.length === 0 && awaited)
      return yield* lookAgain("Looking whether an instance was made before it was cancelled.")
    const removed = yield* remove(own)
    return removed.step === "wait" ? removed : { step: "cancelled", left: removed.left }
  }
  const saved = yield* savedOf(context)
  const over = (findings: Findings) =>
    lookAgain("The restored instance was looked at; it is removed again.", {
      ...state,
      looks: 0,
      findings,
      attempt: context.attempt,
    })
  if (kept === undefined) {
    if (failed !== undefined) return yield* over(notRestored(failed.what, saved))
    if (awaited)
      return yield* lookAgain("The instance was asked for and is not to be seen; looking whether it was made.")
    const removed = yield* remove(stale)
    if (removed.step === "wait") return removed
    return (yield* guard) ?? (yield* createDrilled(tools, context, state, mark))
  }
  const adopted: DrillState = { ...state, instanceId: kept.id }
  if (kept.phase === "running") {
    return yield* lookAgain(`Trove restores the temporary instance ${kept.what.name} (${say(kept.what)}).`, adopted)
  }
  if (state.lost === true && !settled && surplus.length === 0) {
    return yield* lookAgain("The instance serves; looking whether an unanswered call made a second one.", adopted)
  }
  const startedAt = state.startedAt ?? timeOf(kept.created) ?? now
  return yield* over(
    yield* inspect(tools, trove, { instance: kept.what, resource: context.resource, saved, startedAt }),
  )
})

const leftAlone = (instance: Instance) =>
  Effect.fail(
    new ProtectionError({
      code: "ambiguous",
      retryable: false,
      message: `The temporary instance of this drill was renamed to ${instance.name} (${instance.id}); it is left alone.`,
      recovery: "Delete it if nobody wants it, and verify again under a new id.",
      left: [leftInstance(instance)],
    }),
  )
