/**
 * A runner as a process of its own: over PostgreSQL, a bank in a folder and a cloud on real ports. It drives whatever is
 * asked for and prints a line when it has begun, and one for each warning. It may be killed or frozen at any moment.
 */

import { clusterEngine } from "@breakwater/core/engine/cluster"
import { createProtection, type HostLog } from "@breakwater/core/promise"
import { createMockTrove } from "@breakwater/mock-trove"
import type { Connection } from "../../src/promise.ts"
import { providerOver } from "./providerOver.ts"

export interface RunnerOrder {
  readonly name: string
  readonly url: string
  readonly folder: string
  readonly connection: Connection
  /** What the cloud's clock showed at a moment of the machine's, and how many times as fast it runs. */
  readonly clock: { readonly machine: number; readonly cloud: number; readonly factor: number }
}

/** A line of a runner. */
export interface RunnerLine {
  readonly level: "started" | "lost" | "warn" | "error"
  readonly message: string
  readonly operation?: string
}

const tell = (line: RunnerLine) => console.log(JSON.stringify(line))

const log: HostLog = {
  debug: () => {},
  info: (facts, message) => {
    if (message.includes("taken this operation over")) tell({ ...facts, level: "lost", message })
  },
  warn: (facts, message) => tell({ ...facts, level: "warn", message }),
  error: (facts, message) => tell({ ...facts, level: "error", message }),
}

const { clock: shown, connection, folder, name, url }: RunnerOrder = JSON.parse(process.argv[2] ?? "")
const { clock } = createMockTrove({ clock: `x${shown.factor}` })
await clock.advance(shown.cloud + (Date.now() - shown.machine) * shown.factor - clock.now())
const fetchAs = (request: Request) => {
  request.headers.set("x-runner", name)
  return fetch(request)
}
await createProtection({
  engine: clusterEngine({ url, name, takeOverAfter: "3 seconds", lookEvery: "500 millis" }),
  providers: [providerOver({ ...connection, fetch: fetchAs }, folder, clock)],
  limits: { perScope: 25 },
  clock,
  log,
})
tell({ level: "started", message: name })
