/** A protectable plugin out of plain async functions. */
import { promised } from "./internal/fromPromises.ts"
import type { PluginCall } from "./PromiseOperation.ts"
import type { Page, Paging, Protectable, ProtectablePlugin } from "./ProtectablePlugin.ts"
import type { Resource, Scope } from "./Resource.ts"

/** What `defineProtectablePlugin` takes: the members of `ProtectablePlugin`. @category models @since 0.1.0 */
export interface ProtectablePluginDefinition extends Pick<ProtectablePlugin, "type" | "parents"> {
  list(scope: Scope, page: Paging, call: PluginCall): Promise<Page<Protectable>>
  show(scope: Scope, id: string, call: PluginCall): Promise<Protectable>
  dependents(parent: Resource, page: Paging, call: PluginCall): Promise<Page<Protectable>>
}

/**
 * The plugin like any other. A rejection that is no `ProtectionError` becomes a `defect` that names the function.
 *
 * @category constructors
 * @since 0.1.0
 */
export const defineProtectablePlugin = (definition: ProtectablePluginDefinition): ProtectablePlugin => {
  const { parents, type } = definition
  const ask = <A>(name: string, call: (given: PluginCall) => Promise<A>) =>
    promised(`The protectable plugin of ${type} broke in ${name}`, call)
  return {
    type,
    parents,
    list: (scope, page = {}) => ask("list", (call) => definition.list(scope, page, call)),
    show: (scope, id) => ask("show", (call) => definition.show(scope, id, call)),
    dependents: (parent, page = {}) => ask("dependents", (call) => definition.dependents(parent, page, call)),
  }
}
