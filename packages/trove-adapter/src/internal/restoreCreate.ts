/** The one call of a restore that makes an instance: checked before, announced before, and sent once. */
import { ProtectionError, type Step } from "@breakwater/core"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { Instance } from "../generated/trove.ts"
import type { TroveSavedInfo } from "../TroveSavedInfo.ts"
import { makeGroup, withGroup } from "./configurationGroup.ts"
import { type Mark, stamp } from "./mark.ts"
import { notCreated, refusedForGood } from "./notCreated.ts"
import { otherProject, targetFinding } from "./otherProject.ts"
import { leftInstance, maybeInstance } from "./ownInstances.ts"
import { asOne, preflight } from "./preflight.ts"
import type { RestoreContext, RestoreState } from "./restore.ts"
import { say, timeOf } from "./status.ts"
import { isElsewhere, look, savedOf, type Tools } from "./tools.ts"
import { wait } from "./waiting.ts"
import { restoreRequest, wantedOf } from "./wire.ts"

/** Checks everything first, keeps the intent, and asks once. What becomes of it, the next look tells. */
export const createInstance = Effect.fnUntraced(function* (
  tools: Tools,
  context: RestoreContext,
  before: RestoreState,
  mark: Mark,
  instances: readonly Instance[],
): Effect.fn.Return<Step<RestoreState>, ProtectionError> {
  const { waiting } = tools
  const { into, resource, parameters } = context
  const saved = yield* savedOf(context)
  const { name } = wantedOf(saved, parameters)
  const trove = yield* tools.trove(into ?? resource.scope)
  const unknown = before.sentAt !== undefined && before.instanceId === undefined
  const named = instances.filter((one) => one.name === name)
  if (unknown) yield* refuseDouble(named, before.namesakes, saved)
  const elsewhere = isElsewhere(context)
  const { findings, recreate } = yield* preflight(trove, saved, withGroup(parameters, before), elsewhere)
  const target = targetFinding(yield* otherProject(trove, into ?? resource.scope))
  const refused = target ?? asOne(findings) ?? refusedForGood("instance", before.refusals, maybeInstance(mark))
  if (refused !== undefined) return yield* refused
  const { project: own } = yield* look(trove.session)
  const begun: RestoreState = own === undefined ? before : { ...before, project: own.id }
  const grouped = recreate ? yield* makeGroup(tools, trove, context, saved, parameters, begun, mark) : { state: begun }
  if ("step" in grouped) return grouped

  const { instanceId: _, refusals: __, ...rest } = grouped.state
  const intent: RestoreState = {
    ...rest,
    ...(unknown ? { lost: true } : {}),
    sentAt: yield* Clock.currentTimeMillis,
    namesakes: before.namesakes ?? named.map(({ id }) => id),
    looks: 0,
  }
  yield* context.keep(intent)
  return yield* trove
    .createInstance(restoreRequest(saved, withGroup(parameters, intent), stamp(name, mark), elsewhere))
    .pipe(
      Effect.matchEffect({
        onSuccess: (instance) =>
          wait(waiting, {
            state: { ...intent, instanceId: instance.id },
            because: `Trove restores the instance ${instance.name} (${say(instance)}).`,
            cancellable: "later",
            left: [leftInstance(instance)],
          }),
        onFailure: notCreated(waiting, {
          kind: "instance",
          intent,
          before: grouped.state,
          unknown,
          maybe: maybeInstance(mark),
        }),
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
