import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { sqliteEngine } from "@breakwater/core/engine/sqlite"
import type { OperationChange, OperationRecord, Scope } from "@breakwater/core/promise"
import { fileBank } from "@breakwater/core/promise"
import { type ClockMode, createMockTrove } from "@breakwater/mock-trove"
import type { InjectOptions } from "fastify"
import { expect, onTestFinished, test } from "vitest"
import { type PortalOptions, serveABackupPortal } from "../src/55-serve-a-backup-portal.ts"

const type = "OS::Trove::Instance"

const setting = async (clock: ClockMode = "auto", options: Partial<PortalOptions> = {}) => {
  const mock = createMockTrove({ clock })
  const instance = mock.state.instances.add({ name: "orders" })
  const cloud = {
    name: "the mock",
    scope: mock.scope,
    clock: mock.clock,
    connect: () => mock.connection,
    prefix: "test",
  }
  const app = await serveABackupPortal({ cloud, ...options })
  onTestFinished(async () => {
    await app.close()
    await mock[Symbol.asyncDispose]()
  })
  const ask = async (
    method: "GET" | "POST" | "DELETE",
    url: string,
    options: Omit<InjectOptions, "method" | "url"> = {},
  ) => {
    const response = await app.inject({ method, url, ...options })
    return {
      status: response.statusCode,
      headers: response.headers,
      body: response.body === "" ? null : response.json(),
    }
  }
  const backUp = (key: string, parameters: object = { backup_name: "nightly", description: "By the portal." }) =>
    ask("POST", `/instances/${instance.id}/backups`, {
      headers: { "idempotency-key": key },
      payload: { parameters: { [type]: parameters } },
    })
  /** The operation when it has ended, as its stream of events tells. */
  const ended = async (id: string) => {
    const response = await app.inject({ method: "GET", url: `/operations/${id}/events` })
    return changesIn(response.body).at(-1)?.operation
  }
  return { mock, cloud, app, instance, ask, backUp, ended }
}

const changesIn = (text: string): OperationChange[] =>
  text.split("\n").flatMap((line) => (line.startsWith("data: ") ? [JSON.parse(line.slice("data: ".length))] : []))

interface Reading {
  readonly after?: string
  /** Leaves when this has come, without waiting for the end. */
  readonly until?: (change: OperationChange) => boolean
}
const readEvents = async (origin: string, id: string, { after, until }: Reading) => {
  const leaving = new AbortController()
  const headers = after === undefined ? {} : { "last-event-id": after }
  const response = await fetch(`${origin}/operations/${id}/events`, { headers, signal: leaving.signal })
  let text = ""
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk
    if (until && changesIn(text.slice(0, text.lastIndexOf("\n\n") + 2)).some(until)) break
  }
  leaving.abort()
  const ids = [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id))
  return { status: response.status, ids, changes: changesIn(text) }
}

/** The states of the operation and its resource, one after the other. */
const states = (changes: readonly OperationChange[]) =>
  changes
    .map(({ operation, changed }) => [operation.state, ...changed.map(({ state }) => state)].join())
    .filter((state, index, all) => state !== all[index - 1])

test("55 lists instances and says of each what can be done now", async () => {
  const { mock, instance, ask } = await setting()
  mock.state.instances.setStatus(instance, "REBOOT")
  expect((await ask("GET", "/instances")).body).toMatchObject({
    items: [{ id: instance.id, name: "orders", status: "REBOOT", can: { protect: { code: "notReady" } } }],
  })
})

test("55 gives a form with values that are accepted as they stand", async () => {
  const { mock, instance, ask, ended } = await setting()
  const { body: form } = await ask("GET", `/instances/${instance.id}/backup-form`)
  expect(form.schema).toMatchObject({ type: "object", required: ["backup_name", "description"] })
  const begun = await ask("POST", `/instances/${instance.id}/backups`, { payload: { parameters: form.data } })
  expect(begun.status).toBe(202)
  expect(await ended(begun.body.id)).toMatchObject({ state: "succeeded" })
  expect(mock.state.backups.all()).toMatchObject([{ name: "orders 2026-01-01", status: "COMPLETED" }])
})

