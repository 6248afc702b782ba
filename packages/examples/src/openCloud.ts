/**
 * Where the examples run: on the mock, with a clock that jumps whenever everybody waits (unless told otherwise); or, when
 * the OS_* variables are set, on the cloud they name, in real time. Copy the second half of it.
 */
import type { HostClock, Scope } from "@breakwater/core"
import { type ClockMode, createMockTrove } from "@breakwater/mock-trove"
import type { Connection } from "@breakwater/trove-adapter"

export interface Cloud {
  readonly name: string
  readonly scope: Scope
  readonly connect: (scope: Scope) => Connection
  readonly clock?: HostClock
  /** Names of what the examples make begin with it. */
  readonly prefix: string
}

export const openCloud = (environment: NodeJS.ProcessEnv = process.env, clock: ClockMode = "auto"): Cloud =>
  environment["OS_AUTH_URL"] ? realCloud(environment) : mockCloud(clock)

const mockCloud = (mode: ClockMode): Cloud => {
  const mock = createMockTrove({ clock: mode })
  mock.state.instances.add({ name: "orders", databases: ["orders"] })
  const { scope, clock, connection } = mock
  return { name: "the mock", scope, clock, connect: () => connection, prefix: "example" }
}

const realCloud = (environment: NodeJS.ProcessEnv): Cloud => {
  const read = (name: string): string => {
    const value = environment[name]
    if (!value) throw new Error(`Set ${name}, as your cloud's openrc file does, or unset OS_AUTH_URL to use the mock.`)
    return value
  }
  const account = read("OS_USERNAME")
  const region = environment["OS_REGION_NAME"]
  const connection: Connection = {
    authUrl: read("OS_AUTH_URL"),
    auth: {
      type: "password",
      username: account,
      password: read("OS_PASSWORD"),
      userDomain: environment["OS_USER_DOMAIN_NAME"] ?? "Default",
    },
    project: { name: read("OS_PROJECT_NAME"), domain: environment["OS_PROJECT_DOMAIN_NAME"] ?? "Default" },
    userAgent: "breakwater-examples/0.1.0",
  }
  return {
    name: connection.authUrl,
    scope: { account, ...(region ? { region } : {}) },
    connect: () => connection,
    prefix: environment["BREAKWATER_EXAMPLE_PREFIX"] ?? "example",
  }
}
