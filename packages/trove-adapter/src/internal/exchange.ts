/** One request and its answer: what was sent once, within its time, checked, or the error that tells why not. */
import * as Effect from "effect/Effect"
import type { CheckedConnection } from "../Connection.ts"
import { type TroveCall, TroveError } from "../TroveError.ts"
import { answers } from "./answers.ts"
import { changesNothing, fromRefusal, fromThrown, hide, originOf, type Refusal } from "./faults.ts"
import { globalRequestId } from "./globalRequestId.ts"
import { noteRequestIds } from "./requestIds.ts"
import { swiftFault } from "./swiftFaults.ts"
import { tryWithin } from "./tryWithin.ts"

/** What each call of an openapi-fetch client gets beside its own parameters. */
export type RequestInit = {
  readonly baseUrl: string
  readonly headers: { readonly [name: string]: string }
  readonly signal: AbortSignal
  readonly redirect: "manual"
  readonly fetch: (request: Request) => Promise<Response>
}

/** What an openapi-fetch client answers, before anybody looked at it. */
export interface Fetched {
  readonly data?: unknown
  readonly error?: unknown
  readonly response: Response
}

/** One request, not yet sent. */
export interface Exchange extends Pick<Refusal, "asks" | "names" | "secrets"> {
  readonly call: TroveCall
  readonly baseUrl: string
  readonly headers?: { readonly [name: string]: string }
  readonly send: (init: RequestInit) => Promise<Fetched>
}

/** A good answer, of the shape the description gives it, and the response it came with. */
export interface Answered<A> {
  readonly data: A
  readonly response: Response
}

/**
 * Sends once. Interruption and the timeout abort the request; redirects are not followed, they would carry the token away.
 */
export const exchange = <A>(connection: CheckedConnection, given: Exchange): Effect.Effect<Answered<A>, TroveError> =>
  Effect.flatMap(globalRequestId, (id) =>
    exchangeAs<A>(connection, { ...given, call: { ...given.call, globalRequestId: id } }, id),
  )

const exchangeAs = <A>(
  connection: CheckedConnection,
  { call, baseUrl, headers, send, ...about }: Exchange,
  id: string,
): Effect.Effect<Answered<A>, TroveError> =>
  Effect.suspend(() => {
    let sent = false
    let answered: Response | undefined
    const fetch = (request: Request) => {
      sent = true
      return connection.fetch(request).then((response) => {
        answered = response
        return response
      })
    }
    return tryWithin(connection.requestTimeout, {
      try: (signal) =>
        send({
          baseUrl,
          headers: {
            Accept: "application/json",
            "User-Agent": connection.userAgent,
            "X-Openstack-Request-Id": id,
            ...headers,
          },
          signal,
          redirect: "manual",
          fetch,
        }),
      catch: (cause) => {
        if (!sent) return unsent(call, cause, about.secrets)
        return answered === undefined ? fromThrown(call, cause, baseUrl) : fromBrokenBody(call, answered, cause)
      },
      late: () => timedOut(call, baseUrl),
    })
  }).pipe(
    Effect.flatMap(({ data, error, response }) => {
      if (!response.ok) {
        return Effect.fail(
          fromRefusal({ call, status: response.status, headers: response.headers, body: error, ...about }),
        )
      }
      const fault = swiftFault(call.operation, response.headers) ?? answers[call.operation]?.(data)
      if (fault !== undefined) return Effect.fail(malformed(call, response, fault))
      const own = response.headers.get("x-openstack-request-id")
      noteRequestIds(data, own === null ? [id] : [own, id])
      return Effect.succeed({ data: data as A, response })
    }),
  )

/** The cause stays behind: it may quote a header. */
const unsent = (call: TroveCall, cause: unknown, secrets: readonly string[] | undefined): TroveError =>
  new TroveError({
    call,
    reason: "badRequest",
    message: hide(`${call.operation}: this is no request: ${cause instanceof Error ? cause.message : cause}`, secrets),
    outcome: "notStarted",
  })

const timedOut = (call: TroveCall, at: string) =>
  new TroveError({
    call,
    reason: "timedOut",
    message: `${call.operation}: ${call.method} ${call.path} got no answer in time${originOf(at)}`,
    outcome: changesNothing(call) ? "notStarted" : "unknown",
  })

/** The status had come when the body broke: a good one says that the work was begun. */
const fromBrokenBody = (call: TroveCall, response: Response, cause: unknown): TroveError => {
  if (response.ok && cause instanceof SyntaxError) return malformed(call, response, "it is no JSON", cause)
  const { socketCode } = fromThrown(call, cause).evidence
  const requestId = response.headers.get("x-openstack-request-id")
  return new TroveError({
    call,
    reason: "connectionLost",
    status: response.status,
    message: `${call.operation}: ${call.method} ${call.path} answered ${response.status}, then the connection broke`,
    outcome: changesNothing(call) ? "notStarted" : response.ok ? "started" : "unknown",
    ...(socketCode === undefined ? {} : { evidence: { socketCode } }),
    ...(requestId === null ? {} : { requestId }),
    cause,
  })
}

const malformed = (call: TroveCall, response: Response, fault: string, cause?: unknown): TroveError => {
  const requestId = response.headers.get("x-openstack-request-id")
  return new TroveError({
    call,
    reason: "malformedAnswer",
    status: response.status,
    message: `${call.operation}: ${call.method} ${call.path} answered ${response.status}, but not as Trove does: ${fault}`,
    outcome: changesNothing(call) ? "notStarted" : "started",
    ...(requestId === null ? {} : { requestId }),
    ...(cause === undefined ? {} : { cause }),
  })
}
