import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { describe, expect, it } from "vitest"
import { gatherWrites } from "../src/internal/gatherWrites.ts"
import type { OperationUpdate, ResourceRow } from "../src/internal/OperationStore.ts"
import { thing } from "./support/memoryHost.ts"

const row = (key: string, hook = 0): ResourceRow => ({
  key,
  resource: thing(key),
  children: [],
  served: true,
  state: "running",
  cancellable: "now",
  left: [],
  warnings: [],
  hook,
  begun: true,
})

const save = (key: string, hook = 0): OperationUpdate => ({ rows: [row(key, hook)] })

/** Says what was written together; each write waits until it is let go on. */
const gathering = () => {
  const written: string[] = []
  const gates: Deferred.Deferred<void>[] = []
  const write = gatherWrites((update) =>
    Effect.gen(function* () {
      const gate = yield* Deferred.make<void>()
      gates.push(gate)
      yield* Deferred.await(gate)
      written.push(update.note ?? (update.rows ?? []).map(({ hook, key }) => `${key}${hook}`).join(" "))
    }),
  )
  const settled = Effect.repeat(Effect.yieldNow, { times: 20 })
  const letGo = Effect.andThen(
    settled,
    Effect.suspend(() => Deferred.succeed(gates[gates.length - 1] ?? Deferred.makeUnsafe<void>(), undefined)),
  ).pipe(Effect.andThen(settled))
  return { written, write, letGo, begun: () => gates.length, settled }
}

const start = <A>(effect: Effect.Effect<A>) => Effect.forkChild(effect, { startImmediately: true })

describe("writes of one operation", () => {
  it("go together when they come in one moment or while another is written, each durable when it returns", () =>
    Effect.runPromise(
      Effect.gen(function* () {
        const { written, write, letGo, begun } = gathering()
        const first = yield* Effect.forEach(["a", "b", "c"], (key) => start(write(save(key))))
        yield* Effect.yieldNow
        yield* Effect.repeat(Effect.yieldNow, { times: 20 })
        const later = yield* Effect.forEach(["d", "e"], (key) => start(write(save(key))))
        expect(first.map((fiber) => fiber.pollUnsafe())).toEqual([undefined, undefined, undefined])
        yield* letGo
        yield* Effect.forEach(first, Fiber.join)
        expect(written).toEqual(["a0 b0 c0"])
        expect(later.map((fiber) => fiber.pollUnsafe())).toEqual([undefined, undefined])
        yield* letGo
        yield* Effect.forEach(later, Fiber.join)
        expect(written).toEqual(["a0 b0 c0", "d0 e0"])
        expect(begun()).toBe(2)
      }),
    ))

  it("of one resource go one after the other, and a note goes alone", () =>
    Effect.runPromise(
      Effect.gen(function* () {
        const { written, write, letGo } = gathering()
        const updates = [save("a", 1), save("a", 2), save("b"), { note: "A note." }, save("a", 3)]
        const fibers = yield* Effect.forEach(updates, (update) => start(write(update)))
        for (let index = 0; index < 4; index += 1) yield* letGo
        yield* Effect.forEach(fibers, Fiber.join)
        expect(written.filter((each) => each !== "A note.")).toEqual(["a1 b0", "a2", "a3"])
        expect(written).toContain("A note.")
      }),
    ))

  it("are not lost when whoever wrote for all is interrupted, but what is interrupted is not written", () =>
    Effect.runPromise(
      Effect.gen(function* () {
        const { written, write, letGo, settled } = gathering()
        const leader = yield* start(write(save("a")))
        const other = yield* start(write(save("b")))
        yield* settled
        yield* Fiber.interrupt(leader)
        yield* letGo
        yield* Fiber.join(other)
        expect(written).toEqual(["b0"])
      }),
    ))
})
