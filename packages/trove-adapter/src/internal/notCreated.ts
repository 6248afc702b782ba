/** What follows when a create was not answered with success: a lost answer is looked for, a passing refusal waited out. */
import type { Leftover, ProtectionError, Wait } from "@breakwater/core"
import * as Effect from "effect/Effect"
import type { TroveError } from "../TroveError.ts"
import type { TroveWaiting } from "../TroveSettings.ts"
import { toProtectionError } from "./mapping.ts"
import { type Waiter, wait } from "./waiting.ts"

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
  <State extends Waiter>(patience: TroveWaiting, { kind, intent, before, unknown, maybe }: Attempted<State>) =>
  (error: TroveError): Effect.Effect<Wait<State>, ProtectionError> => {
    if (error.outcome !== "notStarted") {
      const because = `The answer was lost (${error.reason}); looking whether the ${kind} was made.`
      return wait(patience, { state: intent, because, cancellable: "later", left: [maybe] })
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
