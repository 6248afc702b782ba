/** A host over a cloud in another process, on the engine over PostgreSQL and a file bank, for the crash harness. */
import { clusterEngine } from "@breakwater/core/engine/cluster"
import { type CrashKit, crashHost } from "@breakwater/core/testing"
import { type CloudSetting, crashProtection } from "./crashProtection.ts"

await crashHost((kit: CrashKit<CloudSetting & { readonly url: string }>) => {
  const { url, ...setting } = kit.setting
  const engine = clusterEngine({ url, takeOverAfter: "5 seconds" })
  return crashProtection({ ...kit, setting }, kit.engine(engine, { ownTime: true }))
})
