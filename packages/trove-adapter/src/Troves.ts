/** One `Trove` for each scope, made when first asked for and shared: what plugins ask, and what a host's `connect` feeds. */
import type { Scope } from "@breakwater/core"
import * as Cache from "effect/Cache"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import type { Connection } from "./Connection.ts"
import { makeTrove } from "./internal/makeTrove.ts"
import type { TroveService } from "./Trove.ts"
import { TroveError } from "./TroveError.ts"

/**
 * How a host turns a scope into a connection: it looks up the account's credentials, anew in every process. It may answer
 * at once, by a promise or by an effect.
 *
 * @category models
 * @since 0.1.0
 */
export type Connect = (scope: Scope) => Connection | Promise<Connection> | Effect.Effect<Connection, unknown>

/** @category services @since 0.1.0 */
export interface TrovesService {
  /**
   * The Trove of a scope. Equal scopes share one, with its token; a failure is not kept.
   *
   * **Fails with** `connectFailed`, `invalidConnection`.
   */
  readonly of: (scope: Scope) => Effect.Effect<TroveService, TroveError>
}

/**
 * The Troves of a host.
 *
 * **Example**
 *
 * ```ts
 * const troves = Troves.layer((scope) => ({ authUrl, auth: credentials[scope.account] }))
 * ```
 *
 * @category services
 * @since 0.1.0
 */
export class Troves extends Context.Service<Troves, TrovesService>()("@breakwater/trove-adapter/Troves") {
  static readonly make = (connect: Connect): Effect.Effect<TrovesService> =>
    Effect.map(
      Cache.makeWith((key: string) => open(connect, scopeOf(key)), {
        capacity: Number.POSITIVE_INFINITY,
        timeToLive: (exit) => (Exit.isSuccess(exit) ? Duration.infinity : Duration.zero),
      }),
      (troves) => ({ of: (scope) => Cache.get(troves, keyOf(scope)) }),
    )

  static readonly layer = (connect: Connect): Layer.Layer<Troves> => Layer.effect(Troves, Troves.make(connect))
}

const open = (connect: Connect, scope: Scope): Effect.Effect<TroveService, TroveError> =>
  Effect.suspend(() => {
    const answer = connect(scope)
    if (Effect.isEffect(answer)) return answer
    return Effect.promise(() => Promise.resolve(answer))
  }).pipe(
    Effect.catchCause((cause) =>
      Effect.fail(
        new TroveError({
          call: { operation: "connect", method: "", path: "" },
          reason: "connectFailed",
          message: `The host's connect function failed for the account ${scope.account}`,
          outcome: "notStarted",
          cause,
        }),
      ),
    ),
    Effect.flatMap((connection) => makeTrove(connection, scope)),
  )

const keyOf = ({ account, region, project }: Scope): string =>
  JSON.stringify([account, region ?? null, project ?? null])

const scopeOf = (key: string): Scope => {
  const [account, region, project]: [string, string | null, string | null] = JSON.parse(key)
  return { account, ...(region === null ? {} : { region }), ...(project === null ? {} : { project }) }
}
