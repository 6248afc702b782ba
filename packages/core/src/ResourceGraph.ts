/**
 * Resources and what depends on them as a graph without cycles, in which a resource that several parents share stands
 * once. Pure: it asks nobody; `Protectables.graph` does the asking.
 */
import * as Result from "effect/Result"
import { ProtectionError } from "./ProtectionError.ts"
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
 * The graph of everything reachable from `resources`; `dependents` are looked up by resource key. A resource met again
 * stands once, with all its parents.
 *
 * **Fails with** `invalidParameters`, naming the circle, when resources depend on each other in one.
 *
 * @category constructors
 * @since 0.1.0
 */
export const buildResourceGraph = (
  resources: readonly Resource[],
  dependents: ReadonlyMap<string, readonly Resource[]>,
): Result.Result<ResourceGraph, ProtectionError> => {
  const entries = new Map<string, PackedResource>()
  const waiting = [...resources]
  for (const resource of waiting) {
    const key = resourceKey(resource)
    if (entries.has(key)) continue
    const children = dependents.get(key) ?? []
    entries.set(key, { resource, children: [...new Set(children.map(resourceKey))] })
    waiting.push(...children)
  }
  return Result.mapError(arrange(entries), (circle) => {
    const message = `These resources depend on each other in a circle: ${circle}.`
    return new ProtectionError({ code: "invalidParameters", message, issues: [{ path: "/resources", message }] })
  })
}

/**
 * The graph as a list for JSON, every parent before its children.
 *
 * @category conversions
 * @since 0.1.0
 */
export const packResourceGraph = (graph: ResourceGraph): readonly PackedResource[] =>
  Array.from(graph.nodes.values(), ({ resource, children }) => ({ resource, children }))

/**
 * The graph in a list.
 *
 * **Fails with** `damaged` when a resource stands twice, a child is missing, or resources depend on each other in a
 * circle.
 *
 * @category conversions
 * @since 0.1.0
 */
export const unpackResourceGraph = (
  packed: readonly PackedResource[],
): Result.Result<ResourceGraph, ProtectionError> => {
  const entries = new Map<string, PackedResource>()
  for (const entry of packed) {
    const key = resourceKey(entry.resource)
    if (entries.has(key)) return damaged(`${nameOf(entry)} stands in it twice`)
    entries.set(key, entry)
  }
  for (const entry of packed) {
    const missing = entry.children.find((child) => !entries.has(child))
    if (missing !== undefined) return damaged(`${nameOf(entry)} has a child "${missing}" that is not in it`)
  }
  return Result.match(arrange(entries), {
    onSuccess: Result.succeed,
    onFailure: (circle) => damaged(`its resources depend on each other in a circle: ${circle}`),
  })
}

/** Puts parents before children (Kahn's algorithm); whatever can not be placed is in a circle, or below one. */
const arrange = (entries: ReadonlyMap<string, PackedResource>): Result.Result<ResourceGraph, string> => {
  const parents = new Map<string, string[]>(Array.from(entries.keys(), (key) => [key, []]))
  for (const [key, { children }] of entries) for (const child of children) parents.get(child)?.push(key)
  const unplaced = new Map(Array.from(parents, ([key, of]) => [key, of.length]))
  const roots = Array.from(entries.keys()).filter((key) => unplaced.get(key) === 0)
  const nodes = new Map<string, ResourceNode>()
  const ready = [...roots]
  for (const key of ready) {
    const entry = entries.get(key)
    if (entry === undefined) continue
    nodes.set(key, { key, ...entry, parents: parents.get(key) ?? [] })
    unplaced.delete(key)
    for (const child of entry.children) {
      const left = (unplaced.get(child) ?? 0) - 1
      unplaced.set(child, left)
      if (left === 0) ready.push(child)
    }
  }
  const stuck = unplaced.keys().next().value
  return stuck === undefined
    ? Result.succeed({ roots, nodes })
    : Result.fail(circleAbove(stuck, entries, (key) => parents.get(key)?.find((parent) => unplaced.has(parent))))
}

/** Walks from parent to parent until one comes up again: each has one, since it could not be placed. */
const circleAbove = (
  start: string,
  entries: ReadonlyMap<string, PackedResource>,
  parentOf: (key: string) => string | undefined,
): string => {
  const path: string[] = []
  let key: string | undefined = start
  while (key !== undefined && !path.includes(key)) {
    path.push(key)
    key = parentOf(key)
  }
  const circle = key === undefined ? path : [...path.slice(path.indexOf(key)), key]
  return circle
    .reverse()
    .map((each) => nameOf(entries.get(each)))
    .join(" → ")
}

const nameOf = (entry: PackedResource | undefined): string =>
  entry === undefined
    ? "?"
    : `${entry.resource.name === "" ? entry.resource.id : entry.resource.name} (${entry.resource.type} ${entry.resource.id})`

const damaged = (what: string) =>
  Result.fail(new ProtectionError({ code: "damaged", message: `The list of resources can not be used: ${what}.` }))
