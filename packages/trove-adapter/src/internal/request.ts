/**
 * The one way to Trove: token, send, check, and again where that is safe. A read is repeated while its failure may pass.
 * A write is sent once, and once more only after Keystone's middleware refused the token, which proves that no controller
 * saw it.
 */
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
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
    const sendWith = Effect.fnUntraced(function* (session: Session) {
      const token = Redacted.value(session.token)
      const endpoint = yield* keystone.endpoint(session, "database")
      const { data } = yield* exchange<TroveAnswer<Operation>>(connection, {
        call,
        baseUrl: endpoint,
        headers: { "X-Auth-Token": token },
        secrets: [token, ...secrets],
        send,
        ...about,
      })
      return data
    })
    const direct = Effect.flatMap(freshToken ? keystone.fresh : keystone.session, (session) =>
      Effect.catchIf(
        sendWith(session),
        (error) => error.reason === "tokenExpired" && error.call.operation === operation && session.renewable,
        () => Effect.flatMap(keystone.renew(session), sendWith),
      ),
    )
    const once = budget === undefined ? direct : within(budget, call, direct)
    return (changesNothing(call) ? retryReads(once) : once).pipe(
      Effect.withSpan(
        `Trove.${operation}`,
        { kind: "client", attributes: { "http.request.method": call.method, "url.template": call.path } },
        { captureStackTrace: false },
      ),
    )
  }

/**
 * A read waits until it may be sent. A write that would have to wait is not sent: whoever asked for it has kept when it
 * was to be, and asks again when told.
 */
const within = Effect.fnUntraced(function* <A>(budget: Budget, call: TroveCall, send: Effect.Effect<A, TroveError>) {
  const waitMs = yield* budget.take(call.method, changesNothing(call) ? "waits" : "comesBack")
  if (waitMs > 0 && !changesNothing(call)) return yield* notYet(call, waitMs)
  if (waitMs > 0) yield* Effect.sleep(waitMs)
  return yield* Effect.tapError(send, ({ reason, retryAfterMs, call: { operation } }) =>
    reason === "rateLimited" && operation === call.operation
      ? budget.refused(call.method, retryAfterMs ?? 1000)
      : Effect.void,
  )
})

const notYet = (call: TroveCall, retryAfterMs: number) =>
  new TroveError({
    call,
    reason: "rateLimited",
    message: `${call.operation}: ${call.method} ${call.path} was not sent: so many ${call.method} requests are not allowed; one fits in ${Math.ceil(retryAfterMs / 1000)} s`,
    outcome: "notStarted",
    retryAfterMs,
  })
