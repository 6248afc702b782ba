import { Checkpoints, clockLayer, memoryBank, ProtectionError } from "@breakwater/core"
import { type Client, memoryEngine, type OrphanPlan } from "@breakwater/core/promise"
import { MemoryPlugin, MemoryProtectable, MemoryService, virtualClock } from "@breakwater/core/testing"
import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"
import { type HostParts, memoryHost, thing } from "./support/memoryHost.ts"
import { withStore } from "./support/withStore.ts"

const world = async (parts: HostParts = {}) => {
  const service = parts.service ?? new MemoryService()
  const host = memoryHost({ bank: memoryBank(), ...parts, service })
  const id = service.thingsAt(0)[0]?.id ?? service.addThing({ name: "orders" })
  const client = await host.open()
  const protect = async (name: string) => {
    await client.operations.start(host.request(name, { resources: [thing(id, "orders")] }))
    return client.operations.wait(name).catch(() => undefined)
  }
  const copies = () => service.copiesAt(host.clock.now())
  /** Somebody copies the copy of an operation, mark and all, as a call that commits after everything else does. */
  const second = async (name: string) => {
    const copy = copies().find(({ description }) => description.includes(`/${name}/`))
    if (copy === undefined) throw new Error(`There is no copy of ${name}.`)
    const made = await run(service.createCopy({ thing: id, name: copy.name, description: copy.description }))
    await host.clock.sleep(600_000)
    return made.id
  }
  const run = <A, E>(effect: Effect.Effect<A, E>) => Effect.runPromise(Effect.provide(effect, clockLayer(host.clock)))
  const deadlineIn = (millis: number) => new Date(host.clock.now() + millis).toISOString()
  /** The plan over a copy that came after the operation "slow" had failed. */
  const orphanOfSlow = async () => {
    service.commitLate("createCopy", 100_000)
    await client.operations.start(host.request("slow", { resources: [thing(id)], deadline: deadlineIn(30_000) }))
    await expect(client.operations.wait("slow")).rejects.toMatchObject({ code: "deadlineExceeded" })
    await host.clock.sleep(600_000)
    const plan = await client.orphans.scan()
    expect(plan.orphans).toMatchObject([{ operation: "slow" }])
    return plan
  }
  return { ...host, client, protect, copies, second, run, id, deadlineIn, orphanOfSlow }
}

const repairAll = async (client: Client, plan: OrphanPlan) => {
  const outcome = await client.orphans.repair(plan, { only: plan.orphans.map(({ id }) => id) })
  for (const { operation } of outcome.started) await client.operations.wait(operation)
  return outcome
}

