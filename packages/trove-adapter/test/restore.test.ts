/** Restore, over the mock: what is made, under which name, and what a bad day leaves behind. */
import { requestCancel, retry, type turn as turnHandle } from "@breakwater/core/steps"
import { createMockTrove, defaultCloud, type MockTrove } from "@breakwater/mock-trove"
import * as Effect from "effect/Effect"
import { expect, test } from "vitest"
import { attachedGroup } from "./support/attachedGroup.ts"
import { Host, type Waiting } from "./support/host.ts"
import { onCloud } from "./support/onCloud.ts"
import { previewOf } from "./support/previewOf.ts"

const protectedWorld = async (options: ConstructorParameters<typeof Host>[1] = {}) => {
  const cloud = createMockTrove()
  const instance = cloud.state.instances.add({
    name: "orders",
    volume: 2,
    flavor: "2",
    databases: ["shop"],
    access: { is_public: false, allowed_cidrs: ["10.0.0.0/8"] },
  })
  const host = new Host(cloud, options)
  const saved = await host.protect(instance)
  return { cloud, instance, host, saved }
}

const restored = (cloud: MockTrove, source: { readonly id: string }) =>
  cloud.state.instances.all().filter(({ id }) => id !== source.id)

const waiting = (turn: { readonly status: string }): Waiting => {
  if (turn.status !== "waiting") throw new Error(`It is ${turn.status}.`)
  return turn as Waiting
}

const creates = (cloud: MockTrove) =>
  cloud.journal.entries.filter(({ operation, fault }) => operation === "createInstance" && fault !== "handled late")

test("a restore makes an instance like the source, under its name, with its data", async () => {
  const { cloud, instance, host, saved } = await protectedWorld()
  const { result, warnings } = await host.succeed("restore", { instance, saved })
  const [made, ...others] = restored(cloud, instance)
  expect(others).toEqual([])
  expect(made).toMatchObject({
    name: "orders",
    status: "ACTIVE",
    operating_status: "HEALTHY",
    flavor: "2",
    volume: 2,
    datastore: { type: "mysql", version: "5.7.29" },
    databases: ["shop"],
  })
  expect(result).toMatchObject({
    resource: { scope: cloud.scope, type: "OS::Trove::Instance", id: made?.id, name: "orders" },
    status: "ACTIVE",
    operatingStatus: "HEALTHY",
    backup: saved.backup.id,
    flavor: "2",
    volumeSize: 2,
    datastore: { type: "mysql", version: "5.7.29" },
  })
  expect(warnings).toEqual([])
})

test("while it is built it bears the mark behind the wanted name, and loses it in the end", async () => {
  const { cloud, instance, host, saved } = await protectedWorld()
  const first = await host.begin("restore", { instance, saved, parameters: { restore_name: "orders-2" } })
  expect(restored(cloud, instance)[0]?.name).toMatch(/^orders-2 \[bw:[a-z2-7]{12}\]$/)
  await host.finish(first)
  expect(restored(cloud, instance)[0]?.name).toBe("orders-2")
})

test("a wanted name of 230 characters fits with its mark, whatever the characters", async () => {
  const { cloud, instance, host, saved } = await protectedWorld()
  const restore_name = `${"ü".repeat(229)}1`
  await host.succeed("restore", { instance, saved, parameters: { restore_name } })
  expect(restored(cloud, instance)[0]?.name).toBe(restore_name)
})

test("the description, for which Trove has no place, is kept in the result", async () => {
  const { instance, host, saved } = await protectedWorld()
  const parameters = { restore_description: "for the auditors" }
  expect((await host.succeed("restore", { instance, saved, parameters })).result).toMatchObject({
    description: "for the auditors",
  })
})

test("what is given wins over what was saved", async () => {
  const { cloud, instance, host, saved } = await protectedWorld()
  const parameters = { flavor: "3", volume_size: 4, datastore_version: "8.0", network_id: null }
  await host.succeed("restore", { instance, saved, parameters })
  expect(restored(cloud, instance)[0]).toMatchObject({
    flavor: "3",
    volume: 4,
    datastore: { type: "mysql", version: "8.0" },
  })
})

