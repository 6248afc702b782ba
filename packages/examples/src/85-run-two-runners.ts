/**
 * Several machines over one PostgreSQL: runners drive what anybody asks for, and take over from one that dies; the web
 * server that asks drives nothing itself. `node 85-run-two-runners.ts runner` is a runner, of which you start as many as
 * you like; `node 85-run-two-runners.ts ask` asks for a backup of every instance and follows it to its end.
 */
import { clusterEngine } from "@breakwater/core/engine/cluster"
import { createProtection, fileBank, type HostLog, type Provider } from "@breakwater/core/promise"
import { trove } from "@breakwater/trove-adapter/promise"

/** Where everything is; the same for every process. */
export interface Setting {
  /** `postgres://user:password@host/database`. */
  readonly databaseUrl: string
  readonly authUrl: string
  /** The bank's folder, which every runner must reach: on a shared disk, or another bank. */
  readonly folder: string
}

/** A runner: it drives until it is closed, or killed. */
export const openRunner = ({ databaseUrl, ...setting }: Setting, log: HostLog) => {
  const engine = clusterEngine({ url: databaseUrl, takeOverAfter: "5 seconds", name: `runner ${process.pid}` })
  return createProtection({ engine, providers: [providerOver(setting)], log })
}

/** What a web server does: it starts a backup, and tells what becomes of it, whoever drives it. */
export const askForBackup = async ({ databaseUrl, ...setting }: Setting, say: (line: string) => void) => {
  const engine = clusterEngine({ url: databaseUrl, runs: false, name: "web server" })
  await using breakwater = await createProtection({ engine, providers: [providerOver(setting)] })
  const { items } = await breakwater.resources.list("OS::Trove::Instance", { account: "demo" })
  const { id } = await breakwater.operations.start({
    id: crypto.randomUUID(),
    verb: "protect",
    provider: "cloud",
    resources: items,
    parameters: { "OS::Trove::Instance": { backup_name: "nightly", description: "By whichever runner lives." } },
    deadline: new Date(Date.now() + 4 * 3_600_000).toISOString(),
  })
  for await (const { operation, changed } of breakwater.operations.watch(id)) {
    say([operation.state, ...changed.map(({ progress }) => progress?.description ?? "")].join(" "))
  }
  const { checkpoint, notes } = await breakwater.operations.wait(id)
  for (const { sentence } of notes) say(sentence)
  say(`The checkpoint ${checkpoint} is ${(await breakwater.checkpoints.get(checkpoint)).status}.`)
}

const providerOver = ({ authUrl, folder }: Omit<Setting, "databaseUrl">): Provider => {
  const auth = { type: "password", username: "demo", password: "demopw", userDomain: "Default" } as const
  const connection = { authUrl, auth, project: { name: "demo", domain: "Default" } }
  const plugins = trove({ connect: () => connection, ownerTag: "two-runners", waiting: { maxLook: "1 second" } })
  return { id: "cloud", bank: fileBank(folder), protectables: [plugins.protectable], plugins: [plugins.protection] }
}

const speak = (_: object, message: string) => console.log(message)

const [, program, word] = process.argv
if (program && import.meta.url.endsWith(program) && word) {
  const setting: Setting = {
    databaseUrl: process.env["DATABASE_URL"] ?? "postgres://breakwater@localhost/breakwater",
    authUrl: process.env["OS_AUTH_URL"] ?? "http://127.0.0.1:28500/v3",
    folder: process.env["BANK"] ?? ".",
  }
  if (word === "ask") await askForBackup(setting, console.log)
  else {
    const runner = await openRunner(setting, { debug: () => {}, info: speak, warn: speak, error: speak })
    console.log("A runner is there.")
    // Asked to end, it gives its work to the others at once; killed, they take it after five seconds.
    process.once("SIGTERM", () => runner.close())
  }
}
