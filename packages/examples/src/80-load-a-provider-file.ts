/** A provider out of a file that an operator wrote: the host says which plugins there are, the file which it wants. */
import { fileURLToPath } from "node:url"
import { createProtection, memoryEngine } from "@breakwater/core/promise"
import { loadProviderFile, type ProviderFileOptions } from "@breakwater/core/provider-file"
import { createMockTrove } from "@breakwater/mock-trove"
import trove from "@breakwater/trove-adapter/plugin"

/** Without surroundings the environment is this process's, and the network and the time are real. */
export const loadAProviderFile = async (
  surroundings: Omit<ProviderFileOptions, "plugins"> = {},
  file = fileURLToPath(new URL("provider.yaml", import.meta.url)),
) => {
  // Operators who may choose packages: plugins = await importPlugins(file, ["@breakwater/trove-adapter/plugin"])
  const provider = await loadProviderFile(file, { plugins: { trove }, ...surroundings })
  console.log(
    `${provider.name}: ${provider.plugins.map(({ id }) => id).join(", ")}, checkpoints in ${provider.bank.id}`,
  )

  const { clock } = surroundings
  await using breakwater = await createProtection({
    engine: memoryEngine(),
    providers: [provider],
    ...(clock && { clock }),
  })
  const { items } = await breakwater.resources.list("OS::Trove::Instance", { account: "operator" })
  for (const { name, status } of items) console.log(`${name} is ${status}.`)
  return { provider, items }
}

if (process.argv[1] && import.meta.url.endsWith(process.argv[1])) {
  const mock = createMockTrove()
  mock.state.instances.add({ name: "orders" })
  const { clock, env, fetch } = mock
  await loadAProviderFile(process.env["OS_AUTH_URL"] ? {} : { clock, env, fetch })
}
