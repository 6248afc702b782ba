/** Which checkpoints a policy keeps, by the facts alone. Pure: no clock, no bank, no plugin. */
import * as DateTime from "effect/DateTime"
import type { CheckpointStatus } from "../Checkpoint.ts"
import type { RetentionPolicy, RetentionRule } from "../Retention.ts"
import { type Period, periods, periodsOf } from "./calendarPeriods.ts"
import { lengthOf } from "./lengthText.ts"

/** What retention knows of a checkpoint. **Units**: `created` and `kept` in milliseconds since the epoch. */
export interface CheckpointFacts {
  readonly id: string
  readonly created: number
  readonly status: CheckpointStatus
  /** The last verification failed. */
  readonly doubted: boolean
  readonly readable: boolean
  /** Until when it bears a keep mark. */
  readonly kept?: number
  /** The keys of the resources that can be restored from it. */
  readonly resources: readonly string[]
  /** What it holds, by names that `needs` of others speak of. */
  readonly made: readonly string[]
  /** What it can not be restored without; undefined when nobody can tell. */
  readonly needs: readonly string[] | undefined
}

export interface Reason {
  readonly rule: RetentionRule
  readonly sentence: string
}

/** Why each checkpoint is kept; one without a reason may go. */
export type Reasons = ReadonlyMap<string, readonly Reason[]>

/**
 * The reasons to keep each of the candidates. `others` are all other checkpoints there are: no rule is about them, but
 * what they need stays. **Units**: `at` in milliseconds since the epoch.
 */
export const reasonsToKeep = (
  policy: RetentionPolicy,
  candidates: readonly CheckpointFacts[],
  others: readonly CheckpointFacts[],
  at: number,
): Reasons => {
  const sorted = candidates.toSorted(newestFirst)
  const reasons = new Map<string, Reason[]>(sorted.map(({ id }) => [id, []]))
  const keep = ({ id }: CheckpointFacts, rule: RetentionRule, sentence: string) =>
    reasons.get(id)?.push({ rule, sentence })

  const good = sorted.filter(isGood)
  for (const [index, facts] of good.entries()) {
    if (index < (policy.keepLast ?? 0))
      keep(facts, "keepLast", `It is number ${index + 1} of the last ${policy.keepLast}.`)
    if (policy.keepWithin !== undefined && facts.created >= at - lengthOf(policy.keepWithin)) {
      keep(facts, "keepWithin", `It is not older than ${policy.keepWithin}.`)
    }
  }
  keepPeriods(policy, good, keep)
  keepMinimum(policy.minimum ?? 1, sorted, keep)
  for (const facts of sorted) keepAnyway(policy, facts, at, keep)
  keepNeeded(sorted, others, reasons, keep)
  return reasons
}

/** Newest first; of equal age in an order that does not depend on how they were found. */
export const newestFirst = (one: CheckpointFacts, other: CheckpointFacts): number =>
  other.created - one.created || (one.id < other.id ? 1 : -1)

type Keep = (facts: CheckpointFacts, rule: RetentionRule, sentence: string) => void

const isGood = ({ doubted, readable, status }: CheckpointFacts) => readable && status === "available" && !doubted

const hasFailed = ({ status }: CheckpointFacts) => status === "error" || status === "error-deleting"

const ruleOf = {
  hourly: ["keepHourly", "hour"],
  daily: ["keepDaily", "day"],
  weekly: ["keepWeekly", "week"],
  monthly: ["keepMonthly", "month"],
  yearly: ["keepYearly", "year"],
} as const satisfies { readonly [P in Period]: readonly [RetentionRule, string] }

const keepPeriods = (policy: RetentionPolicy, good: readonly CheckpointFacts[], keep: Keep) => {
  const zone = DateTime.zoneMakeNamedUnsafe(policy.timeZone ?? "UTC")
  const dated = good.map((facts) => [facts, periodsOf(facts.created, zone)] as const)
  for (const period of periods) {
    const [rule, word] = ruleOf[period]
    const seen = new Set<string>()
    for (const [facts, within] of dated) {
      if (seen.size >= (policy[rule] ?? 0)) break
      if (seen.has(within[period])) continue
      seen.add(within[period])
      keep(facts, rule, `It is the newest of its ${word}, number ${seen.size} of ${policy[rule]}.`)
    }
  }
}

