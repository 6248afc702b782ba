/** A time as a host writes it: ISO 8601, in UTC where it names no zone, so that every process reads the same. */
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { invalid } from "./invalid.ts"

/** **Units**: milliseconds since the epoch. **Fails with** `invalidParameters` at `path` for any other text. */
export const timeOf = (path: string, text: string) => {
  const time = iso8601.test(text) ? DateTime.make(text) : Option.none()
  if (Option.isSome(time)) return Effect.succeed(DateTime.toEpochMillis(time.value))
  return Effect.fail(invalid([{ path, message: `"${text}" is not an ISO 8601 time.` }]))
}

const iso8601 = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d(:?\d\d)?)?)?$/
