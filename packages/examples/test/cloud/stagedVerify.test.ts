/** The staged part of verify, of the proof after a delete and of imports: data that is lost, changed, left behind or elsewhere. */
import { randomBytes } from "node:crypto"
import type { TroveSavedInfo } from "@breakwater/trove-adapter"
import { importBackup } from "@breakwater/trove-adapter/promise"
import { afterAll, afterEach, beforeAll, expect, test } from "vitest"
import { openCloud } from "../../src/openCloud.ts"
import { identityFromEnvironment, instanceSettings, RawCloud, type RawInstance } from "./RawCloud.ts"
import { RawSwift } from "./RawSwift.ts"
import { TroveHost } from "./TroveHost.ts"

const control = process.env["BREAKWATER_STAGED_CONTROL"]
if (!control) throw new Error("The staged part needs the cloud that `pnpm test:cloud` boots.")

const prefix = `bwtest-${randomBytes(4).toString("hex")}`
const identity = identityFromEnvironment()
const level = { level: "object" }

let raw: RawCloud
let swift: RawSwift
let source: RawInstance
let host: TroveHost

const swiftAnswers = async (status: number | null) => {
  const response = await fetch(control, { method: "POST", body: JSON.stringify({ swift_status: status }) })
  expect(response.status).toBe(200)
}

beforeAll(async () => {
  raw = await RawCloud.login(identity)
  swift = await RawSwift.login(identity)
  source = await raw.makeInstance(`${prefix}-source`, instanceSettings())
  host = new TroveHost(prefix, source)
})

afterEach(() => swiftAnswers(null))

afterAll(async () => {
  await raw.clean(prefix)
})

const placeOf = ({ backup: { location = "" } }: TroveSavedInfo) => {
  const [container = "", name = ""] = location.split("/").slice(-2)
  return { container, name, path: `${container}/${name}` }
}

/** As it was saved by a protect that could not ask the object store. */
const unrecorded = ({ backup: { object: _, ...backup }, ...saved }: TroveSavedInfo): TroveSavedInfo => ({
  ...saved,
  backup,
})

/** What replication leaves of a backup that was made elsewhere: its data, which this Trove knows nothing of. */
const replicated = async (name: string, put: (place: ReturnType<typeof placeOf>, data: string) => Promise<unknown>) => {
  const saved = await host.protect(`${prefix}-${name}`)
  const place = placeOf(saved)
  const data = await (await swift.ask("GET", place.path)).text()
  await host.run("delete", { saved })
  expect(await swift.status(place.path)).toBe(404)
  await put(place, data)
  return { saved, place }
}

test("an object that was deleted, and one that was written over, are told by a verify at the level object", async () => {
  const lost = await host.protect(`${prefix}-lost`)
  const changed = await host.protect(`${prefix}-changed`)
  await swift.remove(placeOf(lost).path)
  await swift.put(placeOf(changed).path, "something else")
  for (const saved of [lost, changed]) {
    expect(await host.run("verify", { saved })).toMatchObject({ status: "succeeded" })
    expect(await host.run("verify", { saved, parameters: level })).toMatchObject({
      status: "failed",
      error: { code: "damaged", message: expect.stringContaining(placeOf(saved).path) },
    })
  }
})

test("a large object is whole with all its segments, and damaged without one", async () => {
  const saved = unrecorded(await host.protect(`${prefix}-large`))
  const { container, name, path } = placeOf(saved)
  const data = await (await swift.ask("GET", path)).text()
  const [, second = ""] = await swift.putLarge(container, name, data, 3)
  expect(await host.run("verify", { saved, parameters: level })).toMatchObject({
    result: { backups: [{ object: { segments: 3, bytes: data.length } }] },
  })
  await swift.remove(`${container}/${second}`)
  expect(await host.run("verify", { saved, parameters: level })).toMatchObject({
    error: { code: "damaged", message: expect.stringContaining(`${second} is missing`) },
  })
})

test("an object store that refuses is told as such, and not as damage", async () => {
  const saved = await host.protect(`${prefix}-refused`)
  await swiftAnswers(403)
  expect(await host.run("verify", { saved, parameters: level })).toMatchObject({ error: { code: "forbidden" } })
})

test("a segment that Trove leaves behind is named after the delete", async () => {
  const saved = await host.protect(`${prefix}-left`)
  const { container, name } = placeOf(saved)
  const segment = `${container}/${name.split(".")[0]}_00000000`
  await swift.put(segment, "what an upload that failed has left")
  expect(await host.run("delete", { saved })).toMatchObject({
    status: "succeeded",
    result: { record: "gone", data: "remains", left: [{ kind: "object", id: segment }] },
  })
  await swift.remove(segment)
})

test("a drill of what Trove can not restore ends with that, and leaves no instance", async () => {
  const name = `${prefix}-GUEST_ERROR`
  const saved = await host.protect(`${prefix}-hopeless`)
  const hopeless = { ...saved, instance: { ...saved.instance, name } }
  expect(await host.run("verify", { saved: hopeless, parameters: { level: "restore" } })).toMatchObject({
    status: "failed",
    error: { code: "remoteFailed", left: [] },
  })
  expect((await raw.instances()).filter((one) => one.name.startsWith(`drill of ${prefix}`))).toEqual([])
})

test("a backup whose data was replicated here is imported, verified by a drill, and stays when its record goes", async () => {
  const { saved, place } = await replicated("import", ({ path }, data) => swift.put(path, data))
  const { connect, scope } = openCloud()
  const { backup, saved: here } = await importBackup(connect(scope), { saved })
  expect(backup).toMatchObject({ status: "RESTORED" })
  expect(await host.run("verify", { saved: here, parameters: { level: "restore" } })).toMatchObject({
    status: "succeeded",
    result: { drill: { databases: { missing: [] } } },
  })
  expect(await host.run("delete", { saved: here })).toMatchObject({
    result: { record: "gone", data: "remains", left: [{ id: place.path }] },
  })
  await swift.remove(place.path)
})

test("a checksum in quotes is refused, for Trove takes it and then restores nothing", async () => {
  const { saved, place } = await replicated("quoted", ({ container, name }, data) =>
    swift.putLarge(container, name, data, 2),
  )
  const { connect, scope } = openCloud()
  await expect(importBackup(connect(scope), { saved })).rejects.toMatchObject({
    code: "notSupported",
    message: expect.stringContaining("quotes"),
  })
  const taken = await raw.ask("POST", "/backups", {
    backup: {
      name: `${prefix}-quoted`,
      restore_from: {
        remote_location: saved.backup.location,
        local_datastore_version_id: saved.datastore?.versionId,
        size: saved.backup.size,
      },
    },
  })
  expect(taken.status).toBe(202)
  const { id } = (taken.body as { readonly backup: { readonly id: string } }).backup
  const settings = instanceSettings()
  const restore = await raw.ask("POST", "/instances", {
    instance: {
      name: `${prefix}-never`,
      flavorRef: settings.flavor,
      volume: { size: settings.volumeSize },
      datastore: { type: settings.datastore, version: settings.datastoreVersion },
      nics: [{ "net-id": settings.network }],
      restorePoint: { backupRef: id },
    },
  })
  expect(restore.status).toBe(409)
  await swift.remove(place.path)
})