test("it is restored when the source is long gone", async () => {
  const { cloud, instance, host, saved } = await protectedWorld()
  await onCloud(cloud, (trove) => trove.deleteInstance(instance.id))
  await cloud.clock.sleep(600_000)
  expect(cloud.state.instances.all()).toEqual([])
  await host.succeed("restore", { instance, saved })
  expect(cloud.state.instances.all()).toMatchObject([{ name: "orders", databases: ["shop"] }])
})

test("everything that stands in the way is found at once, before anything is touched", async () => {
  const { cloud, instance, host, saved } = await protectedWorld()
  const large = { ...saved, backup: { ...saved.backup, size: 3.5 } }
  const backup = cloud.state.backups.add({ instance, name: "large", size: 3.5 })
  const error = await host.failure("restore", {
    instance,
    saved: { ...large, backup: { ...large.backup, id: backup.id } },
    parameters: { flavor: "nope", volume_size: 3, datastore_version: "4.0" },
  })
  expect(error).toMatchObject({ code: "invalidParameters", outcome: "notStarted" })
  expect(error.issues).toEqual([
    { path: "/parameters/flavor", message: "there is no flavor nope" },
    { path: "/parameters/volume_size", message: "must be at least 4 GB: the backup holds 3.5 GB" },
    { path: "/parameters/datastore_version", message: "there is no mysql 4.0 here" },
  ])
  expect(creates(cloud)).toEqual([])
})

test("a backup that is gone, failed or still running is told apart before anything is touched", async () => {
  const { cloud, instance, host, saved } = await protectedWorld()
  const of = (id: string) => ({ ...saved, backup: { ...saved.backup, id } })
  const failed = cloud.state.backups.add({ instance, name: "failed", status: "FAILED" })
  const running = cloud.state.backups.add({ instance, name: "running", status: "BUILDING" })
  const missing = "00000000-0000-4000-8000-000000000000"
  expect(await host.failure("restore", { instance, saved: of(missing) })).toMatchObject({ code: "notFound" })
  expect(await host.failure("restore", { instance, saved: of(failed.id) })).toMatchObject({ code: "damaged" })
  expect(await host.failure("restore", { instance, saved: of(running.id) })).toMatchObject({ code: "notReady" })
  expect(creates(cloud)).toEqual([])
})

test("what protect could not save must be given", async () => {
  const { instance, host, saved } = await protectedWorld()
  const bare = { ...saved, instance: { id: instance.id, name: "orders" } }
  const error = await host.failure("restore", { instance, saved: bare })
  expect(error.issues?.map(({ path }) => path)).toEqual(["/parameters/flavor", "/parameters/volume_size"])
  await host.succeed("restore", { instance, saved: bare, parameters: { flavor: "1", volume_size: 1 } })
})

test("a quota that does not suffice is said before anything is touched", async () => {
  const { cloud, instance, host, saved } = await protectedWorld()
  const error = await host.failure("restore", { instance, saved, parameters: { volume_size: 39 } })
  expect(error).toMatchObject({ code: "quotaExceeded", retryable: false })
  expect(creates(cloud)).toEqual([])
})

test("a lost answer makes one instance, and asks once", async () => {
  const { cloud, instance, host, saved } = await protectedWorld()
  cloud.faults.on("createInstance").loseAnswer()
  await host.succeed("restore", { instance, saved })
  expect(restored(cloud, instance)).toMatchObject([{ name: "orders", status: "ACTIVE" }])
  expect(creates(cloud)).toHaveLength(1)
})

test.each([30, 121, 124, 150])(
  "a create that commits %i seconds late leaves one instance in the end",
  async (seconds) => {
    const { cloud, instance, host, saved } = await protectedWorld()
    cloud.faults.on("createInstance").lateCommit(seconds * 1000)
    const { result } = await host.succeed("restore", { instance, saved })
    await cloud.clock.sleep(900_000)
    const left = restored(cloud, instance)
    expect(left).toMatchObject([{ name: "orders", status: "ACTIVE" }])
    expect(result).toMatchObject({ resource: { id: left[0]?.id } })
  },
)

test("a create that commits when its repetition serves already still leaves one instance", async () => {
  const { cloud, instance, host, saved } = await protectedWorld()
  cloud.faults.on("createInstance").lateCommit("150s")
  cloud.plan.nextRestore({ takes: "5s" })
  const { result } = await host.succeed("restore", { instance, saved })
  await cloud.clock.sleep(900_000)
  const left = restored(cloud, instance)
  expect(left).toMatchObject([{ name: "orders", status: "ACTIVE" }])
  expect(result).toMatchObject({ resource: { id: left[0]?.id } })
})

