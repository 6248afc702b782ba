/** What a hook is given for one turn, out of what its runner knows. */
import type { HookContext } from "../Operation.ts"
import { asJson } from "./asJson.ts"
import type { ResourceRow } from "./OperationStore.ts"
import type { Run } from "./Run.ts"
import type { Subject } from "./Subject.ts"

export const hookContext = (
  run: Run,
  { plugin, parameters, saved }: Subject,
  row: ResourceRow,
  cancelRequested: boolean,
  { keep, deadline }: Pick<HookContext, "keep" | "deadline">,
): HookContext => {
  const { checkpoint, attempt, request } = run.operation
  const readOnly = request.verb === "restore" || request.verb === "verify"
  return {
    operationId: run.id,
    installation: run.installation,
    resource: row.resource,
    children: row.children.flatMap((key) => run.rows.get(key)?.resource ?? []),
    parameters,
    saved,
    ...(request.into === undefined ? {} : { into: request.into }),
    created: run.created,
    // A copy: what a plugin does with it is not yet its answer.
    state: row.hookState === undefined ? undefined : asJson(row.hookState),
    again: run.again,
    keep,
    ...(plugin.needsSection === true
      ? { section: run.provider.checkpoints.section(checkpoint, row.resource, { readOnly }) }
      : {}),
    cancelRequested,
    deadline,
    attempt,
  }
}
