import { createProtection, memoryBank, memoryEngine } from "@breakwater/core/promise"
import { createMockTrove, type MockTrove } from "@breakwater/mock-trove"
import { describe, expect, test } from "vitest"
import { pluginsFor, resourceOf } from "./support/host.ts"
import { onCloud } from "./support/onCloud.ts"

/** An installation over a cloud: a bank and an engine of its own. */
const installationOn = async (cloud: MockTrove) => {
  const { protectable, protection } = pluginsFor(cloud)
  const provider = { id: "cloud", bank: memoryBank(), protectables: [protectable], plugins: [protection] }
  const client = await createProtection({ engine: memoryEngine(), providers: [provider], clock: cloud.clock })
  const deadline = () => new Date(cloud.clock.now() + 86_400_000).toISOString()
  const protect = async (id: string, instance: { readonly id: string; readonly name: string }) => {
    const parameters = { "OS::Trove::Instance": { backup_name: id, description: "nightly" } }
    const resources = [resourceOf(cloud, instance)]
    await client.operations.start({
      id,
      verb: "protect",
      provider: "cloud",
      resources,
      parameters,
      deadline: deadline(),
    })
    return client.operations.wait(id)
  }
  return { client, protect, deadline }
}

const found = async () => {
  const cloud = createMockTrove()
  const instance = cloud.state.instances.add({ name: "orders", volume: 2 })
  const mine = await installationOn(cloud)
  await mine.protect("mine", instance)
  const [backup] = cloud.state.backups.all()
  if (backup === undefined) throw new Error("There is no backup.")
  /** A second backup with the same mark, as a call makes that commits when nobody looks any more. */
  const late = async () => {
    const { id } = await onCloud(cloud, (trove) =>
      trove.createBackup({ name: backup.name, instance: instance.id, description: backup.description ?? "" }),
    )
    await cloud.clock.sleep(3_600_000)
    return id
  }
  return { cloud, instance, ...mine, backup, late }
}

describe("orphans in a project", () => {
  test("a backup with a mark of ours that no checkpoint names is found, and deleted when asked for", async () => {
    const { cloud, client, backup, late } = await found()
    const id = await late()
    const plan = await client.orphans.scan()
    expect(plan).toMatchObject({
      orphans: [{ kind: "unnamed", operation: "mine", thing: id }],
      others: [],
      unscanned: [],
    })
    const { started } = await client.orphans.repair(plan, { only: plan.orphans.map((orphan) => orphan.id) })
    for (const { operation } of started) await client.operations.wait(operation)
    expect(started).toHaveLength(1)
    expect(cloud.state.backups.all().map((each) => each.id)).toEqual([backup.id])
    expect(await client.orphans.scan()).toEqual({ at: expect.any(String), orphans: [], others: [], unscanned: [] })
    await client.close()
  })

  test("backups of another installation on the same project are reported, and never proposed", async () => {
    const { cloud, instance, client, late, backup } = await found()
    const other = await installationOn(cloud)
    await other.protect("mine", instance)
    const id = await late()
    const plan = await other.client.orphans.scan()
    expect(plan.orphans).toEqual([])
    expect(new Set(plan.others.map((each) => each.id))).toEqual(new Set([backup.id, id]))
    expect(plan.others[0]?.mark).toMatch(/^\[bw:[a-z2-7]{12}\]$/)
    expect((await client.orphans.scan()).orphans.map(({ thing }) => thing)).toEqual([id])
    await client.close()
    await other.client.close()
  })

  test("a checkpoint whose backup somebody deleted is found, and closed when asked for", async () => {
    const { cloud, client, backup } = await found()
    await onCloud(cloud, (trove) => trove.deleteBackup(backup.id))
    await cloud.clock.sleep(3_600_000)
    const plan = await client.orphans.scan()
    expect(plan.orphans).toMatchObject([{ kind: "gone", checkpoint: "mine" }])
    const { started } = await client.orphans.repair(plan, { only: plan.orphans.map(({ id }) => id) })
    for (const { operation } of started) await client.operations.wait(operation)
    expect((await client.checkpoints.get("mine")).status).toBe("deleted")
    await client.close()
  })

  test("an orphan on which another backup hangs is left alone, and says which", async () => {
    const { client, instance, cloud, late } = await found()
    const id = await late()
    await onCloud(cloud, (trove) => trove.createBackup({ name: "theirs", instance: instance.id, parent_id: id }))
    await cloud.clock.sleep(3_600_000)
    const plan = await client.orphans.scan()
    const outcome = await client.orphans.repair(plan, { only: plan.orphans.map((orphan) => orphan.id) })
    expect(outcome).toMatchObject({ started: [], skipped: [{ error: { code: "inUse" } }] })
    expect((await client.orphans.scan()).orphans).toEqual(plan.orphans)
    await client.close()
  })

  test("an instance that bears a mark still is reported with what it is, and never proposed", async () => {
    const { client, cloud, deadline } = await found()
    const failing = { fails: "no valid host was found" }
    cloud.plan.nextRestore(failing)
    await client.operations.start({
      id: "restore",
      verb: "restore",
      provider: "cloud",
      checkpoint: "mine",
      parameters: {},
      deadline: deadline(),
    })
    await client.operations.wait("restore").catch(() => undefined)
    const plan = await client.orphans.scan()
    expect(plan.orphans).toEqual([])
    expect(plan.others).toMatchObject([
      { kind: "instance", sentence: expect.stringContaining("Only a person can tell what it is still good for.") },
    ])
    await client.close()
  })

  test("a project that does not answer is said to be unscanned", async () => {
    const { client, cloud } = await found()
    cloud.faults.on("listBackups", { times: "always" }).refuse(503)
    const plan = await client.orphans.scan()
    expect(plan).toMatchObject({
      orphans: [],
      unscanned: [{ plugin: "trove-instance", error: { code: "unavailable" } }],
    })
    await client.close()
  })
})
