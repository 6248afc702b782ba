/**
 * A host that may be killed at any moment: started again it goes on with what it had begun, without being asked.
 * `node 65-survive-a-kill.ts cloud` serves a mock for it, on a clock thirty times as fast; `host FOLDER` is the host.
 */

import { sqliteEngine } from "@breakwater/core/engine/sqlite"
import { createProtection, fileBank } from "@breakwater/core/promise"
import { type ClockMode, createMockTrove } from "@breakwater/mock-trove"
import { serve } from "@breakwater/mock-trove/server"
import { trove } from "@breakwater/trove-adapter/promise"

const userOfTheMock = { type: "password", username: "demo", password: "demopw", userDomain: "Default" } as const

/** Protects the instances of a cloud, keeping all it must not forget in a folder. */
export const runHost = async (authUrl: string, folder: string) => {
  const connection = { authUrl, auth: userOfTheMock, project: { name: "demo", domain: "Default" } }
  const plugins = trove({ connect: () => connection, ownerTag: "survivor", waiting: { maxLook: "1 second" } })
  await using breakwater = await createProtection({
    engine: sqliteEngine(`${folder}/breakwater.db`),
    providers: [
      { id: "cloud", bank: fileBank(folder), protectables: [plugins.protectable], plugins: [plugins.protection] },
    ],
  })

  const unfinished = await breakwater.operations.list({ state: ["queued", "running", "cancelling"] })
  const [operation = await start()] = unfinished.items
  if (unfinished.items.length > 0) console.log(`It goes on with ${operation.id}.`)
  for await (const { operation: now, changed } of breakwater.operations.watch(operation.id)) {
    console.log(now.state, ...changed.map((row) => row.progress?.description ?? ""))
  }
  const { checkpoint } = await breakwater.operations.wait(operation.id)
  console.log(`The checkpoint ${checkpoint} is ${(await breakwater.checkpoints.get(checkpoint)).status}.`)

  async function start() {
    const { items } = await breakwater.resources.list("OS::Trove::Instance", { account: "demo" })
    return await breakwater.operations.start({
      id: crypto.randomUUID(),
      verb: "protect",
      provider: "cloud",
      resources: items,
      parameters: { "OS::Trove::Instance": { backup_name: "nightly", description: "Survives a kill." } },
      deadline: new Date(Date.now() + 4 * 3_600_000).toISOString(),
    })
  }
}

/** A Trove and a Keystone on ports, with one instance, whose backup takes ten seconds. */
export const serveCloud = async (identityPort: number, port: number, clock: ClockMode) => {
  const cloud = createMockTrove({ clock })
  cloud.state.instances.add({ name: "orders" })
  return { cloud, served: await serve(cloud, { port, identityPort }) }
}

// Not OS_AUTH_URL: a shell that knows a real cloud would send the host there, with the user of the mock.
const [, program, word, folder = ".", authUrl = "http://127.0.0.1:28500/v3"] = process.argv
if (program && import.meta.url.endsWith(program) && word === "cloud") await serveCloud(28_500, 28_779, "x30")
else if (program && import.meta.url.endsWith(program)) await runHost(authUrl, folder)
