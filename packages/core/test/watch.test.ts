import { manualClock } from "@breakwater/core/testing"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { describe, expect, it } from "vitest"
import { type OperationChange, OperationRecord, ResourceRecord } from "../src/index.ts"
import { memoryHost, thing } from "./support/memoryHost.ts"
import { done, scriptedPlugin, waitOnce } from "./support/scriptedPlugin.ts"
import { withStore } from "./support/withStore.ts"

const hostWithThings = (...names: readonly string[]) => {
  const host = memoryHost()
  const resources = names.map((name) => thing(host.service.addThing({ name }), name))
  return { ...host, protect: host.request("op", { resources }) }
}

const all = async (changes: AsyncIterable<OperationChange>) => {
  const seen: OperationChange[] = []
  for await (const change of changes) seen.push(change)
  return seen
}

const statesOf = (changes: readonly OperationChange[]) =>
  changes.map(({ operation }) => operation.state).filter((state, index, states) => state !== states[index - 1])

describe("a watch", () => {
  it("sees every state of the operation and of each resource, in order, and ends with the last", async () => {
    const host = hostWithThings("a", "b")
    await using client = await host.open()
    await client.operations.start(host.protect)
    const seen = await all(client.operations.watch("op"))
    expect(statesOf(seen)).toEqual(["queued", "running", "succeeded"])
    for (const { id } of host.protect.resources ?? []) {
      const own = seen.flatMap(({ changed }) => changed.filter(({ resource }) => resource.id === id))
      const states = own.map(({ state }) => state).filter((state, index, list) => state !== list[index - 1])
      expect(states).toEqual(["queued", "running", "succeeded"])
    }
    const revisions = seen.map(({ operation }) => operation.revision)
    expect(revisions).toEqual([...new Set(revisions)].toSorted((one, other) => one - other))
    expect(seen.at(-1)?.operation).toEqual(await client.operations.get("op"))
  })

  it("sees the end that came while it looked for changes", async () => {
    let meanwhile: (() => Promise<unknown>) | undefined
    const engine = withStore(({ changes }) => ({
      changes: (id, after) =>
        Effect.tap(changes(id, after), (found) => {
          const act = found.length === 0 ? meanwhile : undefined
          return act === undefined ? Effect.void : Effect.promise(act)
        }),
    }))
    const host = memoryHost({ engine })
    await using client = await host.open()
    await client.operations.start(host.request("op", { resources: [thing(host.service.addThing({ name: "orders" }))] }))
    meanwhile = () => client.operations.wait("op")
    expect(statesOf(await all(client.operations.watch("op")))).toEqual(["queued", "running", "succeeded"])
  })

  it("tells progress as it comes", async () => {
    const host = hostWithThings("orders")
    await using client = await host.open()
    await client.operations.start(host.protect)
    const seen = await all(client.operations.watch("op"))
    const sentences = seen.flatMap(({ changed }) => changed.flatMap(({ progress }) => progress?.description ?? []))
    expect(sentences).toContain("The copy copy of orders is BUILDING.")
  })

  it("goes on after any revision as if it had never stopped, also when all is over", async () => {
    const host = hostWithThings("a", "b")
    await using client = await host.open()
    await client.operations.start(host.protect)
    const live = await all(client.operations.watch("op"))
    const last = live.at(-1)?.operation.revision ?? 0
    for (let afterRevision = 0; afterRevision < last; afterRevision++) {
      const rest = await all(client.operations.watch("op", { afterRevision }))
      expect(rest.at(-1)?.operation).toEqual(live.at(-1)?.operation)
      expect(rest.every(({ operation }) => operation.revision > afterRevision)).toBe(true)
      const expected = live.filter(({ operation }) => operation.revision > afterRevision)
      expect(statesOf(rest)).toEqual(statesOf(expected))
    }
    expect(await all(client.operations.watch("op", { afterRevision: last }))).toEqual([])
  })

  it("sees what was kept for it while it was away, states one by one and progress at once", async () => {
    const clock = manualClock()
    const { plugin } = scriptedPlugin(waitOnce)
    const host = memoryHost({ clock, plugins: [plugin] })
    const id = host.service.addThing({ name: "orders" })
    await using client = await host.open()
    await client.operations.start(host.request("op", { resources: [thing(id)] }))
    await clock.advance(60_000)
    const seen = await all(client.operations.watch("op", { afterRevision: 1 }))
    expect(statesOf(seen)).toEqual(["running", "succeeded"])
    expect(seen.length).toBeLessThan((await client.operations.get("op")).revision - 1)
  })

  it("goes over a failure and its retry", async () => {
    const host = hostWithThings("orders")
    host.service.failNext("createCopy")
    await using client = await host.open()
    await client.operations.start(host.protect)
    await client.operations.wait("op").catch(() => undefined)
    await client.operations.retry("op")
    await client.operations.wait("op")
    expect(statesOf(await all(client.operations.watch("op")))).toEqual([
      "queued",
      "running",
      "failed",
      "queued",
      "running",
      "succeeded",
    ])
  })

  it("ends when its signal is aborted, and the operation goes on", async () => {
    const host = hostWithThings("orders")
    await using client = await host.open()
    await client.operations.start(host.protect)
    const aborter = new AbortController()
    let changes = 0
    for await (const _ of client.operations.watch("op", { signal: aborter.signal })) {
      changes += 1
      aborter.abort()
    }
    expect(changes).toBeGreaterThan(0)
    expect(await client.operations.wait("op")).toMatchObject({ state: "succeeded" })
  })

  it("from a revision that is still to come sees all, since it was counted in an operation that was forgotten", async () => {
    const host = hostWithThings("orders")
    await using client = await host.open()
    await client.operations.start(host.protect)
    const seen = await all(client.operations.watch("op", { afterRevision: 4711 }))
    expect(statesOf(seen)).toEqual(["queued", "running", "succeeded"])
  })

  it.each([-1, 1.5, Number.NaN])("refuses %d, which is no revision", async (afterRevision) => {
    const host = hostWithThings("orders")
    await using client = await host.open()
    await client.operations.start(host.protect)
    await expect(all(client.operations.watch("op", { afterRevision }))).rejects.toMatchObject({
      code: "invalidParameters",
      issues: [{ path: "/afterRevision" }],
    })
  })

  it("fails when there is no such operation, and when the client is closed under it", async () => {
    const clock = manualClock()
    const host = memoryHost({ clock })
    const id = host.service.addThing({ name: "orders" })
    const client = await host.open()
    await expect(all(client.operations.watch("other"))).rejects.toMatchObject({ code: "notFound" })
    await client.operations.start(host.request("op", { resources: [thing(id)] }))
    const watching = expect(all(client.operations.watch("op"))).rejects.toMatchObject({ code: "unavailable" })
    await clock.advance(1000)
    await client.close()
    await watching
  })
})

