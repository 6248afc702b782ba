/**
 * The token and endpoints of one connection, from Keystone v3: got when first needed, shared, renewed before they expire.
 * A token that the host gave is used as it is. Nothing here is written down or logged.
 */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Redacted from "effect/Redacted"
import { type Connection, checkConnection } from "./Connection.ts"
import type * as wire from "./generated/keystone.ts"
import { makeKeystone } from "./internal/makeKeystone.ts"
import type { TroveError } from "./TroveError.ts"

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
  /** The names of the token's roles in its project; absent when Keystone was not asked, or did not tell. */
  readonly roles?: readonly string[]
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
  /** Where a service of the catalog is, `database` for Trove, or where the connection says it is. */
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
