/** Protect, over the mock: what is made, what is waited for, and what a bad day leaves behind. */
import { clockLayer } from "@breakwater/core"
import { begin, requestCancel, retry } from "@breakwater/core/steps"
import { createMockTrove, type MockTrove } from "@breakwater/mock-trove"
import * as Effect from "effect/Effect"
import { expect, test } from "vitest"
import { Host } from "./support/host.ts"
import { onCloud } from "./support/onCloud.ts"

const mark = /^before the upgrade \[bw:[a-z2-7]{12}\]$/

const world = (options: ConstructorParameters<typeof Host>[1] = {}) => {
  const cloud = createMockTrove()
  const instance = cloud.state.instances.add({ name: "orders", volume: 2 })
  return { cloud, instance, host: new Host(cloud, options) }
}

/** From the first POST on, and for so long, a question is answered as it was answered last before it. */
const lagging = (cloud: MockTrove, ms: number) => {
  const answered = new Map<string, string>()
  let since = Number.POSITIVE_INFINITY
  return async (request: Request): Promise<Response> => {
    const old = answered.get(request.url)
    if (request.method === "GET" && old !== undefined && cloud.clock.now() - since < ms) return new Response(old)
    if (request.method === "POST" && request.url.endsWith("/backups")) since = Math.min(since, cloud.clock.now())
    const answer = await cloud.fetch(request)
    if (request.method === "GET") answered.set(request.url, await answer.clone().text())
    return answer
  }
}

const statuses = (cloud: MockTrove) => cloud.state.backups.all().map(({ status }) => status)

test("a protect makes one backup with the given name, and the mark at the end of the given description", async () => {
  const { cloud, instance, host } = world()
  await host.protect(instance)
  const [backup, ...others] = cloud.state.backups.all()
  expect(others).toEqual([])
  expect(backup).toMatchObject({ name: "nightly", status: "COMPLETED", instance_id: instance.id, parent_id: null })
  expect(backup?.description).toMatch(mark)
})

test("it saves all that a restore needs when the source is gone", async () => {
  const { cloud, instance, host } = world()
  const saved = await host.protect(instance)
  const [backup] = cloud.state.backups.all()
  expect(saved).toMatchObject({
    backup: {
      id: backup?.id,
      name: "nightly",
      status: "COMPLETED",
      size: 0.2,
      location: backup?.location,
      project: cloud.scope.project,
      chain: [],
    },
    datastore: { type: "mysql", version: "5.7.29" },
    instance: {
      id: instance.id,
      name: "orders",
      flavor: { id: "1", ram: 512 },
      volume: { size: 2 },
      region: "RegionOne",
    },
  })
  expect(saved.datastore?.versionId).toMatch(/^[0-9a-f-]{36}$/)
  expect(saved.instance.access).toEqual({ isPublic: false })
  expect(backup?.description?.endsWith(saved.mark)).toBe(true)
})

test("options reach Trove as it wants them: container, and 1 for incremental", async () => {
  const { cloud, instance, host } = world()
  const full = await host.protect(instance, { id: "full", parameters: { swift_container: "vault" } })
  const { saved, warnings } = await host.succeed("protect", {
    instance,
    id: "incremental",
    parameters: { incremental: true },
  })
  expect(cloud.state.backups.all()).toMatchObject([
    { container: "vault", parent_id: null },
    { parent_id: full.backup.id },
  ])
  expect(saved).toMatchObject({ backup: { chain: [full.backup.id] } })
  expect(warnings).toEqual([])
})

test("a silent full backup is noticed and said", async () => {
  const { instance, host } = world()
  const { warnings } = await host.succeed("protect", { instance, parameters: { incremental: true } })
  expect(warnings).toEqual([expect.stringContaining("this is a full backup")])
})

