/**
 * A host as a process of its own: over a SQLite file, a bank in a folder and a cloud on real ports. It starts what it is
 * told to, if anything, follows one operation to its end, and prints what became of it. It may be killed at any moment.
 */

import { sqliteEngine } from "@breakwater/core/engine/sqlite"
import { createProtection, fileBank, type Request } from "@breakwater/core/promise"
import { createMockTrove } from "@breakwater/mock-trove"
import { type Connection, trove } from "../../src/promise.ts"

export interface HostOrder {
  readonly folder: string
  readonly connection: Connection
  /** What the cloud's clock showed at a moment of the machine's. */
  readonly clock: { readonly machine: number; readonly cloud: number }
  readonly start?: Request
  /** The operation to follow. */
  readonly follow: string
}

const given = process.argv[2]
if (given !== undefined) {
  const { clock: shown, connection, folder, follow, start }: HostOrder = JSON.parse(given)
  const { clock } = createMockTrove({ clock: "x600" })
  await clock.advance(shown.cloud + (Date.now() - shown.machine) * 600 - clock.now())
  const { protectable, protection } = trove({ connect: () => connection, clock, ownerTag: "test" })
  const provider = { id: "cloud", bank: fileBank(`${folder}/bank`), protectables: [protectable], plugins: [protection] }
  await using breakwater = await createProtection({
    engine: sqliteEngine(`${folder}/engine.db`),
    providers: [provider],
    clock,
  })
  if (start !== undefined) await breakwater.operations.start(start)
  console.log("started")
  const operation = await breakwater.operations.wait(follow)
  console.log(JSON.stringify({ operation, checkpoint: await breakwater.checkpoints.get(operation.checkpoint) }))
}
