import { expect, test } from "vitest"
import { createMockTrove, type MockTrove, mockTroveFixture } from "../src/index.ts"
import { tokenRequest } from "./tokenRequest.ts"

const it = test.extend(mockTroveFixture({ seed: 7 }))

const login = async (cloud: MockTrove) => {
  const answer = await cloud.fetch(`${cloud.connection.authUrl}/auth/tokens`, tokenRequest())
  const headers = { "X-Auth-Token": answer.headers.get("X-Subject-Token") ?? "", Accept: "application/json" }
  const base = `${cloud.engine.endpoints.database}/v1.0/${cloud.scope.project}`
  return {
    get: async (path: string) => (await cloud.fetch(base + path, { headers })).json(),
    post: (path: string, body: unknown) =>
      cloud.fetch(base + path, {
        method: "POST",
        headers: { ...headers, "Content-Type": "application/json" },
        body: JSON.stringify(body),
      }),
  }
}

it("a backup whose answer was lost is found again and completes, in minutes that take no time", async ({ cloud }) => {
  const instance = cloud.state.instances.add({ name: "orders" })
  cloud.faults.on("createBackup", { project: "demo" }).loseAnswer()
  const trove = await login(cloud)
  const backup = { name: "nightly", instance: instance.id }
  await expect(trove.post("/backups", { backup })).rejects.toThrow("fetch failed")
  const begin = cloud.clock.now()
  const statuses: string[] = []
  do {
    await cloud.clock.sleep(10_000)
    const { backups } = await trove.get(`/backups?instance_id=${instance.id}`)
    statuses.push(backups[0].status)
  } while (statuses.at(-1) !== "COMPLETED")
  expect([...new Set(statuses)]).toEqual(["BUILDING", "COMPLETED"])
  expect(cloud.clock.now() - begin).toBe(300_000)
  expect(cloud.state.backups.all()).toMatchObject([{ name: "nightly", status: "COMPLETED" }])
  expect(cloud.journal.count("createBackup")).toBe(1)
})

it("each test has a cloud of its own", ({ cloud }) => {
  expect(cloud.journal.entries).toEqual([])
  expect(cloud.state.instances.all()).toEqual([])
})

it("a pending transition travels with a snapshot into a fork", async ({ cloud }) => {
  const instance = cloud.state.instances.add({ name: "orders" })
  cloud.state.backups.add({ instance, name: "nightly", status: "NEW" })
  const fork = createMockTrove({ clock: "manual" })
  fork.restore(JSON.parse(JSON.stringify(cloud.snapshot())))
  await fork.clock.advance("1h")
  expect(fork.state.backups.all()).toMatchObject([{ status: "COMPLETED" }])
  expect(cloud.state.backups.all()).toMatchObject([{ status: "NEW" }])
  expect(fork.journal.entries.length).toBeGreaterThan(0)
})

test("a plan that nothing ran into makes the mock refuse to be disposed", async () => {
  const cloud = createMockTrove()
  cloud.plan.nextBackup({ fails: "no space left" })
  await expect(cloud[Symbol.asyncDispose]()).rejects.toThrow('plan.nextBackup({"fails":"no space left"})')
})
