/** The last run of a schedule that was begun, as the operations tell it, or the checkpoints where those are forgotten. */
import * as Effect from "effect/Effect"
import type { OperationState } from "../OperationRecord.ts"
import type { ProtectionService } from "../Protection.ts"
import type { ProtectionSchedule } from "../ProtectionSchedule.ts"

export interface Run {
  readonly due: string
  readonly operation: string
  readonly state?: OperationState
}

export const lastRun = Effect.fnUntraced(function* (
  service: Pick<ProtectionService, "list" | "checkpoints">,
  { id, plan }: ProtectionSchedule,
) {
  const { items: operations } = yield* service.list({ label: ["schedule", id], limit: 10 })
  const { items: checkpoints } = yield* service.checkpoints.list({ plan: plan.id, provider: plan.provider, limit: 10 })
  const runs: readonly Run[] = [
    ...operations.map(({ id, request, state }) => ({ due: request.labels?.["due"] ?? "", operation: id, state })),
    ...checkpoints
      .filter(({ labels }) => labels["schedule"] === id)
      .map((checkpoint) => ({ due: checkpoint.labels["due"] ?? "", operation: checkpoint.id })),
  ]
  const dated = runs.filter(({ due }) => isoTimes.test(due))
  return dated.reduce<Run | undefined>(
    (last, run) => (last === undefined || run.due > last.due ? run : last),
    undefined,
  )
})

const isoTimes = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
