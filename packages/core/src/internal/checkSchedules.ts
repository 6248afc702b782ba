/** The schedules a host gives, made sure of before anything runs. Every fault has its path. */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { keyPart } from "../Bank.ts"
import type { Plan } from "../Plan.ts"
import type { Issue } from "../ProtectionError.ts"
import { ProtectionSchedule } from "../ProtectionSchedule.ts"
import { isTimeZone, policyIssues } from "./checkRetention.ts"
import { decodeWithIssues, unknownMembers } from "./decodeWithIssues.ts"
import { invalid } from "./invalid.ts"
import type { LiveProviders } from "./LiveProvider.ts"
import { lengthOf } from "./lengthText.ts"
import { type Timetable, timetableOf } from "./Timetable.ts"
import { withoutUndefined } from "./withoutUndefined.ts"

export interface Scheduled {
  readonly schedule: ProtectionSchedule
  readonly timetable: Timetable
}

/** **Fails with** `invalidParameters`, one issue for each fault. */
export const checkSchedules = Effect.fnUntraced(function* (given: readonly unknown[], providers: LiveProviders) {
  const checked = given.map((each) => checkSchedule(withoutUndefined(each), providers))
  const issues = checked.flatMap((result, index) =>
    Result.isFailure(result)
      ? result.failure.map(({ path, message }) => ({ path: `/schedules/${index}${path}`, message }))
      : [],
  )
  const scheduled = checked.flatMap((result) => (Result.isSuccess(result) ? [result.success] : []))
  const ids = scheduled.map(({ schedule }) => schedule.id)
  const twice = ids.findIndex((id, index) => ids.indexOf(id) !== index)
  if (twice >= 0) issues.push({ path: `/schedules/${twice}/id`, message: `Two schedules have the id "${ids[twice]}".` })
  return issues.length > 0 ? yield* invalid(issues) : scheduled
})

const checkSchedule = (input: unknown, providers: LiveProviders): Result.Result<Scheduled, readonly Issue[]> => {
  const unknown = unknownMembers(ProtectionSchedule.fields, input, "A schedule has no such member.")
  const decoded = decodeWithIssues(ProtectionSchedule, input)
  if (Result.isFailure(decoded)) return Result.fail([...decoded.failure, ...unknown])
  const schedule = decoded.success
  const timeZone = schedule.timeZone ?? "UTC"
  const known = isTimeZone(timeZone)
  const timetable = timetableOf(known ? schedule : { id: schedule.id, cron: schedule.cron })
  const issues: Issue[] = [
    ...unknown,
    ...planIssues(schedule.plan, providers),
    ...(known ? [] : [{ path: "/timeZone", message: `"${timeZone}" is no time zone; Europe/Berlin is one.` }]),
    ...(schedule.retention === undefined ? [] : policyIssues(schedule.retention, input, "retention")),
    ...(keyPart(schedule.id).length <= longestId
      ? []
      : [
          {
            path: "/id",
            message: `It may have ${longestId} characters; any but A-Z, a-z, 0-9 and "-_." count threefold.`,
          },
        ]),
  ]
  if (Result.isFailure(timetable)) return Result.fail([...issues, { path: "/cron", message: timetable.failure }])
  const { closest } = timetable.success
  // A run would begin after the one that is due next.
  if (schedule.jitter !== undefined && lengthOf(schedule.jitter) > closest) {
    issues.push({
      path: "/jitter",
      message: `It may be at most ${Duration.format(Duration.millis(closest))}, the time between two runs.`,
    })
  }
  return issues.length > 0 ? Result.fail(issues) : Result.succeed({ schedule, timetable: timetable.success })
}

const planIssues = (plan: Plan, providers: LiveProviders): readonly Issue[] => [
  ...(providers.some(({ id }) => id === plan.provider)
    ? []
    : [{ path: "/plan/provider", message: `There is no provider "${plan.provider}".` }]),
  ...(plan.resources.length > 0 ? [] : [{ path: "/plan/resources", message: "A plan needs at least one resource." }]),
]

/** With the time it is due it must still be an operation's id. */
const longestId = 150
