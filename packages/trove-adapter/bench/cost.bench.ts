/** What operations cost the cloud, in requests, and how many of them a rate limit takes how long: `pnpm bench`. */
import { createMockTrove, type MockTrove } from "@breakwater/mock-trove"
import { test } from "vitest"
import { Host } from "../test/support/host.ts"

const world = (count: number, options: Parameters<typeof createMockTrove>[0] = {}) => {
  const cloud = createMockTrove({ quotas: { instances: -1, volumes: -1, backups: -1 }, ...options })
  const instances = Array.from({ length: count }, (_, index) => cloud.state.instances.add({ name: `orders-${index}` }))
  return { cloud, instances, host: new Host(cloud) }
}

const protectAll = async ({ host, instances, cloud }: ReturnType<typeof world>) => {
  const begun = cloud.clock.now()
  const looks = await Promise.all(
    instances.map(async (instance, index) => {
      let turn = await host.begin("protect", { instance, id: `protect-${index}` })
      let looks = 1
      for (; turn.status === "waiting"; looks += 1) {
        await cloud.clock.sleep(turn.afterMs)
        turn = await host.turn(turn)
      }
      if (turn.status !== "succeeded") throw new Error(`It is ${turn.status}.`)
      return looks
    }),
  )
  return { looks: looks.reduce((sum, one) => sum + one, 0), minutes: (cloud.clock.now() - begun) / 60_000 }
}

const requests = ({ journal }: MockTrove) => {
  const counts = new Map<string, number>()
  for (const { service, method, operation, status } of journal.entries) {
    if (service === "cloud") continue
    const name = status === 413 ? `${operation} refused` : operation
    counts.set(name, (counts.get(name) ?? 0) + 1)
    counts.set(method, (counts.get(method) ?? 0) + 1)
  }
  return counts
}

test("200 protects of ten minutes, beside one poller each at the same interval", async () => {
  const made = world(200, { timings: { backup: 598_000 } })
  const { looks } = await protectAll(made)
  const counts = requests(made.cloud)
  const gets = counts.get("GET") ?? 0
  console.log(`200 protects: ${gets} GETs where pollers would make ${looks}, ${((100 * gets) / looks).toFixed(1)} %`)
  console.log(
    `per protect: ${((gets + (counts.get("POST") ?? 0)) / 200).toFixed(1)} requests`,
    Object.fromEntries(counts),
  )
}, 300_000)

test("1,000 protects against 200 requests of a verb a minute", async () => {
  const made = world(1000, { ratePerMinute: 200, journalLimit: 1_000_000 })
  const { minutes } = await protectAll(made)
  console.log(`1,000 protects: ${minutes.toFixed(0)} minutes`, Object.fromEntries(requests(made.cloud)))
}, 300_000)
