/** Limits over several runners of one PostgreSQL database: in this process, and in processes that are killed. */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { fileURLToPath } from "node:url"
import type { HostClock, Limits } from "@breakwater/core/promise"
import * as Effect from "effect/Effect"
import { describe, expect, it, onTestFinished } from "vitest"
import { clusterEngine } from "../../src/engine/cluster.ts"
import type { ResourceRow } from "../../src/internal/OperationStore.ts"
import { memoryHost, thing } from "../support/memoryHost.ts"
import { newFolder } from "../support/newFolder.ts"
import { scriptedPlugin } from "../support/scriptedPlugin.ts"
import { bootServer, openEngine } from "./openClusterStore.ts"

const server = bootServer()

const clock: HostClock = { now: Date.now, sleep: (ms, signal) => sleep(ms, undefined, { signal }) }

/** Hooks that take three looks, and wait at `onMain` of a resource for as long as it is held. */
const setUp = async (limits: Limits) => {
  const { url, sql } = await server.newDatabase()
  const active = new Set<string>()
  const held = new Set<string>()
  const seen = { most: 0, runners: new Set<number>(), begun: [] as string[] }
  const runnerOf = (runner: number) =>
    scriptedPlugin((hook, { cancelRequested, operationId, resource, state }) =>
      Effect.sync(() => {
        const key = `${operationId} ${resource.id}`
        const turns = typeof state === "number" ? state : 0
        if (turns === 0) {
          active.add(key)
          seen.runners.add(runner)
          if (hook === "onMain") seen.begun.push(operationId)
        }
        seen.most = Math.max(seen.most, active.size)
        const isHeld = hook === "onMain" && held.has(operationId)
        if (!cancelRequested && (turns < 2 || isHeld))
          return {
            step: "wait",
            state: turns + 1,
            afterMs: 20,
            progress: { description: `${hook} ${Math.min(turns, 2)}` },
            cancellable: "now",
          }
        active.delete(key)
        return cancelRequested ? { step: "cancelled", left: [] } : { step: "done", value: {} }
      }),
    ).plugin
  const shared = memoryHost({ clock, limits })
  let runners = 0
  const runner = async (of: Limits = limits) => {
    const engine = clusterEngine({ url, takeOverAfter: "3 seconds", lookEvery: "200 millis" })
    runners += 1
    const breakwater = await memoryHost({ ...shared, engine, limits: of, plugins: [runnerOf(runners)] }).open()
    onTestFinished(() => breakwater.close())
    return breakwater
  }
  const things = (count: number) => Array.from({ length: count }, () => thing(shared.service.addThing({ name: "t" })))
  const request = (id: string, count: number) => shared.request(id, { resources: things(count) })
  const places = () => sql("SELECT key FROM breakwater_places")
  /** Until every share is held, and by all of them. */
  const settled = async () => {
    const held =
      "SELECT count(DISTINCT pid)::integer AS runners, count(*)::integer AS shares FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    await expect.poll(() => sql(held), soon).toEqual([{ runners, shares: 32 }])
  }
  return { runner, request, seen, held, active, places, settled }
}

const soon = { timeout: 20_000 }

