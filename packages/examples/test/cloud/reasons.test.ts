/** Each reason that a real Trove and Keystone can be brought to give, met there: what the table of reasons says is so. */
import { randomBytes } from "node:crypto"
import type { Connection } from "@breakwater/trove-adapter"
import { type TroveClient, TroveError, troveClient } from "@breakwater/trove-adapter/promise"
import { afterAll, afterEach, beforeAll, expect, test } from "vitest"
import { openCloud } from "../../src/openCloud.ts"
import { identityFromEnvironment, instanceSettings, RawCloud, type RawInstance, until } from "./RawCloud.ts"

const control = process.env["BREAKWATER_STAGED_CONTROL"]
if (!control) throw new Error("The reasons need the cloud that `pnpm test:cloud` boots.")

const prefix = `bwtest-${randomBytes(4).toString("hex")}`
const cloud = openCloud()
const identity = identityFromEnvironment()
const settings = instanceSettings()
const nobody = "6ba7b810-9dad-41d1-80b4-00c04fd430c8"

let raw: RawCloud
let admin: RawCloud
let source: RawInstance
let trove: TroveClient

const connect = (changes: Partial<Connection> = {}): Connection => ({ ...cloud.connect(cloud.scope), ...changes })
const client = (changes?: Partial<Connection>) => troveClient(connect(changes))

const tell = async (body: object) => {
  expect((await fetch(control, { method: "POST", body: JSON.stringify(body) })).status).toBe(200)
}

beforeAll(async () => {
  raw = await RawCloud.login(identity)
  admin = await RawCloud.login({ ...identity, username: "admin", password: "adminpw", project: "admin" })
  source = await raw.makeInstance(`${prefix}-source`, settings)
  trove = client()
})

afterEach(async () => {
  await tell({ swift_status: null })
})

afterAll(async () => {
  await trove.close()
  await raw.clean(prefix)
})

const met = async (call: Promise<unknown>): Promise<TroveError> => {
  const error = await call.then(
    () => undefined,
    (cause: unknown) => cause,
  )
  if (error instanceof TroveError) return error
  throw new Error(`It should fail with a TroveError, but there was ${error}.`)
}

const backup = (name: string) => trove.createBackup({ name: `${prefix}-${name}`, instance: source.id })

const ended = (id: string) =>
  until(`the backup ${id} is complete`, async () => {
    const one = await trove.showBackup(id)
    return one.status === "COMPLETED" ? one : undefined
  })

const completed = async (name: string) => ended((await backup(name)).id)

const restore = (backupRef: string, more: object = {}) =>
  trove.createInstance({
    name: `${prefix}-restored`,
    flavorRef: settings.flavor,
    volume: { size: settings.volumeSize },
    datastore: { type: settings.datastore, version: settings.datastoreVersion },
    restorePoint: { backupRef },
    ...more,
  })

const fresh = () =>
  trove.createInstance({
    name: `${prefix}-fresh`,
    flavorRef: settings.flavor,
    volume: { size: 1 },
    datastore: { type: settings.datastore, version: settings.datastoreVersion },
    nics: [{ network_id: settings.network }],
  })

type Met = readonly [reason: string, meet: () => Promise<TroveError>, expected?: object]

