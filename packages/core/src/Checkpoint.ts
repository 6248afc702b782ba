/** A checkpoint as it is now: what its manifest says, with the statuses and verifications that stand beside it. */
import * as Schema from "effect/Schema"
import type { CheckpointManifest, ManifestResource } from "./CheckpointManifest.ts"
import { Json } from "./Json.ts"
import type { Paging } from "./ProtectablePlugin.ts"
import { ProtectionErrorJson } from "./ProtectionError.ts"
import type { Resource } from "./Resource.ts"

/**
 * What state a checkpoint, or one resource in it, is in.
 *
 * **Source**: `karbor/common/constants.py`.
 *
 * @category schemas
 * @since 0.1.0
 */
export const CheckpointStatus = Schema.Literals([
  "protecting",
  "available",
  "error",
  "deleting",
  "deleted",
  "error-deleting",
])
/** One of the statuses of a checkpoint. @category models @since 0.1.0 */
export type CheckpointStatus = typeof CheckpointStatus.Type

const VerificationStatus = Schema.Literals(["passed", "failed"])

/**
 * What one verify found, resource by resource (`key` is the resource's). `operation` is the id of the verify, `at` its
 * end as an ISO 8601 time.
 *
 * @category schemas
 * @since 0.1.0
 */
export const Verification = Schema.Struct({
  operation: Schema.NonEmptyString,
  at: Schema.NonEmptyString,
  status: VerificationStatus,
  resources: Schema.Array(
    Schema.Struct({
      key: Schema.String,
      status: VerificationStatus,
      result: Schema.optionalKey(Json),
      error: Schema.optionalKey(ProtectionErrorJson),
    }),
  ),
})
export interface Verification extends Schema.Schema.Type<typeof Verification> {}

/**
 * That a checkpoint is to be kept by every retention, and until when; for ever where no time is given. `because` is for
 * people.
 *
 * @category schemas
 * @since 0.1.0
 */
export const KeepMark = Schema.Struct({
  at: Schema.NonEmptyString,
  until: Schema.optionalKey(Schema.NonEmptyString),
  because: Schema.optionalKey(Schema.String),
})
export interface KeepMark extends Schema.Schema.Type<typeof KeepMark> {}

/**
 * A resource in a checkpoint as it is now. `error` is the latest: of the protect, or of a delete after it.
 *
 * @category models
 * @since 0.1.0
 */
export interface CheckpointResource extends Omit<ManifestResource, "status"> {
  readonly status: CheckpointStatus
}

/**
 * What is known of a checkpoint from its beginning.
 *
 * @category models
 * @since 0.1.0
 */
export type CheckpointHeader = Pick<CheckpointManifest, "id" | "provider" | "plan" | "created" | "labels">

/**
 * A checkpoint as it is now. Before its manifest is committed it has no `checksum` and no resources, and its status is
 * `protecting`, or `error` when the protect ended without one. In a list, `error` says why one can not be read
 * (`damaged`, `tooNew`); nothing but its header is shown then.
 *
 * @category models
 * @since 0.1.0
 */
export interface Checkpoint extends CheckpointHeader {
  readonly format: CheckpointManifest["format"]
  readonly version: CheckpointManifest["version"]
  readonly bank: string
  readonly status: CheckpointStatus
  /** Since when it is `deleted`, as an ISO 8601 time. */
  readonly deletedAt?: string
  readonly resources: readonly CheckpointResource[]
  readonly verifications: readonly Verification[]
  readonly keep?: KeepMark
  readonly checksum?: string
  readonly error?: ProtectionErrorJson
}

/**
 * Which checkpoints are wanted. `from` is included, `to` is not; both are ISO 8601 times. `label` is a label of the
 * protect, `status` one of several. A filter by resource or label reads every manifest it passes.
 *
 * @category models
 * @since 0.1.0
 */
export interface CheckpointFilter extends Paging {
  readonly plan?: string
  readonly provider?: string
  readonly resource?: Pick<Resource, "scope" | "type" | "id">
  readonly label?: readonly [key: string, value: string]
  readonly status?: readonly CheckpointStatus[]
  readonly from?: string
  readonly to?: string
}
