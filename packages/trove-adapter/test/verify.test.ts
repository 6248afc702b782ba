/** Verify at the levels "record" and "object", over the mock: the backup, all it continues, and what is wrong with either. */
import { createProtection, memoryBank, memoryEngine } from "@breakwater/core/promise"
import { createMockTrove } from "@breakwater/mock-trove"
import { describe, expect, test } from "vitest"
import type { TroveSavedInfo } from "../src/TroveSavedInfo.ts"
import { Host, resourceOf } from "./support/host.ts"
import { listing } from "./support/listing.ts"
import { onCloud, without } from "./support/onCloud.ts"
import { previewOf } from "./support/previewOf.ts"

const world = () => {
  const cloud = createMockTrove()
  const instance = cloud.state.instances.add({ name: "orders" })
  return { cloud, instance, host: new Host(cloud) }
}

/** As a protect that could not ask the object store saved it. */
const unrecorded = ({ backup: { object: _, ...backup }, ...rest }: TroveSavedInfo): TroveSavedInfo => ({
  ...rest,
  backup,
})

const chained = async () => {
  const { cloud, instance, host } = world()
  const full = await host.protect(instance, { id: "full" })
  const saved = await host.protect(instance, { id: "incremental", parameters: { incremental: true } })
  return { cloud, instance, host, full, saved }
}

test("the result names every backup of the chain, and what was not checked", async () => {
  const { instance, host, full, saved } = await chained()
  const { result } = await host.succeed("verify", { instance, saved })
  expect(result).toEqual({
    level: "record",
    at: expect.stringMatching(/^2026-01-01T.*Z$/),
    backups: [saved, full].map(({ backup: { id, name, status, size, location } }) => ({
      id,
      name,
      status,
      size,
      location,
    })),
    notChecked: [expect.stringContaining("data")],
  })
})

test("a verify changes nothing and asks once for a chain of one instance", async () => {
  const { cloud, instance, host, saved } = await chained()
  const before = cloud.journal.entries.length
  await host.succeed("verify", { instance, saved })
  const asked = cloud.journal.entries.slice(before).map(({ operation, method }) => `${method} ${operation}`)
  expect(asked).toEqual(["GET listBackups"])
})

test("an imported backup, RESTORED, verifies like a COMPLETED one", async () => {
  const { cloud, instance, host } = world()
  const saved = await host.protect(instance)
  cloud.state.backups.setStatus(saved.backup, "RESTORED")
  await host.succeed("verify", { instance, saved })
})

test("a backup that is gone is not found", async () => {
  const { instance, host } = world()
  const saved = await host.protect(instance)
  await host.succeed("delete", { instance, saved })
  expect(await host.failure("verify", { instance, saved })).toMatchObject({
    code: "notFound",
    message: expect.stringContaining(saved.backup.id),
  })
})

test.each(["FAILED", "DELETE_FAILED"] as const)("a backup that is %s is damaged", async (status) => {
  const { cloud, instance, host } = world()
  const saved = await host.protect(instance)
  cloud.state.backups.setStatus(saved.backup, status)
  expect(await host.failure("verify", { instance, saved })).toMatchObject({
    code: "damaged",
    message: expect.stringContaining(status),
  })
})

test("a chain is damaged where any of its backups is", async () => {
  const { cloud, instance, host, full, saved } = await chained()
  cloud.state.backups.setStatus(full.backup, "FAILED")
  expect(await host.failure("verify", { instance, saved })).toMatchObject({
    code: "damaged",
    message: expect.stringContaining(full.backup.id),
  })
})

test("a backup of another size than was saved is damaged", async () => {
  const { instance, host } = world()
  const saved = await host.protect(instance)
  const other = { ...saved, backup: { ...saved.backup, size: 7 } }
  expect(await host.failure("verify", { instance, saved: other })).toMatchObject({
    code: "damaged",
    message: expect.stringContaining("0.2 GB where 7 GB were saved"),
  })
})

test("a backup that no longer continues what it continued is damaged", async () => {
  const { instance, host, full } = await chained()
  const saved = { ...full, backup: { ...full.backup, chain: ["00000000-0000-4000-8000-000000000000"] } }
  expect(await host.failure("verify", { instance, saved })).toMatchObject({ code: "damaged" })
})

