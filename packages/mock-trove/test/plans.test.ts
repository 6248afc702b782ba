import { describe, expect, it } from "vitest"
import { createMockTrove, type MockTroveOptions } from "../src/index.ts"
import { type Schemas, troveClient } from "./troveClient.ts"

const arranged = async (options: MockTroveOptions = {}) => {
  const cloud = createMockTrove({ clock: "manual", ...options })
  const instance = cloud.state.instances.add({ name: "orders", databases: ["app"] })
  const trove = await troveClient(cloud)
  const backUp = async (name = "nightly", of: { id: string } = instance) => {
    const answer = await trove.ask<{ backup: Schemas["Backup"] }>("POST", "/backups", {
      backup: { name, instance: of.id },
    })
    return answer.body.backup
  }
  const statusOf = (id: string) => cloud.state.backups.get(id)?.status
  const objects = () => Object.values(cloud.snapshot().state.objects).flatMap((boxes) => Object.values(boxes))
  const objectCount = () => objects().flatMap((box) => Object.keys(box)).length
  const build = async (name: string, backup?: string) => {
    const { body } = await trove.ask<{ instance: { id: string } }>("POST", "/instances", {
      instance: {
        name,
        flavorRef: "1",
        volume: { size: 2 },
        datastore: { type: "mysql", version: "5.7.29" },
        nics: [{ "net-id": cloud.snapshot() && "22222222-2222-4222-8222-222222222222" }],
        ...(backup !== undefined && { restorePoint: { backupRef: backup } }),
      },
    })
    return body.instance.id
  }
  return { cloud, instance, trove, backUp, statusOf, objectCount, build }
}

describe("a plan is for", () => {
  it("the next one, or for so many, or for all", async () => {
    const { cloud, backUp, statusOf } = await arranged()
    cloud.plan.nextBackup({ fails: "first" })
    cloud.plan.nextBackup({ fails: "rest" }, { times: "always" })
    const faults: unknown[] = []
    for (let n = 0; n < 3; n += 1) {
      const { id } = await backUp()
      await cloud.clock.advance("10m")
      faults.push([statusOf(id), cloud.state.instances.all()[0]?.fault?.split("error: ")[1]])
    }
    expect(faults).toEqual([
      ["FAILED", "first"],
      ["FAILED", "rest"],
      ["FAILED", "rest"],
    ])
    expect(cloud.unused()).toEqual([])
  })
  it("one instance or one name, and leaves others alone", async () => {
    const { cloud, backUp, statusOf } = await arranged()
    const other = cloud.state.instances.add({ name: "other" })
    cloud.plan.nextBackup({ fails: "no" }, { resource: "other" })
    cloud.plan.nextBackup({ stuckIn: "BUILDING" }, { resource: "weekly" })
    const [first, second] = [await backUp("nightly"), await backUp("nightly", other)]
    await cloud.clock.advance("10m")
    const third = await backUp("weekly")
    await cloud.clock.advance("2d")
    expect([first, second, third].map(({ id }) => statusOf(id))).toEqual(["COMPLETED", "FAILED", "BUILDING"])
    expect(cloud.journal.toString()).toContain('plan.nextBackup({"fails":"no"}, {"resource":"other"})')
  })
  it("nothing that can not be, and one that nothing ran into is named", () => {
    const { plan, unused } = createMockTrove()
    expect(() => plan.nextBackup(JSON.parse('{"fial":"x"}'))).toThrow("nextBackup.fial: nobody reads this")
    expect(() => plan.nextBackup({ takes: "soon" })).toThrow('"soon" is not a length of time')
    expect(() => plan.nextBackup({}, { times: 0 })).toThrow("times of a plan is a whole number from 1")
    plan.nextDelete({ fails: true }, { times: 2 })
    expect(unused()).toEqual(['plan.nextDelete({"fails":true}): there was none'])
    plan.clear()
    expect(unused()).toEqual([])
  })
})