/** What failed in part still holds what did not; until so many whole ones are found, that is not given away either. */
const keepMinimum = (minimum: number, sorted: readonly CheckpointFacts[], keep: Keep) => {
  const found = new Map<string, number>()
  for (const facts of sorted) {
    if (!isGood(facts) && facts.status !== "error") continue
    const short = facts.resources.filter((key) => (found.get(key) ?? 0) < minimum)
    if (short.length > 0) keep(facts, "minimum", `Without it a resource would have fewer than ${minimum} good ones.`)
    if (isGood(facts)) for (const key of facts.resources) found.set(key, (found.get(key) ?? 0) + 1)
  }
}

const keepAnyway = ({ keepFailedWithin }: RetentionPolicy, facts: CheckpointFacts, at: number, keep: Keep) => {
  if (facts.kept !== undefined && facts.kept > at) keep(facts, "keepMark", "It is marked to be kept.")
  if (!facts.readable) return keep(facts, "unreadable", "It can not be read.")
  if (facts.status === "protecting") return keep(facts, "underWay", "It is being made.")
  if (facts.status === "deleting") return keep(facts, "underWay", "It is being deleted.")
  if (hasFailed(facts)) {
    if (keepFailedWithin !== undefined && facts.created < at - lengthOf(keepFailedWithin)) return
    const sentence = `It failed; ${keepFailedWithin === undefined ? "nothing says that it may go" : `such are kept ${keepFailedWithin}`}.`
    return keep(facts, "failed", sentence)
  }
  if (facts.doubted) keep(facts, "verificationFailed", "Its last verification failed: look what it is still good for.")
}

/**
 * What a kept one needs is kept, and what that needs. Where nobody can tell, that may be anything older. What names the same
 * as a kept one stays too: its deletion would take it from both.
 */
const keepNeeded = (
  sorted: readonly CheckpointFacts[],
  others: readonly CheckpointFacts[],
  reasons: ReadonlyMap<string, readonly Reason[]>,
  keep: Keep,
) => {
  const makers = makersOf(sorted)
  const rulesOf = ({ id }: CheckpointFacts) => reasons.get(id) ?? []
  const queue = [...others, ...sorted.filter((facts) => rulesOf(facts).length > 0)].sort(newestFirst)
  let unknown: CheckpointFacts | undefined
  for (const child of queue) {
    // What the newest of those nobody can tell about may need covers what the older ones may.
    const isCovered = child.needs === undefined && unknown !== undefined && unknown.created >= child.created
    if (child.needs === undefined && !isCovered) unknown = child
    const older = isCovered || child.needs !== undefined ? [] : sorted.filter((one) => one.created < child.created)
    const needed = [
      ...older.map((facts) => ["mayBeNeeded", facts] as const),
      ...Array.from(makers(child, [...(child.needs ?? []), ...child.made]), (facts) => ["needed", facts] as const),
    ]
    for (const [rule, facts] of needed) {
      if (rulesOf(facts).length === 0) queue.push(facts)
      if (rulesOf(facts).some((reason) => reason.rule === rule)) continue
      keep(facts, rule, sentences[rule](child.id))
    }
  }
}

const sentences = {
  needed: (child: string) => `${child} can not be restored without it.`,
  mayBeNeeded: (child: string) => `What ${child} needs is not known; it is older.`,
}

/** Who made what one needs, among these; nobody needs itself. */
export const makersOf = (among: readonly CheckpointFacts[]) => {
  const makers = new Map<string, CheckpointFacts[]>()
  for (const facts of among) {
    for (const name of new Set(facts.made)) makers.set(name, [...(makers.get(name) ?? []), facts])
  }
  return (child: CheckpointFacts, names = child.needs ?? []): ReadonlySet<CheckpointFacts> =>
    new Set(names.flatMap((name) => makers.get(name) ?? []).filter((maker) => maker !== child))
}
