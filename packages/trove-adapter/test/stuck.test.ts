/** Backups that can not end: how they are recognised, what is offered, and that nothing is done unasked. */
import { createMockTrove, type MockTrove } from "@breakwater/mock-trove"
import { expect, test } from "vitest"
import { Host } from "./support/host.ts"
import { onCloud } from "./support/onCloud.ts"
import { previewOf } from "./support/previewOf.ts"

const world = () => {
  const cloud = createMockTrove()
  const instance = cloud.state.instances.add({ name: "orders" })
  return { cloud, instance, host: new Host(cloud) }
}

const statuses = (cloud: MockTrove) => cloud.state.backups.all().map(({ name, status }) => `${name} ${status}`)
const minutes = (count: number) => count * 60_000
const asked = { recover_stuck: true }

test("a backup whose guest died is told after a while by the server's own word, and the way out is offered", async () => {
  const { cloud, instance, host } = world()
  cloud.plan.nextBackup({ guestDies: true, takes: "1m" })
  const before = cloud.clock.now()
  const error = await host.failure("protect", { instance })
  expect(error).toMatchObject({
    code: "remoteFailed",
    retryable: false,
    outcome: "started",
    message: expect.stringMatching(/nightly.*BUILDING.*will not end.*guest agent.*silent.*last heartbeat/s),
    recovery: expect.stringMatching(/"recover_stuck": true.*reset_status with force_delete/s),
    left: [{ kind: "backup" }],
  })
  expect(cloud.clock.now() - before).toBeLessThan(minutes(30))
  expect(cloud.journal.count("instanceAction")).toBe(0)
  expect(statuses(cloud)).toEqual(["nightly BUILDING"])
})

test("a guest that is silent for a moment is no reason to give a backup up", async () => {
  const { cloud, instance, host } = world()
  cloud.plan.nextBackup({ takes: "40m" })
  const first = await host.begin("protect", { instance })
  const end = host.finish(first)
  await cloud.clock.sleep(minutes(7))
  cloud.state.instances.killGuest(instance)
  await cloud.clock.sleep(minutes(5))
  cloud.state.instances.reviveGuest(instance)
  expect((await end).status).toBe("succeeded")
})

test("a large backup that is long under way is waited for, and its instance looked at only now and then", async () => {
  const { cloud, instance, host } = world()
  cloud.plan.nextBackup({ takes: "5h" })
  await host.protect(instance)
  expect(statuses(cloud)).toEqual(["nightly COMPLETED"])
  expect(cloud.journal.count("showInstance")).toBeLessThan(70)
})

test("a backup that its living guest never began is told by time", async () => {
  const { cloud, instance, host } = world()
  cloud.plan.nextBackup({ stuckIn: "NEW" })
  const error = await host.failure("protect", { instance })
  expect(error).toMatchObject({ code: "remoteFailed", message: expect.stringContaining("never began it") })
})

test("a backup whose instance is gone can only be ended by an administrator, and that is said", async () => {
  const { cloud, instance, host } = world()
  cloud.plan.nextBackup({ stuckIn: "BUILDING" })
  const first = await host.begin("protect", { instance, parameters: asked })
  const end = host.finish(first)
  await cloud.clock.sleep(minutes(1))
  await onCloud(cloud, (trove) => trove.deleteInstance(instance.id))
  expect(await end).toMatchObject({
    status: "failed",
    error: { code: "remoteFailed", recovery: expect.stringContaining("Only an administrator") },
  })
  expect(cloud.journal.count("instanceAction")).toBe(0)
})

test("asked for, it fails what can not end, deletes what it made itself, and makes the backup when the guest lives", async () => {
  const { cloud, instance, host } = world()
  cloud.plan.nextBackup({ guestDies: true, takes: "1m" })
  const first = await host.begin("protect", { instance, parameters: asked })
  const end = host.finish(first)
  await cloud.clock.sleep(minutes(40))
  expect(cloud.journal.count("instanceAction")).toBe(1)
  expect(statuses(cloud)).toEqual([])
  cloud.state.instances.reviveGuest(instance)
  expect((await end).status).toBe("succeeded")
  expect(statuses(cloud)).toEqual(["nightly COMPLETED"])
})

