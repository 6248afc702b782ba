/** From `clouds.yaml` to a protected instance: its id is the argument, `mycloud` the name of the cloud. */
import { createProtection, fileBank, memoryEngine } from "@breakwater/core/promise"
import { cloudConnection } from "@breakwater/trove-adapter/cloud-config"
import { trove } from "@breakwater/trove-adapter/promise"

const { protectable, protection } = trove({ connect: ({ account }) => cloudConnection({ cloud: account }) })
const provider = { id: "cloud", bank: fileBank("./bank"), protectables: [protectable], plugins: [protection] }
await using breakwater = await createProtection({ engine: memoryEngine(), providers: [provider] })
const instance = await breakwater.resources.show("OS::Trove::Instance", { account: "mycloud" }, process.argv[2] ?? "")
const parameters = { "OS::Trove::Instance": { backup_name: "nightly", description: "Every night" } }
const what = { verb: "protect", provider: "cloud", resources: [instance], parameters } as const
const deadline = new Date(Date.now() + 4 * 3_600_000).toISOString()
const { id } = await breakwater.operations.start({ id: crypto.randomUUID(), deadline, ...what })
const { state, checkpoint } = await breakwater.operations.wait(id)
console.log(`${state}: checkpoint ${checkpoint}`)
