import * as Effect from "effect/Effect"
import { expect, it } from "vitest"
import type { ResourceRow } from "../src/internal/OperationStore.ts"
import { makeSeats } from "../src/internal/Seats.ts"
import { memoryHost, thing } from "./support/memoryHost.ts"

const row = (key: string, of: Partial<ResourceRow>): ResourceRow => ({
  ...{ key, resource: thing(key), children: [], served: true, hook: 2, begun: true },
  ...{ state: "running", cancellable: "now", left: [], warnings: [] },
  ...of,
})

it("whoever takes an operation over keeps the places of what is under way, goes on in them, and asks for others", async () => {
  const rows = [
    row("under way", { hookState: 1 }),
    row("between two hooks", {}),
    row("not begun", { state: "queued", begun: false }),
    row("ended", { state: "succeeded", hookState: 1 }),
  ]
  const told: string[] = []
  const shared = {
    take: (_: unknown, { key }: { readonly key: string }) => Effect.sync(() => told.push(`take ${key}`) > 0),
    giveBack: (_: unknown, key: string) => Effect.sync(() => void told.push(`give back ${key}`)),
    keepOnly: (_: unknown, keys: readonly string[]) => Effect.succeed(keys),
    awaitFreed: Effect.never,
  }
  const hold = {
    ...{ id: "op", epoch: 2, request: memoryHost().request("op"), rows: new Map(rows.map((one) => [one.key, one])) },
    orStop: <A, E>(effect: Effect.Effect<A, E>) => Effect.orDie(effect),
  }
  const seats = await Effect.runPromise(makeSeats(hold, { shared }))
  for (const one of rows.slice(0, 3)) await Effect.runPromise(seats.agree(one) ?? Effect.succeed(true))
  for (const { key } of rows) await Effect.runPromise(seats.giveBack(key))
  expect(told).toEqual([
    "take between two hooks",
    "take not begun",
    "give back under way",
    "give back between two hooks",
    "give back not begun",
  ])
})