test("a parent that is not a complete backup of this instance is refused before anything is sent", async () => {
  const { cloud, instance, host } = world()
  const other = cloud.state.instances.add({ name: "other" })
  const foreign = cloud.state.backups.add({ instance: other, name: "of another" })
  const failed = cloud.state.backups.add({ instance, name: "failed", status: "FAILED" })
  for (const parent_id of [foreign.id, failed.id]) {
    const error = await host.failure("protect", { instance, id: parent_id, parameters: { parent_id } })
    expect(error).toMatchObject({ code: "invalidParameters", issues: [{ path: "/parameters/parent_id" }] })
  }
  expect(cloud.journal.count("createBackup")).toBe(0)
})

test("an instance that is busy is waited for, with a sentence about it", async () => {
  const { cloud, instance, host } = world()
  cloud.state.instances.setStatus(instance, "REBOOT")
  const first = await host.begin("protect", { instance })
  expect(first).toMatchObject({
    status: "waiting",
    cancellable: "now",
    progress: { description: "The instance orders is REBOOT; a backup can begin when it is ACTIVE and HEALTHY." },
  })
  expect(cloud.journal.count("createBackup")).toBe(0)
  cloud.state.instances.setStatus(instance, "ACTIVE")
  expect((await host.finish(first)).status).toBe("succeeded")
})

test("an instance that needs a restart can be backed up", async () => {
  const { cloud, instance, host } = world()
  cloud.state.instances.setStatus(instance, "RESTART_REQUIRED")
  await host.protect(instance)
  expect(statuses(cloud)).toEqual(["COMPLETED"])
})

test("an instance whose guest is silent is waited for, since Trove would take a backup that never ends", async () => {
  const { cloud, instance, host } = world()
  cloud.state.instances.killGuest(instance)
  await cloud.clock.sleep(200_000)
  const error = await host.failure("protect", { instance, hours: 1 })
  expect(error).toMatchObject({ code: "deadlineExceeded", message: expect.stringContaining("ACTIVE, ERROR") })
  expect(cloud.journal.count("createBackup")).toBe(0)
})

test("an instance in ERROR ends the operation with the fault it shows", async () => {
  const { cloud, host } = world()
  const instance = cloud.state.instances.add({ name: "broken", status: "ERROR", fault: "the volume is lost" })
  const error = await host.failure("protect", { instance })
  expect(error).toMatchObject({
    code: "remoteFailed",
    outcome: "notStarted",
    message: expect.stringContaining("the volume is lost"),
  })
})

test("somebody else's running backup is waited for, whether it is seen or only met", async () => {
  const { cloud, instance, host } = world()
  cloud.state.backups.add({ instance, name: "of somebody else", status: "BUILDING" })
  await host.protect(instance)
  expect(host.waits[0]?.progress.description).toContain("The instance orders is BACKUP")

  cloud.faults.on("createBackup").refuse(422, "Instance is not currently available")
  await host.protect(instance, { id: "second" })
  expect(host.waits[0]).toMatchObject({
    cancellable: "now",
    progress: { description: expect.stringContaining("not take it yet") },
  })
  expect(cloud.state.backups.all()).toHaveLength(3)
})

test("a lost answer makes one backup, and asks once", async () => {
  const { cloud, instance, host } = world()
  cloud.faults.on("createBackup").loseAnswer()
  await host.protect(instance)
  expect(statuses(cloud)).toEqual(["COMPLETED"])
  expect(cloud.journal.count("createBackup")).toBe(1)
})

test("a create that was never carried out is sent again only after the settle time", async () => {
  const { cloud, instance, host } = world()
  cloud.faults.on("createBackup").drop()
  await host.protect(instance)
  const [first = 0, second = 0, ...more] = cloud.journal.entries
    .filter(({ operation }) => operation === "createBackup")
    .map(({ at }) => at)
  expect(more).toEqual([])
  expect(second - first).toBeGreaterThanOrEqual(120_000)
  expect(statuses(cloud)).toEqual(["COMPLETED"])
})

