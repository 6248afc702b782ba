/**
 * "@breakwater/core/engine/sqlite": the engine that keeps operations in one file, the embedded default for real use. A
 * process killed at any moment and started again finishes what it had begun, without being asked; of several processes
 * over one file one drives, the others read, write wishes, and take over when it is gone.
 */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Schedule from "effect/Schedule"
import { type Drive, Engine, type EngineDriver } from "../internal/Engine.ts"
import { invalid } from "../internal/invalid.ts"
import type { ProtectionError } from "../ProtectionError.ts"
import { checkEffectVersion } from "./internal/effectVersion.ts"
import { makeSignals, type Signals } from "./internal/Signals.ts"
import { absoluteFile } from "./internal/sqlite/absoluteFile.ts"
import { type Database, openDatabase } from "./internal/sqlite/openDatabase.ts"
import { type Lock, openLock } from "./internal/sqlite/openLock.ts"
import { makeSqliteStore } from "./internal/sqlite/sqliteStore.ts"
import { serveInProcess } from "./internal/workflow.ts"

export type { Engine, EngineDriver } from "../internal/Engine.ts"
export { RememberEnded } from "./internal/workflow.ts"

/**
 * How often a process looks what the others over the same file have written, and whether the one that drives is gone.
 * **Units**: `Duration`, such as `"1 second"`, or milliseconds; 500 ms when left out.
 *
 * @category models
 * @since 0.1.0
 */
export interface SqliteEngineOptions {
  readonly lookEvery?: Duration.Input
}

/**
 * An engine over a file, which is made when it is not there; its folder must be. Beside it lie `<file>.lock`, held by
 * whoever drives, and SQLite's own `<file>-wal` and `<file>-shm`. The file must be on a disk of this machine. Opening it
 * fails with `notSupported` where there is no `node:sqlite`, `damaged` for a file that is damaged or no database,
 * `tooNew` for one of a newer version, `invalidParameters` for another program's or a missing folder, and `forbidden`
 * without the right to write; none of them changes the file.
 *
 * **Example**
 *
 * ```ts
 * await using breakwater = await createProtection({ engine: sqliteEngine("portal.db"), providers: [provider] })
 * ```
 *
 * @category engines
 * @since 0.1.0
 */
export const sqliteEngine = (file: string, options: SqliteEngineOptions = {}): EngineDriver => {
  return {
    engine: "sqlite",
    layer: Layer.effect(
      Engine,
      Effect.gen(function* () {
        yield* checkEffectVersion()
        const lookEvery = yield* checkedInterval(options.lookEvery ?? "500 millis")
        const path = yield* absoluteFile(file)
        const database = yield* openDatabase(path)
        const lock = yield* openLock(path)
        const signals = makeSignals()
        const store = makeSqliteStore(database, signals)
        yield* Effect.forkScoped(watchOthers(database, signals, lookEvery))
        const serve = (drive: Drive) =>
          Effect.gen(function* () {
            yield* becomeRunner(lock, lookEvery)
            yield* serveInProcess(store, drive)
          }).pipe(Effect.forkScoped, Effect.asVoid)
        return Engine.of({ name: "sqlite", store, serve })
      }),
    ),
  }
}

/** Nobody looks all the time. */
const checkedInterval = (input: Duration.Input): Effect.Effect<Duration.Duration, ProtectionError> => {
  const interval = Option.getOrElse(Duration.fromInput(input), () => Duration.zero)
  if (Duration.toMillis(interval) >= 1 && Duration.isFinite(interval)) return Effect.succeed(interval)
  return Effect.fail(invalid([{ path: "/lookEvery", message: `must be a time of at least 1 ms, not ${input}` }]))
}

/** Wakes whoever waits here when another process has written; when that can not be told, they look and meet the fault. */
const watchOthers = Effect.fnUntraced(function* (database: Database, signals: Signals, every: Duration.Duration) {
  const look = Effect.orElseSucceed(database.othersWritten, () => undefined)
  let seen = yield* look
  while (true) {
    yield* Effect.sleep(every)
    const now = yield* look
    if (now === undefined || now !== seen) signals.wakeAll()
    seen = now
  }
})

/** Returns when this process is the one that drives. */
const becomeRunner = (lock: Lock, every: Duration.Duration) =>
  lock.take.pipe(
    Effect.tapError((error) => Effect.logError(error.message)),
    Effect.orElseSucceed(() => false),
    Effect.repeat({ until: (taken) => taken, schedule: Schedule.spaced(every) }),
  )
