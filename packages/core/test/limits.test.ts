/** How many resources are worked on at once, and who gets the next place. */
import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"
import { memoryHost, thing } from "./support/memoryHost.ts"
import { scriptedPlugin, waitOnce } from "./support/scriptedPlugin.ts"

/** Notes how many hooks were under way at most, and in what order operations got places. */
const busyHost = (limits: NonNullable<NonNullable<Parameters<typeof memoryHost>[0]>["limits"]>) => {
  const active = new Set<string>()
  const seen = { most: 0, begun: [] as string[] }
  const { plugin } = scriptedPlugin((hook, context) =>
    Effect.suspend(() => {
      const key = `${context.operationId} ${context.resource.id} ${hook}`
      if (context.state === undefined) {
        active.add(key)
        seen.begun.push(context.operationId)
      } else active.delete(key)
      seen.most = Math.max(seen.most, active.size)
      return waitOnce(hook, context)
    }),
  )
  const host = memoryHost({ limits, plugins: [plugin] })
  const things = (count: number) => Array.from({ length: count }, () => thing(host.service.addThing({ name: "t" })))
  return { ...host, seen, things }
}

describe("the resources worked on at once", () => {
  it.each([
    ["in one scope", { perScope: 3 }],
    ["for one provider", { perProvider: 3 }],
    ["in all", { total: 3 }],
  ])("are no more than the limit %s, over all operations", async (_, limits) => {
    const host = busyHost(limits)
    await using client = await host.open()
    for (const id of ["one", "two"]) await client.operations.start(host.request(id, { resources: host.things(5) }))
    for (const id of ["one", "two"]) await client.operations.wait(id)
    expect(host.seen.most).toBe(3)
  })

  it("are 10 in one scope and 50 in all where nobody says otherwise", async () => {
    const host = busyHost({})
    await using client = await host.open()
    await client.operations.start(host.request("one", { resources: host.things(30) }))
    await client.operations.wait("one")
    expect(host.seen.most).toBe(10)
  })

  it("take turns by operation: a small one does not wait for a large one that came first", async () => {
    const host = busyHost({ perScope: 2 })
    await using client = await host.open()
    await client.operations.start(host.request("large", { resources: host.things(200) }))
    await host.clock.sleep(2500)
    const began = host.clock.now()
    await client.operations.start(host.request("small", { resources: host.things(1) }))
    await client.operations.wait("small")
    // Four hooks of a second, each waiting no longer than for one hook of the large one.
    expect(host.clock.now() - began).toBeLessThanOrEqual(8000)
    expect(await client.operations.get("large")).toMatchObject({ state: "running" })
    const turns = host.seen.begun.slice(host.seen.begun.indexOf("small"), host.seen.begun.lastIndexOf("small"))
    expect(turns.filter((id) => id === "large").length).toBeLessThanOrEqual(8)
    await client.operations.cancel("large")
  })

  it("are ended before more are begun", async () => {
    const host = busyHost({ perScope: 2 })
    await using client = await host.open()
    await client.operations.start(host.request("op", { resources: host.things(20) }))
    const unfinished: number[] = []
    for await (const { operation } of client.operations.watch("op")) unfinished.push(operation.tally.running ?? 0)
    expect(Math.max(...unfinished)).toBeLessThanOrEqual(3)
    expect(await client.operations.get("op")).toMatchObject({ tally: { succeeded: 20 } })
  })
})
