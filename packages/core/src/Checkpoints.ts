/**
 * The checkpoints of one bank: begun, committed once, listed by provider, plan and date, purged. It knows no plugin and
 * deletes nothing in any cloud.
 */
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type { Bank, Section } from "./Bank.ts"
import type { Checkpoint, CheckpointHeader, CheckpointStatus, Verification } from "./Checkpoint.ts"
import type { CheckpointDraft, CheckpointManifest } from "./CheckpointManifest.ts"
import type { Page, Paging } from "./ProtectablePlugin.ts"
import type { ProtectionError } from "./ProtectionError.ts"
import type { Resource } from "./Resource.ts"

/**
 * Which checkpoints are wanted. `from` is included, `to` is not; both are ISO 8601 times.
 *
 * @category models
 * @since 0.1.0
 */
export interface CheckpointFilter extends Paging {
  readonly plan?: string
  readonly provider?: string
  readonly resource?: Pick<Resource, "scope" | "type" | "id">
  readonly from?: string
  readonly to?: string
}

export interface CheckpointsService {
  readonly bank: Bank
  readonly begin: (header: CheckpointHeader) => Effect.Effect<Checkpoint, ProtectionError>
  /** Repeating with the same draft is fine; a checkpoint committed as `error` may be committed again after a retry. */
  readonly commit: (draft: CheckpointDraft) => Effect.Effect<CheckpointManifest, ProtectionError>
  readonly get: (id: string) => Effect.Effect<Checkpoint, ProtectionError>
  /** Newest first; a page has 50 unless `limit` says otherwise. */
  readonly list: (filter?: CheckpointFilter) => Effect.Effect<Page<Checkpoint>, ProtectionError>
  readonly setStatus: (id: string, status: CheckpointStatus) => Effect.Effect<void, ProtectionError>
  readonly setResourceStatus: (
    id: string,
    resource: Pick<Resource, "scope" | "type" | "id">,
    status: CheckpointStatus,
    error?: ProtectionError,
  ) => Effect.Effect<void, ProtectionError>
  readonly addVerification: (id: string, verification: Verification) => Effect.Effect<void, ProtectionError>
  /** Where a plugin keeps data of its own for one resource of a checkpoint; purged with it. */
  readonly section: (
    id: string,
    resource: Pick<Resource, "scope" | "type" | "id">,
    options?: { readonly readOnly?: boolean },
  ) => Section
  readonly purge: (id: string) => Effect.Effect<void, ProtectionError>
}

/** @category services @since 0.1.0 */
export class Checkpoints extends Context.Service<Checkpoints, CheckpointsService>()("@breakwater/core/Checkpoints") {
  declare static readonly make: (bank: Bank) => CheckpointsService
}