test("the id is kept before the renaming: a process that dies after it is taken over", async () => {
  const { cloud, instance, host, saved } = await protectedWorld()
  cloud.faults.on("createInstance").loseAnswer()
  let durable = waiting(await host.begin("restore", { instance, saved }))
  await cloud.clock.sleep(900_000)
  const died = await host.turn(durable, {
    keep: async (handle) => {
      durable = { ...durable, handle }
    },
  })
  expect(died.status).toBe("succeeded")
  expect(restored(cloud, instance)).toMatchObject([{ name: "orders" }])
  expect(await host.finish(await host.turn(durable))).toEqual(died)
  expect(restored(cloud, instance)).toHaveLength(1)
})

test("a lost answer to the renaming is read back, not repeated", async () => {
  const { cloud, instance, host, saved } = await protectedWorld()
  cloud.faults.on("updateInstance").loseAnswer()
  await host.succeed("restore", { instance, saved })
  expect(restored(cloud, instance)).toMatchObject([{ name: "orders" }])
  expect(cloud.journal.count("updateInstance")).toBe(1)
})

test("from every earlier handle that knows the new instance, after the end, it comes to the same end", async () => {
  const { cloud, instance, host, saved } = await protectedWorld()
  const end = await host.succeed("restore", { instance, saved })
  expect(host.waits.length).toBeGreaterThan(3)
  for (const wait of host.waits) {
    expect(await host.finish(await host.turn(wait))).toEqual(end)
    expect(restored(cloud, instance)).toHaveLength(1)
  }
})

test("a handle from before the new instance was known, turned after its renaming, asks a person and makes nothing", async () => {
  const { cloud, instance, host, saved } = await protectedWorld()
  const kept: Parameters<typeof turnHandle>[1][] = []
  const first = await host.begin("restore", { instance, saved }, { keep: async (handle) => void kept.push(handle) })
  await host.finish(first)
  const [intent] = kept
  if (intent === undefined) throw new Error("no intent was kept")
  const late = await host.finish({ ...waiting(first), handle: intent })
  const [made, ...others] = restored(cloud, instance)
  expect(others).toEqual([])
  expect(late).toMatchObject({
    error: { code: "ambiguous", retryable: false, left: [{ kind: "instance", id: made?.id }] },
  })
  const again = await host.run("restore", { instance, saved, again: true })
  expect(again).toMatchObject({ error: { code: "ambiguous", left: [{ id: made?.id }] } })
  expect(restored(cloud, instance)).toHaveLength(1)
})

test("whatever the server's clock says, a renamed instance is not made again by who lost its id", async () => {
  const { cloud, instance, saved } = await protectedWorld()
  const slow = async (request: Request): Promise<Response> => {
    const answer = await cloud.fetch(request)
    if (request.method !== "GET" || !request.url.includes("/instances/detail")) return answer
    const { instances, ...rest } = await answer.json()
    return Response.json({
      ...rest,
      instances: instances.map((one: object) => ({ ...one, created: "2025-12-31T00:00:00" })),
    })
  }
  const host = new Host(cloud, { connect: () => ({ ...cloud.connection, fetch: slow }) })
  const kept: Parameters<typeof turnHandle>[1][] = []
  const first = await host.begin("restore", { instance, saved }, { keep: async (handle) => void kept.push(handle) })
  await host.finish(first)
  const [intent] = kept
  if (intent === undefined) throw new Error("no intent was kept")
  expect(await host.finish({ ...waiting(first), handle: intent })).toMatchObject({ error: { code: "ambiguous" } })
  expect(restored(cloud, instance)).toHaveLength(1)
})

test("cancelled while an earlier unanswered call may still make an instance, it waits for that one too", async () => {
  const { cloud, instance, host, saved } = await protectedWorld()
  cloud.faults.on("createInstance").lateCommit("238s")
  cloud.plan.nextRestore({ takes: "5s" })
  let current = await host.begin("restore", { instance, saved })
  while (restored(cloud, instance).length === 0) {
    await cloud.clock.sleep(waiting(current).afterMs)
    current = await host.turn(current)
  }
  const end = await host.finish(
    await host.turn({ ...waiting(current), handle: requestCancel(waiting(current).handle) }),
  )
  expect(end).toEqual({ status: "cancelled", left: [] })
  await cloud.clock.sleep(900_000)
  expect(restored(cloud, instance)).toEqual([])
})

