import { type HookContext, type Operation, ProtectionError, type ProtectionPlugin, type Step } from "@breakwater/core"
import {
  type Begin,
  begin,
  decode,
  encode,
  type Handle,
  next,
  requestCancel,
  retry,
  turn,
} from "@breakwater/core/steps"
import { MemoryPlugin, MemoryService, manualClock, memoryThingType } from "@breakwater/core/testing"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { describe, expect, test } from "vitest"

const clock = manualClock()
const inMs = (ms: number) => new Date(clock.now() + ms).toISOString()
const resource = { scope: { account: "alice" }, type: memoryThingType, id: "thing-1", name: "orders" }

/** A plugin that can protect only, by the hooks given. */
const pluginOf = (hooks: Partial<Operation>): ProtectionPlugin => ({
  ...new MemoryPlugin(new MemoryService()),
  operations: {
    protect: {
      preview: () => Effect.succeed({ creates: [], deletes: [], quota: {}, blockers: [], warnings: [] }),
      ...hooks,
    },
  },
})

const requestOf = (plugin: ProtectionPlugin): Begin => ({
  plugin,
  verb: "protect",
  operationId: "op-1",
  installation: "here",
  resource,
  parameters: {},
  deadline: inMs(3_600_000),
})

const wait = (state: string, more: object = {}): Step<string> => ({
  step: "wait",
  state,
  afterMs: 5_000,
  progress: { description: `at ${state}` },
  cancellable: "now",
  ...more,
})

const handleOf = async (turn: ReturnType<typeof begin>): Promise<Handle> => {
  const { status, ...rest } = await turn
  if (status !== "waiting" || !("handle" in rest)) return expect.unreachable(`it is ${status}`)
  return rest.handle
}

describe("begin and turn", () => {
  test("the four hooks follow one another, and what main gave is the result", async () => {
    const order: string[] = []
    const hook = (name: string, value?: string) => () =>
      Effect.sync((): Step => {
        order.push(name)
        return { step: "done", warnings: [`${name} warns`], ...(value === undefined ? {} : { value }) }
      })
    const plugin = pluginOf({
      onPrepareBegin: hook("begin"),
      onPrepareFinish: hook("finish"),
      onMain: hook("main", "made"),
      onComplete: hook("complete"),
    })
    expect(await begin(requestOf(plugin), { clock })).toEqual({
      status: "succeeded",
      result: "made",
      saved: "made",
      warnings: ["begin warns", "finish warns", "main warns", "complete warns"],
    })
    expect(order).toEqual(["begin", "finish", "main", "complete"])
  })

  test("a turn goes on with the hook that waited, with its state, and the next hook starts without one", async () => {
    const seen: [string, unknown][] = []
    const look = (name: string, context: HookContext) => Effect.sync(() => seen.push([name, context.state]))
    const plugin = pluginOf({
      onPrepareBegin: (context) => look("begin", context).pipe(Effect.as({ step: "done" })),
      onMain: (context) =>
        look("main", context).pipe(Effect.as(context.state === undefined ? wait("begun") : { step: "done" })),
      onComplete: (context) => look("complete", context).pipe(Effect.as({ step: "done" })),
    })
    const handle = await handleOf(begin(requestOf(plugin), { clock }))
    expect((await turn(plugin, handle, { clock })).status).toBe("succeeded")
    expect(seen).toEqual([
      ["begin", undefined],
      ["main", undefined],
      ["main", "begun"],
      ["complete", undefined],
    ])
  })

  test("a wait says how long, how far and whether it can be cancelled", async () => {
    const plugin = pluginOf({ onMain: () => Effect.succeed(wait("begun")) })
    expect(await begin(requestOf(plugin), { clock })).toMatchObject({
      status: "waiting",
      afterMs: 5_000,
      progress: { description: "at begun" },
      cancellable: "now",
      handle: { v: 1, plugin: "memory", hook: 2, state: "begun", attempt: 0, started: inMs(0) },
    })
  })

  test("the hook is told what the host said", async () => {
    let told: HookContext | undefined
    const plugin = pluginOf({
      onMain: (context) => {
        told = context
        return Effect.succeed(wait("begun"))
      },
    })
    const request = { ...requestOf(plugin), parameters: { copy_name: "nightly", description: null } }
    const handle = await handleOf(begin({ ...request, again: true, into: { account: "bob" } }, { clock }))
    expect(told).toMatchObject({
      operationId: "op-1",
      installation: "here",
      resource,
      into: { account: "bob" },
      again: true,
      cancelRequested: false,
      attempt: 0,
      deadline: Date.parse(handle.deadline),
    })
    expect(told?.parameters).toEqual({ copy_name: "nightly" })
    await turn(plugin, requestCancel(retry(handle, inMs(7_200_000))), { clock })
    expect(told).toMatchObject({ again: false, cancelRequested: true, attempt: 1, deadline: clock.now() + 7_200_000 })
  })

  test("an operation that was cancelled says what is left", async () => {
    const left = [{ kind: "copy", id: "copy-1", sentence: "A copy is left." }]
    const plugin = pluginOf({ onMain: () => Effect.succeed({ step: "cancelled", left }) })
    expect(await begin(requestOf(plugin), { clock })).toEqual({ status: "cancelled", left })
  })
})

