/**
 * Verify at the level "record": what Trove says of a backup and of every backup it continues. The data is not looked at:
 * only a restore can tell whether it is whole, and the result says so.
 */
import { type HookContext, type Operation, type OperationContext, ProtectionError, type Step } from "@breakwater/core"
import * as Effect from "effect/Effect"
import type { Backup } from "../generated/trove.ts"
import type { VerifyOptions } from "../TroveInstanceSchemas.ts"
import type { TroveSavedInfo } from "../TroveSavedInfo.ts"
import { present } from "./present.ts"
import { previewOf } from "./preview.ts"
import { backupPhase } from "./status.ts"
import { look, lookIfThere, savedOf, type Tools } from "./tools.ts"
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
  const chain = yield* check(tools, context)
  const running = chain.find((backup) => backupPhase(backup) === "running")
  if (running !== undefined) {
    const because = `The backup ${running.name} is ${running.status}; it can be verified when it is COMPLETED.`
    return yield* wait(tools.waiting, { state: context.state ?? {}, because, cancellable: "now" })
  }
  const value = {
    level: "record",
    backups: chain.map(({ id, name, status, size, locationRef }) =>
      present({ id, name, status, size: size ?? undefined, location: locationRef ?? undefined }),
    ),
    notChecked: "The stored data itself: only restoring it shows whether it is whole.",
  }
  return { step: "done", value }
})

/** The backup and all it continues, the full one last, each of them as whole as a record can show. */
const check = Effect.fnUntraced(function* (
  tools: Tools,
  context: OperationContext<VerifyOptions, TroveSavedInfo>,
): Effect.fn.Return<readonly Backup[], ProtectionError> {
  const saved = yield* savedOf(context)
  const trove = yield* tools.trove(context.resource.scope)
  const backups = yield* look(trove.findBackups(saved.instance.id))
  const chain: Backup[] = []
  for (let id: string | null | undefined = saved.backup.id; id; id = chain.at(-1)?.parent_id) {
    const wanted: string = id
    const backup: Backup | undefined =
      backups.find((one) => one.id === wanted) ?? (yield* lookIfThere(trove.showBackup(wanted)))
    if (backup === undefined) return yield* missing(saved, chain.at(-1), wanted)
    const fault = faultOf(backup, saved)
    if (fault !== undefined) return yield* damaged(`The backup ${backup.name} (${backup.id}) ${fault}.`)
    chain.push(backup)
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

const damaged = (message: string) =>
  new ProtectionError({
    code: "damaged",
    message,
    recovery: "Do not rely on this backup: make a new full one while the instance still runs.",
  })
