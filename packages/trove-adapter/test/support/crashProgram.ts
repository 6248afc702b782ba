/** A host over a cloud in another process, on the SQLite engine and a file bank, for the crash harness. */
import { sqliteEngine } from "@breakwater/core/engine/sqlite"
import { createProtection, fileBank } from "@breakwater/core/promise"
import { type CrashKit, crashFetch, crashHost } from "@breakwater/core/testing"
import { type Connection, trove } from "../../src/promise.ts"

await crashHost((kit: CrashKit<Omit<Connection, "fetch">>) => {
  const connection = kit.setting
  const fetch = crashFetch(kit)
  const { protectable, protection } = trove({
    connect: () => connection,
    fetch,
    ownerTag: "test",
    waiting: { jitter: 0 },
  })
  return createProtection({
    engine: kit.engine(sqliteEngine(`${kit.folder}/engine.db`, { lookEvery: "10 seconds" })),
    providers: [
      {
        id: "cloud",
        bank: kit.bank(fileBank(`${kit.folder}/bank`)),
        protectables: [protectable],
        plugins: [protection],
      },
    ],
    clock: kit.clock,
  })
})
