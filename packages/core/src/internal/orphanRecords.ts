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

export interface Records {
  readonly scopes: readonly Scope[]
  /** Protects and restores, and what each was about. */
  readonly made: readonly { readonly operation: string; readonly resource: Resource }[]
  /** Protects of which only the id is known. */
  readonly bare: readonly string[]
  /** The artifacts that a checkpoint names. */
  readonly named: ReadonlySet<string>
  readonly underWay: ReadonlySet<string>
  /** Begun in the bank, unknown to the engine. */
  readonly undecided: ReadonlySet<string>
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
): Effect.fn.Return<Records, ProtectionError> {
  const operations = new Map<string, OperationRecord>()
  yield* eachPage(
    (after) => store.list({ limit: pageSize, ...after }),
    (record) => {
      const { provider: of, verb } = record.request
      if (of === provider.id && (verb === "protect" || verb === "restore")) operations.set(record.id, record)
    },
  )
  const checkpoints = yield* eachCheckpoint([provider], (checkpoint) =>
    Effect.map(
      Effect.forEach(standingIn(checkpoint), (entry) =>
        Effect.map(artifactsOf(provider, entry), (artifacts) => ({
          checkpoint: checkpoint.id,
          entry,
          artifacts: artifacts?.made ?? [],
        })),
      ),
      (standing) => ({ checkpoint, standing }),
    ),
  )
  const resources = new Map<string, Resource[]>()
  for (const { checkpoint } of checkpoints) {
    resources.set(
      checkpoint.id,
      checkpoint.resources.map(({ resource }) => resource),
    )
  }
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
  const underWay = new Set(Array.from(operations.values()).flatMap(({ id, state }) => (hasEnded(state) ? [] : [id])))
  const lost = checkpoints.filter(
    ({ checkpoint }) => checkpoint.status === "protecting" && !operations.has(checkpoint.id),
  )
  return {
    scopes: [
      ...made.map(({ resource }) => resource.scope),
      ...Array.from(operations.values()).flatMap(({ request }) => request.into ?? []),
    ],
    made,
    bare: Array.from(resources).flatMap(([id, all]) => (all.length === 0 ? [id] : [])),
    named: new Set(checkpoints.flatMap(({ standing }) => standing.flatMap(({ artifacts }) => artifacts))),
    underWay,
    undecided: new Set(lost.map(({ checkpoint }) => checkpoint.id)),
    standing: checkpoints
      .filter(({ checkpoint }) => checkpoint.status === "available" || checkpoint.status === "error")
      .flatMap(({ standing }) => standing)
      .filter(({ entry }) => entry.status === "available"),
  }
})

/** What a checkpoint names; one that is deleted names nothing any more. */
const standingIn = ({ resources, status }: Checkpoint) =>
  status === "deleted"
    ? []
    : resources.filter(
        ({ plugin, saved, status }) => plugin !== undefined && saved !== undefined && status !== "deleted",
      )

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
