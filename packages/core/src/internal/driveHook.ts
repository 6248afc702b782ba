/** One hook of one resource, turned until it ends: what it answers is written before anybody waits or goes on. */
import * as Clock from "effect/Clock"
import * as Deferred from "effect/Deferred"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { Json } from "../Json.ts"
import type { HookName } from "../Operation.ts"
import { ProtectionError } from "../ProtectionError.ts"
import { asJson } from "./asJson.ts"
import { hookContext } from "./hookContext.ts"
import { keepInBank } from "./keptInBank.ts"
import { locateIssues } from "./locateIssues.ts"
import type { ResourceRow } from "./OperationStore.ts"
import { isPassing, outOfTime, waitAfter } from "./patience.ts"
import { failedRow, type Run } from "./Run.ts"
import { rowAfter } from "./rowAfter.ts"
import type { Subject } from "./Subject.ts"
import { DeadlineGrace } from "./settings.ts"
import { turnSafely } from "./turnSafely.ts"

/** Ends with the row written: one hook further, or failed, or cancelled. */
export const driveHook = Effect.fnUntraced(
  function* (run: Run, subject: Subject, begun: ResourceRow, hook: HookName): Effect.fn.Return<void> {
    const deadline = hookDeadline(run, begun, hook)
    const until = deadline + Duration.toMillis(yield* DeadlineGrace)
    let row = begun
    let failures = 0
    while (true) {
      const cancelRequested = Deferred.isDoneUnsafe(run.cancelRequested)
      let open = true
      const keep = (state: Json) =>
        Effect.suspend(() => {
          if (!open) return Effect.fail(givenUp(row))
          const hookState = asJson(state)
          row = { ...row, hookState }
          return Effect.andThen(run.save(row), keepInBank(run, row, hook, hookState))
        })
      const context = hookContext(run, subject, row, cancelRequested, { keep, deadline })
      // What a turn answered is written even when this runner is just being closed.
      const restMs = yield* Effect.uninterruptibleMask((restore) =>
        Effect.gen(function* () {
          const step = yield* restore(Effect.result(turnSafely(subject.operation, hook, context, until)))
          open = false
          if (Result.isSuccess(step)) {
            failures = 0
            const next = yield* rowAfter(run, subject, row, hook, step.success, cancelRequested)
            if (next !== row) yield* run.save(next)
            row = next
            return step.success.step === "wait" ? step.success.afterMs : undefined
          }
          const error = locateIssues(step.failure, { ...run.request, resource: row.resource })
          const now = yield* Clock.currentTimeMillis
          if (isPassing(error) && now < deadline) {
            yield* Effect.logWarning(`${hook}: ${error.message} Trying again.`)
            row = { ...row, progress: { description: `Trying again, since: ${error.message}` } }
            yield* run.save(row)
            return Math.min(waitAfter(failures++, error), deadline - now)
          }
          const last = isPassing(error) ? outOfTime(row.resource.name, error) : error
          const end = now < deadline || deadline === run.deadline ? last : overTime(run, row, hook, last)
          yield* Effect.logError(`${hook}: ${end.message}`)
          yield* run.save(failedRow(row, end))
          return undefined
        }),
      )
      if (restMs === undefined) return
      const rest = Effect.sleep(restMs)
      yield* cancelRequested ? rest : Effect.raceFirst(rest, Deferred.await(run.cancelRequested))
    }
  },
  (effect, run, subject, row, hook) =>
    effect.pipe(
      Effect.annotateLogs({ resource: row.key, plugin: subject.plugin.id }),
      Effect.withSpan(`hook ${hook}`, {
        attributes: { operation: run.id, resource: row.key, plugin: subject.plugin.id },
      }),
    ),
)

/** The operation's deadline, or an earlier one of its own. **Units**: milliseconds since the epoch. */
const hookDeadline = ({ deadline, request }: Run, { hookBegan }: ResourceRow, hook: HookName) => {
  const timeout = request.timeouts?.[hook]
  return timeout === undefined || hookBegan === undefined ? deadline : Math.min(deadline, hookBegan + timeout)
}

/** The same end, told as that of the one hook which took too long, while the operation had time left. */
const overTime = ({ request }: Run, { resource }: ResourceRow, hook: HookName, error: ProtectionError) =>
  error.code !== "deadlineExceeded"
    ? error
    : new ProtectionError(
        {
          ...error.toJSON(),
          message: `${hook} of ${resource.name} took longer than the ${request.timeouts?.[hook]} ms it was given. ${error.message}`,
          issues: [{ path: `/timeouts/${hook}`, message: "This time has passed." }],
          recovery: "See what is left, then retry the operation, or start it anew with more time for this hook.",
        },
        { cause: error },
      )

/** A hook that was given up may still be running somewhere; nothing it keeps then may be written. */
const givenUp = ({ resource }: ResourceRow) =>
  new ProtectionError({
    code: "deadlineExceeded",
    outcome: "notStarted",
    message: `${resource.name} was given up at its deadline; nothing more is done for it.`,
  })
