/**
 * Who drives what: the operations are cut into shares, and Effect's cluster sees to it that each share is held by one
 * runner. It keeps who is alive, and the locks, in tables of its own in the same database; runners need no way to each
 * other. A lease is real time, whatever the host's clock is.
 */
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as MessageStorage from "effect/cluster/MessageStorage"
import * as RunnerAddress from "effect/cluster/RunnerAddress"
import * as RunnerHealth from "effect/cluster/RunnerHealth"
import * as RunnerStorage from "effect/cluster/RunnerStorage"
import * as Runners from "effect/cluster/Runners"
import * as Sharding from "effect/cluster/Sharding"
import * as ShardingConfig from "effect/cluster/ShardingConfig"
import * as SqlRunnerStorage from "effect/cluster/SqlRunnerStorage"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import type * as Scope from "effect/Scope"
import * as SqlClient from "effect/sql/SqlClient"
import { isSqlError, type SqlError } from "effect/sql/SqlError"
import { type Database, realClock } from "./openDatabase.ts"
import { postgresError } from "./postgresError.ts"
import { shares } from "./schema.ts"

export interface Lease {
  /** How long a runner that gives no sign keeps its shares. */
  readonly takeOverAfter: Duration.Duration
  /** How often a runner looks who else is there. */
  readonly lookEvery: Duration.Duration
}

/** Runs an effect for each share while this process holds it; interrupts it when it does not any more. */
export type HoldShares = (
  serve: (share: number) => Effect.Effect<void, never, Scope.Scope>,
) => Effect.Effect<void, never, Scope.Scope>

/** Joins the runners over a database until the scope closes. `runner` is a name that no other process ever has. */
export const joinRunners = Effect.fnUntraced(function* (database: Database, runner: string, lease: Lease) {
  const address = RunnerAddress.make(runner, 0)
  const storage = SqlRunnerStorage.layerWith({ prefix: "breakwater" })
  // What a runner killed long ago left behind goes along with nobody's.
  const tidied = storage.pipe(
    Layer.tap((services) => Context.get(services, RunnerStorage.RunnerStorage).unregister(address)),
  )
  const services = yield* Sharding.layer.pipe(
    Layer.provide([Runners.layerNoop, RunnerHealth.layerNoop]),
    Layer.provide([MessageStorage.layerNoop, tidied]),
    Layer.provide(ShardingConfig.layer(settings(address, lease))),
    Layer.provide(Layer.succeed(SqlClient.SqlClient, database.client)),
    Layer.build,
    Effect.provideService(Clock.Clock, realClock),
    Effect.mapError((error) => postgresError("join the runners in", database.name, causeOf(error))),
  )
  const sharding = Context.get(services, Sharding.Sharding)
  const hold: HoldShares = (serve) =>
    Effect.forEach(
      Array.from({ length: shares }, (_, share) => share),
      (share) => sharding.registerSingleton(`breakwater/share/${share}`, serve(share)),
      { discard: true },
    )
  return hold
})

/** A cluster's storage wraps what the database said. */
const causeOf = (error: SqlError | { readonly _tag: "PersistenceError"; readonly cause: unknown }) =>
  error._tag === "PersistenceError" && isSqlError(error.cause) ? error.cause : error

const settings = (address: RunnerAddress.RunnerAddress, { lookEvery, takeOverAfter }: Lease) => ({
  runnerAddress: Option.some(address),
  shardsPerGroup: shares,
  shardLockExpiration: takeOverAfter,
  shardLockRefreshInterval: Duration.divideUnsafe(takeOverAfter, 3),
  refreshAssignmentsInterval: lookEvery,
  // There are no messages; it is also how often a lock that another one still holds is tried again.
  entityMessagePollInterval: lookEvery,
})
