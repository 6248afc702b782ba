import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { createMockTrove } from "@breakwater/mock-trove"
import { serve } from "@breakwater/mock-trove/server"
import { expect, onTestFinished, test } from "vitest"

const root = new URL("../../../../", import.meta.url)

/** The pieces of the chapter, one after the other. */
const portalOfThePage = () => {
  const text = readFileSync(new URL("docs/hosting.md", root), "utf8")
  const chapter = text.slice(text.indexOf("\n## A portal"), text.indexOf("\n## A job queue"))
  return [...chapter.matchAll(/^```js\n(.*?)^```$/gms)].map(([, code]) => code).join("\n")
}

test("the pieces of docs/hosting.md, put together, are a portal that protects, restores and deletes", async () => {
  const mock = createMockTrove({ clock: "x600", start: new Date().toISOString() })
  const instance = mock.state.instances.add({ name: "orders" })
  const served = await serve(mock, { port: 0, identityPort: 0 })
  const folder = mkdtempSync(join(tmpdir(), "breakwater-hosting-"))
  const portal = spawn(process.execPath, ["--conditions=@breakwater/source", "--input-type=module"], {
    cwd: new URL("packages/examples/", root),
    env: { ...process.env, ...served.env, PORTAL_FOLDER: folder, PORT: "0" },
    stdio: ["pipe", "pipe", "inherit"],
  })
  const ended = once(portal, "exit")
  onTestFinished(async () => {
    portal.kill("SIGTERM")
    expect(await ended).toEqual([0, null])
    rmSync(folder, { recursive: true })
    await served.close()
    await mock[Symbol.asyncDispose]()
  })
  portal.stdin.end(portalOfThePage())
  const [origin] = await once(createInterface(portal.stdout), "line")

  const ask = async (method: string, path: string, key?: string, body?: object) => {
    const response = await fetch(`${origin}${path}`, {
      method,
      headers: {
        ...(key === undefined ? {} : { "idempotency-key": key }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: await response.json() }
  }
  /** Every event of an operation, from the first to the last. */
  const events = async (id: string) => (await fetch(`${origin}/operations/${id}/events`)).text()

  expect((await ask("GET", "/instances")).body.items).toMatchObject([{ id: instance.id, can: { protect: true } }])
  expect((await ask("GET", "/forms/protect")).body.required).toEqual(["backup_name", "description"])
  const backUp = (name: string) =>
    ask("POST", `/instances/${instance.id}/backups`, "backup", {
      parameters: { "OS::Trove::Instance": { backup_name: name, description: "By the page." } },
    })
  expect(await backUp("")).toMatchObject({ status: 422, body: { code: "invalidParameters" } })
  expect(await backUp("nightly")).toMatchObject({ status: 202, body: { id: "backup" } })
  expect(await backUp("nightly")).toMatchObject({ status: 202, body: { id: "backup" } })
  expect(await backUp("other")).toMatchObject({ status: 409, body: { code: "idReused" } })
  expect(await events("backup")).toMatch(/"state":"running".*"state":"succeeded"/s)
  expect((await ask("GET", "/checkpoints")).body.items).toMatchObject([{ id: "backup", status: "available" }])

  const { data } = (await ask("GET", "/checkpoints/backup/restore-form")).body
  const [[resource, values] = ["", {}]] = Object.entries<object>(data)
  const parameters = { [resource]: { ...values, restore_name: "again" } }
  expect(await ask("POST", "/checkpoints/backup/restore", "restore", { parameters })).toMatchObject({ status: 202 })
  expect(await events("restore")).toContain('"state":"succeeded"')
  expect(mock.state.instances.all().map(({ name }) => name)).toContain("again")

  const seen = await ask("DELETE", "/checkpoints/backup", "delete")
  expect(seen).toMatchObject({ status: 428, body: { preview: { deletes: [expect.stringContaining("nightly")] } } })
  expect(await ask("DELETE", `/checkpoints/backup?confirm=${seen.body.preview.digest}`, "delete")).toMatchObject({
    status: 202,
  })
  expect(await events("delete")).toContain('"state":"succeeded"')
  expect(mock.state.backups.all()).toEqual([])
  expect(await ask("GET", "/operations/nobody")).toMatchObject({ status: 404, body: { code: "notFound" } })
  expect((await ask("GET", "/operations")).body.items).toHaveLength(3)
})
