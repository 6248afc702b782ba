/** Where the services of a served mock are, and which of them a path on a port means. */
import { adminPrefix, isAdministration } from "./admin/administer.ts"
import type { ServiceName } from "./services.ts"
import type { Endpoints } from "./state/Cloud.ts"

/** The ports of a server: one for each service as a cloud has them, and one that has everything under a path. */
export type Port = "identity" | "identity-short" | "database" | "control"

export interface Place {
  /** Absent: the server's own one. */
  readonly world?: string
  readonly service: ServiceName | "admin" | "server"
  /** Within the service. */
  readonly path: string
}

export const endpointsUnder = (base: string): Endpoints => ({
  identity: `${base}/identity`,
  database: `${base}/database`,
  objectStore: `${base}/swift`,
  compute: `${base}/compute`,
  volume: `${base}/volume`,
  network: `${base}/network`,
  image: `${base}/image`,
})

/** The path of a world's services and of its administration. */
export const worldPath = (world: string): string => `/w/${world}`

export const placeOf = (port: Port, path: string): Place => {
  if (port !== "control") return { service: port, path }
  const [, world, rest = "/"] = /^\/w\/([^/]+)(\/.*)?$/.exec(path) ?? [undefined, undefined, path]
  const place = placeInWorld(rest)
  if (world !== undefined) return { world, ...place }
  const own = path.slice(adminPrefix.length)
  return isAdministration(path) && /^(\/worlds(\/.*)?)?$/.test(own) && path !== "/_control"
    ? { service: "server", path: own }
    : place
}

const services: Readonly<Record<string, ServiceName>> = {
  identity: "identity",
  database: "database",
  swift: "object-store",
  "object-store": "object-store",
  compute: "compute",
  volume: "volume",
  network: "network",
  image: "image",
}

const placeInWorld = (path: string): Place => {
  if (isAdministration(path)) return { service: "admin", path }
  const [, first = "", rest = ""] = /^\/([^/]*)(.*)$/.exec(path) ?? []
  const service = services[first]
  return service === undefined ? { service: "nowhere", path } : { service, path: rest || "/" }
}
