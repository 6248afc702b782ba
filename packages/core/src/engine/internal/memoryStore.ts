/**
 * The operation store of the memory engine: maps in this process, each method one synchronous transaction. What it keeps
 * is frozen, since it gives away what it keeps.
 */
import * as Clock from "effect/Clock"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { isoTime } from "../../internal/now.ts"
import { type Ahead, EpochLost, type OperationStore, type ResourceRow } from "../../internal/OperationStore.ts"
import * as transitions from "../../internal/transitions.ts"
import { hasEnded, type OperationChange, type OperationRecord, type Request } from "../../OperationRecord.ts"
import type { Paging } from "../../ProtectablePlugin.ts"
import { frozen } from "./frozen.ts"
import { pageOf, placeInPages, unknownOperation } from "./storeErrors.ts"

interface Stored {
  readonly order: number
  /** Which wish it is: its place in the line for its resources. */
  turn: number
  epoch: number
  record: OperationRecord
  /** By key, in the order of the graph, each with the revision that changed it last. */
  readonly rows: Map<string, { readonly row: ResourceRow; readonly revision: number }>
  /** Changes of states, oldest first; their operations lack the request, which never changes. */
  readonly log: { readonly operation: Omit<OperationRecord, "request">; readonly rows: readonly ResourceRow[] }[]
  next: Deferred.Deferred<void>
}

/** A new, empty store. It outlives the layers built over it. */
export const makeMemoryStore = (): OperationStore => {
  const operations = new Map<string, Stored>()
  let order = 0
  let wishes = 0
  let nextWish = Deferred.makeUnsafe<void>()

  const find = (id: string) => {
    const stored = operations.get(id)
    return stored === undefined ? Effect.fail(unknownOperation(id)) : Effect.succeed(stored)
  }
  const wish = () => {
    wishes += 1
    const waiting = nextWish
    nextWish = Deferred.makeUnsafe<void>()
    Deferred.doneUnsafe(waiting, Effect.void)
  }
  const unfinished = () => [...operations.values()].filter(({ record }) => !hasEnded(record.state))
  /** What stands against wishing for it, if anything does. */
  const refusal = (request: Request, checkpoint: string) =>
    transitions.refusal(request, checkpoint, {
      users: unfinished().flatMap(({ record }) => (record.checkpoint === checkpoint ? [otherOf(record)] : [])),
      revision: operations.get(request.ifUnchanged?.operation ?? "")?.record.revision ?? 0,
    })
  /** Writes a new record and rows, logs them if a state changed, and wakes who waits for it. */
  const write = (stored: Stored, record: OperationRecord, rows: readonly ResourceRow[], log: boolean) => {
    for (const row of rows) {
      const before = stored.rows.get(row.key)
      const revision = record === stored.record && before !== undefined ? before.revision : record.revision
      stored.rows.set(row.key, { row: frozen(row), revision })
    }
    if (record === stored.record) return record
    stored.record = frozen(record)
    if (log) {
      const { request: _, ...operation } = record
      stored.log.push({ operation, rows })
    }
    const waiting = stored.next
    stored.next = Deferred.makeUnsafe<void>()
    Deferred.doneUnsafe(waiting, Effect.void)
    return record
  }
  /** One transaction on one operation at the present time. */
  const transact = <A, E = never>(id: string, body: (stored: Stored, at: string) => Effect.Effect<A, E>) =>
    Effect.flatMap(Clock.currentTimeMillis, (now) => Effect.flatMap(find(id), (stored) => body(stored, isoTime(now))))

  return {
    insert: (operation) =>
      Effect.flatMap(Clock.currentTimeMillis, (now) => {
        const existing = operations.get(operation.request.id)
        if (existing !== undefined) return Effect.succeed(existing.record)
        const refused = refusal(operation.request, operation.checkpoint)
        if (refused !== undefined) return Effect.fail(refused)
        const record = frozen(transitions.begin(operation, isoTime(now)))
        const { request: _, ...logged } = record
        operations.set(record.id, {
          order: order++,
          turn: wishes,
          epoch: 0,
          record,
          rows: new Map(operation.rows.map((row) => [row.key, { row: frozen(row), revision: record.revision }])),
          log: [{ operation: logged, rows: operation.rows }],
          next: Deferred.makeUnsafe<void>(),
        })
        wish()
        return Effect.succeed(record)
      }),
    cancel: (id) =>
      transact(id, (stored, at) => Effect.sync(() => write(stored, transitions.cancel(stored.record, at), [], true))),
    retry: (id, deadline) =>
      transact(id, (stored, at) => {
        if (stored.record.state !== "failed") return Effect.succeed(stored.record)
        const refused = refusal(stored.record.request, stored.record.checkpoint)
        if (refused !== undefined) return Effect.fail(refused)
        const failed = rowsOf(stored).filter((row) => row.state === "failed")
        const record = transitions.retry(stored.record, failed.length, deadline, at)
        stored.turn = wishes
        write(stored, record, failed.map(transitions.requeue), true)
        wish()
        return Effect.succeed(record)
      }),
    claim: (id, attempt) =>
      transact(id, (stored, at) =>
        Effect.sync(() => {
          if (hasEnded(stored.record.state) || stored.record.attempt !== attempt) return undefined
          stored.epoch += 1
          const operation = write(stored, transitions.claim(stored.record, at), [], true)
          return { epoch: stored.epoch, operation, rows: rowsOf(stored) }
        }),
      ),
    update: (id, epoch, update) =>
      transact(id, (stored, at) => {
        const isHeld = stored.epoch === epoch && !hasEnded(stored.record.state)
        if (!isHeld) return Effect.fail(new EpochLost({ operation: id }))
        const rows = update.rows ?? []
        const before = rows.flatMap((row) => stored.rows.get(row.key)?.row ?? [])
        const record = transitions.update(stored.record, before, update, at) ?? stored.record
        return Effect.sync(() => write(stored, record, rows, transitions.changesState(before, update)))
      }),
    ahead: (id) => Effect.map(find(id), (stored) => aheadOf(stored, unfinished())),
    get: (id) => Effect.map(find(id), (stored) => stored.record),
    resources: (id, page) =>
      Effect.flatMap(find(id), (stored) =>
        pageFrom(rowsOf(stored).map(transitions.visible), (_, index) => index, page),
      ),
    list: ({ state, checkpoint, label, ...page }) =>
      Effect.suspend(() => {
        const matching = [...operations.values()]
          .filter(({ record }) => state === undefined || state.includes(record.state))
          .filter(({ record }) => checkpoint === undefined || record.checkpoint === checkpoint)
          .filter(({ record }) => label === undefined || record.request.labels?.[label[0]] === label[1])
          .reverse()
        const found = pageFrom(matching, ({ order }) => -order, page)
        return Effect.map(found, ({ items, ...next }) => ({ items: items.map(({ record }) => record), ...next }))
      }),
    changes: (id, after) => Effect.map(find(id), (stored) => changesAfter(stored, after)),
    awaitRevision: (id, after) =>
      Effect.flatMap(find(id), (stored) =>
        stored.record.revision > after ? Effect.void : Deferred.await(stored.next),
      ),
    unfinished: Effect.sync(() => unfinished().map(({ record }) => record)),
    wishes: Effect.sync(() => wishes),
    awaitWish: (after) => Effect.suspend(() => (wishes > after ? Effect.void : Deferred.await(nextWish))),
    purge: (before) =>
      Effect.sync(() => {
        const limit = isoTime(before)
        for (const [id, { record }] of operations) {
          if (hasEnded(record.state) && record.updated < limit) operations.delete(id)
        }
      }),
  }
}

