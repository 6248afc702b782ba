/** The operation store of the SQLite engine: the shared transitions over tables, each method one transaction. */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { isoTime } from "../../../internal/now.ts"
import { EpochLost, type OperationStore, type ResourceRow } from "../../../internal/OperationStore.ts"
import * as transitions from "../../../internal/transitions.ts"
import { hasEnded, type OperationRecord, type Request } from "../../../OperationRecord.ts"
import type { ProtectionError } from "../../../ProtectionError.ts"
import type { Signals } from "../Signals.ts"
import { pageOf, placeInPages, unknownOperation } from "../storeErrors.ts"
import { withPresent } from "../withPresent.ts"
import type { Database } from "./openDatabase.ts"
import { operationTables, type Stored } from "./operationTables.ts"

/** What other processes write is seen when somebody wakes all signals. */
export const makeSqliteStore = (database: Database, signals: Signals): OperationStore => {
  const tables = operationTables(database)

  /** Writes a new record and rows, and logs them if a state changed; gives the record back. */
  const save = (stored: Stored, record: OperationRecord, rows: readonly ResourceRow[], log: boolean, epoch: number) => {
    const isSeen = record !== stored.record
    for (const row of rows) tables.saveRow(stored.place, row, isSeen ? record.revision : undefined)
    if (isSeen && log) tables.logChange(stored.place, record, rows.map(transitions.visible))
    if (isSeen || epoch !== stored.epoch) tables.saveRecord(stored.place, epoch, record)
    return record
  }

  const write = <A, E>(names: readonly string[], body: (at: string) => Result.Result<A, E>) =>
    Effect.flatMap(Clock.currentTimeMillis, (now) =>
      database.write(
        () => body(isoTime(now)),
        () => names.forEach(signals.wake),
      ),
    )

  /** One transaction on one operation. */
  const transact = <A, E = never>(
    id: string,
    body: (stored: Stored, at: string) => Result.Result<A, E>,
    names: readonly string[] = [],
  ) => write([nameOf(id), ...names], (at) => Result.flatMap(tables.find(id), (stored) => body(stored, at)))

  const look = <A>(id: string, body: (stored: Stored) => Result.Result<A, ProtectionError>) =>
    database.read(() => Result.flatMap(tables.find(id), body))

  /** What stands against wishing for it, if anything does. */
  const refusal = (request: Request, checkpoint: string) =>
    transitions.refusal(request, checkpoint, {
      users: tables.users(checkpoint),
      revision: request.ifUnchanged === undefined ? 0 : revisionOf(request.ifUnchanged.operation),
    })
  const revisionOf = (id: string) =>
    Result.match(tables.find(id), { onSuccess: ({ record }) => record.revision, onFailure: () => 0 })

  const wishes = database.read(() => Result.succeed(tables.wishes()))

  return {
    insert: (operation) =>
      write([wish], (at) => {
        const { id } = operation.request
        const existing = tables.find(id)
        if (Result.isSuccess(existing)) return Result.succeed(existing.success.record)
        const refused = refusal(operation.request, operation.checkpoint)
        if (refused !== undefined) return Result.fail(refused)
        const record = transitions.begin(operation, at)
        const place = tables.insert(record, operation.rows, tables.addWish())
        tables.logChange(place, record, operation.rows.map(transitions.visible))
        return Result.succeed(record)
      }),
    cancel: (id) =>
      transact(id, (stored, at) =>
        Result.succeed(save(stored, transitions.cancel(stored.record, at), [], true, stored.epoch)),
      ),
    retry: (id, deadline) =>
      transact(
        id,
        (stored, at) => {
          if (stored.record.state !== "failed") return Result.succeed(stored.record)
          const refused = refusal(stored.record.request, stored.record.checkpoint)
          if (refused !== undefined) return Result.fail(refused)
          const failed = tables.rows(stored.place).filter((row) => row.state === "failed")
          const record = transitions.retry(stored.record, failed.length, deadline, at)
          tables.saveTurn(stored.place, tables.addWish())
          return Result.succeed(save(stored, record, failed.map(transitions.requeue), true, stored.epoch))
        },
        [wish],
      ),
    claim: (id, attempt) =>
      transact(id, (stored, at) => {
        if (hasEnded(stored.record.state) || stored.record.attempt !== attempt) return Result.succeed(undefined)
        const epoch = stored.epoch + 1
        const operation = save(stored, transitions.claim(stored.record, at), [], true, epoch)
        return Result.succeed({ epoch, operation, rows: tables.rows(stored.place) })
      }),
    update: (id, epoch, update) =>
      transact(id, (stored, at) => {
        const isHeld = stored.epoch === epoch && !hasEnded(stored.record.state)
        if (!isHeld) return Result.fail(new EpochLost({ operation: id }))
        const rows = update.rows ?? []
        const before = rows.flatMap((row) => tables.row(stored.place, row.key) ?? [])
        const record = transitions.update(stored.record, before, update, at) ?? stored.record
        return Result.succeed(save(stored, record, rows, transitions.changesState(before, update), epoch))
      }),
    ahead: (id) => look(id, (stored) => Result.succeed(tables.ahead(stored))),
    get: (id) => look(id, ({ record }) => Result.succeed(record)),
    resources: (id, paging) =>
      look(id, ({ place }) =>
        Result.map(placeInPages(paging), (page) => {
          const { items, ...next } = pageOf(tables.pageOfRows(place, page), page.limit)
          return { items: items.map(transitions.visible), ...next }
        }),
      ),
    list: (filter) =>
      database.read(() => Result.map(placeInPages(filter), (page) => pageOf(tables.list(filter, page), page.limit))),
    changes: (id, after) =>
      look(id, ({ place, record }) => {
        const progressed = tables.progressed(place, after).map(transitions.visible)
        return Result.succeed(withPresent(tables.changes(place, after), record, progressed, after))
      }),
    awaitRevision: (id, after) =>
      signals.until(
        nameOf(id),
        database.read(() => {
          const revision = tables.revision(id)
          return revision === undefined ? Result.fail(unknownOperation(id)) : Result.succeed(revision > after)
        }),
      ),
    unfinished: database.read(() => Result.succeed(tables.unfinished())),
    wishes,
    awaitWish: (after) =>
      signals.until(
        wish,
        Effect.map(wishes, (count) => count > after),
      ),
    purge: (before) =>
      write([], () => {
        tables.purge(isoTime(before))
        return Result.succeed(undefined)
      }),
  }
}

const wish = "wish"
const nameOf = (id: string) => `operation ${id}`
