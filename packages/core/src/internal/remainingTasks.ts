/** What is left to do of a flow that an earlier runner began. Pure. */
import { hooks } from "../Operation.ts"
import type { Task } from "../OperationFlow.ts"
import { hasEnded } from "../OperationRecord.ts"
import type { ResourceRow } from "./OperationStore.ts"
import { isUnderWay } from "./Seats.ts"

export interface RemainingTask extends Task {
  /** Begun by an earlier runner; it waits for nothing, since all it had to wait for has ended. */
  readonly isUnderWay: boolean
}

export const remainingTasks = (
  flow: readonly Task[],
  rows: ReadonlyMap<string, ResourceRow>,
): readonly RemainingTask[] => {
  const remaining = flow.filter(({ hook, key }) => {
    const row = rows.get(key)
    return row !== undefined && !hasEnded(row.state) && row.hook <= hooks.indexOf(hook)
  })
  const ids = new Set(remaining.map(({ id }) => id))
  return remaining.map((task) => {
    const row = rows.get(task.key)
    const begun = row !== undefined && isUnderWay(row) && row.hook === hooks.indexOf(task.hook)
    return { ...task, isUnderWay: begun, after: begun ? [] : task.after.filter((id) => ids.has(id)) }
  })
}
