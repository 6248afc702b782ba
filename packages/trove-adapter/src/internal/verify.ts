/**
 * Verify, as deep as it is asked to: what Trove's records say of a backup and of every backup it continues ("record"),
 * then what lies in the object store ("object"), then what comes of a restore ("restore"). Each level includes the ones
 * before it, and says what it did not look at.
 */
import { type HookContext, type Operation, type OperationContext, ProtectionError, type Step } from "@breakwater/core"
import * as Clock from "effect/Clock"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import type { Backup } from "../generated/trove.ts"
import type { VerifyOptions } from "../TroveInstanceSchemas.ts"
import type { TroveSavedInfo } from "../TroveSavedInfo.ts"
import { isAccounted, naming } from "./accounted.ts"
import { type DrillState, drill, drillMark, drillState } from "./drill.ts"
import { begunInstance, maybeInstance } from "./ownInstances.ts"
import { present } from "./present.ts"
import { backupPhase } from "./status.ts"
import { savedOf, type Tools } from "./tools.ts"
import { type CheckedObjects, checkObjects } from "./verifyObject.ts"
import { previewVerify } from "./verifyPreview.ts"
import { checkRecords } from "./verifyRecord.ts"
import { wait } from "./waiting.ts"

type Context = HookContext<VerifyOptions, DrillState, TroveSavedInfo>
type Turn = Effect.fn.Return<Step<DrillState>, ProtectionError>

export const verify = (tools: Tools): Operation<VerifyOptions, DrillState, TroveSavedInfo> => ({
  preview: (context) => previewVerify(tools, context, check(tools, context)),
  suggest: () => Effect.succeed({ level: "record" }),
  onMain: (context) =>
    context.parameters.level === "restore" ? byRestoring(tools, context) : byLooking(tools, context),
})

const byLooking = Effect.fnUntraced(function* (tools: Tools, context: Context): Turn {
  if (context.cancelRequested) return { step: "cancelled", left: [] }
  const checked = yield* check(tools, context)
  const held = yield* untilItHasEnded(tools, context.state ?? {}, checked)
  if (held !== undefined) return held
  const notChecked = [...checked.notChecked, "The stored data itself: only restoring it shows whether it is whole."]
  return { step: "done", value: yield* resultOf(context, { ...checked, notChecked }) }
})

const byRestoring = Effect.fnUntraced(function* (tools: Tools, context: Context): Turn {
  const state = drillState(context, yield* Clock.currentTimeMillis)
  const guard = Effect.flatMap(check(tools, context), (checked) => untilItHasEnded(tools, state, checked))
  const { instanceId } = state
  const left = instanceId === undefined ? maybeInstance(drillMark(context, tools.ownerTag)) : begunInstance(instanceId)
  const taken = drill(tools, context, state, guard)
  const drilled = yield* isAccounted(state, instanceId) ? taken : naming([left])(taken)
  if (drilled.step !== "drilled") return drilled
  const { failure, notChecked: unknown, ...findings } = drilled.findings
  if (failure !== undefined) return yield* new ProtectionError({ ...failure, outcome: "started", left: drilled.left })
  const checked = yield* check(tools, context)
  const value = yield* resultOf(context, { ...checked, notChecked: [...checked.notChecked, ...unknown] })
  const remains = drilled.left.map(({ sentence }) => sentence)
  return { step: "done", value: { ...value, drill: { ...findings, left: [...drilled.left] } }, warnings: remains }
})

interface Checked extends CheckedObjects {
  readonly chain: readonly Backup[]
  readonly running: Backup | undefined
}

/** What can be found without making anything; the object store is not asked about a chain that still changes. */
const check = Effect.fnUntraced(function* (
  tools: Tools,
  context: OperationContext<VerifyOptions, TroveSavedInfo>,
): Effect.fn.Return<Checked, ProtectionError> {
  const { level } = context.parameters
  const chain = yield* checkRecords(tools, context)
  const running = chain.find((backup) => backupPhase(backup) === "running")
  if (level === "record" || running !== undefined) return { chain, running, objects: {}, notChecked: [] }
  const objects = checkObjects(yield* tools.trove(context.resource.scope), chain, yield* savedOf(context))
  return { chain, running, ...(yield* level === "restore" ? asFarAsMayBe(objects) : objects) }
})

/** What is restored need not be looked at before; what is known to be damaged is not restored. */
const asFarAsMayBe = (objects: Effect.Effect<CheckedObjects, ProtectionError>) =>
  Effect.catchIf(
    objects,
    ({ code }) => code !== "damaged",
    ({ message }) => Effect.succeed({ objects: {}, notChecked: [`The stored objects: ${message}`] }),
  )

const untilItHasEnded = ({ waiting }: Tools, state: DrillState, { running }: Checked) =>
  running === undefined
    ? Effect.succeed(undefined)
    : wait(waiting, {
        state,
        because: `The backup ${running.name} is ${running.status}; it can be verified when it is COMPLETED.`,
        cancellable: "now",
      })

const resultOf = Effect.fnUntraced(function* (context: Context, { chain, objects, notChecked }: Checked) {
  return {
    level: context.parameters.level,
    at: DateTime.formatIso(yield* DateTime.now),
    backups: chain.map(({ id, name, status, size, locationRef }) =>
      present({
        id,
        name,
        status,
        size: size ?? undefined,
        location: locationRef ?? undefined,
        object: objects[id],
      }),
    ),
    notChecked: [...notChecked],
  }
})
