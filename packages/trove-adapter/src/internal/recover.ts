/**
 * The owner's way out of a backup that can not end: `reset_status` with `force_delete` fails every running backup of the
 * instance and deletes none. Only where it was asked for, and once; else the error offers it.
 */
import type { ProtectionError, Step } from "@breakwater/core"
import * as Effect from "effect/Effect"
import type { Backup } from "../generated/trove.ts"
import type { TroveService } from "../Trove.ts"
import { toProtectionError } from "./mapping.ts"
import { leftBackup } from "./ownBackups.ts"
import type { ProtectContext, ProtectState } from "./protect.ts"
import { backupPhase } from "./status.ts"
import type { Tools } from "./tools.ts"
import { wait } from "./waiting.ts"

export interface Recovery {
  readonly state: ProtectState
  /** Those of the instance. */
  readonly backups: readonly Backup[]
  /** What is answered where nobody asked for the recovery, or where it did not help. */
  readonly error: ProtectionError
  readonly recoverable: boolean
}

export const recover = Effect.fnUntraced(function* (
  { waiting }: Tools,
  trove: TroveService,
  context: ProtectContext,
  { state, backups, error, recoverable }: Recovery,
): Effect.fn.Return<Step<ProtectState>, ProtectionError> {
  const { resource, parameters } = context
  if (parameters.recover_stuck !== true || !recoverable) return yield* error
  const running = backups.filter((one) => one.instance_id === resource.id && backupPhase(one) === "running")
  // Once: what still runs although it was failed is beyond what its owner can do.
  if (running.every(({ id }) => state.recovered?.includes(id) === true)) return yield* error
  const recovered = [...new Set([...(state.recovered ?? []), ...running.map(({ id }) => id)])]
  const asked: ProtectState = { ...state, recovered, looks: 0 }
  const left = running.map(leftBackup)
  const because = `Failing what can not end: ${running.map(({ name, id }) => `${name} (${id})`).join(", ")}.`
  yield* context.keep(asked)
  return yield* trove.resetStatus(resource.id, { force: true }).pipe(
    Effect.matchEffect({
      onSuccess: () => wait(waiting, { state: asked, because, cancellable: "later", left }),
      // An answer that was lost: the next look tells. A refusal that passes: it is asked again.
      onFailure: (refusal) => {
        if (refusal.outcome !== "notStarted")
          return wait(waiting, { state: asked, because, cancellable: "later", left })
        if (!refusal.retryable) return Effect.fail(toProtectionError(refusal))
        return wait(waiting, {
          state,
          because: refusal.message,
          cancellable: "later",
          left,
          pauseMs: refusal.retryAfterMs,
        })
      },
    }),
  )
})
