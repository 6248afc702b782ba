/**
 * The client beside Debian's python3-troveclient, over real ports: the same lists, and the same backups, each asked for and
 * looked after until it is complete. They take turns, each with a cloud of its own. Part of `pnpm bench`.
 */
import { execFile, spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync } from "node:fs"
import process from "node:process"
import { setTimeout } from "node:timers/promises"
import { promisify } from "node:util"
import { median } from "../../../scripts/bench/compare.ts"
import { type TroveClient, troveClient } from "../src/promise.ts"

const lists = 20
const protects = 100
const rounds = 3
const wanted = 1.5

interface Cloud {
  readonly identity: string
  readonly username: string
  readonly password: string
  readonly project: string
}

/** **Units**: seconds. */
interface Took {
  readonly found: number
  readonly lists: number
  readonly protects: number
}

/** A cloud in a process of its own, for as long as it is used. */
const onCloud = async (use: (cloud: Cloud) => Promise<Took>): Promise<Took> => {
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

const ours = async ({ identity, username, password, project }: Cloud): Promise<Took> => {
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
    while ((await trove.showBackup(id)).status !== "COMPLETED") await setTimeout(10)
  }
  return { found: ids.length, lists: (middle - begin) / 1000, protects: (performance.now() - middle) / 1000 }
}

const theirs = async ({ identity, username, password, project }: Cloud): Promise<Took> => {
  const auth = { auth_url: `${identity}/v3`, username, password, project_id: project, user_domain_name: "Default" }
  const asked = { auth, region: "RegionOne", lists, protects }
  const script = new URL("listAndProtect.py", import.meta.url).pathname
  const { stdout } = await promisify(execFile)("/usr/bin/python3", [script, JSON.stringify(asked)])
  return JSON.parse(stdout)
}

if (!existsSync("/usr/lib/python3/dist-packages/troveclient")) {
  console.error("python3-troveclient is not here to be measured beside: apt-get install python3-troveclient")
  process.exit(1)
}

const took: { readonly we: Took; readonly they: Took }[] = []
for (let round = 0; round < rounds; round += 1) took.push({ we: await onCloud(ours), they: await onCloud(theirs) })
const found = new Set(took.flatMap(({ we, they }) => [we.found, they.found]))
if (found.size > 1) throw new Error(`Not all saw the same instances: ${[...found].join(", ")}.`)

console.log("\nBeside python3-troveclient, over real ports")
for (const [what, title] of [
  ["lists", `${lists} lists of ${[...found].join()} instances`],
  ["protects", `${protects} backups, until they are complete`],
] as const) {
  const ratio = median(took.map(({ we, they }) => they[what] / we[what]))
  const seconds = (whose: "we" | "they") => median(took.map((each) => each[whose][what])).toFixed(2)
  const isKept = ratio >= wanted
  console.log(
    `  ${title}: ${seconds("we")} s beside ${seconds("they")} s, ${ratio.toFixed(1)} times as fast   wanted: at least ${wanted}${isKept ? "" : ", BROKEN"}`,
  )
  if (!isKept) process.exitCode = 1
}
