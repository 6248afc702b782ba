/**
 * Which of the things that bear an operation's mark is the one, which are surplus, and which are what a failed try left.
 * Pure: the same list gives the same answer in every process, whatever it remembers.
 */
import type { Removals } from "./remove.ts"
import type { Phase } from "./status.ts"

/** Something found by its mark, and which attempt of the operation made it. */
export interface Made<A> {
  readonly id: string
  readonly created: string
  readonly attempt: number
  readonly phase: Phase
  readonly what: A
}

/** `failed` is the failure of this attempt, where nothing else was made; `stale` is what earlier attempts left. */
export interface Adoption<A> {
  readonly kept?: Made<A>
  readonly failed?: Made<A>
  readonly surplus: readonly Made<A>[]
  readonly stale: readonly Made<A>[]
}

/** Keeps the recorded one if it did not fail, else the oldest by time of creation, then by id. */
export const adopt = <A>(found: readonly Made<A>[], recorded: string | undefined, attempt: number): Adoption<A> => {
  const oldestFirst = [...found].sort((a, b) => compare(a.created, b.created) || compare(a.id, b.id))
  const usable = oldestFirst.filter(({ phase }) => phase !== "failed")
  const broken = oldestFirst.filter(({ phase }) => phase === "failed")
  const kept = usable.find(({ id }) => id === recorded) ?? usable[0]
  if (kept !== undefined) return { kept, surplus: oldestFirst.filter(({ id }) => id !== kept.id), stale: [] }
  const failed = broken.find((made) => made.attempt >= attempt)
  const stale = broken.filter((made) => made.attempt < attempt)
  return { ...(failed === undefined ? {} : { failed }), surplus: [], stale }
}

/**
 * What was asked to be removed is never kept: a cancel asked, a retry takes the operation up again, and Trove shows it as it
 * was until it is gone. It counts as what an earlier attempt left.
 */
export const notDoomed = <A>(found: readonly Made<A>[], removals: Removals | undefined, attempt: number) =>
  found.map((made): Made<A> => {
    const removal = removals?.[made.id]
    if (removal === undefined || removal.refused !== undefined) return made
    return { ...made, phase: "failed", attempt: Math.min(made.attempt, attempt - 1) }
  })

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
