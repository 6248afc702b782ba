import { clockLayer, memoryBank } from "@breakwater/core"
import type { Checkpoint, Client, RetentionPlan, RetentionPolicy, RetentionRequest } from "@breakwater/core/promise"
import { MemoryProtectable, MemoryService, virtualClock } from "@breakwater/core/testing"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { describe, expect, it } from "vitest"
import { chainedPlugin } from "./support/chainedPlugin.ts"
import { faultyBank, unreachable } from "./support/faultyBank.ts"
import { type HostParts, memoryHost, thing } from "./support/memoryHost.ts"

/** A host whose copies may need others, and a hand that makes checkpoints one day after the other. */
const nightly = async (parts: HostParts = {}) => {
  const remote = new MemoryService()
  const needs = new Map<string, readonly string[]>()
  const host = memoryHost({ ...parts, service: remote, plugins: [chainedPlugin(remote, needs)] })
  const id = remote.addThing({ name: "orders" })
  const client = await host.open()
  const copyOf = async (checkpoint: string) => {
    const { resources } = await client.checkpoints.get(checkpoint)
    return JSON.parse(JSON.stringify(resources[0]?.saved)).copy
  }
  const protect = async (name: string, of: { readonly plan?: string; readonly on?: readonly string[] } = {}) => {
    const { on = [], plan = "nightly" } = of
    await client.operations.start(host.request(name, { plan, resources: [thing(id)] }))
    await client.operations.wait(name).catch(() => undefined)
    if (on.length > 0) needs.set(await copyOf(name), await Promise.all(on.map(copyOf)))
    await host.clock.sleep(86_400_000)
  }
  return { ...host, client, protect, remote, needs, copyOf }
}

const actions = ({ decisions }: RetentionPlan) =>
  Object.fromEntries(decisions.map(({ action, because, checkpoint }) => [checkpoint, [action, because[0]?.rule]]))

const ended = (client: Client, started: readonly { readonly operation: string }[]) =>
  Promise.all(started.map(({ operation }) => client.operations.wait(operation)))

const statuses = async (client: Client) =>
  Object.fromEntries((await client.checkpoints.list()).items.map(({ id, status }: Checkpoint) => [id, status]))

