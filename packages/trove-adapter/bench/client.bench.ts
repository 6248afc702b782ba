/**
 * The typed client beside what it stands on, over a `fetch` that answers the same bytes to everybody: bare fetch, bare
 * openapi-fetch, and ours with token, check of the answer, errors, retries and tracing. `pnpm bench`.
 */
import { createMockTrove } from "@breakwater/mock-trove"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import createClient from "openapi-fetch"
import { test } from "vitest"
import type { paths } from "../src/generated/trove.ts"
import { troveClient } from "../src/promise.ts"
import { Trove } from "../src/Trove.ts"

const json = { "Content-Type": "application/json" }

/** So many instances in the bytes of one answer, and what a client needs to ask for them. */
const arranged = async (count: number) => {
  const cloud = createMockTrove({ quotas: { instances: -1, volumes: -1, backups: -1 } })
  for (let index = 0; index < Math.min(count, 20); index += 1) cloud.state.instances.add({ name: `db-${index}` })
  const asked = await troveClient(cloud.connection, {
    clock: cloud.clock,
    project: cloud.scope.project,
  }).pageInstances()
  const rows = Array.from({ length: count }, (_, index) => ({
    ...asked.rows[index % 20],
    id: `${index}`.padStart(8, "0"),
  }))
  const answer = await cloud.fetch(`${cloud.connection.authUrl}/auth/tokens`, {
    method: "POST",
    headers: json,
    body: JSON.stringify({
      auth: {
        identity: {
          methods: ["password"],
          password: {
            user: { name: "demo", password: cloud.connection.auth.password, domain: { id: "default" } },
          },
        },
        scope: { project: { id: cloud.scope.project } },
      },
    }),
  })
  const token = await answer.text()
  const subject = answer.headers.get("X-Subject-Token") ?? ""
  const connection = (bodyOf: (url: URL) => string) => ({
    ...cloud.connection,
    fetch: async (request: Request) =>
      request.url.endsWith("/auth/tokens")
        ? new Response(token, { status: 201, headers: { ...json, "X-Subject-Token": subject } })
        : new Response(bodyOf(new URL(request.url)), { headers: json }),
  })
  return { rows, connection, project: cloud.scope.project }
}

test("a page of twenty", async ({ bench }) => {
  const { rows, connection, project } = await arranged(20)
  const text = JSON.stringify({ instances: rows })
  const { fetch } = connection(() => text)
  const baseUrl = `https://cloud.example/v1.0/${project}`
  const headers = { Accept: "application/json", "X-Auth-Token": "token", "User-Agent": "bench" }
  const openapi = createClient<paths>({ baseUrl, headers, fetch })
  const ours = troveClient(
    connection(() => text),
    { project },
  )
  await ours.pageInstances()
  await bench.compare(
    bench("bare fetch", async () => (await fetch(new Request(`${baseUrl}/instances?limit=20`, { headers }))).json()),
    bench("bare openapi-fetch", () => openapi.GET("/instances", { params: { query: { limit: 20 } } })),
    bench("the typed client", () => ours.pageInstances({ limit: 20 })),
  )
})

test("10,000 instances in pages of twenty, as a stream", async () => {
  const { rows, connection, project } = await arranged(10_000)
  const pages = new Map<string, string>()
  for (let at = 0; at < rows.length; at += 20) {
    const page = rows.slice(at, at + 20)
    const last = page.at(-1)?.id
    const links =
      at + 20 < rows.length ? { links: [{ rel: "next", href: `https://cloud.example/?marker=${last}` }] } : {}
    pages.set(at === 0 ? "" : `${rows[at - 1]?.id}`, JSON.stringify({ instances: page, ...links }))
  }
  const over = connection((url) => pages.get(url.searchParams.get("marker") ?? "") ?? "")
  const used = () => process.memoryUsage().heapUsed / 2 ** 20
  const before = used()
  let most = before
  const begin = performance.now()
  const count = await Trove.make(over, { project }).pipe(
    Effect.flatMap((trove) =>
      Stream.runFold(
        trove.listInstances(),
        () => 0,
        (seen) => {
          if (seen % 1000 === 0) most = Math.max(most, used())
          return seen + 1
        },
      ),
    ),
    Effect.runPromise,
  )
  const ms = performance.now() - begin
  console.log(`${count} instances: ${ms.toFixed(0)} ms, at most ${(most - before).toFixed(0)} MB more`)
})
