/**
 * The token and endpoints of one connection, from Keystone v3: got when first needed, shared, renewed before they expire.
 * A token that the host gave is used as it is. Nothing here is written down or logged.
 */
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Semaphore from "effect/Semaphore"
import createClient from "openapi-fetch"
import { type CheckedConnection, type Connection, checkConnection } from "./Connection.ts"
import type * as wire from "./generated/keystone.ts"
import { exchange } from "./internal/exchange.ts"
import { chooseEndpoint, isOfProject, lifetime, millis, tokenRequest } from "./internal/identity.ts"
import { retryReads } from "./internal/retryReads.ts"
import { type TroveCall, TroveError } from "./TroveError.ts"

/**
 * A token and what it is good for. **Units**: `expires` in milliseconds since the epoch by the local clock, `lifetime` in
 * milliseconds; both Infinity when Keystone was not asked.
 *
 * @category models
 * @since 0.1.0
 */
export interface Session {
  readonly token: Redacted.Redacted<string>
  readonly project: { readonly id: string; readonly name?: string } | undefined
  /** `application_credential` among them means that guests up to Trove 2026.1 cannot write backups to Swift. */
  readonly methods: readonly string[]
  readonly expires: number
  readonly lifetime: number
  /** False for the host's own token: when it is refused, nothing here can get another. */
  readonly renewable: boolean
  readonly catalog: readonly wire.CatalogService[]
}

/**
 * The token and endpoints of one connection.
 *
 * **Sends**: `POST /auth/tokens`, expects 201; for a token of the host's `GET /auth/tokens`, expects 200.
 *
 * **Fails with** `credentialsRefused`, `tokenExpired`, `wrongProject`, `noEndpoint`, and what any connection fails with.
 *
 * **Source**: `keystone/api/auth.py`, `AuthTokenResource`.
 *
 * @category services
 * @since 0.1.0
 */
export interface KeystoneService {
  /** A session with two minutes left, or half its lifetime where that is less. */
  readonly session: Effect.Effect<Session, TroveError>
  /** A session with half its lifetime left, for what makes others work with the token. */
  readonly fresh: Effect.Effect<Session, TroveError>
  /** Another session than the refused one; callers that come with the same one share the new one. */
  readonly renew: (refused: Session) => Effect.Effect<Session, TroveError>
  /** Where a service of the catalog is, `database` for Trove; the override counts for `database` alone. */
  readonly endpoint: (session: Session, serviceType: string) => Effect.Effect<string, TroveError>
}

/** @category services @since 0.1.0 */
export class Keystone extends Context.Service<Keystone, KeystoneService>()("@breakwater/trove-adapter/Keystone") {
  /** Checks the connection; asks nothing yet. */
  static readonly make = (connection: Connection): Effect.Effect<KeystoneService, TroveError> =>
    Effect.map(checkConnection(connection), makeKeystone)

  static readonly layer = (connection: Connection): Layer.Layer<Keystone, TroveError> =>
    Layer.effect(Keystone, Keystone.make(connection))
}

/** The service over a connection that was checked already. @category constructors @since 0.1.0 */
export const makeKeystone = (connection: CheckedConnection): KeystoneService => {
  const alone = Semaphore.makeUnsafe(1)
  let current: Session | undefined

  const sessionThat = (isEnough: (session: Session, now: number) => boolean) => {
    const held = Effect.map(Clock.currentTimeMillis, (now) =>
      current !== undefined && (!current.renewable || isEnough(current, now)) ? current : undefined,
    )
    const heldOrNew = Effect.flatMap(held, (session) => (session === undefined ? open : Effect.succeed(session)))
    return Effect.flatMap(held, (session) =>
      session === undefined ? alone.withPermit(heldOrNew) : Effect.succeed(session),
    )
  }

  const open = Effect.tap(openSession(connection), (session) =>
    Effect.sync(() => {
      current = session
    }),
  )

  return {
    session: sessionThat(({ expires, lifetime }, now) => expires - now >= Math.min(120_000, lifetime / 2)),
    fresh: sessionThat(({ expires, lifetime }, now) => expires - now >= lifetime / 2),
    renew: (refused) =>
      alone.withPermit(
        Effect.suspend(() => (current === refused || current === undefined ? open : Effect.succeed(current))),
      ),
    endpoint: (session, serviceType) => {
      if (serviceType === "database" && connection.endpointOverride !== undefined) {
        return Effect.succeed(connection.endpointOverride)
      }
      const chosen = chooseEndpoint(session.catalog, serviceType, connection)
      return "url" in chosen
        ? Effect.succeed(chosen.url)
        : refuse(issueToken, "noEndpoint", noProject(session) ?? chosen.missing)
    },
  }
}

