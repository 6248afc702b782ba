/** What many operations cost the cloud: requests beside those of one poller each, and none that the rate limiter refuses. */
import { createMockTrove, type MockTrove } from "@breakwater/mock-trove"
import { expect, test } from "vitest"
import { Host } from "./support/host.ts"

const world = (count: number, options: Parameters<typeof createMockTrove>[0] = {}) => {
  const cloud = createMockTrove({ quotas: { instances: -1, volumes: -1, backups: -1 }, ...options })
  const instances = Array.from({ length: count }, (_, index) => cloud.state.instances.add({ name: `orders-${index}` }))
  return { cloud, instances, host: new Host(cloud, { waiting: {} }) }
}

const gets = (cloud: MockTrove) =>
  cloud.journal.entries.filter(({ service, method }) => service === "database" && method === "GET").length

/** Begins all of them and turns each as often as it says, as a host of many operations does; the looks each took. */
const protectAll = async (host: Host, instances: ReturnType<typeof world>["instances"]) =>
  Promise.all(
    instances.map(async (instance, index) => {
      let turn = await host.begin("protect", { instance, id: `protect-${index}` })
      let looks = 1
      while (turn.status === "waiting") {
        await host.cloud.clock.sleep(turn.afterMs)
        turn = await host.turn(turn)
        looks += 1
      }
      return { status: turn.status, looks, at: host.cloud.clock.now() }
    }),
  )

test("200 protects of ten minutes cost less than a tenth of a poller each, and each end is noticed within one interval", async () => {
  const { cloud, instances, host } = world(200, { timings: { backup: 598_000 } })
  const begun = cloud.clock.now()
  const ends = await protectAll(host, instances)
  expect(ends.map(({ status }) => status)).toEqual(instances.map(() => "succeeded"))
  const pollers = ends.reduce((sum, { looks }) => sum + looks, 0)
  expect(gets(cloud)).toBeLessThan(pollers / 10)
  for (const { at } of ends) expect(at - begun).toBeLessThan(600_000 + 30_000 + 5_000)
})

test("protects that are five minutes of the allowed rate end without one refusal", async () => {
  const { cloud, instances, host } = world(150, { ratePerMinute: 50, timings: { backup: 60_000 } })
  const ends = await protectAll(host, instances)
  expect(new Set(ends.map(({ status }) => status))).toEqual(new Set(["succeeded"]))
  expect(cloud.journal.entries.filter(({ status }) => status === 413)).toEqual([])
  expect(cloud.journal.count("createBackup")).toBe(150)
})
