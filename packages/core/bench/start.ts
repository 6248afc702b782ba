/** From nothing to a client that drives, in a process of its own, on what was built: prints what it took as JSON. */
import { join } from "node:path"
import process from "node:process"
import { sqliteEngine } from "@breakwater/core/engine/sqlite"
import { createProtection, fileBank, memoryEngine } from "@breakwater/core/promise"

const [engineName = "", folder = ""] = process.argv.slice(2)
const engine = engineName === "memory" ? memoryEngine() : sqliteEngine(join(folder, "engine.db"))
const providers = [{ id: "bench", bank: fileBank(join(folder, "bank")), plugins: [], protectables: [] }]
const client = await createProtection({ engine, providers })
await client.health()
console.log(JSON.stringify({ wall: performance.now(), rss: process.memoryUsage().rss }))
await client.close()
