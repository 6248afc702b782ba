/** The portable part: what must hold on whatever cloud the OS_* variables name. */
import { randomBytes } from "node:crypto"
import { createProtection, memoryBank, memoryEngine, ProtectionError } from "@breakwater/core/promise"
import { trove } from "@breakwater/trove-adapter/promise"
import * as Effect from "effect/Effect"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { callFromPromiseCode } from "../../src/50-call-from-promise-code.ts"
import { handleFailures } from "../../src/60-handle-failures.ts"
import { demo } from "../../src/demo.ts"
import { openCloud } from "../../src/openCloud.ts"
import { setUp } from "../../src/setUp.ts"
import { identityFromEnvironment, instanceSettings, RawCloud, type RawInstance } from "./RawCloud.ts"

const prefix = `bwtest-${randomBytes(4).toString("hex")}`
const environment = {
  ...process.env,
  BREAKWATER_EXAMPLE_PREFIX: prefix,
}
const cloud = openCloud(environment)
const type = "OS::Trove::Instance"
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString()

let raw: RawCloud
let source: RawInstance

beforeAll(async () => {
  raw = await RawCloud.login(identityFromEnvironment())
  source = await raw.makeInstance(`${prefix}-source`, instanceSettings())
  process.env["BREAKWATER_EXAMPLE_INSTANCE"] = prefix
})

afterAll(async () => {
  await raw.clean(prefix)
})

const open = () => {
  const { protectable, protection } = trove({ connect: cloud.connect, ownerTag: prefix })
  return createProtection({
    engine: memoryEngine(),
    providers: [{ id: "cloud", bank: memoryBank(), protectables: [protectable], plugins: [protection] }],
  })
}

const backupsOfSource = async () => (await raw.backups(source.id)).filter((backup) => backup.name.startsWith(prefix))

describe("the examples", () => {
  test("10 to 40, as the demo tells them, leave a healthy restored instance and no backup", async () => {
    const { restored } = await Effect.runPromise(demo(cloud).pipe(Effect.provide(setUp(cloud))))
    expect(restored).toHaveLength(1)
    const instance = await raw.instance(restored[0]?.id ?? "")
    expect(instance).toMatchObject({ name: `${prefix}-restored`, status: "ACTIVE", operating_status: "HEALTHY" })
    expect(await backupsOfSource()).toEqual([])
  })

  test("50 makes one complete backup", async () => {
    const checkpoint = await callFromPromiseCode(cloud)
    expect(checkpoint.status).toBe("available")
    const made = (await raw.backups()).filter(({ name }) => name === `${prefix}-promised`)
    expect(made.map(({ status }) => status)).toEqual(["COMPLETED"])
  })

  test("60 tells each failure apart and touches nothing", async () => {
    const before = await raw.backups()
    expect(await handleFailures(cloud)).toEqual(["notFound", "invalidParameters", "notFound", "unauthenticated"])
    expect(await raw.backups()).toEqual(before)
  })
})

describe("protect, verify, restore and delete", () => {
  test("an incremental backup hangs on the full one, and deleting the full one is refused until told to cascade", async () => {
    await using breakwater = await open()
    const instance = await breakwater.resources.show(type, cloud.scope, source.id)
    const protect = async (name: string, more: object) => {
      const { id } = await breakwater.operations.start({
        id: crypto.randomUUID(),
        verb: "protect",
        provider: "cloud",
        resources: [instance],
        parameters: { [type]: { backup_name: `${prefix}-${name}`, description: "A test.", ...more } },
        deadline: inAnHour(),
      })
      return (await breakwater.operations.wait(id)).checkpoint
    }
    const full = await protect("full", {})
    const [fullBackup] = (await backupsOfSource()).filter((backup) => backup.name === `${prefix}-full`)
    const child = await protect("child", { incremental: true, parent_id: fullBackup?.id ?? "" })
    const [childBackup] = (await backupsOfSource()).filter((backup) => backup.name === `${prefix}-child`)
    expect(childBackup).toMatchObject({ status: "COMPLETED", parent_id: fullBackup?.id })

    const verify = await breakwater.operations.start({
      id: crypto.randomUUID(),
      verb: "verify",
      provider: "cloud",
      checkpoint: child,
      parameters: {},
      deadline: inAnHour(),
    })
    expect((await breakwater.operations.wait(verify.id)).state).toBe("succeeded")

    const remove = async (cascade: boolean) => {
      const { id } = await breakwater.operations.start({
        id: crypto.randomUUID(),
        verb: "delete",
        provider: "cloud",
        checkpoint: full,
        parameters: { [type]: { cascade } },
        deadline: inAnHour(),
      })
      return breakwater.operations.wait(id)
    }
    await expect(remove(false)).rejects.toMatchObject({ code: "inUse" })
    expect((await raw.ask("GET", `/backups/${fullBackup?.id}`)).status).toBe(200)
    expect((await remove(true)).state).toBe("succeeded")
    expect((await raw.ask("GET", `/backups/${fullBackup?.id}`)).status).toBe(404)
    expect((await raw.ask("GET", `/backups/${childBackup?.id}`)).status).toBe(404)
  })

  test("a restore from a backup that is gone is refused, and no instance is made", async () => {
    await using breakwater = await open()
    const instance = await breakwater.resources.show(type, cloud.scope, source.id)
    const { id } = await breakwater.operations.start({
      id: crypto.randomUUID(),
      verb: "protect",
      provider: "cloud",
      resources: [instance],
      parameters: { [type]: { backup_name: `${prefix}-gone`, description: "A test." } },
      deadline: inAnHour(),
    })
    const { checkpoint } = await breakwater.operations.wait(id)
    for (const backup of await backupsOfSource()) {
      if (backup.name === `${prefix}-gone`) await raw.ask("DELETE", `/backups/${backup.id}`)
    }
    const restore = await breakwater.operations.start({
      id: crypto.randomUUID(),
      verb: "restore",
      provider: "cloud",
      checkpoint,
      parameters: { [type]: { restore_name: `${prefix}-never` } },
      deadline: inAnHour(),
    })
    const error = await breakwater.operations.wait(restore.id).catch((cause: unknown) => cause)
    expect(error).toBeInstanceOf(ProtectionError)
    expect(error).toMatchObject({ code: "notFound", outcome: "notStarted" })
    expect((await raw.instances()).filter(({ name }) => name.startsWith(`${prefix}-never`))).toEqual([])
  })
})
