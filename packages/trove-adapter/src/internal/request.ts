/**
 * The one way to Trove: token, send, check, and again where that is safe. A read is repeated while its failure may pass.
 * A write is sent once, and once more only after Keystone's middleware refused the token, which proves that no controller
 * saw it.
 */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Tracer from "effect/Tracer"
import type { CheckedConnection } from "../Connection.ts"
import type { KeystoneService, Session } from "../Keystone.ts"
import { type TroveCall, TroveError } from "../TroveError.ts"
import type { Budget } from "./budget.ts"
import { type Exchange, exchange, type Fetched, type RequestInit } from "./exchange.ts"
import { changesNothing } from "./faults.ts"
import { retryReads } from "./retryReads.ts"
import { routes, type TroveAnswer, type TroveOperation } from "./routes.ts"

/** What is particular to one request. `freshToken` for work that goes on with the token after the answer. */
export interface RequestOptions extends Pick<Exchange, "asks" | "names" | "secrets"> {
  readonly freshToken?: boolean
}

/** Sends one operation and answers its body. */
export type SendRequest = <Operation extends TroveOperation>(
  operation: Operation,
  send: (init: RequestInit) => Promise<Fetched>,
  options?: RequestOptions,
) => Effect.Effect<TroveAnswer<Operation>, TroveError>

/** The pipeline over one connection; without a budget, every request is sent at once. */
export const makeRequest =
  (connection: CheckedConnection, keystone: KeystoneService, budget?: Budget): SendRequest =>
  <Operation extends TroveOperation>(
    operation: Operation,
    send: (init: RequestInit) => Promise<Fetched>,
    { freshToken = false, secrets = [], ...about }: RequestOptions = {},
  ) => {
    const call: TroveCall = { operation, ...routes[operation] }
    const sendWith = (session: Session) => {
      const token = Redacted.value(session.token)
      return Effect.flatMap(keystone.endpoint(session, "database"), (baseUrl) =>
        exchange<TroveAnswer<Operation>>(connection, {
          call,
          baseUrl,
          headers: { "X-Auth-Token": token },
          secrets: [token, ...secrets],
          send,
          ...about,
        }),
      )
    }
    const direct = Effect.flatMap(freshToken ? keystone.fresh : keystone.session, (session) =>
      Effect.catchIf(
        sendWith(session),
        (error) => error.reason === "tokenExpired" && error.call.operation === operation && session.renewable,
        () => Effect.flatMap(keystone.renew(session), sendWith),
      ),
    )
    const once = budget === undefined ? direct : within(budget, call, direct)
    return traced(call, Effect.map(changesNothing(call) ? retryReads(operation, once) : once, dataOf))
  }

const dataOf = <A>({ data }: { readonly data: A }): A => data

/** A span of the call, where somebody traces: a tracer is there, or a span to which it belongs. */
const traced = <A>(call: TroveCall, effect: Effect.Effect<A, TroveError>): Effect.Effect<A, TroveError> =>
  Effect.withFiber(({ context }) =>
    Context.getOrUndefined(context, Tracer.ParentSpan) === undefined &&
    Context.getOrUndefined(context, Tracer.Tracer) === undefined
      ? effect
      : Effect.withSpan(
          `Trove.${call.operation}`,
          { kind: "client", attributes: { "http.request.method": call.method, "url.template": call.path } },
          { captureStackTrace: false },
        )(effect),
  )

/**
 * A read waits until it may be sent. A write that would have to wait is not sent: whoever asked for it has kept when it
 * was to be, and asks again when told.
 */
const within = <A>(budget: Budget, call: TroveCall, send: Effect.Effect<A, TroveError>) => {
  const noted = Effect.tapError(send, ({ reason, retryAfterMs, call: { operation } }) =>
    reason === "rateLimited" && operation === call.operation
      ? budget.refused(call.method, retryAfterMs ?? 1000)
      : Effect.void,
  )
  return Effect.flatMap(budget.take(call.method, changesNothing(call) ? "waits" : "comesBack"), (waitMs) => {
    if (waitMs <= 0) return noted
    return changesNothing(call) ? Effect.delay(noted, waitMs) : Effect.fail(notYet(call, waitMs))
  })
}

const notYet = (call: TroveCall, retryAfterMs: number) =>
  new TroveError({
    call,
    reason: "rateLimited",
    message: `${call.operation}: ${call.method} ${call.path} was not sent: so many ${call.method} requests are not allowed; one fits in ${Math.ceil(retryAfterMs / 1000)} s`,
    outcome: "notStarted",
    retryAfterMs,
  })
