/** When a schedule is due. Pure: the same in every process. **Units**: milliseconds since the epoch. */
import * as Cron from "effect/Cron"
import * as Result from "effect/Result"
import type { ProtectionSchedule } from "../ProtectionSchedule.ts"
import { sha256 } from "./digest.ts"
import { lengthOf } from "./lengthText.ts"
import { isoTime } from "./now.ts"

export interface Timetable {
  /** The first due time after a moment. */
  readonly next: (after: number) => number
  /** The shortest time from one due time to the next. */
  readonly closest: number
  /** Of the due times after one moment that have begun at another one, the last and the first. */
  readonly lastOf: (after: number, until: number) => { readonly due: number; readonly first: number } | undefined
  /** The first due time that begins after a moment. */
  readonly nextBegin: (after: number) => number
  /** When what is due then begins. */
  readonly beginOf: (due: number) => number
}

/** Or why there is none, in a sentence. */
export const timetableOf = ({
  cron: expression,
  id,
  jitter,
  timeZone = "UTC",
}: Pick<ProtectionSchedule, "id" | "cron" | "timeZone" | "jitter">): Result.Result<Timetable, string> => {
  // What runs every hour is due in both of two hours of one name; anything else once.
  const onDstOverlap = expression.trim().split(/\s+/).at(-4)?.startsWith("*") === true ? "both" : "earlier"
  const parsed = Cron.parse(expression, timeZone, { onDstOverlap })
  if (Result.isFailure(parsed)) return Result.fail(`"${expression}" is no cron expression: ${parsed.failure.message}.`)
  const cron = parsed.success
  const first = Result.try(() => Cron.next(cron, 0))
  if (Result.isFailure(first)) return Result.fail(`"${expression}" is never due.`)

  const next = (after: number) => Cron.next(cron, after).getTime()
  const spread = jitter === undefined ? 0 : lengthOf(jitter)
  const beginOf = (due: number) => due + Math.floor(spread * shareOf(`${id}@${isoTime(due)}`))
  return Result.succeed({
    next,
    closest: closestOf(next),
    beginOf,
    nextBegin: (after) => {
      let due = next(after - spread - 1)
      while (beginOf(due) <= after) due = next(due)
      return due
    },
    lastOf: (after, until) => {
      let near = Cron.prev(cron, until + 1).getTime()
      while (near > after && beginOf(near) > until) near = Cron.prev(cron, near).getTime()
      let last: number | undefined
      // Where a clock goes on, `prev` may name a moment that `next` does not: only `next` decides what is due.
      for (let due = next(Math.max(after, near - gap)); due <= until; due = next(due)) {
        if (beginOf(due) <= until) last = due
      }
      return last === undefined ? undefined : { due: last, first: next(after) }
    },
  })
}

/** Of so many in a row; two years of what is due on some days of the month. */
const closestOf = (next: Timetable["next"]): number => {
  let [closest, due] = [Number.POSITIVE_INFINITY, next(0)]
  for (let seen = 0; seen < 50; seen += 1) {
    const following = next(due)
    closest = Math.min(closest, following - due)
    due = following
  }
  return closest
}

/** Longer than any clock goes on at once. **Units**: milliseconds. */
const gap = 3 * 3_600_000

/** From 0 to just below 1, decided by a text. */
const shareOf = (text: string) => Number.parseInt(sha256(text).slice(0, 8), 16) / 2 ** 32
