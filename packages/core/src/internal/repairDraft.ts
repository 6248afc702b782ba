/**
 * The checkpoint that is written for the repair of what no checkpoint names. It bears the id of its orphan, by which it is
 * known: it is there to be deleted, and no checkpoint for anybody else, since whoever made the orphan may name it later.
 */
import * as Effect from "effect/Effect"
import type { Checkpoint } from "../Checkpoint.ts"
import type { Request } from "../OperationRecord.ts"
import { ProtectionError } from "../ProtectionError.ts"
import type { Provider } from "../Provider.ts"
import { type Resource, resourceKey } from "../Resource.ts"
import { artifactsOf } from "./checkpointFacts.ts"
import { sha256 } from "./digest.ts"

/** The id of something that no checkpoint names, and of the checkpoint that is written to delete it. */
export const unnamedId = (provider: string, artifact: string): string => idOf("unnamed", provider, artifact)

/** The id of what a checkpoint names of a resource, when it is gone. */
export const goneId = (provider: string, checkpoint: string, resource: Resource): string =>
  idOf("gone", provider, checkpoint, resourceKey(resource))

const idOf = (kind: "unnamed" | "gone", ...of: readonly string[]) =>
  `${kind}-${sha256(JSON.stringify(of)).slice(0, 16)}`

/** Whether a checkpoint that holds these artifacts was written for a repair. */
export const isDraft = (provider: string, id: string, made: readonly string[]): boolean =>
  made.some((artifact) => unnamedId(provider, artifact) === id)

/** A repair looks for others that name the same, and depends on its maker. **Fails with** `inUse` for any other deletion. */
export const refuseByHand = Effect.fnUntraced(function* (
  provider: Provider,
  { id, labels, resources }: Checkpoint,
  { ifUnchanged, verb }: Request,
) {
  if (verb !== "delete" || ifUnchanged?.operation === labels["orphan"] || labels["orphan"] === undefined) return
  const made = yield* Effect.forEach(
    resources.filter(({ plugin, saved }) => plugin !== undefined && saved !== undefined),
    (entry) => artifactsOf(provider, entry),
  )
  const names = made.flatMap((artifacts) => artifacts?.made ?? [])
  if (!isDraft(provider.id, id, names)) return
  return yield* new ProtectionError({
    code: "inUse",
    outcome: "notStarted",
    message: `The checkpoint ${id} was written to delete what no checkpoint named then; by now one may.`,
    recovery: "Scan for orphans, and repair that one if it is still among them.",
  })
})
