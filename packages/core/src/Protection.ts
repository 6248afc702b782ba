/**
 * The service of this package: start, follow, cancel and retry operations, look at what they would do, and read what
 * there is. It runs no plugin by itself; the engine beneath it does, in this process or another one.
 */
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Stream from "effect/Stream"
import type { Checkpoint, CheckpointFilter, KeepMark } from "./Checkpoint.ts"
import type { Engine } from "./internal/Engine.ts"
import type { Limits } from "./internal/Limits.ts"
import { makeProtection } from "./internal/makeProtection.ts"
import type { OperationFilter } from "./internal/OperationStore.ts"
import type { Json } from "./Json.ts"
import type { Preview, Verb } from "./Operation.ts"
import type { OperationChange, OperationRecord, Request, RequestInput, ResourceRecord } from "./OperationRecord.ts"
import type { OrphansService } from "./Orphans.ts"
import type { SchemaProfile } from "./Parameters.ts"
import type { Page, Paging, Protectable } from "./ProtectablePlugin.ts"
import type { ProtectionError } from "./ProtectionError.ts"
import type { ProtectionSchedule, SchedulesService } from "./ProtectionSchedule.ts"
import type { Provider } from "./Provider.ts"
import type { Scope } from "./Resource.ts"
import type { RetentionService } from "./Retention.ts"

export type { Limits } from "./internal/Limits.ts"
export type { OperationFilter } from "./internal/OperationStore.ts"
export { DeadlineGrace } from "./internal/settings.ts"

/** What a form is wanted for. @category models @since 0.1.0 */
export type SuggestRequest = Pick<Request, "verb" | "checkpoint" | "resources">

/** Whose it must be, where a host has several users: what bears another label is as good as none. @category models @since 0.1.0 */
export interface Labelled {
  readonly label?: readonly [key: string, value: string]
}

/**
 * What a request would do. `joins` says that its operation is there already; `digest` stays the same as long as the same
 * would be created and deleted, so that a person's consent can be held against it.
 *
 * @category models
 * @since 0.1.0
 */
export interface RequestPreview extends Preview {
  readonly joins: boolean
  readonly digest: string
}

/**
 * How the parts are: `ok` when every bank can be read and the engine answers. `warnings` say what can not be relied on.
 *
 * @category models
 * @since 0.1.0
 */
export interface Health {
  readonly ok: boolean
  readonly engine: string
  readonly bank: string
  readonly inFlight: number
  readonly warnings: readonly string[]
}

/**
 * What can be asked of `Protection`.
 *
 * @category models
 * @since 0.1.0
 */
