/** Two hosts over one file, each with an engine of its own, as two processes have. */

import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { type ManualClock, manualClock } from "@breakwater/core/testing"
import { describe, expect, it } from "vitest"
import { sqliteEngine } from "../src/engine/sqlite.ts"
import { memoryHost, thing } from "./support/memoryHost.ts"
import { newFolder } from "./support/newFolder.ts"
import { scriptedPlugin, waitOnce } from "./support/scriptedPlugin.ts"

const minutes = 60_000

const twoHosts = async (lookEvery?: number) => {
  const file = join(await newFolder(), "engine.db")
  const clock = manualClock()
  const engine = () => sqliteEngine(file, lookEvery === undefined ? {} : { lookEvery })
  const runner = memoryHost({ clock, engine: engine() })
  const other = memoryHost({ ...runner, engine: engine() })
  const id = runner.service.addThing({ name: "orders" })
  return { clock, runner, other, protect: runner.request("op", { resources: [thing(id, "orders")] }) }
}

/** Lets time pass until something is there. */
const passing = async <A>(clock: ManualClock, wanted: Promise<A>): Promise<A> => {
  let ended = false
  const end = () => (ended = true)
  wanted.then(end, end)
  while (!ended) await clock.advance(1000)
  return await wanted
}

describe("two hosts over one SQLite file", () => {
  it("drive with one runner at a time", async () => {
    const { plugin, calls } = scriptedPlugin(waitOnce)
    const { clock, runner, protect } = await twoHosts()
    const options = { ...runner, plugins: [plugin] }
    await using first = await memoryHost(options).open()
    await using second = await memoryHost(options).open()
    await first.operations.start(protect)
    await passing(clock, second.operations.wait("op"))
    expect(calls).toEqual(
      ["onPrepareBegin", "onPrepareFinish", "onMain", "onComplete"].map((hook) => `${hook} thing-1`),
    )
    expect(await first.operations.get("op")).toMatchObject({ state: "succeeded", notes: [] })
  })

  it("see of each other every state, as often as they look", async () => {
    const { clock, runner, other, protect } = await twoHosts(2000)
    await using first = await runner.open()
    await using second = await other.open()
    await clock.advance(0)
    await second.operations.start(protect)
    await clock.advance(1999)
    expect(await first.operations.get("op")).toMatchObject({ state: "queued" })
    await clock.advance(1)
    expect(await first.operations.get("op")).toMatchObject({ state: "running" })
    const seen: string[] = []
    const watching = (async () => {
      for await (const { operation } of second.operations.watch("op")) seen.push(operation.state)
    })()
    await passing(clock, watching)
    expect([...new Set(seen)]).toEqual(["queued", "running", "succeeded"])
    expect(runner.service.received("createCopy")).toBe(1)
  })

  it("carry out what either asks for: a cancel, a retry", async () => {
    const { clock, runner, other, protect } = await twoHosts()
    runner.service.failNext("createCopy")
    await using first = await runner.open()
    await using second = await other.open()
    await second.operations.start(protect)
    await expect(passing(clock, second.operations.wait("op"))).rejects.toMatchObject({ code: "remoteFailed" })
    await second.operations.retry("op")
    expect(await passing(clock, first.operations.wait("op"))).toMatchObject({ state: "succeeded", attempt: 1 })
    await second.operations.start({ ...protect, id: "other" })
    await clock.advance(5000)
    expect(await second.operations.cancel("other")).toMatchObject({ state: "cancelling" })
    await expect(passing(clock, second.operations.wait("other"))).rejects.toMatchObject({ code: "cancelled", left: [] })
  })

  it("leave the driving to the one that stays, which goes on where the other was", async () => {
    const { clock, runner, other, protect } = await twoHosts()
    const first = await runner.open()
    await using second = await other.open()
    await first.operations.start(protect)
    await clock.advance(10_000)
    await first.close()
    await clock.advance(10 * minutes)
    expect(await second.operations.get("op")).toMatchObject({
      state: "succeeded",
      notes: [{ sentence: "It was taken up again after an interruption." }],
    })
    expect(runner.service.received("createCopy")).toBe(1)
  })
})

