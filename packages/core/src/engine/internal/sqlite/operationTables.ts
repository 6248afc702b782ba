/** The rows of the SQLite engine as records; each function is part of a transaction that its caller has begun. */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { Ahead, OperationFilter, ResourceRow, Unfinished } from "../../../internal/OperationStore.ts"
import { excludedBy, type Other } from "../../../internal/transitions.ts"
import { Verb } from "../../../Operation.ts"
import type { OperationChange, OperationRecord, Request, ResourceRecord } from "../../../OperationRecord.ts"
import type { ProtectionError } from "../../../ProtectionError.ts"
import { type PlaceInPages, unknownOperation } from "../storeErrors.ts"
import { type Database, integer, text } from "./openDatabase.ts"

/** An operation and what only the store needs. */
export interface Stored {
  readonly place: number
  readonly epoch: number
  readonly record: OperationRecord
}

export const operationTables = ({ prepare }: Database) => {
  /** Requests never change and may be large: each is read once, of those asked for last. */
  const requests = new Map<number, Request>()
  const requestOf = (place: number, id: string): Request => {
    // What was taken back may have been read, and its place is given again.
    const remembered = requests.get(place)
    const known = remembered?.id === id ? remembered : undefined
    const found = prepare("SELECT request FROM requests WHERE operation = ?")
    const request: Request = known ?? JSON.parse(text(found.get(place), "request"))
    requests.delete(place)
    requests.set(place, request)
    for (const oldest of requests.keys()) if (requests.size > rememberedRequests) requests.delete(oldest)
    return request
  }
  const recordOf = (place: number, json: string): OperationRecord => {
    const record: Omit<OperationRecord, "request"> = JSON.parse(json)
    return { ...record, request: requestOf(place, record.id) }
  }

  const tables = {
    find: (id: string): Result.Result<Stored, ProtectionError> => {
      const found = prepare("SELECT place, epoch, record FROM operations WHERE id = ?").get(id)
      if (found === undefined) return Result.fail(unknownOperation(id))
      const place = integer(found, "place")
      const record = recordOf(place, text(found, "record"))
      return Result.succeed({ place, epoch: integer(found, "epoch"), record })
    },

    /** The revision alone, since it is asked for often; undefined when there is no such operation. */
    revision: (id: string): number | undefined => {
      const found = prepare("SELECT revision FROM operations WHERE id = ?").get(id)
      return found === undefined ? undefined : integer(found, "revision")
    },

    /** Gives the place of the new operation. */
    insert: (record: OperationRecord, rows: readonly ResourceRow[], turn: number): number => {
      const insert = prepare("INSERT INTO operations (id, epoch, record, turn, verb) VALUES (?, 0, ?, ?, ?)")
      const { id, request } = record
      const place = Number(insert.run(id, withoutRequest(record), turn, request.verb).lastInsertRowid)
      prepare("INSERT INTO requests (operation, request) VALUES (?, ?)").run(place, JSON.stringify(record.request))
      const insertRow = prepare("INSERT INTO resources (operation, place, key, revision, row) VALUES (?, ?, ?, ?, ?)")
      for (const [index, row] of rows.entries())
        insertRow.run(place, index, row.key, record.revision, JSON.stringify(row))
      return place
    },

    saveRecord: (place: number, epoch: number, record: OperationRecord): void => {
      prepare("UPDATE operations SET epoch = ?, record = ? WHERE place = ?").run(epoch, withoutRequest(record), place)
    },

    /** To the end of the line. */
    saveTurn: (place: number, turn: number): void => {
      prepare("UPDATE operations SET turn = ? WHERE place = ?").run(turn, place)
    },

    /** Without a revision nobody is told of the change. */
    saveRow: (place: number, row: ResourceRow, revision: number | undefined): void => {
      prepare(`UPDATE resources SET row = ?, revision = coalesce(?, revision) WHERE operation = ? AND key = ?`).run(
        JSON.stringify(row),
        revision ?? null,
        place,
        row.key,
      )
    },

    logChange: (place: number, record: OperationRecord, changed: readonly ResourceRecord[]): void => {
      const log = prepare("INSERT INTO changes (operation, revision, record, changed) VALUES (?, ?, ?, ?)")
      log.run(place, record.revision, withoutRequest(record), JSON.stringify(changed))
    },

    row: (place: number, key: string): ResourceRow | undefined => {
      const found = prepare("SELECT row FROM resources WHERE operation = ? AND key = ?").get(place, key)
      return found === undefined ? undefined : rowOf(found)
    },

    /** All of them, in the order of the graph. */
    rows: (place: number): readonly ResourceRow[] =>
      prepare("SELECT row FROM resources WHERE operation = ? ORDER BY place").all(place).map(rowOf),

    pageOfRows: (place: number, { limit, passed = -1 }: PlaceInPages) =>
      prepare("SELECT place, row FROM resources WHERE operation = ? AND place > ? ORDER BY place LIMIT ?")
        .all(place, passed, limit + 1)
        .map((found) => ({ place: integer(found, "place"), item: rowOf(found) })),

    /** Rows that made progress after a revision, at which no state changed. */
    progressed: (place: number, after: number): readonly ResourceRow[] =>
      prepare(`SELECT row FROM resources WHERE operation = ? AND revision > ?
        AND revision NOT IN (SELECT revision FROM changes WHERE operation = ? AND revision > ?) ORDER BY place`)
        .all(place, after, place, after)
        .map(rowOf),

    changes: (place: number, after: number): readonly OperationChange[] =>
      prepare("SELECT record, changed FROM changes WHERE operation = ? AND revision > ? ORDER BY revision")
        .all(place, after)
        .map((found) => ({
          operation: recordOf(place, text(found, "record")),
          changed: JSON.parse(text(found, "changed")),
        })),

    /** Newest first, one item more than a page has. */
    list: ({ checkpoint, label, state }: OperationFilter, { limit, passed }: PlaceInPages) => {
      const conditions: readonly (readonly [condition: string, ...values: readonly (string | number)[]])[] = [
        ...(state === undefined ? [] : [["state IN (SELECT value FROM json_each(?))", JSON.stringify(state)] as const]),
        ...(checkpoint === undefined ? [] : [["checkpoint = ?", checkpoint] as const]),
        ...(label === undefined ? [] : [[hasLabel, ...label] as const]),
        ...(passed === undefined ? [] : [["place < ?", passed] as const]),
      ]
      const where = conditions.map(([condition]) => ` AND ${condition}`).join("")
      const values = conditions.flatMap(([, ...each]) => each)
      return prepare(`SELECT place, record FROM operations WHERE TRUE${where} ORDER BY place DESC LIMIT ?`)
        .all(...values, limit + 1)
        .map((found) => {
          const place = integer(found, "place")
          return { place, item: recordOf(place, text(found, "record")) }
        })
    },

    unfinished: (): readonly Unfinished[] =>
      prepare(`SELECT id, record ->> '$.attempt' AS attempt, record ->> '$.created' AS created FROM operations
        WHERE ${hasNotEnded} ORDER BY place`)
        .all()
        .map((found) => ({
          id: text(found, "id"),
          attempt: integer(found, "attempt"),
          created: text(found, "created"),
        })),

    /** What has not ended on a checkpoint. */
    users: (checkpoint: string): readonly Other[] =>
      prepare(`SELECT id, verb FROM operations WHERE checkpoint = ? AND ${hasNotEnded}`).all(checkpoint).map(otherOf),

    ahead: ({ place, record }: Stored): readonly Ahead[] =>
      prepare(`SELECT mine.key, before.id, before.verb, min(before.turn)
        FROM resources AS mine
        JOIN resources AS theirs ON theirs.key = mine.key AND theirs.${hasNotEnded} AND theirs.row ->> '$.served'
        JOIN operations AS before ON before.place = theirs.operation AND before.${hasNotEnded}
        WHERE mine.operation = ? AND mine.state = 'queued' AND mine.row ->> '$.served'
          AND before.turn < (SELECT turn FROM operations WHERE place = mine.operation)
          AND before.verb IN (SELECT value FROM json_each(?))
        GROUP BY mine.place ORDER BY mine.place`)
        .all(place, JSON.stringify(excludedBy(record.request.verb)))
        .map((found) => ({ key: text(found, "key"), ...otherOf(found) })),

    purge: (before: string): void => {
      prepare("DELETE FROM operations WHERE state IN ('succeeded', 'failed', 'cancelled') AND updated < ?").run(before)
    },

    wishes: (): number => integer(prepare("SELECT count FROM wishes").get(), "count"),

    /** Gives the number of the new wish. */
    addWish: (): number => integer(prepare("UPDATE wishes SET count = count + 1 RETURNING count").get(), "count"),
  }
  return tables
}

const rememberedRequests = 100

const hasNotEnded = "state IN ('queued', 'running', 'cancelling')"

const hasLabel = `EXISTS (SELECT 1 FROM requests, json_each(request, '$.labels')
  WHERE operation = operations.place AND key = ? AND value = ?)`

const withoutRequest = ({ request: _, ...record }: OperationRecord) => JSON.stringify(record)

const otherOf = (found: Parameters<typeof text>[0]): Other => ({
  id: text(found, "id"),
  verb: decodeVerb(text(found, "verb")),
})

const decodeVerb = Schema.decodeUnknownSync(Verb)

const rowOf = (found: Parameters<typeof text>[0]): ResourceRow => JSON.parse(text(found, "row"))
