/** Resources and graphs for tests, and an arbitrary graph without cycles for properties. */
import { buildResourceGraph, type Resource, type ResourceGraph, resourceKey } from "@breakwater/core"
import * as Result from "effect/Result"
import fc from "fast-check"

export const resource = (id: string, type = "OS::Test::Thing"): Resource => ({
  scope: { account: "test" },
  type,
  id,
  name: `the ${id}`,
})

export const keyOf = (id: string) => resourceKey(resource(id))

/** Children of each by id, as `{ project: ["one", "two"] }`. */
export type Family = { readonly [parent: string]: readonly string[] }

export const dependentsOf = (family: Family): ReadonlyMap<string, readonly Resource[]> =>
  new Map(Object.entries(family).map(([parent, children]) => [keyOf(parent), children.map((id) => resource(id))]))

export const graphOf = (roots: readonly string[], family: Family): ResourceGraph =>
  Result.getOrThrow(
    buildResourceGraph(
      roots.map((id) => resource(id)),
      dependentsOf(family),
    ),
  )

/** Up to twelve resources, each with children among those after it only, so that there is no cycle; all are roots. */
export const family: fc.Arbitrary<Family> = fc.integer({ min: 1, max: 12 }).chain((size) => {
  const ids = Array.from({ length: size }, (_, index) => `r${index}`)
  return fc
    .tuple(...ids.map((_, index) => fc.subarray(ids.slice(index + 1))))
    .map((children) => Object.fromEntries(ids.map((id, index) => [id, children[index] ?? []])))
})

/** The graph of a whole family, in an order of roots that says nothing. */
export const graph: fc.Arbitrary<ResourceGraph> = family.chain((family) =>
  fc
    .shuffledSubarray(Object.keys(family), { minLength: Object.keys(family).length })
    .map((roots) => graphOf(roots, family)),
)
