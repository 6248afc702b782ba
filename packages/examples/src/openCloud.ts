/**
 * Where the examples run: on the mock, with a clock that jumps whenever everybody waits (unless told otherwise); or, when
 * OS_CLOUD or OS_AUTH_URL is set, on the cloud that clouds.yaml or the OS_* variables describe, in real time.
 */
import type { HostClock, Scope } from "@breakwater/core"
import { type ClockMode, createMockTrove } from "@breakwater/mock-trove"
import type { Connection } from "@breakwater/trove-adapter"
import { cloudConnection } from "@breakwater/trove-adapter/cloud-config"

export interface Cloud {
  readonly name: string
  readonly scope: Scope
  readonly connect: (scope: Scope) => Connection
  readonly clock?: HostClock
  /** Names of what the examples make begin with it. */
  readonly prefix: string
}

export const openCloud = (environment: NodeJS.ProcessEnv = process.env, clock: ClockMode = "auto"): Cloud =>
  environment["OS_CLOUD"] || environment["OS_AUTH_URL"] ? realCloud(environment) : mockCloud(clock)

const mockCloud = (mode: ClockMode): Cloud => {
  const mock = createMockTrove({ clock: mode })
  mock.state.instances.add({ name: "orders", databases: ["orders"] })
  const { scope, clock, connection } = mock
  return { name: "the mock", scope, clock, connect: () => connection, prefix: "example" }
}

const realCloud = (environment: NodeJS.ProcessEnv): Cloud => {
  const connection = cloudConnection({ environment, settings: { userAgent: "breakwater-examples/0.1.0" } })
  const account = environment["OS_CLOUD"] ?? environment["OS_USERNAME"] ?? "variables"
  return {
    name: connection.authUrl,
    scope: { account, ...(connection.region === undefined ? {} : { region: connection.region }) },
    connect: () => connection,
    prefix: environment["BREAKWATER_EXAMPLE_PREFIX"] ?? "example",
  }
}
