/** The mock on real ports: Trove and Keystone each on its own, as a cloud has them, and one that has everything under a path. */
import type { Server } from "node:http"
import { endpointsUnder, type Port } from "./addresses.ts"
import { createWorlds } from "./admin/worlds.ts"
import { listen, stop } from "./listen.ts"
import type { MockTrove, MockTroveOptions } from "./MockTrove.ts"
import { createResponder } from "./respond.ts"
import type { Endpoints } from "./state/Cloud.ts"

/** A port of 0 is chosen by the system. */
export interface ServeOptions {
  /** Trove's; 8779 when left out. */
  readonly port?: number
  /** Keystone's; 5000 when left out. */
  readonly identityPort?: number
  /** Of everything: `/identity`, `/database`, `/swift`, the worlds under `/w/`, the mock's own paths at `/_mock/v1`; any when left out. */
  readonly controlPort?: number
  /** A second Keystone whose tokens live 3 s; none when left out. */
  readonly shortPort?: number
  /** Where to listen; 127.0.0.1 when left out. */
  readonly host?: string
  /** The host name that catalog and links tell; the one a request came to when left out. */
  readonly advertise?: string
  /** The address of the control port as clients reach it, through a proxy for instance: the catalog names it alone. */
  readonly publicUrl?: string
  /** Answers browsers from any page. */
  readonly cors?: boolean
  /** What a new world has that does not say otherwise; a real clock and nothing else when left out. */
  readonly worlds?: (name: string) => MockTroveOptions
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
  /** Ends every connection and every world, then frees the ports. */
  close(): Promise<void>
}

/** Listens, and from then on the mock's catalog names these ports. Needs a clock that passes by itself, or one you advance. */
export const serve = async (mock: MockTrove, options: ServeOptions = {}): Promise<Served> => {
  const { host = "127.0.0.1" } = options
  const publicUrl = options.publicUrl === undefined ? undefined : checkUrl(options.publicUrl)
  const name = options.advertise ?? (host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host)
  const worlds = createWorlds(options.worlds ?? (() => ({ clock: "real" })))
  const servers: Server[] = []
  const ports = new Map<Port, number>()
  const close = async (): Promise<void> => {
    await Promise.all(servers.map(stop))
    await worlds.close()
  }

  const address = (hostname: string, port: Port): string =>
    `http://${hostname.includes(":") && !hostname.startsWith("[") ? `[${hostname}]` : hostname}:${ports.get(port)}`
  const endpointsAt = (hostname: string): Endpoints =>
    publicUrl === undefined
      ? {
          ...endpointsUnder(address(hostname, "control")),
          identity: address(hostname, "identity"),
          database: address(hostname, "database"),
        }
      : endpointsUnder(publicUrl)
  const respond = createResponder({
    mock,
    worlds,
    cors: options.cors ?? false,
    baseFor: (asked) => publicUrl ?? `http://${asked}`,
    endpointsFor: (asked) => endpointsAt(options.advertise ?? hostnameOf(asked) ?? name),
    onError: options.onError ?? (() => {}),
  })
  const open = async (port: Port, wanted: number): Promise<void> => {
    const server = await listen(wanted, host, (request, response) => respond(port, request, response))
    servers.push(server.server)
    ports.set(port, server.port)
  }

  try {
    await open("identity", options.identityPort ?? 5000)
    await open("database", options.port ?? 8779)
    await open("control", options.controlPort ?? 0)
    if (options.shortPort !== undefined) await open("identity-short", options.shortPort)
  } catch (error) {
    await close()
    throw error
  }
  mock.engine.endpoints = endpointsAt(name)
  return {
    identity: address(name, "identity"),
    database: address(name, "database"),
    control: address(name, "control"),
    ...(ports.has("identity-short") && { shortIdentity: address(name, "identity-short") }),
    env: mock.env,
    close,
    [Symbol.asyncDispose]: close,
  }
}

/** The host of a `Host` header without its port; nothing where it is not one. */
const hostnameOf = (asked: string): string | undefined => {
  const url = URL.parse(`http://${asked}`)
  return url === null || url.hostname === "" ? undefined : url.hostname
}

const checkUrl = (text: string): string => {
  const url = URL.parse(text)
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new RangeError(`publicUrl is an address such as https://mock.example, not "${text}"`)
  }
  return text.replace(/\/+$/, "")
}
