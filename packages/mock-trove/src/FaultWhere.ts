/** Which requests a fault is for: the conditions of a rule, and why a request that came close was not it. */
import { duration } from "./duration.ts"
import { seededFraction } from "./state/seeded.ts"

/** Which of the requests for an operation go wrong. Requests are counted from the making of the rule. */
export interface FaultWhere {
  /** Begin with the n-th matching request; 1, the next one, when left out. */
  readonly nth?: number
  /** How many go wrong; when left out 1, or `always` where `every`, `rate` or `until` says which. */
  readonly times?: number | "always"
  /** Of those only every n-th: 3 is the third, the sixth… from `nth` on. */
  readonly every?: number
  /** Of those only this share, from 0 to 1, drawn from the mock's seed. */
  readonly rate?: number
  /** Only in this project, by name or id. */
  readonly project?: string
  /** Only requests that name this thing, by id or name, in the path or in the body. */
  readonly resource?: string
  /** Only when so much time has passed since the rule was made. */
  readonly from?: string | number
  /** Only before so much time has passed since the rule was made. */
  readonly until?: string | number
}

/** A request as far as a rule looks at it. */
export interface FaultRequest {
  readonly operation: string
  /** Milliseconds since epoch. */
  readonly at: number
  /** Everything its project is called. */
  project(): readonly string[]
  /** Every id and name it holds. */
  resources(): readonly string[]
}

/** Counts what came along and says which request it hits. */
export interface Matcher {
  hits(request: FaultRequest): boolean
  /** Takes note of a hit that came to be. */
  use(): void
  readonly used: number
  readonly isUnused: boolean
  /** Why the closest requests were not it; empty when none came close. */
  nearMiss(): string
  /** The conditions in words, beginning with a space where there are any. */
  readonly text: string
  readonly times: number | "always"
}

/** Fails with a `RangeError` that names the condition. `stream` tells the rules of one mock apart. */
export const createMatcher = (
  operation: string,
  where: FaultWhere,
  context: { readonly madeAt: number; readonly seed: number; readonly stream: string },
): Matcher => {
  check(where)
  const { nth = 1, every = 1, rate = 1 } = where
  const isOpen = where.every !== undefined || where.rate !== undefined || where.until !== undefined
  const times = where.times ?? (isOpen ? "always" : 1)
  const from = context.madeAt + duration(where.from ?? 0)
  const until = where.until === undefined ? Number.POSITIVE_INFINITY : context.madeAt + duration(where.until)
  const others = new Map<string, number>()
  const missed = new Map<string, number>()
  let seen = 0
  let used = 0

  const misses = (request: FaultRequest): string[] => {
    const found: string[] = []
    if (where.project !== undefined && !request.project().includes(where.project)) {
      found.push(`in project ${request.project().at(-1) ?? "none"}`)
    }
    if (where.resource !== undefined && !request.resources().includes(where.resource)) {
      found.push(`of ${request.resources().join(", ") || "nothing that has a name"}`)
    }
    if (request.at < from) found.push("too early")
    if (request.at >= until) found.push("too late")
    return found
  }

  return {
    hits: (request) => {
      if (operation !== "*" && operation !== request.operation) {
        others.set(request.operation, (others.get(request.operation) ?? 0) + 1)
        return false
      }
      const why = misses(request)
      if (why.length > 0) {
        const [only = ""] = why
        if (why.length === 1) missed.set(only, (missed.get(only) ?? 0) + 1)
        return false
      }
      seen += 1
      const turn = seen - nth + 1
      if (turn < 1 || turn % every !== 0) return false
      if (times !== "always" && used >= times) return false
      return rate >= 1 || seededFraction(context.seed, context.stream, seen) < rate
    },
    use: () => {
      used += 1
    },
    get used() {
      return used
    },
    get isUnused() {
      return used < (times === "always" ? 1 : times)
    },
    nearMiss: () => {
      const close = [...missed].map(([why, count]) => `${count} came ${why}`)
      if (seen > used) close.push(`${seen} came in all`)
      if (close.length > 0) return close.join(", ")
      return others.size === 0 ? "" : `there were only ${[...others.keys()].join(", ")}`
    },
    text: [
      where.project !== undefined && ` in project ${where.project}`,
      where.resource !== undefined && ` of ${where.resource}`,
      where.nth !== undefined && ` from request ${where.nth} on`,
      where.every !== undefined && ` every ${where.every}`,
      where.rate !== undefined && ` at a rate of ${where.rate}`,
      where.from !== undefined && ` from ${where.from} on`,
      where.until !== undefined && ` until ${where.until}`,
    ]
      .filter((part) => part !== false)
      .join(""),
    times,
  }
}

const check = (where: FaultWhere): void => {
  checkCount("nth", where.nth)
  checkCount("every", where.every)
  if (where.times !== "always") checkCount("times", where.times)
  const { rate } = where
  if (rate !== undefined && !(typeof rate === "number" && rate > 0 && rate <= 1)) {
    throw new RangeError(`rate of a fault is a share above 0 and up to 1, not ${rate}`)
  }
  for (const name of ["project", "resource"] as const) {
    const text = where[name]
    if (text !== undefined && (typeof text !== "string" || text === "")) {
      throw new RangeError(`${name} of a fault is a name or an id, not ${JSON.stringify(text)}`)
    }
  }
}

const checkCount = (name: string, count: number | undefined): void => {
  if (count === undefined || (Number.isInteger(count) && count > 0)) return
  throw new RangeError(`${name} of a fault is a whole number from 1, not ${count}`)
}
