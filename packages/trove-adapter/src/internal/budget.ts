/**
 * So many requests of a verb as the rate limiter allows, counted before they are sent: a read waits for its turn, a write
 * that would be too much is not sent. What is allowed is asked of the service when there are many, and not before.
 */
import type * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { Limit } from "../generated/trove.ts"
import type { TroveError } from "../TroveError.ts"

/** Of one connection. Units: milliseconds. */
export interface Budget {
  /**
   * How long to wait before a request of this verb may be sent. It is counted: who waits sends it then. Who comes back
   * to ask again has a place kept.
   */
  readonly take: (verb: string, how: "waits" | "comesBack") => Effect.Effect<number>
  /** The service refused one all the same: others ask there too. */
  readonly refused: (verb: string, retryAfterMs: number) => Effect.Effect<void>
}

/** The rule of one verb, and what was taken of it. */
interface Rule {
  /** The time between two requests at the highest steady rate, and how much of it may be drawn at once. */
  readonly interval: number
  readonly burst: number
  /** When the bucket is empty again. */
  empty: number
  /** When those who were told to come back may, the soonest first. */
  readonly promised: number[]
}

/** `limits` is asked beside the budget, once so many requests of a verb were sent within a minute. */
export const makeBudget = (limits: Effect.Effect<readonly Limit[], TroveError>): Budget => {
  const rules = new Map<string, Rule>()
  const sent = new Map<string, number[]>()
  const blocked = new Map<string, number>()
  let learned = Number.NEGATIVE_INFINITY
  let latest = Number.NEGATIVE_INFINITY
  let learning: Effect.Effect<void> | undefined

  // A clock that is set back takes with it what lies ahead: nobody waits for a time that was never right.
  const timeBy = (clock: Clock.Clock) => {
    const now = clock.currentTimeMillisUnsafe()
    const back = latest - now
    latest = now
    if (back <= 0) return now
    learned -= back
    for (const rule of rules.values()) {
      rule.empty -= back
      for (const index of rule.promised.keys()) rule.promised[index] = (rule.promised[index] ?? 0) - back
    }
    for (const [verb, until] of blocked) blocked.set(verb, until - back)
    return now
  }
  const time = Effect.clockWith((clock) => Effect.succeed(timeBy(clock)))

  const learn = Effect.gen(function* () {
    learning ??= yield* Effect.cached(
      limits.pipe(
        Effect.flatMap((found) => Effect.map(time, (then) => note(found, then))),
        // Who may not ask for the limits goes without a budget, and waits when it is refused.
        Effect.ignore,
        Effect.andThen(time),
        Effect.flatMap((then) =>
          Effect.sync(() => {
            learned = then
            learning = undefined
          }),
        ),
      ),
    )
    yield* learning
  })

  const note = (found: readonly Limit[], now: number) => {
    for (const { verb, uri, value, unit, remaining = value } of found) {
      const length = units[unit ?? ""]
      if (uri !== "*" || value === undefined || value <= 0 || remaining === undefined || length === undefined) continue
      const interval = length / (value * share)
      const before = rules.get(verb)
      // What is on its way from here the service has not counted yet.
      const taken = Math.max(value - remaining, sent.get(verb)?.length ?? 0)
      const empty = before?.empty ?? now + taken * interval
      rules.set(verb, { interval, burst: length - 2 * interval, empty, promised: before?.promised ?? [] })
    }
  }

  /** Whether there were many of a verb within the last minute, this one left out. */
  const count = (verb: string, now: number): boolean => {
    const recent = sent.get(verb) ?? []
    sent.set(verb, recent)
    for (let first = recent[0]; first !== undefined && Math.abs(now - first) >= minute; first = recent[0])
      recent.shift()
    const areMany = recent.length >= few
    if (areMany) recent.shift()
    recent.push(now)
    return areMany
  }

  const draw = (verb: string, how: "waits" | "comesBack", now: number): number => {
    const pause = (blocked.get(verb) ?? 0) - now
    const rule = rules.get(verb)
    if (rule === undefined) return Math.max(0, pause)
    const [first = Number.POSITIVE_INFINITY] = rule.promised
    if (how === "comesBack" && first <= now && pause <= 0) {
      rule.promised.shift()
      return 0
    }
    const start = Math.max(rule.empty, now)
    rule.empty = start + rule.interval
    const wait = Math.max(Math.ceil(start - rule.burst - now), pause)
    if (wait <= 0) return 0
    if (how === "comesBack") rule.promised.push(now + wait)
    return wait
  }

  return {
    take: (verb, how) =>
      Effect.clockWith((clock) => {
        const now = timeBy(clock)
        const asksFirst = count(verb, now) && now - learned >= minute * 10
        return asksFirst
          ? Effect.flatMap(learn, () => Effect.map(time, (then) => draw(verb, how, then)))
          : Effect.succeed(draw(verb, how, now))
      }),
    // No longer than a minute: whoever is refused then hears the rest from the service, and nobody sleeps through a year.
    refused: (verb, retryAfterMs) =>
      Effect.map(time, (now) => {
        blocked.set(verb, Math.max(blocked.get(verb) ?? 0, now + Math.min(retryAfterMs, minute)))
      }),
  }
}

const minute = 60_000

/** So many requests of a verb a minute are sent without asking what is allowed. */
const few = 40

/** Of the allowed rate, so that what others ask in the same project fits in. */
const share = 0.9

const units: { readonly [unit: string]: number } = {
  SECOND: 1000,
  MINUTE: minute,
  HOUR: 60 * minute,
  DAY: 1440 * minute,
}
