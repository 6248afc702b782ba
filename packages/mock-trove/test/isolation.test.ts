import { expect, it } from "vitest"
import { createMockTrove, type MockTrove } from "../src/index.ts"
import { troveClient } from "./troveClient.ts"

/** A small story with pauses in which others get their turn. */
const story = async (cloud: MockTrove): Promise<void> => {
  const instance = cloud.state.instances.add({ name: "orders" })
  cloud.faults.on("createBackup", { nth: 2 }).loseAnswer()
  cloud.faults.on("listBackups", { rate: 0.5 }).refuse(503)
  const trove = await troveClient(cloud)
  for (const name of ["one", "two"]) {
    await trove.ask("POST", "/backups", { backup: { name, instance: instance.id } }).catch(() => undefined)
    await cloud.clock.sleep(400_000)
    for (let look = 0; look < 5; look += 1) await trove.ask("GET", "/backups")
  }
}

it("fifty in parallel do not disturb each other: each has the journal it has alone", async () => {
  const seeds = Array.from({ length: 50 }, (_, index) => 1 + (index % 5))
  const alone = new Map<number, string>()
  for (const seed of new Set(seeds)) {
    await using cloud = createMockTrove({ seed })
    await story(cloud)
    alone.set(seed, JSON.stringify(cloud.journal.entries))
  }
  const clouds = seeds.map((seed) => ({ seed, cloud: createMockTrove({ seed }) }))
  await Promise.all(clouds.map(({ cloud }) => story(cloud)))
  for (const { seed, cloud } of clouds) expect(JSON.stringify(cloud.journal.entries)).toBe(alone.get(seed))
  expect(new Set(alone.values()).size).toBe(5)
})

it("a fork goes on by itself from the same moment, and nothing of it shows in the first", async () => {
  const cloud = createMockTrove({ clock: "manual", quotas: { backups: 1 } })
  const instance = cloud.state.instances.add({ name: "orders" })
  cloud.state.backups.add({ instance, name: "nightly", status: "NEW" })
  await cloud.clock.advance("10s")
  cloud.plan.nextBackup({ fails: "no space left" })
  cloud.faults.on("*").drop()
  const before = JSON.stringify(cloud.snapshot())

  const fork = cloud.fork()
  expect(fork.snapshot()).toEqual(cloud.snapshot())
  expect([fork.faults.unused(), fork.journal.entries]).toEqual([[], []])
  await fork.clock.advance("1h")
  fork.state.instances.setStatus(instance, "ERROR")
  fork.troubles.swiftStatus = 503
  const trove = await troveClient(fork)
  const refused = await trove.ask("POST", "/backups", { backup: { name: "more", instance: instance.id } })

  expect(refused.status).toBeGreaterThan(400)
  expect(fork.state.backups.all()).toMatchObject([{ status: "COMPLETED" }])
  expect(JSON.stringify(cloud.snapshot())).toBe(before)
  expect(cloud.journal.entries.filter(({ service }) => service !== "cloud")).toEqual([])
})
