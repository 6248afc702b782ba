/** Starts the mock as a candidate for a comparison with a real Trove: ports and knobs from RT_* variables, times as short as there. */
import process from "node:process"
import { createMockTrove, type MockTroveOptions, type Timings } from "../src/index.ts"
import { serve } from "../src/server.ts"

const number = (name: string, fallback: number): number => {
  const text = process.env[name]
  const value = text === undefined || text === "" ? fallback : Number(text)
  if (Number.isFinite(value)) return value
  throw new Error(`${name} is a number, not "${text}"`)
}

/** The real services the recordings were made with had fake machines and guests that took about a second for everything. */
const timings: Timings = {
  serverStart: 900,
  server: 4_500,
  prepare: 100,
  restore: 200,
  guestPoll: 1_000,
  buildTimeout: 1_800_000,
  restoreTimeout: 3_600_000,
  // Late enough that a poller of one instance and its backup does not ask for the second just when the backup ends.
  backupStart: 230,
  backup: 1_000,
  backupDelete: 200,
  backupDeleteRetry: 2_000,
  portsRelease: 100,
  instanceDelete: 2_000,
  restart: 1_000,
  reboot: 2_000,
  resizeVolume: 2_000,
  resizeFlavor: 3_000,
  accessUpdate: 500,
  replicaDetach: 1_000,
  replicaPromote: 1_000,
  heartbeat: 10_000,
  guestCall: 1_000,
}

const serviceType = /service_type\s*=\s*([\w-]+)/.exec(process.env["RT_AUTHTOKEN_EXTRA"] ?? "")?.[1]
const mock = createMockTrove({
  // Anything but a release is refused there, by name.
  profile: (process.env["RT_PROFILE"] ?? "18") as NonNullable<MockTroveOptions["profile"]>,
  clock: "real",
  magicNames: true,
  latency: "40ms",
  timings,
  ratePerMinute: number("RT_RATE", 100_000),
  heartbeatExpirySeconds: number("RT_HEARTBEAT_EXPIRY", 90),
  quotas: { instances: number("RT_MAX_INSTANCES", 10), volumes: number("RT_MAX_VOLUMES", 40) },
  ...(serviceType !== undefined && { authtokenServiceType: serviceType }),
})
const served = await serve(mock, {
  identityPort: number("RT_KEYSTONE_PORT", 5000),
  shortPort: number("RT_SHORT_PORT", 5001),
  port: number("RT_TROVE_PORT", 8779),
  controlPort: number("RT_CLOUD_PORT", 8790),
  onError: (error) => process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`),
})
for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void served.close())
process.stdout.write(`${JSON.stringify({ identity: served.identity, database: served.database })}\n`)
