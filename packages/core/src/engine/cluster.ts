/**
 * "@breakwater/core/engine/cluster": the engine that keeps operations in PostgreSQL, for several machines. Any number of
 * processes run what is asked for: when one of them dies, the others take its work over. Any other process of the
 * same database starts, cancels, watches and lists without running anything itself.
 */
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import type * as Redacted from "effect/Redacted"
import { type Drive, Engine, type EngineDriver } from "../internal/Engine.ts"
import { invalid } from "../internal/invalid.ts"
import type { OperationStore } from "../internal/OperationStore.ts"
import { randomHex } from "../internal/randomHex.ts"
import { hasEnded } from "../OperationRecord.ts"
import type { Issue } from "../ProtectionError.ts"
import { checkEffectVersion } from "./internal/effectVersion.ts"
import { joinRunners } from "./internal/postgres/holdShares.ts"
import { listenForNotices } from "./internal/postgres/Notices.ts"
import { openDatabase, realClock } from "./internal/postgres/openDatabase.ts"
import { makePostgresPlaces } from "./internal/postgres/postgresPlaces.ts"
import { makePostgresStore, meaningOf } from "./internal/postgres/postgresStore.ts"
import { makeSignals } from "./internal/Signals.ts"
import { serveInProcess } from "./internal/workflow.ts"

export type { Engine, EngineDriver } from "../internal/Engine.ts"
export { RememberEnded } from "./internal/workflow.ts"

/**
 * How a process takes part. What is left out has the default named here.
 *
 * - `url`: `postgres://user:password@host:port/database`, as text or as a `Redacted`; it is shown nowhere.
 * - `runs`: whether this process drives operations; `true`. With `false` it starts, cancels, watches and lists.
 * - `takeOverAfter`: how long a runner that gives no sign keeps its work; 15 seconds, at least 3. Shorter means that the work
 *   of a dead runner goes on earlier, and that a runner which only stalls loses it sooner. Six statements in that time.
 * - `lookEvery`: how often a runner looks who else is there; 1 second, at least 100 ms. One statement each time.
 * - `maxConnections`: the most connections this process opens; 10, at least 4. Two of a runner's are kept for good.
 * - `name`: what `pg_stat_activity` calls this process; `"breakwater"`.
 *
 * **Units**: `Duration`, such as `"15 seconds"`, or milliseconds.
 *
 * @category models
 * @since 0.1.0
 */
export interface ClusterEngineOptions {
  readonly url: string | Redacted.Redacted
  readonly runs?: boolean
  readonly takeOverAfter?: Duration.Input
  readonly lookEvery?: Duration.Input
  readonly maxConnections?: number
  readonly name?: string
}

/**
 * An engine over a PostgreSQL database (14 or later), which gets its tables when it has none. Everybody who uses the
 * database works on the same operations: one database for one installation. Opening it fails with `invalidParameters` for
 * a bad setting or a database that is not there, `unauthenticated` for a wrong password, `unavailable` for a server that
 * does not answer, `forbidden` without the right to make or write the tables, `tooNew` for tables of a newer version, and
 * `notSupported` for an older server.
 *
 * **Example**
 *
 * ```ts
 * const engine = clusterEngine({ url: "postgres://breakwater@db.example/breakwater" })
 * await using breakwater = await createProtection({ engine, providers: [provider] })
 * ```
 *
 * @category engines
 * @since 0.1.0
 */
export const clusterEngine = (options: ClusterEngineOptions): EngineDriver => ({
  engine: "cluster",
  layer: Layer.effect(
    Engine,
    Effect.gen(function* () {
      yield* checkEffectVersion()
      const { lease, ...settings } = yield* checked(options)
      const database = yield* openDatabase(settings)
      const signals = makeSignals()
      const notices = yield* listenForNotices(database, signals, meaningOf)
      const store = makePostgresStore(database, signals, notices)
      if (options.runs === false) return Engine.of({ name: "cluster", store, serve: () => Effect.void })
      const hold = yield* joinRunners(database, yield* randomHex(16), lease)
      const serve = (drive: Drive) => hold((share) => serveInProcess(store.ofShare(share), untilItEnds(store, drive)))
      return Engine.of({ name: "cluster", store, serve, places: makePostgresPlaces(database, signals) })
    }),
  ),
})

/**
 * A runner that stalled may claim what another one has taken over, and lose its share a moment later: whoever holds the
 * share takes it back.
 */
const untilItEnds =
  (store: OperationStore, drive: Drive): Drive =>
  (id, attempt) => {
    const isOver = store.get(id).pipe(
      Effect.map((record) => hasEnded(record.state) || record.attempt !== attempt),
      Effect.catch(({ code }) => Effect.succeed(code === "notFound")),
    )
    const untilOver: Effect.Effect<void> = Effect.andThen(drive(id, attempt), isOver).pipe(
      Effect.flatMap((over) => (over ? Effect.void : Effect.andThen(pause, untilOver))),
    )
    return untilOver
  }

/** So long that a runner which wakes has learnt what it lost. */
const pause = Effect.provideService(Effect.sleep("1 second"), Clock.Clock, realClock)

const checked = Effect.fnUntraced(function* (options: ClusterEngineOptions) {
  const {
    url,
    lookEvery = "1 second",
    maxConnections = 10,
    name = "breakwater",
    takeOverAfter = "15 seconds",
  } = options
  const lease = { lookEvery: durationOf(lookEvery), takeOverAfter: durationOf(takeOverAfter) }
  const issues: readonly (Issue | undefined)[] = [
    lengthIssue("/lookEvery", lease.lookEvery, Duration.millis(100)),
    lengthIssue("/takeOverAfter", lease.takeOverAfter, Duration.seconds(3)),
    Number.isInteger(maxConnections) && maxConnections >= 4
      ? undefined
      : { path: "/maxConnections", message: `must be a whole number of at least 4, not ${maxConnections}` },
  ]
  const found = issues.filter((issue) => issue !== undefined)
  if (found.length > 0) return yield* invalid(found)
  return { url, maxConnections, applicationName: name, stalledAfter: lease.takeOverAfter, lease }
})

/** What is no time at all is none. */
const durationOf = (input: Duration.Input) => Option.getOrElse(Duration.fromInput(input), () => Duration.zero)

const lengthIssue = (path: string, length: Duration.Duration, least: Duration.Duration): Issue | undefined =>
  Duration.isFinite(length) && Duration.isGreaterThanOrEqualTo(length, least)
    ? undefined
    : { path, message: `must be a time of at least ${Duration.format(least)}` }
