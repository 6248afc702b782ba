/**
 * What the mock costs, beside the least that answers the same bytes; part of `pnpm bench`.
 *
 * Plain Node, not Vitest: that rewrites the modules of the workspace, whose every import then is a look-up, and leaves
 * those beside it as they are, so that the mock would look twice as slow as it is.
 */
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import process from "node:process"
import { getResponse, http } from "msw"
import { compare } from "../../../scripts/bench/compare.ts"
import { createMockTrove, type MockTrove } from "../src/index.ts"
import { serve } from "../src/server.ts"
import { troveClient } from "../test/troveClient.ts"

const options = {
  clock: "frozen",
  journalLimit: 1_000,
  quotas: { instances: -1, backups: -1, volumes: -1 },
} as const

/** So many instances, each with a backup. */
const filled = (count: number): MockTrove => {
  const cloud = createMockTrove(options)
  for (let n = 0; n < count; n += 1) {
    const instance = cloud.state.instances.add({ name: `instance-${n}` })
    cloud.state.backups.add({ instance, name: `backup-${n}` })
  }
  return cloud
}

/** The address, the headers and the bytes of a page of ten. */
const page = async (cloud: MockTrove, list: "instances" | "backups" = "instances") => {
  const { token, project } = await troveClient(cloud)
  const url = `${cloud.engine.endpoints.database}/v1.0/${project}/${list}?limit=10`
  const init = { headers: { "X-Auth-Token": token, Accept: "application/json" } }
  const text = await (await cloud.fetch(url, init)).text()
  return { url, init, text }
}

const inProcess = async (): Promise<void> => {
  const cloud = filled(10)
  const { url, init, text } = await page(cloud)
  const headers = { "Content-Type": "application/json" }
  const bare = [http.get("https://cloud.example/*", () => new Response(text, { headers }))]
  await compare("A page of ten, in process", {
    "a bare MSW handler": async () => (await getResponse(bare, new Request(url, init)))?.text(),
    "the mock": async () => (await cloud.fetch(url, init)).text(),
  })
}

const overHttp = async (): Promise<void> => {
  const cloud = filled(10)
  await using _served = await serve(cloud, { port: 0, identityPort: 0 })
  const { url, init, text } = await page(cloud)
  const server = createServer((_request, response) => {
    response.writeHead(200, { "Content-Type": "application/json" }).end(text)
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const bare = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  await compare("A page of ten, over HTTP", {
    "a bare node:http server": async () => (await fetch(bare, init)).text(),
    "the mock": async () => (await fetch(url, init)).text(),
  })
  server.close()
  server.closeAllConnections()
}

const outOfMore = async (list: "instances" | "backups"): Promise<void> => {
  const ways = await Promise.all(
    [10, 1_000, 50_000].map(async (count) => {
      const cloud = filled(count)
      const { url, init } = await page(cloud, list)
      return [`of ${count} ${list}`, async () => (await cloud.fetch(url, init)).text()] as const
    }),
  )
  await compare(`A page of ten ${list}, out of more`, Object.fromEntries(ways))
}

const starts = (): Promise<void> =>
  compare("A start", {
    "in process": () => createMockTrove(options),
    "on ports": async () => (await serve(createMockTrove(options), { port: 0, identityPort: 0 })).close(),
  })

const memory = (): void => {
  const used = (): number => process.memoryUsage().heapUsed / 2 ** 20
  globalThis.gc?.()
  const before = used()
  const cloud = createMockTrove(options)
  const instance = cloud.state.instances.add({ name: "orders" })
  const begin = performance.now()
  for (let n = 0; n < 50_000; n += 1) cloud.state.backups.add({ instance, name: `backup-${n}` })
  const ms = performance.now() - begin
  globalThis.gc?.()
  const count = cloud.state.backups.all().length
  console.log(`\n${count} backups take ${(used() - before).toFixed(0)} MB, and ${ms.toFixed(0)} ms to arrange.`)
}

memory()
await inProcess()
await overHttp()
await outOfMore("instances")
await outOfMore("backups")
await starts()
