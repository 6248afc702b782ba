import {
  type Page,
  type Paging,
  type Protectable,
  type ProtectablePlugin,
  Protectables,
  ProtectionError,
  type Resource,
  resourceKey,
} from "@breakwater/core"
import * as Effect from "effect/Effect"
import { describe, expect, test } from "vitest"

const run = Effect.runPromise
const failure = <A, E>(effect: Effect.Effect<A, E>) => run(Effect.flip(effect))

const scope = { account: "test" }
const listed = (type: string, id: string): Protectable => ({
  ...{ scope, type, id, name: `the ${id}` },
  ...{ status: "ACTIVE", can: { protect: true } },
})
const project: Resource = { scope, type: "Project", id: "p1", name: "demo" }

/** A plugin whose resources hang below the parents given by id, in pages of two, and that remembers what it was asked. */
const plugin = (type: string, parents: readonly string[], below: { readonly [parent: string]: readonly string[] }) => {
  const asked: string[] = []
  const page = (ids: readonly string[], { after, limit = 2 }: Paging = {}): Page<Protectable> => {
    const start = after === undefined ? 0 : Number(after)
    const items = ids.slice(start, start + limit).map((id) => listed(type, id))
    return start + limit < ids.length ? { items, next: String(start + limit) } : { items }
  }
  const all = [...new Set(Object.values(below).flat())]
  const made: ProtectablePlugin = {
    type,
    parents,
    list: (_, paging) => Effect.succeed(page(all, paging)),
    show: (_, id) =>
      all.includes(id)
        ? Effect.succeed(listed(type, id))
        : Effect.fail(new ProtectionError({ code: "notFound", message: `There is no ${type} ${id}.` })),
    dependents: (parent, paging) =>
      Effect.sync(() => {
        asked.push(parent.id)
        return page(below[parent.id] ?? [], paging)
      }),
  }
  return { ...made, asked }
}

const servers = plugin("Server", ["Project"], { p1: ["s1", "s2", "s3", "s4", "s5"] })
const volumes = plugin("Volume", ["Project", "Server"], { p1: ["v1", "v2", "v3"], s1: ["v1", "v4"], s2: ["v1"] })
const make = () => Protectables.make([plugin("Server", ["Project"], { p1: ["s1", "s2", "s3", "s4", "s5"] }), volumes])

describe("the registry of protectable plugins", () => {
  test("names its types, lists a page of one and shows one resource", async () => {
    const registry = await run(make())
    expect(registry.types).toEqual(["Server", "Volume"])
    const page = await run(registry.list("Server", scope, { limit: 3 }))
    expect(page.items.map((item) => item.id)).toEqual(["s1", "s2", "s3"])
    const rest = await run(registry.list("Server", scope, { limit: 3, after: page.next ?? "" }))
    expect(rest).toMatchObject({ items: [{ id: "s4" }, { id: "s5" }] })
    expect(await run(registry.show("Volume", scope, "v4"))).toMatchObject({ type: "Volume", id: "v4" })
  })

  test("refuses two plugins of one type", async () => {
    const error = await failure(Protectables.make([servers, volumes, servers]))
    expect(error).toMatchObject({ code: "invalidParameters", message: expect.stringContaining('"Server"') })
  })

  test("refuses an unknown type and names the known ones", async () => {
    const registry = await run(make())
    for (const call of [registry.list("Pod", scope), registry.show("Pod", scope, "x")]) {
      expect(await failure<unknown, ProtectionError>(call)).toMatchObject({
        code: "notSupported",
        message: 'There is no protectable plugin for "Pod". Known types: Server, Volume.',
      })
    }
    expect((await failure(registry.graph([{ ...project, type: "Pod" }]))).message).toContain("Server, Volume, Project")
  })

  test("pages through the dependents of every type below a parent", async () => {
    const registry = await run(make())
    const seen: string[] = []
    let after: string | undefined
    let pages = 0
    do {
      const page: Page<Protectable> = await run(
        registry.dependents(project, { limit: 2, ...(after === undefined ? {} : { after }) }),
      )
      seen.push(...page.items.map((item) => item.id))
      after = page.next
      pages++
    } while (after !== undefined)
    expect(seen).toEqual(["s1", "s2", "s3", "s4", "s5", "v1", "v2", "v3"])
    expect(pages).toBe(5)
  })

  test("has no dependents below a type that is nobody's parent", async () => {
    const registry = await run(make())
    expect(await run(registry.dependents(listed("Volume", "v1")))).toEqual({ items: [] })
  })

  test("refuses a place in a list that it never gave", async () => {
    const registry = await run(make())
    expect(await failure(registry.dependents(project, { after: "Pod#2" }))).toMatchObject({
      code: "invalidParameters",
      issues: [{ path: "/after" }],
    })
  })
})

describe("the graph of protectables", () => {
  const childrenOf = (graph: { nodes: ReadonlyMap<string, { children: readonly string[] }> }, of: Resource) =>
    graph.nodes.get(resourceKey(of))?.children.map((key) => key.split("/")[1])

  test("groups below a project what depends on it, all pages read, though no plugin lists projects", async () => {
    const graph = await run((await run(make())).graph([project]))
    expect(childrenOf(graph, project)).toEqual(["s1", "s2", "s3", "s4", "s5", "v1", "v2", "v3"])
    expect(childrenOf(graph, listed("Server", "s1"))).toEqual(["v1", "v4"])
    expect(graph.nodes.size).toBe(10)
    expect(graph.roots).toEqual([resourceKey(project)])
  })

  test("asks once about a resource that several parents share", async () => {
    const counted = plugin("Part", ["Project", "Part"], { p1: ["a", "b"], a: ["shared"], b: ["shared"], shared: ["c"] })
    await run((await run(Protectables.make([counted]))).graph([project, project]))
    expect(counted.asked.toSorted()).toEqual(["a", "b", "c", "p1", "shared"])
  })

  test("goes as many generations down as it is told", async () => {
    const registry = await run(make())
    const sizes = await Promise.all(
      [0, 1, 2].map(async (depth) => (await run(registry.graph([project], { depth }))).nodes.size),
    )
    expect(sizes).toEqual([1, 9, 10])
  })

  test("keeps the identity of what was listed, not its status of the moment", async () => {
    const graph = await run((await run(make())).graph([listed("Server", "s1")]))
    for (const { resource } of graph.nodes.values()) {
      expect(Object.keys(resource).toSorted()).toEqual(["id", "name", "scope", "type"])
    }
  })

  test("refuses resources that depend on each other in a circle, and ends", async () => {
    const circular = plugin("Part", ["Part"], { a: ["b"], b: ["a"] })
    const error = await failure((await run(Protectables.make([circular]))).graph([listed("Part", "a")]))
    expect(error.message).toContain("in a circle")
  })

  test("does not read for ever when a plugin gives the same page again", async () => {
    const stuck: ProtectablePlugin = {
      ...servers,
      dependents: () => Effect.succeed({ items: [listed("Server", "s1")], next: "same" }),
    }
    const error = await failure((await run(Protectables.make([stuck]))).graph([project]))
    expect(error).toMatchObject({ code: "defect", message: expect.stringContaining("same") })
  })
})
