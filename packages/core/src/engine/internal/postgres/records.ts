/** Reading what the cluster engine keeps of an operation. */
import * as Effect from "effect/Effect"
import type { ResourceRow } from "../../../internal/OperationStore.ts"
import type { OperationChange, OperationRecord, Request } from "../../../OperationRecord.ts"
import { ProtectionError } from "../../../ProtectionError.ts"
import { type PlaceInPages, unknownOperation } from "../storeErrors.ts"
import type { Database } from "./openDatabase.ts"

/** An operation and what only the store needs. */
export interface Stored {
  readonly place: number
  readonly epoch: number
  readonly record: OperationRecord
}

export interface Found {
  readonly place: number
  readonly record: string
}

export const makeRecords = ({ name, query }: Database) => {
  /** Requests never change and may be large: each is read once, of those asked for last. */
  const requests = new Map<number, Request>()
  const remember = (place: number, request: Request) => {
    requests.delete(place)
    requests.set(place, request)
    for (const oldest of requests.keys()) if (requests.size > rememberedRequests) requests.delete(oldest)
  }

  /** The columns hold JSON that was written by JSON.stringify. */
  const parse = <A>(read: () => A) => Effect.try({ try: read, catch: (cause) => damaged(name, cause) })

  /** The requests of these operations; one that was purged meanwhile is left out. */
  const requestsOf = Effect.fnUntraced(function* (places: readonly number[]) {
    const known = new Map(
      places.flatMap((place) => {
        const request = requests.get(place)
        return request === undefined ? [] : [[place, request] as const]
      }),
    )
    const missing = places.filter((place) => !known.has(place))
    if (missing.length > 0) {
      const found = yield* query<{ operation: number; request: string }>(
        "SELECT operation, request FROM breakwater_requests WHERE operation = ANY ($1::integer[])",
        [missing],
      )
      const read = yield* parse(() =>
        found.map((row): readonly [number, Request] => [row.operation, JSON.parse(row.request)]),
      )
      for (const [place, request] of read) known.set(place, request)
    }
    for (const [place, request] of known) remember(place, request)
    return known
  })

  const recordsOf = Effect.fnUntraced(function* (found: readonly Found[]) {
    const known = yield* requestsOf(found.map(({ place }) => place))
    return yield* parse(() =>
      found.flatMap(({ place, record }): readonly { readonly place: number; readonly item: OperationRecord }[] => {
        const request = known.get(place)
        return request === undefined ? [] : [{ place, item: { ...JSON.parse(record), request } }]
      }),
    )
  })

  const lookUp = Effect.fnUntraced(function* (id: string) {
    const found = yield* query<Found>("SELECT place, record FROM breakwater_operations WHERE id = $1", [id])
    const [first] = yield* recordsOf(found)
    return first?.item
  })

  const storedOf = Effect.fnUntraced(function* (found: Found & { readonly epoch: number }) {
    const [first] = yield* recordsOf([found])
    if (first === undefined) return yield* damaged(name, undefined)
    const stored: Stored = { place: found.place, epoch: found.epoch, record: first.item }
    return stored
  })

  return {
    recordsOf,
    storedOf,

    lookUp,

    find: Effect.fnUntraced(function* (id: string) {
      return (yield* lookUp(id)) ?? (yield* unknownOperation(id))
    }),

    /** The revision alone, since it is asked for often. */
    revision: Effect.fnUntraced(function* (id: string) {
      const [found] = yield* query<{ revision: number }>("SELECT revision FROM breakwater_operations WHERE id = $1", [
        id,
      ])
      return found === undefined ? yield* unknownOperation(id) : found.revision
    }),

    /** All of them, or those of these keys, in the order of the graph. */
    rows: Effect.fnUntraced(function* (place: number, keys?: readonly string[]) {
      const found = yield* keys === undefined
        ? query<{ row: string }>("SELECT row FROM breakwater_resources WHERE operation = $1 ORDER BY place", [place])
        : query<{ row: string }>(
            "SELECT row FROM breakwater_resources WHERE operation = $1 AND key = ANY ($2) ORDER BY place",
            [place, keys],
          )
      return yield* parse((): readonly ResourceRow[] => found.map(({ row }) => JSON.parse(row)))
    }),

    pageOfRows: Effect.fnUntraced(function* (id: string, { limit, passed = -1 }: PlaceInPages) {
      const found = yield* query<{ place: number | null; row: string }>(
        `SELECT page.place, page.row FROM breakwater_operations
        LEFT JOIN LATERAL (SELECT place, row FROM breakwater_resources
          WHERE operation = breakwater_operations.place AND place > $2 ORDER BY place LIMIT $3) AS page ON TRUE
        WHERE id = $1 ORDER BY page.place`,
        [id, passed, limit + 1],
      )
      if (found.length === 0) return yield* unknownOperation(id)
      return yield* parse(() =>
        found.flatMap(({ place, row }): readonly { readonly place: number; readonly item: ResourceRow }[] =>
          place === null ? [] : [{ place, item: JSON.parse(row) }],
        ),
      )
    }),

    /** Every change of a state after a revision, the present, and the rows that made progress at no change of a state. */
    since: Effect.fnUntraced(function* (id: string, after: number) {
      const [found] = yield* query<
        Found & {
          readonly then: readonly string[]
          readonly changed: readonly string[]
          readonly rows: readonly string[]
        }
      >(
        `SELECT place, record,
          ARRAY(SELECT record FROM breakwater_changes WHERE ${isLater} ORDER BY revision) AS then,
          ARRAY(SELECT changed FROM breakwater_changes WHERE ${isLater} ORDER BY revision) AS changed,
          ARRAY(SELECT row FROM breakwater_resources WHERE ${isLater} AND revision NOT IN
            (SELECT revision FROM breakwater_changes WHERE ${isLater}) ORDER BY place) AS rows
        FROM breakwater_operations AS operations WHERE id = $1`,
        [id, after],
      )
      if (found === undefined) return yield* unknownOperation(id)
      const [first] = yield* recordsOf([found])
      if (first === undefined) return yield* unknownOperation(id)
      const operation = first.item
      return yield* parse(() => ({
        operation,
        progressed: found.rows.map((row): ResourceRow => JSON.parse(row)),
        changes: found.then.map(
          (record, index): OperationChange => ({
            operation: { ...JSON.parse(record), request: operation.request },
            changed: JSON.parse(found.changed[index] ?? "[]"),
          }),
        ),
      }))
    }),
  }
}

export const withoutRequest = ({ request: _, ...record }: OperationRecord) => JSON.stringify(record)

const rememberedRequests = 100

const isLater = "operation = operations.place AND revision > $2"

const damaged = (name: string, cause: unknown) =>
  new ProtectionError(
    {
      code: "damaged",
      message: `${name} holds an operation that can not be read: somebody else has written into its tables.`,
      recovery: "Restore a copy of the database: docs/durability.md tells what that costs.",
    },
    { cause },
  )
