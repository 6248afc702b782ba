/**
 * The checkpoints of one bank: begun, committed, listed by provider, plan and date, purged. It knows no plugin, and
 * purging removes what the bank holds, never a backup in a cloud.
 */
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type { Bank, Section } from "./Bank.ts"
import type {
  Checkpoint,
  CheckpointFilter,
  CheckpointHeader,
  CheckpointStatus,
  KeepMark,
  Verification,
} from "./Checkpoint.ts"
import type { CheckpointDraft, CheckpointManifest } from "./CheckpointManifest.ts"
import { makeCheckpoints } from "./internal/makeCheckpoints.ts"
import type { Page } from "./ProtectablePlugin.ts"
import type { ProtectionError } from "./ProtectionError.ts"
import type { Resource } from "./Resource.ts"

/**
 * What can be done with the checkpoints of a bank. Everything may be repeated.
 *
 * @category models
 * @since 0.1.0
 */
export interface CheckpointsService {
  readonly bank: Bank
  /**
   * Shows a checkpoint as `protecting`, from now on and in lists. Beginning one again that ended in `error` is a retry.
   * `wish` is a hash of what was asked for, by which another request under the same id is known.
   *
   * **Fails with** `idReused` when the id stands for another checkpoint or request, or for one that is not to be made any more.
   */
  readonly begin: (header: CheckpointHeader, wish?: string) => Effect.Effect<void, ProtectionError>
  /**
   * Writes the manifest, last of all: from now on the checkpoint has its status and resources. A manifest never
   * changes; after one with status `error` a retry may commit a further one, and the latest counts.
   *
   * **Fails with** `idReused` when another manifest was committed, `invalidParameters` when the draft is not one.
   */
  readonly commit: (draft: CheckpointDraft) => Effect.Effect<CheckpointManifest, ProtectionError>
  /** **Fails with** `notFound`; `damaged` or `tooNew` when it can not be read. */
  readonly get: (id: string) => Effect.Effect<Checkpoint, ProtectionError>
  /** Newest first, 50 to a page unless `limit` says otherwise. One that can not be read is shown with its `error`. */
  readonly list: (filter?: CheckpointFilter) => Effect.Effect<Page<Checkpoint>, ProtectionError>
  /** **Fails with** `notFound`. */
  readonly setStatus: (id: string, status: CheckpointStatus) => Effect.Effect<void, ProtectionError>
  /** What became of one resource after the commit. **Fails with** `notFound` when there is no such checkpoint. */
  readonly setResourceStatus: (
    id: string,
    resource: Identity,
    status: CheckpointStatus,
    error?: ProtectionError,
  ) => Effect.Effect<void, ProtectionError>
  /** **Fails with** `notFound`. */
  readonly addVerification: (id: string, verification: Verification) => Effect.Effect<void, ProtectionError>
  /**
   * Marks a checkpoint to be kept by every retention, in place of a mark it may bear; it can still be deleted by whoever
   * asks for that. `until` is an ISO 8601 time.
   *
   * **Fails with** `notFound`, `invalidParameters` for what is no time.
   */
  readonly keep: (id: string, mark?: Omit<KeepMark, "at">) => Effect.Effect<KeepMark, ProtectionError>
  /** Takes the mark away; there need be none. **Fails with** `notFound`. */
  readonly release: (id: string) => Effect.Effect<void, ProtectionError>
  /** Where a plugin keeps data of its own for one resource of a checkpoint; it is purged with it. */
  readonly section: (id: string, resource: Identity, options?: { readonly readOnly?: boolean }) => Section
  /** Removes all the bank holds of a checkpoint; what a crash leaves of it, another purge removes. */
  readonly purge: (id: string) => Effect.Effect<void, ProtectionError>
}

/**
 * The checkpoints of a bank as a service; `make` gives one for each bank where there are several.
 *
 * **Example**
 *
 * ```ts
 * const { items } = yield* Checkpoints.make(fileBank("/var/lib/portal/bank")).list({ plan: "nightly" })
 * ```
 *
 * @category services
 * @since 0.1.0
 */
export class Checkpoints extends Context.Service<Checkpoints, CheckpointsService>()("@breakwater/core/Checkpoints") {
  static readonly make = (bank: Bank): CheckpointsService => makeCheckpoints(bank)
}

type Identity = Pick<Resource, "scope" | "type" | "id">
