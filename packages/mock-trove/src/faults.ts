/** Faults put in the way of requests: rules, each for some requests of an operation, and what goes wrong with those. */
import { type Fault, type FaultActions, faultActions } from "./Fault.ts"
import { createMatcher, type FaultRequest, type FaultWhere, type Matcher } from "./FaultWhere.ts"
import { type Operation, operationNamed } from "./Operation.ts"

export interface Faults {
  /** A rule for an operation, by its operationId, or for all (`"*"`). Of several that fit, the one made first is taken. */
  on(operation: Operation, where?: FaultWhere): FaultActions
  /** The rules that were not used up, in words, with what came close. The mock refuses to be disposed while there are any. */
  unused(): readonly string[]
  /** Forgets every rule. */
  clear(): void
}

export interface OwnedFaults extends Faults {
  /** The fault for this request, which uses it up, and its rule in words. */
  take(request: FaultRequest): { readonly fault: Fault; readonly rule: string } | undefined
}

interface Rule {
  readonly text: string
  readonly matcher: Matcher
  readonly fault: Fault
}

export const createFaults = (parts: {
  readonly operations: ReadonlySet<string>
  readonly seed: number
  readonly now: () => number
}): OwnedFaults => {
  let rules: Rule[] = []
  let made = 0

  return {
    on: (operation, where = {}) => {
      operationNamed(parts.operations, operation)
      const matcher = (): Matcher => {
        const context = { madeAt: parts.now(), seed: parts.seed, stream: `fault ${made}` }
        return createMatcher(operation, where, context)
      }
      matcher()
      return faultActions((fault) => {
        made += 1
        const own = matcher()
        const late = "afterCommit" in fault && fault.afterCommit ? "afterCommit, " : ""
        rules.push({ text: `${operation}: ${late}${fault.kind}${own.text}`, matcher: own, fault })
      })
    },
    unused: () => rules.filter(({ matcher }) => matcher.isUnused).map(describe),
    clear: () => {
      rules = []
    },
    take: (request) => {
      // Every rule counts the request, also those that come too late to take it.
      const hit = rules.filter(({ matcher }) => matcher.hits(request))[0]
      if (hit === undefined) return undefined
      hit.matcher.use()
      return { fault: hit.fault, rule: hit.text }
    },
  }
}

const describe = ({ text, matcher }: Rule): string => {
  const near = matcher.nearMiss()
  return `${text}, used ${matcher.used} of ${matcher.times}${near === "" ? "" : `; ${near}`}`
}
