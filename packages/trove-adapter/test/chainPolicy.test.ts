/** Full and incremental backups by a policy: what is continued, when a full one begins, and what is never continued. */
import { retry, turn } from "@breakwater/core/steps"
import { createMockTrove } from "@breakwater/mock-trove"
import { expect, test } from "vitest"
import { type TroveOptions, troveClient } from "../src/promise.ts"
import { Host } from "./support/host.ts"
import { previewOf } from "./support/previewOf.ts"

const world = (options: Partial<TroveOptions> = {}) => {
  const cloud = createMockTrove({ quotas: { instances: 10, volumes: 100, backups: 100 } })
  const instance = cloud.state.instances.add({ name: "orders" })
  const host = new Host(cloud, options)
  let count = 0
  const protect = async (parameters: { readonly [name: string]: number | boolean } = {}) => {
    count += 1
    const { saved, warnings } = await host.succeed("protect", { instance, id: `protect-${count}`, parameters })
    return { ...JSON.parse(JSON.stringify(saved)), warnings }
  }
  return { cloud, instance, host, protect }
}

const parents = (cloud: ReturnType<typeof createMockTrove>) =>
  cloud.state.backups.all().map(({ parent_id }) => (parent_id === null ? "full" : "incremental"))

test("every n-th backup is full, the others continue the newest one", async () => {
  const { cloud, protect } = world()
  for (let count = 0; count < 7; count += 1) await protect({ full_every_backups: 3 })
  expect(parents(cloud)).toEqual(["full", "incremental", "incremental", "full", "incremental", "incremental", "full"])
  const backups = cloud.state.backups.all()
  expect(backups[2]?.parent_id).toBe(backups[1]?.id)
})

test("a full one is made when the last is so many days old", async () => {
  const { cloud, protect } = world()
  await protect({ full_every_days: 2 })
  await protect({ full_every_days: 2 })
  await cloud.clock.sleep(47 * 3_600_000)
  await protect({ full_every_days: 2 })
  await cloud.clock.sleep(3_600_000)
  await protect({ full_every_days: 2 })
  expect(parents(cloud)).toEqual(["full", "incremental", "incremental", "full"])
})

test("of both rules, the one that comes first holds", async () => {
  const { cloud, protect } = world()
  const both = { full_every_days: 1, full_every_backups: 2 }
  await protect(both)
  await protect(both)
  await protect(both)
  await cloud.clock.sleep(24 * 3_600_000)
  await protect(both)
  expect(parents(cloud)).toEqual(["full", "incremental", "full", "full"])
})

test("what the plugins are configured with holds where the parameters say nothing", async () => {
  const { cloud, protect } = world({ chains: { fullEveryBackups: 2 } })
  await protect()
  await protect()
  await protect({ incremental: false })
  await protect({ full_every_backups: 1 })
  expect(parents(cloud)).toEqual(["full", "incremental", "full", "full"])
})

test("without a policy a backup is full, as Trove makes it", async () => {
  const { cloud, protect } = world()
  await protect()
  await protect()
  expect(parents(cloud)).toEqual(["full", "full"])
})

test("a newest backup whose chain is broken is passed over for the newest good one, and that is said", async () => {
  const { cloud, instance, protect } = world()
  const good = await protect({ full_every_backups: 9 })
  const failed = cloud.state.backups.add({ instance, name: "half", status: "FAILED" })
  cloud.state.backups.add({ instance, name: "on half", parent: failed })
  const { backup, warnings } = await protect({ full_every_backups: 9 })
  expect(backup.chain).toEqual([good.backup.id])
  expect(warnings).toEqual([expect.stringMatching(/on half.*continues .* is FAILED.*nightly is continued instead/)])
})