const issueToken: TroveCall = { operation: "issueToken", method: "POST", path: "/auth/tokens" }
const validateToken: TroveCall = { operation: "validateToken", method: "GET", path: "/auth/tokens" }

const openSession = (connection: CheckedConnection): Effect.Effect<Session, TroveError> =>
  (connection.auth.type === "token" ? takeToken(connection, connection.auth.token) : issue(connection)).pipe(
    Effect.withSpan("Keystone.session", { kind: "client" }),
  )

const issue = Effect.fnUntraced(function* (connection: CheckedConnection) {
  const body = tokenRequest(connection.auth, connection.project)
  const { data, response } = yield* retryReads(
    exchange<wire.TokenAnswer>(connection, {
      call: issueToken,
      baseUrl: connection.identityUrl,
      secrets: secretsOf(connection),
      send: (init) => identity.POST("/auth/tokens", { body, ...init }),
    }),
  )
  const token = response.headers.get("x-subject-token")
  if (token === null) return yield* refuse(issueToken, "malformedAnswer", "The answer has no X-Subject-Token.")
  if (!isOfProject(data.token, connection.project)) {
    const had = data.token.project?.id ?? "no project"
    return yield* refuse(issueToken, "wrongProject", `The credentials belong to ${had}, not to the project asked for.`)
  }
  return sessionOf(Redacted.make(token), data.token, (yield* Clock.currentTimeMillis) + lifetime(data.token), true)
})

/** The host's token as it is; scoped anew only where another project is asked for. */
const takeToken = Effect.fnUntraced(function* (connection: CheckedConnection, token: Redacted.Redacted<string>) {
  if (connection.endpointOverride !== undefined && connection.project === undefined) return unasked(token)
  const value = Redacted.value(token)
  const { data } = yield* retryReads(
    exchange<wire.TokenAnswer>(connection, {
      call: validateToken,
      baseUrl: connection.identityUrl,
      headers: { "X-Auth-Token": value },
      secrets: [value],
      send: ({ headers, ...init }) =>
        identity.GET("/auth/tokens", { params: { header: { "X-Subject-Token": value } }, headers, ...init }),
    }),
  )
  if (!isOfProject(data.token, connection.project)) return yield* issue(connection)
  return sessionOf(token, data.token, millis(data.token.expires_at), false)
})

const identity = createClient<wire.paths>()

const sessionOf = (
  token: Redacted.Redacted<string>,
  told: wire.Token,
  expires: number,
  renewable: boolean,
): Session => ({
  token,
  project: told.project,
  methods: told.methods,
  expires,
  lifetime: lifetime(told),
  renewable,
  catalog: told.catalog ?? [],
})

const unasked = (token: Redacted.Redacted<string>): Session => ({
  token,
  project: undefined,
  methods: [],
  expires: Number.POSITIVE_INFINITY,
  lifetime: Number.POSITIVE_INFINITY,
  renewable: false,
  catalog: [],
})

const secretsOf = ({ auth }: CheckedConnection): readonly string[] => {
  const secret = auth.type === "password" ? auth.password : auth.type === "token" ? auth.token : auth.secret
  return [Redacted.value(secret)]
}

const noProject = (session: Session): string | undefined =>
  session.project === undefined ? "The token is of no project: name one in the connection." : undefined

const refuse = (call: TroveCall, reason: "noEndpoint" | "wrongProject" | "malformedAnswer", message: string) =>
  Effect.fail(new TroveError({ call, reason, message, outcome: "notStarted" }))