describe("what either host is asked", () => {
  it("is answered alike by the one that drives and the one that does not", async () => {
    const { clock, runner, other, protect } = await twoHosts()
    await using first = await runner.open()
    await using second = await other.open()
    await second.operations.start({ ...protect, labels: { team: "a" } })
    await passing(clock, second.operations.wait("op"))
    for (const filter of [{}, { state: ["succeeded"] as const }, { label: ["team", "a"] as const }, { limit: 1 }]) {
      const pages = await Promise.all([first, second].map((client) => client.operations.list(filter)))
      expect(pages[0]?.items).toMatchObject([{ id: "op", state: "succeeded" }])
      expect(pages[1]).toEqual(pages[0])
    }
    const seen = await Promise.all(
      [first, second].map(async (client) => {
        const changes = []
        for await (const change of client.operations.watch("op", { afterRevision: 3 })) changes.push(change)
        return [changes, await client.operations.get("op"), await client.operations.resources("op")]
      }),
    )
    expect(seen[1]).toEqual(seen[0])
  })
})

describe("a copy of the file", () => {
  it("that is older than the truth drives again what has ended since, and doubles nothing", async () => {
    const folder = await newFolder()
    const [file, copy] = [join(folder, "engine.db"), join(folder, "copy.db")]
    const clock = manualClock()
    const host = memoryHost({ clock, engine: sqliteEngine(file) })
    const id = host.service.addThing({ name: "orders" })
    await using first = await host.open()
    await first.operations.start(host.request("op", { resources: [thing(id, "orders")] }))
    await clock.advance(1000)
    const db = new DatabaseSync(file)
    db.exec(`VACUUM INTO '${copy}'`)
    db.close()
    await passing(clock, first.operations.wait("op"))
    const checkpoint = await first.checkpoints.get("op")
    await first.close()
    await using second = await memoryHost({ ...host, engine: sqliteEngine(copy) }).open()
    expect(await second.operations.get("op")).toMatchObject({ state: "running" })
    expect(await passing(clock, second.operations.wait("op"))).toMatchObject({ state: "succeeded" })
    expect(host.service.received("createCopy")).toBe(1)
    expect(await second.checkpoints.get("op")).toEqual(checkpoint)
  })
})

describe("a file of the first version", () => {
  it("is read by this one, which ends what was in flight in it", async () => {
    const file = join(await newFolder(), "engine.db")
    const old = new DatabaseSync(file)
    old.exec(await readFile(join(import.meta.dirname, "fixtures/engine.v1.sql"), "utf8"))
    old.close()
    const clock = manualClock()
    const { plugin, calls } = scriptedPlugin(waitOnce)
    await using host = await memoryHost({ clock, plugins: [plugin], engine: sqliteEngine(file) }).open()
    expect(await host.operations.get("ended")).toMatchObject({ state: "succeeded" })
    await passing(clock, host.operations.wait("op"))
    expect(await host.operations.get("op")).toMatchObject({ state: "succeeded", tally: { succeeded: 2 } })
    // No hook was begun anew: each went on from the state it had.
    expect(calls).toEqual([])
    const { items } = await host.operations.list({ label: ["team", "a"] })
    expect(items).toMatchObject([{ id: "op", request: { resources: [{ name: "Köln's" }, { name: "b" }] } }])
  })

  it("knows who goes first on a resource: what was in flight in it, before what is started now", async () => {
    const file = join(await newFolder(), "engine.db")
    const old = new DatabaseSync(file)
    old.exec(await readFile(join(import.meta.dirname, "fixtures/engine.v1.sql"), "utf8"))
    old.close()
    const clock = manualClock()
    const { plugin, calls } = scriptedPlugin(waitOnce)
    const host = memoryHost({ clock, plugins: [plugin], engine: sqliteEngine(file) })
    await using client = await host.open()
    await client.operations.start(host.request("now", { resources: [thing("a")] }))
    await clock.advance(0)
    expect(calls).toEqual([])
    expect(await client.operations.get("now")).toMatchObject({
      notes: [{ sentence: expect.stringContaining("a waits for protect op.") }],
    })
    await passing(clock, client.operations.wait("now"))
    expect(await client.operations.get("op")).toMatchObject({ state: "succeeded" })
  })
})
