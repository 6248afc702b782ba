/** Which resources of one type exist, and what can be done to each of them now. */
import type * as Effect from "effect/Effect"
import type { Verb } from "./Operation.ts"
import type { ProtectionError, ProtectionErrorJson } from "./ProtectionError.ts"
import type { Resource, Scope } from "./Resource.ts"

/** One page of a list; `next` is absent on the last one and given back as `after`. @category models @since 0.1.0 */
export interface Page<A> {
  readonly items: readonly A[]
  readonly next?: string
}

/** Where to go on, and how many at most. @category models @since 0.1.0 */
export interface Paging {
  readonly after?: string
  readonly limit?: number
}

/**
 * A resource as listed: busy ones too, with the service's own status, and for each verb whether it can be done now.
 *
 * @category models
 * @since 0.1.0
 */
export interface Protectable extends Resource {
  readonly status: string
  readonly can: { readonly [V in Verb]?: true | ProtectionErrorJson }
}

/**
 * A protectable plugin.
 *
 * **Source**: `karbor/services/protection/protectable_plugin.py`.
 *
 * @category models
 * @since 0.1.0
 */
export interface ProtectablePlugin {
  readonly type: string
  /** The types of which such a resource can be a dependent. */
  readonly parents: readonly string[]
  readonly list: (scope: Scope, page?: Paging) => Effect.Effect<Page<Protectable>, ProtectionError>
  readonly show: (scope: Scope, id: string) => Effect.Effect<Protectable, ProtectionError>
  readonly dependents: (parent: Resource, page?: Paging) => Effect.Effect<Page<Protectable>, ProtectionError>
}
