/** Asks for the temporary instance of a drill: everything is checked first, the intent kept, and Trove asked once. */
import type { ProtectionError, Wait } from "@breakwater/core"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { RestoreOptions, VerifyOptions } from "../TroveInstanceSchemas.ts"
import type { TroveSavedInfo } from "../TroveSavedInfo.ts"
import type { DrillContext, DrillState } from "./drill.ts"
import { longestName, type Mark, stamp, unmarked } from "./mark.ts"
import { notCreated, refusedForGood } from "./notCreated.ts"
import { otherProject } from "./otherProject.ts"
import { leftInstance, maybeInstance } from "./ownInstances.ts"
import { asOne, preflight } from "./preflight.ts"
import { say } from "./status.ts"
import { isFromElsewhere, look, savedOf, type Tools } from "./tools.ts"
import { wait } from "./waiting.ts"
import { restoreRequest } from "./wire.ts"

/** A restore like any other, but never reachable from outside unless that is asked for. */
export const drillOptions = (
  { level: _, ...options }: VerifyOptions,
  { instance }: TroveSavedInfo,
): RestoreOptions => ({
  access: { is_public: false },
  ...options,
  restore_name: [...`drill of ${unmarked(instance.name)}`].slice(0, longestName).join(""),
})

export const createDrilled = Effect.fnUntraced(function* (
  { trove: connect, waiting }: Tools,
  context: DrillContext,
  before: DrillState,
  mark: Mark,
): Effect.fn.Return<Wait<DrillState>, ProtectionError> {
  const saved = yield* savedOf(context)
  const options = drillOptions(context.parameters, saved)
  const trove = yield* connect(context.resource.scope)
  const unknown = before.sentAt !== undefined && before.instanceId === undefined
  const maybe = maybeInstance(mark)
  const givenUp = refusedForGood("instance", before.refusals, maybe)
  if (givenUp !== undefined) return yield* givenUp
  const elsewhere = isFromElsewhere(saved) || (yield* otherProject(trove, context.resource.scope)) !== undefined
  const refused = asOne((yield* preflight(trove, saved, options, elsewhere)).findings)
  if (refused !== undefined) return yield* refused

  const { instanceId: _, refusals: __, ...rest } = before
  const now = yield* Clock.currentTimeMillis
  const { project: own } = yield* look(trove.session)
  const intent: DrillState = {
    ...rest,
    ...(own && { project: own.id }),
    ...(unknown ? { lost: true } : {}),
    sentAt: now,
    startedAt: before.startedAt ?? now,
    looks: 0,
  }
  yield* context.keep(intent)
  const name = stamp(options.restore_name ?? "", mark)
  return yield* trove.createInstance(restoreRequest(saved, options, name, elsewhere)).pipe(
    Effect.matchEffect({
      onSuccess: (instance) =>
        wait(waiting, {
          state: { ...intent, instanceId: instance.id },
          because: `Trove restores the temporary instance ${instance.name} (${say(instance)}).`,
          cancellable: "later",
          left: [leftInstance(instance)],
        }),
      onFailure: notCreated(waiting, { kind: "instance", intent, before, unknown, maybe }),
    }),
  )
})