test("a look that is refused after the instance was begun does not say that nothing was, and names it", async () => {
  const { cloud, instance, host, saved } = await protectedWorld()
  const first = await host.begin("restore", { instance, saved })
  const [made] = restored(cloud, instance)
  cloud.faults.on("showInstance").refuse(403)
  expect(await host.finish(first)).toMatchObject({
    error: { code: "forbidden", outcome: "unknown", left: [{ kind: "instance", id: made?.id }] },
  })
})

test("a failure names the instance it leaves, and the one that may still appear", async () => {
  const { cloud, instance, host, saved } = await protectedWorld()
  cloud.faults.on("createInstance").lateCommit("200s")
  cloud.plan.nextRestore({ fails: "no valid host was found", takes: "5s" })
  const error = await host.failure("restore", { instance, saved })
  const [broken] = restored(cloud, instance)
  expect(error.left).toMatchObject([{ id: broken?.id }, { sentence: expect.stringContaining("may still appear") }])
})

test("another restore of the same backup under the same name makes another instance", async () => {
  const { cloud, instance, host, saved } = await protectedWorld()
  await host.succeed("restore", { instance, saved, id: "monday" })
  await host.succeed("restore", { instance, saved, id: "tuesday" })
  expect(restored(cloud, instance).map(({ name }) => name)).toEqual(["orders", "orders"])
})

test("a configuration group that a renaming detaches is attached again", async () => {
  const cloud = createMockTrove()
  const detaching = detachOnRename(cloud.fetch)
  const host = new Host(cloud, { connect: () => ({ ...cloud.connection, fetch: detaching.fetch }) })
  const instance = cloud.state.instances.add({ name: "orders" })
  const group = await attachedGroup(cloud, instance.id)
  const saved = await host.protect(instance)
  expect(saved.instance.configuration).toEqual({ id: group, name: "tuned", values: { max_connections: 200 } })
  const { result } = await host.succeed("restore", { instance, saved })
  expect(detaching.detached()).toBe(1)
  expect(restored(cloud, instance)).toMatchObject([{ name: "orders", configuration: group }])
  expect(result).toMatchObject({ configuration: group })
})

test("a renaming that is carried out long after its answer was lost leaves the configuration group attached", async () => {
  const cloud = createMockTrove({ profile: "22" })
  const host = new Host(cloud)
  const instance = cloud.state.instances.add({ name: "orders" })
  const group = await attachedGroup(cloud, instance.id)
  const saved = await host.protect(instance)
  cloud.faults.on("updateInstance").lateCommit("60s")
  await host.succeed("restore", { instance, saved })
  await cloud.clock.sleep(120_000)
  expect(restored(cloud, instance)).toMatchObject([{ name: "orders", configuration: group }])
})

test('"none" restores without the configuration group of the source', async () => {
  const cloud = createMockTrove()
  const host = new Host(cloud)
  const instance = cloud.state.instances.add({ name: "orders" })
  await attachedGroup(cloud, instance.id)
  const saved = await host.protect(instance)
  await host.succeed("restore", { instance, saved, parameters: { configuration: "none" } })
  expect(restored(cloud, instance)).toMatchObject([{ configuration: null }])
})

test("a restore that ends in ERROR says why and names the instance it leaves", async () => {
  const { cloud, instance, host, saved } = await protectedWorld()
  cloud.plan.nextRestore({ fails: "no valid host was found" })
  const error = await host.failure("restore", { instance, saved })
  const [broken] = restored(cloud, instance)
  expect(error).toMatchObject({
    code: "remoteFailed",
    outcome: "started",
    message: expect.stringContaining("no valid host was found"),
    left: [{ kind: "instance", id: broken?.id }],
  })
})

test("told to, a restore that failed deletes what it made, and says so", async () => {
  const { cloud, instance, host, saved } = await protectedWorld()
  cloud.plan.nextRestore({ fails: "no valid host was found" })
  const parameters = { on_failure: "delete" }
  const error = await host.failure("restore", { instance, saved, parameters })
  expect(error).toMatchObject({
    code: "remoteFailed",
    outcome: "started",
    message: expect.stringMatching(/no valid host was found.*It was deleted again, as asked\.$/),
    left: [],
  })
  expect(restored(cloud, instance)).toEqual([])
  expect(cloud.journal.count("createInstance")).toBe(1)
  cloud.plan.nextRestore({ fails: "no valid host was found" })
  cloud.faults.on("deleteInstance").refuse(403)
  const kept = await host.failure("restore", { instance, saved, parameters, id: "refused" })
  const [left] = restored(cloud, instance)
  expect(kept).toMatchObject({
    message: expect.stringContaining("It was kept"),
    left: [{ kind: "instance", id: left?.id, sentence: expect.stringContaining("remains") }],
  })
})

