/**
 * "@breakwater/core/promise": `Protection` for hosts without Effect: promises, async iterables and abort signals, and
 * no other semantics. Rejections are real `ProtectionError`s.
 */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Stream from "effect/Stream"
import type { Call, Client, ClientOptions } from "./Client.ts"
import { clockLayer } from "./HostClock.ts"
import { hostLogLayer } from "./HostLog.ts"
import { hostMeterLayer } from "./HostMeter.ts"
import { hostTracerLayer } from "./HostTracer.ts"
import { Protection } from "./Protection.ts"
import { ProtectionError } from "./ProtectionError.ts"

export type { Bank } from "./Bank.ts"
export type { Checkpoint, CheckpointFilter, KeepMark } from "./Checkpoint.ts"
export type { Call, Client, ClientOptions } from "./Client.ts"
export * from "./defineProtectablePlugin.ts"
export * from "./defineProtectionPlugin.ts"
export { memoryEngine } from "./engine/memory.ts"
export * from "./errorResponse.ts"
export * from "./eventsResponse.ts"
export { fileBank } from "./FileBank.ts"
export type { HostClock } from "./HostClock.ts"
export type { HostLog } from "./HostLog.ts"
export type { HostMeter, MeterAttributes } from "./HostMeter.ts"
export type { HostSpan, HostSpanId, HostTracer } from "./HostTracer.ts"
export { httpStatus } from "./httpStatus.ts"
export type { EngineDriver } from "./internal/Engine.ts"
export type { Json } from "./Json.ts"
export { memoryBank } from "./MemoryBank.ts"
export type { Operation, Preview, Progress, Step, Verb } from "./Operation.ts"
export type {
  NamedOrNot,
  OperationChange,
  OperationRecord,
  OperationState,
  Request,
  RequestInput,
  ResourceRecord,
} from "./OperationRecord.ts"
export type { Orphan, OrphanOutcome, OrphanPlan, OtherMark } from "./Orphans.ts"
export type { SchemaProfile } from "./Parameters.ts"
export { type Plan, protectPlan } from "./Plan.ts"
export type * from "./PromiseOperation.ts"
export type { Page, Paging, Protectable, ProtectablePlugin } from "./ProtectablePlugin.ts"
export type { Health, Labelled, Limits, OperationFilter, RequestPreview, SuggestRequest } from "./Protection.ts"
export { ProtectionError, type ProtectionErrorJson } from "./ProtectionError.ts"
export type { ProtectionPlugin } from "./ProtectionPlugin.ts"
export type { ProtectionSchedule, ScheduleStatus, SkippedRun } from "./ProtectionSchedule.ts"
export type { Provider } from "./Provider.ts"
export type { Resource, Scope } from "./Resource.ts"
export type {
  RetentionDecision,
  RetentionOutcome,
  RetentionPlan,
  RetentionPolicy,
  RetentionRequest,
} from "./Retention.ts"
export { type UnstorageBankOptions, type UnstorageDriver, unstorageBank } from "./UnstorageBank.ts"

/**
 * Sets up protection and begins to drive what the engine holds.
 *
 * **Example**
 *
 * ```ts
 * await using breakwater = await createProtection({ engine: memoryEngine(), providers: [provider] })
 * ```
 *
 * @category constructors
 * @since 0.1.0
 */
