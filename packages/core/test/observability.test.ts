/** What a host sees of operations: spans, log lines and measurements, whatever process drives them; and no secret in any. */
import { join } from "node:path"
import { manualClock, virtualClock } from "@breakwater/core/testing"
import * as Effect from "effect/Effect"
import { describe, expect, test } from "vitest"
import { sqliteEngine } from "../src/engine/sqlite.ts"
import type { HostLog, ProtectionError } from "../src/index.ts"
import { conceal, concealedText } from "../src/internal/concealed.ts"
import { secretOf } from "../src/internal/secrets.ts"
import type { HostMeter, HostTracer } from "../src/promise.ts"
import { memoryHost, thing } from "./support/memoryHost.ts"
import { newFolder } from "./support/newFolder.ts"
import { done, type Script, scriptedPlugin, waitOnce } from "./support/scriptedPlugin.ts"

interface Span {
  readonly name: string
  readonly spanId: string
  readonly parent: string | undefined
  readonly trace: string
}

const recordingTracer = () => {
  const spans: Span[] = []
  const errors: unknown[] = []
  const tracer: HostTracer = {
    start: (name, { parent }) => {
      const spanId = String(spans.length + 1).padStart(16, "0")
      const trace = parent?.traceId ?? "f".repeat(32)
      spans.push({ name, spanId, parent: parent?.spanId, trace })
      const end = (error?: unknown) => void (error === undefined ? undefined : errors.push(error))
      return { traceId: trace, spanId, sampled: true, attribute: () => {}, end }
    },
  }
  return { spans, errors, tracer }
}

const recordingLog = () => {
  const lines: { level: string; facts: object; message: string }[] = []
  const write = (level: string) => (facts: object, message: string) => void lines.push({ level, facts, message })
  const log: HostLog = { debug: write("debug"), info: write("info"), warn: write("warn"), error: write("error") }
  return { lines, log }
}

const recordingMeter = () => {
  const told: (readonly [name: string, value: number, attributes: object])[] = []
  const meter: HostMeter = {
    count: () => {},
    record: () => {},
    gauge: (name, value, attributes) => void told.push([name, value, attributes]),
  }
  const of = (name: string) =>
    told.filter(([each]) => each === name).map(([, value, attributes]) => [value, attributes])
  return { meter, of }
}

const traceId = "4bf92f3577b34da6a3ce929d0e0e4736"
const caller = "00f067aa0ba902b7"

/** Each hook makes a call of its own and says something. */
const calling: Script = (hook, context) =>
  Effect.succeed(undefined).pipe(
    Effect.withSpan("call"),
    Effect.andThen(Effect.logInfo("A call was made.")),
    Effect.andThen(waitOnce(hook, context)),
  )

test("spans lead from each call over its hook and the operation to the caller, also in the process that took over", async () => {
  const clock = manualClock()
  const file = join(await newFolder(), "engine.db")
  const { plugin } = scriptedPlugin(calling)
  const [one, two] = [recordingTracer(), recordingTracer()]
  const host = memoryHost({ clock, plugins: [plugin], engine: sqliteEngine(file), tracer: one.tracer })
  const resources = [thing(host.service.addThing({ name: "orders" }))]
  const first = await host.open()
  const traceparent = `00-${traceId}-${caller}-01`
  await first.operations.start(host.request("op", { resources, traceparent }))
  await clock.advance(1500)
  await first.close()
  const again = memoryHost({
    clock,
    plugins: [plugin],
    engine: sqliteEngine(file),
    tracer: two.tracer,
    bank: host.bank,
  })
  await using second = await again.open()
  await clock.advance(60_000)
  expect(await second.operations.get("op")).toMatchObject({ state: "succeeded" })
  for (const { spans } of [one, two]) {
    const ancestry = (span: Span | undefined): readonly string[] =>
      span === undefined ? [] : [span.name, ...ancestry(spans.find(({ spanId }) => spanId === span.parent))]
    const calls = spans.filter(({ name }) => name === "call")
    expect(calls.length).toBeGreaterThan(0)
    for (const call of calls) {
      expect(ancestry(call)).toEqual(["call", expect.stringMatching(/^hook on/), "operation protect"])
      expect(call.trace).toBe(traceId)
    }
    expect(spans.find(({ name }) => name === "operation protect")?.parent).toBe(caller)
  }
})

test("whatever is logged during a hook, by the plugin too, tells the operation, the resource and the plugin", async () => {
  const { lines, log } = recordingLog()
  const { plugin } = scriptedPlugin(calling)
  const host = memoryHost({ plugins: [plugin], log })
  const id = host.service.addThing({ name: "orders" })
  await using client = await host.open()
  await client.operations.start(host.request("op", { resources: [thing(id)] }))
  await client.operations.wait("op")
  const said = lines.filter(({ message }) => message === "A call was made.")
  expect(said).toHaveLength(8)
  for (const { facts } of said) {
    expect(facts).toEqual({ operation: "op", resource: expect.stringContaining(id), plugin: "scripted" })
  }
  expect(lines.find(({ message }) => message === "protect: succeeded")?.facts).toEqual({ operation: "op" })
})

test.each([
  ["throws", () => ({ debug: brokenLine, info: brokenLine, warn: brokenLine, error: brokenLine })],
  ["lacks what it is called by", (): HostLog => JSON.parse("{}")],
])("a logger that %s harms no operation, neither one that ends well nor one that fails", async (_, makeLog) => {
  const host = memoryHost({ log: makeLog() })
  const [one, other] = [host.service.addThing({ name: "orders" }), host.service.addThing({ name: "users" })]
  await using client = await host.open()
  await client.operations.start(host.request("op", { resources: [thing(one)] }))
  expect(await client.operations.wait("op")).toMatchObject({ state: "succeeded" })
  host.service.failNext("createCopy")
  await client.operations.start(host.request("failing", { resources: [thing(other)] }))
  await expect(client.operations.wait("failing")).rejects.toMatchObject({ code: "remoteFailed" })
})

