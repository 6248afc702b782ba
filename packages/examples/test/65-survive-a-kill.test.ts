import { spawn } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { createInterface } from "node:readline"
import { expect, onTestFinished, test } from "vitest"
import { serveCloud } from "../src/65-survive-a-kill.ts"

const program = resolve(import.meta.dirname, "../src/65-survive-a-kill.ts")

test("65 killed while it waits for the backup goes on when it is started again, and makes one", {
  timeout: 60_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), "breakwater-"))
  const { cloud, served } = await serveCloud(0, 0, "x120")
  onTestFinished(async () => {
    await served.close()
    await cloud[Symbol.asyncDispose]()
    await rm(folder, { recursive: true })
  })
  const host = (hear: (line: string) => void) => {
    // A shell that knows a real cloud does not send the host there.
    const env = { ...process.env, OS_AUTH_URL: "http://127.0.0.1:9/v3" }
    const words = ["--conditions=@breakwater/source", program, "host", folder, `${served.identity}/v3`]
    const child = spawn(process.execPath, words, { env })
    createInterface(child.stdout).on("line", hear)
    return { child, gone: new Promise((done) => child.once("close", done)) }
  }

  const first = host((line) => {
    if (line.includes("BUILDING") || line.includes("NEW")) first.child.kill("SIGKILL")
  })
  await first.gone
  expect(first.child.signalCode).toBe("SIGKILL")

  const said: string[] = []
  await host((line) => said.push(line)).gone
  expect(said[0]).toMatch(/^It goes on with [0-9a-f-]{36}\.$/)
  expect(said.at(-1)).toMatch(/^The checkpoint [0-9a-f-]{36} is available\.$/)
  expect(cloud.state.backups.all()).toMatchObject([{ status: "COMPLETED" }])
  expect(cloud.journal.count("createBackup")).toBe(1)
})
