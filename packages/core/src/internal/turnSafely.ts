/** One turn of a hook that can not do harm to who drives it: it ends in time, and an interrupt inside it is an error. */
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Option from "effect/Option"
import type { HookContext, HookName, Operation, Step } from "../Operation.ts"
import { ProtectionError } from "../ProtectionError.ts"
import { broken } from "./asked.ts"
import { sleepUntil } from "./patience.ts"
import { runHook } from "./runHook.ts"

/**
 * Runs the hook beside the driver. Interrupting the driver interrupts it too; a hook that has not answered by `until` is
 * left behind. Only one that does not answer at once is timed. **Units**: `until` in milliseconds since the epoch.
 */
export const turnSafely = Effect.fnUntraced(function* (
  operation: Operation,
  hook: HookName,
  context: HookContext,
  until: number,
): Effect.fn.Return<Step, ProtectionError> {
  const fiber = yield* Effect.forkDetach(runHook(operation, hook, context), { startImmediately: true })
  const answer = Effect.raceFirst(Fiber.await(fiber), Effect.as(sleepUntil(until), undefined))
  const exit = fiber.pollUnsafe() ?? (yield* Effect.onInterrupt(answer, () => Fiber.interrupt(fiber)))
  if (exit === undefined) {
    fiber.interruptUnsafe()
    return yield* new ProtectionError({
      code: "deadlineExceeded",
      outcome: "unknown",
      message: `${hook} of ${context.resource.name} did not answer by the deadline and was given up.`,
    })
  }
  if (Exit.isSuccess(exit)) return exit.value
  const error = Cause.findErrorOption(exit.cause)
  if (Option.isSome(error)) return yield* error.value
  if (Cause.hasDies(exit.cause)) return yield* broken(hook, Cause.squash(exit.cause))
  const message = `${hook} of ${context.resource.name} was interrupted from within; what it did is unknown.`
  return yield* new ProtectionError({ code: "ambiguous", message }, { cause: Cause.squash(exit.cause) })
})
