/** Several checkpoints deleted by one operation each, what others need after those. */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { OperationRecord, Request } from "../OperationRecord.ts"
import { ProtectionError } from "../ProtectionError.ts"
import type { RetentionDecision, RetentionOutcome } from "../Retention.ts"
import { type Operations, startOrJoin } from "./startOrJoin.ts"

/** Waits for the end of a deletion only where another one comes after it. */
export const deleteInOrder = Effect.fnUntraced(function* (
  operations: Operations,
  doomed: readonly RetentionDecision[],
  requestOf: (decision: RetentionDecision) => Request,
): Effect.fn.Return<RetentionOutcome> {
  const ids = new Set(doomed.map(({ checkpoint }) => checkpoint))
  const before = ({ after = [] }: RetentionDecision) => after.filter((id) => ids.has(id))
  const begun: { readonly checkpoint: string; readonly answer: Answer }[] = []
  const gone = new Set<string>()
  let waiting = doomed
  while (waiting.length > 0) {
    const ready = waiting.filter((decision) => before(decision).every((id) => gone.has(id)))
    if (ready.length === 0) break
    waiting = waiting.filter((decision) => !ready.includes(decision))
    const needed = new Set(waiting.flatMap(before))
    const answers = yield* Effect.forEach(
      ready,
      (decision) =>
        Effect.gen(function* () {
          const answer = yield* Effect.result(startOrJoin(operations, requestOf(decision)))
          const awaited = Result.isSuccess(answer) && needed.has(decision.checkpoint)
          const isGone = awaited && Result.isSuccess(yield* Effect.result(operations.wait(answer.success.id)))
          return { checkpoint: decision.checkpoint, answer, isGone }
        }),
      { concurrency: parallelDeletions },
    )
    begun.push(...answers)
    for (const { checkpoint, isGone } of answers) if (isGone) gone.add(checkpoint)
  }
  return {
    started: begun.flatMap(({ answer, checkpoint }) =>
      Result.isSuccess(answer) ? [{ checkpoint, operation: answer.success.id }] : [],
    ),
    skipped: [
      ...begun.flatMap(({ answer, checkpoint }) =>
        Result.isFailure(answer) ? [{ checkpoint, error: answer.failure.toJSON() }] : [],
      ),
      ...waiting.map((decision) => ({
        checkpoint: decision.checkpoint,
        error: stillNeeded(
          decision.checkpoint,
          before(decision).filter((id) => !gone.has(id)),
        ).toJSON(),
      })),
    ],
  }
})

type Answer = Result.Result<OperationRecord, ProtectionError>

const parallelDeletions = 8

const stillNeeded = (checkpoint: string, by: readonly string[]) =>
  new ProtectionError({
    code: "inUse",
    message: `The checkpoint ${checkpoint} is still needed by ${by.join(", ")}, which is not gone.`,
    recovery: "See why that could not be deleted, then make a new plan.",
  })
