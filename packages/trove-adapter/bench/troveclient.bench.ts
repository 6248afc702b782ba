/**
 * The client beside Debian's python3-troveclient, over real ports and one after the other: the same lists, and the same
 * backups, each asked for and looked after until it is complete. `pnpm bench`.
 */
import { execFile, spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync } from "node:fs"
import { promisify } from "node:util"
import { test } from "vitest"
import { type TroveClient, troveClient } from "../src/promise.ts"

const lists = 20
const protects = 100

interface Cloud {
  readonly identity: string
  readonly username: string
  readonly password: string
  readonly project: string
}

/** A cloud in a process of its own, for as long as it is used. */
const onCloud = async <A>(use: (cloud: Cloud) => Promise<A>): Promise<A> => {
  const program = new URL("cloud.ts", import.meta.url).pathname
  const child = spawn(process.execPath, ["--conditions=@breakwater/source", program], {
    stdio: ["ignore", "pipe", "inherit"],
  })
  try {
    const [said] = await once(child.stdout, "data")
    return await use(JSON.parse(String(said)))
  } finally {
    child.kill()
  }
}

const listed = async (trove: TroveClient) => {
  const ids: string[] = []
  for await (const { id } of trove.listInstances()) ids.push(id)
  return ids
}

const ours = async ({ identity, username, password, project }: Cloud) => {
  await using trove = troveClient({
    authUrl: `${identity}/v3`,
    auth: { type: "password", username, password, userDomain: "Default" },
    project: { id: project },
    region: "RegionOne",
  })
  const ids = await listed(trove)
  const begin = performance.now()
  for (let count = 0; count < lists; count += 1) await listed(trove)
  const middle = performance.now()
  for (const instance of ids.slice(0, protects)) {
    const { id } = await trove.createBackup({ name: "bench", instance })
    while ((await trove.showBackup(id)).status !== "COMPLETED") await new Promise((resume) => setTimeout(resume, 10))
  }
  return { found: ids.length, lists: (middle - begin) / 1000, protects: (performance.now() - middle) / 1000 }
}

const theirs = async ({ identity, username, password, project }: Cloud) => {
  const auth = { auth_url: `${identity}/v3`, username, password, project_id: project, user_domain_name: "Default" }
  const asked = { auth, region: "RegionOne", lists, protects }
  const script = new URL("listAndProtect.py", import.meta.url).pathname
  const { stdout } = await promisify(execFile)("/usr/bin/python3", [script, JSON.stringify(asked)])
  return JSON.parse(stdout) as Awaited<ReturnType<typeof ours>>
}

test.runIf(existsSync("/usr/lib/python3/dist-packages/troveclient"))(
  "200 instances listed, 100 protected",
  async () => {
    const [we, they] = [await onCloud(ours), await onCloud(theirs)]
    const beside = (what: "lists" | "protects") =>
      `${we[what].toFixed(2)} s beside ${they[what].toFixed(2)} s, ${(they[what] / we[what]).toFixed(1)} times as fast`
    console.log(`${lists} lists of ${we.found} instances: ${beside("lists")}`)
    console.log(`${protects} backups: ${beside("protects")}`)
  },
  300_000,
)
