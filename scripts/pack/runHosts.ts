/**
 * The examples that are hosts and do not end by themselves, or want something beside them: each is started from a user's
 * folder, asked as its users ask it, and ended in order. What goes wrong is thrown, with what the program wrote.
 */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { createInterface } from "node:readline"

export interface User {
  /** Which Node runs the programs. */
  readonly node: string
  /** Where the packages are installed and the examples lie, compiled, in `out`. */
  readonly folder: string
  readonly environment: NodeJS.ProcessEnv
}

/** **Units**: milliseconds. */
const patience = 120_000

/** The portal: its page, a backup begun twice with one key, its events to the end, the checkpoint, and an orderly end. */
export const runPortal = async (user: User): Promise<void> => {
  const folder = mkdtempSync(join(dirname(user.folder), "portal-"))
  const portal = start(user, ["out/55-serve-a-backup-portal.js"], { PORTAL_FOLDER: folder, PORT: "0" })
  const origin = await portal.line
  const get = async (path: string) => (await answered(await ask(`${origin}${path}`), 200)).text()
  expect((await get("/")).includes("<title>"), "the portal serves its page")

  const [instance] = JSON.parse(await get("/instances")).items
  const parameters = { "OS::Trove::Instance": { backup_name: "packed", description: "From a tarball." } }
  const backUp = () =>
    post(`${origin}/instances/${instance.id}/backups`, { parameters }, { "idempotency-key": "packed" })
  await answered(await backUp(), 202)
  await answered(await backUp(), 202)
  const events = await get("/operations/packed/events")
  expect(events.includes('"state":"succeeded"'), `the portal's backup succeeds, which told:\n${events}`)
  const { items } = JSON.parse(await get("/checkpoints"))
  expect(items.length === 1 && items[0].status === "available", "the portal has one checkpoint, an available one")
  await portal.end()
}

/** The job queue, on a PostgreSQL: it backs one instance up and ends by itself. */
export const runJobQueue = async (user: User, databaseUrl: string): Promise<void> => {
  const queue = start(user, ["out/70-run-in-a-job-queue.js"], { DATABASE_URL: databaseUrl })
  expect((await queue.ended).includes('"status": "succeeded"'), "the queued backup succeeds")
}

/** The host that survives a kill: killed once while a served mock makes its backup, it goes on when it is started again. */
export const runSurvivor = async (user: User): Promise<void> => {
  const folder = mkdtempSync(join(dirname(user.folder), "survivor-"))
  const { cloud, env } = await startCloud(user, "x30")
  const survivor = () => start(user, ["out/65-survive-a-kill.js", "host", folder, env.OS_AUTH_URL])
  const first = survivor()
  await first.line
  await first.kill()
  const said = await survivor().ended
  expect(/It goes on with .* is available\./s.test(said), `the killed host goes on, which said:\n${said}`)
  await cloud.end()
}

/** A runner on a PostgreSQL, and somebody who asks and drives nothing: the backup is made, and the runner ends in order. */
export const runRunner = async (user: User, databaseUrl: string): Promise<void> => {
  const folder = mkdtempSync(join(dirname(user.folder), "runner-"))
  const { cloud, env } = await startCloud(user, "x600")
  const setting = { ...env, DATABASE_URL: databaseUrl, BANK: folder }
  const runner = start(user, ["out/85-run-two-runners.js", "runner"], setting)
  await runner.line
  const said = await start(user, ["out/85-run-two-runners.js", "ask"], setting).ended
  expect(said.includes("is available."), `the asked for backup is made, which said:\n${said}`)
  await runner.end()
  await cloud.end()
}

/** The first protection of a cloud that clouds.yaml names, with an instance's id as its argument. */
export const runFromCloudsYaml = async (user: User): Promise<void> => {
  const folder = mkdtempSync(join(dirname(user.folder), "clouds-"))
  const { cloud, env, instance } = await startCloud(user, "x600")
  const auth = { auth_url: env.OS_AUTH_URL, username: env.OS_USERNAME, password: env.OS_PASSWORD }
  const project = { project_name: env.OS_PROJECT_NAME, user_domain_name: "Default", project_domain_name: "Default" }
  const clouds = { mycloud: { auth: { ...auth, ...project }, region_name: env.OS_REGION_NAME } }
  writeFileSync(join(folder, "clouds.yaml"), JSON.stringify({ clouds }))
  const program = join(user.folder, "out/05-protect-from-clouds-yaml.js")
  const said = await start({ ...user, folder }, [program, instance]).ended
  expect(said.startsWith("succeeded: "), `the first protection succeeds, which said:\n${said}`)
  await cloud.end()
}

/** The shell that is a host: it backs one instance up by `breakwater step`, with a Node of the host's choice. */
export const runShell = async (user: User): Promise<void> => {
  const folder = mkdtempSync(join(dirname(user.folder), "shell-"))
  const { cloud, env, instance } = await startCloud(user, "x600")
  const command = `${user.node} ${join(user.folder, "node_modules/.bin/breakwater")}`
  const words = ["out/90-drive-from-a-shell.sh", join(folder, "state.json"), instance]
  const said = await start({ ...user, node: "/bin/sh" }, words, { ...env, BREAKWATER: command }).ended
  expect(said.includes('"status":"succeeded"'), `the shell's backup succeeds, which said:\n${said}`)
  await cloud.end()
}

/** The mock from its tarball on ports of its own, with one instance. */
const startCloud = async (user: User, clock: string) => {
  const ports = ["--port", "0", "--identity-port", "0"]
  const cloud = start(user, ["node_modules/.bin/mock-trove", ...ports, "--clock", clock, "--quiet"])
  const { control, env } = JSON.parse(await cloud.line)
  const made = await answered(await post(`${control}/_mock/v1/state/instances`, { name: "orders" }), 200)
  return { cloud, env, instance: (await made.json()).id }
}

interface Program {
  /** The first line it writes. */
  readonly line: Promise<string>
  /** All it wrote, once it has ended well. */
  readonly ended: Promise<string>
  /** Asks it to end, and waits until it has, well. */
  readonly end: () => Promise<void>
  readonly kill: () => Promise<void>
}

const start = (
  { environment, folder, node }: User,
  words: readonly string[],
  more: NodeJS.ProcessEnv = {},
): Program => {
  const child = spawn(node, words, { cwd: folder, env: { ...environment, ...more }, timeout: patience })
  let wrote = ""
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (wrote += data))
  const exit = once(child, "exit")
  const ended = exit.then(([code, signal]) => {
    expect(code === 0, `${words.join(" ")} ends with ${signal ?? code} and wrote:\n${wrote}`)
    return wrote
  })
  const line = Promise.race([once(createInterface(child.stdout), "line").then(String), ended])
  return {
    line,
    ended,
    end: async () => {
      child.kill("SIGTERM")
      await ended
    },
    kill: async () => {
      child.kill("SIGKILL")
      await exit
    },
  }
}

const ask = (url: string, init: RequestInit = {}) => fetch(url, { ...init, signal: AbortSignal.timeout(patience) })

const post = (url: string, body: unknown, headers: { readonly [name: string]: string } = {}) =>
  ask(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  })

const answered = async (response: Response, status: number): Promise<Response> => {
  if (response.status === status) return response
  throw new Error(`${response.url} answers ${response.status}: ${await response.text()}`)
}

const expect = (holds: boolean, what: string): void => {
  if (!holds) throw new Error(`It does not hold that ${what}`)
}
