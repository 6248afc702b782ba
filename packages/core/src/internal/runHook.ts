/** One turn of one hook, the same whoever drives it: its answer is made sure of, and a passed deadline ends the waiting. */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { Done, HookContext, HookName, Operation, Step } from "../Operation.ts"
import { ProtectionError } from "../ProtectionError.ts"
import { asked } from "./asked.ts"
import { shortestWait } from "./patience.ts"
import { stepOf } from "./stepOf.ts"

/**
 * Runs a hook once. One that waits is called again no sooner than `shortestWait`, and no later than its deadline; still
 * waiting then, it has had its last look and fails with `deadlineExceeded`, naming what is left.
 */
export const runHook = Effect.fnUntraced(function* (
  operation: Operation,
  hook: HookName,
  context: HookContext,
): Effect.fn.Return<Step, ProtectionError> {
  const step = yield* turnOf(operation, hook, context)
  if (step.step !== "wait") return step
  const now = yield* Clock.currentTimeMillis
  if (now < context.deadline) {
    return { ...step, afterMs: Math.min(Math.max(shortestWait, step.afterMs), context.deadline - now) }
  }
  return yield* new ProtectionError({
    code: "deadlineExceeded",
    message: `${context.resource.name} was not done by its deadline. Last seen: ${step.progress.description}`,
    ...(step.left === undefined ? {} : { left: step.left }),
  })
})

const done: Done = { step: "done" }

const turnOf = (operation: Operation, hook: HookName, context: HookContext): Effect.Effect<Step, ProtectionError> =>
  operation[hook] === undefined
    ? Effect.succeed(done)
    : asked(hook, () => operation[hook]?.(context) ?? Effect.undefined).pipe(
        Effect.flatMap((answer) => stepOf(hook, answer)),
      )
