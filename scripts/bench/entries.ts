/**
 * What each entry of each package costs who imports it: milliseconds, and bytes of a bundle, each beside what it uses of
 * effect. The same measurement as in `pnpm test:pack`, of what `pnpm build` built. Part of `pnpm bench`.
 */
import { spawnSync } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import { installPackages, npm, optionalPackages, userEnvironment } from "../pack/installPackages.ts"
import { measure } from "../pack/measure.ts"

const scratch = mkdtempSync(join(tmpdir(), "breakwater-entries-"))
try {
  const user = join(scratch, "user")
  const run = (what: string, command: string, args: readonly string[], cwd: string) => {
    const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: "utf8", env: userEnvironment() })
    if (status !== 0) throw new Error(`Not so: ${what}\n${stdout}${stderr}`)
  }
  const { entries } = installPackages(scratch, user, run)
  run("npm installs what some entries want besides", "npm", [...npm, ...optionalPackages()], user)
  const { table, keptPromise } = await measure(user, entries)
  console.log(`\nImporting and bundling\n\n${table}`)
  if (!keptPromise) {
    console.log("The promise is BROKEN.")
    process.exitCode = 1
  }
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
