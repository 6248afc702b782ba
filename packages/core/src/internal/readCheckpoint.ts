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
})
export type State = typeof State.Type

/** What became of one resource of one manifest, told by its number: a later manifest begins anew. */
const ResourceState = Schema.Struct({
  key: Schema.String,
  manifest: Schema.Int,
  status: CheckpointStatus,
  error: Schema.optionalKey(ProtectionErrorJson),
})

export const readCheckpoint = Effect.fnUntraced(function* (
  bank: Bank,
  id: string,
): Effect.fn.Return<Checkpoint, ProtectionError> {
  const state = yield* readState(bank, id)
  const latest = yield* readLatestManifest(bank.root, id)
  const verifications = yield* readAll(bank.root, keys.verifications(id), () => true, Verification)
  const keep = yield* readKeepMark(bank.root, id)
  const frame = { format: "breakwater.checkpoint", version: 1, bank: bank.id, ...(keep && { keep }) } as const
  if (latest === undefined) return { ...frame, ...state, resources: [], verifications }
  const { manifest, number } = latest
  const isState = (key: string) => keys.isResourceStatus(id, key)
  const changed = yield* readAll(bank.root, keys.resourceData(id), isState, ResourceState)
  const current = changed.filter((each) => each.manifest === number)
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

/** **Fails with** `notFound` when there is no such checkpoint. */
export const readState = (bank: Bank, id: string): Effect.Effect<State, ProtectionError> =>
  readObject(bank.root, keys.status(id), State).pipe(
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
  if (number === 0) return undefined
  const key = keys.manifest(id, number)
  const manifest = yield* Effect.flatMap(root.get(key), readCheckpointManifest)
  if (manifest.id === id) return { manifest, number }
  return yield* new ProtectionError({
    code: "damaged",
    message: `The manifest at "${key}" is that of another checkpoint, "${manifest.id}".`,
  })
})

/** The number of the last manifest, 0 before the first. */
export const latestManifestNumber = (root: Section, id: string): Effect.Effect<number, ProtectionError> =>
  root.list(keys.manifests(id)).pipe(
    Stream.runCollect,
    Effect.map((found) => Math.max(0, ...found.map(keys.manifestNumber))),
  )

const readKeepMark = (root: Section, id: string): Effect.Effect<KeepMark | undefined, ProtectionError> =>
  ifThere(readObject(root, keys.keepMark(id), KeepMark))

/** **Fails with** `damaged` when the object is not what belongs there. */
export const readObject = Effect.fnUntraced(function* <A>(root: Section, key: string, schema: Schema.Codec<A>) {
  const decoded = Schema.decodeUnknownResult(Schema.fromJsonString(schema))(yield* root.get(key))
  if (Result.isSuccess(decoded)) return decoded.success
  const message = `The object "${key}" of the bank is damaged: ${decoded.failure.message}`
  return yield* new ProtectionError({ code: "damaged", message })
})

const readAll = <A>(root: Section, prefix: string, wanted: (key: string) => boolean, schema: Schema.Codec<A>) =>
  root.list(prefix).pipe(
    Stream.filter(wanted),
    Stream.mapEffect((key) => readObject(root, key, schema), { concurrency: 16 }),
    Stream.runCollect,
  )
