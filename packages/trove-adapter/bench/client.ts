/**
 * The typed client beside what it stands on, over a `fetch` that answers the same bytes to everybody: bare fetch, bare
 * openapi-fetch, and ours with token, budget, time, check of the answer, errors, retries and ids. Part of `pnpm bench`.
 */
import process from "node:process"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import createClient from "openapi-fetch"
import { compare } from "../../../scripts/bench/compare.ts"
import type { RawTroveClient } from "../src/internal/client.ts"
import { troveClient } from "../src/promise.ts"
import { Trove } from "../src/Trove.ts"
import { constantCloud } from "./constantCloud.ts"

const { connection, project, token } = await constantCloud(10_000)
const baseUrl = `https://cloud.example/v1.0/${project}`
const headers = { Accept: "application/json", "X-Auth-Token": token, "User-Agent": "bench" }
const openapi: RawTroveClient = createClient({ baseUrl, headers, fetch: connection.fetch })
const ours = troveClient(connection, { project })
const trove = await Effect.runPromise(Trove.make(connection, { project }))

const calls = 20
const each = (call: () => Promise<unknown>) => async () => {
  for (let count = 0; count < calls; count += 1) await call()
}
await compare(
  "A page of twenty",
  {
    "bare openapi-fetch": each(() => openapi.GET("/instances", { params: { query: { limit: 20 } } })),
    "bare fetch": each(async () => {
      const response = await connection.fetch(new Request(`${baseUrl}/instances?limit=20`, { headers }))
      return response.json()
    }),
    "the typed client, with promises": each(() => ours.pageInstances({ limit: 20 })),
    "the typed client, inside Effect": () =>
      Effect.runPromise(Effect.forEach(Array(calls), () => trove.pageInstances({ limit: 20 }), { discard: true })),
  },
  { calls, wanted: { "the typed client, with promises": 0.7, "the typed client, inside Effect": 0.7 } },
)

const page = async (marker: string) => {
  const query = { limit: 20, ...(marker === "" ? {} : { marker }) }
  return (await openapi.GET("/instances", { params: { query } })).data
}

/** Page after page, as far as the links go. */
const bare = async (take: (row: unknown) => void): Promise<void> => {
  for (let marker: string | null = ""; marker !== null; ) {
    const answer = await page(marker)
    for (const row of answer?.instances ?? []) take(row)
    const next = answer?.links?.find(({ rel }) => rel === "next")?.href
    marker = next === undefined ? null : new URL(next).searchParams.get("marker")
  }
}
const ignore = (_row: unknown) => {}
await compare("10,000 instances, in pages of twenty", {
  "bare openapi-fetch, page after page": () => bare(ignore),
  "the stream": () => Effect.runPromise(Stream.runDrain(trove.listInstances())),
  "the async iterable": async () => {
    for await (const row of ours.listInstances()) ignore(row)
  },
})

/** **Units**: megabytes that are in use at most, beyond those before; looked at ten times on the way. */
const mostOf = async (list: (take: (row: unknown) => void) => Promise<unknown>): Promise<number> => {
  const used = () => {
    globalThis.gc?.()
    return process.memoryUsage().heapUsed / 2 ** 20
  }
  const before = used()
  let most = 0
  let count = 0
  await list(() => {
    count += 1
    if (count % 1000 === 0) most = Math.max(most, used() - before)
  })
  if (count !== 10_000) throw new Error(`There were ${count} instances.`)
  return most
}
const rows: unknown[] = []
const whole = await mostOf((take) =>
  bare((row) => {
    rows.push(row)
    take(row)
  }),
)
rows.length = 0
const streamed = await mostOf((take) =>
  Effect.runPromise(Stream.runForEach(trove.listInstances(), (row) => Effect.sync(() => take(row)))),
)
const isKept = streamed < 0.25 * whole
console.log(
  `\nMemory in use at most: ${streamed.toFixed(1)} MB for the stream, ${whole.toFixed(1)} MB for all rows in a list: ${(streamed / whole).toFixed(2)}   wanted: at most 0.25${isKept ? "" : ", BROKEN"}`,
)
if (!isKept) process.exitCode = 1
await ours.close()