describe("keep", () => {
  const keeping = pluginOf({
    onMain: (context) =>
      context.state === undefined
        ? context
            .keep("intent")
            .pipe(
              Effect.andThen(Effect.fail(new ProtectionError({ code: "ambiguous", message: "the answer was lost" }))),
            )
        : Effect.succeed(wait("found")),
  })

  test("the host gets a whole handle before the call it announces", async () => {
    const kept: Handle[] = []
    const keep = async (handle: Handle) => void kept.push(handle)
    await begin(requestOf(keeping), { clock, keep })
    expect(kept).toMatchObject([{ v: 1, operationId: "op-1", hook: 2, state: "intent" }])
  })

  test("a failed turn gives back what was kept last, so that a retry knows of it", async () => {
    const end = await begin(requestOf(keeping), { clock })
    expect(end).toMatchObject({ status: "failed", error: { code: "ambiguous" }, handle: { state: "intent" } })
    if (end.status !== "failed") return expect.unreachable()
    const handle = await handleOf(turn(keeping, retry(end.handle, inMs(3_600_000)), { clock }))
    expect(handle).toMatchObject({ state: "found", attempt: 1 })
  })

  test("a host that can not keep fails the turn before anything is sent", async () => {
    const keep = () => Promise.reject(new Error("the disk is full"))
    expect(await begin(requestOf(keeping), { clock, keep })).toMatchObject({
      status: "failed",
      error: { code: "unavailable", outcome: "notStarted" },
      handle: { hook: 0 },
    })
  })
})

describe("time", () => {
  const left = [{ kind: "copy", id: "copy-1", sentence: "A copy is BUILDING." }]
  const waiting = pluginOf({ onMain: () => Effect.succeed(wait("begun", { left })) })

  test("nobody is told to come back after the deadline", async () => {
    const request = { ...requestOf(waiting), deadline: inMs(2_000) }
    expect(await begin(request, { clock })).toMatchObject({ status: "waiting", afterMs: 2_000 })
  })

  test("what still waits at its deadline fails and names what is left", async () => {
    const handle = await handleOf(begin(requestOf(waiting), { clock }))
    expect(await turn(waiting, { ...handle, deadline: inMs(0) }, { clock })).toMatchObject({
      status: "failed",
      error: { code: "deadlineExceeded", retryable: true, left, message: expect.stringContaining("at begun") },
    })
  })

  test("what is done at its deadline succeeds", async () => {
    const plugin = pluginOf({
      onMain: ({ state }) => Effect.succeed(state === undefined ? wait("begun") : { step: "done" }),
    })
    const handle = await handleOf(begin(requestOf(plugin), { clock }))
    expect((await turn(plugin, { ...handle, deadline: inMs(0) }, { clock })).status).toBe("succeeded")
  })

  test("begun after its deadline, no hook is asked", async () => {
    const plugin = pluginOf({ onPrepareBegin: () => Effect.die("it was asked") })
    expect(await begin({ ...requestOf(plugin), deadline: inMs(0) }, { clock })).toMatchObject({
      status: "failed",
      error: { code: "deadlineExceeded", outcome: "notStarted" },
    })
  })

  test("without a clock of the host's the machine's own is used", async () => {
    const plugin = pluginOf({
      onMain: () => Effect.map(Clock.currentTimeMillis, (value): Step => ({ step: "done", value })),
    })
    const before = Date.now()
    const end = await begin({ ...requestOf(plugin), deadline: "2999-01-01T00:00:00Z" })
    if (end.status !== "succeeded") return expect.unreachable(end.status)
    expect(end.result).toBeGreaterThanOrEqual(before)
  })
})