test("the settle time is a setting", async () => {
  const { cloud, instance, host } = world({ waiting: { jitter: 0, settle: "10 seconds" } })
  cloud.faults.on("createBackup").drop()
  await host.protect(instance)
  const [first = 0, second = 0] = cloud.journal.entries
    .filter(({ operation }) => operation === "createBackup")
    .map(({ at }) => at)
  expect(second - first).toBeGreaterThanOrEqual(10_000)
  expect(second - first).toBeLessThan(60_000)
})

test("a server error to a create is an unknown outcome as well: it is looked for, not repeated", async () => {
  const { cloud, instance, host } = world()
  cloud.faults.on("createBackup").malformed()
  await host.protect(instance)
  expect(cloud.journal.count("createBackup")).toBe(1)
  expect(statuses(cloud)).toEqual(["COMPLETED"])
})

test.each([1, 30, 90, 121, 123, 126])(
  "a create that commits %i seconds late leaves one backup in the end",
  async (seconds) => {
    const { cloud, instance, host } = world()
    cloud.faults.on("createBackup").lateCommit(seconds * 1000)
    const saved = await host.protect(instance)
    await cloud.clock.sleep(600_000)
    expect(cloud.state.backups.all()).toMatchObject([{ id: saved.backup.id, status: "COMPLETED" }])
  },
)

test("a create that the service fails itself is asked three times, and no more: what a client caused stays so", async () => {
  const { cloud, instance, host } = world()
  cloud.faults.on("createBackup", { times: "always" }).refuse(500, "Please keep this ID: (7).")
  const before = cloud.clock.now()
  expect(await host.failure("protect", { instance })).toMatchObject({
    code: "remoteFailed",
    retryable: false,
    outcome: "unknown",
    message: expect.stringMatching(/asked for the backup 3 times.*made none.*\(7\)/s),
    left: [{ kind: "backup", sentence: expect.stringContaining("may still appear") }],
  })
  expect(cloud.journal.count("createBackup")).toBe(3)
  expect(cloud.clock.now() - before).toBeLessThan(10 * 60_000)
  expect((await host.run("protect", { instance, id: "protect-1" })).status).toBe("failed")
})

test("a server that fails now and then is asked as long as it takes", async () => {
  const { cloud, instance, host } = world()
  cloud.faults.on("createBackup", { times: 2 }).refuse(500)
  cloud.faults.on("createBackup", { nth: 3 }).html(502)
  cloud.faults.on("createBackup", { nth: 4, times: 2 }).refuse(500)
  await host.protect(instance)
  expect(cloud.journal.count("createBackup")).toBe(6)
})

test("a create that commits when its repetition is complete already still leaves one backup", async () => {
  const { cloud, instance, host } = world()
  cloud.faults.on("createBackup").lateCommit("150s")
  cloud.plan.nextBackup({ takes: "5s" })
  const saved = await host.protect(instance)
  expect(host.waits.map(({ progress }) => progress.description)).toContain(
    "The backup is complete; looking whether an unanswered call made a second one.",
  )
  await cloud.clock.sleep(900_000)
  expect(cloud.state.backups.all()).toMatchObject([{ id: saved.backup.id, status: "COMPLETED" }])
})

test("two marked backups become one: the recorded one stays, the other is removed", async () => {
  const { cloud, instance, host } = world()
  const first = await host.begin("protect", { instance })
  const [made] = cloud.state.backups.all()
  if (first.status !== "waiting" || made?.description == null) throw new Error("nothing was begun")
  cloud.state.backups.add({ instance, name: "late twin", description: made.description })
  const end = await host.finish(first)
  expect(end).toMatchObject({ status: "succeeded", result: { backup: { id: made.id } }, warnings: [] })
  expect(cloud.state.backups.all().map(({ id }) => id)).toEqual([made.id])
})

