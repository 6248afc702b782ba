/**
 * Who drives: the one that holds `<file>.lock` in SQLite's exclusive mode. The system frees it when its process ends,
 * however that ends. The lock file holds nothing, and must not be opened or removed while anybody uses the engine.
 */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { nodeSqlite } from "./openDatabase.ts"
import { isBusy, sqliteError } from "./sqliteError.ts"

export interface Lock {
  /** Takes it if nobody has it; it is held until the scope of the opening closes. */
  readonly take: Effect.Effect<boolean, ReturnType<typeof sqliteError>>
}

export const openLock = Effect.fnUntraced(function* (file: string) {
  const path = `${file}.lock`
  const sqlite = yield* nodeSqlite()
  const db = yield* Effect.acquireRelease(
    Effect.try({ try: () => new sqlite.DatabaseSync(path), catch: (cause) => sqliteError("open", path, cause) }),
    (opened) => Effect.sync(() => opened.close()),
  )
  const take = Effect.suspend(() => {
    const taken = Result.try(() => {
      db.exec("PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE")
      return true
    })
    if (Result.isSuccess(taken)) return Effect.succeed(true)
    return isBusy(taken.failure) ? Effect.succeed(false) : Effect.fail(sqliteError("lock", path, taken.failure))
  })
  const lock: Lock = { take }
  return lock
})
