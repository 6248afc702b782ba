/** The registry of protectable plugins: which types there are, what exists of each, and what depends on what. */
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type { Page, Paging, Protectable, ProtectablePlugin } from "./ProtectablePlugin.ts"
import type { ProtectionError } from "./ProtectionError.ts"
import type { Resource, Scope } from "./Resource.ts"
import type { ResourceGraph } from "./ResourceGraph.ts"

export interface ProtectablesService {
  readonly types: readonly string[]
  readonly list: (type: string, scope: Scope, page?: Paging) => Effect.Effect<Page<Protectable>, ProtectionError>
  readonly show: (type: string, scope: Scope, id: string) => Effect.Effect<Protectable, ProtectionError>
  readonly dependents: (parent: Resource, page?: Paging) => Effect.Effect<Page<Protectable>, ProtectionError>
  readonly graph: (
    resources: readonly Resource[],
    options?: { readonly depth?: number },
  ) => Effect.Effect<ResourceGraph, ProtectionError>
}

export class Protectables extends Context.Service<Protectables, ProtectablesService>()(
  "@breakwater/core/Protectables",
) {
  declare static readonly make: (
    plugins: readonly ProtectablePlugin[],
  ) => Effect.Effect<ProtectablesService, ProtectionError>
}