describe("a backup may", () => {
  it("go through any walk that Trove could make of it", async () => {
    const { cloud, backUp, statusOf } = await arranged()
    cloud.plan.nextBackup({ walk: [["NEW", "1m"], ["BUILDING", "9m"], ["SAVING", "5m"], ["FAILED"]] })
    const { id } = await backUp()
    const seen = []
    for (let look = 0; look < 4; look += 1) {
      seen.push(statusOf(id))
      await cloud.clock.advance("5m")
    }
    expect(seen).toEqual(["NEW", "BUILDING", "SAVING", "FAILED"])
  })
  it("be stored without Trove ever hearing of it", async () => {
    const { cloud, backUp, statusOf, objectCount } = await arranged()
    cloud.plan.nextBackup({ losesMessage: true })
    const { id } = await backUp()
    await cloud.clock.advance("1d")
    expect([statusOf(id), objectCount()]).toEqual(["BUILDING", 1])
  })
  it("lose its guest on the way", async () => {
    const { cloud, instance, backUp, statusOf } = await arranged()
    cloud.plan.nextBackup({ guestDies: true, takes: "3m" })
    const { id } = await backUp()
    await cloud.clock.advance("10m")
    expect([statusOf(id), cloud.state.instances.get(instance.id)]).toMatchObject([
      "BUILDING",
      { status: "BACKUP", operating_status: "ERROR" },
    ])
  })
  it("be deleted and leave its object behind, fail at it, or never come to it", async () => {
    const { cloud, instance, trove, statusOf, objectCount } = await arranged()
    cloud.plan.nextDelete({ leavesObject: true }, { resource: "left" })
    cloud.plan.nextDelete({ fails: true }, { resource: "failed" })
    cloud.plan.nextDelete({ stuck: true }, { resource: "stuck" })
    cloud.plan.nextDelete({ takes: "10m" }, { resource: "slow" })
    const ids = ["left", "failed", "stuck", "slow"].map((name) => cloud.state.backups.add({ instance, name }).id)
    for (const id of ids) expect((await trove.ask("DELETE", `/backups/${id}`)).status).toBe(202)
    await cloud.clock.advance("5m")
    expect(ids.map(statusOf)).toEqual([undefined, "DELETE_FAILED", "COMPLETED", "COMPLETED"])
    expect(objectCount()).toBe(4)
    await cloud.clock.advance("5m")
    expect([ids.map(statusOf), objectCount()]).toEqual([[undefined, "DELETE_FAILED", "COMPLETED", undefined], 3])
  })
})

describe("an instance may", () => {
  it("be built as planned, restored or not", async () => {
    const { cloud, instance, build } = await arranged()
    const backup = cloud.state.backups.add({ instance, name: "nightly" })
    cloud.plan.nextBuild({ fails: "no valid host" })
    cloud.plan.nextRestore({ guestDies: true })
    const [plain, restored] = [await build("plain"), await build("restored", backup.id)]
    await cloud.clock.advance("20m")
    expect(cloud.state.instances.get(plain)).toMatchObject({ status: "ERROR", fault: "no valid host" })
    expect(cloud.state.instances.get(restored)).toMatchObject({
      status: "ACTIVE",
      operating_status: "ERROR",
      databases: ["app"],
    })
  })
  it("go through any walk from where it is, or from its beginning", async () => {
    const { cloud, instance, build } = await arranged()
    cloud.plan.walk(instance, [["REBOOT", "2m"], ["UNKNOWN", "2m"], ["ERROR"]])
    cloud.plan.nextBuild({ walk: [["BUILD", "3m"], ["ACTIVE", "2m"], ["SHUTDOWN"]] })
    const made = await build("made")
    const seen = []
    for (let look = 0; look < 3; look += 1) {
      await cloud.clock.advance("1m")
      seen.push([instance.id, made].map((id) => cloud.state.instances.get(id)?.status))
      await cloud.clock.advance("1m")
    }
    expect(seen).toEqual([
      ["REBOOT", "BUILD"],
      ["UNKNOWN", "ACTIVE"],
      ["ERROR", "SHUTDOWN"],
    ])
  })
  it("not go where Trove never goes", () => {
    const { plan, state } = createMockTrove()
    const instance = state.instances.add({ name: "orders" })
    const backup = state.backups.add({ instance, name: "nightly" })
    expect(() => plan.walk(backup, [["BUILDING"]])).toThrow("Trove never moves from COMPLETED to BUILDING")
    expect(() => plan.walk(instance, [["BUILD"]])).toThrow("ACTIVE is followed by REBOOT, RESIZE")
    expect(() => plan.walk(instance, [["REBOOT"], ["ACTIVE"]])).toThrow("REBOOT is not the last status of its walk")
    expect(() => plan.walk({ id: "nosuch" }, [])).toThrow("There is no instance and no backup nosuch")
    expect(() => plan.nextBackup({ walk: [["COMPLETED"]] })).toThrow("begins with NEW, not with COMPLETED")
    expect(() => plan.nextBackup({ walk: JSON.parse('[["NEW", "1m"], ["LOST"]]') })).toThrow('no status "LOST"')
  })
})
