/**
 * What one protect leaves behind: a manifest that is versioned, checksummed and complete enough to restore without the
 * source. Once written it never changes and every later version reads it; status and verifications stand beside it.
 */
import type * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { Json } from "./Json.ts"
import type { ProtectionError } from "./ProtectionError.ts"
import { ProtectionErrorJson } from "./ProtectionError.ts"
import { Resource } from "./Resource.ts"

/** What state a checkpoint, or a resource in it, is in. @category schemas @since 0.1.0 */
export const CheckpointStatus = Schema.Literals([
  "protecting",
  "available",
  "error",
  "deleting",
  "deleted",
  "error-deleting",
])
export type CheckpointStatus = typeof CheckpointStatus.Type

/** How a protect ended. @category schemas @since 0.1.0 */
const Ended = Schema.Literals(["available", "error"])

/**
 * One resource in a manifest. `plugin` is absent where a resource only groups others; `saved` is what its plugin saved.
 *
 * @category schemas
 * @since 0.1.0
 */
export const ManifestResource = Schema.Struct({
  resource: Resource,
  children: Schema.Array(Schema.String),
  plugin: Schema.optionalKey(
    Schema.Struct({ id: Schema.NonEmptyString, version: Schema.String, savedInfo: Schema.Int }),
  ),
  status: Ended,
  saved: Schema.optionalKey(Json),
  error: Schema.optionalKey(ProtectionErrorJson),
})
export interface ManifestResource extends Schema.Schema.Type<typeof ManifestResource> {}

/**
 * The manifest. `created` is an ISO 8601 time in UTC; `checksum` is the SHA-256 of everything else in canonical JSON.
 *
 * @category schemas
 * @since 0.1.0
 */
export const CheckpointManifest = Schema.Struct({
  format: Schema.Literal("breakwater.checkpoint"),
  version: Schema.Literal(1),
  id: Schema.NonEmptyString,
  bank: Schema.String,
  provider: Schema.NonEmptyString,
  plan: Schema.optionalKey(Schema.NonEmptyString),
  created: Schema.String,
  status: Ended,
  labels: Schema.Record(Schema.String, Schema.String),
  resources: Schema.Array(ManifestResource),
  checksum: Schema.String,
})
export interface CheckpointManifest extends Schema.Schema.Type<typeof CheckpointManifest> {}

/** A manifest before it is sealed. @category models @since 0.1.0 */
export type CheckpointDraft = Omit<CheckpointManifest, "format" | "version" | "bank" | "checksum">

/** What is known of a checkpoint from its beginning. @category models @since 0.1.0 */
export type CheckpointHeader = Pick<CheckpointManifest, "id" | "provider" | "plan" | "created" | "labels">

/** What one verify found, resource by resource. @category schemas @since 0.1.0 */
export const Verification = Schema.Struct({
  operation: Schema.NonEmptyString,
  at: Schema.String,
  status: Schema.Literals(["passed", "failed"]),
  resources: Schema.Array(
    Schema.Struct({
      key: Schema.String,
      status: Schema.Literals(["passed", "failed"]),
      result: Schema.optionalKey(Json),
      error: Schema.optionalKey(ProtectionErrorJson),
    }),
  ),
})
export interface Verification extends Schema.Schema.Type<typeof Verification> {}

/** A resource in a checkpoint as it is now. @category models @since 0.1.0 */
export interface CheckpointResource extends Omit<ManifestResource, "status"> {
  readonly status: CheckpointStatus
}

/**
 * A checkpoint as it is now: its manifest with the present statuses. While nothing is committed yet its `resources` are
 * empty and its `checksum` is absent. `error` says why a listed one can not be read (`damaged`, `tooNew`).
 *
 * @category models
 * @since 0.1.0
 */
export interface Checkpoint extends Omit<CheckpointManifest, "status" | "resources" | "checksum"> {
  readonly status: CheckpointStatus
  readonly resources: readonly CheckpointResource[]
  readonly checksum?: string
  readonly verifications: readonly Verification[]
  readonly error?: ProtectionErrorJson
}

/** Gives a draft its format, version, bank and checksum. @category conversions @since 0.1.0 */
export declare const sealCheckpoint: (
  draft: CheckpointDraft,
  bank: string,
) => Effect.Effect<CheckpointManifest, ProtectionError>

/** Reads a manifest. **Fails with** `damaged`, `tooNew`. @category conversions @since 0.1.0 */
export declare const readCheckpointManifest: (text: string) => Effect.Effect<CheckpointManifest, ProtectionError>

/** The JSON Schema of the manifest. @category schemas @since 0.1.0 */
export declare const checkpointJsonSchema: () => Json
