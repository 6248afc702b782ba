/** What `breakwater step` says of words and input, before any plugin is made. */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdir, open, readFile, rm, writeFile } from "node:fs/promises"
import { join, resolve } from "node:path"
import { text } from "node:stream/consumers"
import { virtualClock } from "@breakwater/core/testing"
import * as Effect from "effect/Effect"
import { describe, expect, onTestFinished, test } from "vitest"
import { openLock } from "../src/engine/internal/sqlite/openLock.ts"
import { clockLayer } from "../src/HostClock.ts"
import { type Lock, stepCommand } from "../src/internal/stepCommand.ts"
import { ProtectionError } from "../src/ProtectionError.ts"
import { newFolder } from "./support/newFolder.ts"

/** Nobody waits for real. */
const clock = clockLayer(virtualClock())

const run = (words: readonly string[], input: unknown = {}, lock: Lock = openLock) =>
  Effect.runPromise(
    stepCommand(words, Effect.succeed(typeof input === "string" ? input : JSON.stringify(input)), lock).pipe(
      Effect.provide(clock),
      Effect.map(({ exit, out, tell }) => ({
        exit,
        out,
        tell,
        turn: out.startsWith("{") ? JSON.parse(out) : undefined,
      })),
    ),
  )

const host = ["step", "--provider", "/nowhere/cloud.yaml", "--plugin", "@acme/things/plugin"]
const request = {
  verb: "protect",
  operationId: "nightly",
  resource: { scope: { account: "me" }, type: "Memory::Thing", id: "1", name: "orders" },
  parameters: {},
  deadline: "2030-01-01T00:00:00Z",
}
const handle = {
  v: 1,
  plugin: "things",
  verb: "protect",
  operationId: "nightly",
  installation: "",
  resource: request.resource,
  parameters: {},
  hook: 2,
  cancelRequested: false,
  attempt: 0,
  started: "2026-01-01T00:00:00Z",
  deadline: "2026-01-02T00:00:00Z",
}
const failure = {
  code: "notFound",
  message: "It is gone.",
  recovery: "Look elsewhere.",
  retryable: false,
  outcome: "notStarted",
}

describe("bad input ends with 2 and says where", () => {
  test.each<[string, unknown, readonly string[], string]>([
    ["no JSON", "back up, please", [], ""],
    ["nothing", "", [], ""],
    ["a list", [], [], ""],
    ["a member nobody knows", { ...request, operationID: "x" }, [], "/operationID"],
    ["a request without its resource", { ...request, resource: undefined }, [], "/resource"],
    ["a newer handle", { ...handle, v: 2 }, [], ""],
    ["half a handle", { v: 1 }, [], "/plugin"],
    ["a status nobody knows", { status: "fine" }, [], "/status"],
    ["a waiting turn without its handle", { status: "waiting" }, [], ""],
    ["an end without what it came to", { status: "succeeded" }, [], "/result"],
    ["words nobody knows", request, ["--quick"], ""],
    ["more words", request, ["now"], ""],
    ["no time to retry until", request, ["--retry", "tomorrow"], "--retry"],
    ["a provider file that is not there", request, [], ""],
    ["a path for a package", request, ["--plugin", "./plugin.js"], ""],
  ])("%s", async (_, input, words, path) => {
    const { exit, tell, turn } = await run([...host, ...words], input)
    expect({ exit, status: turn.status }).toEqual({ exit: 2, status: "failed" })
    expect(tell).toMatch(/^bad input: \w+: .+\n$/)
    if (path !== "") expect(turn.error.issues.map((issue: { path: string }) => issue.path)).toContain(path)
  })

  test.each([
    [["backup"], '"backup" is no command; there is step'],
    [["step"], "--provider must name"],
    [host.slice(0, 3), "--plugin must name"],
  ])("%j", async (words, sentence) => {
    expect(await run(words)).toMatchObject({ exit: 2, tell: expect.stringContaining(sentence) })
  })

  test("a state that is damaged, which stays as it is, and standard input is not taken for it", async () => {
    const state = join(await newFolder(), "state.json")
    await writeFile(state, `{"v":1`)
    expect((await run([...host, "--state", state], request)).exit).toBe(2)
    expect(await readFile(state, "utf8")).toBe(`{"v":1`)
  })
})

