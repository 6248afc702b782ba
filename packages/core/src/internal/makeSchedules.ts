/** The schedules of a host: each runs by itself, and what stands in operations and bank tells how it goes. */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { ProtectionError } from "../ProtectionError.ts"
import type { ScheduleStatus, SchedulesService } from "../ProtectionSchedule.ts"
import { checkSchedules, type Scheduled } from "./checkSchedules.ts"
import type { LiveProviders } from "./LiveProvider.ts"
import { lastRun } from "./lastRun.ts"
import { isoTime } from "./now.ts"
import { runSchedule, type Service } from "./runSchedule.ts"
import { scheduleNotes } from "./scheduleNotes.ts"

/** **Fails with** `invalidParameters`. The schedules run until the surrounding scope closes. */
export const makeSchedules = Effect.fnUntraced(function* (
  service: Service,
  providers: LiveProviders,
  given: readonly unknown[] = [],
) {
  const scheduled = yield* checkSchedules(given, providers)
  const providerOf = ({ schedule }: Scheduled) =>
    providers.find(({ id }) => id === schedule.plan.provider) ?? providers[0]
  const notesOf = (each: Scheduled) => scheduleNotes(providerOf(each), each.schedule.id)

  const statusOf = Effect.fnUntraced(function* (each: Scheduled) {
    const { schedule, timetable } = each
    const { paused } = yield* notesOf(each).state
    const skipped = yield* notesOf(each).skipped
    const last = yield* lastRun(service, schedule)
    const now = yield* Clock.currentTimeMillis
    const due = timetable.nextBegin(now)
    const status: ScheduleStatus = {
      schedule,
      paused,
      ...(paused ? {} : { next: { due: isoTime(due), at: isoTime(timetable.beginOf(due)) } }),
      ...(last === undefined ? {} : { last }),
      ...(skipped === undefined ? {} : { skipped }),
    }
    return status
  })

  const named = (id: string) => {
    const found = scheduled.find(({ schedule }) => schedule.id === id)
    if (found !== undefined) return Effect.succeed(found)
    return Effect.fail(new ProtectionError({ code: "notFound", message: `There is no schedule "${id}".` }))
  }
  const setPaused = (paused: boolean) =>
    Effect.fnUntraced(function* (id: string) {
      const each = yield* named(id)
      const notes = notesOf(each)
      if ((yield* notes.state).paused !== paused) yield* notes.setState(paused)
      return yield* statusOf(each)
    })

  yield* Effect.forEach(scheduled, (each) => Effect.forkScoped(runSchedule(service, providerOf(each), each)), {
    discard: true,
  })
  const schedules: SchedulesService = {
    list: () => Effect.forEach(scheduled, statusOf),
    get: (id) => Effect.flatMap(named(id), statusOf),
    pause: setPaused(true),
    resume: setPaused(false),
  }
  return schedules
})