const reasons: readonly Met[] = [
  ["credentialsRefused", () => met(client({ auth: { ...identityAuth(), password: "wrong" } }).limits())],
  ["noEndpoint", () => met(client({ region: "Nowhere" }).limits())],
  [
    "tokenExpired",
    () => met(client({ auth: { type: "token", token: "garbage" }, endpointOverride: raw.endpoint }).limits()),
    { status: 401, evidence: { bodyKey: "error" } },
  ],
  [
    "wrongProject",
    () => met(client({ endpointOverride: raw.endpoint.replace(raw.projectId, admin.projectId) }).limits()),
    { status: 403, evidence: { bodyKey: "flat" } },
  ],
  ["refusedOnTheWay", () => met(client({ authUrl: identity.authUrl.replace("/v3", "/nowhere/v3") }).limits())],
  ["connectionLost", () => met(client({ authUrl: "http://127.0.0.1:9/v3" }).limits()), { outcome: "notStarted" }],
  [
    "timedOut",
    async () => {
      const hasty = client({ requestTimeout: 1 })
      return met(hasty.limits())
    },
  ],
  ["forbidden", () => met(trove.resetStatus(source.id)), { status: 403 }],
  [
    "badRequest",
    () => met(trove.createBackup({ name: "x", instance: source.id, swift_container: "a b" })),
    { status: 400, outcome: "notStarted" },
  ],
  ["notFound", () => met(trove.showBackup(nobody)), { status: 404, evidence: { bodyKey: "itemNotFound" } }],
  [
    "busy",
    async () => {
      const { id } = await backup("SLOW3-busy")
      const error = await met(backup("second"))
      await ended(id)
      return error
    },
    { status: 422, outcome: "notStarted" },
  ],
  [
    "backupRunning",
    async () => {
      const { id } = await backup("SLOW3-running")
      const error = await met(trove.deleteBackup(id))
      await ended(id)
      return error
    },
    { status: 422, outcome: "unknown" },
  ],
  [
    "notComplete",
    async () => {
      const { id } = await backup("SLOW3-incomplete")
      const error = await met(restore(id))
      await ended(id)
      return error
    },
    { status: 409 },
  ],
  [
    "notReady",
    async () => {
      const { id } = await fresh()
      return met(trove.deleteInstance(id))
    },
    { status: 422 },
  ],
  ["checksumMismatch", async () => met(restore((await completed("CORRUPT")).id)), { status: 409 }],
  ["tooLarge", async () => met(restore((await completed("SIZE5")).id)), { status: 403 }],
  [
    "objectMissing",
    async () => {
      const { id, locationRef } = await completed("lost")
      expect((await fetch(String(locationRef), { method: "DELETE" })).status).toBeLessThan(300)
      return met(restore(id))
    },
    { status: 404 },
  ],
  [
    "quotaExceeded",
    async () => {
      const limit = (backups: number) => admin.ask("PUT", `/mgmt/quotas/${raw.projectId}`, { quotas: { backups } })
      await limit(0)
      const error = await met(backup("quota"))
      await limit(50)
      return error
    },
    { status: 413 },
  ],
  [
    "swiftRefused",
    async () => {
      await tell({ swift_status: 401 })
      return met(backup("swift"))
    },
    { status: 401, evidence: { bodyKey: "unauthorized" } },
  ],
  [
    "serverFault",
    () =>
      met(
        trove.createInstance({
          name: `${prefix}-subnet`,
          flavorRef: settings.flavor,
          volume: { size: 1 },
          datastore: { type: settings.datastore, version: settings.datastoreVersion },
          nics: [{ subnet_id: nobody }],
        }),
      ),
    { status: 500, outcome: "unknown", evidence: { bodyKey: "instanceFault" } },
  ],
]

const identityAuth = () => ({
  type: "password" as const,
  username: identity.username,
  password: identity.password,
  userDomain: identity.userDomain,
})

test.each(reasons.map(([reason, meet, expected = {}]) => ({ reason, meet, expected })))("$reason", async (row) => {
  const { reason, meet, expected } = row
  const error = await meet()
  expect(error).toMatchObject({ reason, ...expected })
  expect(error.recovery).not.toBe("")
  expect(JSON.stringify(error)).not.toContain(identity.password)
})

test("Keystone keeps the id that was sent and gives one of its own; Trove gives none", async () => {
  const refused = await met(client({ auth: { ...identityAuth(), password: "wrong" } }).limits())
  expect(refused.requestId).toMatch(/^req-/)
  expect(refused.call.globalRequestId).toMatch(/^req-/)
  expect(refused.requestId).not.toBe(refused.call.globalRequestId)
  const missing = await met(trove.showBackup(nobody))
  expect(missing.requestId).toBeUndefined()
  expect(missing.call.globalRequestId).toMatch(/^req-/)
})
