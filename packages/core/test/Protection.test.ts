import { MemoryPlugin, MemoryProtectable, MemoryService } from "@breakwater/core/testing"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as Stream from "effect/Stream"
import * as Tracer from "effect/Tracer"
import * as TestClock from "effect/testing/TestClock"
import { describe, expect, it } from "vitest"
import { memoryEngine, RememberEnded } from "../src/engine/index.ts"
import { memoryBank, type Plan, Protection, type Provider, protectPlan } from "../src/index.ts"
import { isoTime } from "../src/internal/now.ts"
import { thing } from "./support/memoryHost.ts"

const setUp = () => {
  const service = new MemoryService()
  const id = service.addThing({ name: "orders" })
  const plugins = [new MemoryPlugin(service)]
  const provider: Provider = { id: "p", bank: memoryBank(), protectables: [new MemoryProtectable(service)], plugins }
  const plan: Plan = { id: "nightly", name: "Nightly", provider: "p", resources: [thing(id, "orders")], parameters: {} }
  const layer = Protection.layer({ providers: [provider] }).pipe(
    Layer.provide(memoryEngine().layer),
    Layer.provideMerge(Logger.layer([])),
  )
  return { service, plan, layer }
}

/** Lets the work between two sleeps be done, then moves the clock on, until the fiber has ended. */
const untilDone = Effect.fnUntraced(function* <A, E>(fiber: Fiber.Fiber<A, E>) {
  while (fiber.pollUnsafe() === undefined) {
    yield* Effect.promise(() => new Promise((resolve) => setImmediate(resolve)))
    yield* TestClock.adjust("1 second")
  }
  return yield* Fiber.join(fiber)
})

describe("Protection", () => {
  it("is a service of Effect: a plan is protected, watched and found again", async () => {
    const { layer, plan } = setUp()
    const program = Effect.gen(function* () {
      const protection = yield* Protection
      const deadline = isoTime((yield* Clock.currentTimeMillis) + 3_600_000)
      const started = yield* protection.start(protectPlan(plan, { id: "op", deadline }))
      const states = yield* protection.watch(started.id).pipe(
        Stream.map(({ operation }) => operation.state),
        Stream.runCollect,
      )
      const { items } = yield* protection.checkpoints.list({ plan: "nightly" })
      return { states: [...new Set(states)], plans: items.map((checkpoint) => checkpoint.plan) }
    })
    const ended = await Effect.runPromise(
      Effect.forkChild(program).pipe(
        Effect.flatMap(untilDone),
        Effect.provide(layer),
        Effect.provide(TestClock.layer()),
      ),
    )
    expect(ended).toEqual({ states: ["queued", "running", "succeeded"], plans: ["nightly"] })
  })

  it("gives each operation and hook a span below the caller's", async () => {
    const { layer, plan } = setUp()
    const spans: { readonly name: string; readonly traceId: string; readonly parent: string | undefined }[] = []
    const tracer = Tracer.make({
      span: (options) => {
        const span = new Tracer.NativeSpan(options)
        const parent = options.parent._tag === "Some" ? options.parent.value : undefined
        spans.push({ name: span.name, traceId: span.traceId, parent: parent?.spanId })
        return span
      },
    })
    const traceId = "0af7651916cd43dd8448eb211c80319c"
    const traceparent = `00-${traceId}-b7ad6b7169203331-01`
    const program = Effect.gen(function* () {
      const protection = yield* Protection
      const deadline = isoTime((yield* Clock.currentTimeMillis) + 3_600_000)
      yield* protection.start({ ...protectPlan(plan, { id: "op", deadline }), traceparent })
      yield* protection.wait("op")
    })
    await Effect.runPromise(
      Effect.forkChild(program).pipe(
        Effect.flatMap(untilDone),
        Effect.provide(layer),
        Effect.provide(TestClock.layer()),
        Effect.provideService(Tracer.Tracer, tracer),
      ),
    )
    const below = (name: string) => spans.filter((span) => span.name === name)
    expect(below("Protection.start")).toEqual([{ name: "Protection.start", traceId, parent: "b7ad6b7169203331" }])
    expect(below("operation protect")).toEqual([{ name: "operation protect", traceId, parent: "b7ad6b7169203331" }])
    expect(below("hook onMain")).toMatchObject([{ traceId }])
  })

  it("forgets operations some time after they ended, and then their ids may be used again", async () => {
    const { layer, plan } = setUp()
    const program = Effect.gen(function* () {
      const protection = yield* Protection
      const deadline = isoTime((yield* Clock.currentTimeMillis) + 7_200_000)
      const verify = { id: "check", verb: "verify", provider: "p", checkpoint: "op", parameters: {}, deadline } as const
      yield* protection.start(protectPlan(plan, { id: "op", deadline }))
      yield* protection.wait("op")
      yield* protection.start(verify)
      yield* protection.wait("check")
      yield* Effect.sleep("10 minutes")
      yield* protection.start({ ...verify, id: "other" })
      yield* protection.wait("other")
      const gone = yield* Effect.flip(protection.get("check"))
      const again = yield* protection.start({ ...verify, labels: { again: "yes" } })
      yield* protection.wait("check")
      return [gone.code, again.state]
    })
    const ended = await Effect.runPromise(
      Effect.forkChild(program).pipe(
        Effect.flatMap(untilDone),
        Effect.provide(layer),
        Effect.provide(TestClock.layer()),
        Effect.provideService(RememberEnded, Duration.minutes(5)),
      ),
    )
    expect(ended).toEqual(["notFound", "queued"])
  })
})
