/** Imports, over the mock: a backup whose record is gone and whose data lies here, as replication from elsewhere leaves it. */
import { createMockTrove, type MockTrove } from "@breakwater/mock-trove"
import { describe, expect, test } from "vitest"
import { importBackup as importInto } from "../src/importBackup.ts"
import { importBackup } from "../src/promise.ts"
import type { TroveSavedInfo } from "../src/TroveSavedInfo.ts"
import { Host } from "./support/host.ts"
import { onCloud } from "./support/onCloud.ts"

/** What is left of backups that were made elsewhere: their data, and what protect saved. */
const replicated = async (
  prepare: (cloud: MockTrove, host: Host) => void = () => {},
  mock: Parameters<typeof createMockTrove>[0] = {},
) => {
  const cloud = createMockTrove(mock)
  const instance = cloud.state.instances.add({ name: "orders", databases: ["shop"] })
  const host = new Host(cloud)
  const saved = await host.protect(instance)
  prepare(cloud, host)
  cloud.plan.nextDelete({ leavesObject: true })
  await host.succeed("delete", { instance, saved })
  return { cloud, instance, host, saved }
}

const bring = (cloud: MockTrove, saved: TroveSavedInfo, more: object = {}) =>
  onCloud(cloud, (trove) => importInto(trove, { saved, ...more }))

const refusal = (cloud: MockTrove, saved: TroveSavedInfo) => bring(cloud, saved).catch((error: unknown) => error)

const creates = (cloud: MockTrove) =>
  cloud.journal.entries.filter(({ operation, fault }) => operation === "createBackup" && fault !== "handled late")

describe("an import", () => {
  test("makes the backup known here, and what it saves can be verified and restored", async () => {
    const { cloud, instance, host, saved } = await replicated()
    const { backup, saved: here, warnings } = await bring(cloud, saved, { name: "from the south" })
    expect(backup).toMatchObject({ status: "RESTORED", name: "from the south", locationRef: saved.backup.location })
    expect(here).toMatchObject({ backup: { id: backup.id, status: "RESTORED", chain: [] }, instance: saved.instance })
    expect(warnings).toEqual([])
    await host.succeed("verify", { instance, saved: here, parameters: { level: "object" } })
    await host.succeed("verify", { instance, saved: here, parameters: { level: "restore" }, id: "drill" })
    await host.succeed("restore", { instance, saved: here, parameters: { restore_name: "orders in the north" } })
    const made = cloud.state.instances.all().find(({ name }) => name === "orders in the north")
    expect(made).toMatchObject({ databases: ["shop"] })
  })

  test("of another region is restored and drilled in this one, without what belongs to the other", async () => {
    const { cloud, instance, host, saved } = await replicated()
    const gone = "5e4b7f2c-0d3c-4c0e-8a51-3f6f1a0c7f10"
    const configuration = { id: gone, name: "tuned", values: { max_connections: 100 } }
    const south: TroveSavedInfo = {
      ...saved,
      datastore: { type: "mysql", version: "5.7.29", versionId: gone },
      instance: { ...saved.instance, region: "South", networkId: gone, availabilityZone: "south-1", configuration },
    }
    const { saved: here } = await bring(cloud, south)
    await host.succeed("verify", { instance, saved: here, parameters: { level: "restore" }, id: "drill" })
    const { result } = await host.succeed("restore", { instance, saved: here })
    const { drift } = Object(result)
    const differing = Object.groupBy<string, { field: string; because: string }>(
      drift.differences,
      (one) => one.because,
    )
    expect(differing["unexpected"]).toBeUndefined()
    expect(differing["elsewhere"]?.map(({ field }) => field)).toEqual(["network", "configuration", "region"])
  })

  test("is found, not made again, also when its answer was lost and where the quota is full", async () => {
    const quotas = { instances: 10, backups: 1, volumes: 40, ram: -1 }
    const { cloud, saved } = await replicated(() => {}, { quotas })
    cloud.faults.on("createBackup").loseAnswer()
    const { backup } = await bring(cloud, saved)
    expect((await bring(cloud, saved)).backup.id).toBe(backup.id)
    expect(cloud.state.backups.all().map(({ id }) => id)).toEqual([backup.id])
  })

  test("is there with promises, and rejects with a ProtectionError", async () => {
    const { cloud, saved } = await replicated()
    const { clock, connection, scope } = cloud
    const within = { clock, ...(scope.project !== undefined && { project: scope.project }) }
    const { backup } = await importBackup(connection, { saved }, within)
    expect(backup.status).toBe("RESTORED")
    const { location: _, ...placeless } = saved.backup
    await expect(importBackup(connection, { saved: { ...saved, backup: placeless } }, within)).rejects.toMatchObject({
      name: "ProtectionError",
      code: "notSupported",
    })
  })

  test("goes by what the store tells, and records no checksum where it tells none", async () => {
    const { cloud, saved } = await replicated()
    const fetch = async (request: Request): Promise<Response> => {
      const answer = await cloud.fetch(request)
      if (request.method === "HEAD") answer.headers.delete("etag")
      return answer
    }
    const imported = await onCloud(cloud, (trove) => importInto(trove, { saved }), { fetch })
    expect(saved.backup).toHaveProperty("object.etag")
    expect(imported.saved.backup).not.toHaveProperty("object")
  })

  test("of an incremental backup looks for what it continues, and warns that a drill alone tells", async () => {
    const cloud = createMockTrove()
    const instance = cloud.state.instances.add({ name: "orders" })
    const host = new Host(cloud)
    const full = await host.protect(instance, { id: "full" })
    const saved = await host.protect(instance, { id: "child", parameters: { incremental: true } })
    cloud.plan.nextDelete({ leavesObject: true }, { times: 2 })
    await host.succeed("delete", { instance, saved: full, parameters: { cascade: true } })
    const { saved: here, warnings } = await bring(cloud, saved)
    expect(warnings).toEqual([expect.stringContaining("continues 1 others")])
    const verified = { instance, saved: here, parameters: { level: "object" } }
    await host.succeed("verify", verified)
    cloud.state.objects.removeNamed(`database_backups/${full.backup.id}.xbstream.gz`)
    expect(await host.failure("verify", { ...verified, id: "later" })).toMatchObject({
      code: "damaged",
      message: expect.stringContaining(full.backup.id),
    })
    expect(await refusal(cloud, saved)).toMatchObject({
      code: "notSupported",
      message: expect.stringContaining(full.backup.id),
    })
  })
})

