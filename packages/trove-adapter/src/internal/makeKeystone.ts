/** One session for all callers of a connection: opened once, renewed in time, replaced once when it was refused. */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Semaphore from "effect/Semaphore"
import type { CheckedConnection } from "../Connection.ts"
import type { KeystoneService, Session } from "../Keystone.ts"
import { TroveError } from "../TroveError.ts"
import { chooseEndpoint } from "./identity.ts"
import { issueToken, openSession } from "./openSession.ts"

/** The service over a connection that was checked already. */
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
        : Effect.fail(noEndpoint(session.project === undefined ? unscoped : { message: chosen.missing }))
    },
  }
}

const unscoped = {
  message: "The token is of no project: name one in the connection.",
  recovery: "Give the connection a project, by id or by name and domain, or the scope a project's id.",
}

const noEndpoint = (told: { readonly message: string; readonly recovery?: string }) =>
  new TroveError({ call: issueToken, reason: "noEndpoint", outcome: "notStarted", ...told })
