/** One session for all callers of a connection: opened once, renewed in time, replaced once when it was refused. */
import * as Effect from "effect/Effect"
import * as Semaphore from "effect/Semaphore"
import type { CheckedConnection } from "../Connection.ts"
import type { KeystoneService, Session } from "../Keystone.ts"
import { TroveError } from "../TroveError.ts"
import { chooseEndpoint, fillEndpoint } from "./identity.ts"
import { issueToken, openSession } from "./openSession.ts"

type Endpoint = Effect.Effect<string, TroveError>

/** The service over a connection that was checked already. */
export const makeKeystone = (connection: CheckedConnection): KeystoneService => {
  const alone = Semaphore.makeUnsafe(1)
  let current: Session | undefined
  let last: { readonly session: Session; readonly serviceType: string; readonly endpoint: Endpoint } | undefined

  const open = Effect.tap(openSession(connection), (session) =>
    Effect.sync(() => {
      current = session
    }),
  )

  const sessionThat = (isEnough: (session: Session, now: number) => boolean) => {
    const heldOr = (otherwise: Effect.Effect<Session, TroveError>) =>
      Effect.clockWith((clock) =>
        current !== undefined && (!current.renewable || isEnough(current, clock.currentTimeMillisUnsafe()))
          ? Effect.succeed(current)
          : otherwise,
      )
    return heldOr(alone.withPermit(heldOr(open)))
  }

  return {
    session: sessionThat(({ expires, lifetime }, now) => expires - now >= Math.min(120_000, lifetime / 2)),
    fresh: sessionThat(({ expires, lifetime }, now) => expires - now >= lifetime / 2),
    renew: (refused) =>
      alone.withPermit(
        Effect.suspend(() => (current === refused || current === undefined ? open : Effect.succeed(current))),
      ),
    endpoint: (session, serviceType) => {
      // Nearly all ask for the same one.
      if (last?.session === session && last.serviceType === serviceType) return last.endpoint
      const endpoint = endpointOf(connection, session, serviceType)
      last = { session, serviceType, endpoint }
      return endpoint
    },
  }
}

const endpointOf = (connection: CheckedConnection, session: Session, serviceType: string): Endpoint => {
  const { endpointOverride, ...own } = connection.services[serviceType] ?? {}
  const found =
    endpointOverride === undefined
      ? chooseEndpoint(session.catalog, serviceType, { ...connection, ...own })
      : fillEndpoint(endpointOverride, session.project)
  return "url" in found
    ? Effect.succeed(found.url)
    : Effect.fail(noEndpoint(session.project === undefined ? unscoped : { message: found.missing }))
}

const unscoped = {
  message: "The token is of no project: name one in the connection.",
  recovery: "Give the connection a project, by id or by name and domain, or the scope a project's id.",
}

const noEndpoint = (told: { readonly message: string; readonly recovery?: string }) =>
  new TroveError({ call: issueToken, reason: "noEndpoint", outcome: "notStarted", ...told })
