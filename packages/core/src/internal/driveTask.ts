/** What becomes of one task of the flow: its hook is driven, or there is a reason why not, and the row says so. */
import * as Clock from "effect/Clock"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { hooks } from "../Operation.ts"
import { skippedBy, type Task } from "../OperationFlow.ts"
import { hasEnded } from "../OperationRecord.ts"
import { ProtectionError } from "../ProtectionError.ts"
import { driveHook } from "./driveHook.ts"
import { scopeKey } from "./Limits.ts"
import type { Ahead, ResourceRow } from "./OperationStore.ts"
import { sleepUntil } from "./patience.ts"
import { failedRow, type Run } from "./Run.ts"
import { rowAfterHook } from "./rowAfter.ts"
import { makeSubject, type Subject } from "./Subject.ts"

/** Gives what each resource is asked with, found out once. */
export type SubjectOf = (row: ResourceRow) => Effect.Effect<Result.Result<Subject, ProtectionError>>

export const driveTask = Effect.fnUntraced(function* (
  run: Run,
  subjectOf: SubjectOf,
  task: Task,
): Effect.fn.Return<void> {
  const row = run.rows.get(task.key)
  const index = hooks.indexOf(task.hook)
  if (row === undefined || hasEnded(row.state) || row.hook > index) return
  if (!row.served) return yield* passGroup(run, row, index)
  if (!row.begun && Deferred.isDoneUnsafe(run.cancelRequested)) return yield* run.save(cancelledRow(row))
  const subject = yield* subjectOf(row)
  if (Result.isFailure(subject)) yield* run.save(failedRow(row, subject.failure))
  else if (subject.success.operation[task.hook] === undefined) yield* passHook(run, subject.success, row, task)
  else yield* inPlace(run, row, driveNow(run, subject.success, task))
  yield* run.seats.giveBack(row.key)
  if (index <= lastPrepare && run.rows.get(row.key)?.state === "failed") yield* skipBelow(run, row)
})

const lastPrepare = hooks.indexOf("onPrepareFinish")

/** A resource without a plugin only groups: it has nothing to do, and ends after what it groups, cancelled if any of it is. */
const passGroup = (run: Run, row: ResourceRow, index: number) => {
  const next = { ...row, hook: index + 1 }
  if (next.hook < hooks.length) return Effect.sync(() => run.rows.set(row.key, next))
  const isCut = row.children.some((key) => run.rows.get(key)?.state === "cancelled")
  const state = isCut ? "cancelled" : "succeeded"
  return run.save({ ...next, state, cancellable: "never" })
}

/** A hook the plugin does not have is done; nobody needs to be told before the last one. */
const passHook = Effect.fnUntraced(function* (run: Run, subject: Subject, row: ResourceRow, { hook }: Task) {
  const next = yield* rowAfterHook(run, subject, row, hook, {})
  if (hasEnded(next.state)) yield* run.save(next)
  else run.rows.set(row.key, next)
})

/** The row may have changed while it waited for its place. */
const driveNow = (run: Run, subject: Subject, { key, hook }: Task) =>
  Effect.flatMap(Clock.currentTimeMillis, (now) => {
    const row = run.rows.get(key)
    if (row === undefined || hasEnded(row.state)) return Effect.void
    if (!row.begun && Deferred.isDoneUnsafe(run.cancelRequested)) return run.save(cancelledRow(row))
    const kept = row.hookState === undefined ? run.kept.get(key) : undefined
    const begun: ResourceRow = {
      ...row,
      ...(kept?.hook === hook ? { hookState: kept.state } : {}),
      begun: true,
      state: row.state === "queued" ? "running" : row.state,
      ...(run.request.timeouts?.[hook] === undefined ? {} : { hookBegan: row.hookBegan ?? now }),
    }
    run.active.add(key)
    const isNew = !row.begun || row.state === "queued"
    return Effect.andThen(isNew ? run.save(begun) : Effect.void, driveHook(run, subject, begun, hook)).pipe(
      Effect.ensuring(Effect.sync(() => run.active.delete(key))),
    )
  })

const cancelledRow = (row: ResourceRow): ResourceRow => ({ ...row, state: "cancelled", cancellable: "never" })

/** Waits for a place, but not beyond the deadline; a cancel is worth a place at once. */
const inPlace = (run: Run, row: ResourceRow, body: Effect.Effect<void>) =>
  Effect.scoped(
    Effect.gen(function* () {
      const { request } = run
      const applicant = { operation: run.id, provider: request.provider, scope: scopeKey(row.resource.scope) }
      const place = yield* run.places.take(applicant, run.seats.agree(row))
      if (place !== "taken") {
        const cancelled = Deferred.await(run.cancelRequested)
        yield* Effect.raceAllFirst([place, cancelled, sleepUntil(run.deadline)])
      }
      const isLate = (yield* Clock.currentTimeMillis) >= run.deadline
      const ahead = isLate && row.state === "queued" ? run.line.aheadOf(row.key) : undefined
      // What is under way has a last look; but not while another operation is at work there.
      if (!isLate || (row.begun && ahead === undefined)) yield* body
      else yield* run.save(failedRow(row, neverBegun(row, ahead)))
      yield* run.seats.giveBack(row.key)
    }),
  )

const neverBegun = ({ begun, resource }: ResourceRow, ahead: Ahead | undefined) => {
  const why = ahead === undefined ? "" : `: ${ahead.verb} ${ahead.id}, which goes first on it, had not ended`
  return new ProtectionError({
    code: "deadlineExceeded",
    outcome: begun ? "unknown" : "notStarted",
    message: `${resource.name} was not begun ${begun ? "again " : ""}by the deadline${why}.`,
  })
}

/** What hangs below a resource that could not be prepared is not begun; what is already under way goes on. */
const skipBelow = (run: Run, parent: ResourceRow) => {
  const rows = skippedBy(run.graph, parent.key).flatMap((key) => {
    const row = run.rows.get(key)
    if (row === undefined || hasEnded(row.state) || run.active.has(key) || row.hook > main) return []
    if (row.hook === main && row.hookState !== undefined) return []
    return row.served ? [failedRow(row, skipped(row, parent, run.rows.get(parent.key)?.error?.message))] : []
  })
  const leave = Effect.sync(() => run.line.leave(rows.map(({ key }) => key)))
  return Effect.andThen(run.write({ rows }), leave)
}

const main = hooks.indexOf("onMain")

const skipped = ({ resource }: ResourceRow, parent: ResourceRow, why: string | undefined) =>
  new ProtectionError({
    code: "notReady",
    message: `${resource.name} was skipped, since ${parent.resource.name} could not be prepared: ${why ?? ""}`,
    recovery: "Mend what failed there, then retry the operation.",
  })

/** What each resource is asked with, by key, found out at its first hook. */
export const subjectsOf = (run: Run): SubjectOf => {
  const known = new Map<string, Result.Result<Subject, ProtectionError>>()
  const { verb, parameters } = run.request
  return Effect.fnUntraced(function* ({ key, resource }) {
    const found = known.get(key)
    if (found !== undefined) return found
    const protectedAs = run.entries.get(key)
    const subject = yield* Effect.result(
      makeSubject({ provider: run.provider, verb, resource, parameters, protectedAs }),
    )
    known.set(key, subject)
    return subject
  })
}
