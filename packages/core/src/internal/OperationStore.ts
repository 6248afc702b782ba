/**
 * Where operations, their resources and the wishes of callers live. One implementation for each engine; all of them apply
 * the same transitions. Everything a runner writes carries its epoch, and is refused once another runner has claimed.
 */
import * as Data from "effect/Data"
import type * as Effect from "effect/Effect"
import type { Json } from "../Json.ts"
import type { Verb } from "../Operation.ts"
import type { OperationChange, OperationRecord, OperationState, Request, ResourceRecord } from "../OperationRecord.ts"
import type { Page, Paging } from "../ProtectablePlugin.ts"
import type { Leftover, ProtectionError, ProtectionErrorJson } from "../ProtectionError.ts"

/** A resource as the driver keeps it: what everybody may see, and what only the next turn needs. */
export interface ResourceRow extends ResourceRecord {
  readonly key: string
  readonly children: readonly string[]
  /** Whether a plugin serves it; without one it only groups. */
  readonly served: boolean
  /** How many of its four hooks are done. */
  readonly hook: number
  /** Whether any hook was called yet: what was not begun leaves nothing. */
  readonly begun: boolean
  /** When its present hook was begun. **Units**: milliseconds since the epoch. */
  readonly hookBegan?: number
  readonly hookState?: Json
}

/** What a start writes. */
export interface NewOperation {
  readonly request: Request
  readonly checkpoint: string
  readonly rows: readonly ResourceRow[]
}

/** What a runner writes at once: whole rows, and what becomes of the operation. */
export interface OperationUpdate {
  readonly rows?: readonly ResourceRow[]
  readonly end?: {
    readonly state: Extract<OperationState, "succeeded" | "failed" | "cancelled">
    readonly error?: ProtectionErrorJson
    readonly left: readonly Leftover[]
  }
  readonly note?: string
}

/** What a runner holds while it drives an operation. */
export interface Claim {
  readonly epoch: number
  readonly operation: OperationRecord
  readonly rows: readonly ResourceRow[]
}

/** An operation that has not ended, as a sweep sees it. */
export type Unfinished = Pick<OperationRecord, "id" | "attempt" | "created">

/** Of one resource that is queued: the operation that goes first. */
export interface Ahead {
  readonly key: string
  readonly id: string
  readonly verb: Verb
}

/** What `list` can ask for. */
export interface OperationFilter extends Paging {
  readonly state?: readonly OperationState[]
  readonly checkpoint?: string
  readonly label?: readonly [key: string, value: string]
}

/** Another runner has claimed the operation; whoever gets this stops. */
export class EpochLost extends Data.TaggedError("EpochLost")<{ readonly operation: string }> {}

/** The store. Each method is one transaction. */
export interface OperationStore {
  /**
   * Writes a new operation, or gives the one that already has this id. Durable when it returns. **Fails with** `inUse`
   * while `transitions.refusal` has something against it.
   */
  readonly insert: (operation: NewOperation) => Effect.Effect<OperationRecord, ProtectionError>
  /** Remembers the wish to cancel; an operation that has ended is given as it is. */
  readonly cancel: (id: string) => Effect.Effect<OperationRecord, ProtectionError>
  /** Queues a failed operation again; one in any other state is given as it is. **Fails with** `inUse` as `insert` does. */
  readonly retry: (id: string, deadline: string) => Effect.Effect<OperationRecord, ProtectionError>
  /** Takes an operation over, or gives undefined when it has ended or is at another attempt. */
  readonly claim: (id: string, attempt: number) => Effect.Effect<Claim | undefined, ProtectionError>
  /** **Fails with** `EpochLost` after another claim, and after the end. */
  readonly update: (
    id: string,
    epoch: number,
    update: OperationUpdate,
  ) => Effect.Effect<OperationRecord, EpochLost | ProtectionError>
  /**
   * Who goes first, for each resource of an operation that is queued and served: of the operations that have not ended and
   * were wished for before it (a retry is a new wish), whose verb `transitions.excludes` its own, and whose served resource of
   * the same key has not ended, the one that was wished for first. In the order of the graph; what nobody is ahead of is
   * left out, and never comes back but by a retry.
   */
  readonly ahead: (id: string) => Effect.Effect<readonly Ahead[], ProtectionError>
  /** **Fails with** `notFound`. */
  readonly get: (id: string) => Effect.Effect<OperationRecord, ProtectionError>
  readonly resources: (id: string, page: Paging) => Effect.Effect<Page<ResourceRecord>, ProtectionError>
  readonly list: (filter: OperationFilter) => Effect.Effect<Page<OperationRecord>, ProtectionError>
  /** Every change of a state after a revision, then the present if only progress was made since. */
  readonly changes: (id: string, after: number) => Effect.Effect<readonly OperationChange[], ProtectionError>
  /** Returns when the revision is higher than `after`. */
  readonly awaitRevision: (id: string, after: number) => Effect.Effect<void, ProtectionError>
  /** Everything that has not ended, oldest first. */
  readonly unfinished: Effect.Effect<readonly Unfinished[], ProtectionError>
  /** How many wishes (start, retry) have been written. */
  readonly wishes: Effect.Effect<number, ProtectionError>
  /** Returns when more than `after` wishes have been written. */
  readonly awaitWish: (after: number) => Effect.Effect<void, ProtectionError>
  /** Forgets operations that ended before a time. **Units**: milliseconds since the epoch. */
  readonly purge: (before: number) => Effect.Effect<void, ProtectionError>
}
