import { execFile, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { expect, it } from "vitest"
import { adminClient } from "../src/adminClient.ts"

const folder = fileURLToPath(new URL("..", import.meta.url))
const tsup = fileURLToPath(new URL("../../../node_modules/.bin/tsup", import.meta.url))

it("is the whole command line, and needs nothing beside it but Node", async () => {
  const alone = await mkdtemp(join(tmpdir(), "mock-trove-single-"))
  await promisify(execFile)(tsup, ["--config", "tsup.single.config.ts", "--out-dir", alone], { cwd: folder })
  expect(await readdir(alone)).toEqual(["mock-trove.mjs"])
  const source = await readFile(join(alone, "mock-trove.mjs"), "utf8")
  const imported = [...source.matchAll(/^import .* from "([^"]+)";$/gm)].map(([, from]) => from)
  expect(imported.filter((from) => !from?.startsWith("node:"))).toEqual([])

  const child = spawn(process.execPath, ["mock-trove.mjs", "--port", "0", "--identity-port", "0"], { cwd: alone })
  const [line] = await once(createInterface(child.stdout), "line")
  const world = await adminClient(JSON.parse(String(line)).control).createWorld()
  expect(await world.state.backups.all()).toEqual([])
  child.kill("SIGTERM")
  expect(await once(child, "exit")).toEqual([0, null])
  await rm(alone, { recursive: true })
})