describe("a scan for orphans", () => {
  it("finds nothing where everything fits, also after failures, deletions and while something is under way", async () => {
    const { client, protect, request, id, clock } = await world()
    await protect("one")
    await protect("two")
    await client.operations.start(request("delete", { verb: "delete", checkpoint: "one" }))
    await client.operations.wait("delete")
    await client.operations.start(request("now", { resources: [thing(id)] }))
    await clock.sleep(10_000)
    const plan = await client.orphans.scan()
    expect(plan).toMatchObject({ orphans: [], unscanned: [] })
    expect(plan.others).toMatchObject([{ kind: "copy", sentence: expect.stringContaining("now has not ended") }])
  })

  it("finds what bears the mark of an operation recorded here and is named by no checkpoint, and touches nothing", async () => {
    const { client, protect, second, copies, service, clock } = await world()
    await protect("one")
    const id = await second("one")
    const changes = service.received()
    const plan = await client.orphans.scan()
    expect(plan.orphans).toMatchObject([
      { kind: "unnamed", operation: "one", thing: id, provider: "p", plugin: "memory" },
    ])
    expect(plan.others).toEqual([])
    expect(service.received()).toBe(changes)
    expect(copies()).toHaveLength(2)
    await clock.sleep(1000)
    expect((await client.orphans.scan()).orphans).toEqual(plan.orphans)
  })

  it("finds what a failed operation left, and what is still there of a checkpoint that is deleted", async () => {
    const { client, protect, service, second, request } = await world()
    service.failNext("createCopy")
    await protect("failed")
    await protect("deleted")
    await second("deleted")
    await client.operations.start(request("delete", { verb: "delete", checkpoint: "deleted" }))
    await client.operations.wait("delete")
    const { orphans } = await client.orphans.scan()
    expect(orphans.map(({ kind, operation }) => [kind, operation])).toEqual([
      ["unnamed", "failed"],
      ["unnamed", "deleted"],
    ])
  })

  it("finds a checkpoint whose copy is gone", async () => {
    const { client, protect, service, copies, run, clock } = await world()
    await protect("one")
    await protect("two")
    await run(service.deleteCopy(copies()[0]?.id ?? ""))
    await clock.sleep(600_000)
    expect((await client.orphans.scan()).orphans).toMatchObject([
      { kind: "gone", checkpoint: "one", resource: { name: "orders" } },
    ])
  })

  it("reports the marks of another installation on the same project, and never proposes them", async () => {
    const mine = await world()
    await mine.protect("same id")
    const other = await world({ service: mine.service, clock: mine.clock })
    await other.protect("same id")
    const mark = await mine.second("same id")
    const plan = await other.client.orphans.scan()
    expect(plan.orphans).toEqual([])
    expect(plan.others.map(({ id }) => id)).toEqual([mine.copies()[0]?.id, mark])
    expect(plan.others[0]?.sentence).toContain("It is not the mark of a protect or restore recorded here.")
    await expect(other.client.orphans.repair(plan, { only: plan.others.map(({ id }) => id) })).rejects.toMatchObject({
      code: "invalidParameters",
      issues: [{ path: "/only/0" }, { path: "/only/1" }],
    })
    expect(mine.copies()).toHaveLength(3)
    expect((await mine.client.orphans.scan()).orphans).toMatchObject([{ thing: mark }])
  })

  it("does not propose what a begun protect may still come back for when the engine's records are lost", async () => {
    const first = await world()
    const { service, clock, bank, id, request } = first
    await first.client.operations.start(request("lost", { resources: [thing(id)] }))
    await clock.sleep(10_000)
    await first.client.close()
    const second = await world({ service, clock, bank })
    await clock.sleep(600_000)
    const plan = await second.client.orphans.scan({ scopes: [thing(id).scope] })
    expect(plan.orphans).toEqual([])
    expect(plan.others).toMatchObject([{ sentence: expect.stringContaining("start it again with the same id") }])
    await second.protect("lost")
    expect(await second.client.orphans.scan()).toMatchObject({ orphans: [], others: [] })
    expect(second.copies()).toHaveLength(1)
  })

  it("does not propose what a checkpoint may name that can not be read", async () => {
    const { client, protect, bank, copies } = await world()
    await protect("damaged")
    await protect("whole")
    await Effect.runPromise(bank.root.put("checkpoints/damaged/manifests/0001.json", "gibberish"))
    const plan = await client.orphans.scan()
    expect(plan.orphans).toEqual([])
    expect(plan.others).toMatchObject([{ id: copies()[0]?.id, sentence: expect.stringContaining("it may name this") }])
  })

  it("does not propose what a checkpoint of another provider names", async () => {
    const [service, clock] = [new MemoryService(), virtualClock()]
    const provider = (id: string) => {
      const plugins = [new MemoryPlugin(service)]
      return { id, bank: memoryBank(), plugins, protectables: [new MemoryProtectable(service)] }
    }
    const [here, elsewhere] = [provider("p"), provider("elsewhere")]
    const { client, protect, run } = await world({ service, clock, providers: [here, elsewhere] })
    await protect("one")
    const { created, labels, resources } = await client.checkpoints.get("one")
    const of = { id: "taken over", provider: "elsewhere", created, labels, status: "available" as const }
    const entries = resources.map(({ saved = null, ...entry }) => ({ ...entry, status: "available" as const, saved }))
    await run(Checkpoints.make(elsewhere.bank).commit({ ...of, resources: entries }))
    await run(Checkpoints.make(here.bank).purge("one"))
    expect(await client.orphans.scan()).toMatchObject({ orphans: [], others: [] })
    await run(Checkpoints.make(elsewhere.bank).purge("taken over"))
    expect((await client.orphans.scan()).orphans).toMatchObject([{ operation: "one" }])
  })

  it("says where it could not look, and takes nothing there for gone", async () => {
    const service = new MemoryService()
    const plugin = new MemoryPlugin(service)
    const findMarked = () => Effect.die(new Error("The service is away."))
    const blind = { ...plugin, inventory: { ...plugin.inventory, findMarked } }
    const { client, protect, copies, run, clock } = await world({ service, plugins: [blind] })
    await protect("one")
    await run(service.deleteCopy(copies()[0]?.id ?? ""))
    await clock.sleep(600_000)
    expect(await client.orphans.scan()).toMatchObject({
      ...{ orphans: [], others: [] },
      unscanned: [
        { plugin: "memory", scope: { account: "me" }, error: { message: expect.stringContaining("is away") } },
      ],
    })
    const { inventory: _, ...silent } = plugin
    const other = await world({ service, clock, plugins: [silent] })
    expect((await other.client.orphans.scan()).unscanned).toMatchObject([{ error: { code: "notSupported" } }])
  })
})

