/**
 * Who drives: the one that holds `<file>.lock` in SQLite's exclusive mode. The system frees it when its process ends,
 * however that ends. The lock file holds nothing, and must not be opened or removed while anybody uses the engine.
 */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { makePrivate } from "../../../internal/nodeFiles.ts"
import type { ProtectionError } from "../../../ProtectionError.ts"
import { nodeSqlite } from "./openDatabase.ts"
import { isBusy, sqliteError } from "./sqliteError.ts"

export interface Lock {
  /** Takes it if nobody has it; it is held until the scope of the opening closes. */
  readonly take: Effect.Effect<boolean, ProtectionError>
}

export const openLock = Effect.fnUntraced(function* (file: string) {
  const path = `${file}.lock`
  const sqlite = yield* nodeSqlite()
  yield* makePrivate(path)
  const db = yield* Effect.acquireRelease(
    Effect.try({ try: () => new sqlite.DatabaseSync(path), catch: (cause) => sqliteError("open", path, cause) }),
    (opened) => Effect.sync(() => opened.close()),
  )
  /** False when another one holds the lock. */
  const unlessHeld = (sql: string) =>
    Effect.suspend(() => {
      const done = Result.try(() => db.exec(sql))
      if (Result.isSuccess(done)) return Effect.succeed(true)
      return isBusy(done.failure) ? Effect.succeed(false) : Effect.fail(sqliteError("lock", path, done.failure))
    })
  // What stands there may be no lock file at all.
  yield* unlessHeld("PRAGMA busy_timeout = 0; PRAGMA schema_version")
  const lock: Lock = { take: unlessHeld("BEGIN EXCLUSIVE") }
  return lock
})
