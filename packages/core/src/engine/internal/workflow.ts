/**
 * How a workflow engine of Effect is used: for ownership and takeover only. One workflow for each attempt of an
 * operation, with one activity, which drives the flow over the rows of the store.
 */
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schedule from "effect/Schedule"
import * as Schema from "effect/Schema"
import type * as Scope from "effect/Scope"
import { Activity, Workflow, WorkflowEngine } from "effect/workflow"
import type { Drive } from "../../internal/Engine.ts"
import type { OperationStore, Unfinished } from "../../internal/OperationStore.ts"

/**
 * How long an operation that has ended is remembered: its id joins that long. **Units**: `Duration`.
 *
 * @category settings
 * @since 0.1.0
 */
export const RememberEnded: Context.Reference<Duration.Duration> = Context.Reference(
  "@breakwater/core/engine/RememberEnded",
  { defaultValue: () => Duration.days(30) },
)

const OperationWorkflow = Workflow.make("breakwater/Operation", {
  payload: { operation: Schema.String, attempt: Schema.Int },
  idempotencyKey: ({ operation, attempt }) => `${attempt}/${operation}`,
})

/** A workflow engine never runs an execution twice, and an id that was forgotten may be used again. */
const executionOf = ({ attempt, created, id }: Unfinished) => `${attempt}/${created}/${id}`

/**
 * Sees to it, in this process, that what has not ended is driven. Each execution has a workflow engine of its own, which
 * is gone when it ends: one for all would remember each of them for as long as the process lives.
 */
export const serveInProcess = (store: OperationStore, drive: Drive) =>
  keepSweeping(store, (operation) =>
    Effect.gen(function* () {
      const services = yield* Layer.build(Layer.fresh(WorkflowEngine.layerMemory))
      const engine = Context.get(services, WorkflowEngine.WorkflowEngine)
      yield* engine.register(OperationWorkflow, ({ attempt, operation }) =>
        Activity.make({ name: "drive", execute: drive(operation, attempt) }),
      )
      const payload = { operation: operation.id, attempt: operation.attempt }
      yield* engine.execute(OperationWorkflow, { executionId: executionOf(operation), payload, discard: false })
    }).pipe(Effect.scoped, Effect.forkScoped),
  )

/** Executes what has not ended and is not yet executed, at the start and whenever a wish is written. Returns at once. */
const keepSweeping = Effect.fnUntraced(function* <A>(
  store: OperationStore,
  execute: (operation: Unfinished) => Effect.Effect<A, never, Scope.Scope>,
) {
  const taken = new Set<string>()
  const sweep = Effect.gen(function* () {
    const now = yield* Clock.currentTimeMillis
    yield* store.purge(now - Duration.toMillis(yield* RememberEnded))
    const unfinished = yield* store.unfinished
    const present = new Set(unfinished.map(executionOf))
    for (const executionId of taken) if (!present.has(executionId)) taken.delete(executionId)
    for (const operation of unfinished) {
      const executionId = executionOf(operation)
      if (taken.has(executionId)) continue
      taken.add(executionId)
      yield* execute(operation)
    }
  })
  const sweeping = Effect.gen(function* () {
    let seen = yield* store.wishes
    while (true) {
      yield* sweep
      yield* store.awaitWish(seen)
      seen = yield* store.wishes
    }
  }).pipe(
    Effect.tapError((error) => Effect.logError(`What is to be done can not be read: ${error.message} Trying again.`)),
    Effect.retry(Schedule.min([Schedule.exponential("1 second"), Schedule.spaced("30 seconds")])),
  )
  yield* Effect.forkScoped(sweeping)
})
