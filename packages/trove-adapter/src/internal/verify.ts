/**
 * Verify, as deep as it is asked to: what Trove's records say of a backup and of every backup it continues ("record"),
 * then what lies in the object store ("object"), then what comes of a restore ("restore"). Each level includes the ones
 * before it, and says what it did not look at.
 */
import type { HookContext, Operation, OperationContext, ProtectionError, Step } from "@breakwater/core"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import type { Backup } from "../generated/trove.ts"
import type { VerifyOptions } from "../TroveInstanceSchemas.ts"
import type { TroveSavedInfo } from "../TroveSavedInfo.ts"
import { present } from "./present.ts"
import { previewOf } from "./preview.ts"
import { backupPhase } from "./status.ts"
import { savedOf, type Tools } from "./tools.ts"
import { type CheckedObjects, checkObjects } from "./verifyObject.ts"
import { checkRecords } from "./verifyRecord.ts"
import { type Waiter, wait } from "./waiting.ts"

type Context = HookContext<VerifyOptions, Waiter, TroveSavedInfo>

export const verify = (tools: Tools): Operation<VerifyOptions, Waiter, TroveSavedInfo> => ({
  preview: (context) =>
    Effect.map(Effect.result(check(tools, context)), (checked) =>
      previewOf({ blockers: checked._tag === "Failure" ? [checked.failure] : [] }),
    ),
  suggest: () => Effect.succeed({ level: "record" }),
  onMain: (context) =>
    context.cancelRequested ? Effect.succeed({ step: "cancelled", left: [] }) : turn(tools, context),
})

const turn = Effect.fnUntraced(function* (
  tools: Tools,
  context: Context,
): Effect.fn.Return<Step<Waiter>, ProtectionError> {
  const { chain, running, objects, notChecked } = yield* check(tools, context)
  if (running !== undefined) {
    const because = `The backup ${running.name} is ${running.status}; it can be verified when it is COMPLETED.`
    return yield* wait(tools.waiting, { state: context.state ?? {}, because, cancellable: "now" })
  }
  const value = {
    level: context.parameters.level,
    at: DateTime.formatIso(yield* DateTime.now),
    backups: chain.map((backup) => ({
      ...recordOf(backup),
      ...(objects[backup.id] && { object: objects[backup.id] }),
    })),
    notChecked: [...notChecked, "The stored data itself: only restoring it shows whether it is whole."],
  }
  return { step: "done", value }
})

/** What was found without making anything; the object store is not asked about a chain that still changes. */
const check = Effect.fnUntraced(function* (tools: Tools, context: OperationContext<VerifyOptions, TroveSavedInfo>) {
  const chain = yield* checkRecords(tools, context)
  const running = chain.find((backup) => backupPhase(backup) === "running")
  const deep = context.parameters.level !== "record" && running === undefined
  const trove = yield* tools.trove(context.resource.scope)
  const nothing: CheckedObjects = { objects: {}, notChecked: [] }
  return { chain, running, ...(deep ? yield* checkObjects(trove, chain, yield* savedOf(context)) : nothing) }
})

const recordOf = ({ id, name, status, size, locationRef }: Backup) =>
  present({ id, name, status, size: size ?? undefined, location: locationRef ?? undefined })
