/** A checkpoint as it is now, put together from the objects it has in a bank. */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import type { Bank, Section } from "../Bank.ts"
import { type Checkpoint, CheckpointStatus, KeepMark, Verification } from "../Checkpoint.ts"
import { CheckpointManifest, readCheckpointManifest } from "../CheckpointManifest.ts"
import { ProtectionError, ProtectionErrorJson } from "../ProtectionError.ts"
import { resourceKey } from "../Resource.ts"
import { canonicalJson } from "./canonicalJson.ts"
import * as keys from "./checkpointKeys.ts"
import { ifThere } from "./ifThere.ts"

/** What is known of a checkpoint from its beginning; also what stands in its indices. */
export const Header = Schema.Struct({
  id: CheckpointManifest.fields.id,
  provider: CheckpointManifest.fields.provider,
  plan: CheckpointManifest.fields.plan,
  created: CheckpointManifest.fields.created,
  labels: CheckpointManifest.fields.labels,
})

/** The object beside the manifest. As long as it says `protecting`, the manifest decides, once it is there. */
export const State = Schema.Struct({
  ...Header.fields,
  status: CheckpointStatus,
  deletedAt: Schema.optionalKey(Schema.String),
  /** A hash of the request that began it. */
  wish: Schema.optionalKey(Schema.String),
})
export type State = typeof State.Type

const StateText = Schema.fromJsonString(State)

/** What became of one resource of one manifest, told by its number: what a later manifest names anew begins anew. */
const ResourceState = Schema.Struct({
  key: Schema.String,
  manifest: Schema.Int,
  status: CheckpointStatus,
  error: Schema.optionalKey(ProtectionErrorJson),
})

const ResourceStateText = Schema.fromJsonString(ResourceState)
const VerificationText = Schema.fromJsonString(Verification)
const KeepMarkText = Schema.fromJsonString(KeepMark)

/** What objects there are is asked once; those are read side by side. */
export const readCheckpoint = Effect.fnUntraced(function* (
  bank: Bank,
  id: string,
): Effect.fn.Return<Checkpoint, ProtectionError> {
  const { root } = bank
  const { wish: _, ...state } = yield* readState(bank, id)
  const found = yield* Stream.runCollect(root.list(keys.folder(id)))
  const below = (folder: string) => found.filter((key) => key.startsWith(`${folder}/`))
  const number = latestOf(below(keys.manifests(id)))
  const { changed, keep, manifest, verifications } = yield* Effect.all(
    {
      manifest: number === 0 ? Effect.succeed(undefined) : readManifest(root, id, number),
      verifications: readAll(root, below(keys.verifications(id)), VerificationText),
      keep: found.includes(keys.keepMark(id)) ? readKeepMark(root, id) : Effect.succeed(undefined),
      changed: readAll(
        root,
        below(keys.resourceData(id)).filter((key) => keys.isResourceStatus(id, key)),
        ResourceStateText,
      ),
    },
    { concurrency: "unbounded" },
  ).pipe(
    // It is being purged: what was found a moment ago is gone.
    Effect.catchIf(
      ({ code }) => code === "notFound" && state.status === "deleted",
      () => Effect.succeed(purged),
    ),
  )
  const frame = { format: "breakwater.checkpoint", version: 1, bank: bank.id, ...(keep && { keep }) } as const
  if (manifest === undefined) return { ...frame, ...state, resources: [], verifications }
  const current = yield* Effect.filter(changed, (each) => isStillSo(root, manifest, each, number, found))
  const changes = new Map(current.map(({ key, manifest: _, ...change }) => [key, change]))
  return {
    ...manifest,
    ...frame,
    status: state.status === "protecting" ? manifest.status : state.status,
    ...(state.deletedAt === undefined ? {} : { deletedAt: state.deletedAt }),
    resources: manifest.resources.map((each) => ({ ...each, ...changes.get(resourceKey(each.resource)) })),
    verifications,
  }
})

const purged = { changed: [], keep: undefined, manifest: undefined, verifications: [] }

/**
 * A retry makes anew what had failed only: what became of the rest since the earlier manifest, such as its deletion, is so
 * as long as the last one names the same.
 */
const isStillSo = Effect.fnUntraced(function* (
  root: Section,
  last: CheckpointManifest,
  { key, manifest: number }: typeof ResourceState.Type,
  lastNumber: number,
  found: readonly string[],
) {
  if (number === lastNumber) return true
  if (!found.includes(keys.manifest(last.id, number))) return false
  const saved = ({ resources }: CheckpointManifest) => {
    const entry = resources.find(({ resource }) => resourceKey(resource) === key)
    return entry?.saved === undefined ? undefined : canonicalJson(entry.saved)
  }
  const then = saved(yield* readManifest(root, last.id, number))
  return then !== undefined && then === saved(last)
})

/** **Fails with** `notFound` when there is no such checkpoint. */
export const readState = (bank: Bank, id: string): Effect.Effect<State, ProtectionError> =>
  readObject(bank.root, keys.status(id), StateText).pipe(
    Effect.catchIf(
      (error) => error.code === "notFound",
      () =>
        Effect.fail(
          new ProtectionError({
            code: "notFound",
            message: `There is no checkpoint "${id}" in the bank "${bank.id}".`,
            recovery: "Check the id and the provider; it may have been purged.",
          }),
        ),
    ),
  )

/** The last manifest committed and its number; there is more than one only when a failed protect was retried. */
export const readLatestManifest = Effect.fnUntraced(function* (root: Section, id: string) {
  const number = yield* latestManifestNumber(root, id)
  return number === 0 ? undefined : { manifest: yield* readManifest(root, id, number), number }
})

const readManifest = Effect.fnUntraced(function* (root: Section, id: string, number: number) {
  const key = keys.manifest(id, number)
  const manifest = yield* Effect.flatMap(root.get(key), readCheckpointManifest)
  if (manifest.id === id) return manifest
  return yield* new ProtectionError({
    code: "damaged",
    message: `The manifest at "${key}" is that of another checkpoint, "${manifest.id}".`,
  })
})

/** The number of the last manifest, 0 before the first. */
export const latestManifestNumber = (root: Section, id: string): Effect.Effect<number, ProtectionError> =>
  Effect.map(Stream.runCollect(root.list(keys.manifests(id))), latestOf)

const latestOf = (manifests: readonly string[]) => Math.max(0, ...manifests.map(keys.manifestNumber))

/** It may be taken away meanwhile. */
const readKeepMark = (root: Section, id: string): Effect.Effect<KeepMark | undefined, ProtectionError> =>
  ifThere(readObject(root, keys.keepMark(id), KeepMarkText))

/** **Fails with** `damaged` when the object is not what belongs there. */
export const readObject = Effect.fnUntraced(function* <A>(root: Section, key: string, schema: Schema.Codec<A, string>) {
  const decoded = Schema.decodeUnknownResult(schema)(yield* root.get(key))
  if (Result.isSuccess(decoded)) return decoded.success
  const message = `The object "${key}" of the bank is damaged: ${decoded.failure.message}`
  return yield* new ProtectionError({ code: "damaged", message })
})

const readAll = <A>(root: Section, found: readonly string[], schema: Schema.Codec<A, string>) =>
  Effect.forEach(found, (key) => readObject(root, key, schema), { concurrency: 16 })
