/** What a protect did that had ended when the engine's records of it were lost, as its manifest tells. */
import * as Effect from "effect/Effect"
import type { Checkpoint, CheckpointResource } from "../Checkpoint.ts"
import { hooks } from "../Operation.ts"
import { ProtectionError } from "../ProtectionError.ts"
import type { ResourceRow } from "./OperationStore.ts"
import { manifestEntries } from "./prepare.ts"
import type { Hold } from "./Run.ts"

/**
 * The rows that are not what the manifest says; undefined while there is no manifest of a whole protect. To make it
 * anew would find the same, and tell another moment for it, which no manifest takes.
 * **Fails with** `idReused` when other resources were protected under this id.
 */
export const committedRows = Effect.fnUntraced(function* (
  { operation, request, rows }: Hold,
  existing: Checkpoint | undefined,
): Effect.fn.Return<readonly ResourceRow[] | undefined, ProtectionError> {
  if (request.verb !== "protect" || existing?.status !== "available") return undefined
  const entries = manifestEntries(existing)
  if (entries.size !== rows.size || Array.from(rows.values()).some((row) => !isOf(row, entries.get(row.key)))) {
    const message = `The checkpoint "${operation.checkpoint}" was committed with other resources, by an operation of this id whose records are lost.`
    return yield* new ProtectionError({ code: "idReused", message })
  }
  return Array.from(rows.values())
    .filter(({ state }) => state !== "succeeded")
    .map((row) => succeededRow(row, entries.get(row.key)?.saved))
})

const succeededRow = (
  { error: _, hookBegan: __, hookState: ___, progress: ____, ...row }: ResourceRow,
  saved: ResourceRow["result"],
): ResourceRow => ({
  ...row,
  state: "succeeded",
  cancellable: "never",
  hook: hooks.length,
  left: [],
  ...(saved === undefined ? {} : { result: saved }),
})

/** What no plugin served was not protected. */
const isOf = ({ served }: ResourceRow, entry: CheckpointResource | undefined) =>
  entry !== undefined && (!served || entry.plugin !== undefined)
