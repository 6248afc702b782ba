/** The recipes of docs/networks.md: private certificate authorities and proxies, for one connection or for a process. */
import { execFile } from "node:child_process"
import { readFile } from "node:fs/promises"
import { Agent } from "node:https"
import { createRequire } from "node:module"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import type { HostClock } from "@breakwater/core"
import { type Connection, TroveError, troveClient } from "@breakwater/trove-adapter/promise"
import { afterAll, beforeAll, expect, test } from "vitest"
import { fetchThrough } from "../src/fetchThrough.ts"
import { openPrivateNetwork } from "./support/privateNetwork.ts"

let network: Awaited<ReturnType<typeof openPrivateNetwork>>
beforeAll(async () => {
  network = await openPrivateNetwork()
})
afterAll(() => network[Symbol.asyncDispose]())

const connectionWith = (fetch?: Connection["fetch"], { authUrl, mock } = network): Connection => ({
  authUrl,
  auth: mock.connection.auth,
  ...(fetch && { fetch }),
})

/** Waits between two tries are skipped; the time a request may take is not. */
const impatient: HostClock = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    if (ms < 60_000) return
    await new Promise<void>((resolve) => signal?.addEventListener("abort", () => resolve()))
  },
}

const namesThrough = async (fetch?: Connection["fetch"], within = network) => {
  const project = within.mock.scope.project
  await using trove = troveClient(connectionWith(fetch, within), { project, clock: impatient })
  const names: string[] = []
  for await (const { name } of trove.listInstances()) names.push(name)
  return names
}

/** The same in a process of its own, with Node's own `fetch` and these variables. */
const namesInProcess = async (
  variables: { readonly [name: string]: string },
  recipe = "const fetchByUndici = undefined",
) => {
  const connection = JSON.stringify(connectionWith())
  const program = `
    import { troveClient } from "@breakwater/trove-adapter/promise"
    ${recipe}
    const own = fetchByUndici && { fetch: fetchByUndici }
    await using trove = troveClient({ ...${connection}, ...own }, { project: "${network.mock.scope.project}" })
    for await (const { name } of trove.listInstances()) console.log(name)`
  const given = ["--conditions=@breakwater/source", "--input-type=module", "--eval", program]
  const options = {
    cwd: fileURLToPath(new URL("..", import.meta.url)),
    env: { PATH: process.env["PATH"], ...variables },
  }
  return (await promisify(execFile)(process.execPath, given, options)).stdout.trim().split("\n")
}

test("a certificate of an authority nobody knows is refused at once, and the error says so", async () => {
  let tries = 0
  const through = fetchThrough(new Agent())
  const answer = namesThrough((request) => {
    tries++
    return through(request)
  })
  await expect(answer).rejects.toBeInstanceOf(TroveError)
  await expect(answer).rejects.toMatchObject({
    reason: "certificateRefused",
    retryable: false,
    outcome: "notStarted",
    recovery: expect.stringContaining("certificate authority"),
    evidence: { socketCode: "UNABLE_TO_VERIFY_LEAF_SIGNATURE" },
  })
  expect(tries).toBe(1)
})

test("a cloud that asks for a client's certificate is reached with one, and says so without", async () => {
  await using strict = await openPrivateNetwork({ requestCert: true })
  const { ca, client } = strict
  expect(await namesThrough(fetchThrough(new Agent({ ca, ...client })), strict)).toEqual(["orders"])
  await expect(namesThrough(fetchThrough(new Agent({ ca })), strict)).rejects.toMatchObject({
    reason: "certificateRefused",
    evidence: { socketCode: "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED" },
  })
})

test("the recipe with undici does it, with undici's own fetch and agent", async () => {
  const page = await readFile(new URL("../../../docs/networks.md", import.meta.url), "utf8")
  const [, recipe = ""] = page.match(/^```js\n(import .* from "undici".*?)^```$/ms) ?? []
  // No dependency of ours: it comes with another one.
  const require = createRequire(import.meta.url)
  const undici = createRequire(require.resolve("@effect/platform-node")).resolve("undici")
  const given = `import { readFileSync } from "node:fs"\n${recipe}`.replace('"undici"', `"${undici}"`)
  const names = (code: string) => namesInProcess({ CA: network.caFile }, code)
  expect(await names(given)).toEqual(["orders"])
  await expect(names(given.replace(/ca: [^}]*/, ""))).rejects.toThrow("certificateRefused")
})

test("an agent with the authority's certificate reaches the cloud, for its connection alone", async () => {
  expect(await namesThrough(fetchThrough(new Agent({ ca: network.ca })))).toEqual(["orders"])
  await expect(namesThrough()).rejects.toMatchObject({ reason: "certificateRefused" })
})

test("an agent with a proxy goes through it, to the cloud and nowhere else", async () => {
  network.tunnels.length = 0
  const agent = new Agent({ ca: network.ca, proxyEnv: { HTTPS_PROXY: network.proxyUrl } })
  expect(await namesThrough(fetchThrough(agent))).toEqual(["orders"])
  expect(new Set(network.tunnels)).toEqual(new Set([network.host]))
})

test("NODE_EXTRA_CA_CERTS does it for a whole process", async () => {
  expect(await namesInProcess({ NODE_EXTRA_CA_CERTS: network.caFile })).toEqual(["orders"])
})

test("NODE_USE_ENV_PROXY sends a whole process through the proxy of its environment", async () => {
  network.tunnels.length = 0
  const variables = { NODE_EXTRA_CA_CERTS: network.caFile, NODE_USE_ENV_PROXY: "1", HTTPS_PROXY: network.proxyUrl }
  expect(await namesInProcess(variables)).toEqual(["orders"])
  expect(new Set(network.tunnels)).toEqual(new Set([network.host]))
})