test("a surplus backup that others have built on is left and named, since deleting it would delete theirs", async () => {
  const { cloud, instance, host } = world()
  const first = await host.begin("protect", { instance })
  const [made] = cloud.state.backups.all()
  if (made?.description == null) throw new Error("nothing was begun")
  const twin = cloud.state.backups.add({ instance, name: "late twin", description: made.description })
  cloud.state.backups.add({ instance, name: "somebody's", parent: twin })
  const end = await host.finish(first)
  expect(end).toMatchObject({ status: "succeeded", warnings: [expect.stringContaining("hang on it")] })
  expect(cloud.state.backups.all()).toHaveLength(3)
})

test("another installation's and another owner's marks are not its own", async () => {
  const { cloud, instance, host } = world()
  await host.protect(instance)
  const other = new Host(cloud, { ownerTag: "another" })
  await other.protect(instance)
  expect(cloud.state.backups.all()).toHaveLength(2)
  expect(new Set(cloud.state.backups.all().map(({ description }) => description)).size).toBe(2)
})

test("the same operation on the same instance finds what it made instead of making another", async () => {
  const { cloud, instance, host } = world()
  const saved = await host.protect(instance)
  expect(await host.protect(instance)).toEqual(saved)
  expect(cloud.journal.count("createBackup")).toBe(1)
})

test("a beginning that is repeated looks for the whole settle time before it makes anything", async () => {
  const { cloud, instance, host } = world()
  const before = cloud.clock.now()
  await host.protect(instance, { again: true })
  const [created] = cloud.journal.entries.filter(({ operation }) => operation === "createBackup")
  expect((created?.at ?? 0) - before).toBeGreaterThanOrEqual(120_000)
  expect(statuses(cloud)).toEqual(["COMPLETED"])
})

test("a FAILED backup fails the operation with the reason its instance shows, and is named as left", async () => {
  const { cloud, instance, host } = world()
  cloud.plan.nextBackup({ fails: "no space left on device" })
  const error = await host.failure("protect", { instance })
  const [failed] = cloud.state.backups.all()
  expect(error).toMatchObject({
    code: "remoteFailed",
    message: expect.stringContaining("no space left on device"),
    left: [{ kind: "backup", id: failed?.id }],
  })
})

test("an older fault of the instance is not taken for the reason of a failure", async () => {
  const { cloud, instance, host } = world()
  cloud.plan.nextBackup({ fails: "yesterday's trouble" })
  await host.failure("protect", { instance, id: "yesterday" })
  await cloud.clock.sleep(60_000)
  cloud.plan.nextBackup({ stuckIn: "BUILDING" })
  const first = await host.begin("protect", { instance, id: "today" })
  await cloud.clock.sleep(60_000)
  const mine = cloud.state.backups.all().at(-1)
  if (mine === undefined) throw new Error("nothing was begun")
  cloud.state.backups.setStatus(mine, "FAILED")
  const end = await host.finish(first)
  expect(end).toMatchObject({ error: { code: "remoteFailed", message: expect.stringContaining("it gives no reason") } })
})

test("a retry removes what failed before it makes anything, and again if that fails too", async () => {
  const { cloud, instance, host } = world()
  for (const fails of ["first", "second"]) cloud.plan.nextBackup({ fails })
  let end = await host.run("protect", { instance })
  const failedIds: (string | undefined)[] = []
  for (const reason of ["first", "second"]) {
    if (end.status !== "failed") throw new Error("it should have failed")
    expect(end.error.message).toContain(reason)
    failedIds.push(cloud.state.backups.all()[0]?.id)
    expect(cloud.state.backups.all()).toHaveLength(1)
    const again = retry(end.handle, new Date(cloud.clock.now() + 3_600_000).toISOString())
    end = await host.finish({
      status: "waiting",
      handle: again,
      afterMs: 0,
      progress: { description: "" },
      cancellable: "now",
    })
  }
  expect(end.status).toBe("succeeded")
  expect(new Set(failedIds).size).toBe(2)
  expect(statuses(cloud)).toEqual(["COMPLETED"])
})

