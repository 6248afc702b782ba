/** The same from code that knows only promises: protect an instance, follow it, and read the checkpoint. */
import { createProtection, memoryBank, memoryEngine } from "@breakwater/core/promise"
import { trove } from "@breakwater/trove-adapter/promise"
import { type Cloud, openCloud } from "./openCloud.ts"

export const callFromPromiseCode = async (cloud: Cloud) => {
  const clock = cloud.clock ? { clock: cloud.clock } : {}
  const { protectable, protection } = trove({ connect: cloud.connect, ownerTag: "examples", ...clock })
  await using breakwater = await createProtection({
    engine: memoryEngine(),
    providers: [{ id: "cloud", bank: memoryBank(), protectables: [protectable], plugins: [protection] }],
    ...clock,
  })

  const { items } = await breakwater.resources.list("OS::Trove::Instance", cloud.scope)
  const instance = items.find((each) => each.can.protect === true)
  if (!instance) throw new Error("There is no database instance that can be protected now.")

  const { id } = await breakwater.operations.start({
    id: crypto.randomUUID(),
    verb: "protect",
    provider: "cloud",
    resources: [instance],
    parameters: {
      "OS::Trove::Instance": { backup_name: `${cloud.prefix}-promised`, description: "From promise code." },
    },
    deadline: new Date((cloud.clock?.now() ?? Date.now()) + 4 * 3_600_000).toISOString(),
  })
  for await (const { operation, changed } of breakwater.operations.watch(id)) {
    console.log(operation.state, changed.map((row) => row.progress?.description ?? "").join(" "))
  }

  const operation = await breakwater.operations.wait(id) // rejects with the operation's ProtectionError when it failed
  const checkpoint = await breakwater.checkpoints.get(operation.checkpoint)
  console.log(`The checkpoint ${checkpoint.id} is ${checkpoint.status}.`)
  return checkpoint
}

if (process.argv[1] && import.meta.url.endsWith(process.argv[1])) await callFromPromiseCode(openCloud())
