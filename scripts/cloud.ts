/**
 * `pnpm test:cloud`: the suite against a real Keystone and a real Trove.
 *
 * With OS_AUTH_URL set, the portable part runs against that cloud; it makes and removes instances and backups there, so
 * it asks for BREAKWATER_CLOUD_CONSENT=make-and-delete-instances. Otherwise a real Trove is booted on this machine (the
 * folder BREAKWATER_REAL_TROVE, by default ../shared/real-trove) and both parts run against it.
 */
import { execFileSync, spawnSync } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"
import { dirname, join, resolve } from "node:path"
import { fileURLToPath } from "node:url"

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const consent = "make-and-delete-instances"

const fail = (sentence: string): never => {
  console.error(sentence)
  process.exit(1)
}

const run = (environment: NodeJS.ProcessEnv, files: readonly string[]): number =>
  spawnSync(
    process.execPath,
    [join(root, "node_modules/vitest/vitest.mjs"), "run", "--config", "vitest.cloud.config.ts", ...files],
    {
      cwd: root,
      stdio: "inherit",
      env: { ...process.env, ...environment },
    },
  ).status ?? 1

const exported = (file: string): NodeJS.ProcessEnv =>
  Object.fromEntries(
    [...readFileSync(file, "utf8").matchAll(/(OS_\w+)=(\S+)/g)].map(([, name, value]) => [name ?? "", value ?? ""]),
  )

if (process.env["OS_AUTH_URL"]) {
  if (process.env["BREAKWATER_CLOUD_CONSENT"] !== consent) {
    fail(
      `This makes and deletes database instances and backups in ${process.env["OS_AUTH_URL"]}, project ` +
        `${process.env["OS_PROJECT_NAME"] ?? "?"}, under names of its own. To allow that, set BREAKWATER_CLOUD_CONSENT=${consent}.`,
    )
  }
  process.exit(run({}, ["portable"]))
}

const folder = resolve(root, process.env["BREAKWATER_REAL_TROVE"] ?? "../shared/real-trove")
if (!existsSync(join(folder, "up.sh"))) {
  fail(`There is no real Trove in ${folder}. Set BREAKWATER_REAL_TROVE to it, or OS_AUTH_URL and friends to a cloud.`)
}
/** What its scripts go by; the tests start parts of it again, with the same. */
const machineSettings = {
  BREAKWATER_REAL_TROVE: folder,
  RT_MAX_VOLUMES: "100",
  RT_VAR: process.env["RT_VAR"] ?? "/tmp/breakwater-cloud",
  RT_KEYSTONE_PORT: process.env["RT_KEYSTONE_PORT"] ?? "24600",
  RT_SHORT_PORT: process.env["RT_SHORT_PORT"] ?? "24601",
  RT_TROVE_PORT: process.env["RT_TROVE_PORT"] ?? "24602",
  RT_CLOUD_PORT: process.env["RT_CLOUD_PORT"] ?? "24603",
}
const machine = (script: string, ...args: string[]) =>
  execFileSync(join(folder, script), args, {
    stdio: "inherit",
    env: { ...process.env, ...machineSettings },
  })

let status = 1
try {
  machine("up.sh", "--fresh")
  status = run(
    {
      ...machineSettings,
      ...exported(join(machineSettings.RT_VAR, "openrc-demo")),
      BREAKWATER_STAGED_CONTROL: `http://127.0.0.1:${machineSettings.RT_CLOUD_PORT}/_control`,
      BREAKWATER_STAGED_SHORT_AUTH_URL: `http://127.0.0.1:${machineSettings.RT_SHORT_PORT}/v3`,
    },
    [],
  )
} finally {
  machine("down.sh", "--purge")
}
process.exit(status)
