/** What a watcher has missed, as a store tells it. Pure. */
import type { OperationChange, OperationRecord } from "../../OperationRecord.ts"

/** The changes of states, and the present with what only made progress. */
export const withPresent = (
  changes: readonly OperationChange[],
  operation: OperationRecord,
  progressed: OperationChange["changed"],
  after: number,
): readonly OperationChange[] => {
  const last = changes.at(-1)
  if (last?.operation.revision === operation.revision)
    return [...changes.slice(0, -1), { ...last, changed: [...last.changed, ...progressed] }]
  return operation.revision > after ? [...changes, { operation, changed: progressed }] : changes
}