const otherOf = ({ id, request }: OperationRecord): transitions.Other => ({ id, verb: request.verb })

/** For each queued resource the first in the line of those before it. */
const aheadOf = ({ record, rows, turn }: Stored, unfinished: readonly Stored[]): readonly Ahead[] => {
  const before = unfinished
    .filter((other) => other.turn < turn && transitions.excludes(record.request.verb, other.record.request.verb))
    .sort((one, other) => one.turn - other.turn)
  return Array.from(rows.values()).flatMap(({ row }) => {
    if (row.state !== "queued" || !row.served) return []
    const first = before.find((other) => {
      const theirs = other.rows.get(row.key)?.row
      return theirs?.served === true && !hasEnded(theirs.state)
    })
    return first === undefined ? [] : [{ key: row.key, ...otherOf(first.record) }]
  })
}

const rowsOf = (stored: Stored) => Array.from(stored.rows.values(), ({ row }) => row)

const changesAfter = (stored: Stored, after: number): readonly OperationChange[] => {
  const { request } = stored.record
  const logged = stored.log.filter(({ operation }) => operation.revision > after)
  const states = logged.map(({ operation, rows }) => ({
    operation: { ...operation, request },
    changed: rows.map(transitions.visible),
  }))
  const revisions = new Set(logged.map(({ operation }) => operation.revision))
  const progressed = [...stored.rows.values()]
    .filter(({ revision }) => revision > after && !revisions.has(revision))
    .map(({ row }) => transitions.visible(row))
  const last = states.at(-1)
  if (last?.operation.revision === stored.record.revision)
    return [...states.slice(0, -1), { ...last, changed: [...last.changed, ...progressed] }]
  return stored.record.revision > after ? [...states, { operation: stored.record, changed: progressed }] : states
}

/** One page; a cursor is the place of the last item in an order that never changes. */
const pageFrom = <A>(all: readonly A[], placeOf: (item: A, index: number) => number, paging: Paging) =>
  Effect.fromResult(
    Result.map(placeInPages(paging), ({ limit, passed = Number.NEGATIVE_INFINITY }) => {
      const rest = all
        .map((item, index) => ({ item, place: placeOf(item, index) }))
        .filter(({ place }) => place > passed)
      return pageOf(rest, limit)
    }),
  )