describe("limits over several runners", () => {
  it.each([
    ["a scope", { perScope: 3 }],
    ["a provider", { perProvider: 3 }],
  ])("let no more be under way in %s than they say, and leave no place taken", async (_, limits) => {
    const { places, request, runner, seen, settled } = await setUp(limits)
    const clients = [await runner(), await runner()]
    await settled()
    const ids = Array.from({ length: 16 }, (_, index) => `op-${index}`)
    for (const id of ids) await clients[0]?.operations.start(request(id, 1))
    for (const id of ids) expect(await clients[1]?.operations.wait(id)).toMatchObject({ state: "succeeded" })
    expect([seen.most, seen.runners.size]).toEqual([3, 2])
    expect(await places()).toEqual([])
  })

  it("ask nobody where nothing is limited", async () => {
    const { active, held, places, request, runner } = await setUp({})
    const client = await runner()
    held.add("op")
    await client.operations.start(request("op", 1))
    await expect.poll(() => active.size, soon).toBe(1)
    expect(await places()).toEqual([])
    held.clear()
    await client.operations.wait("op")
  })

  it("hold for what was under way when its runner closed: it goes on first, and others wait for it", async () => {
    const { active, held, request, runner, seen } = await setUp({ perScope: 1 })
    const first = await runner()
    held.add("one")
    await first.operations.start(request("one", 3))
    await expect.poll(() => seen.begun, soon).toEqual(["one"])
    const second = await runner()
    await second.operations.start(request("two", 1))
    await first.close()
    await expect.poll(async () => (await second.operations.get("one")).notes.length, soon).toBeGreaterThan(0)
    // Longer than whoever was refused waits.
    await sleep(6000)
    expect([seen.begun, active.size]).toEqual([["one"], 1])
    held.clear()
    for (const id of ["one", "two"]) expect(await second.operations.wait(id)).toMatchObject({ state: "succeeded" })
    expect(seen.most).toBe(1)
  })

  it("lose no place to an operation that is cancelled while it waits, or that fails", async () => {
    const { held, places, request, runner, seen } = await setUp({ perScope: 1 })
    const client = await runner()
    held.add("one")
    await client.operations.start(request("one", 1))
    await expect.poll(() => seen.begun, soon).toEqual(["one"])
    await client.operations.start(request("two", 4))
    await expect.poll(async () => (await client.operations.get("two")).state, soon).toBe("running")
    await client.operations.cancel("two")
    await expect(client.operations.wait("two")).rejects.toMatchObject({ code: "cancelled" })
    expect(await places()).toHaveLength(1)
    await client.operations.cancel("one")
    await expect(client.operations.wait("one")).rejects.toMatchObject({ code: "cancelled" })
    expect(await places()).toEqual([])
    await client.operations.start(request("three", 2))
    expect(await client.operations.wait("three")).toMatchObject({ state: "succeeded" })
  })

  it("neither give to a runner that lost its epoch nor take from it what another one has", async () => {
    const { url } = await server.newDatabase()
    const { places, store } = await openEngine({ url, takeOverAfter: "3 seconds" })
    if (places === undefined) throw new Error("A runner shares its places.")
    const run = <A, E>(effect: Effect.Effect<A, E>) => Effect.runPromise(effect)
    const row: ResourceRow = {
      ...{ key: "k", resource: thing("k"), children: [], served: true, hook: 0, begun: false },
      ...{ state: "queued", cancellable: "now", left: [], warnings: [] },
    }
    const begin = async (id: string) => {
      await run(store.insert({ request: memoryHost({ clock }).request(id), checkpoint: id, rows: [row] }))
      return { id, epoch: (await run(store.claim(id, 0)))?.epoch ?? 0 }
    }
    const [old, other] = [await begin("one"), await begin("two")]
    const present = { id: "one", epoch: (await run(store.claim("one", 0)))?.epoch ?? 0 }
    const take = (claimed: typeof old) =>
      run(places.take(claimed, { key: "k", scope: "s", provider: "p" }, { perScope: 1 }))
    expect([await take(old), await take(present), await take(present), await take(other)]).toEqual([
      false,
      true,
      true,
      false,
    ])
    expect([await run(places.keepOnly(present, ["k"])), await take(other)]).toEqual([["k"], false])
    await run(places.giveBack(old, "k"))
    expect(await run(places.keepOnly(old, []))).toEqual([])
    expect(await take(other)).toBe(false)
    await run(places.giveBack(present, "k"))
    expect(await take(other)).toBe(true)
    // What has ended holds no place, whether or not it gave one back.
    await run(store.update("two", other.epoch, { end: { state: "failed", left: [] } }))
    expect(await take(present)).toBe(true)
  })

  it("hold when a runner is killed: what it had under way counts until another one has ended it", async () => {
    const { url } = await server.newDatabase()
    const folder = await newFolder()
    const start = async () => {
      const program = fileURLToPath(new URL("./limitedRunner.ts", import.meta.url))
      const child = spawn(process.execPath, ["--conditions=@breakwater/source", program, url, folder, "3"], {
        stdio: ["ignore", "pipe", "inherit"],
      })
      const gone = once(child, "exit")
      const kill = async () => {
        child.kill("SIGKILL")
        await gone
      }
      onTestFinished(kill)
      await once(child.stdout, "data")
      return { pid: child.pid, kill }
    }
    const runners = [await start(), await start()]
    const client = await memoryHost({ clock, engine: clusterEngine({ url, runs: false }) }).open()
    onTestFinished(() => client.close())
    const host = memoryHost({ clock })
    const ids = Array.from({ length: 8 }, (_, index) => `op-${index}`)
    for (const id of ids) {
      const resources = [1, 2, 3].map((number) => thing(`${id}-${number}`))
      await client.operations.start(host.request(id, { resources }))
    }
    const begun = () => {
      const file = join(folder, "most")
      return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : []
    }
    await expect.poll(() => begun().length, soon).toBeGreaterThan(6)
    const last = begun().at(-1)?.split(" ")[1]
    await runners.find(({ pid }) => String(pid) === last)?.kill()
    for (const id of ids) expect(await client.operations.wait(id)).toMatchObject({ state: "succeeded" })
    expect(Math.max(...begun().map((line) => Number(line.split(" ")[0])))).toBe(3)
    // None is begun twice; of what died between its intent and its line there is no line.
    expect(begun().length).toBeLessThanOrEqual(24)
  })
})
