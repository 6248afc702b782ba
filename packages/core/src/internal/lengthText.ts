/** A length of time as hosts write it in plain JSON: `"90 minutes"`, `"12 hours"`, `"30 days"`, `"4 weeks"`. */
import * as Schema from "effect/Schema"

const units: { readonly [unit: string]: number } = {
  second: 1_000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
}

/** Months and years have no fixed length, and none is taken for one. */
export const LengthText = Schema.String.check(
  Schema.isPattern(/^[1-9]\d{0,5} (second|minute|hour|day|week)s?$/u, {
    message: 'Expected a length such as "90 minutes", "12 hours", "30 days" or "4 weeks"',
  }),
)

/** **Units**: milliseconds. */
export const lengthOf = (text: string): number => {
  const [count = "", unit = ""] = text.split(" ")
  return Number(count) * (units[unit.replace(/s$/, "")] ?? 0)
}
