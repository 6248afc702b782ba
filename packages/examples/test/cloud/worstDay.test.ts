/** Chains, backups that can not end, lost configuration groups and drift, on a real Trove. */
import { randomBytes } from "node:crypto"
import type { TroveSavedInfo } from "@breakwater/trove-adapter"
import { type TroveClient, troveClient } from "@breakwater/trove-adapter/promise"
import { afterAll, beforeAll, expect, test } from "vitest"
import { openCloud } from "../../src/openCloud.ts"
import { identityFromEnvironment, instanceSettings, RawCloud, type RawInstance } from "./RawCloud.ts"
import { TroveHost } from "./TroveHost.ts"

if (!process.env["BREAKWATER_STAGED_CONTROL"]) {
  throw new Error("The worst day needs the cloud that `pnpm test:cloud` boots.")
}

const prefix = `bwtest-${randomBytes(4).toString("hex")}`
const settings = instanceSettings()
const lost = "6ba7b810-9dad-41d1-80b4-00c04fd430c8"
const impatient = {
  waiting: { firstLook: "500 millis", maxLook: "2 seconds", settle: "10 seconds", stuck: "5 seconds" },
} as const

let raw: RawCloud
let trove: TroveClient
let source: RawInstance

beforeAll(async () => {
  raw = await RawCloud.login(identityFromEnvironment())
  const cloud = openCloud()
  trove = troveClient(cloud.connect(cloud.scope))
  source = await raw.makeInstance(`${prefix}-source`, settings)
})

afterAll(async () => {
  await trove.close()
  await raw.clean(prefix)
})

test("every second backup is full, the others continue the newest", async () => {
  const host = new TroveHost(prefix, source)
  for (const name of ["one", "two", "three"]) {
    const parameters = { backup_name: `${prefix}-${name}`, description: "A test.", full_every_backups: 2 }
    expect((await host.run("protect", { parameters })).status).toBe("succeeded")
  }
  const made = new Map((await raw.backups(source.id)).map((backup) => [backup.name, backup]))
  const [one, two, three] = ["one", "two", "three"].map((name) => made.get(`${prefix}-${name}`))
  expect([one?.parent_id, two?.parent_id, three?.parent_id]).toEqual([null, one?.id, null])
})

test("a backup whose guest is dead ends its protect with the way out, which is gone when that is asked for", async () => {
  const dead = await raw.makeInstance(`${prefix}-GUEST_DEAD`, settings)
  const host = new TroveHost(prefix, dead, impatient)
  const asked = { backup_name: `${prefix}-stuck`, description: "A test." }
  const end = await host.run("protect", { parameters: asked })
  expect(end).toMatchObject({
    status: "failed",
    error: {
      code: "remoteFailed",
      message: expect.stringContaining("will not end"),
      recovery: expect.stringContaining('"recover_stuck": true'),
      left: [{ kind: "backup" }],
    },
  })
  const status = async () => (await raw.backups(dead.id)).map((backup) => backup.status)
  expect(await status()).toEqual(["NEW"])
  let turn = await host.begin("protect", { parameters: { ...asked, recover_stuck: true } })
  while (turn.status === "waiting" && !(await status()).includes("FAILED")) turn = await host.next(turn)
  expect(turn.status).toBe("waiting")
  expect(await status()).toEqual(["FAILED"])
})

test("a restore makes the lost configuration group again, and tells how the new instance differs", async () => {
  const host = new TroveHost(prefix, source)
  const saved = await host.protect(`${prefix}-tuned`)
  const group = { id: lost, name: `${prefix}-group`, values: { connect_timeout: 20 } }
  const gone: TroveSavedInfo = { ...saved, instance: { ...saved.instance, configuration: group } }
  const refused = await host.run("restore", { saved: gone, parameters: { restore_name: `${prefix}-never` } })
  expect(refused).toMatchObject({ error: { issues: [{ path: "/parameters/configuration" }] } })
  const parameters = {
    restore_name: `${prefix}-again`,
    recreate_configuration: true,
    volume_size: settings.volumeSize + 1,
  }
  const end = await host.run("restore", { saved: gone, parameters })
  if (end.status !== "succeeded") throw new Error(JSON.stringify(end))
  const result = JSON.parse(JSON.stringify(end.result))
  const made = await trove.showConfiguration(result.configuration)
  expect(made).toMatchObject({ name: group.name, values: group.values })
  const asked = result.drift.differences.filter(({ because }: { readonly because: string }) => because === "asked")
  expect(asked.map(({ field }: { readonly field: string }) => field)).toEqual(["name", "volumeSize", "configuration"])
  expect(end.warnings).toEqual([])
  await raw.ask("DELETE", `/instances/${result.resource.id}`)
})