describe("what has ended stays ended: the same again, and nobody is asked", () => {
  test.each([
    [0, { status: "succeeded", result: { id: 1 }, saved: { id: 1 }, warnings: ["It was full."] }],
    [4, { status: "cancelled", left: [{ kind: "backup", id: "1", sentence: "The backup stays." }] }],
    [3, { status: "failed", error: failure, handle }],
  ])("with %i", async (exit, turn) => {
    expect(await run(host, turn)).toMatchObject({ exit, turn })
    const state = join(await newFolder(), "state.json")
    await writeFile(state, JSON.stringify(turn))
    expect(await run([...host, "--state", state], "")).toMatchObject({ exit, turn })
  })

  test("unless what failed is to be retried", async () => {
    const failed = { status: "failed", error: failure, handle }
    expect(await run([...host, "--retry", "2030-01-01T00:00:00Z"], failed)).toMatchObject({
      exit: 2,
      tell: expect.stringContaining("@acme/things/plugin"),
    })
  })
})

describe("a plugin's own words", () => {
  test("are told when it can not be made", async () => {
    const { words } = await installed(`export default { create: () => { throw new Error("no such region") } }`)
    expect(await run(words, request)).toMatchObject({ exit: 3, tell: expect.stringContaining("no such region") })
  })

  test("a provider file without a plugin for the resource, or for the handle, names what it has", async () => {
    const plugin = `{ id: "other", types: ["Other"] }`
    const { words } = await installed(`export default { create: () => ({ protectables: [], plugins: [${plugin}] }) }`)
    expect(await run(words, request)).toMatchObject({
      exit: 2,
      turn: { error: { issues: [{ path: "/resource/type", message: expect.stringContaining("other (Other)") }] } },
    })
    expect(await run(words, handle)).toMatchObject({ exit: 2, turn: { error: { issues: [{ path: "/plugin" }] } } })
  })
})

test.each(["--help", "-h"])("%s tells every exit code", async (word) => {
  const { exit, out, tell } = await run(["step", word])
  expect({ exit, tell }).toEqual({ exit: 0, tell: "" })
  for (const code of [0, 1, 2, 3, 4, 10, 11]) expect(out).toMatch(new RegExp(`^ +${code}  \\w`, "m"))
})

/** A provider file with a plugin of which this is the code. */
const installed = async (code: string) => {
  const folder = await newFolder()
  const things = join(folder, "node_modules/@acme/things")
  await mkdir(things, { recursive: true })
  const entry = { name: "@acme/things", type: "module", exports: { "./plugin": "./plugin.js" } }
  await writeFile(join(things, "package.json"), JSON.stringify(entry))
  await writeFile(join(things, "plugin.js"), code)
  const file = join(folder, "cloud.yaml")
  await writeFile(file, "version: 1\nid: cloud\nbank: { type: memory }\nplugins: [{ name: '@acme/things/plugin' }]\n")
  return { folder, words: ["step", "--provider", file, "--plugin", "@acme/things/plugin"] }
}

