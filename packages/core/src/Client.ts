/** `Protection` as a host without Effect has it: what it is set up with, and what can be asked of it. */
import type { Checkpoint, CheckpointFilter, KeepMark } from "./Checkpoint.ts"
import type { HostClock } from "./HostClock.ts"
import type { HostLog } from "./HostLog.ts"
import type { HostMeter } from "./HostMeter.ts"
import type { HostTracer } from "./HostTracer.ts"
import type { EngineDriver } from "./internal/Engine.ts"
import type { Json } from "./Json.ts"
import type { Verb } from "./Operation.ts"
import type { OperationChange, OperationRecord, RequestInput, ResourceRecord } from "./OperationRecord.ts"
import type { OrphanOutcome, OrphanPlan } from "./Orphans.ts"
import type { SchemaProfile } from "./Parameters.ts"
import type { Page, Paging, Protectable } from "./ProtectablePlugin.ts"
import type { Health, Labelled, Limits, OperationFilter, RequestPreview, SuggestRequest } from "./Protection.ts"
import type { ProtectionSchedule, ScheduleStatus } from "./ProtectionSchedule.ts"
import type { Provider } from "./Provider.ts"
import type { Scope } from "./Resource.ts"
import type { RetentionOutcome, RetentionPlan, RetentionRequest } from "./Retention.ts"

/** What may accompany a call: a signal ends the waiting for the answer, never the operation. @category models @since 0.1.0 */
export interface Call {
  readonly signal?: AbortSignal
}

/**
 * What a host sets up once. The clock is the real one, nothing is logged, and no span or measurement leaves, unless given.
 *
 * @category models
 * @since 0.1.0
 */
export interface ClientOptions {
  readonly engine: EngineDriver
  readonly providers: readonly Provider[]
  readonly limits?: Limits
  /** Kept nowhere: give them each time, in every process that is to begin their runs. */
  readonly schedules?: readonly ProtectionSchedule[]
  readonly clock?: HostClock
  readonly log?: HostLog
  readonly tracer?: HostTracer
  readonly meter?: HostMeter
}

/**
 * The service as promises; each method does what its namesake in `ProtectionService` does. An aborted call rejects with
 * the signal's reason; an aborted `watch` ends.
 *
 * @category models
 * @since 0.1.0
 */
export interface Client extends AsyncDisposable {
  readonly operations: {
    start(request: RequestInput, call?: Call): Promise<OperationRecord>
    retry(id: string, options?: { readonly deadline?: string } & Call): Promise<OperationRecord>
    cancel(id: string, call?: Call): Promise<OperationRecord>
    get(id: string, options?: Labelled & Call): Promise<OperationRecord>
    wait(id: string, call?: Call): Promise<OperationRecord>
    list(filter?: OperationFilter, call?: Call): Promise<Page<OperationRecord>>
    watch(id: string, options?: { readonly afterRevision?: number } & Call): AsyncIterable<OperationChange>
    resources(id: string, page?: Paging & Call): Promise<Page<ResourceRecord>>
    preview(request: RequestInput, call?: Call): Promise<RequestPreview>
  }
  readonly resources: {
    list(type: string, scope: Scope, page?: Paging & Call): Promise<Page<Protectable>>
    show(type: string, scope: Scope, id: string, call?: Call): Promise<Protectable>
  }
  readonly checkpoints: {
    list(filter?: CheckpointFilter, call?: Call): Promise<Page<Checkpoint>>
    get(id: string, options?: Labelled & Call): Promise<Checkpoint>
    keep(id: string, mark?: Omit<KeepMark, "at"> & Call): Promise<KeepMark>
    release(id: string, call?: Call): Promise<void>
  }
  readonly retention: {
    plan(request: RetentionRequest, call?: Call): Promise<RetentionPlan>
    apply(plan: RetentionPlan, options?: { readonly deadline?: string } & Call): Promise<RetentionOutcome>
  }
  readonly schedules: {
    list(call?: Call): Promise<readonly ScheduleStatus[]>
    get(id: string, call?: Call): Promise<ScheduleStatus>
    pause(id: string, call?: Call): Promise<ScheduleStatus>
    resume(id: string, call?: Call): Promise<ScheduleStatus>
  }
  readonly orphans: {
    scan(options?: { readonly scopes?: readonly Scope[] } & Call): Promise<OrphanPlan>
    repair(
      plan: OrphanPlan,
      options: { readonly only: readonly string[]; readonly deadline?: string } & Call,
    ): Promise<OrphanOutcome>
  }
  schema(type: string, verb: Verb, profile?: SchemaProfile): Json
  suggest(request: SuggestRequest, call?: Call): Promise<{ readonly [typeHashId: string]: Json }>
  health(call?: Call): Promise<Health>
  /**
   * Stops the turning and rejects what still waits; operations go on when the same engine is given again. Until then an
   * engine over a file or a database keeps the process alive, idle or not.
   */
  close(): Promise<void>
}
