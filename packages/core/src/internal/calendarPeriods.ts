/** The hour, day, week, month and year a moment lies in, as people of a time zone count them. Pure. */
import * as DateTime from "effect/DateTime"

export const periods = ["hourly", "daily", "weekly", "monthly", "yearly"] as const
export type Period = (typeof periods)[number]

/**
 * A name for each period: equal for two moments of one period. An hour that the end of summer time repeats is two hours;
 * weeks begin on Monday. **Units**: `millis` since the epoch.
 */
export const periodsOf = (millis: number, zone: DateTime.TimeZone): { readonly [P in Period]: string } => {
  const zoned = DateTime.setZone(DateTime.makeUnsafe(millis), zone)
  const { year, month, day, hour } = DateTime.toParts(zoned)
  const date = DateTime.toEpochMillis(DateTime.makeUnsafe({ year, month, day }))
  return {
    hourly: `${year}-${month}-${day} ${hour} ${DateTime.zonedOffset(zoned)}`,
    daily: `${year}-${month}-${day}`,
    // The first day of the epoch was a Thursday.
    weekly: String(Math.floor((date / 86_400_000 + 3) / 7)),
    monthly: `${year}-${month}`,
    yearly: String(year),
  }
}
