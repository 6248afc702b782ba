/** The services of the cloud, by the names the journal calls them. */

import type { Answer } from "./Route.ts"
import { answerKeystone, keystoneRoutes } from "./routes/keystone.ts"
import { keystoneErrorAnswer } from "./routes/keystoneError.ts"
import { answerSwift, ofSwift, swiftRefusal, swiftRoutes } from "./routes/swift.ts"
import { answerTrove, troveRoutes } from "./routes/trove.ts"
import { troveFault } from "./routes/troveFault.ts"
import type { Service } from "./Service.ts"
import { KeystoneError } from "./state/KeystoneError.ts"

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
  refuse: (status, message, cloud) => keystoneErrorAnswer(new KeystoneError(status, message), cloud),
})

/** keystonemiddleware adds its challenge to every 401 that Trove gives, its own or not. */
const refuseTrove: Service["refuse"] = (status, message, cloud) => {
  const answer = troveFault(status, message)
  if (status !== 401) return answer
  return { ...answer, headers: { ...answer.headers, "WWW-Authenticate": `Keystone uri="${cloud.endpoints.identity}"` } }
}

export const services: Readonly<Record<ServiceName, Service>> = {
  identity: keystone("identity"),
  "identity-short": keystone("identity-short", shortTokenSeconds),
  database: { name: "database", routes: troveRoutes, answer: answerTrove, refuse: refuseTrove },
  "object-store": {
    name: "object-store",
    routes: swiftRoutes,
    answer: answerSwift,
    refuse: (status, message, cloud) => ofSwift(swiftRefusal(status, message), cloud),
  },
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
