/** The operation store of the cluster engine: the shared transitions over tables, each method one transaction. */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { SqlError } from "effect/sql/SqlError"
import { isoTime } from "../../../internal/now.ts"
import { EpochLost, type OperationStore, type ResourceRow } from "../../../internal/OperationStore.ts"
import * as transitions from "../../../internal/transitions.ts"
import { hasEnded, type OperationRecord, type Request } from "../../../OperationRecord.ts"
import type { ProtectionError } from "../../../ProtectionError.ts"
import type { Signals } from "../Signals.ts"
import { pageOf, placeInPages } from "../storeErrors.ts"
import { withPresent } from "../withPresent.ts"
import type { Notices } from "./Notices.ts"
import type { Database } from "./openDatabase.ts"
import { operationTables } from "./operationTables.ts"
import type { Stored } from "./records.ts"

/** The store, and the same as the runner of one share of the operations sees it. */
export interface PostgresStore extends OperationStore {
  readonly ofShare: (share: number) => OperationStore
}

/** What other processes write is seen when their notices wake the signals. */
export const makePostgresStore = (database: Database, signals: Signals, notices: Notices): PostgresStore => {
  const tables = operationTables(database)

  /** Writes a new record and rows, and logs them if a state changed; gives the record back. */
  const save = Effect.fnUntraced(function* (
    stored: Stored,
    record: OperationRecord,
    rows: readonly ResourceRow[],
    log: boolean,
    epoch: number,
  ) {
    const isSeen = record !== stored.record
    if (rows.length > 0) yield* tables.saveRows(stored.place, rows, isSeen ? record.revision : null)
    if (isSeen && log) yield* tables.logChange(stored.place, record, rows.map(transitions.visible))
    if (isSeen || epoch !== stored.epoch)
      yield* tables.saveRecord(stored.place, epoch, record, notices.write(nameOf(record.id)))
    return record
  })

  /** One transaction; whoever waits for what it changes is woken when it has ended, however it did. */
  const write = <A, E>(body: (at: string, wake: (name: string) => void) => Effect.Effect<A, E | SqlError>) =>
    Effect.flatMap(Clock.currentTimeMillis, (now) => {
      const names = new Set<string>()
      return Effect.ensuring(
        database.write(body(isoTime(now), (name) => names.add(name))),
        Effect.sync(() => names.forEach(signals.wake)),
      )
    })

  /** One transaction on one operation. */
  const transact = <A, E>(id: string, body: (stored: Stored, at: string) => Effect.Effect<A, E | SqlError>) =>
    write((at, wake) => {
      wake(nameOf(id))
      return Effect.flatMap(tables.hold(id), (stored) => body(stored, at))
    })

  const refuse = Effect.fnUntraced(function* (request: Request, checkpoint: string) {
    const { ifUnchanged } = request
    const seen = ifUnchanged && (yield* tables.lookUp(ifUnchanged.operation))
    const users = yield* tables.users(checkpoint)
    const refused = transitions.refusal(request, checkpoint, { users, revision: seen?.revision ?? 0 })
    if (refused !== undefined) return yield* refused
  })

  const until = (name: string, after: number, count: Effect.Effect<number, ProtectionError>) =>
    signals.until(
      name,
      Effect.map(count, (found) => found > after),
    )

  const store: OperationStore = {
    insert: (operation) =>
      write((at, wake) =>
        Effect.gen(function* () {
          yield* tables.holdWishes
          const existing = yield* tables.lookUp(operation.request.id)
          if (existing !== undefined) return existing
          yield* refuse(operation.request, operation.checkpoint)
          const record = transitions.begin(operation, at)
          const { place, share } = yield* tables.insert(record, operation.rows, yield* tables.addWish)
          yield* tables.logChange(place, record, operation.rows.map(transitions.visible))
          yield* tables.notify(notices.write(wishIn(share)))
          meaningOf(wishIn(share)).forEach(wake)
          return record
        }),
      ),
    cancel: (id) =>
      transact(id, (stored, at) => save(stored, transitions.cancel(stored.record, at), [], true, stored.epoch)),
    retry: (id, deadline) =>
      write((at, wake) =>
        Effect.gen(function* () {
          yield* tables.holdWishes
          const stored = yield* tables.hold(id)
          if (stored.record.state !== "failed") return stored.record
          yield* refuse(stored.record.request, stored.record.checkpoint)
          const failed = (yield* tables.rows(stored.place)).filter((row) => row.state === "failed")
          const record = transitions.retry(stored.record, failed.length, deadline, at)
          const share = yield* tables.saveTurn(stored.place, yield* tables.addWish)
          yield* save(stored, record, failed.map(transitions.requeue), true, stored.epoch)
          yield* tables.notify(notices.write(wishIn(share)))
          for (const name of [nameOf(id), ...meaningOf(wishIn(share))]) wake(name)
          return record
        }),
      ),
    claim: (id, attempt) =>
      transact(id, (stored, at) =>
        Effect.gen(function* () {
          if (hasEnded(stored.record.state) || stored.record.attempt !== attempt) return undefined
          const epoch = stored.epoch + 1
          const operation = yield* save(stored, transitions.claim(stored.record, at), [], true, epoch)
          return { epoch, operation, rows: yield* tables.rows(stored.place) }
        }),
      ),
    update: (id, epoch, update) =>
      transact(id, (stored, at) =>
        Effect.gen(function* () {
          const isHeld = stored.epoch === epoch && !hasEnded(stored.record.state)
          if (!isHeld) return yield* new EpochLost({ operation: id })
          const rows = update.rows ?? []
          const keys = rows.map(({ key }) => key)
          const known = rows.length === 0 ? [] : yield* tables.rows(stored.place, keys)
          const byKey = new Map(known.map((row) => [row.key, row]))
          const before = keys.flatMap((key) => byKey.get(key) ?? [])
          const record = transitions.update(stored.record, before, update, at) ?? stored.record
          return yield* save(stored, record, rows, transitions.changesState(before, update), epoch)
        }),
      ),
    ahead: (id) => database.read(Effect.flatMap(tables.find(id), ({ request }) => tables.ahead(id, request.verb))),
    get: (id) => database.read(tables.find(id)),
    resources: (id, paging) =>
      Effect.flatMap(Effect.fromResult(placeInPages(paging)), (page) =>
        Effect.map(database.read(tables.pageOfRows(id, page)), (found) => {
          const { items, ...next } = pageOf(found, page.limit)
          return { items: items.map(transitions.visible), ...next }
        }),
      ),
    list: (filter) =>
      Effect.flatMap(Effect.fromResult(placeInPages(filter)), (page) =>
        Effect.map(database.read(tables.list(filter, page)), (found) => pageOf(found, page.limit)),
      ),
    changes: (id, after) =>
      Effect.map(database.read(tables.since(id, after)), ({ changes, operation, progressed }) =>
        withPresent(changes, operation, progressed.map(transitions.visible), after),
      ),
    awaitRevision: (id, after) => until(nameOf(id), after, database.read(tables.revision(id))),
    unfinished: database.read(tables.unfinished),
    wishes: database.read(tables.wishes),
    awaitWish: (after) => until(anyWish, after, database.read(tables.wishes)),
    purge: (before) => Effect.asVoid(database.write(tables.purge(isoTime(before)))),
  }
  const ofShare = (share: number): OperationStore => {
    const wishes = database.read(tables.wishesOf(share))
    return {
      ...store,
      unfinished: database.read(tables.unfinishedIn(share)),
      wishes,
      awaitWish: (after) => until(wishIn(share), after, wishes),
      // One share sees to it for all.
      purge: share === 0 ? store.purge : () => Effect.void,
    }
  }
  return { ...store, ofShare }
}

/** What a name stands for: a wish in one share is a wish. */
export const meaningOf = (name: string): readonly string[] => (name.startsWith(anyWish) ? [anyWish, name] : [name])

const anyWish = "wish"
const wishIn = (share: number) => `${anyWish} ${share}`
const nameOf = (id: string) => `operation ${id}`