describe("retention", () => {
  it("shows a plan, deletes what the plan lets go, and then has nothing more to do", async () => {
    const { client, protect, remote, clock } = await nightly()
    for (const name of ["mon", "tue", "wed"]) await protect(name)
    const plan = await client.retention.plan({ plan: "nightly", policy: { keepLast: 2 } })
    expect(actions(plan)).toEqual({
      ...{ wed: ["keep", "keepLast"], tue: ["keep", "keepLast"], mon: ["delete", "expired"] },
    })
    expect(await statuses(client)).toEqual({ wed: "available", tue: "available", mon: "available" })
    const { skipped, started } = await client.retention.apply(JSON.parse(JSON.stringify(plan)))
    expect(skipped).toEqual([])
    expect(started).toMatchObject([{ checkpoint: "mon" }])
    const [record] = await ended(client, started)
    expect(record).toMatchObject({ state: "succeeded", request: { verb: "delete", labels: { retention: plan.id } } })
    expect(remote.copiesAt(clock.now())).toHaveLength(2)
    const again = await client.retention.plan({ plan: "nightly", policy: { keepLast: 2 } })
    expect(again.decisions.map(({ action }) => action)).toEqual(["keep", "keep"])
  })

  it("joins its own deletions when a plan is applied again, at once or later", async () => {
    const { client, protect } = await nightly()
    for (const name of ["mon", "tue", "wed"]) await protect(name)
    const plan = await client.retention.plan({ plan: "nightly", policy: { keepLast: 1 } })
    const [first, second] = await Promise.all([client.retention.apply(plan), client.retention.apply(plan)])
    expect(second).toEqual(first)
    await ended(client, first.started)
    expect(await client.retention.apply(plan)).toEqual(first)
    expect((await client.operations.list({ label: ["retention", plan.id] })).items).toHaveLength(2)
  })

  it("gives the same question at the same time a plan of the same id, and another question another one", async () => {
    const { client, protect } = await nightly()
    await protect("mon")
    const ask = (of: Partial<RetentionRequest> = {}) =>
      client.retention.plan({ plan: "nightly", policy: { keepLast: 1 }, at: "2026-11-22", ...of })
    const { id } = await ask()
    expect((await ask({ at: "2026-11-22T00:00:00Z" })).id).toBe(id)
    for (const other of [{ at: "2026-11-23" }, { policy: { keepLast: 2 } }, { plan: "weekly" }] as const) {
      expect((await ask(other)).id).not.toBe(id)
    }
  })

  it("keeps a parent while a kept child needs it, and when both go, the child goes first", async () => {
    const { client, protect, copyOf, remote, clock } = await nightly()
    await protect("full")
    await protect("second", { on: ["full"] })
    await protect("third", { on: ["full", "second"] })
    const keepOne: RetentionPolicy = { keepLast: 1 }
    expect(actions(await client.retention.plan({ plan: "nightly", policy: keepOne }))).toEqual({
      ...{ third: ["keep", "keepLast"], second: ["keep", "needed"], full: ["keep", "needed"] },
    })
    await protect("new full")
    const plan = await client.retention.plan({ plan: "nightly", policy: keepOne })
    expect(plan.decisions).toMatchObject([
      { checkpoint: "new full", action: "keep" },
      { checkpoint: "third", action: "delete" },
      { checkpoint: "second", action: "delete", after: ["third"] },
      { checkpoint: "full", action: "delete", after: ["third", "second"] },
    ])
    const left = await copyOf("new full")
    const { skipped, started } = await client.retention.apply(plan)
    expect(skipped).toEqual([])
    expect(started.map(({ checkpoint }) => checkpoint)).toEqual(["third", "second", "full"])
    await ended(client, started)
    expect(remote.copiesAt(clock.now()).map(({ id }) => id)).toEqual([left])
  })

  it("keeps what a checkpoint of another plan needs", async () => {
    const { client, protect } = await nightly()
    await protect("full")
    await protect("by hand", { plan: "by hand", on: ["full"] })
    await protect("new full")
    const plan = await client.retention.plan({ plan: "nightly", policy: { keepLast: 1 } })
    expect(actions(plan)).toMatchObject({ full: ["keep", "needed"] })
    expect(plan.decisions).toHaveLength(2)
  })

  it("does not begin a delete whose preview has a blocker, and leaves that checkpoint as it was", async () => {
    const { client, protect, remote, needs, copyOf, clock } = await nightly()
    for (const name of ["full", "young"]) await protect(name)
    const stranger = { thing: remote.thingsAt(clock.now())[0]?.id ?? "", name: "not ours", description: "" }
    const { id } = await Effect.runPromise(Effect.provide(remote.createCopy(stranger), clockLayer(clock)))
    needs.set(id, [await copyOf("full")])
    const plan = await client.retention.plan({ plan: "nightly", policy: { keepLast: 1 } })
    expect(actions(plan)).toMatchObject({ full: ["delete", "expired"] })
    const { skipped, started } = await client.retention.apply(plan)
    expect({ started, skipped }).toMatchObject({
      started: [],
      skipped: [{ checkpoint: "full", error: { code: "inUse" } }],
    })
    expect(await statuses(client)).toEqual({ young: "available", full: "available" })
  })

  it("refuses a plan of which something may go no more: it was marked meanwhile", async () => {
    const { client, protect } = await nightly()
    for (const name of ["mon", "tue", "wed"]) await protect(name)
    const plan = await client.retention.plan({ plan: "nightly", policy: { keepLast: 1 } })
    await client.checkpoints.keep("mon", { because: "the audit" })
    const refused = { code: "inUse", message: "The checkpoint mon may go no more: It is marked to be kept." }
    await expect(client.retention.apply(plan)).rejects.toMatchObject(refused)
    expect(await statuses(client)).toEqual({ wed: "available", tue: "available", mon: "available" })
    await client.checkpoints.release("mon")
    await ended(client, (await client.retention.apply(plan)).started)
    expect(await statuses(client)).toEqual({ wed: "available", tue: "deleted", mon: "deleted" })
  })

  it("does not begin to delete what was marked to be kept while it waited for the end of another deletion", async () => {
    const { client, protect, clock } = await nightly()
    await protect("full")
    await protect("child", { on: ["full"] })
    await protect("young")
    const plan = await client.retention.plan({ plan: "nightly", policy: { keepLast: 1 } })
    const applying = client.retention.apply(plan)
    while ((await client.operations.list({ label: ["retention", plan.id] })).items.length === 0) await clock.sleep(1)
    await client.checkpoints.keep("full", { because: "the audit" })
    expect(await applying).toMatchObject({
      started: [{ checkpoint: "child" }],
      skipped: [
        { checkpoint: "full", error: { code: "inUse", message: expect.stringContaining("marked to be kept") } },
      ],
    })
    await clock.sleep(600_000)
    expect(await statuses(client)).toEqual({ young: "available", child: "deleted", full: "available" })
  })

  it("does not count on what a verify found damaged, also after another verify looked at the rest", async () => {
    const host = memoryHost()
    await using client = await host.open()
    const resources = ["a", "b"].map((name) => thing(host.service.addThing({ name }), name))
    const run = async (id: string, of: Parameters<typeof host.request>[1]) => {
      await client.operations.start(host.request(id, of))
      await client.operations.wait(id)
      await host.clock.sleep(86_400_000)
    }
    for (const name of ["old", "new"]) await run(name, { plan: "nightly", resources })
    const damaged = host.service.copiesAt(host.clock.now()).findLast((copy) => copy.thing === resources[0]?.id)
    await Effect.runPromise(Effect.provide(host.service.deleteCopy(damaged?.id ?? ""), clockLayer(host.clock)))
    await host.clock.sleep(86_400_000)
    const verify = { verb: "verify", checkpoint: "new" } as const
    await expect(run("all", verify)).rejects.toMatchObject({ code: "partial" })
    await host.clock.sleep(60_000)
    await run("rest", { ...verify, resources: resources.slice(1) })
    expect(actions(await client.retention.plan({ plan: "nightly", policy: { keepLast: 1 } }))).toEqual({
      ...{ new: ["keep", "verificationFailed"], old: ["keep", "keepLast"] },
    })
  })

  it("does not count on a checkpoint whose deletion is asked for and not begun", async () => {
    const bank = faultyBank(memoryBank())
    const { client, protect, request, clock } = await nightly({ bank })
    for (const name of ["mon", "tue"]) await protect(name)
    const plan = await client.retention.plan({ plan: "nightly", policy: { keepLast: 1 } })
    expect(actions(plan)).toMatchObject({ mon: ["delete", "expired"] })
    bank.fault = unreachable && {
      ...unreachable,
      hits: (call, key) => call === "put" && key === "checkpoints/tue/status.json",
    }
    await client.operations.start(request("by hand", { verb: "delete", checkpoint: "tue" }))
    await clock.sleep(1000)
    expect(await statuses(client)).toEqual({ tue: "available", mon: "available" })
    expect(actions(await client.retention.plan({ plan: "nightly", policy: { keepLast: 1 } }))).toEqual({
      ...{ tue: ["keep", "underWay"], mon: ["keep", "keepLast"] },
    })
    await expect(client.retention.apply(plan)).rejects.toMatchObject({ code: "inUse" })
    bank.fault = undefined
    await client.operations.wait("by hand")
    expect(await statuses(client)).toEqual({ tue: "deleted", mon: "available" })
  })

  it("refuses a plan that somebody changed", async () => {
    const { client, protect, clock } = await nightly()
    for (const name of ["mon", "tue"]) await protect(name)
    const plan = await client.retention.plan({ plan: "nightly", policy: { keepLast: 1 } })
    const decisions = plan.decisions.map((decision) => ({ ...decision, action: "delete" as const }))
    await expect(client.retention.apply({ ...plan, decisions })).rejects.toMatchObject({ code: "inUse" })
    const policy = { keepLast: 7 }
    await expect(client.retention.apply({ ...plan, policy })).rejects.toMatchObject({ issues: [{ path: "/id" }] })
    await protect("another", { plan: "not theirs" })
    const stranger = plan.decisions.map((decision) => ({
      ...decision,
      action: "delete" as const,
      checkpoint: "another",
    }))
    await expect(
      client.retention.apply({ ...plan, decisions: [...plan.decisions, ...stranger] }),
    ).rejects.toMatchObject({ issues: [{ path: "/id" }] })
    await clock.sleep(86_400_000)
    expect(await statuses(client)).toEqual({ another: "available", tue: "available", mon: "available" })
  })

  it("takes a failed deletion up again when the plan is applied again, and spares what the failed one still needs", async () => {
    const { client, protect, remote, clock } = await nightly()
    await protect("full")
    await protect("child", { on: ["full"] })
    await protect("young")
    const plan = await client.retention.plan({ plan: "nightly", policy: { keepLast: 1 } })
    remote.commitLate("deleteCopy", 400_000_000)
    const soon = { deadline: new Date(clock.now() + 60_000).toISOString() }
    expect(await client.retention.apply(plan, soon)).toMatchObject({
      started: [{ checkpoint: "child" }],
      skipped: [{ checkpoint: "full", error: { code: "inUse", message: expect.stringContaining("needed by child") } }],
    })
    await clock.sleep(600_000)
    const { skipped, started } = await client.retention.apply(plan)
    expect(skipped).toEqual([])
    await ended(client, started)
    expect(await statuses(client)).toEqual({ young: "available", child: "deleted", full: "deleted" })
  })

  it("does not take a failed deletion up again for what was marked to be kept since", async () => {
    const { client, protect, remote, clock } = await nightly()
    for (const name of ["mon", "tue"]) await protect(name)
    const plan = await client.retention.plan({ plan: "nightly", policy: { keepLast: 1 } })
    remote.commitLate("deleteCopy", 400_000_000)
    const soon = { deadline: new Date(clock.now() + 60_000).toISOString() }
    const { started } = await client.retention.apply(plan, soon)
    await expect(ended(client, started)).rejects.toMatchObject({ code: "deadlineExceeded" })
    await client.checkpoints.keep("mon", { because: "the audit" })
    await expect(client.retention.apply(plan)).rejects.toMatchObject({
      ...{ code: "inUse", message: expect.stringContaining("It is marked to be kept.") },
    })
    expect(await statuses(client)).toEqual({ tue: "available", mon: "error-deleting" })
  })

  it("shows what would go at a time to come, and does not carry that out before", async () => {
    const { client, protect, clock } = await nightly()
    for (const name of ["mon", "tue"]) await protect(name)
    const at = new Date(clock.now() + 30 * 86_400_000).toISOString()
    const plan = await client.retention.plan({ plan: "nightly", policy: { keepWithin: "7 days" }, at })
    expect(actions(plan)).toEqual({ tue: ["keep", "minimum"], mon: ["delete", "expired"] })
    await expect(client.retention.apply(plan)).rejects.toMatchObject({ issues: [{ path: "/at" }] })
    await clock.sleep(30 * 86_400_000)
    expect((await client.retention.apply(plan)).started).toMatchObject([{ checkpoint: "mon" }])
  })

  it("counts the checkpoints of each provider by themselves", async () => {
    const service = new MemoryService()
    const id = service.addThing({ name: "orders" })
    const provider = (name: string) => {
      const { bank, plugins } = memoryHost({ service })
      return { id: name, bank, plugins, protectables: [new MemoryProtectable(service)] }
    }
    const providers = [provider("north"), provider("south")]
    const clock = virtualClock()
    for (const one of providers) {
      const host = memoryHost({ clock, providers: [one] })
      await using client = await host.open()
      for (const name of [`${one.id} mon`, `${one.id} tue`]) {
        await client.operations.start(host.request(name, { provider: one.id, plan: "p", resources: [thing(id)] }))
        await client.operations.wait(name)
      }
    }
    await using client = await memoryHost({ clock, providers }).open()
    const plan = await client.retention.plan({ plan: "p", policy: { keepLast: 1 } })
    expect(plan.decisions.map(({ action, checkpoint }) => [checkpoint, action])).toEqual([
      ["north tue", "keep"],
      ["north mon", "delete"],
      ["south tue", "keep"],
      ["south mon", "delete"],
    ])
    const { skipped, started } = await client.retention.apply(plan)
    expect(skipped).toEqual([])
    expect(started).toHaveLength(2)
    await ended(client, started)
    expect(service.copiesAt(clock.now())).toHaveLength(2)
    const north = await client.retention.plan({ plan: "p", provider: "north", policy: { keepLast: 1 } })
    expect(north.decisions.map(({ provider }) => provider)).toEqual(["north"])
  })

  it("keeps what is marked in every provider that has one of that id", async () => {
    const [clock, service] = [virtualClock(), new MemoryService()]
    const id = service.addThing({ name: "orders" })
    const providers = ["north", "south"].map((name) => {
      const { bank, plugins } = memoryHost({ service })
      return { id: name, bank, plugins, protectables: [new MemoryProtectable(service)] }
    })
    for (const one of providers) {
      const host = memoryHost({ clock, providers: [one] })
      await using client = await host.open()
      for (const name of ["audited", "young"]) {
        await client.operations.start(host.request(name, { provider: one.id, plan: "p", resources: [thing(id)] }))
        await client.operations.wait(name)
        await clock.sleep(86_400_000)
      }
    }
    await using client = await memoryHost({ clock, providers }).open()
    const kept = async () => {
      const { decisions } = await client.retention.plan({ plan: "p", policy: { keepLast: 1 } })
      return decisions.flatMap(({ action, checkpoint }) => (checkpoint === "audited" ? [action] : []))
    }
    await client.checkpoints.keep("audited", { because: "the audit" })
    expect(await kept()).toEqual(["keep", "keep"])
    await client.checkpoints.release("audited")
    expect(await kept()).toEqual(["delete", "delete"])
  })

  it("takes no checkpoint for gone since one of the same id is, in another provider", async () => {
    const [clock, service, needs] = [virtualClock(), new MemoryService(), new Map<string, readonly string[]>()]
    const id = service.addThing({ name: "orders" })
    const provider = (name: string) => {
      const { bank, plugins } = memoryHost({ service, plugins: [chainedPlugin(service, needs)] })
      return { id: name, bank, plugins, protectables: [new MemoryProtectable(service)] }
    }
    const providers = [provider("north"), provider("south")]
    let blocked = ""
    for (const one of providers) {
      const host = memoryHost({ clock, providers: [one] })
      await using client = await host.open()
      for (const name of ["full", "child", "young"]) {
        await client.operations.start(host.request(name, { provider: one.id, plan: "p", resources: [thing(id)] }))
        await client.operations.wait(name)
        await clock.sleep(86_400_000)
      }
      const [full = "", child = ""] = service
        .copiesAt(clock.now())
        .slice(-3)
        .map((copy) => copy.id)
      needs.set(child, [full])
      blocked = child
    }
    const stranger = { thing: id, name: "not ours", description: "" }
    const made = await Effect.runPromise(Effect.provide(service.createCopy(stranger), clockLayer(clock)))
    needs.set(made.id, [blocked])
    await using client = await memoryHost({ clock, providers }).open()
    const { skipped, started } = await client.retention.apply(
      await client.retention.plan({ plan: "p", policy: { keepLast: 1 } }),
    )
    expect(started.map(({ checkpoint }) => checkpoint)).toEqual(["child", "full"])
    expect(skipped.map(({ checkpoint, error }) => [checkpoint, error.message])).toEqual([
      ["child", `${made.id} need it.`],
      ["full", "The checkpoint full is still needed by child, which is not gone."],
    ])
  })

  it.each<[string, RetentionRequest, readonly string[]]>([
    ["no rule", { plan: "p", policy: {} }, ["/policy"]],
    ["a minimum alone", { plan: "p", policy: { minimum: 3 } }, ["/policy"]],
    ["nothing it is about", { policy: { keepLast: 1 } }, [""]],
    [
      "counts that are none",
      { plan: "p", policy: { keepLast: 0, keepDaily: 1.5 } },
      ["/policy/keepLast", "/policy/keepDaily"],
    ],
    ["a minimum of none", { plan: "p", policy: { keepLast: 1, minimum: 0 } }, ["/policy/minimum"]],
    ["a length that is none", { plan: "p", policy: { keepWithin: "1 month" } }, ["/policy/keepWithin"]],
    ["an unknown time zone", { plan: "p", policy: { keepLast: 1, timeZone: "Berlin" } }, ["/policy/timeZone"]],
    ["an unknown provider", { plan: "p", provider: "q", policy: { keepLast: 1 } }, ["/provider"]],
    ["a time that is none", { plan: "p", policy: { keepLast: 1 }, at: "yesterday" }, ["/at"]],
  ])("refuses a policy with %s, with the path", async (_, request, paths) => {
    await using client = await memoryHost().open()
    const error = await client.retention.plan(request).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: "invalidParameters", issues: paths.map((path) => ({ path })) })
  })

  it("refuses a rule that there is not", async () => {
    await using client = await memoryHost().open()
    const policy = { keepLast: 1, keepNightly: 2 }
    await expect(client.retention.plan({ plan: "p", policy })).rejects.toMatchObject({
      issues: [{ path: "/policy/keepNightly" }],
    })
  })
})

