/** What a provider file's plugin name stands for: how plugins are made out of configuration. */
import type { HostClock } from "./HostClock.ts"
import type { ProtectablePlugin } from "./ProtectablePlugin.ts"
import type { ParameterSchema, ProtectionPlugin } from "./ProtectionPlugin.ts"

/** What a host lends to the plugins it makes. @category models @since 0.1.0 */
export interface PluginHost {
  /**
   * The secret a reference (`env:…`, `file:…`, `cloud:…`) stands for; any other text as it is. It looks anew each time:
   * ask when the secret is needed, and keep it nowhere.
   *
   * **Fails with** (rejects) `notFound`, and whatever the host's resolver fails with.
   */
  readonly reveal: (text: string) => Promise<string>
  readonly fetch?: (request: Request) => Promise<Response>
  readonly clock?: HostClock
}

/** What an endpoint makes. @category models @since 0.1.0 */
export interface EndpointPlugins {
  readonly protectables: readonly ProtectablePlugin[]
  readonly plugins: readonly ProtectionPlugin[]
}

/**
 * A plugin endpoint, the default export of a package's plugin entry. `configurationSchema` checks the configuration and
 * fills in its defaults; without it any JSON object is handed on. Making asks nobody anything yet.
 *
 * **Source**: the entry points `karbor.protections` and `karbor.protectables` in `setup.cfg`.
 *
 * **Example**
 *
 * ```ts
 * const endpoint: PluginEndpoint = { create: () => ({ protectables: [protectable], plugins: [protection] }) }
 * ```
 *
 * @category models
 * @since 0.1.0
 */
export interface PluginEndpoint<Configuration = unknown> {
  readonly configurationSchema?: ParameterSchema<Configuration>
  create(configuration: Configuration, host: PluginHost): EndpointPlugins | Promise<EndpointPlugins>
}