export interface ProtectionService {
  /**
   * Begins an operation, durably when it returns; the same id with the same request joins the one there is. A deadline
   * that was computed anew, another `traceparent` and names that changed do not make it another request.
   *
   * **Fails with** `invalidParameters` (with paths), `notFound`, `notReady`, `notSupported`, `damaged`, `tooNew` before
   * anything is touched; `idReused` when the id belongs to another request; `inUse` when another operation deletes the
   * checkpoint, or uses the one to be deleted.
   */
  readonly start: (request: RequestInput) => Effect.Effect<OperationRecord, ProtectionError>
  /**
   * Runs a failed operation again under its id and mark; resources that succeeded are not run again. Without a deadline
   * it gets the length it had at first, from now. One that is queued or running is given as it is.
   *
   * **Fails with** `alreadyEnded` when it succeeded or was cancelled.
   */
  readonly retry: (
    id: string,
    options?: { readonly deadline?: string },
  ) => Effect.Effect<OperationRecord, ProtectionError>
  /**
   * Remembers the wish to cancel. The operation ends `cancelled`, naming what is left, or as it would have when it was too
   * late for all of it. One that has ended is given as it is.
   */
  readonly cancel: (id: string) => Effect.Effect<OperationRecord, ProtectionError>
  /** **Fails with** `notFound`, also when it ended so long ago that it is forgotten, or has not the label asked for. */
  readonly get: (id: string, options?: Labelled) => Effect.Effect<OperationRecord, ProtectionError>
  /** Waits for the end. **Fails with** the operation's own error, or `cancelled`. */
  readonly wait: (id: string) => Effect.Effect<OperationRecord, ProtectionError>
  /** Newest first; a page has 50 unless `limit` says otherwise. */
  readonly list: (filter?: OperationFilter) => Effect.Effect<Page<OperationRecord>, ProtectionError>
  /**
   * Every state after a revision, progress as it comes; ends with the last state. A revision that is still to come is one of
   * a forgotten operation of this id: everything is new then.
   */
  readonly watch: (
    id: string,
    options?: { readonly afterRevision?: number },
  ) => Stream.Stream<OperationChange, ProtectionError>
  /** The resources of an operation, parents first; a page has 50 unless `limit` says otherwise. */
  readonly resources: (id: string, page?: Paging) => Effect.Effect<Page<ResourceRecord>, ProtectionError>
  /**
   * What a request would do, checked like `start` and asked of the plugins; nothing is touched. One that joins an operation
   * there is would do nothing more.
   */
  readonly preview: (request: RequestInput) => Effect.Effect<RequestPreview, ProtectionError>
  /** The values a form starts with, by `type#id`. */
  readonly suggest: (request: SuggestRequest) => Effect.Effect<{ readonly [typeHashId: string]: Json }, ProtectionError>
  /** The JSON Schema of the parameters of a verb, from the first provider that serves the type. */
  readonly schema: (type: string, verb: Verb, profile?: SchemaProfile) => Effect.Effect<Json, ProtectionError>
  readonly protectables: {
    readonly list: (type: string, scope: Scope, page?: Paging) => Effect.Effect<Page<Protectable>, ProtectionError>
    readonly show: (type: string, scope: Scope, id: string) => Effect.Effect<Protectable, ProtectionError>
  }
  /** Over all providers, one after the other in the order given. */
  readonly checkpoints: {
    readonly list: (filter?: CheckpointFilter) => Effect.Effect<Page<Checkpoint>, ProtectionError>
    /** **Fails with** `notFound`, also when it has not the label asked for. */
    readonly get: (id: string, options?: Labelled) => Effect.Effect<Checkpoint, ProtectionError>
    /**
     * Marks a checkpoint to be kept by every retention, until an ISO 8601 time or for ever, in place of a mark it may
     * bear. Who asks to delete it can still do so.
     */
    readonly keep: (id: string, mark?: Omit<KeepMark, "at">) => Effect.Effect<KeepMark, ProtectionError>
    /** Takes the mark away; there need be none. */
    readonly release: (id: string) => Effect.Effect<void, ProtectionError>
  }
  /** Which checkpoints may go by a policy: always a plan first. */
  readonly retention: RetentionService
  /** The schedules this host was given, how they go, and how to pause them. */
  readonly schedules: SchedulesService
  /** What checkpoints and clouds no longer agree on: always a plan first. */
  readonly orphans: OrphansService
  readonly health: Effect.Effect<Health>
}

/**
 * What is set up once.
 *
 * @category models
 * @since 0.1.0
 */
export interface ProtectionOptions {
  readonly providers: readonly Provider[]
  readonly limits?: Limits
  /** Kept nowhere: give them each time, in every process that is to begin their runs. */
  readonly schedules?: readonly ProtectionSchedule[]
}

/**
 * Starts and follows operations.
 *
 * **Example**
 *
 * ```ts
 * const live = Protection.layer({ providers: [provider] }).pipe(Layer.provide(memoryEngine().layer))
 * ```
 *
 * @category services
 * @since 0.1.0
 */
export class Protection extends Context.Service<Protection, ProtectionService>()("@breakwater/core/Protection") {
  /** Over an engine. Closing it stops the turning; operations go on when the engine is served again. */
  static readonly layer = (options: ProtectionOptions): Layer.Layer<Protection, ProtectionError, Engine> =>
    Layer.effect(Protection, makeProtection(options))
}
