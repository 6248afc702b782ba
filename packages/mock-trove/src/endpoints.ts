/** Where the services are reached: the addresses of a cloud that has no ports, and which service an address means. */

import type { ServiceName } from "./services.ts"
import type { Endpoints } from "./state/Cloud.ts"

/** The base addresses under which every mock answers through its `fetch`, whatever else it is given. */
export const defaultEndpoints: Endpoints = {
  identity: "https://cloud.example/identity",
  database: "https://cloud.example/database",
  objectStore: "https://cloud.example/object-store",
  compute: "https://cloud.example/compute",
  volume: "https://cloud.example/volume",
  network: "https://cloud.example/network",
  image: "https://cloud.example/image",
}

const serviceOf: Readonly<Record<keyof Endpoints, ServiceName>> = {
  identity: "identity",
  database: "database",
  objectStore: "object-store",
  compute: "compute",
  volume: "volume",
  network: "network",
  image: "image",
}

/** The service and the path within it. */
export const resolveAddress = (url: URL, endpoints: Endpoints): { service: ServiceName; path: string } => {
  const address = url.origin + url.pathname
  for (const bases of [endpoints, defaultEndpoints]) {
    for (const [key, base] of Object.entries(bases) as [keyof Endpoints, string][]) {
      if (!address.startsWith(base) || (address.length > base.length && address[base.length] !== "/")) continue
      return { service: serviceOf[key], path: address.slice(base.length) || "/" }
    }
  }
  return { service: "nowhere", path: url.pathname }
}
