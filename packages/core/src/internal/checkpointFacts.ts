/** What retention and orphans need to know of a checkpoint, out of its manifest and its plugins. */
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import type { Checkpoint, CheckpointFilter, CheckpointResource } from "../Checkpoint.ts"
import type { ProtectionError } from "../ProtectionError.ts"
import type { Artifacts } from "../ProtectionPlugin.ts"
import type { Provider } from "../Provider.ts"
import { type Resource, resourceKey } from "../Resource.ts"
import { asked } from "./asked.ts"
import type { LiveProvider } from "./LiveProvider.ts"
import { fromEachCheckpoint } from "./listCheckpoints.ts"
import type { CheckpointFacts } from "./retentionRules.ts"
import { checkSaved, servingPlugin } from "./Subject.ts"

/** Every checkpoint of these providers, by status; of each only what `read` makes of it is kept in memory. */
export const eachCheckpoint = Effect.fnUntraced(function* <A>(
  providers: readonly LiveProvider[],
  read: (checkpoint: Checkpoint, provider: LiveProvider) => Effect.Effect<A, ProtectionError>,
  filter: Pick<CheckpointFilter, "status"> = {},
) {
  const all = yield* Effect.forEach(providers, (provider) =>
    fromEachCheckpoint(provider.bank, { ...filter, provider: provider.id }, (checkpoint) => read(checkpoint, provider)),
  )
  return all.flat()
})

export const factsOf = Effect.fnUntraced(function* (checkpoint: Checkpoint, provider: Provider) {
  const { created, error, id, keep, resources, status, verifications } = checkpoint
  const standing = resources.filter((entry) => entry.plugin !== undefined && entry.status !== "deleted")
  const artifacts = yield* Effect.forEach(
    standing.filter(({ saved }) => saved !== undefined),
    (entry) => artifactsOf(provider, entry),
  )
  const until = keep?.until === undefined ? Number.POSITIVE_INFINITY : millis(keep.until)
  const known = artifacts.every((each) => each !== undefined) && error === undefined
  const facts: CheckpointFacts = {
    id,
    created: millis(created),
    status,
    doubted: standing.some(({ resource }) => lastFound(verifications, resource) === "failed"),
    readable: error === undefined,
    ...(keep === undefined ? {} : { kept: until }),
    resources: standing.filter((entry) => entry.status === "available").map(({ resource }) => resourceKey(resource)),
    made: artifacts.flatMap((each) => each?.made ?? []),
    needs: known ? artifacts.flatMap((each) => each?.needs ?? []) : undefined,
  }
  return facts
})

/** A verify may have looked at a part: what it says of the rest is what the one before said. */
const lastFound = (verifications: Checkpoint["verifications"], resource: Resource) =>
  verifications.flatMap(({ resources }) => resources).findLast(({ key }) => key === resourceKey(resource))?.status

/** The artifacts of one resource of a checkpoint, their names made different for each plugin; undefined if nobody can tell. */
export const artifactsOf = (provider: Provider, entry: CheckpointResource): Effect.Effect<Artifacts | undefined> =>
  Effect.gen(function* () {
    const { resource } = entry
    const plugin = yield* servingPlugin({ provider, resource, protectedAs: entry })
    if (plugin.artifacts === undefined) return nothing
    const saved = yield* checkSaved(plugin, { resource, protectedAs: entry })
    const { made, needs } = yield* asked("artifacts", () => Effect.sync(() => plugin.artifacts?.(saved) ?? nothing))
    const named = (names: readonly string[]) => names.map((name) => `${plugin.id} ${name}`)
    return { made: named(made), needs: named(needs) }
  }).pipe(Effect.catch(() => Effect.succeed(undefined)))

const nothing: Artifacts = { made: [], needs: [] }

const millis = (time: string) => DateTime.toEpochMillis(DateTime.makeUnsafe(time))
