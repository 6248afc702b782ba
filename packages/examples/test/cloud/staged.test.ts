/** The staged part: troubles that only a cloud of one's own can be told to have. */
import { randomBytes } from "node:crypto"
import { createProtection, memoryBank, memoryEngine } from "@breakwater/core/promise"
import type { Connection } from "@breakwater/trove-adapter"
import { trove } from "@breakwater/trove-adapter/promise"
import { afterAll, afterEach, beforeAll, expect, test } from "vitest"
import { openCloud } from "../../src/openCloud.ts"
import { identityFromEnvironment, instanceSettings, issueToken, RawCloud, type RawInstance } from "./RawCloud.ts"

const control = process.env["BREAKWATER_STAGED_CONTROL"]
const shortAuthUrl = process.env["BREAKWATER_STAGED_SHORT_AUTH_URL"]
if (!control || !shortAuthUrl) throw new Error("The staged part needs the cloud that `pnpm test:cloud` boots.")

const prefix = `bwtest-${randomBytes(4).toString("hex")}`
const cloud = openCloud()
const type = "OS::Trove::Instance"
const identity = identityFromEnvironment()
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()

let raw: RawCloud
let admin: RawCloud
let source: RawInstance

const swiftAnswers = async (status: number | null) => {
  const response = await fetch(control, { method: "POST", body: JSON.stringify({ swift_status: status }) })
  expect(response.status).toBe(200)
}

const backupQuota = async (limit: number) => {
  const answer = await admin.ask("PUT", `/mgmt/quotas/${raw.projectId}`, { quotas: { backups: limit } })
  expect(answer.status).toBe(200)
}

beforeAll(async () => {
  raw = await RawCloud.login(identity)
  admin = await RawCloud.login({ ...identity, username: "admin", password: "adminpw", project: "admin" })
  source = await raw.makeInstance(`${prefix}-source`, instanceSettings())
})

afterEach(async () => {
  await swiftAnswers(null)
  await backupQuota(50)
})

afterAll(async () => {
  await raw.clean(prefix)
})

const open = (connect: (connection: Connection) => Connection = (connection) => connection) => {
  const { protectable, protection } = trove({
    connect: (scope) => connect(cloud.connect(scope)),
    ownerTag: prefix,
  })
  return createProtection({
    engine: memoryEngine(),
    providers: [{ id: "cloud", bank: memoryBank(), protectables: [protectable], plugins: [protection] }],
  })
}
type Breakwater = Awaited<ReturnType<typeof open>>

const run = async (breakwater: Breakwater, what: object, minutes = 5) => {
  const { id } = await breakwater.operations.start({
    id: crypto.randomUUID(),
    verb: "protect",
    provider: "cloud",
    parameters: {},
    deadline: inMinutes(minutes),
    ...what,
  })
  return breakwater.operations.wait(id)
}

const protect = async (breakwater: Breakwater, name: string, minutes?: number) => {
  const instance = await breakwater.resources.show(type, cloud.scope, source.id)
  const parameters = { [type]: { backup_name: `${prefix}-${name}`, description: "A test." } }
  return run(breakwater, { resources: [instance], parameters }, minutes)
}

const restore = (breakwater: Breakwater, checkpoint: string, options: object) =>
  run(breakwater, { verb: "restore", checkpoint, parameters: { [type]: options } })

const named = async (name: string) => (await raw.backups()).filter((backup) => backup.name === `${prefix}-${name}`)

test("a backup that fails in the guest ends the operation with the guest's own words, and is named as left", async () => {
  await using breakwater = await open()
  await expect(protect(breakwater, "FAIL")).rejects.toMatchObject({
    code: "remoteFailed",
    outcome: "started",
    message: expect.stringContaining("fake guest was told to fail"),
    left: [{ kind: "backup", id: (await named("FAIL"))[0]?.id ?? expect.any(String) }],
  })
  expect((await named("FAIL")).map(({ status }) => status)).toEqual(["FAILED"])
})

test("a retry of a failed backup removes the failed one first, so that one remains", async () => {
  await using breakwater = await open()
  const error = await protect(breakwater, "FAIL-again").catch((cause: unknown) => cause)
  expect(error).toMatchObject({ code: "remoteFailed" })
  const [before] = await named("FAIL-again")
  const failed = await breakwater.operations.list({ state: ["failed"] })
  await breakwater.operations.retry(failed.items[0]?.id ?? "")
  await breakwater.operations.wait(failed.items[0]?.id ?? "").catch(() => undefined)
  const after = await named("FAIL-again")
  expect(after).toHaveLength(1)
  expect(after[0]?.id).not.toBe(before?.id)
})

test("a restore whose guest fails ends with Trove's words and names the instance that stays", async () => {
  await using breakwater = await open()
  const { checkpoint } = await protect(breakwater, "good")
  const name = `${prefix}-GUEST_ERROR`
  await expect(restore(breakwater, checkpoint, { restore_name: name })).rejects.toMatchObject({
    code: "remoteFailed",
    outcome: "started",
    left: [{ kind: "instance" }],
  })
  const left = (await raw.instances()).filter((instance) => instance.name.startsWith(name))
  expect(left.map(({ status }) => status)).toEqual(["ERROR"])
})

test("a volume smaller than the backup is refused before anything is made", async () => {
  await using breakwater = await open()
  const { checkpoint } = await protect(breakwater, "SIZE5")
  await expect(
    restore(breakwater, checkpoint, { restore_name: `${prefix}-small`, volume_size: 1 }),
  ).rejects.toMatchObject({ code: "invalidParameters", outcome: "notStarted" })
  expect((await raw.instances()).filter(({ name }) => name.startsWith(`${prefix}-small`))).toEqual([])
})

test("a full quota is told as a quota, and no backup is made", async () => {
  await using breakwater = await open()
  await backupQuota(0)
  await expect(protect(breakwater, "quota")).rejects.toMatchObject({ code: "quotaExceeded", outcome: "notStarted" })
  expect(await named("quota")).toEqual([])
})

test("Swift refusing is told as forbidden, not as a bad token, and no backup is made", async () => {
  await using breakwater = await open()
  await swiftAnswers(403)
  await expect(protect(breakwater, "swift")).rejects.toMatchObject({ code: "forbidden", outcome: "notStarted" })
  expect(await named("swift")).toEqual([])
})

test("a token that has expired is renewed, and the next read goes through", async () => {
  await using breakwater = await open((connection) => ({ ...connection, authUrl: shortAuthUrl }))
  const names = async () => (await breakwater.resources.list(type, cloud.scope)).items.map(({ name }) => name)
  const before = await names()
  await new Promise((resume) => setTimeout(resume, 4000))
  expect(await names()).toEqual(before)
})

test("a token given by the host that has expired is told as unauthenticated", async () => {
  const login = await issueToken({ ...identity, authUrl: shortAuthUrl })
  const token = login.headers.get("x-subject-token") ?? ""
  await new Promise((resume) => setTimeout(resume, 4000))
  await using breakwater = await open((connection) => ({
    ...connection,
    auth: { type: "token", token },
    endpointOverride: raw.endpoint,
  }))
  await expect(breakwater.resources.list(type, cloud.scope)).rejects.toMatchObject({ code: "unauthenticated" })
})
