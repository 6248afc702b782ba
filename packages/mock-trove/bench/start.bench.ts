/** What a mock costs before anybody asks it: its time to start, and its memory with fifty thousand backups. */
import { test } from "vitest"
import { createMockTrove } from "../src/index.ts"
import { serve } from "../src/server.ts"

test("a start", async ({ bench }) => {
  await bench.compare(
    bench("in process", () => {
      createMockTrove()
    }),
    bench("on ports", async () => {
      const served = await serve(createMockTrove({ clock: "frozen" }), { port: 0, identityPort: 0 })
      await served.close()
    }),
  )
})

test("fifty thousand backups in memory", () => {
  const used = (): number => process.memoryUsage().heapUsed / 2 ** 20
  const before = used()
  const cloud = createMockTrove({ clock: "frozen", quotas: { instances: -1, backups: -1, volumes: -1 } })
  const instance = cloud.state.instances.add({ name: "orders" })
  const begin = performance.now()
  for (let n = 0; n < 50_000; n += 1) cloud.state.backups.add({ instance, name: `backup-${n}` })
  const ms = performance.now() - begin
  console.log(`50,000 backups: ${(used() - before).toFixed(0)} MB, arranged in ${ms.toFixed(0)} ms`)
})
