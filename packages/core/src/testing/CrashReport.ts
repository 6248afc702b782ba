/** Where a program is killed, what became of it, and the sum of it all. */

/**
 * When in a step a process is struck: `during` kills it in the middle of a write; `late` kills it while a call is on its
 * way, which is carried out `ms` later; `lost` lets it live, but its call gets no answer and is carried out later.
 *
 * @category models
 * @since 0.1.0
 */
export type CrashStrike =
  | { readonly when: "before" | "during" | "after"; readonly step: string }
  | { readonly when: "late" | "lost"; readonly step: string; readonly ms: number }
  | { readonly moment: number }

/**
 * One way to kill a program, found again by its name: a strike for each process, one after the other, and how long nobody
 * runs after it. **Units**: `restAfter` in milliseconds of the world's clock.
 *
 * @category models
 * @since 0.1.0
 */
export interface CrashPoint {
  readonly name: string
  readonly story: string
  /** Points of one stratum are alike; a sample takes some of each. */
  readonly stratum: string
  readonly strikes: readonly { readonly strike: CrashStrike; readonly restAfter: number }[]
}

/**
 * What became of one point. `faults` says why it did not survive.
 *
 * @category models
 * @since 0.1.0
 */
export interface CrashOutcome {
  readonly point: CrashPoint
  /** How many processes were killed. */
  readonly killed: number
  /** Things that were made twice. */
  readonly duplicates: number
  /** Things that nobody names any more. */
  readonly leaks: number
  /** What a record or a checkpoint says that is not so. */
  readonly lies: readonly string[]
  readonly faults: readonly string[]
}

/**
 * The sum. A point is survived when its operation came to one of its ends, made what it should once, left nothing
 * unnamed, and nothing it says is untrue.
 *
 * @category models
 * @since 0.1.0
 */
export interface CrashReport {
  readonly points: number
  readonly killed: number
  readonly survived: number
  readonly duplicates: number
  readonly leaks: number
  readonly lies: number
  readonly failures: readonly CrashOutcome[]
}

/** Adds up what became of each point. @category constructors @since 0.1.0 */
export const crashReport = (outcomes: readonly CrashOutcome[]): CrashReport => {
  const sum = (of: (outcome: CrashOutcome) => number) => outcomes.reduce((total, outcome) => total + of(outcome), 0)
  const failures = outcomes.filter(({ faults }) => faults.length > 0)
  return {
    points: outcomes.length,
    killed: sum(({ killed }) => killed),
    survived: outcomes.length - failures.length,
    duplicates: sum(({ duplicates }) => duplicates),
    leaks: sum(({ leaks }) => leaks),
    lies: sum(({ lies }) => lies.length),
    failures,
  }
}

/** The report for people: every failure by name, then one line. @category conversions @since 0.1.0 */
export const showCrashReport = ({ failures, ...sums }: CrashReport): string =>
  [
    ...failures.map(({ faults, point }) => `${point.name}\n${faults.map((fault) => `  ${fault}`).join("\n")}`),
    Object.entries(sums)
      .map(([name, count]) => `${name} ${count}`)
      .join(", "),
  ].join("\n")