describe("a keep mark", () => {
  it("is shown with its checkpoint, replaced, and taken away", async () => {
    const { client, protect } = await nightly()
    await protect("mon")
    const mark = await client.checkpoints.keep("mon", { until: "2030-01-01", because: "the audit" })
    expect(mark).toEqual({ at: expect.any(String), until: "2030-01-01T00:00:00.000Z", because: "the audit" })
    expect(await client.checkpoints.get("mon")).toMatchObject({ keep: mark })
    expect((await client.checkpoints.list()).items).toMatchObject([{ keep: mark }])
    await client.checkpoints.keep("mon")
    expect((await client.checkpoints.get("mon")).keep).toEqual({ at: expect.any(String) })
    await client.checkpoints.release("mon")
    await client.checkpoints.release("mon")
    expect((await client.checkpoints.get("mon")).keep).toBeUndefined()
    await expect(client.checkpoints.keep("mon", { until: "soon" })).rejects.toMatchObject({
      issues: [{ path: "/until" }],
    })
    await expect(client.checkpoints.keep("none")).rejects.toMatchObject({ code: "notFound" })
    await expect(client.checkpoints.release("none")).rejects.toMatchObject({ code: "notFound" })
  })
})

describe("what is deleted", () => {
  const day = 86_400_000
  const forgetting: RetentionPolicy = { keepLast: 1, keepDeletedFor: "30 days" }

  /** Three checkpoints of which the two older ones are deleted, and so many days after that. */
  const deleted = async (days: number, parts: HostParts = {}) => {
    const host = await nightly(parts)
    const { client, clock, protect } = host
    for (const name of ["mon", "tue", "wed"]) await protect(name)
    const plan = await client.retention.plan({ plan: "nightly", policy: { keepLast: 1 } })
    await ended(client, (await client.retention.apply(plan)).started)
    await clock.sleep(days * day)
    const keysOf = async () => (await run(Stream.runCollect(host.bank.root.list("")))).join()
    return { ...host, keysOf }
  }
  const run = <A, E>(effect: Effect.Effect<A, E>) => Effect.runPromise(effect)

  it("stays in the bank for ever where nobody says for how long", async () => {
    const { client } = await deleted(1000)
    const plan = await client.retention.plan({ plan: "nightly", policy: { keepLast: 1 } })
    expect(plan.decisions.map(({ checkpoint }) => checkpoint)).toEqual(["wed"])
    expect(await client.retention.apply(plan)).toMatchObject({ forgotten: [] })
    expect(await statuses(client)).toEqual({ wed: "available", tue: "deleted", mon: "deleted" })
  })

  it("stays for the time that is said, counted from its deletion, and is then shown as what may be forgotten", async () => {
    const { client, clock } = await deleted(29)
    const ask = () => client.retention.plan({ plan: "nightly", policy: forgetting })
    expect(actions(await ask())).toEqual({ wed: ["keep", "keepLast"] })
    await clock.sleep(2 * day)
    const plan = await ask()
    expect(plan.decisions.map(({ action, checkpoint, status }) => [checkpoint, action, status])).toEqual([
      ["wed", "keep", "available"],
      ["tue", "forget", "deleted"],
      ["mon", "forget", "deleted"],
    ])
    expect(plan.decisions[1]?.because[0]?.sentence).toMatch(
      /^It was deleted at 2026-01-0\dT.*Z, longer ago than 30 days\.$/,
    )
    expect(await statuses(client)).toMatchObject({ mon: "deleted" })
  })

  it("leaves nothing in the bank when it is forgotten, without asking the cloud, and a second time does nothing", async () => {
    const { client, keysOf, remote } = await deleted(31)
    const asked = remote.received()
    const plan = await client.retention.plan({ plan: "nightly", policy: forgetting })
    expect(await keysOf()).toMatch(/mon|tue/)
    expect(await client.retention.apply(plan)).toEqual({ started: [], forgotten: ["tue", "mon"], skipped: [] })
    expect(await keysOf()).not.toMatch(/mon|tue/)
    expect(remote.received()).toBe(asked)
    expect(await client.retention.apply(plan)).toEqual({ started: [], forgotten: [], skipped: [] })
    expect(await statuses(client)).toEqual({ wed: "available" })
  })

  it("is forgotten to its end after a crash at any of its objects, but for its status after one at the last", async () => {
    const bank = faultyBank(memoryBank())
    const { client, keysOf } = await deleted(31, { bank })
    const forget = async () =>
      client.retention.apply(await client.retention.plan({ plan: "nightly", policy: forgetting }))
    let removals = 0
    for (let died = true, lives = 0; died; lives += 1) {
      died = false
      bank.fault = {
        error: { code: "unavailable", message: "It died." },
        hits: (call, key) => {
          if (call !== "remove" || !/mon|tue/.test(key)) return false
          died ||= removals++ >= lives
          return died
        },
      }
      removals = 0
      await forget()
      bank.fault = undefined
      for (const { error, status } of (await client.checkpoints.list()).items) {
        expect(error).toBeUndefined()
        expect(["available", "deleted"]).toContain(status)
      }
    }
    expect((await keysOf()).replace(/checkpoints\/(mon|tue)\/status.json/g, "")).not.toMatch(/mon|tue/)
  })

  it("stays while it bears a keep mark, also one that came after the plan", async () => {
    const { client } = await deleted(31)
    const plan = await client.retention.plan({ plan: "nightly", policy: forgetting })
    await client.checkpoints.keep("mon", { because: "the audit" })
    expect(await client.retention.apply(plan)).toMatchObject({ forgotten: ["tue"] })
    expect(await statuses(client)).toMatchObject({ mon: "deleted" })
  })

  it("stays when it is the newest of its plan, since a schedule may know its last run by it", async () => {
    const { client, clock, request } = await deleted(0)
    await client.operations.start(request("last", { verb: "delete", checkpoint: "wed" }))
    await client.operations.wait("last")
    await clock.sleep(31 * day)
    const plan = await client.retention.plan({ plan: "nightly", policy: forgetting })
    expect(actions(plan)).toEqual({ tue: ["forget", "deleted"], mon: ["forget", "deleted"] })
  })

  it("takes its mark along when it is forgotten: what bears it is reported by a scan, and not proposed", async () => {
    const { client, clock, copyOf, protect, remote } = await deleted(0)
    // A copy of the copy, mark and all, which nobody named; the engine forgets its operations after thirty days.
    const provided = Effect.provide(clockLayer(clock))
    const [copy] = remote.copiesAt(clock.now())
    const marked = copy?.description.replaceAll("/wed/", "/mon/") ?? ""
    await run(provided(remote.createCopy({ thing: copy?.thing ?? "", name: "stray", description: marked })))
    await clock.sleep(day)
    expect((await client.orphans.scan()).orphans).toMatchObject([{ operation: "mon" }])
    await clock.sleep(31 * day)
    await protect("new")
    const plan = await client.retention.plan({ plan: "nightly", policy: { keepLast: 2, keepDeletedFor: "30 days" } })
    expect((await client.retention.apply(plan)).forgotten).toEqual(["tue", "mon"])
    expect(await client.orphans.scan()).toMatchObject({
      orphans: [],
      others: [{ name: "stray", sentence: expect.stringContaining("not the mark of a protect") }],
    })
    expect(await copyOf("wed")).toBe(copy?.id)
  })
})
