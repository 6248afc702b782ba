/** The time of Effect's clock in the form records keep. */
import * as Clock from "effect/Clock"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"

/** An ISO 8601 time from milliseconds since the epoch. */
export const isoTime = (millis: number): string => DateTime.formatIso(DateTime.makeUnsafe(millis))

/** Now, as an ISO 8601 time. */
export const isoNow: Effect.Effect<string> = Effect.map(Clock.currentTimeMillis, isoTime)
