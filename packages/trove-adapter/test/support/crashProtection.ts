/** The host of both crash programs: the Trove plugins over a cloud in another process, with a file bank. */
import { createProtection, type EngineDriver, fileBank } from "@breakwater/core/promise"
import { type CrashKit, crashFetch } from "@breakwater/core/testing"
import { type Connection, trove } from "../../src/promise.ts"

export type CloudSetting = Omit<Connection, "fetch">

export const crashProtection = (kit: CrashKit<CloudSetting>, engine: EngineDriver) => {
  const connection = kit.setting
  const fetch = crashFetch(kit)
  const { protectable, protection } = trove({
    connect: () => connection,
    fetch,
    ownerTag: "test",
    waiting: { jitter: 0 },
  })
  return createProtection({
    engine,
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
}