test("it works when the instance is gone, and when Trove can not be asked at first", async () => {
  const { cloud, instance, host } = world()
  const saved = await host.protect(instance)
  cloud.faults.on("listBackups", { times: 50 }).refuse(503)
  const error = await host.failure("verify", { instance, saved })
  expect(error).toMatchObject({ code: "unavailable", retryable: true })
  cloud.faults.clear()
  await host.succeed("verify", { instance, saved })
})

test("a level that nobody knows is refused by name", async () => {
  const { instance, host } = world()
  const saved = await host.protect(instance)
  const error = await host.failure("verify", { instance, saved, parameters: { level: "everything" } })
  expect(error).toMatchObject({ code: "invalidParameters", issues: [{ path: "/parameters/level" }] })
})

describe("at the level object", () => {
  const level = { level: "object" }
  const type = "OS::Trove::Instance"
  const nameOf = ({ backup }: TroveSavedInfo) => `database_backups/${backup.id}.xbstream.gz`

  test("the result names the object of every backup of the chain, with its checksum", async () => {
    const { instance, host, full, saved } = await chained()
    const { result } = await host.succeed("verify", { instance, saved, parameters: level })
    expect(result).toEqual({
      level: "object",
      at: expect.any(String),
      backups: [saved, full].map(({ backup: { id, name, status, size, location, object } }) => ({
        id,
        name,
        status,
        size,
        location,
        object: { container: "database_backups", name: `${id}.xbstream.gz`, ...object },
      })),
      notChecked: [expect.stringContaining("only restoring it")],
    })
  })

  test("protect records what the object store says, without which no later change could be told", async () => {
    const { cloud, instance, host } = world()
    const { backup } = await host.protect(instance)
    expect(backup.object).toEqual({ etag: expect.stringMatching(/^[0-9a-f]{32}$/), bytes: expect.any(Number) })
    const again = cloud.state.instances.add({ name: "other" })
    cloud.faults.on("showObject").refuse(403)
    expect((await host.protect(again, { id: "again" })).backup).not.toHaveProperty("object")
  })

  test.each(["the backup itself", "one it continues"])("an object that is gone is told, of %s", async (which) => {
    const { cloud, instance, host, full, saved } = await chained()
    const lost = which === "the backup itself" ? saved : full
    cloud.state.objects.removeNamed(nameOf(lost))
    const error = await host.failure("verify", { instance, saved, parameters: level })
    expect(error).toMatchObject({ code: "damaged", message: expect.stringContaining(nameOf(lost)) })
    await host.succeed("verify", { instance, saved, id: "shallow" })
  })

  test("data that was changed is told by the checksum that protect recorded", async () => {
    const { cloud, instance, host } = world()
    const saved = await host.protect(instance)
    cloud.state.objects.corrupt(saved.backup)
    const error = await host.failure("verify", { instance, saved, parameters: level })
    expect(error).toMatchObject({ code: "damaged", message: expect.stringContaining(saved.backup.object?.etag ?? "") })
  })

  test("data that was changed of a backup it continues is told by what is written beside the later one", async () => {
    const { cloud, instance, host, full, saved } = await chained()
    cloud.state.objects.corrupt(full.backup)
    const error = await host.failure("verify", { instance, saved, parameters: level })
    expect(error).toMatchObject({ code: "damaged", message: expect.stringContaining(full.backup.id) })
  })

  test("where nobody recorded a checksum it says so, instead of passing it over", async () => {
    const { instance, host } = world()
    const { backup, ...rest } = await host.protect(instance)
    const { object: _, ...unrecorded } = backup
    const saved = { ...rest, backup: unrecorded }
    const { result } = await host.succeed("verify", { instance, saved, parameters: level })
    expect(result).toMatchObject({ notChecked: [expect.stringContaining("nobody recorded it"), expect.any(String)] })
  })

  test("a large backup is looked at segment by segment, with the checksum of their checksums", async () => {
    const { cloud, instance, host } = world()
    const { backup, ...rest } = await host.protect(instance)
    cloud.state.objects.split(backup, 3)
    const saved = unrecorded({ ...rest, backup })
    const { result } = await host.succeed("verify", { instance, saved, parameters: level })
    expect(result).toMatchObject({ backups: [{ object: { segments: 3 } }] })
    for (const index of [1, 2]) {
      const copy = cloud.snapshot()
      const segment = `${backup.id}_0000000${index}`
      cloud.state.objects.removeNamed(`database_backups/${segment}`)
      const error = await host.failure("verify", { instance, saved, parameters: level, id: `without ${index}` })
      expect(error).toMatchObject({ code: "damaged", message: expect.stringContaining("segment") })
      cloud.restore(copy)
    }
    for (const index of [0, 1, 2]) cloud.state.objects.removeNamed(`database_backups/${backup.id}_0000000${index}`)
    const error = await host.failure("verify", { instance, saved, parameters: level, id: "without any" })
    expect(error.message).toContain("none of the segments")
  })

  test("a segment that is listed and not there is missing", async () => {
    const { cloud, instance, host } = world()
    const saved = await host.protect(instance)
    cloud.state.objects.split(saved.backup, 2)
    cloud.faults.on("showObject", { resource: `${saved.backup.id}_00000001` }).refuse(404)
    const error = await host.failure("verify", { instance, saved, parameters: level })
    expect(error).toMatchObject({ code: "damaged", message: expect.stringContaining("_00000001 is missing") })
  })

  test("what a listing leaves out, or still has, is no damage: each name is looked at, and the next one", async () => {
    const { cloud, instance, host } = world()
    const saved = await host.protect(instance)
    cloud.state.objects.split(saved.backup, 4)
    const verify = (id: string, rows: (names: readonly string[]) => readonly string[]) => {
      const connect = () => ({ ...cloud.connection, fetch: listing(cloud, rows) })
      return new Host(cloud, { connect }).succeed("verify", {
        instance,
        saved: unrecorded(saved),
        parameters: level,
        id,
      })
    }
    const whole = { result: { backups: [{ object: { segments: 4 } }] } }
    expect(await verify("late", (names) => names.slice(0, 2))).toMatchObject(whole)
    expect(await verify("none", () => [])).toMatchObject(whole)
    expect(await verify("stale", (names) => [...names, `${saved.backup.id}_00000004`])).toMatchObject(whole)
  })

  test("the last segment is missing when it is not there, and the message says which", async () => {
    const { cloud, instance, host } = world()
    const saved = await host.protect(instance)
    cloud.state.objects.split(saved.backup, 3)
    cloud.state.objects.removeNamed(`database_backups/${saved.backup.id}_00000002`)
    const error = await host.failure("verify", { instance, saved: unrecorded(saved), parameters: level })
    expect(error).toMatchObject({ code: "damaged", message: expect.stringContaining("there is no") })
    expect(error.message).toContain(`${saved.backup.id}_00000002`)
  })

  test("a large object of which the store tells neither size nor checksum is not called damaged", async () => {
    const { cloud, instance, host } = world()
    const saved = await host.protect(instance)
    cloud.state.objects.split(saved.backup, 2)
    const fetch = async (request: Request): Promise<Response> => {
      const answer = await cloud.fetch(request)
      if (request.method !== "HEAD" || !request.url.endsWith(".xbstream.gz")) return answer
      const headers = new Headers(answer.headers)
      headers.delete("etag")
      headers.delete("content-length")
      return new Response(null, { status: answer.status, headers })
    }
    const untold = new Host(cloud, { connect: () => ({ ...cloud.connection, fetch }) })
    const { result } = await untold.succeed("verify", { instance, saved: unrecorded(saved), parameters: level })
    expect(result).toMatchObject({ notChecked: expect.arrayContaining([expect.stringContaining("neither its size")]) })
  })

  test("a store that tells no checksum, and one before which a proxy answers, prove no damage", async () => {
    const { cloud, instance, host } = world()
    const saved = await host.protect(instance)
    const over = (change: (headers: Headers) => void) => {
      const fetch = async (request: Request): Promise<Response> => {
        const answer = await cloud.fetch(request)
        if (request.method === "HEAD") change(answer.headers)
        return answer
      }
      return new Host(cloud, { connect: () => ({ ...cloud.connection, fetch }) })
    }
    const untold = over((headers) => headers.delete("etag"))
    const { result } = await untold.succeed("verify", { instance, saved, parameters: level })
    expect(result).toMatchObject({
      notChecked: [expect.stringContaining("the store does not tell it"), expect.any(String)],
    })
    const proxied = over((headers) => headers.delete("x-trans-id"))
    expect(await proxied.failure("verify", { instance, saved, parameters: level, id: "proxied" })).toMatchObject({
      code: "unavailable",
      message: expect.stringContaining("no X-Trans-Id"),
    })
  })

  test("a snapshot of a volume is refused by name, for it has no object", async () => {
    const cloud = createMockTrove({ profile: "25" })
    const instance = cloud.state.instances.add({ name: "orders" })
    const host = new Host(cloud)
    const made = await onCloud(cloud, (trove) =>
      trove.createBackup({ name: "snapshot", instance: instance.id, storage_driver: "cinder" }),
    )
    await cloud.clock.sleep(600_000)
    const saved = await host.protect(instance)
    const { location } = cloud.state.backups.get(made.id) ?? {}
    expect(location).toMatch(/^cinder:/)
    const snapshot = { ...saved, backup: { ...saved.backup, id: made.id, chain: [], size: 1 } }
    const error = await host.failure("verify", { instance, saved: snapshot, parameters: level })
    expect(error).toMatchObject({ code: "notSupported", message: expect.stringContaining("snapshot") })
  })

  test("an object store that refuses, or is not in the catalog, is no damage", async () => {
    const { cloud, instance, host } = world()
    const saved = await host.protect(instance)
    cloud.troubles.swiftStatus = 403
    expect(await host.failure("verify", { instance, saved, parameters: level })).toMatchObject({ code: "forbidden" })
    cloud.troubles.swiftStatus = 503
    expect(await host.failure("verify", { instance, saved, parameters: level, id: "later" })).toMatchObject({
      code: "unavailable",
      retryable: true,
    })
    cloud.troubles.swiftStatus = null
    const fetch = without(cloud, "object-store")
    const blind = new Host(cloud, { connect: () => ({ ...cloud.connection, fetch }) })
    expect(await blind.failure("verify", { instance, saved, parameters: level })).toMatchObject({
      code: "notSupported",
      recovery: expect.stringContaining("restore"),
    })
  })

  test("the checkpoint holds each verification with its time, what it found, and what was wrong", async () => {
    const { cloud, instance, host } = world()
    const { clock } = cloud
    const { protectable, protection } = host.plugins
    await using breakwater = await createProtection({
      engine: memoryEngine(),
      providers: [{ id: "cloud", bank: memoryBank(), protectables: [protectable], plugins: [protection] }],
      clock,
    })
    const run = async (id: string, what: object) => {
      const deadline = new Date(clock.now() + 3_600_000).toISOString()
      await breakwater.operations.start({ id, verb: "protect", provider: "cloud", deadline, parameters: {}, ...what })
      return breakwater.operations.wait(id).catch((error: unknown) => error)
    }
    const named = { backup_name: "nightly", description: "before the upgrade" }
    await run("op", { resources: [resourceOf(cloud, instance)], parameters: { [type]: named } })
    const verify = { verb: "verify", checkpoint: "op", parameters: { [type]: level } }
    await run("well", verify)
    await clock.sleep(3_600_000)
    cloud.state.objects.corrupt(cloud.state.backups.all()[0] ?? { id: "" })
    await run("changed", verify)
    const { verifications } = await breakwater.checkpoints.get("op")
    expect(verifications).toMatchObject([
      { operation: "well", status: "passed", resources: [{ result: { level: "object" } }] },
      { operation: "changed", status: "failed", resources: [{ error: { code: "damaged" } }] },
    ])
    const [first = 0, second = 0] = verifications.map(({ at }) => Date.parse(at))
    expect(second - first).toBeGreaterThanOrEqual(3_600_000)
    expect(second).toBeLessThanOrEqual(clock.now())
  })

  test("a preview shows what a verify would find, and reads no data", async () => {
    const { cloud, instance, host, saved } = await chained()
    cloud.state.objects.removeNamed(nameOf(saved))
    const before = cloud.journal.entries.length
    const preview = await previewOf(host, "verify", { instance, saved, parameters: level })
    expect(preview.blockers).toMatchObject([{ code: "damaged" }])
    expect(cloud.journal.entries.slice(before).every(({ method }) => method === "GET" || method === "HEAD")).toBe(true)
  })
})