test("a retry of what failed soon does not wait for the settle time", async () => {
  const { cloud, instance, host } = world()
  cloud.plan.nextBackup({ fails: "no space left on device", takes: "5s" })
  const end = await host.run("protect", { instance })
  if (end.status !== "failed") throw new Error("it should have failed")
  const handle = retry(end.handle, new Date(cloud.clock.now() + 3_600_000).toISOString())
  await host.finish({ status: "waiting", handle, afterMs: 0, progress: { description: "" }, cancellable: "now" })
  const [first = 0, second = 0] = cloud.journal.entries
    .filter(({ operation }) => operation === "createBackup")
    .map(({ at }) => at)
  expect(second - first).toBeLessThan(90_000)
})

test("a rate limit is waited out as long as it says, without asking meanwhile", async () => {
  const { cloud, instance, host } = world()
  cloud.faults.on("createBackup").rateLimit(47)
  const first = await host.begin("protect", { instance })
  expect(first).toMatchObject({ status: "waiting", cancellable: "now" })
  expect(first.status === "waiting" && first.afterMs).toBeGreaterThanOrEqual(47_000)
  expect((await host.finish(first)).status).toBe("succeeded")
  expect(cloud.journal.count("createBackup")).toBe(2)
})

test("a refused object store is told apart from a refused token, and nothing is left", async () => {
  const { cloud, instance, host } = world()
  cloud.troubles.swiftStatus = 403
  const error = await host.failure("protect", { instance })
  expect(error).toMatchObject({ code: "forbidden", retryable: false, outcome: "notStarted" })
  expect(error.message).toMatch(/swift/i)
  expect(error.left).toBeUndefined()
})

test("cancelled before the backup was asked for, it ends at once and leaves nothing", async () => {
  const { cloud, instance, host } = world()
  cloud.state.instances.setStatus(instance, "REBOOT")
  const first = await host.begin("protect", { instance })
  if (first.status !== "waiting") throw new Error("it should wait")
  const end = await host.turn({ ...first, handle: { ...first.handle, cancelRequested: true } })
  expect(end).toEqual({ status: "cancelled", left: [] })
})

test("cancelled while the backup runs, it waits for its end, deletes it and leaves nothing", async () => {
  const { cloud, instance, host } = world()
  const first = await host.begin("protect", { instance })
  expect(first).toMatchObject({ status: "waiting", cancellable: "later" })
  if (first.status !== "waiting") throw new Error("it should wait")
  const end = await host.finish(await host.turn({ ...first, handle: { ...first.handle, cancelRequested: true } }))
  expect(end).toEqual({ status: "cancelled", left: [] })
  expect(cloud.state.backups.all()).toEqual([])
})

test("cancelled, and Trove will not delete the backup: it is named as left", async () => {
  const { cloud, instance, host } = world()
  const first = await host.begin("protect", { instance })
  if (first.status !== "waiting") throw new Error("it should wait")
  cloud.faults.on("deleteBackup").refuse(401, "Swift account not accessible")
  const end = await host.finish(await host.turn({ ...first, handle: { ...first.handle, cancelRequested: true } }))
  const [remaining] = cloud.state.backups.all()
  expect(end).toMatchObject({
    status: "cancelled",
    left: [{ kind: "backup", id: remaining?.id, sentence: expect.stringContaining("remains") }],
  })
})

test("cancelled while an earlier unanswered call may still make a backup, it waits for that one too", async () => {
  const { cloud, instance, host } = world()
  cloud.faults.on("createBackup").lateCommit("150s")
  cloud.plan.nextBackup({ takes: "5s" })
  let current = await host.begin("protect", { instance })
  while (current.status === "waiting" && cloud.state.backups.all().length === 0) {
    await cloud.clock.sleep(current.afterMs)
    current = await host.turn(current)
  }
  if (current.status !== "waiting") throw new Error("it should wait")
  const end = await host.finish(await host.turn({ ...current, handle: requestCancel(current.handle) }))
  expect(end).toEqual({ status: "cancelled", left: [] })
  await cloud.clock.sleep(900_000)
  expect(cloud.state.backups.all()).toEqual([])
})