const brokenLine = () => {
  throw new Error("the disk of the log is full")
}

test("a gauge tells how many operations are in flight, by verb and provider", async () => {
  const { meter, of } = recordingMeter()
  const { plugin } = scriptedPlugin(waitOnce)
  const host = memoryHost({ plugins: [plugin], meter })
  await using client = await host.open()
  const things = ["a", "b"].map((name) => thing(host.service.addThing({ name })))
  for (const resource of things) await client.operations.start(host.request(resource.id, { resources: [resource] }))
  for (const { id } of things) await client.operations.wait(id)
  await host.clock.sleep(1)
  const protects = { verb: "protect", provider: "p" }
  expect(of("breakwater.operations.in_flight")).toEqual([1, 2, 1, 0].map((count) => [count, protects]))
})

test("a gauge tells every five minutes how old the last good checkpoint of each plan is", async () => {
  const { meter, of } = recordingMeter()
  const clock = manualClock()
  let fails = false
  const { plugin } = scriptedPlugin((hook, context) => (fails ? Effect.die("broken") : done(hook, context)))
  const host = memoryHost({ plugins: [plugin], meter, clock })
  const resources = [thing(host.service.addThing({ name: "orders" }))]
  await using client = await host.open()
  const protect = async (id: string, plan: string) => {
    await client.operations.start(host.request(id, { resources, plan }))
    await clock.advance(1000)
  }
  await protect("one", "nightly")
  fails = true
  await protect("two", "hourly / 2")
  await clock.advance(298_000)
  await protect("three", "nightly")
  await clock.advance(300_000)
  const ages = of("breakwater.plan.last_good.age").map(([age, attributes]) => [Number(age), attributes])
  const nightly = { plan: "nightly", provider: "p" }
  const hourly = { plan: "hourly / 2", provider: "p" }
  // Where none is good yet, the age is that of the first try.
  expect(ages).toEqual([
    [299_000, hourly],
    [300_000, nightly],
    [599_000, hourly],
    [600_000, nightly],
  ])
})

describe("a secret that was looked up", () => {
  const secret = 'pa"ss wörd-7731'
  const says = (text: string) => new Error(`401 for user:${text}@cloud`)

  test.each<[string, Script]>([
    ["throws", () => Effect.die(says(secret))],
    ["fails", () => Effect.die(says(encodeURIComponent(secret)))],
    [
      "shows its progress",
      (_, context) =>
        context.state === undefined
          ? Effect.succeed({
              step: "wait",
              state: 1,
              afterMs: 1000,
              progress: { description: `As ${secret}` },
              cancellable: "now",
              left: [{ kind: "x", id: "x", sentence: secret }],
            })
          : Effect.succeed({ step: "done", value: {}, warnings: [`Used ${secret}`] }),
    ],
    [
      "writes to the log",
      (hook, context) => Effect.andThen(Effect.logError(`As ${secret}`, { secret }), done(hook, context)),
    ],
  ])("is in no record, log line or span when a plugin %s with it", async (_, script) => {
    conceal(secret)
    const { lines, log } = recordingLog()
    const { errors, tracer } = recordingTracer()
    const { plugin } = scriptedPlugin(script)
    const host = memoryHost({ plugins: [plugin], log, tracer, clock: virtualClock() })
    const resources = [thing(host.service.addThing({ name: "orders" }))]
    await using client = await host.open()
    await client.operations.start(host.request("op", { resources }))
    const failure = await client.operations.wait("op").catch((error: ProtectionError) => error)
    const changes = []
    for await (const change of client.operations.watch("op", { afterRevision: 0 })) changes.push(change)
    const { items } = await client.operations.resources("op")
    const told = JSON.stringify([failure, changes, items, lines, errors.map((error) => [String(error), error])])
    expect(told).toContain("[secret]")
    for (const spelling of [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), "7731"])
      expect(told).not.toContain(spelling)
  })

  test("does no harm where something is logged or thrown that has no JSON", async () => {
    conceal(secret)
    const circle: { self?: unknown } = {}
    circle.self = circle
    const { lines, log } = recordingLog()
    const { plugin } = scriptedPlugin(() =>
      Effect.logInfo("Here.").pipe(
        Effect.annotateLogs("circle", circle),
        Effect.andThen(Effect.die(Object.assign(says(secret), { circle }))),
      ),
    )
    const host = memoryHost({ plugins: [plugin], log })
    await using client = await host.open()
    await client.operations.start(host.request("op", { resources: [thing(host.service.addThing({ name: "orders" }))] }))
    const failure = await client.operations.wait("op").catch((error: ProtectionError) => error)
    expect(failure).toMatchObject({ code: "defect", message: expect.stringContaining("user:[secret]@cloud") })
    expect(lines.find(({ message }) => message === "Here.")?.facts).toMatchObject({ circle })
  })

  test("is one from the moment a provider file names it", async () => {
    expect(concealedText("It is key-of-the-cloud.")).toBe("It is key-of-the-cloud.")
    const sources = { env: () => "key-of-the-cloud", cloud: undefined, file: () => Effect.undefined }
    await Effect.runPromise(secretOf(sources, "env:CLOUD_KEY"))
    expect(concealedText("It is key-of-the-cloud.")).toBe("It is [secret].")
  })
})
