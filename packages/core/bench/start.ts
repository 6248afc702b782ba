/** From nothing to a client that drives, in a process of its own, on what was built: prints what it took as JSON. */
import { join } from "node:path"
import process from "node:process"
import { createProtection, type EngineDriver, fileBank, memoryEngine } from "@breakwater/core/promise"

const [engineName = "", folder = ""] = process.argv.slice(2)

/** Each imports what it needs, and no other. */
const engineOf = async (): Promise<EngineDriver> => {
  if (engineName === "memory") return memoryEngine()
  if (engineName === "sqlite") {
    const { sqliteEngine } = await import("@breakwater/core/engine/sqlite")
    return sqliteEngine(join(folder, "engine.db"))
  }
  const { clusterEngine } = await import("@breakwater/core/engine/cluster")
  return clusterEngine({ url: process.env["BREAKWATER_BENCH_POSTGRES"] ?? "" })
}

const engine = await engineOf()
const providers = [{ id: "bench", bank: fileBank(join(folder, "bank")), plugins: [], protectables: [] }]
const client = await createProtection({ engine, providers })
await client.health()
console.log(JSON.stringify({ wall: performance.now(), rss: process.memoryUsage().rss }))
await client.close()