describe("what is refused before any hook is asked", () => {
  const plugin = pluginOf({ onPrepareBegin: () => Effect.die("it was asked") })
  const request = requestOf(plugin)
  const refused: readonly [string, Begin, object][] = [
    ["a verb", { ...request, verb: "copy" }, { code: "notSupported", message: expect.stringContaining("copy") }],
    [
      "a resource of another type",
      { ...request, resource: { ...resource, type: "Other::Type" } },
      {
        code: "invalidParameters",
        issues: [{ path: "/resource/type", message: expect.stringContaining("Other::Type") }],
      },
    ],
    [
      "a deadline that is no time",
      { ...request, deadline: "tomorrow" },
      { code: "invalidParameters", issues: [{ path: "/deadline", message: expect.stringContaining("tomorrow") }] },
    ],
    [
      "what it lacks, by its path",
      // As a host in JavaScript may call it.
      Object.assign({ ...request }, JSON.parse('{"operationId":"","resource":{"scope":{},"type":"T"}}')),
      {
        code: "invalidParameters",
        issues: [
          { path: "/operationId" },
          { path: "/resource/scope/account" },
          { path: "/resource/id" },
          { path: "/resource/name" },
        ],
      },
    ],
    [
      "parameters that are wrong",
      { ...request, parameters: { copy_name: 7, other: 1 } },
      { code: "invalidParameters", issues: [{ path: "/parameters/other" }, { path: "/parameters/copy_name" }] },
    ],
  ]
  for (const [name, begun, error] of refused) {
    test(name, async () => {
      expect(await begin(begun, { clock })).toMatchObject({
        status: "failed",
        error: { outcome: "notStarted", ...error },
      })
    })
  }

  test("a verb that starts from saved info, without it", async () => {
    const all = new MemoryPlugin(new MemoryService())
    for (const verb of ["restore", "verify", "delete"] as const) {
      expect(await begin({ ...requestOf(all), verb }, { clock })).toMatchObject({
        status: "failed",
        error: { code: "invalidParameters", issues: [{ path: "/saved" }] },
      })
    }
  })

  test("a plugin of another contract", async () => {
    // As a plugin written for a later version would be, loaded from a file.
    const later: ProtectionPlugin = Object.assign({ ...plugin }, { contract: 2 })
    expect(await begin(requestOf(later), { clock })).toMatchObject({ status: "failed", error: { code: "tooNew" } })
  })

  test("a handle of another plugin", async () => {
    const other = pluginOf({ onMain: () => Effect.succeed(wait("begun")) })
    const handle = await handleOf(begin(requestOf(other), { clock }))
    expect(await turn({ ...plugin, id: "other" }, handle, { clock })).toMatchObject({
      status: "failed",
      error: { code: "invalidParameters", issues: [{ path: "/plugin" }] },
    })
  })
})

describe("plugins that break", () => {
  const thrown = () => {
    throw new TypeError("x is not a function")
  }
  for (const [name, onMain] of [
    ["by throwing", thrown],
    ["by dying", () => Effect.die(new TypeError("x is not a function"))],
  ] as const) {
    test(`${name} fail with a defect that names the hook`, async () => {
      expect(await begin(requestOf(pluginOf({ onMain })), { clock })).toMatchObject({
        status: "failed",
        error: { code: "defect", message: "The plugin broke in onMain: x is not a function" },
      })
    })
  }
})