test("what a replica is made from is never continued: Trove deletes it then, and what hangs on it", async () => {
  const cloud = createMockTrove({
    quotas: { instances: 10, volumes: 100, backups: 100 },
    timings: { restore: 10_800_000 },
  })
  const source = cloud.state.instances.add({ name: "orders" })
  const base = cloud.state.backups.add({ instance: source, name: "base" })
  const host = new Host(cloud)
  await using client = troveClient(cloud.connection, { clock: cloud.clock, project: cloud.scope.project })
  await client.createInstance({ name: "copy", replica_of: source.id })
  await cloud.clock.sleep(3_600_000)
  const snapshot = cloud.state.backups.all().at(-1)
  expect(snapshot).toMatchObject({ name: expect.stringContaining("Replication snapshot"), status: "COMPLETED" })

  const asked = { instance: source, id: "asked", parameters: { incremental: true } }
  const { saved: byTrove } = await host.succeed("protect", asked)
  const { saved: byPolicy } = await host.succeed("protect", { instance: source, parameters: { full_every_days: 9 } })
  const named = { instance: source, id: "named", parameters: { parent_id: snapshot?.id ?? "" } }
  expect(await host.failure("protect", named)).toMatchObject({
    code: "invalidParameters",
    issues: [{ path: "/parameters/parent_id", message: expect.stringContaining("what a replica is made from") }],
  })
  await cloud.clock.sleep(6 * 3_600_000)
  const left = cloud.state.backups.all()
  expect(left.map(({ id }) => id)).not.toContain(snapshot?.id)
  expect(left.map(({ name }) => name)).toEqual(["base", "nightly", "nightly"])
  expect([byTrove, byPolicy]).toMatchObject([
    { backup: { chain: [base.id] } },
    { backup: { chain: [left[1]?.id, base.id] } },
  ])
})

test("a backup whose parent was deleted while it was made is no success, and a retry makes another one", async () => {
  const { cloud, instance, host } = world()
  const parent = cloud.state.backups.add({ instance, name: "base" })
  await using client = troveClient(cloud.connection, { clock: cloud.clock, project: cloud.scope.project })
  cloud.plan.nextDelete({ takes: "20s" })
  await client.deleteBackup(parent.id)
  const end = await host.run("protect", { instance, parameters: { full_every_backups: 9 } })
  if (end.status !== "failed") throw new Error(`it is ${end.status}`)
  const [made] = cloud.state.backups.all()
  expect(made).toMatchObject({ status: "COMPLETED", parent_id: parent.id })
  expect(end.error).toMatchObject({
    code: "remoteFailed",
    message: expect.stringContaining(`continues ${parent.id}, which is gone`),
    left: [{ kind: "backup", id: made?.id }],
  })
  const handle = retry(end.handle, new Date(cloud.clock.now() + 3_600_000).toISOString())
  const again = await host.finish(await turn(host.plugins.protection, handle, { clock: cloud.clock }))
  expect(again).toMatchObject({ status: "succeeded", saved: { backup: { chain: [] } } })
  expect(cloud.state.backups.all().map(({ parent_id, status }) => [parent_id, status])).toEqual([[null, "COMPLETED"]])
})

test("backups of another instance or of another version are never continued", async () => {
  const { cloud, host, protect } = world()
  const other = cloud.state.instances.add({ name: "other" })
  cloud.state.backups.add({ instance: other, name: "theirs" })
  await protect({ full_every_backups: 9 })
  expect(parents(cloud).at(-1)).toBe("full")
  const newer = cloud.state.instances.add({ name: "newer", datastore: "mysql", version: "5.7.29" })
  const foreign = cloud.state.backups.add({
    instance: newer,
    name: "of newer",
    parent: cloud.state.backups.all()[0] ?? newer,
  })
  const error = await host.failure("protect", { instance: newer, id: "named", parameters: { parent_id: foreign.id } })
  expect(error).toMatchObject({
    code: "invalidParameters",
    issues: [{ path: "/parameters/parent_id", message: expect.stringContaining("of another instance") }],
  })
})

test("a policy together with incremental is refused, with the path to it", async () => {
  const { host, instance } = world()
  const parameters = { incremental: true, full_every_backups: 3 }
  expect(await host.failure("protect", { instance, parameters })).toMatchObject({
    code: "invalidParameters",
    issues: [{ path: "/parameters/incremental" }],
  })
})

test("a preview says what it would continue, and why it would be full", async () => {
  const { host, instance, protect } = world()
  const parameters = { full_every_backups: 2 }
  expect((await previewOf(host, "protect", { instance, parameters })).creates).toEqual([
    expect.stringContaining("full backup, since there is no complete backup to continue, nightly of"),
  ])
  const { backup } = await protect(parameters)
  expect((await previewOf(host, "protect", { instance, parameters })).creates).toEqual([
    expect.stringContaining(`incremental backup on ${backup.id}, nightly of`),
  ])
  await protect(parameters)
  expect((await previewOf(host, "protect", { instance, parameters })).creates).toEqual([
    expect.stringContaining("full backup, since the chain has 2 backups"),
  ])
})
