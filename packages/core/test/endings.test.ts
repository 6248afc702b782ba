import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"
import { DeadlineGrace, type HookContext, type Json, ProtectionError, type Step } from "../src/index.ts"
import { memoryHost, thing } from "./support/memoryHost.ts"
import { done, scriptedPlugin } from "./support/scriptedPlugin.ts"

const hostWithThings = (...names: readonly string[]) => {
  const host = memoryHost()
  const resources = names.map((name) => thing(host.service.addThing({ name }), name))
  return { ...host, protect: host.request("op", { resources }) }
}

const until = async (host: { readonly clock: { now(): number; sleep(ms: number): Promise<void> } }, ms: number) =>
  host.clock.sleep(ms)

const waiting = (parts: Partial<Extract<Step, { step: "wait" }>> = {}): Step => ({
  step: "wait",
  state: 1,
  afterMs: 5000,
  progress: { description: "Waiting." },
  cancellable: "now",
  ...parts,
})

describe("a cancel", () => {
  it("that comes in time ends the operation cancelled, with nothing left behind", async () => {
    const host = hostWithThings("orders")
    await using client = await host.open()
    await client.operations.start(host.protect)
    await until(host, 10_000)
    const asked = await client.operations.cancel("op")
    expect(asked.state).toBe("cancelling")
    await expect(client.operations.wait("op")).rejects.toMatchObject({
      code: "cancelled",
      outcome: "started",
      left: [],
    })
    expect(await client.operations.get("op")).toMatchObject({ state: "cancelled", tally: { cancelled: 1 } })
    expect(host.service.copiesAt(host.clock.now())).toEqual([])
    expect(await client.checkpoints.get("op")).toMatchObject({ status: "error" })
    await expect(client.operations.retry("op")).rejects.toMatchObject({ code: "alreadyEnded" })
  })

  it("names what stays behind", async () => {
    const left = [{ kind: "copy", id: "c", sentence: "The copy c stays." }]
    const { plugin } = scriptedPlugin((hook, { cancelRequested }) =>
      hook !== "onMain"
        ? Effect.succeed({ step: "done" })
        : Effect.succeed(cancelRequested ? { step: "cancelled", left } : waiting()),
    )
    const host = hostWithThings("orders")
    await using client = await memoryHost({ ...host, plugins: [plugin] }).open()
    await client.operations.start(host.protect)
    await until(host, 60_000)
    await client.operations.cancel("op")
    await expect(client.operations.wait("op")).rejects.toMatchObject({ code: "cancelled", left })
    expect(await client.operations.get("op")).toMatchObject({ state: "cancelled", left })
  })

  it("wakes a hook that sleeps", async () => {
    const seen: number[] = []
    const { plugin } = scriptedPlugin((hook, { cancelRequested }) =>
      hook !== "onMain"
        ? Effect.succeed({ step: "done" })
        : Effect.sync(() => {
            seen.push(host.clock.now())
            return cancelRequested ? { step: "cancelled", left: [] } : waiting({ afterMs: 1_800_000 })
          }),
    )
    const host = hostWithThings("orders")
    await using client = await memoryHost({ ...host, plugins: [plugin] }).open()
    await client.operations.start(host.protect)
    await until(host, 1000)
    const asked = host.clock.now()
    await client.operations.cancel("op")
    await expect(client.operations.wait("op")).rejects.toMatchObject({ code: "cancelled" })
    expect(seen.at(-1)).toBe(asked)
  })

  it("that comes too late ends the operation succeeded", async () => {
    const { plugin } = scriptedPlugin((hook, { state, cancelRequested }) =>
      hook !== "onMain" || (state !== undefined && cancelRequested)
        ? Effect.succeed({ step: "done", value: {} })
        : Effect.succeed(waiting({ cancellable: "never" })),
    )
    const host = hostWithThings("orders")
    await using client = await memoryHost({ ...host, plugins: [plugin] }).open()
    await client.operations.start(host.protect)
    await until(host, 1000)
    await client.operations.cancel("op")
    expect(await client.operations.wait("op")).toMatchObject({ state: "succeeded" })
    expect(await client.operations.cancel("op")).toMatchObject({ state: "succeeded" })
  })

  it("leaves what was not begun alone", async () => {
    const host = hostWithThings("a", "b", "c")
    await using client = await memoryHost({ ...host, limits: { total: 1 } }).open()
    await client.operations.start(host.protect)
    await until(host, 10_000)
    await client.operations.cancel("op")
    await expect(client.operations.wait("op")).rejects.toMatchObject({ code: "cancelled" })
    expect(await client.operations.get("op")).toMatchObject({ tally: { cancelled: 3 } })
    expect(host.service.received("createCopy")).toBe(1)
  })
})