export const createProtection = async ({
  clock,
  engine,
  log,
  meter,
  tracer,
  ...options
}: ClientOptions): Promise<Client> => {
  const surroundings = Layer.mergeAll(
    clock === undefined ? Layer.empty : clockLayer(clock),
    hostLogLayer(log),
    hostTracerLayer(tracer),
    hostMeterLayer(meter),
  )
  const runtime = ManagedRuntime.make(
    Protection.layer(options).pipe(Layer.provide(engine.layer), Layer.provideMerge(surroundings)),
  )
  const closing = new AbortController()
  const signalOf = ({ signal }: Call) =>
    signal === undefined ? closing.signal : AbortSignal.any([signal, closing.signal])

  const run = async <A>(effect: Effect.Effect<A, ProtectionError>, call: Call = {}): Promise<A> => {
    if (closing.signal.aborted) throw closed("notStarted")
    const signal = signalOf(call)
    signal.throwIfAborted()
    const running = runtime.runPromise(effect, { signal })
    return await running.catch((error: unknown) => {
      throw signal.aborted ? signal.reason : error
    })
  }
  const context = await runtime.context().catch(async (error: unknown) => {
    await runtime.dispose()
    throw error
  })
  const protection = Context.get(context, Protection)
  const close = async () => {
    // What is being written now may be there, or come to be.
    closing.abort(closed("unknown"))
    await runtime.dispose()
  }

  return {
    operations: {
      start: (request, call) => run(protection.start(request), call),
      retry: (id, { signal, ...options } = {}) => run(protection.retry(id, options), signal && { signal }),
      cancel: (id, call) => run(protection.cancel(id), call),
      get: (id, { signal, ...options } = {}) => run(protection.get(id, options), signal && { signal }),
      wait: (id, call) => run(protection.wait(id), call),
      list: (filter, call) => run(protection.list(filter), call),
      watch: (id, { signal, ...options } = {}) => {
        const changes = Stream.suspend(() =>
          closing.signal.aborted ? Stream.fail(closed("notStarted")) : protection.watch(id, options),
        ).pipe(
          Stream.interruptWhen(Effect.andThen(aborts(closing.signal), Effect.fail(closed("unknown")))),
          Stream.interruptWhen(aborts(signal)),
        )
        return Stream.toAsyncIterableWith(changes, context)
      },
      resources: (id, { signal, ...page } = {}) => run(protection.resources(id, page), signal && { signal }),
      preview: (request, call) => run(protection.preview(request), call),
    },
    resources: {
      list: (type, scope, { signal, ...page } = {}) =>
        run(protection.protectables.list(type, scope, page), signal && { signal }),
      show: (type, scope, id, call) => run(protection.protectables.show(type, scope, id), call),
    },
    checkpoints: {
      list: (filter, call) => run(protection.checkpoints.list(filter), call),
      get: (id, { signal, ...options } = {}) => run(protection.checkpoints.get(id, options), signal && { signal }),
      keep: (id, { signal, ...mark } = {}) => run(protection.checkpoints.keep(id, mark), signal && { signal }),
      release: (id, call) => run(protection.checkpoints.release(id), call),
    },
    retention: {
      plan: (request, call) => run(protection.retention.plan(request), call),
      apply: (plan, { signal, ...options } = {}) =>
        run(protection.retention.apply(plan, options), signal && { signal }),
    },
    schedules: {
      list: (call) => run(protection.schedules.list(), call),
      get: (id, call) => run(protection.schedules.get(id), call),
      pause: (id, call) => run(protection.schedules.pause(id), call),
      resume: (id, call) => run(protection.schedules.resume(id), call),
    },
    orphans: {
      scan: ({ signal, ...options } = {}) => run(protection.orphans.scan(options), signal && { signal }),
      repair: (plan, { signal, ...options }) => run(protection.orphans.repair(plan, options), signal && { signal }),
    },
    schema: (type, verb, profile) => {
      closing.signal.throwIfAborted()
      return runtime.runSync(protection.schema(type, verb, profile))
    },
    suggest: (request, call) => run(protection.suggest(request), call),
    health: (call) => run(protection.health, call),
    close,
    [Symbol.asyncDispose]: close,
  }
}

/** Returns when the signal is aborted. */
const aborts = (signal: AbortSignal | undefined) =>
  Effect.callback<void>((resume) => {
    if (signal === undefined) return
    const abort = () => resume(Effect.void)
    if (signal.aborted) return abort()
    signal.addEventListener("abort", abort, { once: true })
    return Effect.sync(() => signal.removeEventListener("abort", abort))
  })

const closed = (outcome: "notStarted" | "unknown") =>
  new ProtectionError({
    code: "unavailable",
    outcome,
    message: "This client was closed.",
    recovery: "Create it again with the same engine: operations go on.",
  })
