/** Which deleted checkpoints a policy lets be forgotten. Pure: no clock, no bank. */
import * as DateTime from "effect/DateTime"
import type { Checkpoint } from "../Checkpoint.ts"
import type { RetentionDecision, RetentionPolicy } from "../Retention.ts"
import { lengthOf } from "./lengthText.ts"

/** What there is of a checkpoint besides what it holds. */
export type Standing = Pick<Checkpoint, "id" | "provider" | "plan" | "created" | "status" | "deletedAt" | "keep">

/**
 * Of the `chosen` ones. The newest of a plan stays, since a schedule may know by it alone which run was the last. **Units**:
 * `at` in milliseconds since the epoch.
 */
export const forgettable = (
  all: readonly Standing[],
  chosen: readonly Standing[],
  { keepDeletedFor }: RetentionPolicy,
  at: number,
): readonly RetentionDecision[] => {
  if (keepDeletedFor === undefined) return []
  const newest = new Map<string, Standing>()
  for (const one of all) {
    const known = newest.get(planOf(one))
    if (known === undefined || one.created > known.created) newest.set(planOf(one), one)
  }
  const isOver = ({ deletedAt, keep, status }: Standing) =>
    status === "deleted" &&
    deletedAt !== undefined &&
    millis(deletedAt) < at - lengthOf(keepDeletedFor) &&
    !isMarked({ keep }, at)
  return chosen
    .filter((one) => isOver(one) && (one.plan === undefined || newest.get(planOf(one)) !== one))
    .toSorted((one, other) => (one.created < other.created ? 1 : -1))
    .map(({ created, deletedAt, id, provider }) => {
      const sentence = `It was deleted at ${deletedAt}, longer ago than ${keepDeletedFor}.`
      const of = { checkpoint: id, provider, created, status: "deleted", action: "forget" } as const
      return { ...of, because: [{ rule: "deleted", sentence }] }
    })
}

/** Whether a mark keeps it. **Units**: `at` in milliseconds since the epoch. */
export const isMarked = ({ keep }: { readonly keep?: Checkpoint["keep"] | undefined }, at: number): boolean =>
  keep !== undefined && (keep.until === undefined || millis(keep.until) > at)

const planOf = ({ plan, provider }: Standing) => JSON.stringify([provider, plan])

const millis = (time: string) => DateTime.toEpochMillis(DateTime.makeUnsafe(time))
