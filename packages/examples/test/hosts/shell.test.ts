import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { text } from "node:stream/consumers"
import { fileURLToPath } from "node:url"
import { createMockTrove } from "@breakwater/mock-trove"
import { serve } from "@breakwater/mock-trove/server"
import { afterAll, beforeEach, describe, expect, onTestFinished, test } from "vitest"

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const command = [process.execPath, "--conditions=@breakwater/source", at("../../../core/src/bin.ts")]
const entry = "@breakwater/trove-adapter/plugin"
/** Beside this file, since packages are found from where a provider file lies. */
const provider = at("./hastyProvider.yaml")
const folder = mkdtempSync(join(tmpdir(), "breakwater-shell-"))
afterAll(() => rmSync(folder, { recursive: true }))

let mock: ReturnType<typeof createMockTrove>
let env: NodeJS.ProcessEnv
let instance: string

/** A cloud on real ports, where a minute takes a tenth of a second. */
beforeEach(async () => {
  mock = createMockTrove({ clock: "x600", start: new Date().toISOString() })
  instance = mock.state.instances.add({ name: "orders" }).id
  const served = await serve(mock, { port: 0, identityPort: 0 })
  env = { ...process.env, ...served.env }
  onTestFinished(async () => {
    await served.close()
    await mock[Symbol.asyncDispose]()
  })
})

/** A program to its end. No secret of the cloud's stands in what it writes. */
const run = async (program: string, words: readonly string[], input = "", variables: NodeJS.ProcessEnv = {}) => {
  const child = spawn(program, words, { env: { ...env, ...variables } })
  const [exit, out, tell] = await Promise.all([
    once(child, "exit"),
    text(child.stdout),
    text(child.stderr),
    child.stdin.end(input),
  ])
  expect(out + tell).not.toContain(env["OS_PASSWORD"])
  return { code: exit[0], out, tell }
}

const step = async (input: unknown, words: readonly string[] = [], variables: NodeJS.ProcessEnv = {}) => {
  const [node = "", ...rest] = command
  const given = [...rest, "step", "--provider", provider, "--plugin", entry, ...words]
  const { code, out, tell } = await run(
    node,
    given,
    typeof input === "string" ? input : JSON.stringify(input),
    variables,
  )
  return { code, tell, turn: out === "" ? undefined : JSON.parse(out) }
}

const request = (more: object = {}) => ({
  verb: "protect",
  operationId: "nightly",
  resource: { scope: { account: "demo" }, type: "OS::Trove::Instance", id: instance, name: "orders" },
  parameters: { backup_name: "nightly", description: "From a shell." },
  deadline: new Date(Date.now() + 3_600_000).toISOString(),
  ...more,
})

describe("a shell", () => {
  const shell = (state: string) => ({
    words: [at("../../src/90-drive-from-a-shell.sh"), state, instance],
    variables: { BREAKWATER: command.join(" "), PROVIDER: provider },
  })

  test("backs an instance up; called again, it says the same and asks for nothing", async () => {
    const { variables, words } = shell(join(folder, "whole.json"))
    const first = await run("sh", words, "", variables)
    expect(first).toMatchObject({ code: 0, tell: expect.stringMatching(/^waiting: .*\nsucceeded\.\n$/s) })
    expect(JSON.parse(first.out)).toMatchObject({ status: "succeeded", saved: { backup: { name: "whole" } } })
    expect(mock.state.backups.all()).toMatchObject([{ name: "whole", status: "COMPLETED" }])
    const asked = mock.journal.entries.length
    expect(await run("sh", words, "", variables)).toMatchObject({ code: 0, out: first.out })
    expect(mock.journal.entries).toHaveLength(asked)
  })

  test("started twice over one state makes one backup, and both say the same", async () => {
    const { variables, words } = shell(join(folder, "twice.json"))
    const [first, second] = await Promise.all([run("sh", words, "", variables), run("sh", words, "", variables)])
    expect([first.code, second.code, second.out]).toEqual([0, 0, first.out])
    expect(mock.state.backups.all()).toMatchObject([{ name: "twice", status: "COMPLETED" }])
    expect(mock.journal.count("createBackup")).toBe(1)
  })

  test("killed while Trove makes the backup, the answer not yet there, goes on: one backup in the end", async () => {
    const state = join(folder, "killed.json")
    const { variables, words } = shell(state)
    mock.plan.nextBackup({ takes: "50m" })
    mock.faults.on("createBackup").delay("40m")
    // A process group of its own: the shell goes, and the turn with it.
    const first = spawn("sh", words, { env: { ...env, ...variables }, detached: true, stdio: "ignore" })
    const ended = once(first, "exit")
    await expect.poll(() => mock.state.backups.all().length, { timeout: 30_000, interval: 20 }).toBe(1)
    process.kill(-(first.pid ?? Number.NaN), "SIGKILL")
    expect(await ended).toEqual([null, "SIGKILL"])
    const kept = readFileSync(state, "utf8")
    expect(JSON.parse(kept)).toMatchObject({ v: 1, state: { sentAt: expect.any(Number) } })
    expect(kept).not.toContain(env["OS_PASSWORD"])

    expect(await run("sh", words, "", variables)).toMatchObject({ code: 0 })
    expect(mock.state.backups.all()).toMatchObject([{ name: "killed", status: "COMPLETED" }])
    expect(mock.journal.count("createBackup")).toBe(1)
  })
})

