/**
 * The file of the SQLite engine as synchronous transactions: the only module that touches `node:sqlite`, with the lock
 * beside it. A file that is damaged, newer or somebody else's is refused before anything is written to it.
 */

import type { DatabaseSync, StatementSync } from "node:sqlite"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { makePrivate } from "../../../internal/nodeFiles.ts"
import { ProtectionError } from "../../../ProtectionError.ts"
import { groupCommit } from "./groupCommit.ts"
import { applicationId, steps as releasedSteps } from "./schema.ts"
import { isBusy, sqliteError } from "./sqliteError.ts"

type Sqlite = typeof import("node:sqlite")

/** `node:sqlite`, looked up when it is first used, so that nothing of it is loaded where nobody wants it. */
export const nodeSqlite = (
  find: () => Sqlite | undefined = () => globalThis.process?.getBuiltinModule?.("node:sqlite"),
): Effect.Effect<Sqlite, ProtectionError> =>
  Effect.suspend(() => {
    const found = find()
    if (found !== undefined) return Effect.succeed(found)
    const message = "This host has no node:sqlite, which the SQLite engine needs."
    const recovery = "Run on Node 22.19 or later, or use another engine."
    return Effect.fail(new ProtectionError({ code: "notSupported", message, recovery }))
  })

export interface Database {
  /** A statement, prepared once. */
  readonly prepare: (sql: string) => StatementSync
  /** One consistent look. */
  readonly read: <A, E = never>(body: () => Result.Result<A, E>) => Effect.Effect<A, E | ProtectionError>
  /**
   * Durable when it returns; a failure takes all of it back. `after` runs before anybody else can. Writes of one moment are
   * one transaction, so a body may run twice.
   */
  readonly write: <A, E = never>(
    body: () => Result.Result<A, E>,
    after: () => void,
  ) => Effect.Effect<A, E | ProtectionError>
  /** A number that changes when another connection has written. */
  readonly othersWritten: Effect.Effect<number, ProtectionError>
}

/** Open until the scope closes; a new file gets its tables, an older one its missing steps. */
export const openDatabase = Effect.fnUntraced(function* (file: string, steps: readonly string[] = releasedSteps) {
  const sqlite = yield* nodeSqlite()
  // SQLite gives the files beside it the same rights. Records hold names and parameters that are nobody else's business.
  yield* makePrivate(file)
  const db = yield* Effect.acquireRelease(
    attempt("open", file, () => new sqlite.DatabaseSync(file)),
    (opened) => Effect.sync(() => opened.close()),
  )
  yield* attempt("open", file, () => {
    // Another process writes for milliseconds; on Linux fullfsync changes nothing, on macOS it makes a sync one.
    db.exec(`PRAGMA busy_timeout = 5000; PRAGMA synchronous = FULL; PRAGMA fullfsync = 1`)
    refuseOthers(db, file, steps.length)
    useWriteAheadLog(db)
    migrate(db, file, steps)
  })
  return makeDatabase(db, file, steps.length)
})

const makeDatabase = (db: DatabaseSync, file: string, version: number): Database => {
  const statements = new Map<string, StatementSync>()
  const prepare = (sql: string) => {
    const known = statements.get(sql)
    if (known !== undefined) return known
    const statement = db.prepare(sql)
    statements.set(sql, statement)
    return statement
  }
  const transact = <A, E>(begin: string, body: () => Result.Result<A, E>): Result.Result<A, E | ProtectionError> => {
    const done = Result.try({
      try: () => {
        db.exec(begin)
        // A newer process may have moved the tables on; this one must not write into them.
        refuseNewer(integer(prepare("PRAGMA user_version").get(), "user_version"), file, version)
        const result = body()
        db.exec(Result.isSuccess(result) ? "COMMIT" : "ROLLBACK")
        return result
      },
      catch: (cause) => sqliteError(begin === writing ? "write" : "read", file, cause),
    })
    if (Result.isSuccess(done)) return done.success
    // SQLite itself has rolled back after some errors; the first error is the one that tells.
    Result.try(() => db.exec("ROLLBACK"))
    return Result.fail(done.failure)
  }
  return {
    prepare,
    read: (body) => Effect.suspend(() => Effect.fromResult(transact("BEGIN", body))),
    write: groupCommit((body) => transact(writing, body)),
    othersWritten: attempt("read", file, () => integer(prepare("PRAGMA data_version").get(), "data_version")),
  }
}

const writing = "BEGIN IMMEDIATE"

const attempt = <A>(action: string, file: string, call: () => A) =>
  Effect.try({ try: call, catch: (cause) => sqliteError(action, file, cause) })

type Columns = ReturnType<StatementSync["get"]>

/** A column of a STRICT table. */
export const integer = (columns: Columns, name: string): number => Number(columns?.[name])
/** A column of a STRICT table. */
export const text = (columns: Columns, name: string): string => String(columns?.[name])

const pragma = (db: DatabaseSync, name: string) => db.prepare(`PRAGMA ${name}`).get()

const refuseOthers = (db: DatabaseSync, file: string, version: number) => {
  const application = integer(pragma(db, "application_id"), "application_id")
  const tables = integer(db.prepare("SELECT count(*) AS tables FROM sqlite_schema").get(), "tables")
  if (application !== applicationId && (application !== 0 || tables > 0)) throw notOurs(file)
  refuseNewer(integer(pragma(db, "user_version"), "user_version"), file, version)
  const check = text(pragma(db, "quick_check(1)"), "quick_check")
  if (check !== "ok") throw new ProtectionError({ code: "damaged", message: `"${file}" is damaged: ${check}` })
}

const refuseNewer = (found: number, file: string, version: number) => {
  if (found <= version) return
  const message = `"${file}" was written by a newer version of this software (tables ${found}, here ${version}).`
  throw new ProtectionError({ code: "tooNew", message })
}

/** Nobody waits for a lock while the journal's mode changes; whoever makes the same new file is done in a moment. */
const useWriteAheadLog = (db: DatabaseSync, tries = 100): void => {
  const changed = Result.try(() => text(pragma(db, "journal_mode = WAL"), "journal_mode"))
  if (Result.isSuccess(changed) && changed.success === "wal") return
  if (Result.isFailure(changed) && (!isBusy(changed.failure) || tries === 0)) throw changed.failure
  if (Result.isSuccess(changed)) throw noWriteAheadLog(changed.success)
  db.exec(`${writing}; COMMIT`)
  useWriteAheadLog(db, tries - 1)
}

const migrate = (db: DatabaseSync, file: string, steps: readonly string[]) => {
  db.exec(writing)
  const from = integer(pragma(db, "user_version"), "user_version")
  refuseNewer(from, file, steps.length)
  for (const step of steps.slice(from)) db.exec(step)
  if (from < steps.length) db.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${steps.length}`)
  db.exec("COMMIT")
}

const notOurs = (file: string) =>
  new ProtectionError({
    code: "invalidParameters",
    message: `"${file}" is the database of another program; nothing was written to it.`,
    recovery: "Choose another file for the engine.",
  })

const noWriteAheadLog = (mode: string) =>
  new ProtectionError({
    code: "notSupported",
    message: `The file system can not keep a write-ahead log; SQLite stays in the mode "${mode}".`,
    recovery: "Put the engine's file on a disk of this machine, not on a network share.",
  })