test("a create that the service fails itself is asked three times, and no more", async () => {
  const { cloud, instance, host, saved } = await protectedWorld()
  cloud.faults.on("createInstance", { times: "always" }).refuse(500, "Please keep this ID: (7).")
  expect(await host.failure("restore", { instance, saved })).toMatchObject({
    code: "remoteFailed",
    retryable: false,
    outcome: "unknown",
    message: expect.stringContaining("asked for the instance 3 times"),
  })
  expect(cloud.journal.count("createInstance")).toBe(3)
})

test("what only the attempt would show is found before it: a broken chain, no size, too little, a wrong place", async () => {
  const { cloud, instance, host, saved } = await protectedWorld()
  const child = await host.protect(instance, { id: "child", parameters: { incremental: true } })
  cloud.state.backups.setStatus({ id: saved.backup.id }, "FAILED")
  const parameters = {
    flavor: "1",
    ip_address: "10.0.0.5",
    region: "Atlantis",
    network_id: "6ba7b810-9dad-41d1-80b4-00c04fd430c8",
  }
  const { blockers, warnings } = await previewOf(host, "restore", { instance, saved: child, parameters })
  expect(blockers).toMatchObject([
    { code: "damaged", message: expect.stringContaining(`continues ${saved.backup.id}, which is FAILED`) },
    { issues: [{ path: "/parameters/subnet_id" }] },
    { issues: [{ path: "/parameters/region", message: expect.stringContaining("in RegionOne, not in Atlantis") }] },
  ])
  expect(warnings).toEqual([
    expect.stringContaining("less memory (512 MB)"),
    expect.stringContaining("takes these unseen"),
  ])
  expect(cloud.journal.count("createInstance")).toBe(0)
})

test("a volume type is looked up in Trove's own list; what can be looked up nowhere is named, the source's too", async () => {
  const { cloud, instance, host, saved } = await protectedWorld()
  const network = saved.instance.networkId
  const look = async (parameters: { readonly [name: string]: string }, of = host) => {
    const { blockers, warnings } = await previewOf(of, "restore", { instance, saved, parameters })
    return { blockers, unseen: warnings.filter((warning) => warning.includes("unseen")) }
  }
  expect(await look({ volume_type: "ceph" })).toEqual({
    blockers: [],
    unseen: [expect.stringContaining(`network ${network}, that of the source.`)],
  })
  const nowhere = {
    issues: [{ path: "/parameters/volume_type", message: expect.stringContaining("lvmdriver-1, ceph") }],
  }
  expect((await look({ volume_type: "tape" })).blockers).toMatchObject([nowhere])
  expect(await host.failure("restore", { instance, saved, parameters: { volume_type: "tape" } })).toMatchObject(nowhere)
  expect(cloud.journal.count("createInstance")).toBe(0)
  const zone = { network_id: "6ba7b810-9dad-41d1-80b4-00c04fd430c8", availability_zone: "east" }
  expect((await look(zone)).unseen).toEqual([
    expect.stringContaining(`network ${zone.network_id}; availability zone east.`),
  ])
  cloud.faults.on("listDatastoreVersionVolumeTypes").refuse(403)
  expect(await look({ volume_type: "tape" })).toEqual({
    blockers: [],
    unseen: [expect.stringContaining("volume type tape")],
  })
})