test("cancelled, it does not delete a backup on which one of another instance hangs", async () => {
  const { cloud, instance, host } = world()
  const first = await host.begin("protect", { instance })
  if (first.status !== "waiting") throw new Error("it should wait")
  await cloud.clock.sleep(600_000)
  const [made] = cloud.state.backups.all()
  if (made === undefined) throw new Error("nothing was begun")
  const other = cloud.state.instances.add({ name: "other" })
  const child = cloud.state.backups.add({ instance: other, name: "of the other", parent: made })
  const end = await host.finish(await host.turn({ ...first, handle: requestCancel(first.handle) }))
  expect(end).toMatchObject({
    status: "cancelled",
    left: [{ id: made.id, sentence: expect.stringContaining(child.id) }],
  })
  expect(cloud.journal.count("deleteBackup")).toBe(0)
})

test("a retry does not end with the backup whose removal a cancel had asked for, and which is there still", async () => {
  const { cloud, instance, host } = world()
  const first = await host.begin("protect", { instance, hours: 0.18 })
  if (first.status !== "waiting") throw new Error("it should wait")
  await cloud.clock.sleep(600_000)
  const [doomed] = cloud.state.backups.all()
  cloud.plan.nextDelete({ takes: "100s" })
  const cancelling = await host.turn({ ...first, handle: requestCancel(first.handle) })
  const late = await host.finish(cancelling)
  if (late.status !== "failed") throw new Error(`it is ${late.status}`)
  expect(late.error).toMatchObject({ code: "deadlineExceeded" })
  expect(cloud.state.backups.all()).toMatchObject([{ id: doomed?.id, status: "COMPLETED" }])
  const handle = retry(late.handle, new Date(cloud.clock.now() + 3_600_000).toISOString())
  const end = await host.finish({ ...first, handle })
  await cloud.clock.sleep(600_000)
  const [made, ...others] = cloud.state.backups.all()
  expect(others).toEqual([])
  expect(made?.id).not.toBe(doomed?.id)
  expect(end).toMatchObject({ status: "succeeded", saved: { backup: { id: made?.id } } })
})

test("a rate limit on the removal is waited out as long as it says", async () => {
  const { cloud, instance, host } = world()
  const first = await host.begin("protect", { instance })
  if (first.status !== "waiting") throw new Error("it should wait")
  await cloud.clock.sleep(600_000)
  cloud.faults.on("deleteBackup").rateLimit(47)
  const cancelling = await host.turn({ ...first, handle: requestCancel(first.handle) })
  expect(cancelling.status === "waiting" && cancelling.afterMs).toBeGreaterThanOrEqual(47_000)
  expect(await host.finish(cancelling)).toEqual({ status: "cancelled", left: [] })
})

test("an answer read from a database that lags behind makes no second backup", async () => {
  const cloud = createMockTrove()
  const instance = cloud.state.instances.add({ name: "orders" })
  const host = new Host(cloud, { connect: () => ({ ...cloud.connection, fetch: lagging(cloud, 20_000) }) })
  const saved = await host.protect(instance)
  expect(cloud.journal.count("createBackup")).toBe(1)
  expect(cloud.state.backups.all()).toMatchObject([{ id: saved.backup.id }])
})

test("a look that is refused after the backup was begun does not say that nothing was, and names it", async () => {
  const { cloud, instance, host } = world()
  const first = await host.begin("protect", { instance })
  const [made] = cloud.state.backups.all()
  cloud.faults.on("listBackups").refuse(403)
  const end = await host.finish(first)
  expect(end).toMatchObject({
    error: { code: "forbidden", outcome: "unknown", left: [{ kind: "backup", id: made?.id }] },
  })
})

test("a refusal while an earlier unanswered call may still make a backup names that one", async () => {
  const { cloud, instance, host } = world()
  cloud.faults.on("createBackup").drop()
  cloud.faults.on("createBackup").refuse(413, "Quota exceeded for resources: ['backups'].")
  const error = await host.failure("protect", { instance })
  expect(error).toMatchObject({
    code: "quotaExceeded",
    outcome: "unknown",
    left: [{ kind: "backup", sentence: expect.stringContaining("may still appear") }],
  })
})

