/** Following an operation by its revisions, from wherever a caller was. */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { hasEnded, type OperationChange, type OperationRecord } from "../OperationRecord.ts"
import { ProtectionError } from "../ProtectionError.ts"
import type { OperationStore } from "./OperationStore.ts"

/** Every change after a revision, until the operation has ended; nothing when it had ended by then. */
export const watchOperation = (store: OperationStore, id: string, afterRevision: number) =>
  Stream.paginate(
    afterRevision,
    Effect.fnUntraced(function* (
      cursor: number,
    ): Effect.fn.Return<readonly [readonly OperationChange[], Option.Option<number>], ProtectionError> {
      const changes = yield* store.changes(id, cursor)
      const last = changes.at(-1)?.operation ?? (yield* store.get(id))
      if (hasEnded(last.state)) return [changes, Option.none()]
      if (changes.length > 0) return [changes, Option.some(last.revision)]
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
