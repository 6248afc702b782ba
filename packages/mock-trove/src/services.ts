/** The services of the cloud, by the names the journal calls them. */

import type { Answer } from "./Route.ts"
import { answerKeystone, keystoneRoutes } from "./routes/keystone.ts"
import { keystoneRefusal } from "./routes/keystoneError.ts"
import { answerSwift, swiftRefusal, swiftRoutes } from "./routes/swift.ts"
import { answerTrove, troveRoutes } from "./routes/trove.ts"
import { troveFault } from "./routes/troveFault.ts"
import type { Service } from "./Service.ts"

export type ServiceName =
  | "identity"
  | "identity-short"
  | "database"
  | "object-store"
  | "compute"
  | "volume"
  | "network"
  | "image"
  | "nowhere"

/** How long the tokens of `identity-short` live: for tests of expiry. */
const shortTokenSeconds = 3

const absent = (name: ServiceName): Service => ({
  name,
  routes: [],
  answer: (call) => notMocked(`The mock does not do ${name}: it was asked ${call.method} ${call.path}`),
  refuse: (status, message) => ({ ...notMocked(message), status }),
})

const notMocked = (message: string): Answer => ({
  status: 501,
  headers: { "Content-Type": "application/json" },
  body: { notMocked: { code: 501, message } },
})

const keystone = (name: ServiceName, tokenLifetimeSeconds?: number): Service => ({
  name,
  routes: keystoneRoutes(tokenLifetimeSeconds),
  answer: answerKeystone,
  refuse: keystoneRefusal,
})

export const services: Readonly<Record<ServiceName, Service>> = {
  identity: keystone("identity"),
  "identity-short": keystone("identity-short", shortTokenSeconds),
  database: { name: "database", routes: troveRoutes, answer: answerTrove, refuse: troveFault },
  "object-store": { name: "object-store", routes: swiftRoutes, answer: answerSwift, refuse: swiftRefusal },
  compute: absent("compute"),
  volume: absent("volume"),
  network: absent("network"),
  image: absent("image"),
  nowhere: absent("nowhere"),
}

/** Every operation by name, and `unknown` for what has none. */
export const operations: ReadonlySet<string> = new Set([
  "unknown",
  ...Object.values(services).flatMap(({ routes }) => routes.map(({ operation }) => operation)),
])
