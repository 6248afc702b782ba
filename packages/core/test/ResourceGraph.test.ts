import { buildResourceGraph, packResourceGraph, resourceKey, unpackResourceGraph } from "@breakwater/core"
import * as Result from "effect/Result"
import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { dependentsOf, family, graph, graphOf, keyOf, resource } from "./support/graphs.ts"

const build = (roots: readonly string[], family: { readonly [parent: string]: readonly string[] }) =>
  buildResourceGraph(
    roots.map((id) => resource(id)),
    dependentsOf(family),
  )

describe("a resource graph", () => {
  test("holds everything reachable from the roots and nothing else", () => {
    const graph = graphOf(["a"], { a: ["b"], b: ["c"], x: ["y"] })
    expect([...graph.nodes.keys()]).toEqual(["a", "b", "c"].map(keyOf))
    expect(graph.roots).toEqual([keyOf("a")])
  })

  test("holds a resource that several parents share once, with all its parents", () => {
    const graph = graphOf(["a", "b", "a"], { a: ["shared", "shared"], b: ["shared"] })
    expect(graph.nodes.size).toBe(3)
    expect(graph.nodes.get(keyOf("a"))?.children).toEqual([keyOf("shared")])
    expect(graph.nodes.get(keyOf("shared"))?.parents).toEqual([keyOf("a"), keyOf("b")])
  })

  test("has as roots only what has no parent, also when a descendant was asked for by itself", () => {
    expect(graphOf(["child", "parent"], { parent: ["child"] }).roots).toEqual([keyOf("parent")])
  })

  test("tells resources of one id apart by type and scope", () => {
    const one = resource("same")
    const other = { ...one, scope: { account: "test", region: "R2" } }
    const graph = Result.getOrThrow(buildResourceGraph([one, other, resource("same", "OS::Other")], new Map()))
    expect(graph.nodes.size).toBe(3)
  })

  test("refuses a circle and names its path", () => {
    const error = Result.getOrThrow(Result.flip(build(["a"], { a: ["b"], b: ["c", "x"], c: ["b"] })))
    expect(error.code).toBe("invalidParameters")
    const [b, c] = ["b", "c"].map((id) => `the ${id} (OS::Test::Thing ${id})`)
    expect([`${b} → ${c} → ${b}`, `${c} → ${b} → ${c}`]).toContain(error.message.replace(/^.*circle: |\.$/g, ""))
  })

  test("refuses a resource that depends on itself", () => {
    const error = Result.getOrThrow(Result.flip(build(["a"], { a: ["a"] })))
    expect(error.message).toContain("the a (OS::Test::Thing a) → the a (OS::Test::Thing a)")
  })

  test("refuses a circle wherever it is, and names a real one", () => {
    const circular = family.chain((family) => {
      const ids = Object.keys(family)
      return fc.subarray(ids, { minLength: 1 }).map((circle) => ({
        ...family,
        ...Object.fromEntries(
          circle.map((id, index) => [id, [...(family[id] ?? []), circle[(index + 1) % circle.length] ?? id]]),
        ),
      }))
    })
    fc.assert(
      fc.property(circular, (family) => {
        const error = Result.getOrThrow(Result.flip(build(Object.keys(family), family)))
        const path = [...error.message.matchAll(/the (r\d+) \(/g)].map((match) => match[1] ?? "")
        expect(path.length).toBeGreaterThan(1)
        expect(path.at(-1)).toBe(path[0])
        for (const [index, id] of path.slice(0, -1).entries()) expect(family[id]).toContain(path[index + 1])
      }),
    )
  })

  test("lists every parent before its children", () => {
    fc.assert(
      fc.property(graph, ({ nodes }) => {
        const order = [...nodes.keys()]
        for (const { key, children } of nodes.values()) {
          for (const child of children) expect(order.indexOf(child)).toBeGreaterThan(order.indexOf(key))
        }
      }),
    )
  })

  test("comes back from JSON as it was", () => {
    fc.assert(
      fc.property(graph, (graph) => {
        const packed = packResourceGraph(graph)
        const json: typeof packed = JSON.parse(JSON.stringify(packed))
        const back = Result.getOrThrow(unpackResourceGraph(json))
        expect(new Set(back.roots)).toEqual(new Set(graph.roots))
        expect(new Set(back.nodes.keys())).toEqual(new Set(graph.nodes.keys()))
        for (const [key, node] of graph.nodes) {
          expect(back.nodes.get(key)?.children).toEqual(node.children)
          expect(new Set(back.nodes.get(key)?.parents)).toEqual(new Set(node.parents))
        }
      }),
    )
  })

  test("holds ten thousand resources in a chain", () => {
    const ids = Array.from({ length: 10_000 }, (_, index) => `r${index}`)
    const chain = Object.fromEntries(ids.map((id, index) => [id, ids.slice(index + 1, index + 2)]))
    expect(graphOf(["r0"], chain).nodes.size).toBe(10_000)
  })
})

describe("a list of resources that is no graph is damaged", () => {
  const [a, b] = [resource("a"), resource("b")]
  const refused = (packed: Parameters<typeof unpackResourceGraph>[0]) =>
    Result.getOrThrow(Result.flip(unpackResourceGraph(packed)))

  test("when a resource stands in it twice", () => {
    expect(refused([1, 2].map(() => ({ resource: a, children: [] })))).toMatchObject({
      code: "damaged",
      message: expect.stringContaining("the a (OS::Test::Thing a) stands in it twice"),
    })
  })

  test("when a child is missing", () => {
    expect(refused([{ resource: a, children: [resourceKey(b)] }])).toMatchObject({
      code: "damaged",
      message: expect.stringContaining(`the a (OS::Test::Thing a) has a child "${resourceKey(b)}" that is not in it`),
    })
  })

  test("when it goes in a circle", () => {
    const packed = [
      { resource: a, children: [resourceKey(b)] },
      { resource: b, children: [resourceKey(a)] },
    ]
    expect(refused(packed)).toMatchObject({ code: "damaged", message: expect.stringContaining("in a circle") })
  })
})
