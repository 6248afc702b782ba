/**
 * `pnpm bench`: speed, as ratios within one run, each beside what is wanted; a promise that is broken fails it in the end.
 * `node scripts/bench.ts name…` runs only those. What is built is measured as well: `pnpm build` first. The engines want
 * PostgreSQL from Debian's package.
 */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"
import process from "node:process"
import { bootPostgres } from "../packages/examples/test/hosts/bootPostgres.ts"

const benches: { readonly [name: string]: string } = {
  mock: "packages/mock-trove/bench/bench.ts",
  client: "packages/trove-adapter/bench/client.ts",
  cost: "packages/trove-adapter/bench/cost.ts",
  troveclient: "packages/trove-adapter/bench/troveclient.ts",
  entries: "scripts/bench/entries.ts",
  engines: "packages/core/bench/engines.ts",
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in benches))
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(", ")}; there are ${Object.keys(benches).join(", ")}.`)
  process.exit(2)
}

const root = join(import.meta.dirname, "..")
const failed: string[] = []
for (const [name, path] of Object.entries(benches)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  const options = ["--expose-gc", "--conditions=@breakwater/source"]
  const postgres = name === "engines" ? await bootPostgres() : undefined
  try {
    const env = { ...process.env, ...(postgres && { BREAKWATER_BENCH_POSTGRES: postgres.url }) }
    const [status] = await once(
      spawn(process.execPath, [...options, path], { cwd: root, stdio: "inherit", env }),
      "exit",
    )
    if (status !== 0) failed.push(name)
  } finally {
    await postgres?.stop()
  }
}
if (failed.length > 0) {
  console.error(`\nA promise is broken, or could not be measured: ${failed.join(", ")}.`)
  process.exit(1)
}
