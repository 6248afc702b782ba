/** What one provider's bank and the engine know of protects: which operations, what they made, what is named. */
import * as Effect from "effect/Effect"
import type { Checkpoint, CheckpointResource } from "../Checkpoint.ts"
import { hasEnded, type OperationRecord, type ResourceRecord } from "../OperationRecord.ts"
import type { Page } from "../ProtectablePlugin.ts"
import type { ProtectionError } from "../ProtectionError.ts"
import type { Resource, Scope } from "../Resource.ts"
import { artifactsOf, eachCheckpoint } from "./checkpointFacts.ts"
import type { LiveProvider } from "./LiveProvider.ts"
import type { OperationStore } from "./OperationStore.ts"
import { isDraft } from "./repairDraft.ts"

export interface Records {
  readonly scopes: readonly Scope[]
  /** Protects and restores, and what each was about. */
  readonly made: readonly { readonly operation: string; readonly resource: Resource }[]
  /** Protects of which only the id is known. */
  readonly bare: readonly string[]
  /** The artifacts that a checkpoint names, of whichever provider. */
  readonly named: ReadonlySet<string>
  readonly underWay: ReadonlySet<string>
  /** Of each operation that is known, how far it had come. */
  readonly revisions: ReadonlyMap<string, number>
  /** Checkpoints written for repairs that have deleted nothing. */
  readonly drafts: readonly string[]
  /** Begun in the bank, unknown to the engine. */
  readonly lost: ReadonlySet<string>
  /** Whose checkpoint can not be read: nobody knows what it names. */
  readonly unclear: ReadonlySet<string>
  /** What checkpoints say is there. */
  readonly standing: readonly {
    readonly checkpoint: string
    readonly entry: CheckpointResource
    readonly artifacts: readonly string[]
  }[]
}

export const readRecords = Effect.fnUntraced(function* (
  provider: LiveProvider,
  store: OperationStore,
  others: readonly LiveProvider[],
): Effect.fn.Return<Records, ProtectionError> {
  const operations = new Map<string, OperationRecord>()
  const revisions = new Map<string, number>()
  yield* eachPage(
    (after) => store.list({ limit: pageSize, ...after }),
    (record) => {
      const { provider: of, verb } = record.request
      revisions.set(record.id, record.revision)
      if (of === provider.id && (verb === "protect" || verb === "restore")) operations.set(record.id, record)
    },
  )
  const checkpoints = yield* eachCheckpoint([provider], recordOf)
  const everywhere = [...checkpoints, ...(yield* eachCheckpoint(others, recordOf))]
  const resources = new Map(checkpoints.map(({ id, resources }) => [id, resources]))
  for (const id of operations.keys()) {
    if ((resources.get(id) ?? []).length > 0) continue
    const rows: Resource[] = []
    yield* eachPage<ResourceRecord>(
      (after) => store.resources(id, { limit: pageSize, ...after }),
      ({ resource }) => rows.push(resource),
    )
    resources.set(id, rows)
  }
  const made = Array.from(resources, ([operation, all]) => all.map((resource) => ({ operation, resource }))).flat()
  const scopes = Array.from(operations.values()).flatMap(({ request }) => request.into ?? [])
  const lost = checkpoints.filter(({ id, status }) => status === "protecting" && !operations.has(id))
  const named = everywhere.flatMap(({ standing }) => standing)
  return {
    scopes: [...made.map(({ resource }) => resource.scope), ...scopes],
    made,
    bare: Array.from(resources).flatMap(([id, all]) => (all.length === 0 ? [id] : [])),
    named: new Set(named.flatMap(({ artifacts }) => artifacts)),
    underWay: new Set(Array.from(operations.values()).flatMap(({ id, state }) => (hasEnded(state) ? [] : [id]))),
    revisions,
    drafts: checkpoints.flatMap(({ id, isDraft }) => (isDraft ? [id] : [])),
    lost: new Set(lost.map(({ id }) => id)),
    // Whoever succeeded has committed a manifest: it is lost.
    unclear: new Set(
      everywhere.flatMap(({ id, status, unclear }) =>
        unclear || (status === "protecting" && operations.get(id)?.state === "succeeded") ? [id] : [],
      ),
    ),
    standing: checkpoints
      .filter(({ status }) => status === "available" || status === "error")
      .flatMap(({ standing }) => standing)
      .filter(({ entry }) => entry.status === "available"),
  }
})

/** What a checkpoint names. One that is deleted names nothing any more, nor does one that was written for a repair. */
const recordOf = Effect.fnUntraced(function* (checkpoint: Checkpoint, provider: LiveProvider) {
  const { error, id, resources, status } = checkpoint
  const entries = resources.filter(
    (entry) =>
      status !== "deleted" && entry.plugin !== undefined && entry.saved !== undefined && entry.status !== "deleted",
  )
  const read = yield* Effect.forEach(entries, (entry) =>
    Effect.map(artifactsOf(provider, entry), (artifacts) => ({ checkpoint: id, entry, artifacts: artifacts?.made })),
  )
  const standing = read.map(({ artifacts = [], ...each }) => ({ ...each, artifacts }))
  const isRepair = standing.some(({ artifacts }) => isDraft(provider.id, id, artifacts))
  return {
    id,
    status,
    resources: resources.map(({ resource }) => resource),
    standing: isRepair ? [] : standing,
    isDraft: isRepair && (status === "available" || status === "error"),
    unclear: error !== undefined || read.some(({ artifacts }) => artifacts === undefined),
  }
})

const eachPage = Effect.fnUntraced(function* <A>(
  read: (after: { readonly after?: string }) => Effect.Effect<Page<A>, ProtectionError>,
  use: (item: A) => void,
) {
  let after: string | undefined
  do {
    const page: Page<A> = yield* read(after === undefined ? {} : { after })
    for (const item of page.items) use(item)
    after = page.next
  } while (after !== undefined)
})

const pageSize = 500
