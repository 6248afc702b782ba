/** "@breakwater/core/provider-file": providers out of files that operators write. No Effect type is in sight of a host. */
export type { BankEndpoint } from "./BankEndpoint.ts"
export * from "./importPlugins.ts"
export * from "./loadProviderFile.ts"
export * from "./PluginEndpoint.ts"
export { type ProviderFile, providerFileJsonSchema } from "./ProviderFile.ts"
