/** The portable part of verify and of the proof after a delete: what must hold on whatever cloud the OS_* variables name. */
import { randomBytes } from "node:crypto"
import { createProtection, memoryBank, memoryEngine } from "@breakwater/core/promise"
import type { DrilledInstance } from "@breakwater/trove-adapter"
import { trove } from "@breakwater/trove-adapter/promise"
import { afterAll, beforeAll, expect, test } from "vitest"
import { openCloud } from "../../src/openCloud.ts"
import { identityFromEnvironment, instanceSettings, RawCloud, type RawInstance } from "./RawCloud.ts"
import { RawSwift } from "./RawSwift.ts"
import { TroveHost } from "./TroveHost.ts"

const prefix = `bwtest-${randomBytes(4).toString("hex")}`
const identity = identityFromEnvironment()
const type = "OS::Trove::Instance"

let raw: RawCloud
let swift: RawSwift
let source: RawInstance

beforeAll(async () => {
  raw = await RawCloud.login(identity)
  swift = await RawSwift.login(identity)
  source = await raw.makeInstance(`${prefix}-source`, instanceSettings())
})

afterAll(async () => {
  await raw.clean(prefix)
})

const temporary = async () => (await raw.instances()).filter(({ name }) => name.startsWith(`drill of ${prefix}`))

test("protect records the object and the databases, and a verify at the level object finds them as they were", async () => {
  const host = new TroveHost(prefix, source)
  const saved = await host.protect(`${prefix}-object`)
  expect(saved.contents).toMatchObject({ databases: ["orders"], users: [expect.stringContaining("shop")] })
  expect(saved.backup.object).toEqual({ etag: expect.stringMatching(/^[0-9a-f]{32}$/), bytes: expect.any(Number) })
  expect(await host.run("verify", { saved, parameters: { level: "object" } })).toMatchObject({
    status: "succeeded",
    result: { level: "object", backups: [{ object: { ...saved.backup.object } }] },
  })
})

test("a drill restores, lets the host probe, measures, removes, and stands in the checkpoint with its time", async () => {
  const drilled: DrilledInstance[] = []
  const probe = async (one: DrilledInstance) => {
    drilled.push(one)
    return "the probe was here"
  }
  const { connect, scope } = openCloud()
  const { protectable, protection } = trove({ connect, ownerTag: prefix, drill: { probe } })
  await using breakwater = await createProtection({
    engine: memoryEngine(),
    providers: [{ id: "cloud", bank: memoryBank(), protectables: [protectable], plugins: [protection] }],
  })
  const run = async (what: object) => {
    const request = { verb: "protect", provider: "cloud", parameters: {}, ...what } as const
    const deadline = new Date(Date.now() + 15 * 60_000).toISOString()
    const { id } = await breakwater.operations.start({ id: crypto.randomUUID(), deadline, ...request })
    return breakwater.operations.wait(id)
  }
  const resource = await breakwater.resources.show(type, scope, source.id)
  const parameters = { [type]: { backup_name: `${prefix}-drill`, description: "A test." } }
  const { checkpoint } = await run({ resources: [resource], parameters })
  const began = Date.now()
  await run({ verb: "verify", checkpoint, parameters: { [type]: { level: "restore" } } })
  expect(drilled).toMatchObject([{ instance: { status: "ACTIVE", addresses: [{ address: expect.any(String) }] } }])
  const [verification] = (await breakwater.checkpoints.get(checkpoint)).verifications
  expect(verification).toMatchObject({
    status: "passed",
    resources: [
      {
        result: {
          level: "restore",
          drill: { probe: "the probe was here", databases: { missing: [] }, users: { missing: [] }, left: [] },
        },
      },
    ],
  })
  expect(Date.parse(verification?.at ?? "")).toBeGreaterThan(began)
  expect(await temporary()).toEqual([])
})

test("a drill whose process died is found by its mark, and removed", async () => {
  const host = new TroveHost(prefix, source)
  const saved = await host.protect(`${prefix}-died`)
  const asked = { saved, parameters: { level: "restore" }, id: `${prefix}-died` }
  const first = await host.begin("verify", asked)
  expect(first.status).toBe("waiting")
  const [made] = await temporary()
  const end = await host.finish(await host.begin("verify", { ...asked, again: true }))
  expect(end).toMatchObject({ status: "succeeded", result: { drill: { instance: made?.id } } })
  expect(await temporary()).toEqual([])
})

test("after a delete the object store itself says that the data is gone", async () => {
  const host = new TroveHost(prefix, source)
  const saved = await host.protect(`${prefix}-gone`)
  const place = (saved.backup.location ?? "").split("/").slice(-2).join("/")
  expect(await swift.status(place)).toBe(200)
  expect(await host.run("delete", { saved })).toMatchObject({
    status: "succeeded",
    result: { record: "gone", data: "gone", left: [] },
  })
  expect(await swift.status(place)).toBe(404)
})

test("a volume type that the cloud does not offer is found before anything is made", async () => {
  const host = new TroveHost(prefix, source)
  const saved = await host.protect(`${prefix}-typed`)
  const parameters = { level: "restore", volume_type: `${prefix}-none` }
  expect(await host.run("verify", { saved, parameters })).toMatchObject({
    status: "failed",
    error: { code: "invalidParameters", outcome: "notStarted", issues: [{ path: "/parameters/volume_type" }] },
  })
  expect(await temporary()).toEqual([])
})
