/**
 * A runner with limits, in a process of its own: `limitedRunner.ts <url> <folder> <perScope>`. While its plugin works on a
 * resource there is a file for it in the folder, as a service would have a backup in the making; after a kill it stays
 * until whoever takes over is done with it. `most` gets a line with how many there are whenever one more begins.
 */
import { appendFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import process from "node:process"
import { setTimeout as sleep } from "node:timers/promises"
import { fileBank } from "@breakwater/core/promise"
import { MemoryService } from "@breakwater/core/testing"
import * as Effect from "effect/Effect"
import { clusterEngine } from "../../src/engine/cluster.ts"
import { memoryHost } from "../support/memoryHost.ts"
import { type Script, scriptedPlugin } from "../support/scriptedPlugin.ts"

const [url = "", folder = "", perScope = "1"] = process.argv.slice(2)

const works = join(folder, "works")
mkdirSync(works, { recursive: true })

const script: Script = (hook, { keep, resource, state }) =>
  Effect.gen(function* () {
    if (hook !== "onMain") return { step: "done", value: {} }
    const turns = typeof state === "number" ? state : 0
    const file = join(works, resource.id)
    if (turns === 0) {
      yield* keep(1)
      writeFileSync(file, "")
      appendFileSync(join(folder, "most"), `${readdirSync(works).length} ${process.pid}\n`)
    }
    if (turns < 4)
      return { step: "wait", state: turns + 1, afterMs: 200, progress: { description: "working" }, cancellable: "now" }
    rmSync(file, { force: true })
    return { step: "done", value: {} }
  })

const host = memoryHost({
  service: new MemoryService(),
  bank: fileBank(join(folder, "bank")),
  plugins: [scriptedPlugin(script).plugin],
  engine: clusterEngine({ url, takeOverAfter: "3 seconds", lookEvery: "200 millis" }),
  limits: { perScope: Number(perScope) },
  clock: { now: Date.now, sleep: (ms, signal) => sleep(ms, undefined, { signal }) },
})
await host.open()
console.log("There.")
