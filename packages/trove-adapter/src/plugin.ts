/** "@breakwater/trove-adapter/plugin": the plugin endpoint that provider files name. */
import type { PluginEndpoint } from "@breakwater/core"
import { revealConnection } from "./internal/revealConnection.ts"
import { standard } from "./internal/standard.ts"
import { makePlugins } from "./makePlugins.ts"
import { TroveConfiguration } from "./TroveConfiguration.ts"

/**
 * Makes both plugins out of a `TroveConfiguration`. The connection's references are looked up anew whenever a scope is
 * first asked for; the scope's project and region win over the configured ones.
 *
 * **Example**
 *
 * ```ts
 * import trove from "@breakwater/trove-adapter/plugin"
 *
 * const provider = await loadProviderFile("/etc/portal/cloud.yaml", { plugins: { trove } })
 * ```
 *
 * @category constructors
 * @since 0.1.0
 */
const trove: PluginEndpoint<TroveConfiguration> = {
  configurationSchema: standard(TroveConfiguration),
  create: ({ connection, ...settings }, { clock, fetch, reveal }) => {
    const { protectable, protection } = makePlugins({
      ...settings,
      connect: () => revealConnection(connection, reveal),
      ...(fetch && { fetch }),
      ...(clock && { clock }),
    })
    return { protectables: [protectable], plugins: [protection] }
  },
}

export default trove