describe("a record", () => {
  it("is plain JSON of its published shape, with a revision that grows, and holds no secret", async () => {
    const host = hostWithThings("orders")
    host.service.failNext("createCopy")
    await using client = await host.open()
    await client.operations.start(host.protect)
    await client.operations.wait("op").catch(() => undefined)
    const seen = await all(client.operations.watch("op"))
    for (const { operation, changed } of seen) {
      expect(JSON.parse(JSON.stringify(operation))).toEqual(operation)
      expect(Schema.decodeUnknownSync(OperationRecord)(operation)).toEqual(operation)
      for (const row of changed) expect(Schema.decodeUnknownSync(ResourceRecord)(row)).toEqual(row)
    }
    expect(JSON.stringify(seen)).not.toContain(host.service.accessKey)
  })

  it("pages through the resources of a large operation", async () => {
    const { plugin } = scriptedPlugin(done)
    const host = memoryHost({ plugins: [plugin] })
    const resources = Array.from({ length: 500 }, (_, index) => thing(`t${index}`))
    await using client = await host.open()
    await client.operations.start(host.request("op", { resources }))
    expect(await client.operations.wait("op")).toMatchObject({ tally: { succeeded: 500 } })
    const ids: string[] = []
    let after: string | undefined
    do {
      const page = await client.operations.resources("op", { limit: 120, ...(after === undefined ? {} : { after }) })
      ids.push(...page.items.map(({ resource }) => resource.id))
      after = page.next
    } while (after !== undefined)
    expect(ids).toEqual(resources.map(({ id }) => id))
  })
})
