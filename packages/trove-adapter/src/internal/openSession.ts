/** What it takes to come to a session with Keystone, once. */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import createClient from "openapi-fetch"
import type { CheckedConnection } from "../Connection.ts"
import type * as wire from "../generated/keystone.ts"
import type { Session } from "../Keystone.ts"
import { type TroveCall, TroveError } from "../TroveError.ts"
import { exchange } from "./exchange.ts"
import { isOfProject, lifetime, millis, tokenRequest } from "./identity.ts"
import { retryReads } from "./retryReads.ts"

/** The call that most of what can be wrong with a connection shows in. */
export const issueToken: TroveCall = { operation: "issueToken", method: "POST", path: "/auth/tokens" }
const validateToken: TroveCall = { operation: "validateToken", method: "GET", path: "/auth/tokens" }

/** A new session: a token by the credentials, or the host's own. */
export const openSession = (connection: CheckedConnection): Effect.Effect<Session, TroveError> =>
  (connection.auth.type === "token" ? takeToken(connection, connection.auth.token) : issue(connection)).pipe(
    Effect.withSpan("Keystone.session", { kind: "client" }),
  )

const issue = Effect.fnUntraced(function* (connection: CheckedConnection) {
  const body = tokenRequest(connection.auth, connection.project)
  const { data, response } = yield* retryReads(
    issueToken.operation,
    exchange<wire.TokenAnswer>(connection, {
      call: issueToken,
      baseUrl: connection.identityUrl,
      secrets: secretsOf(connection),
      send: (init) => identity().POST("/auth/tokens", { body, ...init }),
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
  const { asAdmin, project, services } = connection
  // Whose backups are whose has to be known to an administrator alone.
  if (services["database"]?.endpointOverride !== undefined && project === undefined && !asAdmin) return unasked(token)
  const value = Redacted.value(token)
  const { data } = yield* retryReads(
    validateToken.operation,
    exchange<wire.TokenAnswer>(connection, {
      call: validateToken,
      baseUrl: connection.identityUrl,
      headers: { "X-Auth-Token": value },
      secrets: [value],
      send: ({ headers, ...init }) =>
        identity().GET("/auth/tokens", { params: { header: { "X-Subject-Token": value } }, headers, ...init }),
    }),
  )
  if (!isOfProject(data.token, connection.project)) return yield* issue(connection)
  return sessionOf(token, data.token, millis(data.token.expires_at), false)
})

/** Made when it is wanted: making one touches the global `fetch`, which takes Node as long to load as this package. */
const identity = () => createClient<wire.paths>()

const sessionOf = (
  token: Redacted.Redacted<string>,
  told: wire.Token,
  expires: number,
  renewable: boolean,
): Session => ({
  token,
  project: told.project,
  methods: told.methods,
  ...(told.roles && { roles: told.roles.flatMap(({ name }) => name ?? []) }),
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

const refuse = (call: TroveCall, reason: "wrongProject" | "malformedAnswer", message: string) =>
  Effect.fail(new TroveError({ call, reason, message, outcome: "notStarted" }))
