/** An administrator in another project, on the real Trove: whose is what it makes, and what becomes of what it may not do. */
import { randomBytes } from "node:crypto"
import type { TroveSavedInfo } from "@breakwater/trove-adapter"
import { trove } from "@breakwater/trove-adapter/promise"
import * as Effect from "effect/Effect"
import { afterAll, beforeAll, expect, test } from "vitest"
import { openCloud } from "../../src/openCloud.ts"
import { identityFromEnvironment, instanceSettings, RawCloud, type RawInstance, until } from "./RawCloud.ts"
import { RawSwift } from "./RawSwift.ts"
import { TroveHost } from "./TroveHost.ts"

if (!process.env["BREAKWATER_STAGED_CONTROL"]) {
  throw new Error("The administrator's part needs the cloud that `pnpm test:cloud` boots.")
}

const prefix = `bwtest-${randomBytes(4).toString("hex")}`
const cloud = openCloud()
const identity = identityFromEnvironment()
const administrator = { username: "admin", password: "adminpw", project: "admin" }
const connect = () => ({
  ...cloud.connect(cloud.scope),
  auth: { type: "password", username: "admin", password: "adminpw", userDomain: "Default" } as const,
  project: { name: "admin", domain: "Default" },
  asAdmin: true,
})

let owner: RawCloud
let admin: RawCloud
let ownerSwift: RawSwift
let source: RawInstance
let ownHost: TroveHost
let host: TroveHost

beforeAll(async () => {
  owner = await RawCloud.login(identity)
  admin = await RawCloud.login({ ...identity, ...administrator })
  ownerSwift = await RawSwift.login(identity)
  source = await owner.makeInstance(`${prefix}-source`, instanceSettings())
  ownHost = new TroveHost(prefix, source)
  host = new TroveHost(prefix, source, { connect }, { ...cloud.scope, project: owner.projectId })
})

afterAll(async () => {
  await admin.clean(prefix)
  await owner.clean(prefix)
})

test("the instances of that project are listed and shown, and no other's", async () => {
  const { protectable } = trove({ connect })
  const scope = { ...cloud.scope, project: owner.projectId }
  const { items } = await Effect.runPromise(protectable.list(scope, { limit: 1000 }))
  expect(items.map(({ id }) => id).toSorted()).toEqual((await owner.instances()).map(({ id }) => id).toSorted())
  expect(await Effect.runPromise(protectable.show(scope, source.id))).toMatchObject({
    id: source.id,
    name: source.name,
  })
  const elsewhere = { ...cloud.scope, project: admin.projectId }
  const refusal = await Effect.runPromise(Effect.flip(protectable.show(elsewhere, source.id)))
  expect(refusal).toMatchObject({ code: "forbidden", message: expect.stringContaining(owner.projectId) })
})

test("what is made belongs to the administrator, continues no other's, can be restored there, and goes with its data", async () => {
  await ownHost.protect(`${prefix}-theirs`)
  const saved = await host.protect(`${prefix}-ours`)
  expect(saved.backup).toMatchObject({ project: admin.projectId, location: expect.stringContaining(admin.projectId) })
  const parameters = { backup_name: `${prefix}-more`, description: "A test.", incremental: true }
  const next = await host.run("protect", { parameters })
  expect(next).toMatchObject({ status: "succeeded", saved: { backup: { chain: [saved.backup.id] } } })
  const named = { restore_name: `${prefix}-restored` }
  const into = { ...cloud.scope, project: admin.projectId }
  expect(await host.run("restore", { saved, parameters: named })).toMatchObject({ error: { code: "notSupported" } })
  expect(await host.run("restore", { saved, parameters: named, into })).toMatchObject({ status: "succeeded" })
  expect(await host.run("verify", { saved, parameters: { level: "object" } })).toMatchObject({ status: "succeeded" })
  const gone = await host.run("delete", { saved, parameters: { cascade: true } })
  expect(gone).toMatchObject({ status: "succeeded", result: { record: "gone", data: "gone" } })
})

test("a backup of that project's own is refused, since Trove forgets it and leaves its data", async () => {
  const saved: TroveSavedInfo = await ownHost.protect(`${prefix}-kept`)
  expect(await host.run("verify", { saved })).toMatchObject({ status: "succeeded" })
  for (const [verb, more] of [
    ["verify", { parameters: { level: "object" } }],
    ["restore", { into: { ...cloud.scope, project: admin.projectId } }],
    ["delete", {}],
  ] as const) {
    expect(await host.run(verb, { saved, ...more })).toMatchObject({ error: { code: "notSupported" } })
  }
  const [container, name] = (saved.backup.location ?? "").split("/").slice(-2)
  expect((await admin.ask("DELETE", `/backups/${saved.backup.id}`)).status).toBe(202)
  await until("its record is gone", async () =>
    (await owner.ask("GET", `/backups/${saved.backup.id}`)).status === 404 ? true : undefined,
  )
  expect(await ownerSwift.status(`${container}/${name}`)).toBe(200)
})
