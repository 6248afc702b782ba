/** The mock's command line as a user has it without this repository: by npx from its tarball, and as its single file. */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { copyFileSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"

/** **Units**: milliseconds. */
const patience = 120_000

/** `npx --package TARBALL mock-trove`, in an empty folder. */
export const runByNpx = (tarball: string, environment: NodeJS.ProcessEnv): Promise<void> =>
  inEmptyFolder((folder) =>
    runMock("npx", ["--yes", "--loglevel=error", `--package=${tarball}`, "mock-trove"], folder, environment),
  )

/** `node mock-trove.mjs`, with nothing beside it. */
export const runSingleFile = (node: string, file: string, environment: NodeJS.ProcessEnv): Promise<void> =>
  inEmptyFolder((folder) => {
    copyFileSync(file, join(folder, "mock-trove.mjs"))
    return runMock(node, ["mock-trove.mjs"], folder, environment)
  })

const inEmptyFolder = async (work: (folder: string) => Promise<void>): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), "breakwater-pack-mock-"))
  await work(folder)
  rmSync(folder, { recursive: true, force: true })
}

/** Starts it, logs in by what it says, asks Trove for the backups, and ends it. */
const runMock = async (
  command: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<void> => {
  const mock = spawn(command, [...args, "--quiet", "--port", "0", "--identity-port", "0"], {
    cwd,
    env,
    // A process group of its own, since npx stands before the program.
    detached: true,
    stdio: ["ignore", "pipe", "inherit"],
  })
  const ended = once(mock, "exit")
  try {
    const signal = AbortSignal.timeout(patience)
    const [line] = await Promise.race([
      once(createInterface(mock.stdout), "line", { signal }),
      ended.then(([status]) => Promise.reject(new Error(`${command} ${args.join(" ")} ended with ${status}`))),
    ])
    await listBackups(JSON.parse(String(line)))
  } finally {
    if (mock.exitCode === null && mock.pid !== undefined) process.kill(-mock.pid, "SIGTERM")
    await ended
  }
}

interface Told {
  readonly database: string
  readonly env: { readonly [name: string]: string }
}

const listBackups = async ({ database, env }: Told): Promise<void> => {
  const domain = { name: env["OS_USER_DOMAIN_NAME"] }
  const user = { name: env["OS_USERNAME"], password: env["OS_PASSWORD"], domain }
  const issued = await fetch(`${env["OS_AUTH_URL"]}/auth/tokens`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({
      auth: {
        identity: { methods: ["password"], password: { user } },
        scope: { project: { name: env["OS_PROJECT_NAME"], domain } },
      },
    }),
  })
  const token = issued.headers.get("X-Subject-Token") ?? ""
  const answered: { readonly token: { readonly project: { readonly id: string } } } = await issued.json()
  const backups = `${database}/v1.0/${answered.token.project.id}/backups`
  const listed = await fetch(backups, { headers: { "X-Auth-Token": token } })
  const text = await listed.text()
  if (text !== '{"backups":[]}') throw new Error(`GET ${backups} says ${listed.status} ${text}`)
}
