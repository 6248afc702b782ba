/** "@breakwater/trove-adapter/promise": both plugins, and Trove itself, with promises. No effect has to be run. */
import { fromHostClock, type ProtectablePlugin, type ProtectionPlugin, type Scope } from "@breakwater/core"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type { Connection } from "./Connection.ts"
import { type ImportBackup, type ImportedBackup, importBackup as importInto } from "./importBackup.ts"
import { makeTrove } from "./internal/makeTrove.ts"
import { otherProject, targetFinding } from "./internal/otherProject.ts"
import { look } from "./internal/tools.ts"
import { makePlugins, type TrovePluginsOptions } from "./makePlugins.ts"
import type { Call, TroveClientOptions } from "./troveClient.ts"

export type { Connection } from "./Connection.ts"
export type { ImportBackup, ImportedBackup } from "./importBackup.ts"
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
export { requestIdsOf } from "./Trove.ts"
export { TroveError, type TroveReason } from "./TroveError.ts"
export type { TroveSavedInfo } from "./TroveSavedInfo.ts"
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

/**
 * Imports a backup of another region into that of a connection; see the Effect face for what it refuses. Rejects with a
 * `ProtectionError`.
 *
 * **Example**
 *
 * ```ts
 * const { saved, warnings } = await importBackup({ authUrl, auth, region: "north" }, { saved: savedInTheSouth })
 * ```
 *
 * @category operations
 * @since 0.1.0
 */
export const importBackup = (
  connection: Connection,
  request: ImportBackup,
  { clock, signal, ...scope }: TroveClientOptions & Call = {},
): Promise<ImportedBackup> => {
  const services = clock === undefined ? Context.empty() : Context.make(Clock.Clock, fromHostClock(clock))
  const imported = Effect.gen(function* () {
    const trove = yield* look(makeTrove(connection, scope))
    const refused = targetFinding(yield* otherProject(trove, scope))
    return yield* refused ?? importInto(trove, request)
  })
  return Effect.runPromiseWith(services)(imported, { ...(signal && { signal }) })
}
