/**
 * What one protect leaves behind: versioned, checksummed, and complete enough to restore without the source. A manifest
 * once written never changes, and every later version reads it. Status and verifications stand beside it.
 */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { canonicalJson } from "./internal/canonicalJson.ts"
import { decodeWithIssues } from "./internal/decodeWithIssues.ts"
import { sha256 } from "./internal/digest.ts"
import { Json } from "./Json.ts"
import { type Issue, ProtectionError, ProtectionErrorJson } from "./ProtectionError.ts"
import { Resource } from "./Resource.ts"
import { unpackResourceGraph } from "./ResourceGraph.ts"

const Ended = Schema.Literals(["available", "error"])

/**
 * One resource in a manifest. `children` are the keys of its dependents; `plugin` is absent where a resource only
 * groups others.
 *
 * @category schemas
 * @since 0.1.0
 */
export const ManifestResource = Schema.Struct({
  resource: Resource,
  children: Schema.Array(Schema.String),
  plugin: Schema.optionalKey(
    Schema.Struct({
      id: Schema.NonEmptyString,
      version: Schema.String,
      savedInfo: Schema.Int.annotate({ description: "The version of the shape of `saved`." }),
    }),
  ),
  status: Ended,
  saved: Schema.optionalKey(Json),
  error: Schema.optionalKey(ProtectionErrorJson),
})
export interface ManifestResource extends Schema.Schema.Type<typeof ManifestResource> {}

/**
 * The manifest of a checkpoint. `checksum` is the SHA-256 of all the rest as canonical JSON (RFC 8785).
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
  created: Schema.String.check(
    Schema.isPattern(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u, {
      message: "Expected a time in UTC with milliseconds, as 2026-11-22T15:02:00.000Z",
    }),
  ),
  status: Ended,
  labels: Schema.Record(Schema.String, Schema.String),
  resources: Schema.Array(ManifestResource),
  checksum: Schema.String.check(Schema.isPattern(/^sha256:[0-9a-f]{64}$/u)).annotate({
    description: "The SHA-256 of the manifest without this member, as canonical JSON (RFC 8785).",
  }),
}).annotate({
  title: "Breakwater checkpoint",
  description: "What one protect left behind. Members that are not described here are to be ignored, not refused.",
})
export interface CheckpointManifest extends Schema.Schema.Type<typeof CheckpointManifest> {}

/**
 * A manifest before it is sealed.
 *
 * @category models
 * @since 0.1.0
 */
export type CheckpointDraft = Omit<CheckpointManifest, "format" | "version" | "bank" | "checksum">

/**
 * Gives a draft its format, version, bank and checksum.
 *
 * **Fails with** `invalidParameters`, one issue for each fault in the draft.
 *
 * @category conversions
 * @since 0.1.0
 */
export const sealCheckpoint = Effect.fnUntraced(function* (
  draft: CheckpointDraft,
  bank: string,
): Effect.fn.Return<CheckpointManifest, ProtectionError> {
  const body = { ...draft, format: "breakwater.checkpoint", version: 1, bank, checksum: unsealed }
  const decoded = decode(body)
  if (Result.isFailure(decoded)) return yield* invalid(draft.id, decoded.failure)
  const graph = unpackResourceGraph(decoded.success.resources)
  if (Result.isFailure(graph)) {
    return yield* invalid(draft.id, [{ path: "/resources", message: graph.failure.message }])
  }
  return { ...decoded.success, checksum: checksumOf(decoded.success) }
})

/**
 * The manifest in a text. Members this version does not know are passed over, but count in the checksum.
 *
 * **Fails with** `tooNew` for a manifest of a later version, `damaged` for anything else that is not one, saying what
 * is wrong with it.
 *
 * @category conversions
 * @since 0.1.0
 */
export const readCheckpointManifest = Effect.fnUntraced(function* (
  text: string,
): Effect.fn.Return<CheckpointManifest, ProtectionError> {
  const raw = jsonObjectIn(text)
  if (raw === undefined) return yield* damaged("it is no JSON object")
  if (raw["format"] !== "breakwater.checkpoint") {
    return yield* damaged(`its format is ${JSON.stringify(raw["format"])}, not "breakwater.checkpoint"`)
  }
  const version = raw["version"]
  if (typeof version === "number" && version > 1) return yield* tooNew(version)
  const checksum = checksumOf(raw)
  if (raw["checksum"] !== checksum) {
    return yield* damaged(`its checksum says ${JSON.stringify(raw["checksum"])}, but what it holds makes ${checksum}`)
  }
  const decoded = decode(raw)
  if (Result.isFailure(decoded)) return yield* damaged(sentence(decoded.failure), decoded.failure)
  const graph = unpackResourceGraph(decoded.success.resources)
  return Result.isFailure(graph) ? yield* damaged(graph.failure.message) : decoded.success
})

/**
 * The JSON Schema (2020-12) of the manifest, as published in `schema/checkpoint.v1.json`.
 *
 * @category schemas
 * @since 0.1.0
 */
export const checkpointJsonSchema = () => {
  const { schema, definitions } = Schema.toJsonSchemaDocument(CheckpointManifest)
  return { $schema: "https://json-schema.org/draft/2020-12/schema", ...schema, $defs: definitions }
}

/** What JSON.parse gives is JSON. */
const jsonObjectIn = (text: string) =>
  Result.getOrUndefined(
    Result.filterOrFail(
      Result.try((): unknown => JSON.parse(text)),
      isObject,
      () => undefined,
    ),
  )

const isObject = (value: unknown): value is { readonly [name: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const unsealed = `sha256:${"0".repeat(64)}`

const decode = (value: unknown) => decodeWithIssues(CheckpointManifest, value)

const checksumOf = ({ checksum: _, ...rest }: { readonly [name: string]: Json }) =>
  `sha256:${sha256(canonicalJson(rest))}`

const sentence = (issues: readonly Issue[]) => issues.map(({ path, message }) => `${path}: ${message}`).join("; ")

const invalid = (id: string, issues: readonly Issue[]) =>
  new ProtectionError({
    code: "invalidParameters",
    message: `The checkpoint "${id}" can not be written: ${sentence(issues)}`,
    issues,
  })

const damaged = (what: string, issues?: readonly Issue[]) =>
  new ProtectionError({
    code: "damaged",
    message: `This checkpoint manifest is damaged: ${what}.`,
    ...(issues === undefined ? {} : { issues }),
  })

const tooNew = (version: number) =>
  new ProtectionError({
    code: "tooNew",
    message: `This checkpoint manifest has version ${version}; this version of Breakwater reads 1.`,
  })
