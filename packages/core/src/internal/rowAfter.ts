/** What an answer of a hook makes of a resource's row. */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { type Done, type HookName, hooks, type Step, type Wait } from "../Operation.ts"
import { ProtectionError } from "../ProtectionError.ts"
import { Resource } from "../Resource.ts"
import { checkValue } from "./checkValue.ts"
import type { ResourceRow } from "./OperationStore.ts"
import { failedRow, type Run } from "./Run.ts"
import type { Subject } from "./Subject.ts"

/** The row after a step; the same one when nothing about it changed. */
export const rowAfter = (
  run: Run,
  subject: Subject,
  row: ResourceRow,
  hook: HookName,
  step: Step,
  cancelRequested: boolean,
): Effect.Effect<ResourceRow> => {
  if (step.step === "wait") return Effect.succeed(waitingRow(row, step, cancelRequested))
  if (step.step === "done") return rowAfterHook(run, subject, row, hook, step)
  const { hookState: _, progress: __, ...rest } = row
  return Effect.succeed({ ...rest, state: "cancelled", cancellable: "never", left: step.left })
}

/** The row with a hook behind it, and with the last one, ended. */
export const rowAfterHook = (
  run: Run,
  subject: Subject,
  { hookState: _, progress: __, hookBegan: ___, ...row }: ResourceRow,
  hook: HookName,
  { value, warnings = [] }: Pick<Done, "value" | "warnings">,
): Effect.Effect<ResourceRow> => {
  const made = run.request.verb === "restore" ? Schema.decodeUnknownOption(Made)(value) : Option.none()
  const done: ResourceRow = {
    ...row,
    hook: hooks.indexOf(hook) + 1,
    ...(value === undefined ? {} : { result: value }),
    ...(Option.isNone(made) ? {} : { created: made.value.resource }),
    left: [],
    warnings: [...row.warnings, ...warnings],
  }
  return done.hook < hooks.length ? Effect.succeed(done) : succeededRow(run, subject, done)
}

/** A protect must have saved what its plugin can read again. */
const succeededRow = Effect.fnUntraced(function* (run: Run, { plugin }: Subject, row: ResourceRow) {
  const ended: ResourceRow = { ...row, state: "succeeded", cancellable: "never" }
  if (run.request.verb !== "protect") return ended
  return yield* checkValue(plugin.savedInfoSchema, row.result ?? null, "/saved").pipe(
    Effect.match({
      onSuccess: () => ended,
      onFailure: ({ message, issues = [] }) => {
        const text = `The plugin ${plugin.id} saved what it can not read again: ${message}`
        return failedRow(row, new ProtectionError({ code: "defect", outcome: "started", message: text, issues }))
      },
    }),
  )
})

/** What the result of a restore says of the resource it made. */
const Made = Schema.Struct({ resource: Resource })

const waitingRow = (row: ResourceRow, step: Wait, cancelRequested: boolean): ResourceRow => {
  const next: ResourceRow = {
    ...row,
    state: cancelRequested ? "cancelling" : "running",
    hookState: step.state,
    progress: step.progress,
    cancellable: step.cancellable,
    left: step.left ?? [],
  }
  return JSON.stringify(next) === JSON.stringify(row) ? row : next
}