describe("a repair of orphans", () => {
  it("deletes what is asked for and nothing else, by operations that are recorded", async () => {
    const { client, protect, second, copies } = await world()
    await protect("one")
    const named = copies()[0]?.id
    const [first, other] = [await second("one"), await second("one")]
    const plan = await client.orphans.scan()
    const chosen = plan.orphans.find((orphan) => orphan.thing === first)
    const { skipped, started } = await client.orphans.repair(JSON.parse(JSON.stringify(plan)), {
      only: [chosen?.id ?? ""],
    })
    expect(skipped).toEqual([])
    const [record] = await Promise.all(started.map(({ operation }) => client.operations.wait(operation)))
    expect(record).toMatchObject({ state: "succeeded", request: { verb: "delete", labels: { orphan: chosen?.id } } })
    expect(copies().map(({ id }) => id)).toEqual([named, other])
    expect((await client.checkpoints.get("one")).status).toBe("available")
    expect(await client.checkpoints.get(chosen?.id ?? "")).toMatchObject({
      status: "deleted",
      labels: { orphan: "one" },
    })
    expect((await client.orphans.scan()).orphans).toMatchObject([{ thing: other }])
  })

  it("takes what is gone out of its checkpoint", async () => {
    const { client, protect, service, copies, run, clock } = await world()
    await protect("one")
    await run(service.deleteCopy(copies()[0]?.id ?? ""))
    await clock.sleep(600_000)
    await repairAll(client, await client.orphans.scan())
    expect((await client.checkpoints.get("one")).status).toBe("deleted")
    expect((await client.orphans.scan()).orphans).toEqual([])
  })

  it("does not take along what is there and hangs on what is gone", async () => {
    const { client, protect, service, copies, run, clock, id } = await world()
    const part = service.addThing({ name: "part of orders", parent: id })
    await protect("one")
    const copyOf = (thing: string) => copies().find((copy) => copy.thing === thing)?.id ?? ""
    await run(service.deleteCopy(copyOf(id)))
    await clock.sleep(600_000)
    const inUse = { code: "inUse", message: expect.stringContaining("part of orders") }
    expect(await repairAll(client, await client.orphans.scan())).toMatchObject({
      started: [],
      skipped: [{ error: inUse }],
    })
    await run(service.deleteCopy(copyOf(part)))
    await clock.sleep(600_000)
    expect((await repairAll(client, await client.orphans.scan())).started).not.toEqual([])
    await repairAll(client, await client.orphans.scan())
    expect((await client.checkpoints.get("one")).status).toBe("deleted")
  })

  it("joins when it is repeated, and deletes once", async () => {
    const { client, protect, second, service } = await world()
    await protect("one")
    await second("one")
    const plan = await client.orphans.scan()
    const outcome = await repairAll(client, plan)
    expect(await repairAll(client, plan)).toEqual(outcome)
    expect(service.received("deleteCopy")).toBe(1)
  })

  it("begins anew after a repair that was cancelled", async () => {
    const { client, protect, second, copies, request, id } = await world()
    await protect("one")
    const stray = await second("one")
    // What was asked for earlier on the same resource goes first.
    await client.operations.start(request("busy", { resources: [thing(id)] }))
    const plan = await client.orphans.scan()
    const only = plan.orphans.map((orphan) => orphan.id)
    const { started } = await client.orphans.repair(plan, { only })
    const [{ operation } = { operation: "" }] = started
    await client.operations.cancel(operation)
    await expect(client.operations.wait(operation)).rejects.toMatchObject({ code: "cancelled" })
    await client.operations.wait("busy")
    expect((await client.orphans.scan()).orphans).toEqual(plan.orphans)
    expect((await repairAll(client, plan)).started).toMatchObject([{ operation: `${operation}-2` }])
    expect(copies().some((copy) => copy.id === stray)).toBe(false)
    expect((await repairAll(client, plan)).started).toMatchObject([{ operation: `${operation}-2` }])
  })

  it("leaves alone what is no orphan any more", async () => {
    const { client, protect, second, service, run, clock } = await world()
    await protect("one")
    const id = await second("one")
    const plan = await client.orphans.scan()
    await run(service.deleteCopy(id))
    await clock.sleep(600_000)
    expect(await repairAll(client, plan)).toMatchObject({ started: [], skipped: [{ error: { code: "notFound" } }] })
  })

  it.each([
    ["before its deletion is looked at", "create", "/status.json"],
    ["just before its deletion is begun", "get", "/manifests/0001.json"],
  ])("leaves alone what a retry takes up after the scan, %s", async (_, call, end) => {
    const inner = memoryBank()
    let retry: (() => Promise<unknown>) | undefined
    const meeting =
      <Given extends readonly unknown[], A, E>(
        name: string,
        ask: (key: string, ...given: Given) => Effect.Effect<A, E>,
      ) =>
      (key: string, ...given: Given) => {
        if (name !== call || !key.startsWith("checkpoints/unnamed-") || !key.endsWith(end)) return ask(key, ...given)
        const now = retry
        retry = undefined
        return Effect.andThen(
          Effect.promise(async () => now?.()),
          ask(key, ...given),
        )
      }
    const { create, get } = inner.root
    const root = { ...inner.root, create: meeting("create", create), get: meeting("get", get) }
    const { client, clock, copies, deadlineIn, orphanOfSlow } = await world({ bank: { ...inner, root } })
    const plan = await orphanOfSlow()
    retry = () => client.operations.retry("slow", { deadline: deadlineIn(3_600_000) })
    expect(await repairAll(client, plan)).toMatchObject({ started: [], skipped: [{ error: { code: "inUse" } }] })
    await client.operations.wait("slow")
    await clock.sleep(600_000)
    expect((await client.checkpoints.list()).items.map((checkpoint) => checkpoint.id)).toEqual(["slow"])
    expect((await client.checkpoints.get("slow")).resources[0]?.saved).toMatchObject({ copy: copies()[0]?.id })
    expect((await client.orphans.scan()).orphans).toEqual([])
  })

  it("does not delete, when a failed repair is retried, what its operation has named since", async () => {
    const { client, copies, deadlineIn, orphanOfSlow, request, id } = await world()
    const plan = await orphanOfSlow()
    const only = plan.orphans.map((orphan) => orphan.id)
    let repairs = 0
    const repairInVain = async () => {
      await client.operations.start(request(`before ${++repairs}`, { resources: [thing(id)] }))
      const { started } = await client.orphans.repair(plan, { only, deadline: deadlineIn(1000) })
      const [{ operation } = { operation: "" }] = started
      await expect(client.operations.wait(operation)).rejects.toMatchObject({ code: "deadlineExceeded" })
      await client.operations.wait(`before ${repairs}`)
      return operation
    }
    const failed = await repairInVain()
    expect(await repairInVain()).toBe(failed)

    await client.operations.start(request("first", { resources: [thing(id)] }))
    await client.operations.retry("slow", { deadline: deadlineIn(1000) })
    await expect(client.operations.wait("slow")).rejects.toMatchObject({ code: "deadlineExceeded" })
    await client.operations.wait("first")
    const next = await repairInVain()
    expect(next).toBe(`${failed}-2`)

    await client.operations.retry("slow", { deadline: deadlineIn(3_600_000) })
    await client.operations.wait("slow")
    for (const repair of [failed, next])
      await expect(client.operations.retry(repair)).rejects.toMatchObject({ code: "inUse", outcome: "notStarted" })
    expect((await client.checkpoints.get("slow")).resources[0]?.saved).toMatchObject({ copy: copies()[0]?.id })
  })

  it("repairs again what failed, though its checkpoint is not there any more", async () => {
    const { client, bank, copies, deadlineIn, orphanOfSlow, request, id } = await world()
    const plan = await orphanOfSlow()
    const only = plan.orphans.map((orphan) => orphan.id)
    await client.operations.start(request("before", { resources: [thing(id)] }))
    const { started } = await client.orphans.repair(plan, { only, deadline: deadlineIn(1000) })
    await expect(client.operations.wait(started[0]?.operation ?? "")).rejects.toMatchObject({
      code: "deadlineExceeded",
    })
    await client.operations.wait("before")
    await Effect.runPromise(Checkpoints.make(bank).purge(only[0] ?? ""))
    expect(await repairAll(client, plan)).toEqual({ started, skipped: [] })
    expect(copies().map(({ description }) => description)).toEqual([expect.stringContaining("/before/")])
  })

  it("goes on after a crash between its checkpoint and its operation", async () => {
    const { client, protect, second, bank, copies } = await world()
    await protect("one")
    await second("one")
    const plan = await client.orphans.scan()
    const id = plan.orphans[0]?.id ?? ""
    await repairAll(client, plan)
    await second("one")
    const later = await client.orphans.scan()
    const other = later.orphans[0]?.id ?? ""
    expect(other).not.toBe(id)
    const checkpoints = Checkpoints.make(bank)
    const { resources, labels, created } = await Effect.runPromise(checkpoints.get(id))
    const entry = resources[0]
    if (entry === undefined) throw new Error("There is nothing in it.")
    const saved = { copy: later.orphans[0]?.thing ?? "", name: "as it was then" }
    const draft = { id: other, provider: "p", created, labels, status: "available" as const }
    await Effect.runPromise(checkpoints.commit({ ...draft, resources: [{ ...entry, status: "available", saved }] }))
    expect((await client.orphans.scan()).orphans).toEqual(later.orphans)
    await repairAll(client, later)
    expect(copies()).toHaveLength(1)
    expect((await client.checkpoints.get(other)).status).toBe("deleted")
  })

  it("leaves a checkpoint after a crash that nobody can take for one: it takes nothing from what names the same since", async () => {
    const { client, request, run, bank, copies, deadlineIn, orphanOfSlow, id } = await world()
    const plan = await orphanOfSlow()
    const [{ id: draft, thing: copy = "" } = { id: "" }] = plan.orphans
    const plugin = { id: "memory", version: "1.0.0", savedInfo: 1 }
    const saved = { copy, name: "orders" }
    await run(
      Checkpoints.make(bank).commit({
        ...{ id: draft, provider: "p", created: deadlineIn(0), labels: { orphan: "slow" }, status: "available" },
        resources: [{ resource: thing(id), children: [], plugin, status: "available", saved }],
      }),
    )
    await client.operations.retry("slow", { deadline: deadlineIn(3_600_000) })
    await client.operations.wait("slow")
    await expect(
      client.operations.start(request("by hand", { verb: "delete", checkpoint: draft })),
    ).rejects.toMatchObject({ code: "inUse", outcome: "notStarted" })
    expect(copies().map((each) => each.id)).toEqual([copy])
    const ids = async () => (await client.checkpoints.list()).items.map((checkpoint) => checkpoint.id)
    expect(await ids()).toEqual([draft, "slow"])
    await client.orphans.repair(await client.orphans.scan(), { only: [] })
    expect(await ids()).toEqual(["slow"])
  })

  it("writes a checkpoint that retention does not count on, also after a cancel", async () => {
    const { client, protect, second, request, id, clock } = await world()
    await protect("one")
    await second("one")
    await client.operations.start(request("busy", { resources: [thing(id)] }))
    const plan = await client.orphans.scan()
    const { started } = await client.orphans.repair(plan, { only: plan.orphans.map((orphan) => orphan.id) })
    for (const { operation } of [...started, { operation: "busy" }]) {
      await client.operations.cancel(operation)
      await expect(client.operations.wait(operation)).rejects.toMatchObject({ code: "cancelled" })
    }
    await clock.sleep(600_000)
    expect((await client.orphans.scan()).orphans).toEqual(plan.orphans)
    const { decisions } = await client.retention.plan({ resource: thing(id), policy: { keepLast: 1 } })
    expect(decisions.map(({ action, checkpoint }) => [checkpoint, action])).toEqual([
      ["busy", "keep"],
      ["one", "keep"],
    ])
  })

  it("that finds another one at the same orphan joins it, and does not write anew what that one has deleted", async () => {
    const [bank, engine] = [memoryBank(), memoryEngine()]
    const { client, protect, second, service, clock, copies } = await world({ bank, engine })
    await protect("one")
    await second("one")
    const plan = await client.orphans.scan()
    const { id = "" } = plan.orphans[0] ?? {}
    let isFirst = true
    const get = (key: string) => {
      if (!isFirst || key !== `checkpoints/${id}/status.json`) return bank.root.get(key)
      isFirst = false
      return Effect.andThen(
        Effect.promise(() => repairAll(client, plan)),
        bank.root.get(key),
      )
    }
    const late = await memoryHost({ bank: { ...bank, root: { ...bank.root, get } }, engine, service, clock }).open()
    expect(await repairAll(late, plan)).toMatchObject({ skipped: [] })
    expect(isFirst).toBe(false)
    expect(copies()).toHaveLength(1)
    expect((await client.checkpoints.get(id)).status).toBe("deleted")
  })

  it("does not disturb a repair under way while the engine does not answer", async () => {
    let away = false
    const fault = Effect.fail(new ProtectionError({ code: "unavailable", message: "The engine does not answer." }))
    const engine = withStore(({ get }) => ({ get: (id) => (away ? fault : get(id)) }))
    const { client, protect, second, bank, copies } = await world({ engine })
    await protect("one")
    await second("one")
    const plan = await client.orphans.scan()
    const { id = "" } = plan.orphans[0] ?? {}
    const { started } = await client.orphans.repair(plan, { only: [id] })
    away = true
    await client.orphans.repair(plan, { only: [id] }).catch(() => undefined)
    away = false
    await client.operations.wait(started[0]?.operation ?? "")
    expect(copies()).toHaveLength(1)
    expect((await Effect.runPromise(Checkpoints.make(bank).get(id))).status).toBe("deleted")
  })

  it("repairs nothing without being told what", async () => {
    const { client, protect, second, copies } = await world()
    await protect("one")
    await second("one")
    const plan = await client.orphans.scan()
    expect(await client.orphans.repair(plan, { only: [] })).toEqual({ started: [], skipped: [] })
    expect(copies()).toHaveLength(2)
  })
})
