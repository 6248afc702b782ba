/**
 * The checkpoints of one bank: begun, committed, listed by provider, plan and date, purged. It knows no plugin, and
 * purging removes what the bank holds, never a backup in a cloud.
 */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { Bank, Section } from "./Bank.ts"
import type { Checkpoint, CheckpointFilter, CheckpointHeader, CheckpointStatus, Verification } from "./Checkpoint.ts"
import { type CheckpointDraft, type CheckpointManifest, sealCheckpoint } from "./CheckpointManifest.ts"
import { canonicalJson } from "./internal/canonicalJson.ts"
import * as keys from "./internal/checkpointKeys.ts"
import { decodeWithIssues } from "./internal/decodeWithIssues.ts"
import { listCheckpoints } from "./internal/listCheckpoints.ts"
import { Header, readCheckpoint, readLatestManifest, readState, type State } from "./internal/readCheckpoint.ts"
import type { Page } from "./ProtectablePlugin.ts"
import { ProtectionError } from "./ProtectionError.ts"
import { type Resource, resourceKey } from "./Resource.ts"

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
   *
   * **Fails with** `idReused` when the id stands for another checkpoint, or for one that is not to be made any more.
   */
  readonly begin: (header: CheckpointHeader) => Effect.Effect<void, ProtectionError>
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
  /** Where a plugin keeps data of its own for one resource of a checkpoint; it is purged with it. */
  readonly section: (id: string, resource: Identity, options?: { readonly readOnly?: boolean }) => Section
  /** Removes all the bank holds of a checkpoint; what a crash leaves of it, another purge removes. */
  readonly purge: (id: string) => Effect.Effect<void, ProtectionError>
}

/**
 * The checkpoints of a bank as a service; `make` gives one for each bank where there are several.
 *
 * @category services
 * @since 0.1.0
 */
export class Checkpoints extends Context.Service<Checkpoints, CheckpointsService>()("@breakwater/core/Checkpoints") {
  static readonly make = (bank: Bank): CheckpointsService => makeService(bank)
}

type Identity = Pick<Resource, "scope" | "type" | "id">

const makeService = (bank: Bank): CheckpointsService => {
  const { root } = bank
  const write = (key: string, value: Parameters<typeof canonicalJson>[0]) => root.put(key, canonicalJson(value))

  const begin = Effect.fnUntraced(function* (given: CheckpointHeader) {
    const header = yield* headerOf(given)
    const state: State = { ...header, status: "protecting" }
    yield* root.create(keys.status(header.id), canonicalJson(state)).pipe(
      Effect.catchIf(
        (error) => error.code === "inUse",
        () => beginAgain(state),
      ),
    )
    for (const key of keys.inIndices(header)) yield* write(key, header)
  })

  const beginAgain = Effect.fnUntraced(function* (state: State) {
    const existing = yield* readState(bank, state.id)
    if (canonicalJson({ ...existing, status: state.status }) !== canonicalJson(state)) {
      return yield* idReused(`The checkpoint "${state.id}" was begun with another provider, plan, time or labels.`)
    }
    if (existing.status === "error") return yield* write(keys.status(state.id), state)
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
        () => Effect.fail(committedBefore(manifest.id)),
      ),
    )
  })

  const purge = Effect.fnUntraced(function* (id: string) {
    const indexed = yield* readState(bank, id).pipe(
      Effect.map(keys.inIndices),
      Effect.catchIf(
        (error) => error.code === "notFound" || error.code === "damaged",
        () => searchIndices(id),
      ),
    )
    const objects = yield* Stream.runCollect(root.list(keys.folder(id)))
    // The status goes last: as long as it stands, a repeated purge knows what else to remove.
    const others = objects.filter((key) => key !== keys.status(id))
    yield* Effect.forEach([...indexed, ...others], root.remove, { concurrency: 8 })
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
    setStatus: (id, status) =>
      Effect.flatMap(readState(bank, id), (state) => write(keys.status(id), { ...state, status })),
    setResourceStatus: (id, resource, status, error) =>
      Effect.andThen(
        readState(bank, id),
        write(keys.resourceStatus(id, resource), {
          key: resourceKey(resource),
          status,
          ...(error === undefined ? {} : { error: error.toJSON() }),
        }),
      ),
    addVerification: (id, verification) =>
      Effect.andThen(readState(bank, id), write(keys.verification(id, verification), verification)),
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