describe("it is refused, with the reason and nothing sent,", () => {
  const refused = async (
    arrange: (cloud: MockTrove, saved: TroveSavedInfo) => TroveSavedInfo,
    prepare?: Parameters<typeof replicated>[0],
  ) => {
    const { cloud, saved } = await replicated(prepare)
    const before = creates(cloud).length
    const error = await refusal(cloud, arrange(cloud, saved))
    expect(creates(cloud)).toHaveLength(before)
    return error
  }
  const nameOf = ({ backup }: TroveSavedInfo) => `database_backups/${backup.id}.xbstream.gz`

  test("where the data is not here", async () => {
    const error = await refused((cloud, saved) => {
      cloud.state.objects.removeNamed(nameOf(saved))
      return saved
    })
    expect(error).toMatchObject({
      code: "notSupported",
      message: expect.stringContaining("not in the object store of this region"),
      recovery: expect.stringContaining("Replicate"),
    })
  })

  test("where the checksum stands in quotes, which Trove would keep and never restore", async () => {
    const error = await refused(
      (_, saved) => saved,
      (cloud) => cloud.state.objects.split(cloud.state.backups.all()[0] ?? { id: "" }, 2),
    )
    expect(error).toMatchObject({ code: "notSupported", message: expect.stringContaining("quotes") })
  })

  test("where the data is not what was saved", async () => {
    const error = await refused(
      (_, saved) => saved,
      (cloud) => cloud.state.objects.corrupt(cloud.state.backups.all()[0] ?? { id: "" }),
    )
    expect(error).toMatchObject({ code: "damaged" })
  })

  test.each([
    ["a snapshot of a volume", { location: "cinder://d1c062c7-4c02-45e0-82a3-c6b10dd7514c" }, "snapshot"],
    ["a backup of unknown size", { size: 0 }, "How much"],
  ])("for %s", async (_, part, reason) => {
    const error = await refused((__, saved) => ({ ...saved, backup: { ...saved.backup, ...part } }))
    expect(error).toMatchObject({ code: "notSupported", message: expect.stringContaining(reason) })
  })

  test("where the datastore version is not here", async () => {
    const datastore = { type: "mysql", version: "4.0" }
    const error = await refused((_, saved) => ({ ...saved, datastore }))
    expect(error).toMatchObject({ code: "notSupported", message: expect.stringContaining("mysql 4.0") })
  })

  test.each([
    ["datastore", "/saved/datastore/type", { datastore: { type: "mariadb", version: "10.4" } }, "is of mysql"],
    ["version", "/saved/datastore/version", { datastore: { type: "mysql", version: "8.0" } }, "is of mysql 5.7.29"],
  ])("where the object is of another %s than the record says", async (_, path, part, reason) => {
    const error = await refused((__, saved) => ({ ...saved, ...part }))
    expect(error).toMatchObject({ code: "invalidParameters", message: expect.stringContaining(reason) })
    expect(error).toMatchObject({ issues: expect.arrayContaining([expect.objectContaining({ path })]) })
  })

  test("where the object alone is larger than the record says the backup is", async () => {
    const { cloud, saved } = await replicated()
    const { object: _, ...backup } = saved.backup
    const fetch = async (request: Request): Promise<Response> => {
      const answer = await cloud.fetch(request)
      if (request.method !== "HEAD") return answer
      const headers = new Headers(answer.headers)
      headers.set("content-length", String(3 * 2 ** 30))
      return new Response(null, { status: answer.status, headers })
    }
    const give = (size: number) =>
      onCloud(cloud, (trove) => importInto(trove, { saved: { ...saved, backup: { ...backup, size } } }), { fetch })
    await expect(give(2)).rejects.toMatchObject({
      code: "invalidParameters",
      issues: [{ path: "/saved/backup/size", message: expect.stringContaining("3221225472 bytes") }],
    })
    expect((await give(3)).backup).toMatchObject({ status: "RESTORED", size: 3 })
  })

  test("where it was imported before with another size or version", async () => {
    const { cloud, saved } = await replicated()
    const { backup } = await bring(cloud, saved)
    const size = (saved.backup.size ?? 0) + 1
    expect(await refusal(cloud, { ...saved, backup: { ...saved.backup, size } })).toMatchObject({
      code: "invalidParameters",
      issues: [{ path: "/saved/backup/size", message: expect.stringContaining(backup.id) }],
    })
  })

  test("where the quota is full", async () => {
    const quotas = { instances: 10, backups: 1, volumes: 40, ram: -1 }
    const { cloud, instance, host, saved } = await replicated(() => {}, { quotas })
    await host.protect(instance, { id: "another" })
    expect(await refusal(cloud, saved)).toMatchObject({ code: "quotaExceeded" })
  })
})
