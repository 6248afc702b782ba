/** Faults put in the way of requests: of which operation, which time, and what goes wrong. */
import { duration } from "./duration.ts"
import type { operations as DescribedOperations } from "./generated/wire.ts"

/** The operationIds of the API description, and what the mock does besides; checked when a rule is made. */
export type Operation = keyof DescribedOperations | "*" | (string & {})

/** Which of the requests for an operation go wrong. */
export interface FaultWhere {
  /** Begin with the n-th matching request after this rule was made; 1, the next one, when left out. */
  readonly nth?: number
  /** How many in a row; 1 when left out. */
  readonly times?: number | "always"
  /** Only in this project, by name or id. */
  readonly project?: string
}

export interface FaultActions {
  /** The request is done, then the connection dies. */
  loseAnswer(): void
  /** The connection dies at once; the request is done so much later. */
  lateCommit(after: string | number): void
  /** The connection dies and nothing is done. */
  drop(): void
  /** Nothing is done; the service answers with its own kind of error. */
  refuse(status: number, message?: string): void
  /** Nothing is done; a 413 with `Retry-After`, as Trove's rate limiter sends. */
  rateLimit(retryAfterSeconds: number): void
  /** The request is done; its answer comes so much later, by the mock's clock. */
  delay(time: string | number): void
  /** The request is done; its answer is cut off in the middle. */
  malformed(): void
  /** Nothing is done; a proxy's HTML page comes instead of an answer. */
  html(status: number): void
}

export interface Faults {
  /** A rule for an operation, by its operationId, or for all (`"*"`). Of several that fit, the one made first is taken. */
  on(operation: Operation, where?: FaultWhere): FaultActions
  /** The rules that were not used up, in words. The mock refuses to be disposed while there are any. */
  unused(): readonly string[]
  /** Forgets every rule. */
  clear(): void
}

export type Fault =
  | { readonly kind: "loseAnswer" | "drop" | "malformed" }
  | { readonly kind: "lateCommit" | "delay"; readonly ms: number }
  | { readonly kind: "refuse"; readonly status: number; readonly message: string | undefined }
  | { readonly kind: "html"; readonly status: number }
  | { readonly kind: "rateLimit"; readonly seconds: number }

export interface OwnedFaults extends Faults {
  /** The fault for this request, which uses it up. `project` is everything its project is called. */
  take(operation: string, project: readonly string[]): Fault | undefined
}

interface Rule {
  readonly operation: string
  readonly where: FaultWhere
  readonly fault: Fault
  seen: number
  used: number
}

export const createFaults = (operations: ReadonlySet<string>): OwnedFaults => {
  let rules: Rule[] = []

  const fits = (rule: Rule, operation: string, project: readonly string[]): boolean =>
    (rule.operation === "*" || rule.operation === operation) &&
    (rule.where.project === undefined || project.includes(rule.where.project))
  const isDue = ({ where, seen, used }: Rule): boolean => seen >= (where.nth ?? 1) && used < limitOf(where)

  return {
    on: (operation, where = {}) => {
      checkOperation(operations, operation)
      checkCount("nth", where.nth)
      if (where.times !== "always") checkCount("times", where.times)
      const add = (fault: Fault): void => {
        rules.push({ operation, where, fault, seen: 0, used: 0 })
      }
      return {
        loseAnswer: () => add({ kind: "loseAnswer" }),
        lateCommit: (after) => add({ kind: "lateCommit", ms: duration(after) }),
        drop: () => add({ kind: "drop" }),
        refuse: (status, message) => add({ kind: "refuse", status: checkStatus(status), message }),
        rateLimit: (seconds) => add({ kind: "rateLimit", seconds }),
        delay: (time) => add({ kind: "delay", ms: duration(time) }),
        malformed: () => add({ kind: "malformed" }),
        html: (status) => add({ kind: "html", status: checkStatus(status) }),
      }
    },
    unused: () => rules.filter((rule) => rule.used < minimumOf(rule.where)).map(describe),
    clear: () => {
      rules = []
    },
    take: (operation, project) => {
      const fitting = rules.filter((rule) => fits(rule, operation, project))
      for (const rule of fitting) rule.seen += 1
      const rule = fitting.find(isDue)
      if (rule === undefined) return undefined
      rule.used += 1
      return rule.fault
    },
  }
}

const limitOf = ({ times = 1 }: FaultWhere): number => (times === "always" ? Number.POSITIVE_INFINITY : times)

const minimumOf = ({ times = 1 }: FaultWhere): number => (times === "always" ? 1 : times)

const describe = ({ operation, where, fault, used }: Rule): string => {
  const only = where.project === undefined ? "" : ` in project ${where.project}`
  const from = where.nth === undefined ? "" : ` from request ${where.nth} on`
  return `${operation}: ${fault.kind}${only}${from}, used ${used} of ${where.times ?? 1}`
}

const checkOperation = (operations: ReadonlySet<string>, operation: string): void => {
  if (operation === "*" || operations.has(operation)) return
  const known = [...operations].sort().join(", ")
  throw new RangeError(`There is no operation "${operation}" to put a fault in the way of. There are: *, ${known}`)
}

const checkCount = (name: string, count: number | undefined): void => {
  if (count === undefined || (Number.isInteger(count) && count > 0)) return
  throw new RangeError(`${name} of a fault is a whole number from 1, not ${count}`)
}

const checkStatus = (status: number): number => {
  if (Number.isInteger(status) && status >= 400 && status <= 599) return status
  throw new RangeError(`A refusal has a status from 400 to 599, not ${status}`)
}
