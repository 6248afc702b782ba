/** openapi-fetch clients of Trove's description: the plain one for the pipeline, and one that finds token and endpoint itself. */
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import createClient, { type Client, defaultPathSerializer } from "openapi-fetch"
import type { CheckedConnection } from "../Connection.ts"
import type { paths } from "../generated/trove.ts"
import type { KeystoneService } from "../Keystone.ts"
import { globalRequestId } from "./globalRequestId.ts"

/** The pipeline's client; its answers are typed by `TroveAnswer`. */
export type TroveClient = Client<paths>

/** openapi-fetch takes readonly arrays in answers apart; for its own types they are mutable. */
type Mutable<T> = T extends readonly (infer Item)[]
  ? Mutable<Item>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Mutable<T[Key]> }
    : T

/** The client for everybody. */
export type RawTroveClient = Client<Mutable<paths>>

/** A client that is told base URL, headers and `fetch` at each call. */
export const plainClient = (): TroveClient => createClient<paths>({ pathSerializer })

/** A client that asks for the token at each call and sends nothing twice. */
export const rawClient = Effect.fnUntraced(function* (
  connection: CheckedConnection,
  keystone: KeystoneService,
): Effect.fn.Return<RawTroveClient> {
  const context = yield* Effect.context<never>()
  const authorized = Effect.fnUntraced(function* (request: Request) {
    const session = yield* keystone.session
    const endpoint = yield* keystone.endpoint(session, "database")
    const path = request.url.slice(placeholder.length)
    const url = path === "/" ? `${rootOf(endpoint)}/` : `${endpoint}${path}`
    const headers = new Headers(request.headers)
    headers.set("Accept", "application/json")
    headers.set("User-Agent", connection.userAgent)
    headers.set("X-Auth-Token", Redacted.value(session.token))
    headers.set("X-Openstack-Request-Id", yield* globalRequestId)
    const { method, signal, redirect } = request
    // As text, so that its length is sent: Trove takes a body of unknown length for none.
    const text = yield* Effect.promise(() => request.text())
    const sent = new Request(url, { method, headers, signal, redirect, body: text === "" ? null : text })
    return yield* Effect.promise(() => connection.fetch(sent))
  })
  return createClient<Mutable<paths>>({
    baseUrl: placeholder,
    redirect: "manual",
    pathSerializer,
    fetch: (request) => Effect.runPromiseWith(context)(authorized(request), { signal: request.signal }),
  })
})

/** Stands for the endpoint until the catalog told where that is. */
const placeholder = "https://endpoint.invalid"

/** The service's root: the endpoint without version and project. */
const rootOf = (endpoint: string): string => endpoint.replace(/\/v1\.0(\/[^/]*)?$/, "")

/** Escapes ids; refuses those that a URL would read as a step to another path, escaped or not. */
export const pathSerializer = (path: string, parameters: Record<string, unknown>): string => {
  for (const [name, value] of Object.entries(parameters)) {
    if (value === "" || value === "." || value === "..") throw new RangeError(`"${value}" is no ${name}`)
  }
  return defaultPathSerializer(path, parameters)
}