test("a signal ends the waiting for this turn, and the operation goes on from its handle", async () => {
  let slow = true
  const plugin = pluginOf({
    onMain: ({ state }) => {
      if (state === undefined) return Effect.succeed(wait("begun"))
      return slow ? Effect.never : Effect.succeed({ step: "done" })
    },
  })
  const handle = await handleOf(begin(requestOf(plugin), { clock }))
  const call = new AbortController()
  const waiting = turn(plugin, handle, { clock, signal: call.signal })
  call.abort()
  await expect(waiting).rejects.toThrow()
  slow = false
  expect((await turn(plugin, handle, { clock })).status).toBe("succeeded")
})

describe("a handle as a string", () => {
  const plugin = pluginOf({ onMain: () => Effect.succeed(wait("begun")) })

  test("is the same handle again", async () => {
    const handle = await handleOf(begin({ ...requestOf(plugin), into: { account: "bob" } }, { clock }))
    expect(decode(encode(handle))).toEqual(handle)
  })

  test("of a newer version is refused as such", async () => {
    const handle = await handleOf(begin(requestOf(plugin), { clock }))
    const newer = JSON.stringify({ ...handle, v: 2, more: "than we know" })
    expect(() => decode(newer)).toThrow(expect.objectContaining({ code: "tooNew" }))
  })

  test("is looked at also where it never was a string", async () => {
    const handle = await handleOf(begin(requestOf(plugin), { clock }))
    const newer: Handle = Object.assign({ ...handle }, { v: 2 })
    expect(await turn(plugin, newer, { clock })).toMatchObject({ status: "failed", error: { code: "tooNew" } })
    const torn: Handle = Object.assign({ ...handle }, { hook: 7, attempt: undefined })
    expect(await turn(plugin, torn, { clock })).toMatchObject({
      status: "failed",
      error: { code: "damaged", outcome: "notStarted", issues: [{ path: "/hook" }, { path: "/attempt" }] },
    })
  })

  test("forgets a wish to cancel when it is tried again", async () => {
    const handle = await handleOf(begin(requestOf(plugin), { clock }))
    const again = retry(requestCancel(handle), inMs(7_200_000))
    expect(again).toEqual({ ...handle, attempt: 1, deadline: inMs(7_200_000) })
  })

  test.each(["", "{}", "null", '{"v":1}', "op-1"])("that is none is refused: %j", (text) => {
    expect(() => decode(text)).toThrow(expect.objectContaining({ code: "damaged" }))
  })
})

describe("what is next", () => {
  const failing = (more: object) =>
    pluginOf({ onMain: () => Effect.fail(new ProtectionError({ code: "unavailable", message: "away", ...more })) })

  test("is the next turn, when the step says so", async () => {
    const waiting = await begin(requestOf(pluginOf({ onMain: () => Effect.succeed(wait("one")) })), { clock })
    expect(next(waiting, { clock })).toMatchObject({ afterMs: 5_000, handle: { state: "one" } })
  })

  test("is another try after a fault that passes, when the fault says so or the host likes, until the deadline", async () => {
    const told = await begin(requestOf(failing({ retryAfterMs: 7_000 })), { clock })
    expect(next(told, { clock })).toMatchObject({ afterMs: 7_000, handle: { operationId: "op-1" } })
    const untold = await begin(requestOf(failing({})), { clock })
    expect(next(untold, { clock })).not.toHaveProperty("afterMs")
    if (untold.status !== "failed") return expect.unreachable()
    const late = { ...untold, handle: { ...untold.handle, deadline: inMs(0) } }
    expect(next(late, { clock })).toBeUndefined()
    expect(next({ ...untold, handle: { ...untold.handle, deadline: "soon" } }, { clock })).toBeUndefined()
  })

  test("is nothing after an end, or a failure that does not pass", async () => {
    expect(next(await begin(requestOf(pluginOf({})), { clock }), { clock })).toBeUndefined()
    expect(next({ status: "cancelled", left: [] }, { clock })).toBeUndefined()
    const failed = await begin(requestOf(failing({ retryable: false })), { clock })
    expect(failed.status).toBe("failed")
    expect(next(failed, { clock })).toBeUndefined()
  })
})
