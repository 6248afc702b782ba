/**
 * What the hooks of a restore keep, in the bank too: a new resource may lose its mark for its wanted name, and whoever
 * lost the engine's records then knows by this alone that it is there.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { Json } from "../Json.ts"
import { type HookName, hooks } from "../Operation.ts"
import { ProtectionError } from "../ProtectionError.ts"
import * as keys from "./checkpointKeys.ts"
import { sha256 } from "./digest.ts"
import type { LiveProvider } from "./LiveProvider.ts"
import type { ResourceRow } from "./OperationStore.ts"
import type { Hold, Run } from "./Run.ts"
import { readObject } from "./readCheckpoint.ts"
import { wishOf } from "./wishOf.ts"

const Kept = Schema.Struct({
  version: Schema.Int,
  /** A hash of the request: the same id may be used with another one after this one is forgotten. */
  wish: Schema.String,
  key: Schema.String,
  hook: Schema.Literals(hooks),
  state: Json,
})

/** The last state that a hook of a resource kept, by resource key. */
const KeptText = Schema.fromJsonString(Kept)

export type KeptStates = ReadonlyMap<string, Pick<typeof Kept.Type, "hook" | "state">>

/** Durable when it returns; for a restore only, since what a protect makes bears its mark for ever. */
export const keepInBank = (
  { id, operation, provider, request }: Run,
  { key }: ResourceRow,
  hook: HookName,
  state: Json,
): Effect.Effect<void, ProtectionError> => {
  if (request.verb !== "restore") return Effect.void
  const kept: typeof Kept.Type = { version: 1, wish: sha256(wishOf(request)), key, hook, state }
  return provider.bank.root.put(keys.keptState(operation.checkpoint, id, key), JSON.stringify(kept))
}

/** **Fails with** `idReused` when this id was that of another restore, `damaged` or `tooNew` for what is no kept state. */
export const keptInBank = Effect.fnUntraced(function* (
  { id, operation, request }: Hold,
  { bank }: LiveProvider,
): Effect.fn.Return<KeptStates, ProtectionError> {
  if (request.verb !== "restore") return new Map()
  const found = yield* Stream.runCollect(bank.root.list(keys.keptStates(operation.checkpoint, id)))
  const kept = yield* Effect.forEach(found, (key) => readObject(bank.root, key, KeptText), {
    concurrency: parallelReads,
  })
  const newer = kept.find(({ version }) => version > 1)
  if (newer !== undefined) {
    const message = `What the restore "${id}" kept in the bank has version ${newer.version}; this version of Breakwater reads 1.`
    return yield* new ProtectionError({ code: "tooNew", message })
  }
  const wish = sha256(wishOf(request))
  if (kept.every((each) => each.wish === wish)) return new Map(kept.map((each) => [each.key, each]))
  const message = `The operation "${id}" was a restore with another request, whose records are lost.`
  return yield* new ProtectionError({ code: "idReused", message })
})

const parallelReads = 16