test("another's stuck backup ends the waiting with the offer; asked for, it is failed and left to its owner", async () => {
  const { cloud, instance, host } = world()
  cloud.plan.nextBackup({ stuckIn: "NEW" })
  const other = cloud.state.backups.add({ instance, name: "theirs", status: "NEW" })
  const error = await host.failure("protect", { instance })
  expect(error).toMatchObject({
    code: "remoteFailed",
    outcome: "notStarted",
    message: expect.stringContaining("theirs"),
    left: [{ id: other.id }],
  })
  expect(cloud.journal.count("createBackup") + cloud.journal.count("instanceAction")).toBe(0)
  await host.protect(instance, { id: "recovering", parameters: asked })
  expect(cloud.journal.count("instanceAction")).toBe(1)
  expect(statuses(cloud)).toEqual(["theirs FAILED", "nightly COMPLETED"])
})

test("a recovery that Trove refuses is the error; one whose answer is lost is looked after", async () => {
  for (const [fault, status] of [
    ["refuse", "failed"],
    ["lose", "succeeded"],
  ] as const) {
    const { cloud, instance, host } = world()
    cloud.plan.nextBackup({ stuckIn: "NEW" })
    cloud.state.backups.add({ instance, name: "theirs", status: "NEW" })
    const rule = cloud.faults.on("instanceAction")
    if (fault === "refuse") rule.refuse(403)
    else rule.loseAnswer()
    const end = await host.run("protect", { instance, parameters: asked })
    expect(end).toMatchObject({ status, ...(status === "failed" ? { error: { code: "forbidden" } } : {}) })
  }
})

test("what still runs after the recovery is not failed again", async () => {
  const { cloud, instance, host } = world()
  cloud.plan.nextBackup({ stuckIn: "NEW" })
  cloud.state.backups.add({ instance, name: "theirs", status: "NEW" })
  cloud.faults.on("instanceAction").answer({ status: 202 })
  const error = await host.failure("protect", { instance, parameters: asked })
  expect(error).toMatchObject({ code: "remoteFailed", message: expect.stringContaining("theirs") })
  expect(cloud.journal.count("instanceAction")).toBe(1)
})

test("long backups of two instances that no list of the project has are waited for", async () => {
  const cloud = createMockTrove()
  const instances = ["orders", "stock"].map((name) => cloud.state.instances.add({ name }))
  const administrator = {
    auth: { type: "password", username: "admin", password: "adminpw", userDomain: "Default" },
    project: { name: "admin", domain: "Default" },
    asAdmin: true,
  } as const
  const host = new Host(cloud, { connect: () => ({ ...cloud.connection, ...administrator }), waiting: { jitter: 0 } })
  for (const _ of instances) cloud.plan.nextBackup({ takes: "3h" })
  let turns = await Promise.all(instances.map((instance) => host.begin("protect", { instance, id: instance.id })))
  while (turns.some(({ status }) => status === "waiting")) {
    await cloud.clock.sleep(Math.max(...turns.map((turn) => (turn.status === "waiting" ? turn.afterMs : 0))))
    turns = await Promise.all(turns.map((turn) => (turn.status === "waiting" ? host.turn(turn) : turn)))
  }
  expect(turns.map(({ status }) => status)).toEqual(["succeeded", "succeeded"])
})

test("a preview names what runs and whether its guest is silent, offers the way out, and touches nothing", async () => {
  const { cloud, instance, host } = world()
  cloud.plan.nextBackup({ stuckIn: "BUILDING" })
  const { id } = cloud.state.backups.add({ instance, name: "theirs", status: "BUILDING" })
  expect((await previewOf(host, "protect", { instance })).warnings).toContainEqual(
    expect.stringMatching(new RegExp(`theirs \\(${id}\\) is BUILDING.*waited for`)),
  )
  cloud.state.instances.killGuest(instance)
  await cloud.clock.sleep(minutes(5))
  const { warnings } = await previewOf(host, "protect", { instance })
  expect(warnings).toContainEqual(expect.stringContaining("guest agent of orders is silent since"))
  expect(warnings).toContainEqual(expect.stringMatching(/theirs.*can not end.*"recover_stuck": true/))
  expect(cloud.journal.count("instanceAction")).toBe(0)
})