test("a flavor or a volume type that the operator does not allow for the version is found, as Trove would refuse it", async () => {
  const restricted = { flavors: ["2", "3"], volumeTypes: ["ceph"] }
  const [mysql, ...others] = defaultCloud.datastores
  const versions = mysql?.versions.map((version) => (version.name === "8.0" ? { ...version, ...restricted } : version))
  const datastores = mysql === undefined || versions === undefined ? [] : [{ ...mysql, versions }, ...others]
  const cloud = createMockTrove({ cloud: { ...defaultCloud, datastores } })
  const instance = cloud.state.instances.add({ name: "orders", flavor: "1" })
  const host = new Host(cloud)
  const saved = await host.protect(instance)
  const parameters = { datastore_version: "8.0", volume_type: "lvmdriver-1" }
  const { blockers } = await previewOf(host, "restore", { instance, saved, parameters })
  expect(blockers).toMatchObject([
    { issues: [{ path: "/parameters/flavor", message: "mysql 8.0 may not run on 1; on 2, 3" }] },
    { issues: [{ path: "/parameters/volume_type", message: expect.stringContaining("there is ceph") }] },
  ])
  const sent = (flavorRef: string, type: string) =>
    onCloud(cloud, (trove) =>
      trove.createInstance({
        name: "by itself",
        flavorRef,
        volume: { size: 2, type },
        datastore: { type: "mysql", version: "8.0" },
        restorePoint: { backupRef: saved.backup.id },
      }),
    )
  await expect(sent("1", "ceph")).rejects.toMatchObject({ reason: "badRequest" })
  await expect(sent("2", "lvmdriver-1")).rejects.toMatchObject({ reason: "badRequest" })
  await host.succeed("restore", { instance, saved, parameters: { ...parameters, flavor: "2", volume_type: "ceph" } })
})

test("a backup without a size is found, since Trove fails to restore it", async () => {
  const { cloud, instance, saved } = await protectedWorld()
  const sizeless = async (request: Request) => {
    const answer = await cloud.fetch(request)
    if (!request.url.endsWith(saved.backup.id)) return answer
    const { backup } = await answer.json()
    return Response.json({ backup: { ...backup, size: null } })
  }
  const other = new Host(cloud, { connect: () => ({ ...cloud.connection, fetch: sizeless }) })
  expect(await other.failure("restore", { instance, saved })).toMatchObject({
    code: "damaged",
    message: expect.stringContaining("has no size"),
  })
})

test("a retry removes the instance that failed before it makes another", async () => {
  const { cloud, instance, host, saved } = await protectedWorld()
  cloud.plan.nextRestore({ fails: "no valid host was found" })
  const end = await host.run("restore", { instance, saved })
  if (end.status !== "failed") throw new Error("it should fail")
  const again = retry(end.handle, new Date(cloud.clock.now() + 3_600_000).toISOString())
  const next = await host.finish({
    status: "waiting",
    handle: again,
    afterMs: 0,
    progress: { description: "" },
    cancellable: "now",
  })
  expect(next.status).toBe("succeeded")
  expect(restored(cloud, instance)).toMatchObject([{ name: "orders", status: "ACTIVE" }])
})

test("a retry of what failed soon does not wait for the settle time", async () => {
  const { cloud, instance, host, saved } = await protectedWorld({ waiting: { jitter: 0, settle: "1 hour" } })
  cloud.plan.nextRestore({ fails: "no valid host was found" })
  const end = await host.run("restore", { instance, saved })
  if (end.status !== "failed") throw new Error("it should fail")
  const handle = retry(end.handle, new Date(cloud.clock.now() + 36_000_000).toISOString())
  await host.finish({ status: "waiting", handle, afterMs: 0, progress: { description: "" }, cancellable: "now" })
  const [first, second] = creates(cloud)
  expect((second?.at ?? 0) - (first?.at ?? 0)).toBeLessThan(3_600_000)
})

test("an instance that is ACTIVE but not yet HEALTHY is waited for", async () => {
  const { cloud, instance, host, saved } = await protectedWorld()
  const first = await host.begin("restore", { instance, saved })
  await cloud.clock.sleep(600_000)
  const [made] = restored(cloud, instance)
  if (made === undefined) throw new Error("nothing was made")
  cloud.state.instances.killGuest(made)
  await cloud.clock.sleep(200_000)
  expect(cloud.state.instances.get(made.id)).toMatchObject({ status: "ACTIVE", operating_status: "ERROR" })
  const second = await host.turn(first)
  expect(second).toMatchObject({ progress: { description: expect.stringContaining("ACTIVE, ERROR") } })
  cloud.state.instances.reviveGuest(made)
  await cloud.clock.sleep(60_000)
  expect((await host.finish(second)).status).toBe("succeeded")
})