describe("two processes over one state", () => {
  const ended = { status: "succeeded", result: {}, saved: {}, warnings: [] }

  test("make one turn after the other: who waited begins from what the other one wrote", async () => {
    const state = join(await newFolder(), "backups", "state.json")
    let looks = 0
    const take = Effect.promise(async () => {
      looks += 1
      if (looks === 3) await writeFile(state, JSON.stringify(ended))
      return looks === 3
    })
    const lock: Lock = () => Effect.succeed({ take })
    expect(await run([...host, "--state", state], request, lock)).toMatchObject({ exit: 0, turn: ended })
  })

  test("a disk that fails for now ends no operation that is under way", async () => {
    const state = join(await newFolder(), "state.json")
    const waiting = { status: "waiting", handle, progress: { description: "" }, cancellable: "now", afterMs: 1 }
    await writeFile(state, JSON.stringify(waiting))
    const lock: Lock = () => Effect.fail(new ProtectionError({ code: "unavailable", message: "The disk failed." }))
    expect(await run([...host, "--state", state], "", lock)).toMatchObject({
      exit: 11,
      tell: expect.stringMatching(/^failed for now: /),
    })
    expect(JSON.parse(await readFile(state, "utf8"))).toEqual(waiting)
  })

  test("do not make two at once: the second one says so in the end, and that it is for now", {
    timeout: 30_000,
  }, async () => {
    const { folder, words } = await installed(hangingPlugin)
    const [state, hang] = [join(folder, "backups", "state.json"), join(folder, "hang")]
    const turn = [...words, "--state", state]
    await writeFile(hang, "")
    const program = resolve(import.meta.dirname, "../src/bin.ts")
    const child = spawn(process.execPath, ["--conditions=@breakwater/source", program, ...turn], {
      env: { ...process.env, HANG: hang },
    })
    onTestFinished(() => void child.kill("SIGKILL"))
    child.stdin.end(JSON.stringify(request))
    const [said] = await once(child.stderr, "data")
    expect(String(said)).toBe("In the hook.\n")
    expect(await run(turn, request)).toMatchObject({
      exit: 11,
      tell: expect.stringMatching(
        /^failed for now: notReady: Another process makes a turn with the state .*state.json/,
      ),
      turn: { status: "failed", error: { retryable: true, outcome: "notStarted" } },
    })
    await expect(readFile(state)).rejects.toMatchObject({ code: "ENOENT" })
    const gone = once(child, "exit")
    child.kill("SIGKILL")
    await gone
    await rm(hang)
    expect(await run(turn, request)).toMatchObject({ exit: 0, turn: { status: "succeeded" } })
    expect(JSON.parse(await readFile(state, "utf8"))).toMatchObject({ status: "succeeded" })
  })
})

test("a request that is refused before its beginning leaves no state, so that it can be corrected", async () => {
  const { folder, words: step } = await installed(oneSizePlugin)
  const state = join(folder, "state.json")
  const words = [...step, "--state", state]
  const sized = (size: number) => ({ ...request, parameters: { size } })
  expect(await run(words, sized(7))).toMatchObject({ exit: 2, turn: { error: { code: "invalidParameters" } } })
  await expect(readFile(state)).rejects.toMatchObject({ code: "ENOENT" })
  expect(await run(words, sized(1))).toMatchObject({ exit: 0, turn: { status: "succeeded" } })
})

test.each([
  ["output", 1, 11],
  ["error", 2, 0],
])(
  "standard %s that takes nothing is no defect: the turn is made, and can be asked for again",
  async (_, full, exit) => {
    const state = join(await newFolder(), "state.json")
    await writeFile(state, JSON.stringify({ status: "succeeded", result: {}, saved: {}, warnings: [] }))
    const device = await open("/dev/full", "w")
    onTestFinished(() => device.close())
    const program = resolve(import.meta.dirname, "../src/bin.ts")
    const child = spawn(process.execPath, ["--conditions=@breakwater/source", program, ...host, "--state", state], {
      stdio: ["ignore", full === 1 ? device.fd : "pipe", full === 2 ? device.fd : "pipe"],
    })
    const [out, tell] = await Promise.all(
      [child.stdout, child.stderr].map((stream) => (stream === null ? "" : text(stream))),
    )
    expect(child.exitCode ?? (await once(child, "exit"))[0]).toBe(exit)
    if (full === 1) expect(tell).toMatch(/ENOSPC/)
    else expect(out).toContain("succeeded")
    expect(tell).not.toContain("    at ")
  },
)

