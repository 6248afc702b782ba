/**
 * One schedule, in one of the processes that have it: waits until a run is due, and begins it or joins who began it. What
 * must not be doubled is decided by the id of the operation alone; everything here may happen in several processes.
 */
import * as Clock from "effect/Clock"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import { protectPlan } from "../Plan.ts"
import type { ProtectionService } from "../Protection.ts"
import type { ProtectionError } from "../ProtectionError.ts"
import type { ProtectionSchedule, SkippedRun } from "../ProtectionSchedule.ts"
import type { Scheduled } from "./checkSchedules.ts"
import type { LiveProvider } from "./LiveProvider.ts"
import { lastRun } from "./lastRun.ts"
import { lengthOf } from "./lengthText.ts"
import { measureSkippedRun } from "./measure.ts"
import { isoTime } from "./now.ts"
import { persist, sleepUntil } from "./patience.ts"
import { scheduleNotes } from "./scheduleNotes.ts"
import type { Timetable } from "./Timetable.ts"
import { unfinishedOperations } from "./unfinishedOperations.ts"

type Due = NonNullable<ReturnType<Timetable["lastOf"]>>

export type Service = Pick<ProtectionService, "start" | "list" | "wait" | "checkpoints" | "retention">

/** Runs until it is interrupted; a fault that will not pass is said, and the next run is tried all the same. */
export const runSchedule = (service: Service, provider: LiveProvider, { schedule, timetable }: Scheduled) => {
  const { id, plan } = schedule
  const notes = scheduleNotes(provider, id)
  const patiently = <A>(effect: Effect.Effect<A, ProtectionError>) =>
    Effect.orDie(persist(`The schedule ${id}`, effect, Number.POSITIVE_INFINITY))

  const skip = Effect.fnUntraced(function* (due: number, reason: SkippedRun["reason"], sentence: string) {
    yield* Effect.logWarning(`The run due at ${isoTime(due)} is left out: ${sentence}`)
    yield* measureSkippedRun({ schedule: id, reason })
    const at = isoTime(yield* Clock.currentTimeMillis)
    yield* notes
      .setSkipped({ due: isoTime(due), at, reason, sentence })
      .pipe(Effect.catch(({ message }) => Effect.logError(`That can not be noted in the bank: ${message}`)))
  })

  /** Answers the operation, or undefined when the run is left out. */
  const begin = Effect.fnUntraced(function* (due: number): Effect.fn.Return<string | undefined, ProtectionError> {
    // It may have been paused since it was due, while it could not be begun.
    const { paused, since } = yield* notes.state
    if (paused || millis(since) >= due) return undefined
    const request = requestOf(schedule, due, yield* Clock.currentTimeMillis)
    const others = yield* protectsUnderWay(service, schedule, request.id)
    if (others.length > 0) {
      yield* skip(due, "overlap", `${others.join(", ")} of the plan ${plan.id} has not ended.`)
      return undefined
    }
    return yield* service.start(request).pipe(
      Effect.as(request.id),
      // Another version of this host began it, with another plan.
      Effect.catchIf(
        ({ code }) => code === "idReused",
        () => Effect.succeed(request.id),
      ),
    )
  })

  const whenDue = Effect.fnUntraced(function* ({ due, first }: Due, now: number) {
    if (now > timetable.beginOf(due) + onTime && schedule.missed === "skip") {
      return yield* skip(due, "missed", `no host ran at ${isoTime(first)} and after that.`)
    }
    if (first < due) yield* Effect.logWarning(`No host ran at ${isoTime(first)}; only the last run is made up for.`)
    const operation = yield* persist(`The run due at ${isoTime(due)}`, begin(due), timetable.next(due)).pipe(
      Effect.catch(({ message }) => Effect.as(skip(due, "failed", message), undefined)),
    )
    if (operation !== undefined) yield* Effect.forkScoped(afterwards(service, schedule, operation))
  })

  return Effect.gen(function* () {
    const last = yield* patiently(lastRun(service, schedule))
    if (last !== undefined) yield* Effect.forkScoped(afterwards(service, schedule, last.operation))
    const skipped = yield* patiently(notes.skipped)
    const known = [last?.due, skipped?.due, (yield* patiently(notes.state)).since]
    let after = Math.max(...known.map((time) => (time === undefined ? 0 : millis(time))))
    while (true) {
      yield* sleepUntil(timetable.beginOf(timetable.next(after)), stretch)
      const { paused, since } = yield* patiently(notes.state)
      const now = yield* Clock.currentTimeMillis
      after = Math.max(after, millis(since))
      const run = timetable.lastOf(after, now)
      // Resumed meanwhile. A moment's pause, so that no clock of the world keeps a machine busy here.
      if (run === undefined) {
        yield* Effect.sleep(1000)
        continue
      }
      if (!paused) yield* whenDue(run, now)
      after = run.due
    }
  }).pipe(
    Effect.scoped,
    Effect.catchDefect((defect) => Effect.logError("The schedule broke; it begins anew in a minute.", defect)),
    Effect.andThen(Effect.sleep(60_000)),
    Effect.forever,
    Effect.annotateLogs({ schedule: id, plan: plan.id }),
  )
}

/** A machine that was suspended sees so late at most that a run was due. **Units**: milliseconds. */
const stretch = 600_000

/** So late is not missed. **Units**: milliseconds. */
const onTime = 60_000

/** The id of the operation of a run: the same in every process. */
const requestOf = (schedule: ProtectionSchedule, due: number, now: number) => {
  const { deadline = "1 day", id, plan } = schedule
  const run = { id: `${id}@${isoTime(due)}`, deadline: isoTime(now + lengthOf(deadline)) }
  return { ...protectPlan(plan, run), labels: { ...plan.labels, schedule: id, due: isoTime(due) } }
}

const protectsUnderWay = (service: Service, { plan }: ProtectionSchedule, but: string) =>
  Effect.map(unfinishedOperations(service), (found) =>
    found.flatMap(({ id, request }) =>
      request.verb === "protect" && request.plan === plan.id && id !== but ? [id] : [],
    ),
  )

/** After a success, what its retention lets go: planned as of the end of the run, so that every process plans the same. */
const afterwards = (service: Service, { plan, retention }: ProtectionSchedule, operation: string) =>
  Effect.gen(function* () {
    if (retention === undefined) return
    const record = yield* service.wait(operation)
    const decided = yield* service.retention.plan({
      plan: plan.id,
      provider: plan.provider,
      policy: retention,
      at: record.updated,
    })
    const { forgotten, skipped, started } = yield* service.retention.apply(decided)
    if (forgotten.length > 0) yield* Effect.logInfo(`Retention forgets ${forgotten.join(", ")}.`)
    if (started.length > 0)
      yield* Effect.logInfo(`Retention deletes ${started.map(({ checkpoint }) => checkpoint).join(", ")}.`)
    for (const { checkpoint, error } of skipped) {
      yield* Effect.logWarning(`Retention can not delete ${checkpoint}: ${error.message}`)
    }
  }).pipe(
    Effect.catch((error) =>
      error.code === "notFound"
        ? Effect.void
        : Effect.logWarning(`Nothing is deleted after ${operation}: ${error.message}`),
    ),
  )

const millis = (time: string) => DateTime.toEpochMillis(DateTime.makeUnsafe(time))
