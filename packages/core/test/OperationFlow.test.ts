import { hooks, operationFlow, type ResourceGraph, skippedBy, type Task } from "@breakwater/core"
import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { graph, graphOf, keyOf } from "./support/graphs.ts"

/** The tasks in an order that a runner with one hand could choose: always any one of those that may begin. */
const anyRun = (tasks: readonly Task[], choose: (count: number) => number): readonly string[] => {
  const waiting = [...tasks]
  const ended: string[] = []
  while (waiting.length > 0) {
    const ready = waiting.filter((task) => task.after.every((id) => ended.includes(id)))
    const next = ready[choose(ready.length)]
    if (next === undefined) throw new Error(`None of ${waiting.map((task) => task.id).join(", ")} can begin.`)
    ended.push(next.id)
    waiting.splice(waiting.indexOf(next), 1)
  }
  return ended
}

const inAnyRun = (holds: (before: (one: string, other: string) => void, graph: ResourceGraph) => void) =>
  fc.assert(
    fc.property(graph, fc.infiniteStream(fc.nat()), (graph, random) => {
      const run = anyRun(operationFlow(graph), (count) => (random.next().value ?? 0) % count)
      holds((one, other) => {
        expect(run).toContain(one)
        expect(run.indexOf(one), `${one} before ${other}`).toBeLessThan(run.indexOf(other))
      }, graph)
    }),
  )

describe("the flow of an operation", () => {
  test("has the four hooks of a resource one after the other", () => {
    inAnyRun((before, { nodes }) => {
      for (const key of nodes.keys()) {
        before(`onPrepareBegin ${key}`, `onPrepareFinish ${key}`)
        before(`onPrepareFinish ${key}`, `onMain ${key}`)
        before(`onMain ${key}`, `onComplete ${key}`)
      }
    })
  })

  test("begins to prepare a parent before each of its children", () => {
    inAnyRun((before, { nodes }) => {
      for (const { key, children } of nodes.values()) {
        for (const child of children) before(`onPrepareBegin ${key}`, `onPrepareBegin ${child}`)
      }
    })
  })

  test("has prepared each child before its parents", () => {
    inAnyRun((before, { nodes }) => {
      for (const { key, children } of nodes.values()) {
        for (const child of children) before(`onPrepareFinish ${child}`, `onPrepareFinish ${key}`)
      }
    })
  })

  test("completes each child before its parents", () => {
    inAnyRun((before, { nodes }) => {
      for (const { key, children } of nodes.values()) {
        for (const child of children) before(`onComplete ${child}`, `onComplete ${key}`)
      }
    })
  })

  test("lets the main hook of a resource wait for nothing but its own preparation", () => {
    fc.assert(
      fc.property(graph, (graph) => {
        for (const task of operationFlow(graph)) {
          if (task.hook === "onMain") expect(task.after).toEqual([`onPrepareFinish ${task.key}`])
        }
      }),
    )
  })

  test("runs the main hooks of parent and child side by side", () => {
    const tasks = operationFlow(graphOf(["parent"], { parent: ["child"] }))
    const prepared = tasks.filter((task) => task.hook.startsWith("onPrepare")).map((task) => task.id)
    const next = tasks.filter((task) => !prepared.includes(task.id) && task.after.every((id) => prepared.includes(id)))
    expect(next.map((task) => task.id)).toEqual([`onMain ${keyOf("parent")}`, `onMain ${keyOf("child")}`])
  })

  test("has each hook of each resource once, shared or not", () => {
    fc.assert(
      fc.property(graph, (graph) => {
        const expected = [...graph.nodes.keys()].flatMap((key) => hooks.map((hook) => `${hook} ${key}`))
        expect(
          operationFlow(graph)
            .map((task) => task.id)
            .toSorted(),
        ).toEqual(expected.toSorted())
      }),
    )
  })

  test("is listed in an order that can be run as it stands", () => {
    fc.assert(
      fc.property(graph, (graph) => {
        const seen = new Set<string>()
        for (const { id, after } of operationFlow(graph)) {
          for (const earlier of after) expect(seen).toContain(earlier)
          seen.add(id)
        }
      }),
    )
  })
})

describe("a failed prepare", () => {
  const family = { project: ["a", "b"], a: ["shared"], b: ["shared", "own"], shared: ["deep"] }

  test("skips everything below it, each once, and nothing else", () => {
    const skipped = skippedBy(graphOf(["project", "other"], family), keyOf("a"))
    expect(skipped).toEqual(["shared", "deep"].map(keyOf))
  })

  test("skips nothing where nothing depends on it", () => {
    expect(skippedBy(graphOf(["project"], family), keyOf("deep"))).toEqual([])
    expect(skippedBy(graphOf(["project"], family), "unknown")).toEqual([])
  })
})