describe("breakwater step says by its exit code what is next", () => {
  test("10 while it waits, and goes on from what it wrote, as a turn or as a handle alone; 0 in the end", async () => {
    mock.plan.nextBackup({ stuckIn: "BUILDING" })
    const first = await step(request())
    expect(first).toMatchObject({ code: 10, turn: { status: "waiting", afterMs: expect.any(Number) } })
    const second = await step(first.turn)
    expect(second).toMatchObject({ code: 10, turn: { handle: { operationId: "nightly" } } })
    const [backup] = mock.state.backups.all()
    if (backup) mock.state.backups.setStatus(backup, "COMPLETED")
    let last = await step(first.turn.handle)
    while (last.code === 10) last = await step(last.turn)
    expect(last).toMatchObject({ code: 0, turn: { status: "succeeded", saved: { backup: { id: backup?.id } } } })
    expect(mock.journal.count("createBackup")).toBe(1)
    expect((await step(last.turn)).turn).toEqual(last.turn)
  })

  test("4 when it was cancelled, once the cloud lets go of it", async () => {
    mock.plan.nextBackup({ takes: "10m" })
    let turn = await step(request())
    expect(turn.code).toBe(10)
    turn = await step(turn.turn, ["--cancel"])
    while (turn.code === 10) turn = await step(turn.turn)
    expect(turn).toMatchObject({ code: 4, turn: { status: "cancelled", left: [] } })
    expect(mock.state.backups.all()).toEqual([])
  })

  test("11 for what passes, then 10; 3 for the same when its time is up", async () => {
    mock.plan.nextBackup({ stuckIn: "BUILDING" })
    mock.faults.on("showInstance").refuse(500)
    const passing = await step(request())
    expect(passing).toMatchObject({ code: 11, turn: { status: "failed", error: { retryable: true } } })
    const late = { ...passing.turn, handle: { ...passing.turn.handle, deadline: "2020-01-01T00:00:00Z" } }
    expect((await step(late)).code).toBe(3)
    expect((await step(passing.turn)).code).toBe(10)
  })

  test("3 for what does not pass, without asking again, until --retry is wanted", async () => {
    const nobody = { ...request().resource, id: "00000000-0000-4000-8000-000000000000" }
    const failed = await step(request({ resource: nobody }))
    expect(failed).toMatchObject({ code: 3, turn: { error: { code: "notFound" } }, tell: /^failed: notFound: / })
    const asked = mock.journal.entries.length
    expect(await step(failed.turn)).toMatchObject({ code: 3, turn: failed.turn })
    expect(mock.journal.entries).toHaveLength(asked)
    const soon = new Date(Date.now() + 3_600_000).toISOString()
    expect((await step(failed.turn, ["--retry", soon])).turn.handle.attempt).toBe(1)
    expect(mock.journal.entries.length).toBeGreaterThan(asked)
  })

  test("2 for what the plugin does not take, before anybody is asked", async () => {
    const otherType = await step(request({ resource: { ...request().resource, type: "X" } }))
    expect(otherType).toMatchObject({ code: 2, turn: { error: { issues: [{ path: "/resource/type" }] } } })
    const wrong = await step(request({ parameters: { backup_name: 5, description: "x" } }))
    expect(wrong).toMatchObject({ code: 2, turn: { error: { issues: [{ path: "/parameters/backup_name" }] } } })
    expect(mock.journal.entries).toHaveLength(0)
  })

  test("2 for a secret that is not there, named by where it should lie; and for a damaged state, which stays", async () => {
    const missing = await step(request(), [], { OS_PASSWORD: "" })
    expect(missing).toMatchObject({ code: 2, tell: expect.stringContaining("OS_PASSWORD is not set") })
    const state = join(folder, "damaged.json")
    writeFileSync(state, `{"v":1`)
    expect((await step(request(), ["--state", state])).code).toBe(2)
    expect(readFileSync(state, "utf8")).toBe(`{"v":1`)
  })
})
