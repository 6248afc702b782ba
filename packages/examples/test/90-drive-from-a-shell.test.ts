import { spawn } from "node:child_process"
import { mkdtemp, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { text } from "node:stream/consumers"
import { fileURLToPath } from "node:url"
import { createMockTrove } from "@breakwater/mock-trove"
import { serve } from "@breakwater/mock-trove/server"
import { expect, onTestFinished, test } from "vitest"

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const entry = "@breakwater/trove-adapter/plugin"
const provider = at("../src/90-drive-from-a-shell/provider.yaml")
const command = ["--conditions=@breakwater/source", at("../../core/src/bin.ts"), "step", "--provider", provider]

test("90 a turn writes no secret anywhere: not the password, not the token, whatever the cloud says of them", {
  timeout: 60_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), "breakwater-"))
  const mock = createMockTrove({ clock: "x600", start: new Date().toISOString() })
  const { id } = mock.state.instances.add({ name: "orders" })
  const served = await serve(mock, { port: 0, identityPort: 0 })
  onTestFinished(async () => {
    await served.close()
    await mock[Symbol.asyncDispose]()
    await rm(folder, { recursive: true })
  })
  const state = join(folder, "state.json")
  const request = {
    verb: "protect",
    operationId: "nightly",
    resource: { scope: { account: "demo" }, type: "OS::Trove::Instance", id, name: "orders" },
    parameters: { backup_name: "nightly", description: "By turns." },
    deadline: new Date(Date.now() + 3_600_000).toISOString(),
  }
  const step = async (words: readonly string[], variables: NodeJS.ProcessEnv = {}) => {
    const env = { ...process.env, ...served.env, ...variables }
    const child = spawn(process.execPath, [...command, "--plugin", entry, ...words], { env })
    child.stdin.end(JSON.stringify(request))
    return await Promise.all([text(child.stdout), text(child.stderr)])
  }

  const password = served.env["OS_PASSWORD"] ?? ""
  mock.faults.on("issueToken").refuse(400, `no such password: ${password}`)
  const [echoed] = await step([])
  expect(JSON.parse(echoed).error.message).toContain("no such password: <redacted>")
  const wrong = await step([], { OS_PASSWORD: "not-hunter2" })
  expect(JSON.parse(wrong[0])).toMatchObject({ error: { code: "unauthenticated" } })
  expect(wrong.join()).not.toContain("not-hunter2")
  const began = await step(["--state", state])
  expect(JSON.parse(began[0]).status).toBe("waiting")
  const wrote = [echoed, ...wrong, ...began, await readFile(state, "utf8")].join()
  expect(wrote).not.toContain(password)
  expect(wrote).not.toMatch(/gAAAAA|x-auth-token/i)
})
