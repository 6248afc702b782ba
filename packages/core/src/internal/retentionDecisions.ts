/** Reasons to keep as decisions of a plan: what has none may go, after what needs it. Pure. */
import type { RetentionDecision } from "../Retention.ts"
import { isoTime } from "./now.ts"
import { type CheckpointFacts, makersOf, newestFirst, type Reasons } from "./retentionRules.ts"

/** Newest first. */
export const decisionsOf = (
  provider: string,
  candidates: readonly CheckpointFacts[],
  reasons: Reasons,
): readonly RetentionDecision[] => {
  const doomed = candidates.filter(({ id }) => reasons.get(id)?.length === 0)
  const makers = makersOf(doomed)
  const users = new Map<string, string[]>()
  for (const child of doomed) {
    for (const { id } of makers(child)) users.set(id, [...(users.get(id) ?? []), child.id])
  }
  return candidates.toSorted(newestFirst).map(({ created, id, status }) => {
    const because = reasons.get(id) ?? []
    const of = { checkpoint: id, provider, created: isoTime(created), status }
    if (because.length > 0) return { ...of, action: "keep", because }
    const after = users.get(id)
    return {
      ...{ ...of, action: "delete", because: [status === "available" ? expired : failed] },
      ...(after === undefined ? {} : { after }),
    }
  })
}

const expired = { rule: "expired", sentence: "No rule keeps it." } as const

const failed = { rule: "failed", sentence: "It failed, longer ago than such are kept." } as const
