import { operationFlow } from "@breakwater/core"
import { describe, expect, test } from "vitest"
import type { ResourceRow } from "../src/internal/OperationStore.ts"
import { remainingTasks } from "../src/internal/remainingTasks.ts"
import { graphOf, keyOf, resource } from "./support/graphs.ts"

const row = (id: string, of: Partial<ResourceRow> = {}): [string, ResourceRow] => [
  keyOf(id),
  {
    ...{ key: keyOf(id), resource: resource(id), children: [], served: true, hook: 0, begun: true, state: "running" },
    ...{ cancellable: "now", left: [], warnings: [], ...of },
  },
]

describe("what is left to do of an operation that was taken over", () => {
  const flow = operationFlow(graphOf(["group"], { group: ["ended", "working", "between"] }))
  const rows = new Map([
    row("group", { served: false }),
    row("ended", { hook: 4, state: "succeeded" }),
    row("working", { hook: 2, hookState: "kept" }),
    row("between", { hook: 2 }),
  ])
  const tasks = new Map(remainingTasks(flow, rows).map((task) => [task.id, task]))

  test("leaves out what is done, and waits for nothing of it", () => {
    const ids = (id: string) => [...tasks.keys()].filter((task) => task.endsWith(keyOf(id)))
    expect(ids("ended")).toEqual([])
    expect(ids("working")).toEqual([`onMain ${keyOf("working")}`, `onComplete ${keyOf("working")}`])
    expect(tasks.get(`onMain ${keyOf("between")}`)).toMatchObject({ isUnderWay: false, after: [] })
    expect(tasks.get(`onComplete ${keyOf("group")}`)?.after.toSorted()).toEqual(
      [`onMain ${keyOf("group")}`, `onComplete ${keyOf("working")}`, `onComplete ${keyOf("between")}`].toSorted(),
    )
  })

  test("goes on first with the hook in which something was kept, and with no other of that resource", () => {
    const underWay = [...tasks.values()].filter(({ isUnderWay }) => isUnderWay)
    expect(underWay.map(({ id }) => id)).toEqual([`onMain ${keyOf("working")}`])
  })

  test("is all of it when nothing was begun", () => {
    const fresh = new Map(
      ["group", "ended", "working", "between"].map((id) => row(id, { begun: false, state: "queued" })),
    )
    expect(remainingTasks(flow, fresh).map(({ isUnderWay: _, ...task }) => task)).toEqual(flow)
  })
})
