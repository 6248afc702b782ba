/** The client over a mock cloud, on the mock's clock. */
import { clockLayer } from "@breakwater/core"
import type { MockTrove } from "@breakwater/mock-trove"
import * as Effect from "effect/Effect"
import type { Connection } from "../../src/Connection.ts"
import { Trove, type TroveService } from "../../src/Trove.ts"
import type { TroveError } from "../../src/TroveError.ts"

type Use<A, E> = (trove: TroveService) => Effect.Effect<A, E>

/** Runs something with a `Trove` of the cloud's default user, whose connection may be changed. */
export const onCloud = <A, E>(cloud: MockTrove, use: Use<A, E>, changes: Partial<Connection> = {}): Promise<A> =>
  Trove.make({ ...cloud.connection, ...changes }, changes.asAdmin ? {} : { project: cloud.scope.project }).pipe(
    Effect.flatMap(use),
    Effect.provide(clockLayer(cloud.clock)),
    Effect.runPromise,
  )

/** The same for what must fail: its error. */
export const failing = <A>(
  cloud: MockTrove,
  use: Use<A, TroveError>,
  changes?: Partial<Connection>,
): Promise<TroveError> => onCloud(cloud, (trove) => Effect.flip(use(trove)), changes)

/** A `fetch` that keeps what it was asked. */
export const recording = (fetch: typeof globalThis.fetch) => {
  const requests: Request[] = []
  const record = (request: Request): Promise<Response> => {
    requests.push(request.clone())
    return fetch(request)
  }
  return { requests, fetch: record }
}

/** A cloud whose catalog lacks a service. */
export const without =
  (cloud: MockTrove, service: string) =>
  async (request: Request): Promise<Response> => {
    const answer = await cloud.fetch(request)
    if (!request.url.endsWith("/auth/tokens")) return answer
    const { token } = await answer.json()
    const catalog = token.catalog.filter(({ type }: { readonly type: string }) => type !== service)
    return Response.json({ token: { ...token, catalog } }, { status: answer.status, headers: answer.headers })
  }
