import { createProtection, memoryBank, memoryEngine } from "@breakwater/core/promise"
import { createMockTrove } from "@breakwater/mock-trove"
import { expect, test } from "vitest"
import { pluginsFor, resourceOf } from "./support/host.ts"

test("a full backup stays while an incremental one needs it, and goes after the last of them", async () => {
  await using cloud = createMockTrove()
  const instance = cloud.state.instances.add({ name: "orders", volume: 2 })
  const { protectable, protection } = pluginsFor(cloud)
  const provider = { id: "cloud", bank: memoryBank(), protectables: [protectable], plugins: [protection] }
  await using client = await createProtection({ engine: memoryEngine(), providers: [provider], clock: cloud.clock })
  const protect = async (id: string, incremental: boolean) => {
    await client.operations.start({
      ...{ id, verb: "protect", provider: "cloud", plan: "nightly", resources: [resourceOf(cloud, instance)] },
      parameters: { "OS::Trove::Instance": { backup_name: id, description: "nightly", incremental } },
      deadline: new Date(cloud.clock.now() + 86_400_000).toISOString(),
    })
    await client.operations.wait(id)
    await cloud.clock.sleep(86_400_000)
  }
  const keepLast = async (count: number) => {
    const plan = await client.retention.plan({ plan: "nightly", policy: { keepLast: count } })
    const { skipped, started } = await client.retention.apply(plan)
    expect(skipped).toEqual([])
    for (const { operation } of started) await client.operations.wait(operation)
    return plan.decisions.map(({ action, because, checkpoint }) => [checkpoint, action, because[0]?.rule])
  }
  await protect("full", false)
  await protect("monday", true)
  await protect("tuesday", true)
  expect(await keepLast(1)).toEqual([
    ["tuesday", "keep", "keepLast"],
    ["monday", "keep", "needed"],
    ["full", "keep", "needed"],
  ])
  expect(cloud.state.backups.all()).toHaveLength(3)
  await protect("new full", false)
  expect(await keepLast(1)).toEqual([
    ["new full", "keep", "keepLast"],
    ["tuesday", "delete", "expired"],
    ["monday", "delete", "expired"],
    ["full", "delete", "expired"],
  ])
  expect(cloud.state.backups.all().map(({ name }) => name)).toEqual(["new full"])
  expect(await keepLast(1)).toEqual([["new full", "keep", "keepLast"]])
})
