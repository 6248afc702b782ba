/** What is done to the objects of a checkpoint, in such an order that whatever a crash leaves, a repetition finishes. */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Stream from "effect/Stream"
import type { Bank } from "../Bank.ts"
import { type CheckpointHeader, type CheckpointStatus, KeepMark } from "../Checkpoint.ts"
import { type CheckpointDraft, type CheckpointManifest, sealCheckpoint } from "../CheckpointManifest.ts"
import type { CheckpointsService } from "../Checkpoints.ts"
import type { Json } from "../Json.ts"
import { ProtectionError } from "../ProtectionError.ts"
import { type Resource, resourceKey } from "../Resource.ts"
import { canonicalJson } from "./canonicalJson.ts"
import * as keys from "./checkpointKeys.ts"
import { decodeWithIssues } from "./decodeWithIssues.ts"
import { invalid } from "./invalid.ts"
import { listCheckpoints } from "./listCheckpoints.ts"
import { isoNow, isoTime } from "./now.ts"
import {
  Header,
  latestManifestNumber,
  readCheckpoint,
  readLatestManifest,
  readState,
  type State,
} from "./readCheckpoint.ts"
import { timeOf } from "./timeOf.ts"

export const makeCheckpoints = (bank: Bank): CheckpointsService => {
  const { root } = bank
  const write = (key: string, value: Json) => root.put(key, canonicalJson(value))

  const begin = Effect.fnUntraced(function* (given: CheckpointHeader, wish?: string) {
    const header = yield* headerOf(given)
    const state: State = { ...header, status: "protecting", ...(wish === undefined ? {} : { wish }) }
    yield* root.create(keys.status(header.id), canonicalJson(state)).pipe(
      Effect.catchIf(
        (error) => error.code === "inUse",
        () => beginAgain(state),
      ),
    )
    for (const key of keys.inIndices(header)) yield* write(key, header)
  })

  const beginAgain = Effect.fnUntraced(function* (state: State) {
    const { deletedAt: _, wish: begun, ...existing } = yield* readState(bank, state.id)
    const { wish = begun, ...header } = state
    if (canonicalJson({ ...existing, status: state.status }) !== canonicalJson(header)) {
      return yield* idReused(`The checkpoint "${state.id}" was begun with another provider, plan, time or labels.`)
    }
    if (wish !== begun && begun !== undefined)
      return yield* idReused(`The checkpoint "${state.id}" was begun by another request, whose records are lost.`)
    if (existing.status === "error") {
      return yield* write(keys.status(state.id), { ...header, ...(wish === undefined ? {} : { wish }) })
    }
    if (existing.status !== "protecting") {
      return yield* idReused(`The checkpoint "${state.id}" is ${existing.status} and can not be made again.`)
    }
  })

  const commit = Effect.fnUntraced(function* (draft: CheckpointDraft) {
    const manifest = yield* sealCheckpoint(draft, bank.id)
    const latest = yield* readLatestManifest(root, manifest.id)
    if (latest?.manifest.checksum === manifest.checksum) return manifest
    if (latest?.manifest.status === "available") return yield* committedBefore(manifest.id)
    yield* begin(manifest)
    const key = keys.manifest(manifest.id, (latest?.number ?? 0) + 1)
    return yield* root.create(key, canonicalJson(manifest)).pipe(
      Effect.as(manifest),
      Effect.catchIf(
        (error) => error.code === "inUse",
        () => committedMeanwhile(manifest),
      ),
    )
  })

  const committedMeanwhile = Effect.fnUntraced(function* (manifest: CheckpointManifest) {
    const other = yield* readLatestManifest(root, manifest.id)
    return other?.manifest.checksum === manifest.checksum ? manifest : yield* committedBefore(manifest.id)
  })

  const setStatus = Effect.fnUntraced(function* (id: string, status: CheckpointStatus) {
    const { deletedAt, ...state } = yield* readState(bank, id)
    const since = status === "deleted" ? { deletedAt: deletedAt ?? (yield* isoNow) } : {}
    yield* write(keys.status(id), { ...state, status, ...since })
  })

  const setResourceStatus = Effect.fnUntraced(function* (
    id: string,
    resource: Pick<Resource, "scope" | "type" | "id">,
    status: CheckpointStatus,
    error?: ProtectionError,
  ) {
    yield* readState(bank, id)
    const manifest = yield* latestManifestNumber(root, id)
    const state = { key: resourceKey(resource), manifest, status }
    yield* write(keys.resourceStatus(id, resource), error === undefined ? state : { ...state, error: error.toJSON() })
  })

  const keep = Effect.fnUntraced(function* (id: string, given: Omit<KeepMark, "at"> = {}) {
    yield* readState(bank, id)
    const { because, until } = given
    const mark = decodeWithIssues(KeepMark, {
      at: yield* isoNow,
      ...(until === undefined ? {} : { until: isoTime(yield* timeOf("/until", until)) }),
      ...(because === undefined ? {} : { because }),
    })
    if (Result.isFailure(mark)) return yield* invalid(mark.failure)
    yield* write(keys.keepMark(id), mark.success)
    return mark.success
  })

  const purge = Effect.fnUntraced(function* (id: string) {
    const indexed = yield* readState(bank, id).pipe(
      // Whatever is left of it by a crash is nothing that could be used.
      Effect.tap(({ status }) => (status === "deleted" ? Effect.void : setStatus(id, "deleted"))),
      Effect.map((state) => keys.inIndices(state).toReversed()),
      Effect.catchIf(
        (error) => error.code === "notFound" || error.code === "damaged",
        () => searchIndices(id),
      ),
    )
    const objects = yield* Stream.runCollect(root.list(keys.folder(id)))
    const others = objects.filter((key) => key !== keys.status(id))
    yield* Effect.forEach(others, root.remove, { concurrency: 8 })
    // As long as the list of its provider shows it, somebody may find what a crash left, and the status tells what that is.
    yield* Effect.forEach(indexed, root.remove)
    yield* root.remove(keys.status(id))
  })

  const searchIndices = (id: string) =>
    root.list(keys.indices).pipe(
      Stream.filter((key) => keys.fromIndex(key)?.id === id),
      Stream.runCollect,
    )

  return {
    bank,
    begin,
    commit,
    get: (id) => readCheckpoint(bank, id),
    list: (filter = {}) => listCheckpoints(bank, filter),
    setStatus,
    setResourceStatus,
    addVerification: (id, verification) =>
      Effect.andThen(readState(bank, id), write(keys.verification(id, verification), verification)),
    keep,
    release: (id) => Effect.andThen(readState(bank, id), root.remove(keys.keepMark(id))),
    section: (id, resource, options) => root.section(keys.pluginData(id, resource), options),
    purge,
  }
}

const headerOf = (given: CheckpointHeader): Effect.Effect<CheckpointHeader, ProtectionError> =>
  Effect.mapError(Effect.fromResult(decodeWithIssues(Header, given)), (issues) => {
    const faults = issues.map(({ path, message }) => `${path}: ${message}`).join("; ")
    return new ProtectionError({
      code: "invalidParameters",
      message: `The checkpoint "${given.id}" can not be begun: ${faults}`,
      issues,
    })
  })

const committedBefore = (id: string) =>
  idReused(`Another manifest was committed for the checkpoint "${id}"; a manifest never changes.`)

const idReused = (message: string) =>
  new ProtectionError({ code: "idReused", message, recovery: "Use a new checkpoint id." })
