/**
 * Resources and what depends on them as a graph without cycles, in which a resource that several parents share stands
 * once. Pure: it asks nobody; `Protectables.graph` does the asking.
 */
import type * as Result from "effect/Result"
import type { ProtectionError } from "./ProtectionError.ts"
import { type Resource, resourceKey } from "./Resource.ts"

/** One resource with the keys of its children. @category models @since 0.1.0 */
export interface ResourceNode {
  readonly key: string
  readonly resource: Resource
  readonly parents: readonly string[]
  readonly children: readonly string[]
}

/**
 * The graph. `nodes` are ordered so that every parent comes before its children; `roots` are those without a parent.
 *
 * @category models
 * @since 0.1.0
 */
export interface ResourceGraph {
  readonly roots: readonly string[]
  readonly nodes: ReadonlyMap<string, ResourceNode>
}

/** A resource and its children's keys: a graph is a list of these in JSON. @category models @since 0.1.0 */
export interface PackedResource {
  readonly resource: Resource
  readonly children: readonly string[]
}

/**
 * The graph of everything reachable from the roots; `dependents` are looked up by resource key.
 *
 * **Fails with** `invalidParameters` naming the path of a cycle.
 *
 * @category constructors
 * @since 0.1.0
 */
export declare const buildResourceGraph: (
  roots: readonly Resource[],
  dependents: ReadonlyMap<string, readonly Resource[]>,
) => Result.Result<ResourceGraph, ProtectionError>

/** The graph as a list for JSON, parents first. @category conversions @since 0.1.0 */
export declare const packResourceGraph: (graph: ResourceGraph) => readonly PackedResource[]

/**
 * The graph again.
 *
 * **Fails with** `damaged` when a resource stands twice, a child is missing, or there is a cycle.
 *
 * @category conversions
 * @since 0.1.0
 */
export declare const unpackResourceGraph: (
  packed: readonly PackedResource[],
) => Result.Result<ResourceGraph, ProtectionError>
