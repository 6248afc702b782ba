/** Several checkpoints deleted by one operation each, what others need after those. */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { OperationRecord, Request } from "../OperationRecord.ts"
import { ProtectionError } from "../ProtectionError.ts"
import type { RetentionDecision, RetentionOutcome } from "../Retention.ts"
import { type Operations, startOrJoin } from "./startOrJoin.ts"

/**
 * Waits for the end of a deletion only where another one comes after it. `stillGoes` is asked just before each is begun,
 * which may be long after it was decided.
 */
export const deleteInOrder = Effect.fnUntraced(function* (
  operations: Operations,
  doomed: readonly RetentionDecision[],
  requestOf: (decision: RetentionDecision) => Request,
  stillGoes: (decision: RetentionDecision) => Effect.Effect<void, ProtectionError>,
): Effect.fn.Return<Omit<RetentionOutcome, "forgotten">> {
  const names = new Set(doomed.map(nameOf))
  const before = ({ after = [], provider }: RetentionDecision) =>
    after.map((checkpoint) => ({ checkpoint, provider })).filter((one) => names.has(nameOf(one)))
  const begun: { readonly checkpoint: string; readonly answer: Answer }[] = []
  const gone = new Set<string>()
  let waiting = doomed
  while (waiting.length > 0) {
    const ready = waiting.filter((decision) => before(decision).every((one) => gone.has(nameOf(one))))
    if (ready.length === 0) break
    waiting = waiting.filter((decision) => !ready.includes(decision))
    const needed = new Set(waiting.flatMap(before).map(nameOf))
    const answers = yield* Effect.forEach(
      ready,
      (decision) =>
        Effect.gen(function* () {
          const begin = Effect.andThen(stillGoes(decision), startOrJoin(operations, requestOf(decision)))
          const answer = yield* Effect.result(begin)
          const awaited = Result.isSuccess(answer) && needed.has(nameOf(decision))
          const isGone = awaited && Result.isSuccess(yield* Effect.result(operations.wait(answer.success.id)))
          return { decision, answer, isGone }
        }),
      { concurrency: parallelDeletions },
    )
    begun.push(...answers.map(({ answer, decision: { checkpoint } }) => ({ checkpoint, answer })))
    for (const { decision, isGone } of answers) if (isGone) gone.add(nameOf(decision))
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
          before(decision).flatMap((one) => (gone.has(nameOf(one)) ? [] : [one.checkpoint])),
        ).toJSON(),
      })),
    ],
  }
})

type Answer = Result.Result<OperationRecord, ProtectionError>

/** Two banks may each hold a checkpoint of one id. */
export const nameOf = ({ checkpoint, provider }: Pick<RetentionDecision, "provider" | "checkpoint">) =>
  JSON.stringify([provider, checkpoint])

const parallelDeletions = 8

const stillNeeded = (checkpoint: string, by: readonly string[]) =>
  new ProtectionError({
    code: "inUse",
    message: `The checkpoint ${checkpoint} is still needed by ${by.join(", ")}, which is not gone.`,
    recovery: "See why that could not be deleted, then make a new plan.",
  })
