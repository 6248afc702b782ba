/**
 * How to reach one cloud as one user: what a host's `connect(scope)` answers. It is checked before anything is sent, with
 * a path for each fault, and its secrets are `Redacted` from then on. It opens nothing.
 */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import type { Auth, ProjectReference } from "./Auth.ts"
import { connectionIssues } from "./internal/connectionIssues.ts"
import { TroveError } from "./TroveError.ts"

/** What sends a request: `globalThis.fetch`, or a stand-in for it. @category models @since 0.1.0 */
export type Fetch = (request: Request) => Promise<Response>

/**
 * A connection as a host writes it. **Units**: `requestTimeout` is a `Duration` input, milliseconds when a number;
 * 60 seconds unless given, since a dead guest alone delays an answer by 15.
 *
 * With `asAdmin` a scope's project is not the one the token is asked for: the token stays that of `project`, the
 * administrator's own, and what belongs to the scope's project is reached through it.
 *
 * `fetch` is `globalThis.fetch` unless given, looked up at each call. `endpointOverride` stands in for the catalog's URL,
 * project id included. `userAgent` comes before this SDK's own.
 *
 * @category models
 * @since 0.1.0
 */
export interface Connection {
  readonly authUrl: string
  readonly auth: Auth
  readonly project?: ProjectReference
  readonly asAdmin?: boolean
  readonly region?: string
  readonly interface?: "public" | "internal" | "admin"
  readonly endpointOverride?: string
  readonly services?: { readonly [type: string]: ServiceConnection }
  readonly fetch?: Fetch
  readonly userAgent?: string
  readonly requestTimeout?: Duration.Input
}

/**
 * Where one service is, beside what is said of all: `object-store` for Swift. In an `endpointOverride` `%(project_id)s`
 * stands for the project of the token.
 *
 * @category models
 * @since 0.1.0
 */
export interface ServiceConnection {
  readonly endpointOverride?: string
  readonly region?: string
  readonly interface?: "public" | "internal" | "admin"
}

/** A connection that was checked: secrets redacted, defaults filled in. @category models @since 0.1.0 */
export interface CheckedConnection {
  readonly identityUrl: string
  readonly auth: CheckedAuth
  readonly project: ProjectReference | undefined
  readonly asAdmin: boolean
  readonly region: string | undefined
  readonly interface: string
  readonly services: { readonly [type: string]: ServiceConnection }
  readonly fetch: Fetch
  readonly userAgent: string
  readonly requestTimeout: Duration.Duration
}

type Hidden<A, K extends string> = A extends { readonly [P in K]: unknown }
  ? Omit<A, K> & { readonly [P in K]: Redacted.Redacted<string> }
  : never

/** `Auth` with its secret redacted. @category models @since 0.1.0 */
export type CheckedAuth =
  | Hidden<Extract<Auth, { readonly type: "password" }>, "password">
  | Hidden<Extract<Auth, { readonly type: "token" }>, "token">
  | Hidden<Extract<Auth, { readonly type: "applicationCredential" }>, "secret">

/**
 * Checks a connection and narrows it to a scope: the scope's project (an id) and region win over the connection's own,
 * the project unless `asAdmin` is given.
 *
 * **Fails with** `invalidConnection`, one issue for each fault, paths as JSON Pointers.
 *
 * @category validation
 * @since 0.1.0
 */
export const checkConnection = (
  connection: Connection,
  scope: { readonly project?: string; readonly region?: string } = {},
): Effect.Effect<CheckedConnection, TroveError> => {
  const issues = connectionIssues(connection)
  if (issues.length > 0) {
    return Effect.fail(
      new TroveError({
        call: { operation: "connect", method: "", path: "" },
        reason: "invalidConnection",
        message: `The connection can not be used. ${issues.map(({ path, message }) => `${path}: ${message}`).join("; ")}`,
        outcome: "notStarted",
        issues,
      }),
    )
  }
  const authUrl = withoutSlash(connection.authUrl)
  const { auth, asAdmin = false, endpointOverride, fetch, services = {} } = connection
  return Effect.succeed({
    identityUrl: authUrl.endsWith("/v3") ? authUrl : `${authUrl}/v3`,
    auth: hide(auth),
    project: scope.project === undefined || asAdmin ? connection.project : { id: scope.project },
    asAdmin,
    region: scope.region ?? connection.region,
    interface: connection.interface ?? "public",
    services:
      endpointOverride === undefined
        ? services
        : { ...services, database: { ...services["database"], endpointOverride } },
    fetch: fetch ?? ((request) => globalThis.fetch(request)),
    userAgent: [connection.userAgent, sdk].filter((part) => part !== undefined).join(" "),
    requestTimeout: Duration.fromInputUnsafe(connection.requestTimeout ?? "60 seconds"),
  })
}

const sdk = "breakwater-trove-adapter/0.0.0"

const hide = (auth: Auth): CheckedAuth => {
  switch (auth.type) {
    case "password":
      return { ...auth, password: redacted(auth.password) }
    case "token":
      return { ...auth, token: redacted(auth.token) }
    case "applicationCredential":
      return { ...auth, secret: redacted(auth.secret) }
  }
}

const redacted = (secret: string | Redacted.Redacted<string>): Redacted.Redacted<string> =>
  Redacted.isRedacted(secret) ? secret : Redacted.make(secret)

const withoutSlash = (url: string): string => url.replace(/\/+$/, "")
