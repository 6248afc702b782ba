/** Reads a length of time: a number of milliseconds, or words such as `90s`, `3m`, `1h30m`, `300ms`. */

const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** Milliseconds. Fails with a `RangeError` that repeats the text. */
export const duration = (time: string | number): number => {
  if (typeof time === "number") return checked(time, time)
  const parts = [...time.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)]
  const read = parts.map(([part]) => part).join("")
  if (parts.length === 0 || read !== time.replaceAll(" ", "")) throw unreadable(time)
  return checked(
    parts.reduce((sum, [, count, unit]) => sum + Number(count) * (units[unit ?? ""] ?? Number.NaN), 0),
    time,
  )
}

const checked = (ms: number, time: string | number): number => {
  if (!Number.isFinite(ms) || ms < 0) throw unreadable(time)
  return ms
}

const unreadable = (time: string | number): RangeError =>
  new RangeError(`"${time}" is not a length of time: write milliseconds as a number, or for instance "90s" or "1h30m"`)
