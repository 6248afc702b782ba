/** Requests a second, in process and over HTTP, beside the least that answers the same bytes: `pnpm bench`. */
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { getResponse, http } from "msw"
import { test } from "vitest"
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
const page = async (cloud: MockTrove) => {
  const { token, project } = await troveClient(cloud)
  const url = `${cloud.engine.endpoints.database}/v1.0/${project}/instances?limit=10`
  const init = { headers: { "X-Auth-Token": token, Accept: "application/json" } }
  const text = await (await cloud.fetch(url, init)).text()
  return { url, init, text }
}

test("a page of ten, in process", async ({ bench }) => {
  const cloud = filled(10)
  const { url, init, text } = await page(cloud)
  const bare = [
    http.get("https://cloud.example/*", () => new Response(text, { headers: { "Content-Type": "application/json" } })),
  ]
  await bench.compare(
    bench("a bare MSW handler", async () => (await getResponse(bare, new Request(url, init)))?.text()),
    bench("the mock", async () => (await cloud.fetch(url, init)).text()),
  )
})

test("a page of ten, over HTTP", async ({ bench }) => {
  const cloud = filled(10)
  await using _served = await serve(cloud, { port: 0, identityPort: 0 })
  const { url, init, text } = await page(cloud)
  const server = createServer((_request, response) => {
    response.writeHead(200, { "Content-Type": "application/json" }).end(text)
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const bare = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  await bench.compare(
    bench("a bare node:http server", async () => (await fetch(bare, init)).text()),
    bench("the mock", async () => (await fetch(url, init)).text()),
  )
  server.close()
  server.closeAllConnections()
})

test("a page of ten, out of more", async ({ bench }) => {
  const runs = await Promise.all(
    [10, 1_000, 50_000].map(async (count) => {
      const cloud = filled(count)
      const { url, init } = await page(cloud)
      return bench(`of ${count} instances`, async () => (await cloud.fetch(url, init)).text())
    }),
  )
  await bench.compare(...runs)
})

test("a page of backups, out of more", async ({ bench }) => {
  const runs = await Promise.all(
    [10, 1_000, 50_000].map(async (count) => {
      const cloud = filled(count)
      const { url, init } = await page(cloud)
      const backups = url.replace("/instances?", "/backups?")
      return bench(`of ${count} backups`, async () => (await cloud.fetch(backups, init)).text())
    }),
  )
  await bench.compare(...runs)
})
