/** What follows when a create was not answered with success: a lost answer is looked for, a passing refusal waited out. */
import { type Leftover, ProtectionError, type Wait } from "@breakwater/core"
import * as Effect from "effect/Effect"
import type { TroveError } from "../TroveError.ts"
import type { TroveWaiting } from "../TroveSettings.ts"
import { toProtectionError } from "./mapping.ts"
import { type Waiter, wait } from "./waiting.ts"

/** How often in a row the service answered a create with its own 500 and made nothing, and with which words. */
export type Refusals = { readonly times: number; readonly message: string }

/**
 * A client can cause a 500: an unknown subnet does, and so does a backup without a size. Two minutes later it will again.
 * After three there will be no fourth.
 */
export const refusedForGood = (
  kind: string,
  refusals: Refusals | undefined,
  maybe: Leftover,
): ProtectionError | undefined =>
  refusals === undefined || refusals.times < 3
    ? undefined
    : new ProtectionError({
        code: "remoteFailed",
        outcome: "unknown",
        retryable: false,
        message: `Trove was asked for the ${kind} ${refusals.times} times, answered each time that it failed, and made none: ${refusals.message}`,
        recovery: "Give the id in the message to the operator of the cloud, or ask for something else; then retry.",
        left: [maybe],
      })

const counted = ({ status, evidence, message }: TroveError, before: Refusals | undefined) =>
  status === 500 && evidence.bodyKey === "instanceFault"
    ? { refusals: { times: (before?.times ?? 0) + 1, message } }
    : {}

/** `intent` is the state that was kept before the call, `before` the one that holds when the call did nothing. */
export interface Attempted<State> {
  readonly kind: string
  readonly intent: State
  readonly before: State
  /** Whether an earlier create is still unaccounted for. */
  readonly unknown: boolean
  readonly maybe: Leftover
}

export const notCreated =
  <State extends Waiter & { readonly refusals?: Refusals }>(
    patience: TroveWaiting,
    { kind, intent, before, unknown, maybe }: Attempted<State>,
  ) =>
  (error: TroveError): Effect.Effect<Wait<State>, ProtectionError> => {
    if (error.outcome !== "notStarted") {
      const because = `The answer was lost (${error.reason}); looking whether the ${kind} was made.`
      const state = { ...intent, ...counted(error, before.refusals) }
      return wait(patience, { state, because, cancellable: "later", left: [maybe] })
    }
    if (!error.retryable) return Effect.fail(toProtectionError(error))
    return wait(patience, {
      state: before,
      because: `Trove does not take it yet: ${error.message}`,
      cancellable: unknown ? "later" : "now",
      left: unknown ? [maybe] : [],
      pauseMs: error.retryAfterMs,
    })
  }