describe("a deadline", () => {
  it("ends an operation that waits, naming what is left", async () => {
    const host = hostWithThings("orders")
    await using client = await host.open()
    const deadline = new Date(host.clock.now() + 30_000).toISOString()
    await client.operations.start({ ...host.protect, deadline })
    await expect(client.operations.wait("op")).rejects.toMatchObject({
      code: "deadlineExceeded",
      outcome: "started",
      left: [{ kind: "copy" }],
    })
    expect(host.clock.now()).toBe(new Date(deadline).getTime())
    expect(await client.operations.get("op")).toMatchObject({ state: "failed", left: [{ kind: "copy" }] })
    await client.operations.retry("op", { deadline: new Date(host.clock.now() + 600_000).toISOString() })
    expect(await client.operations.wait("op")).toMatchObject({ state: "succeeded" })
    expect(host.service.received("createCopy")).toBe(1)
  })

  it("ends a fault that does not pass", async () => {
    const { plugin } = scriptedPlugin((hook, context) =>
      hook === "onMain"
        ? Effect.fail(new ProtectionError({ code: "unavailable", message: "Down." }))
        : done(hook, context),
    )
    const host = hostWithThings("orders")
    await using client = await memoryHost({ ...host, plugins: [plugin] }).open()
    await client.operations.start(host.protect)
    await expect(client.operations.wait("op")).rejects.toMatchObject({
      code: "deadlineExceeded",
      outcome: "unknown",
      message: expect.stringContaining("Down."),
    })
    expect(host.clock.now()).toBe(new Date(host.protect.deadline).getTime())
  })

  it("ends a bank that stays away, and a retry finishes what was begun", async () => {
    const host = hostWithThings("orders")
    let away = true
    const down = new ProtectionError({ code: "unavailable", message: "The bank is down.", outcome: "unknown" })
    const { root } = host.bank
    const put: typeof root.put = (key, value) => Effect.suspend(() => (away ? Effect.fail(down) : root.put(key, value)))
    const bank = { ...host.bank, root: { ...root, put } }
    await using client = await memoryHost({ ...host, bank }).open()
    await client.operations.start(host.protect)
    await expect(client.operations.wait("op")).rejects.toMatchObject({
      code: "deadlineExceeded",
      message: expect.stringContaining("The bank is down."),
    })
    expect(host.service.received("createCopy")).toBe(0)
    away = false
    await client.operations.retry("op")
    expect(await client.operations.wait("op")).toMatchObject({ state: "succeeded" })
  })

  it("ends a hook that never answers, whose doing is then unknown", async () => {
    const { plugin } = scriptedPlugin((hook, context) =>
      hook === "onMain" ? Effect.uninterruptible(Effect.never) : done(hook, context),
    )
    const host = hostWithThings("orders")
    await using client = await memoryHost({ ...host, plugins: [plugin] }).open()
    await client.operations.start(host.protect)
    await expect(client.operations.wait("op")).rejects.toMatchObject({ code: "deadlineExceeded", outcome: "unknown" })
    expect(host.clock.now()).toBe(new Date(host.protect.deadline).getTime() + 30_000)
    expect(DeadlineGrace.defaultValue()).toBeDefined()
  })

  it("ends what never had its turn", async () => {
    const { plugin } = scriptedPlugin((hook, context) =>
      hook === "onMain" ? Effect.succeed(waiting()) : done(hook, context),
    )
    const host = hostWithThings("a", "b")
    await using client = await memoryHost({ ...host, plugins: [plugin], limits: { perScope: 1 } }).open()
    await client.operations.start(host.protect)
    await expect(client.operations.wait("op")).rejects.toMatchObject({ code: "partial" })
    const { items } = await client.operations.resources("op")
    expect(items.map(({ error }) => [error?.code, error?.outcome]).sort()).toEqual([
      ["deadlineExceeded", "notStarted"],
      ["deadlineExceeded", "started"],
    ])
  })
})

describe("a hook", () => {
  const endOf = async (main: (context: HookContext) => Effect.Effect<Step, ProtectionError>) => {
    const { plugin } = scriptedPlugin((hook, context) => (hook === "onMain" ? main(context) : done(hook, context)))
    const host = hostWithThings("orders")
    await using client = await memoryHost({ ...host, plugins: [plugin] }).open()
    await client.operations.start(host.protect)
    return await client.operations.wait("op").catch((error: unknown) => error)
  }

  it("that breaks fails its resource and says it is a defect", async () => {
    expect(await endOf(() => Effect.die(new Error("broken")))).toMatchObject({
      code: "defect",
      message: expect.stringContaining("broken"),
    })
  })

  it("that interrupts itself fails its resource, and its outcome is unknown", async () => {
    expect(await endOf(() => Effect.interrupt)).toMatchObject({ code: "ambiguous", outcome: "unknown" })
  })

  it("that answers with what is no JSON fails its resource", async () => {
    const circle: { [key: string]: Json } = {}
    circle["self"] = circle
    expect(await endOf(() => Effect.succeed({ step: "done", value: circle }))).toMatchObject({ code: "defect" })
  })

  it("that was given up can not keep anything any more", async () => {
    const late = Promise.withResolvers<unknown>()
    const end = await endOf(({ keep }) =>
      Effect.uninterruptible(
        Effect.andThen(
          Effect.sleep("2 hours"),
          Effect.match(keep({ late: true }), { onSuccess: () => late.resolve("kept"), onFailure: late.resolve }),
        ),
      ).pipe(Effect.as({ step: "done" })),
    )
    expect(end).toMatchObject({ code: "deadlineExceeded", outcome: "unknown" })
    expect(await late.promise).toMatchObject({ code: "deadlineExceeded", outcome: "notStarted" })
  })

  it("that keeps a state finds it again in its next turn", async () => {
    let turns = 0
    const end = await endOf(({ keep, state }) =>
      turns++ === 0
        ? Effect.andThen(
            keep({ intent: true }),
            Effect.fail(new ProtectionError({ code: "unavailable", message: "Lost." })),
          )
        : Effect.succeed({ step: "done", value: { state: state ?? null } }),
    )
    expect(end).toMatchObject({ state: "succeeded" })
    expect(turns).toBe(2)
  })
})
