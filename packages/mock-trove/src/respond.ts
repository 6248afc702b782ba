/** One HTTP request from its socket to the mock it is for, and the answer back. */
import type { IncomingMessage, ServerResponse } from "node:http"
import { endpointsUnder, type Port, placeOf, worldPath } from "./addresses.ts"
import { administer } from "./admin/administer.ts"
import { administerServer, noSuchWorld } from "./admin/administerServer.ts"
import type { Worlds } from "./admin/worlds.ts"
import { inPieces, settle } from "./deliver.ts"
import type { Arrival } from "./Engine.ts"
import type { MockTrove } from "./MockTrove.ts"
import type { Answer } from "./Route.ts"
import type { Endpoints } from "./state/Cloud.ts"
import { toWire, type Wire } from "./toResponse.ts"

export interface ResponderParts {
  /** The server's own world. */
  readonly mock: MockTrove
  readonly worlds: Worlds
  readonly cors: boolean
  /** The address of the control port for a client that came there by this `Host`. */
  baseFor(host: string): string
  /** Where a client that came to this `Host` finds the services of the server's own world. */
  endpointsFor(host: string): Endpoints
  onError(error: unknown): void
}

export const createResponder =
  (parts: ResponderParts): ((port: Port, request: IncomingMessage, response: ServerResponse) => void) =>
  (port, request, response) => {
    if (parts.cors) allowBrowsers(request, response)
    if (parts.cors && request.method === "OPTIONS") {
      response.writeHead(204).end()
      return
    }
    answer(parts, port, request, response).catch((error: unknown) => {
      parts.onError(error)
      fail(response, error)
    })
  }

const answer = async (
  parts: ResponderParts,
  port: Port,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const text = await readBody(request)
  const { method = "GET", headers } = request
  const { host = "" } = headers
  const [whole = "/", query = ""] = splitOnce(request.url ?? "/", "?")
  const { world, service, path } = placeOf(port, whole)
  const call = { method, path, query, text }
  const tell = (mock: MockTrove, said: Answer): void => send(response, toWire(said, method, mock.clock.now()))
  if (service === "server") {
    return tell(parts.mock, await administerServer(parts.worlds, parts.baseFor(host), call))
  }
  const mock = world === undefined ? parts.mock : parts.worlds.get(world)
  if (mock === undefined) return tell(parts.mock, noSuchWorld(world ?? ""))
  const endpoints =
    world === undefined ? parts.endpointsFor(host) : endpointsUnder(parts.baseFor(host) + worldPath(world))
  if (service === "admin") return tell(mock, await following(mock, endpoints, () => administer(mock, call)))
  const isChunked = text !== "" && headers["transfer-encoding"] !== undefined
  const arrival: Arrival = { service, ...call, isChunked, host, headers: headersOf(request) }
  const outcome = await settle(
    following(mock, endpoints, () => mock.engine.handle(arrival)),
    mock.clock,
  )
  if (outcome.answer === undefined) {
    response.destroy()
    return
  }
  const wire = toWire(outcome.answer, method, mock.clock.now())
  const { delivery } = outcome
  if (delivery === undefined || wire.body === null) return send(response, wire)
  response.writeHead(wire.status, wire.headers.flat())
  for await (const piece of inPieces(wire.body, delivery, mock.clock)) response.write(piece)
  if (delivery.kind === "truncate") request.socket.destroySoon()
  else response.end()
}

/** The catalog names the addresses by which this client came; what happens later in the mock has its own again. */
const following = <A>(mock: MockTrove, endpoints: Endpoints, handle: () => A): A => {
  const before = mock.engine.endpoints
  mock.engine.endpoints = endpoints
  try {
    return handle()
  } finally {
    mock.engine.endpoints = before
  }
}

const headersOf = ({ headersDistinct }: IncomingMessage): Arrival["headers"] =>
  Object.entries(headersDistinct).map(([name, values = []]) => [name, values.join(", ")])

const readBody = async (request: IncomingMessage): Promise<string> => {
  const chunks: Uint8Array[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString("utf8")
}

const send = (response: ServerResponse, { status, headers, body }: Wire): void => {
  response.writeHead(status, headers.flat())
  response.end(body ?? undefined)
}

const fail = (response: ServerResponse, error: unknown): void => {
  if (response.headersSent) {
    response.destroy()
    return
  }
  const message = `The mock failed: ${error instanceof Error ? error.message : String(error)}`
  response.writeHead(500, { "Content-Type": "application/json" })
  response.end(JSON.stringify({ mockFailed: { code: 500, message } }))
}

const allowBrowsers = (request: IncomingMessage, response: ServerResponse): void => {
  response.setHeader("Access-Control-Allow-Origin", "*")
  response.setHeader("Access-Control-Expose-Headers", "*, X-Subject-Token, X-Openstack-Request-Id, Retry-After")
  if (request.method !== "OPTIONS") return
  response.setHeader("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH, DELETE")
  response.setHeader("Access-Control-Allow-Headers", request.headers["access-control-request-headers"] ?? "*")
  response.setHeader("Access-Control-Max-Age", "600")
}

const splitOnce = (text: string, at: string): string[] => {
  const index = text.indexOf(at)
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + 1)]
}
