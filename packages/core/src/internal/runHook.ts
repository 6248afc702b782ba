/** One turn of one hook, the same whoever drives it: defects become errors, and a passed deadline ends the waiting. */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { Json } from "../Json.ts"
import type { Done, HookContext, HookName, Operation, Step } from "../Operation.ts"
import { ProtectionError } from "../ProtectionError.ts"
import { asJson } from "./asJson.ts"

/**
 * Runs a hook once. A hook still waiting at its deadline has had its last look and fails with `deadlineExceeded`,
 * naming what is left.
 */
export const runHook = Effect.fnUntraced(function* (
  operation: Operation,
  hook: HookName,
  context: HookContext,
): Effect.fn.Return<Step, ProtectionError> {
  const step = yield* turnOf(operation, hook, context)
  if (step.step !== "wait") return step
  const now = yield* Clock.currentTimeMillis
  if (now < context.deadline) return { ...step, afterMs: Math.max(0, Math.min(step.afterMs, context.deadline - now)) }
  return yield* new ProtectionError({
    code: "deadlineExceeded",
    message: `${context.resource.name} was not done by its deadline. Last seen: ${step.progress.description}`,
    ...(step.left === undefined ? {} : { left: step.left }),
  })
})

const done: Done = { step: "done" }

const turnOf = (operation: Operation, hook: HookName, context: HookContext<unknown, Json, unknown>) =>
  Effect.suspend(() => operation[hook]?.(context) ?? Effect.succeed(done)).pipe(
    Effect.map(asJson),
    Effect.catchDefect((cause) => {
      const message = `The plugin broke in ${hook}: ${cause instanceof Error ? cause.message : String(cause)}`
      return new ProtectionError({ code: "defect", message }, { cause })
    }),
  )
