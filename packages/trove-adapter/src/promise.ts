/** "@breakwater/trove-adapter/promise": both plugins for hosts that know only promises. No Effect type is in sight. */
import type { HostClock, ProtectablePlugin, ProtectionPlugin, Scope } from "@breakwater/core"
import type { Connection, Fetch } from "./Connection.ts"
import { makePlugins } from "./plugin.ts"
import type { TroveWaiting } from "./TroveSettings.ts"

export type { Connection } from "./Connection.ts"
export type { TroveWaiting } from "./TroveSettings.ts"

/**
 * What `trove` is made from. `connect` turns a scope into a connection, is asked again after a restart, and its answer is
 * kept in memory only.
 *
 * @category models
 * @since 0.1.0
 */
export interface TroveOptions {
  readonly connect: (scope: Scope) => Connection | Promise<Connection>
  /** For connections that bring no `fetch` of their own. */
  readonly fetch?: Fetch
  readonly clock?: HostClock
  /** Written into every mark: two owners never take each other's backups for their own. */
  readonly ownerTag?: string
  readonly waiting?: Partial<TroveWaiting>
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
