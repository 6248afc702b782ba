/** "@breakwater/trove-adapter/plugin": the plugin endpoint that provider files name. */
import type { PluginEndpoint } from "@breakwater/core"
import * as Schema from "effect/Schema"
import { present } from "./internal/present.ts"
import { revealConnection } from "./internal/revealConnection.ts"
import { standard } from "./internal/standard.ts"
import { makePlugins } from "./makePlugins.ts"
import type { Probe } from "./Probe.ts"
import { TroveConfiguration } from "./TroveConfiguration.ts"

/**
 * The same endpoint with probes that a provider file may choose from by name, as `drill: { probe: orders }`: what looks
 * into a restored instance is code, which no file holds.
 *
 * **Example**
 *
 * ```ts
 * import { withProbes } from "@breakwater/trove-adapter/plugin"
 *
 * const trove = withProbes({ orders: async ({ instance }) => `${await countOrders(instance)} orders` })
 * const provider = await loadProviderFile("/etc/portal/cloud.yaml", { plugins: { trove } })
 * ```
 *
 * @category constructors
 * @since 0.1.0
 */
export const withProbes = (probes: { readonly [name: string]: Probe }): PluginEndpoint<TroveConfiguration> => ({
  configurationSchema: standard(
    TroveConfiguration.check(
      Schema.makeFilter(({ drill }) =>
        drill?.probe === undefined || Object.hasOwn(probes, drill.probe)
          ? true
          : { path: ["drill", "probe"], issue: `is no probe the host gives; ${told(Object.keys(probes))}` },
      ),
    ),
  ),
  create: ({ connection, drill: { probe = "", within } = {}, ...settings }, { clock, fetch, reveal }) => {
    const { protectable, protection } = makePlugins({
      ...settings,
      connect: () => revealConnection(connection, reveal),
      drill: present({ probe: probes[probe], within }),
      ...(fetch && { fetch }),
      ...(clock && { clock }),
    })
    return { protectables: [protectable], plugins: [protection] }
  },
})

const told = (names: readonly string[]): string =>
  names.length === 0 ? "it gives none" : `it gives ${names.toSorted().join(", ")}`

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
const trove: PluginEndpoint<TroveConfiguration> = withProbes({})

export default trove
