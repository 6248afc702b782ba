/**
 * The database of the cluster engine: the only module that speaks to PostgreSQL, with the listener beside it. Whatever the
 * host's clock is, a lease and the patience with a connection are real time.
 */
import * as PgClient from "@effect/sql-pg/PgClient"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { isSqlError, type SqlError } from "effect/sql/SqlError"
import { invalid } from "../../../internal/invalid.ts"
import { ProtectionError } from "../../../ProtectionError.ts"
import { postgresError } from "./postgresError.ts"
import { steps as releasedSteps } from "./schema.ts"

/** What a field of PostgreSQL may hold. **Units**: bytes. */
const maxMessageSize = 1_073_741_824

/** The clock of this machine. */
export const realClock: Clock.Clock = Context.get(Context.empty(), Clock.Clock)

type Value = string | number | readonly (string | number | boolean)[] | null

export interface Database {
  readonly client: PgClient.PgClient
  /** How a message calls it: without any secret. */
  readonly name: string
  /** The version of the tables this software knows. */
  readonly version: number
  /** One statement, part of the transaction it stands in. */
  readonly query: <Row extends object>(
    sql: string,
    values?: readonly Value[],
  ) => Effect.Effect<readonly Row[], SqlError>
  /** One look of one statement, or of several that need not agree. */
  readonly read: <A, E>(
    body: Effect.Effect<A, E | SqlError>,
  ) => Effect.Effect<A, Exclude<E, SqlError> | ProtectionError>
  /** One transaction, durable when it returns; a failure takes all of it back. */
  readonly write: <A, E>(
    body: Effect.Effect<A, E | SqlError>,
  ) => Effect.Effect<A, Exclude<E, SqlError> | ProtectionError>
}

export interface DatabaseOptions {
  readonly url: string | Redacted.Redacted
  readonly maxConnections: number
  readonly applicationName: string
  /** After so long the server ends a transaction in which nobody says a word: whoever began it has stalled. */
  readonly stalledAfter: Duration.Duration
}

/** Open until the scope closes; an empty database gets its tables, an older one its missing steps. */
export const openDatabase = Effect.fnUntraced(function* (
  { applicationName, maxConnections, stalledAfter, url }: DatabaseOptions,
  steps: readonly (readonly string[])[] = releasedSteps,
) {
  const secret = Redacted.isRedacted(url) ? url : Redacted.make(url)
  const name = yield* nameOf(Redacted.value(secret))
  const startupParameters = { idle_in_transaction_session_timeout: String(Duration.toMillis(stalledAfter)) }
  const pool = { maxConnections, applicationName, maxMessageSize, keepAlive: "10 seconds", startupParameters } as const
  const services = yield* Layer.build(PgClient.layer({ url: secret, ...pool })).pipe(
    Effect.provideService(Clock.Clock, realClock),
    Effect.mapError((error) => postgresError("open", name, error)),
  )
  const database = makeDatabase(Context.get(services, PgClient.PgClient), name, steps.length)
  yield* refuseOldServer(database)
  yield* migrate(database, steps)
  return database
})

const makeDatabase = (client: PgClient.PgClient, name: string, version: number): Database => {
  const settle =
    (action: string) =>
    <A, E>(body: Effect.Effect<A, E | SqlError>): Effect.Effect<A, Exclude<E, SqlError> | ProtectionError> =>
      body.pipe(
        Effect.mapError((error) =>
          isSqlError(error) ? postgresError(action, name, error) : (error as Exclude<E, SqlError>),
        ),
        Effect.provideService(Clock.Clock, realClock),
        Effect.withTracerEnabled(false),
      )
  return {
    client,
    name,
    version,
    query: (sql, values = []) => client.unsafe(sql, values),
    read: settle("read"),
    write: (body) => settle("write")(client.withTransaction(body)),
  }
}

/** **Fails with** `tooNew` when a newer process has moved the tables on; this one must not write into them. */
export const refuseNewer = ({ name, version }: Pick<Database, "name" | "version">, found: number) =>
  found <= version
    ? Effect.void
    : Effect.fail(
        new ProtectionError({
          code: "tooNew",
          message: `The tables in ${name} were written by a newer version of this software (${found}, here ${version}).`,
        }),
      )

/** The host, the port and the database of a URL. **Fails with** `invalidParameters`, and never quotes the URL. */
const nameOf = (url: string): Effect.Effect<string, ProtectionError> => {
  if (!URL.canParse(url) || !/^postgres(ql)?:\/\//.test(url)) return Effect.fail(badUrl(`must be ${form}`))
  const { host, pathname, searchParams, username } = new URL(url)
  if (username === "" && !searchParams.get("user")) return Effect.fail(badUrl(`must name a user: ${form}`))
  if (!sslModes.includes(searchParams.get("sslmode") ?? "disable"))
    return Effect.fail(badUrl(`must have one of ${sslModes.join(", ")} as its sslmode`))
  const server = host === "" ? (searchParams.get("host") ?? "localhost") : host
  return Effect.succeed(`PostgreSQL's database "${pathname.slice(1)}" at ${server}`)
}

const badUrl = (message: string) => invalid([{ path: "/url", message }])

const form = "postgres://user:password@host:port/database, or postgres:///database?user=…&host=/folder/of/socket"

const sslModes = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"]

/** Before 14 a server keeps the lock of a frozen process for ever. */
const refuseOldServer = Effect.fnUntraced(function* ({ name, query, read }: Database) {
  const [found] = yield* read(
    query<{ version: number }>("SELECT current_setting('server_version_num')::integer AS version"),
  )
  if (found !== undefined && found.version >= 140_000) return
  const message = `${name} is of version ${found?.version}; the cluster engine needs PostgreSQL 14 or later.`
  return yield* new ProtectionError({ code: "notSupported", message, recovery: "Update the server." })
})

const migrate = (database: Database, steps: readonly (readonly string[])[]) => {
  const { query, read, write } = database
  const versionIn = Effect.map(query<{ version: number }>("SELECT version FROM breakwater_schema"), ([found]) =>
    found === undefined ? 0 : found.version,
  )
  // What to_regclass says may be older than the lock below.
  const isKnown = `SELECT EXISTS (SELECT FROM pg_catalog.pg_tables
    WHERE schemaname = current_schema() AND tablename = 'breakwater_schema') AS known`
  const version = Effect.flatMap(query<{ known: boolean }>(isKnown), ([found]) =>
    found?.known === true ? versionIn : Effect.succeed(0),
  )
  const takeSteps = Effect.gen(function* () {
    // Whoever opens the same database at the same moment waits here, and then finds the tables.
    yield* query("SELECT pg_advisory_xact_lock(hashtext('breakwater'), 0)")
    const from = yield* version
    for (const statement of steps.slice(from).flat()) yield* query(statement)
    if (from === 0) yield* query("CREATE TABLE breakwater_schema (version integer NOT NULL)")
    yield* query("DELETE FROM breakwater_schema")
    yield* query("INSERT INTO breakwater_schema VALUES ($1)", [steps.length])
  })
  return Effect.gen(function* () {
    const found = yield* read(version)
    yield* refuseNewer(database, found)
    if (found < steps.length) yield* write(takeSteps)
  })
}
