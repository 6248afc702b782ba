/** The rows of the cluster engine as records; what writes is part of a transaction that its caller has begun. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { Ahead, OperationFilter, ResourceRow, Unfinished } from "../../../internal/OperationStore.ts"
import { excludedBy, type Other } from "../../../internal/transitions.ts"
import { Verb } from "../../../Operation.ts"
import type { OperationRecord, ResourceRecord } from "../../../OperationRecord.ts"
import { type PlaceInPages, unknownOperation } from "../storeErrors.ts"
import { type Database, refuseNewer } from "./openDatabase.ts"
import { makeRecords, withoutRequest } from "./records.ts"

export const operationTables = (database: Database) => {
  const { query } = database
  const records = makeRecords(database)

  /** The first statement of a transaction: nothing is written into tables of a newer version. */
  const checkVersion = Effect.fnUntraced(function* <Row extends { readonly version: number }>(found: readonly Row[]) {
    const [first] = found
    if (first !== undefined) yield* refuseNewer(database, first.version)
    return first
  })

  return {
    ...records,

    /** Locks an operation until the transaction ends. */
    hold: Effect.fnUntraced(function* (id: string) {
      const found = yield* query<Held>(
        `SELECT version, place, epoch, record FROM breakwater_schema
        LEFT JOIN (SELECT place, epoch, record FROM breakwater_operations WHERE id = $1 FOR UPDATE) AS held ON TRUE`,
        [id],
      )
      const first = yield* checkVersion(found)
      if (first === undefined || first.place === null) return yield* unknownOperation(id)
      return yield* records.storedOf({ ...first, place: first.place })
    }),

    /** Whoever wishes waits here for the wish before, so that wishes are numbered in the order in which they are seen. */
    holdWishes: query<{ version: number }>(
      "SELECT version FROM breakwater_schema, breakwater_wishes FOR UPDATE OF breakwater_wishes",
    ).pipe(Effect.flatMap(checkVersion)),

    /** Gives the number of the new wish. */
    addWish: Effect.map(
      query<{ count: number }>("UPDATE breakwater_wishes SET count = count + 1 RETURNING count"),
      ([found]) => found?.count ?? 0,
    ),

    /** Gives the place and the share of the new operation. */
    insert: Effect.fnUntraced(function* (record: OperationRecord, rows: readonly ResourceRow[], turn: number) {
      const { request } = record
      const [made = { place: 0, share: 0 }] = yield* query<{ place: number; share: number }>(
        `INSERT INTO breakwater_operations
          (id, verb, turn, epoch, record, revision, attempt, state, checkpoint, created, updated, labels)
        VALUES ($1, $2, $3, 0, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING place, share`,
        [
          ...[record.id, request.verb, turn, withoutRequest(record), record.revision, record.attempt, record.state],
          ...[record.checkpoint, record.created, record.updated],
          Object.entries(request.labels ?? {}).map((label) => JSON.stringify(label)),
        ],
      )
      yield* query("INSERT INTO breakwater_requests (operation, request) VALUES ($1, $2)", [
        made.place,
        JSON.stringify(request),
      ])
      yield* query(
        `INSERT INTO breakwater_resources (operation, place, key, served, state, revision, row)
        SELECT $1, place - 1, key, served, state, $2, row
        FROM unnest($3::text[], $4::boolean[], $5::text[], $6::text[])
          WITH ORDINALITY AS given (key, served, state, row, place)`,
        [made.place, record.revision, ...columnsOf(rows)],
      )
      return made
    }),

    /** Tells everybody by `notice`. */
    saveRecord: (place: number, epoch: number, record: OperationRecord, notice: string) =>
      query(
        `UPDATE breakwater_operations
        SET epoch = $2, record = $3, revision = $4, attempt = $5, state = $6, updated = $7
        WHERE place = $1 RETURNING pg_notify('breakwater', $8)`,
        [
          ...[place, epoch, withoutRequest(record), record.revision, record.attempt, record.state, record.updated],
          notice,
        ],
      ),

    /** To the end of the line; gives the share. */
    saveTurn: (place: number, turn: number) =>
      Effect.map(
        query<{ share: number }>("UPDATE breakwater_operations SET turn = $2 WHERE place = $1 RETURNING share", [
          place,
          turn,
        ]),
        ([found]) => found?.share ?? 0,
      ),

    /**
     * Without a revision nobody is told of the change. The keys are named twice, since the statistics of a table never know
     * the operation that has just come: without them the server reads all of its rows for each change of a few.
     */
    saveRows: (place: number, rows: readonly ResourceRow[], revision: number | null) =>
      query(
        `UPDATE breakwater_resources AS known
        SET state = given.state, row = given.row, revision = coalesce($2, known.revision)
        FROM unnest($3::text[], $4::boolean[], $5::text[], $6::text[]) AS given (key, served, state, row)
        WHERE known.operation = $1 AND known.key = ANY ($3) AND known.key = given.key`,
        [place, revision, ...columnsOf(rows)],
      ),

    logChange: (place: number, record: OperationRecord, changed: readonly ResourceRecord[]) =>
      query("INSERT INTO breakwater_changes (operation, revision, record, changed) VALUES ($1, $2, $3, $4)", [
        ...[place, record.revision, withoutRequest(record)],
        JSON.stringify(changed),
      ]),

    notify: (notice: string) => query("SELECT pg_notify('breakwater', $1)", [notice]),

    /** Newest first, one item more than a page has. */
    list: Effect.fnUntraced(function* ({ checkpoint, label, state }: OperationFilter, page: PlaceInPages) {
      const given = [
        ["state = ANY", state],
        ["checkpoint =", checkpoint],
        ["labels @>", label === undefined ? undefined : [JSON.stringify(label)]],
        ["place <", page.passed],
      ] as const
      const conditions = given.flatMap(([condition, value]) => (value === undefined ? [] : [{ condition, value }]))
      const where = conditions.map(({ condition }, index) => ` AND ${condition} ($${index + 2})`).join("")
      const found = yield* query<{ place: number; record: string }>(
        `SELECT place, record FROM breakwater_operations WHERE TRUE${where} ORDER BY place DESC LIMIT $1`,
        [page.limit + 1, ...conditions.map(({ value }) => value)],
      )
      return yield* records.recordsOf(found)
    }),

    unfinished: query<Unfinished>(
      `SELECT id, attempt, created FROM breakwater_operations WHERE ${hasNotEnded} ORDER BY place`,
    ),

    unfinishedIn: (share: number) =>
      query<Unfinished>(
        `SELECT id, attempt, created FROM breakwater_operations WHERE ${hasNotEnded} AND share = $1 ORDER BY place`,
        [share],
      ),

    /** What has not ended on a checkpoint. */
    users: (checkpoint: string) =>
      Effect.map(
        query<OtherRow>(`SELECT id, verb FROM breakwater_operations WHERE checkpoint = $1 AND ${hasNotEnded}`, [
          checkpoint,
        ]),
        (found) => found.map(otherOf),
      ),

    ahead: (id: string, verb: Verb) =>
      Effect.map(
        query<OtherRow & { readonly key: string }>(
          `SELECT DISTINCT ON (mine.place) mine.key, before.id, before.verb
          FROM breakwater_operations AS operation
          JOIN breakwater_resources AS mine ON mine.operation = operation.place
          JOIN breakwater_resources AS theirs ON theirs.key = mine.key AND theirs.${hasNotEnded}
          JOIN breakwater_operations AS before ON before.place = theirs.operation AND before.${hasNotEnded}
          WHERE operation.id = $1 AND mine.state = 'queued' AND mine.served AND theirs.served
            AND before.turn < operation.turn AND before.verb = ANY ($2)
          ORDER BY mine.place, before.turn`,
          [id, excludedBy(verb)],
        ),
        (found): readonly Ahead[] => found.map((row) => ({ key: row.key, ...otherOf(row) })),
      ),

    purge: (before: string) =>
      query("DELETE FROM breakwater_operations WHERE state IN ('succeeded', 'failed', 'cancelled') AND updated < $1", [
        before,
      ]),

    wishes: Effect.map(query<{ count: number }>("SELECT count FROM breakwater_wishes"), ([found]) => found?.count ?? 0),

    /** The number of the newest wish in a share. */
    wishesOf: (share: number) =>
      Effect.map(
        query<{ turn: number | null }>("SELECT max(turn) AS turn FROM breakwater_operations WHERE share = $1", [share]),
        ([found]) => found?.turn ?? 0,
      ),
  }
}

const hasNotEnded = "state IN ('queued', 'running', 'cancelling')"

const columnsOf = (rows: readonly ResourceRow[]) =>
  [
    rows.map(({ key }) => key),
    rows.map(({ served }) => served),
    rows.map(({ state }) => state),
    rows.map((row) => JSON.stringify(row)),
  ] as const

interface Held {
  readonly version: number
  readonly place: number | null
  readonly epoch: number
  readonly record: string
}

interface OtherRow {
  readonly id: string
  readonly verb: string
}

const otherOf = ({ id, verb }: OtherRow): Other => ({ id, verb: decodeVerb(verb) })

const decodeVerb = Schema.decodeUnknownSync(Verb)
