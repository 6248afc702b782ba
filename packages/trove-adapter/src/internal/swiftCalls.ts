/** Swift's calls, through the catalog's endpoint and with the session of Trove's. */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Stream from "effect/Stream"
import createClient from "openapi-fetch"
import type { CheckedConnection } from "../Connection.ts"
import type * as wire from "../generated/swift.ts"
import type { KeystoneService, Session } from "../Keystone.ts"
import type { ListedObject, StoredObject, SwiftService } from "../Swift.ts"
import type { TroveError } from "../TroveError.ts"
import { pathSerializer } from "./client.ts"
import { type Answered, exchange, type Fetched, type RequestInit } from "./exchange.ts"
import { retryReads } from "./retryReads.ts"

const routes = {
  listObjects: { operation: "listObjects", method: "GET", path: "/{container}" },
  showObject: { operation: "showObject", method: "HEAD", path: "/{container}/{object}" },
} as const satisfies { readonly [Operation in keyof wire.operations]?: object }

export const swiftCalls = (connection: CheckedConnection, keystone: KeystoneService): SwiftService => {
  const client = createClient<wire.paths>({ pathSerializer })

  const read = <A>(
    call: (typeof routes)[keyof typeof routes],
    send: (init: RequestInit) => Promise<Fetched>,
  ): Effect.Effect<Answered<A>, TroveError> => {
    const sendWith = Effect.fnUntraced(function* (session: Session) {
      const token = Redacted.value(session.token)
      const baseUrl = yield* keystone.endpoint(session, "object-store")
      return yield* exchange<A>(connection, {
        call,
        baseUrl,
        headers: { "X-Auth-Token": token },
        secrets: [token],
        send,
      })
    })
    // Swift does not say whether a token is dead or not welcome: another one is tried, once.
    const once = Effect.flatMap(keystone.session, (session) =>
      Effect.catchIf(
        sendWith(session),
        ({ status }) => status === 401 && session.renewable,
        () => Effect.flatMap(keystone.renew(session), sendWith),
      ),
    )
    return retryReads(call.operation, once).pipe(
      Effect.withSpan(`Swift.${call.operation}`, {
        kind: "client",
        attributes: { "http.request.method": call.method, "url.template": call.path },
      }),
    )
  }

  return {
    showObject: (container, object) =>
      read(routes.showObject, (init) =>
        client.HEAD(routes.showObject.path, { params: { path: { container, object } }, ...init }),
      ).pipe(Effect.map(({ response: { headers } }) => storedObject(headers))),

    listObjects: (container, { pageSize = largePage, prefix } = {}) =>
      Stream.paginate<string | undefined, ListedObject, TroveError>(undefined, (marker) => {
        const query = {
          format: "json",
          limit: pageSize,
          ...(prefix === undefined ? {} : { prefix }),
          ...(marker === undefined ? {} : { marker }),
        } as const
        return read<wire.ObjectsAnswer>(routes.listObjects, (init) =>
          client.GET(routes.listObjects.path, { params: { path: { container }, query }, ...init }),
        ).pipe(
          // A store may give fewer at once than it is asked for: only an empty page is the last.
          Effect.map(({ data }) => [data, Option.map(Option.fromNullishOr(data.at(-1)), ({ name }) => name)] as const),
        )
      }),
  }
}

const largePage = 10_000

/**
 * Size and checksum of a large object without a list of its segments are those of whatever a listing has at that moment,
 * which is told late: they are as good as not told. Source: Swift's `dlo.py`.
 */
const storedObject = (headers: Headers): StoredObject => {
  const isStatic = /^true$/i.test(headers.get("x-static-large-object") ?? "")
  const isDynamic = !isStatic && headers.has("x-object-manifest")
  const etag = headers.get("etag") ?? ""
  const bare = etag.replace(/^"(.*)"$/, "$1")
  const length = isDynamic ? null : headers.get("content-length")
  return {
    ...(length === null ? {} : { bytes: Number(length) }),
    etag: isDynamic ? "" : bare.toLowerCase(),
    isQuoted: bare !== etag,
    isLarge: isStatic || isDynamic,
    metadata: Object.fromEntries(
      [...headers].flatMap(([name, value]) => (name.startsWith(meta) ? [[name.slice(meta.length), value]] : [])),
    ),
  }
}

const meta = "x-object-meta-"