test("a failure names every backup it leaves, and the one that may still appear", async () => {
  const { cloud, instance, host } = world()
  cloud.faults.on("createBackup").lateCommit("200s")
  cloud.plan.nextBackup({ fails: "no space left on device", takes: "5s" })
  const error = await host.failure("protect", { instance })
  const [failed] = cloud.state.backups.all()
  expect(error.left).toMatchObject([{ id: failed?.id }, { sentence: expect.stringContaining("may still appear") }])
})

test("a backup that never ends is named when the deadline passes, and found again by a retry", async () => {
  const { cloud, instance, host } = world()
  cloud.plan.nextBackup({ stuckIn: "BUILDING" })
  const end = await host.run("protect", { instance, hours: 1 })
  const [stuck] = cloud.state.backups.all()
  expect(end).toMatchObject({
    status: "failed",
    error: { code: "deadlineExceeded", left: [{ kind: "backup", id: stuck?.id }] },
  })
})

test("the looks grow apart up to half a minute", async () => {
  const { cloud, instance, host } = world()
  cloud.plan.nextBackup({ takes: "20m" })
  await host.protect(instance)
  const pauses = host.waits.map(({ afterMs }) => afterMs)
  expect(pauses.slice(0, 4)).toEqual([2000, 3000, 4500, 6750])
  expect(Math.max(...pauses)).toBe(30_000)
})

test("jitter moves every look, by no more than it says", async () => {
  const { cloud, instance, host } = world({ waiting: { jitter: 0.1 } })
  cloud.plan.nextBackup({ takes: "20m" })
  await host.protect(instance)
  const late = host.waits.map(({ afterMs }) => afterMs).slice(10, -1)
  expect(new Set(late).size).toBeGreaterThan(5)
  for (const pause of late) {
    expect(pause).toBeGreaterThanOrEqual(27_000)
    expect(pause).toBeLessThanOrEqual(33_000)
  }
})

test("an instance that is gone when the backup ends is still described, from what was seen before", async () => {
  const { cloud, instance, host } = world()
  const first = await host.begin("protect", { instance })
  const [backup] = cloud.state.backups.all()
  if (backup === undefined) throw new Error("nothing was begun")
  cloud.faults.on("showInstance", { times: "always" }).refuse(404)
  const end = await host.finish(first)
  expect(end).toMatchObject({ status: "succeeded", result: { instance: { flavor: { id: "1" }, volume: { size: 2 } } } })
  cloud.faults.clear()
})

test("a backup that somebody deletes before it was recorded as complete is made again", async () => {
  const { cloud, instance, host } = world()
  const first = await host.begin("protect", { instance })
  await cloud.clock.sleep(600_000)
  const [made] = cloud.state.backups.all()
  await onCloud(cloud, (trove) => trove.deleteBackup(made?.id ?? ""))
  await cloud.clock.sleep(60_000)
  expect(cloud.state.backups.all()).toEqual([])
  expect((await host.finish(first)).status).toBe("succeeded")
  expect(statuses(cloud)).toEqual(["COMPLETED"])
})

test("a form for a protect starts with a name that Trove takes, whatever the instance is called", async () => {
  const { cloud, host } = world()
  const { protection } = host.plugins
  const suggest = protection.operations.protect?.suggest
  if (suggest === undefined) throw new Error("protect suggests nothing")
  for (const name of ["orders", "ü".repeat(255)]) {
    const request = host.request("protect", { instance: cloud.state.instances.add({ name }) })
    const context = { ...request, installation: "", children: [], created: {}, saved: undefined, parameters: {} }
    const suggested = await Effect.runPromise(suggest(context).pipe(Effect.provide(clockLayer(cloud.clock))))
    expect(suggested).toMatchObject({ backup_name: expect.stringContaining("2026-01-01 00:00") })
    const suggestion = { ...request, parameters: suggested, operationId: name.slice(0, 5) }
    expect((await begin(suggestion, { clock: cloud.clock })).status).toBe("waiting")
  }
})

