/**
 * `pnpm test:clients`: the `openstack database` commands of Debian's python3-openstackclient and python3-troveclient, and
 * the database proxy of its python3-openstacksdk, unmodified, first against a real Trove and then against the mock. What
 * they print must be the same.
 */
import { execFile, execFileSync, spawn } from "node:child_process"
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import process from "node:process"
import { promisify } from "node:util"

const root = resolve(import.meta.dirname, "..")
const home = resolve(root, process.env["BREAKWATER_REAL_TROVE"] ?? "../shared/real-trove")
const first = Number(process.env["RT_KEYSTONE_PORT"] ?? 24_800)
const kept = mkdtempSync(join(tmpdir(), "clients-"))

/** Ports and state of the n-th Trove. */
const machine = (index: number): NodeJS.ProcessEnv => ({
  ...process.env,
  RT_VAR: process.env["RT_VAR"] ?? join(kept, "real-trove"),
  RT_KEYSTONE_PORT: String(first + index * 10),
  RT_SHORT_PORT: String(first + index * 10 + 1),
  RT_TROVE_PORT: String(first + index * 10 + 2),
  RT_CLOUD_PORT: String(first + index * 10 + 3),
})

const run = promisify(execFile)

const loginOf = (environment: NodeJS.ProcessEnv, user: string): NodeJS.ProcessEnv => ({
  ...environment,
  OS_AUTH_URL: `http://127.0.0.1:${environment["RT_KEYSTONE_PORT"]}/v3`,
  OS_USERNAME: user,
  OS_PASSWORD: `${user}pw`,
  OS_PROJECT_NAME: user,
  OS_USER_DOMAIN_NAME: "Default",
  OS_PROJECT_DOMAIN_NAME: "Default",
  OS_REGION_NAME: "RegionOne",
  OS_IDENTITY_API_VERSION: "3",
  NO_PROXY: "127.0.0.1",
  no_proxy: "127.0.0.1",
})

/** Side by side, each in a project of its own: a file for each command, and one for all that the proxy says. */
const drive = async (environment: NodeJS.ProcessEnv, folder: string): Promise<void> => {
  mkdirSync(folder)
  const commands = run("bash", [join(home, "openstack-cli.sh"), folder], { env: loginOf(environment, "demo") })
  const program = join(root, "scripts/databaseProxy.py")
  const proxy = run("/usr/bin/python3", [program], { env: loginOf(environment, "alt"), maxBuffer: 1e8 })
  const [said] = await Promise.all([proxy, commands])
  writeFileSync(join(folder, "openstacksdk.txt"), said.stdout)
}

const againstReal = async (folder: string): Promise<void> => {
  const env = machine(0)
  execFileSync(join(home, "up.sh"), ["--fresh"], { stdio: "ignore", env })
  try {
    await drive(env, folder)
  } finally {
    execFileSync(join(home, "down.sh"), ["--purge"], { stdio: "ignore", env })
  }
}

const againstMock = async (folder: string): Promise<void> => {
  const env = machine(1)
  const program = join(root, "packages/mock-trove/parity/start.ts")
  const mock = spawn(process.execPath, ["--conditions=@breakwater/source", program], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  })
  try {
    await new Promise<void>((listening, failed) => {
      mock.stdout.once("data", () => listening())
      mock.once("exit", (status) => failed(new Error(`The mock ended with ${status} before it listened.`)))
    })
    await drive(env, folder)
  } finally {
    mock.kill("SIGTERM")
  }
}

/** What differs between any two runs. */
const common = (text: string): string =>
  text
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "<uuid>")
    .replaceAll(/(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])/g, "<hex>")
    .replaceAll(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\dZ?/g, "<time>")
    .replaceAll(/https?:\/\/127\.0\.0\.1:\d+/g, "<host>")
    .replaceAll(/\b10\.\d+\.\d+\.\d+\b(?!\/)/g, "<ip>")
    // Columns are as wide as what was replaced.
    .replaceAll(/ {2,}/g, " ")
    .replaceAll(/-{3,}/g, "---")

const main = async (): Promise<number> => {
  const real = join(kept, "real")
  const mock = join(kept, "mock")
  await againstReal(real)
  await againstMock(mock)
  const files = readdirSync(real).filter((name) => name.endsWith(".txt"))
  const differing = files.filter((name) => {
    const [wanted, given] = [real, mock].map((folder) => common(readFileSync(join(folder, name), "utf8")))
    if (wanted === given) return false
    console.log(`\n${name}\n── real\n${wanted}── mock\n${given}`)
    return true
  })
  console.log(`${files.length - differing.length} of ${files.length} outputs are the same.`)
  if (differing.length > 0) console.log(`What was printed is in ${kept}.`)
  else rmSync(kept, { recursive: true })
  return differing.length === 0 && files.length > 0 ? 0 : 1
}

process.exitCode = await main()
