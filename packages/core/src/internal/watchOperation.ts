/** Following an operation by its revisions, from wherever a caller was. */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { hasEnded, type OperationChange, type OperationRecord } from "../OperationRecord.ts"
import { ProtectionError } from "../ProtectionError.ts"
import { invalid } from "./invalid.ts"
import type { OperationStore } from "./OperationStore.ts"

/**
 * Every change after a revision, until the operation has ended; nothing when it had ended by then. A revision that is
 * still to come is one of an earlier operation of this id, which was forgotten: of the present one all is new.
 *
 * **Fails with** `notFound`, and `invalidParameters` for what is no revision.
 */
export const watchOperation = (store: OperationStore, id: string, afterRevision: number) =>
  Stream.unwrap(
    Effect.gen(function* () {
      if (!Number.isInteger(afterRevision) || afterRevision < 0) {
        return yield* invalid([{ path: "/afterRevision", message: `${afterRevision} is no revision of an operation.` }])
      }
      const { revision } = yield* store.get(id)
      return changesAfter(store, id, afterRevision > revision ? 0 : afterRevision)
    }),
  )

const changesAfter = (store: OperationStore, id: string, after: number) =>
  Stream.paginate(
    after,
    Effect.fnUntraced(function* (
      cursor: number,
    ): Effect.fn.Return<readonly [readonly OperationChange[], Option.Option<number>], ProtectionError> {
      const changes = yield* store.changes(id, cursor)
      const last = changes.at(-1)?.operation
      if (last !== undefined) return [changes, hasEnded(last.state) ? Option.none() : Option.some(last.revision)]
      const present = yield* store.get(id)
      if (hasEnded(present.state) && present.revision <= cursor) return [[], Option.none()]
      // What came in between is a change still to be given.
      yield* store.awaitRevision(id, cursor)
      return [[], Option.some(cursor)]
    }),
  )

/** **Fails with** the operation's own error unless it succeeded. */
export const waitForEnd = Effect.fnUntraced(function* (
  store: OperationStore,
  id: string,
): Effect.fn.Return<OperationRecord, ProtectionError> {
  while (true) {
    const record = yield* store.get(id)
    if (record.error !== undefined) return yield* ProtectionError.fromJSON(record.error)
    if (hasEnded(record.state)) return record
    yield* store.awaitRevision(id, record.revision)
  }
})
