/** A host over a cloud in another process, on the engine over PostgreSQL and a file bank, for the crash harness. */
import { clusterEngine } from "@breakwater/core/engine/cluster"
import { createProtection, fileBank } from "@breakwater/core/promise"
import { type CrashKit, crashFetch, crashHost } from "@breakwater/core/testing"
import { type Connection, trove } from "../../src/promise.ts"

await crashHost((kit: CrashKit<Omit<Connection, "fetch"> & { readonly url: string }>) => {
  const { url, ...connection } = kit.setting
  const fetch = crashFetch(kit)
  const { protectable, protection } = trove({
    connect: () => connection,
    fetch,
    ownerTag: "test",
    waiting: { jitter: 0 },
  })
  const engine = clusterEngine({ url, takeOverAfter: "5 seconds" })
  return createProtection({
    engine: kit.engine(engine, { ownTime: true }),
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