test("cancelled while it is built, the instance is deleted and nothing is left", async () => {
  const { cloud, instance, host, saved } = await protectedWorld()
  const first = waiting(await host.begin("restore", { instance, saved }))
  expect(first.cancellable).toBe("later")
  const end = await host.finish(await host.turn({ ...first, handle: requestCancel(first.handle) }))
  expect(end).toEqual({ status: "cancelled", left: [] })
  expect(restored(cloud, instance)).toEqual([])
})

test("into another scope, what belonged to the old project is left behind", async () => {
  const { cloud, instance, saved } = await protectedWorld()
  const bodies: string[] = []
  const fetch = async (request: Request): Promise<Response> => {
    if (request.method === "POST") bodies.push(await request.clone().text())
    return cloud.fetch(request)
  }
  const asked: string[] = []
  const host = new Host(cloud, {
    connect: ({ account }) => {
      asked.push(account)
      return { ...cloud.connection, fetch }
    },
  })
  const elsewhere = { ...saved, instance: { ...saved.instance, configuration: { id: "gone" }, locality: "affinity" } }
  const into = { account: "second", project: cloud.scope.project }
  const { result } = await host.succeed("restore", { instance, saved: elsewhere, into })
  expect(result).toMatchObject({ resource: { scope: into } })
  expect(asked).toEqual(["second"])
  const sent = JSON.parse(bodies.find((body) => body.includes("restorePoint")) ?? "null")
  expect(Object.keys(sent.instance).sort()).toEqual(
    ["access", "datastore", "flavorRef", "name", "restorePoint", "volume"].sort(),
  )
})

test("a form for a restore starts with what was saved", async () => {
  const { instance, host, saved, cloud } = await protectedWorld()
  const suggest = host.plugins.protection.operations.restore?.suggest
  if (suggest === undefined) throw new Error("restore suggests nothing")
  const { request } = { request: host.request("restore", { instance, saved }) }
  const context = { ...request, installation: "", children: [], created: {}, saved, parameters: {} }
  expect(await Effect.runPromise(suggest(context))).toEqual({
    restore_name: "orders",
    flavor: "2",
    volume_size: 2,
    datastore_version: saved.datastore?.versionId,
    network_id: "22222222-2222-4222-8222-222222222222",
    access: { is_public: false, allowed_cidrs: ["10.0.0.0/8"] },
    region: cloud.scope.region,
  })
})

/** Makes a configuration group and attaches it. */
/** As Trove 22 does: a renaming that names no configuration group detaches the one there is. */
const detachOnRename = (fetch: typeof globalThis.fetch) => {
  let detached = 0
  return {
    detached: () => detached,
    fetch: async (request: Request): Promise<Response> => {
      const copy = request.clone()
      const answer = await fetch(request)
      if (copy.method !== "PUT" || !answer.ok) return answer
      const { instance } = JSON.parse(await copy.clone().text())
      if (instance.name === undefined) return answer
      detached += 1
      const { url, headers } = copy
      await fetch(url, { method: "PUT", headers, body: JSON.stringify({ instance: { configuration: null } }) })
      return answer
    },
  }
}

test("who is restored from an instance that still bears a mark bears it not, and is not taken for the other's", async () => {
  const { cloud, instance, host, saved } = await protectedWorld()
  const late = await host.run("restore", { instance, saved, id: "late", hours: 0.01 })
  if (late.status !== "failed") throw new Error("it should fail")
  await cloud.clock.sleep(3_600_000)
  const [kept] = restored(cloud, instance)
  if (kept === undefined) throw new Error("nothing was made")
  expect(kept).toMatchObject({ name: expect.stringMatching(/^orders \[bw:\w+\]$/), status: "ACTIVE" })

  const of = await host.protect(kept, { id: "nightly" })
  const { result } = await host.succeed("restore", { instance: kept, saved: of, id: "another" })
  expect(result).toMatchObject({ resource: { name: "orders" } })
  const parameters = { restore_name: kept.name }
  expect(await host.failure("restore", { instance: kept, saved: of, id: "third", parameters })).toMatchObject({
    code: "invalidParameters",
    issues: [{ path: "/parameters/restore_name" }],
  })
  const handle = retry(late.handle, new Date(cloud.clock.now() + 36_000_000).toISOString())
  await host.finish({ status: "waiting", handle, afterMs: 0, progress: { description: "" }, cancellable: "now" })
  expect(restored(cloud, instance).map(({ name }) => name)).toEqual(["orders", "orders"])
})
