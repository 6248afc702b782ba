/** "@breakwater/trove-adapter/promise": both plugins, and Trove itself, with promises. No effect has to be run. */
import type { ProtectablePlugin, ProtectionPlugin, Scope } from "@breakwater/core"
import type { Connection } from "./Connection.ts"
import { makePlugins, type TrovePluginsOptions } from "./makePlugins.ts"

export type { Connection } from "./Connection.ts"
export type { DrilledInstance, Probe, TroveDrill } from "./Probe.ts"
export type { ListedObject, StoredObject } from "./Swift.ts"
export type {
  Backup,
  CreateBackup,
  CreateInstance,
  Database,
  Datastore,
  DatastoreVersion,
  Flavor,
  Instance,
  Limit,
  ListOptions,
  Quota,
  UpdateInstance,
  User,
} from "./Trove.ts"
export { TroveError, type TroveReason } from "./TroveError.ts"
export type { TroveChains, TroveWaiting } from "./TroveSettings.ts"
export { type Call, type TroveClient, type TroveClientOptions, troveClient } from "./troveClient.ts"

/**
 * What `trove` is made from. `connect` turns a scope into a connection, is asked again after a restart, and its answer is
 * kept in memory only.
 *
 * @category models
 * @since 0.1.0
 */
export interface TroveOptions extends Omit<TrovePluginsOptions, "connect"> {
  readonly connect: (scope: Scope) => Connection | Promise<Connection>
}

/**
 * The plugins of `OS::Trove::Instance`.
 *
 * **Example**
 *
 * ```ts
 * const { protectable, protection } = trove({ connect: () => ({ authUrl, auth }), ownerTag: "portal" })
 * ```
 *
 * @category constructors
 * @since 0.1.0
 */
export const trove = (
  options: TroveOptions,
): { readonly protectable: ProtectablePlugin; readonly protection: ProtectionPlugin } => makePlugins(options)