test("55 joins what was begun with the same idempotency key, later too, and refuses the key for anything else", async () => {
  const { mock, backUp, ask, instance, ended } = await setting()
  const both = await Promise.all([backUp("key"), backUp("key")])
  expect(both.map(({ status, body }) => [status, body.id])).toEqual([
    [202, "key"],
    [202, "key"],
  ])
  await ended("key")
  const looked = mock.journal.count("showInstance")
  const later = await ask("POST", `/instances/${instance.id}/backups`, {
    headers: { "idempotency-key": "key", traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" },
    payload: { parameters: { [type]: { backup_name: "nightly", description: "By the portal." } } },
  })
  expect(later).toMatchObject({ status: 202, body: { id: "key", state: "succeeded" } })
  expect(mock.journal.count("showInstance")).toBe(looked) // so it joins even when the instance is gone by now
  expect(await backUp("key", { backup_name: "other", description: "By the portal." })).toMatchObject({
    status: 409,
    body: { code: "idReused" },
  })
  expect(mock.journal.count("createBackup")).toBe(1)
})

test("55 answers each kind of error with its own status", async () => {
  const { ask, backUp, instance } = await setting()
  expect(await backUp("key", { backup_name: "" })).toMatchObject({
    status: 422,
    body: { code: "invalidParameters", issues: [{ path: expect.stringContaining("backup_name") }, {}] },
  })
  expect(await ask("POST", `/instances/${instance.id}/backups`, { payload: {} })).toMatchObject({
    status: 400,
    body: { message: "body must have required property 'parameters'" },
  })
  expect(await ask("GET", "/instances/00000000-0000-4000-8000-000000000000/backup-form")).toMatchObject({
    status: 404,
    body: { code: "notFound", recovery: expect.stringMatching(/./) },
  })
  expect(await ask("GET", "/operations/nobody")).toMatchObject({ status: 404, body: { code: "notFound" } })
})

test("55 tells the cloud's troubles by status too, and how long to wait", async () => {
  const { mock, ask } = await setting()
  mock.faults.on("listInstancesDetail", { times: "always" }).rateLimit(12)
  expect(await ask("GET", "/instances")).toMatchObject({
    status: 429,
    headers: { "retry-after": "12" },
    body: { code: "rateLimited", retryable: true },
  })
  mock.faults.clear()
  mock.faults.on("listInstancesDetail", { times: "always" }).refuse(503)
  expect(await ask("GET", "/instances")).toMatchObject({ status: 503, body: { code: "unavailable" } })
  mock.faults.clear()
})

test("55 shows a browser that reconnects every state it missed, over a socket, and then tells it to stay away", async () => {
  const { mock, app, backUp } = await setting("manual")
  const origin = await app.listen()
  await backUp("key")
  const before = await readEvents(origin, "key", { until: ({ operation }) => operation.state === "running" })
  await mock.clock.advance("20m") // it ends while nobody looks
  const after = await readEvents(origin, "key", { after: String(before.ids.at(-1)) })
  const all = await readEvents(origin, "key", {})

  expect(all.changes.map(({ operation }) => operation.state)).toContain("queued")
  expect(after.changes.at(-1)?.operation.state).toBe("succeeded")
  expect(states([...before.changes, ...after.changes])).toEqual(states(all.changes))
  expect(Math.min(...after.ids)).toBeGreaterThan(Math.max(...before.ids))
  expect(await readEvents(origin, "key", { after: String(after.ids.at(-1)) })).toMatchObject({
    status: 204,
    changes: [],
  })
})

test("55 finishes after a restart what it had begun, and a browser that comes back misses no state", async () => {
  const folder = await mkdtemp(join(tmpdir(), "breakwater-portal-"))
  onTestFinished(() => rm(folder, { recursive: true }))
  const kept = () => ({ engine: sqliteEngine(join(folder, "operations.db")), bank: fileBank(join(folder, "bank")) })
  const { mock, cloud, app, backUp } = await setting("x600", kept())
  mock.plan.nextBackup({ takes: "10m" })
  await backUp("key")
  const before = await readEvents(await app.listen(), "key", {
    until: ({ operation }) => operation.state === "running",
  })
  await app.close()

  const again = await serveABackupPortal({ cloud, ...kept() })
  onTestFinished(() => again.close())
  const origin = await again.listen()
  const after = await readEvents(origin, "key", { after: String(before.ids.at(-1)) })
  expect(after.changes.at(-1)?.operation.state).toBe("succeeded")
  const all = await readEvents(origin, "key", {})
  expect(states([...before.changes, ...after.changes])).toEqual(states(all.changes))
  expect(mock.state.backups.all()).toMatchObject([{ status: "COMPLETED" }])
  expect(mock.journal.count("createBackup")).toBe(1)
})

test("55 deletes only what the user has seen would go, and answers the same key the same again", async () => {
  const { mock, ask, backUp, ended } = await setting()
  await backUp("key")
  await ended("key")
  const headers = { "idempotency-key": "delete" }
  const [backup] = mock.state.backups.all()
  const asked = await ask("DELETE", "/checkpoints/key", { headers })
  expect(asked).toMatchObject({
    status: 428,
    body: { preview: { deletes: [expect.stringContaining(backup?.id ?? "")] } },
  })
  expect(await ask("DELETE", "/checkpoints/key?confirm=yes", { headers })).toMatchObject({ status: 428 })
  expect(mock.journal.count("deleteBackup")).toBe(0)

  const confirmed = `/checkpoints/key?confirm=${asked.body.preview.digest}`
  expect(await ask("DELETE", confirmed, { headers })).toMatchObject({ status: 202, body: { id: "delete" } })
  expect(await ended("delete")).toMatchObject({ state: "succeeded" })
  expect(await ask("DELETE", confirmed, { headers })).toMatchObject({ status: 202, body: { state: "succeeded" } })
  expect(mock.state.backups.all()).toEqual([])
  expect(mock.journal.count("deleteBackup")).toBe(1)
})

test("55 deletes what others hang on only when all of it was seen", async () => {
  const { mock, ask, backUp, ended } = await setting()
  await backUp("full")
  await ended("full")
  await backUp("rest", { backup_name: "rest", description: "What changed since.", incremental: true })
  await ended("rest")
  expect(await ask("DELETE", "/checkpoints/full")).toMatchObject({
    status: 409,
    body: { preview: { blockers: [{ code: "inUse" }] } },
  })
  const { status, body } = await ask("DELETE", "/checkpoints/full?cascade=yes")
  expect(status).toBe(428)
  expect(body.preview.deletes).toHaveLength(2)
  const { body: begun } = await ask("DELETE", `/checkpoints/full?cascade=yes&confirm=${body.preview.digest}`)
  expect(await ended(begun.id)).toMatchObject({ state: "succeeded" })
  expect(mock.state.backups.all()).toEqual([])
})

test("55 restores with the values of the form, edited", async () => {
  const { mock, ask, backUp, ended } = await setting()
  await backUp("key")
  await ended("key")
  const { body: form } = await ask("GET", "/checkpoints/key/restore-form")
  const [[resource, values] = ["", {}]] = Object.entries<object>(form.data)
  const begun = await ask("POST", "/checkpoints/key/restore", {
    headers: { "idempotency-key": "restore" },
    payload: { parameters: { [resource]: { ...values, restore_name: "orders again" } } },
  })
  expect(begun).toMatchObject({ status: 202, body: { id: "restore" } })
  expect(await ended("restore")).toMatchObject({ state: "succeeded" })
  expect(mock.state.instances.all().map(({ name, status }) => [name, status])).toContainEqual([
    "orders again",
    "ACTIVE",
  ])
  expect((await ask("GET", "/operations/restore/resources")).body).toMatchObject({
    items: [{ state: "succeeded", created: { name: "orders again" } }],
  })
})

test("55 begins no restore that can not go well, unless told to", async () => {
  const { ask, backUp, ended } = await setting()
  await backUp("key")
  await ended("key")
  const restore = (anyway: boolean) =>
    ask("POST", "/checkpoints/key/restore", {
      headers: { "idempotency-key": "restore" },
      payload: { parameters: { [type]: { flavor: "no-such" } }, anyway },
    })
  expect(await restore(false)).toMatchObject({ status: 409, body: { preview: { blockers: [{}] } } })
  expect(await ask("GET", "/operations/restore")).toMatchObject({ status: 404 })
  expect(await restore(true)).toMatchObject({ status: 202 })
  expect(await ended("restore")).toMatchObject({ state: "failed" })
})

test("55 cancels, and leaves nothing", async () => {
  const { mock, ask, backUp, ended } = await setting("manual")
  await backUp("key")
  await mock.clock.advance("10s")
  expect(mock.state.backups.all()).toHaveLength(1)
  expect(await ask("POST", "/operations/key/cancel")).toMatchObject({ status: 202, body: { state: "cancelling" } })
  await mock.clock.advance("1h")
  expect(await ended("key")).toMatchObject({ state: "cancelled", left: [] })
  expect(mock.state.backups.all()).toEqual([])
})

test("55 retries what failed, under the same id", async () => {
  const { mock, ask, backUp, ended } = await setting()
  mock.plan.nextBackup({ fails: "no space left" })
  await backUp("key")
  expect(await ended("key")).toMatchObject({ state: "failed", error: { code: "remoteFailed" } })
  const { status, body } = await ask("POST", "/operations/key/retry")
  expect([status, body.attempt]).toEqual([202, 1])
  expect(await ended("key")).toMatchObject({ state: "succeeded" })
  expect(mock.state.backups.all()).toMatchObject([{ status: "COMPLETED" }])
  expect(await ask("POST", "/operations/key/retry")).toMatchObject({ status: 409, body: { code: "alreadyEnded" } })
})

test("55 shows nobody what belongs to another project", async () => {
  const scopes = new Map<string, Scope>()
  const { mock, ask, backUp, ended } = await setting("auto", {
    scopeOf: ({ headers }) => scopes.get(String(headers["x-user"])) ?? mock.scope,
  })
  scopes.set("stranger", { ...mock.scope, project: "another" })
  await backUp("key")
  await ended("key")
  const headers = { "x-user": "stranger" }
  for (const [method, url] of [
    ["GET", "/operations/key"],
    ["GET", "/operations/key/events"],
    ["GET", "/operations/key/resources"],
    ["POST", "/operations/key/cancel"],
    ["POST", "/operations/key/retry"],
    ["GET", "/checkpoints/key/restore-form"],
    ["DELETE", "/checkpoints/key"],
  ] as const) {
    expect(await ask(method, url, { headers }), url).toMatchObject({ status: 404, body: { code: "notFound" } })
  }
  const payload = { parameters: {} }
  expect(await ask("POST", "/checkpoints/key/restore", { headers, payload })).toMatchObject({ status: 404 })
  for (const list of ["/operations", "/checkpoints"]) {
    expect((await ask("GET", list, { headers })).body).toEqual({ items: [] })
    const { items }: { items: OperationRecord[] } = (await ask("GET", list)).body
    expect(items).toMatchObject([{ id: "key" }])
  }
})

test("55 serves its page", async () => {
  const { app } = await setting()
  const page = await app.inject("/")
  expect(page.headers["content-type"]).toContain("text/html")
  expect(page.body).toContain("<h1>Backups of database instances</h1>")
})