test("a preview tells what would be made and what stands in the way, and makes nothing", async () => {
  const { cloud, instance, host } = world()
  const preview = host.plugins.protection.operations.protect?.preview
  if (preview === undefined) throw new Error("protect has no preview")
  const request = host.request("protect", { instance })
  const context = { ...request, installation: "", children: [], created: {}, saved: undefined }
  expect(await Effect.runPromise(preview(context))).toEqual({
    creates: [expect.stringContaining("nightly")],
    deletes: [],
    quota: { backups: 1 },
    blockers: [],
    warnings: [],
  })
  cloud.state.instances.setStatus(instance, "REBOOT")
  for (let count = 0; count < 50; count += 1)
    cloud.state.backups.add({ instance, name: `b-${count}`, status: "FAILED" })
  expect(await Effect.runPromise(preview(context))).toMatchObject({
    blockers: [{ code: "quotaExceeded", message: expect.stringContaining("backups is 50, 50 are in use") }],
    warnings: [expect.stringContaining("REBOOT")],
  })
  const missing = { ...context, resource: { ...context.resource, id: "nothing" } }
  expect(await Effect.runPromise(preview(missing))).toMatchObject({ blockers: [{ code: "notFound" }] })
  expect(cloud.journal.count("createBackup")).toBe(0)
})

test("how its replicas are to be placed is saved, which no list of instances tells", async () => {
  const { cloud, instance, host } = world()
  const parts = { flavorRef: "1", volume: { size: 1 }, locality: "anti-affinity" } as const
  const source = await onCloud(cloud, (trove) => trove.createInstance({ name: "source", ...parts }))
  await cloud.clock.sleep(3_600_000)
  await onCloud(cloud, (trove) => trove.createInstance({ name: "replica", replica_of: source.id }))
  await cloud.clock.sleep(3_600_000)
  const saved = await Promise.all([source, instance].map((each) => host.protect(each, { id: each.id })))
  expect(saved.map((each) => each.instance.locality)).toEqual(["anti-affinity", undefined])
})

test("a preview warns that application credentials can not make Swift backups on released Troves", async () => {
  const { cloud, instance } = world()
  const { authUrl, auth } = cloud.connection
  const post = async (path: string, body: object, token?: string) => {
    const headers = { "Content-Type": "application/json", ...(token === undefined ? {} : { "X-Auth-Token": token }) }
    const answer = await cloud.fetch(`${authUrl}${path}`, { method: "POST", headers, body: JSON.stringify(body) })
    return { token: answer.headers.get("X-Subject-Token") ?? "", body: await answer.json() }
  }
  const user = { name: auth.username, password: auth.password, domain: { id: "default" } }
  const identity = { methods: ["password"], password: { user } }
  const session = await post("/auth/tokens", { auth: { identity, scope: { project: { id: cloud.scope.project } } } })
  const path = `/users/${session.body.token.user.id}/application_credentials`
  const { body } = await post(path, { application_credential: { name: "backups" } }, session.token)
  const { id, secret } = body.application_credential
  const credential = { type: "applicationCredential", id, secret } as const
  const scope = { account: "demo" }
  const host = new Host(cloud, { connect: () => ({ authUrl, auth: credential, fetch: cloud.fetch }) })
  const preview = host.plugins.protection.operations.protect?.preview
  if (preview === undefined) throw new Error("protect has no preview")
  const request = host.request("protect", { instance })
  const context = { ...request, resource: { ...request.resource, scope }, installation: "", children: [], created: {} }
  expect(await Effect.runPromise(preview({ ...context, saved: undefined }))).toMatchObject({
    warnings: [expect.stringContaining("Application credentials can not make backups to Swift")],
  })
})