test("--cancel begins nothing, also where no turn was made yet or its state is lost", async () => {
  const { folder, words } = await installed(cancellablePlugin)
  const step = (...more: readonly string[]) => run([...words, "--state", join(folder, "state.json"), ...more], request)
  const cancelled = { exit: 4, turn: { status: "cancelled", left: [{ id: "found by its mark" }] } }
  expect(await step("--cancel")).toMatchObject(cancelled)
  expect(await step()).toMatchObject(cancelled)
})

test("--retry is one attempt more, however often the same command runs, and takes no wish to cancel back", async () => {
  const { folder, words } = await installed(waitingPlugin)
  const state = join(folder, "state.json")
  await writeFile(state, JSON.stringify({ status: "failed", error: failure, handle }))
  const step = (...more: readonly string[]) => run([...words, "--state", state, ...more])
  const again = ["--retry", "2030-01-01T00:00:00Z"]
  const waiting = (cancelRequested: boolean) => ({ exit: 10, turn: { handle: { attempt: 1, cancelRequested } } })
  expect(await step(...again)).toMatchObject(waiting(false))
  expect(await step(...again)).toMatchObject(waiting(false))
  expect(await step("--retry", "2031-01-01T00:00:00Z")).toMatchObject(waiting(false))
  const { turn } = await step("--cancel")
  expect(await step(...again)).toMatchObject(waiting(true))
  await writeFile(state, JSON.stringify(turn.handle))
  expect(await step(...again)).toMatchObject(waiting(true))
  await writeFile(state, JSON.stringify({ status: "failed", error: failure, handle: turn.handle }))
  expect(await step(...again)).toMatchObject({ exit: 10, turn: { handle: { attempt: 2, cancelRequested: false } } })
})

const plugins = `
const standard = (fine) => ({ "~standard": { version: 1, vendor: "acme", validate: (value) =>
  fine(value) ? { value } : { issues: [{ message: "must be 1", path: ["size"] }] } } })
const any = standard(() => true)
const create = (operation, optionsSchema = any) => {
  const schemas = { optionsSchema, restoreSchema: any, savedInfoSchema: any, savedInfoVersion: 1 }
  const plugin = { contract: 1, id: "things", version: "1", types: ["Memory::Thing"], ...schemas, operations: { protect: operation } }
  return { protectables: [], plugins: [plugin] }
}
`

/** Serves only what is of size 1. */
const oneSizePlugin = `${plugins}
export default { create: () => create({ preview: () => {} }, standard(({ size }) => size === 1)) }
`

const waitingPlugin = `${plugins}
import * as Effect from "${import.meta.resolve("effect/Effect")}"
const wait = { step: "wait", state: {}, afterMs: 1000, progress: { description: "It waits." }, cancellable: "later" }
export default { create: () => create({ preview: () => Effect.succeed({}), onMain: () => Effect.succeed(wait) }) }
`

/** Finds by its mark what it had made. */
const cancellablePlugin = `${plugins}
import * as Effect from "${import.meta.resolve("effect/Effect")}"
const left = [{ kind: "copy", id: "found by its mark", sentence: "It stays." }]
const onMain = ({ cancelRequested }) =>
  Effect.succeed(cancelRequested ? { step: "cancelled", left } : { step: "done", value: { made: 1 } })
export default { create: () => create({ preview: () => Effect.succeed({}), onMain }) }
`

/** Says that its hook has begun, and does not come back while there is a file. */
const hangingPlugin = `${plugins}
import { existsSync } from "node:fs"
import * as Effect from "${import.meta.resolve("effect/Effect")}"
const onMain = () => Effect.suspend(() => {
  if (!existsSync(process.env.HANG ?? "")) return Effect.succeed({ step: "done", value: {} })
  process.stderr.write("In the hook.\\n")
  return Effect.sleep("1 hour")
})
export default { create: () => create({ preview: () => Effect.succeed({}), onMain }) }
`
