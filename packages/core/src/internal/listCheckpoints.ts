/** Checkpoints, newest first, from the index that fits the filter best: a page of them, or what is made of each. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import type { Bank } from "../Bank.ts"
import type { Checkpoint, CheckpointFilter } from "../Checkpoint.ts"
import type { Page } from "../ProtectablePlugin.ts"
import { ProtectionError } from "../ProtectionError.ts"
import { resourceKey } from "../Resource.ts"
import { checkCheckpointFilter } from "./checkFilter.ts"
import * as keys from "./checkpointKeys.ts"
import { ifThere } from "./ifThere.ts"
import { invalid } from "./invalid.ts"
import { isoTime } from "./now.ts"
import { Header, readCheckpoint, readState } from "./readCheckpoint.ts"
import { timeOf } from "./timeOf.ts"

export const listCheckpoints = Effect.fnUntraced(function* (
  bank: Bank,
  given: CheckpointFilter,
): Effect.fn.Return<Page<Checkpoint>, ProtectionError> {
  const filter = yield* checkCheckpointFilter(given)
  const { after, limit = 50 } = filter
  if (!Number.isInteger(limit) || limit < 1) return yield* refused("/limit", "A page has at least one item.")
  if (after !== undefined && keys.fromIndex(after) === undefined) {
    return yield* refused("/after", `"${after}" is no place in this list; give back \`next\` of the page before.`)
  }
  const from = filter.from === undefined ? undefined : isoTime(yield* timeOf("/from", filter.from))
  const to = filter.to === undefined ? undefined : isoTime(yield* timeOf("/to", filter.to))
  const entries = (yield* entriesOf(bank, filter))
    .filter((entry) => from === undefined || entry.created >= from)
    .filter((entry) => to === undefined || entry.created < to)
    .filter((entry) => after === undefined || entry.stamp < after)

  const items: Checkpoint[] = []
  for (let start = 0; start < entries.length; start += limit) {
    const batch = entries.slice(start, start + limit)
    const rows = yield* Effect.forEach(batch, (entry) => readRow(bank, entry, filter), { concurrency: parallelReads })
    for (const [index, row] of rows.entries()) {
      if (row !== undefined && matches(row, filter)) items.push(row)
      const last = batch[index]
      if (items.length === limit && last !== undefined && start + index + 1 < entries.length) {
        return { items, next: last.stamp }
      }
    }
  }
  return { items }
})

/** What `read` makes of every one there is; nothing else of it is kept in memory. */
export const fromEachCheckpoint = Effect.fnUntraced(function* <A>(
  bank: Bank,
  filter: Pick<CheckpointFilter, "provider" | "status">,
  read: (checkpoint: Checkpoint) => Effect.Effect<A, ProtectionError>,
) {
  const readEntry = Effect.fnUntraced(function* (entry: { readonly key: string; readonly id: string }) {
    const row = yield* readRow(bank, entry, filter)
    return row === undefined || !matches(row, filter) ? [] : [yield* read(row)]
  })
  const all = yield* Effect.forEach(yield* entriesOf(bank, filter), readEntry, { concurrency: parallelReads })
  return all.flat()
})

const parallelReads = 16

const entriesOf = (bank: Bank, filter: CheckpointFilter) =>
  Effect.map(Stream.runCollect(bank.root.list(indexFor(filter))), (found) =>
    found.flatMap((key) => keys.fromIndex(key) ?? []).sort((one, other) => (one.stamp < other.stamp ? 1 : -1)),
  )

const indexFor = ({ plan, provider }: CheckpointFilter): string => {
  if (plan !== undefined) return keys.byPlan(plan)
  return provider === undefined ? keys.byDate : keys.byProvider(provider)
}

const matches = (row: Checkpoint, { label, provider, resource, status }: CheckpointFilter): boolean => {
  const key = resource === undefined ? undefined : resourceKey(resource)
  return (
    (provider === undefined || row.provider === provider) &&
    (status === undefined || status.includes(row.status)) &&
    (label === undefined || row.labels[label[0]] === label[1]) &&
    (key === undefined || row.resources.some((each) => resourceKey(each.resource) === key))
  )
}

/** What can not be read is shown with what its index says and why; what was purged meanwhile is left out. */
const readRow = (bank: Bank, entry: { readonly key: string; readonly id: string }, filter: CheckpointFilter) =>
  Effect.flatMap(isPassedOver(bank, entry.id, filter), (passed) =>
    passed ? Effect.succeed(undefined) : readCheckpoint(bank, entry.id),
  ).pipe(
    Effect.catchIf(
      (error) => error.code === "damaged" || error.code === "tooNew" || error.code === "notFound",
      // A purge takes the status last, after its entries in the indices: while those stand, it is lost, not purged.
      (error) => unreadable(bank, entry.key, asDamaged(error)),
    ),
    ifThere,
  )

/** Most that a bank holds may be deleted long since: that is told by one object. */
const isPassedOver = (bank: Bank, id: string, { status }: CheckpointFilter) =>
  status === undefined || status.includes("deleted")
    ? Effect.succeed(false)
    : Effect.map(readState(bank, id), (state) => state.status === "deleted")

const unreadable = Effect.fnUntraced(function* (bank: Bank, key: string, error: ProtectionError) {
  const text = yield* bank.root.get(key)
  const header = yield* Effect.mapError(Schema.decodeUnknownEffect(Schema.fromJsonString(Header))(text), () => error)
  const row: Checkpoint = {
    format: "breakwater.checkpoint",
    version: 1,
    bank: bank.id,
    ...header,
    status: "error",
    resources: [],
    verifications: [],
    error: error.toJSON(),
  }
  return row
})

const refused = (path: string, message: string) => invalid([{ path, message }])

const asDamaged = (error: ProtectionError) =>
  error.code === "notFound"
    ? new ProtectionError({ code: "damaged", message: `Something of it is lost: ${error.message}` }, { cause: error })
    : error
