/** The mock on real ports: Trove and Keystone each on its own, as a cloud has them, and one for what stands behind Trove. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { administer, isAdministration } from "./administer.ts"
import { inPieces, settle } from "./deliver.ts"
import type { Arrival } from "./Engine.ts"
import type { MockTrove } from "./MockTrove.ts"
import type { ServiceName } from "./services.ts"
import { toWire, type Wire } from "./toResponse.ts"

/** A port of 0 is chosen by the system. */
export interface ServeOptions {
  /** Trove's; 8779 when left out. */
  readonly port?: number
  /** Keystone's; 5000 when left out. */
  readonly identityPort?: number
  /** The object store's, of the switches at `/_control` and of the mock's own paths at `/_mock/v1`; any when left out. */
  readonly controlPort?: number
  /** A second Keystone whose tokens live 3 s; none when left out. */
  readonly shortPort?: number
  /** Where to listen; 127.0.0.1 when left out. */
  readonly host?: string
  /** The host name that catalog and links tell, where that is not where it listens. */
  readonly advertise?: string
  /** Called with what a rule of the mock threw, which the client sees as a 500. */
  readonly onError?: (error: unknown) => void
}

export interface Served extends AsyncDisposable {
  /** Keystone's address, without `/v3`. */
  readonly identity: string
  /** Trove's address, without `/v1.0`. */
  readonly database: string
  readonly control: string
  readonly shortIdentity?: string
  /** The default user's `OS_*` variables. */
  readonly env: Readonly<Record<string, string>>
  /** Ends every connection, then frees the ports. */
  close(): Promise<void>
}

/** Listens, and from then on the mock's catalog names these ports. Needs a clock that passes by itself, or one you advance. */
export const serve = async (mock: MockTrove, options: ServeOptions = {}): Promise<Served> => {
  const { host = "127.0.0.1", onError = () => {} } = options
  const name = options.advertise ?? (host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host)
  const servers: Server[] = []
  const close = async (): Promise<void> => {
    await Promise.all(servers.map(stop))
  }
  const open = async (port: number, route: Router): Promise<string> => {
    const server = createServer((request, response) => {
      respond(mock, route, request, response).catch((error: unknown) => {
        onError(error)
        fail(response, error)
      })
    })
    await listen(server, port, host)
    servers.push(server)
    return `http://${name.includes(":") ? `[${name}]` : name}:${portOf(server)}`
  }

  try {
    const identity = await open(options.identityPort ?? 5000, (path) => ({ service: "identity", path }))
    const database = await open(options.port ?? 8779, (path) => ({ service: "database", path }))
    const control = await open(options.controlPort ?? 0, controlRoute)
    const short = options.shortPort
    const shortIdentity =
      short === undefined ? undefined : await open(short, (path) => ({ service: "identity-short", path }))
    mock.engine.endpoints = {
      identity,
      database,
      objectStore: `${control}/swift`,
      compute: `${control}/compute`,
      volume: `${control}/volume`,
      network: `${control}/network`,
      image: `${control}/image`,
    }
    const { env } = mock
    return {
      identity,
      database,
      control,
      ...(shortIdentity !== undefined && { shortIdentity }),
      env,
      close,
      [Symbol.asyncDispose]: close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

type Router = (path: string) => { readonly service: ServiceName | "control"; readonly path: string }

const behindTrove: Readonly<Record<string, ServiceName>> = {
  swift: "object-store",
  compute: "compute",
  volume: "volume",
  network: "network",
  image: "image",
}

const controlRoute: Router = (path) => {
  if (isAdministration(path)) return { service: "control", path }
  const [, first = "", rest = ""] = /^\/([^/]*)(.*)$/.exec(path) ?? []
  const service = behindTrove[first]
  return service === undefined ? { service: "nowhere", path } : { service, path: rest || "/" }
}

const respond = async (
  mock: MockTrove,
  route: Router,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const text = await readBody(request)
  const [whole = "/", query = ""] = splitOnce(request.url ?? "/", "?")
  const { service, path } = route(whole)
  const method = request.method ?? "GET"
  if (service === "control") {
    send(response, toWire(await administer(mock, method, path, text), method, mock.clock.now()))
    return
  }
  const headers: Arrival["headers"] = Object.entries(request.headersDistinct).map(([key, values]) => [
    key,
    (values ?? []).join(", "),
  ])
  const arrival: Arrival = { service, method, path, query, headers, text, host: request.headers.host ?? "" }
  const { answer, delivery } = await settle(mock.engine.handle(arrival), mock.clock)
  if (answer === undefined) {
    response.destroy()
    return
  }
  const wire = toWire(answer, method, mock.clock.now())
  if (delivery === undefined || wire.body === null) return send(response, wire)
  response.writeHead(wire.status, [...wire.headers].flat())
  for await (const piece of inPieces(wire.body, delivery, mock.clock)) response.write(piece)
  if (delivery.kind === "truncate") request.socket.destroySoon()
  else response.end()
}

const readBody = async (request: IncomingMessage): Promise<string> => {
  const chunks: Uint8Array[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString("utf8")
}

const send = (response: ServerResponse, { status, headers, body }: Wire): void => {
  response.writeHead(status, [...headers].flat())
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

const splitOnce = (text: string, at: string): string[] => {
  const index = text.indexOf(at)
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + 1)]
}

const listen = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, host, () => {
      server.off("error", reject)
      resolve()
    })
  })

const portOf = (server: Server): number => (server.address() as AddressInfo).port

const stop = (server: Server): Promise<void> =>
  new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)))
    server.closeAllConnections()
  })
