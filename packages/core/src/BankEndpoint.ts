/** What a provider file's type of bank stands for, where it is neither the file nor the memory bank. */
import type { Bank } from "./Bank.ts"
import type { PluginHost } from "./PluginEndpoint.ts"
import type { ParameterSchema } from "./ProtectionPlugin.ts"

/**
 * How a bank of the host's is made out of configuration. `configurationSchema` checks that and fills in its defaults;
 * without it any JSON object is handed on. Secrets in it are references, which `host.reveal` looks up.
 *
 * **Example**
 *
 * ```ts
 * const swift: BankEndpoint<{ container: string }> = { create: ({ container }) => swiftBank(container) }
 * const provider = await loadProviderFile("/etc/portal/cloud.yaml", { plugins: { trove }, banks: { swift } })
 * ```
 *
 * @category models
 * @since 0.1.0
 */
export interface BankEndpoint<Configuration = unknown> {
  readonly configurationSchema?: ParameterSchema<Configuration>
  create(configuration: Configuration, host: PluginHost): Bank | Promise<Bank>
}
