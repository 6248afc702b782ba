/** Protects a database instance of the mock, in plain promises. */
import { createProtection, fileBank, memoryEngine } from "@breakwater/core/promise"
import { createMockTrove } from "@breakwater/mock-trove"
import { trove } from "@breakwater/trove-adapter/promise"

const cloud = createMockTrove() // a Trove, a Keystone and an object store, in memory, on a clock that jumps
cloud.state.instances.add({ name: "orders" })
const { clock, connection, scope } = cloud // for a real cloud: { authUrl, auth, project } and no clock

const plugins = trove({ connect: () => connection, ownerTag: "readme", clock })
await using breakwater = await createProtection({
  engine: memoryEngine(),
  providers: [
    { id: "cloud", bank: fileBank("./bank"), protectables: [plugins.protectable], plugins: [plugins.protection] },
  ],
  clock,
})

const { items } = await breakwater.resources.list("OS::Trove::Instance", scope)
const { id } = await breakwater.operations.start({
  id: crypto.randomUUID(), // yours to choose: the same id again joins the same operation
  verb: "protect",
  provider: "cloud",
  resources: items,
  parameters: { "OS::Trove::Instance": { backup_name: "nightly", description: "Every night" } },
  deadline: new Date(clock.now() + 4 * 3_600_000).toISOString(),
})
const { state, checkpoint } = await breakwater.operations.wait(id)
console.log(`${state}: checkpoint ${checkpoint}, ${cloud.state.backups.all().length} backup in Trove`)
