import * as Effect from "effect/Effect"
import { expect, test } from "vitest"
import { operationStoreConformance } from "../support/operationStoreConformance.ts"
import { bootServer, openStore } from "./openClusterStore.ts"

const server = bootServer()

operationStoreConformance("the cluster engine", async () => {
  const { url } = await server.newDatabase()
  return [await openStore({ url, runs: false }), await openStore({ url, runs: false })]
})

test("operations beyond those whose requests are remembered are all listed, however many look at once", async () => {
  const { url } = await server.newDatabase()
  const store = await openStore({ url, runs: false })
  const ids = Array.from({ length: 130 }, (_, index) => `op-${index}`)
  const request = { verb: "protect", provider: "p", parameters: {}, deadline: "2030-01-01T00:00:00.000Z" } as const
  const insert = (id: string) => store.insert({ request: { ...request, id }, checkpoint: id, rows: [] })
  await Effect.runPromise(Effect.forEach(ids, insert))
  const looks = Array.from({ length: 40 }, (_, index) => store.list({ limit: 60 + 3 * index }))
  const pages = await Effect.runPromise(Effect.all(looks, { concurrency: "unbounded" }))
  expect(pages.map(({ items }) => items.length)).toEqual(looks.map((_, index) => Math.min(130, 60 + 3 * index)))
})
