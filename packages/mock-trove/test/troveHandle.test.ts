import { describe, expect, it } from "vitest"
import { createMockTrove } from "../src/index.ts"
import { type Schemas, troveClient } from "./troveClient.ts"

type BackupAnswer = Schemas["BackupAnswer"]

const setUp = async (options: Parameters<typeof createMockTrove>[0] = {}) => {
  const cloud = createMockTrove({ clock: "manual", ...options })
  const demo = await troveClient(cloud)
  const instance = cloud.state.instances.add({ name: "orders" })
  const create = async (name = "nightly") => {
    const made = await demo.ask<BackupAnswer>("POST", "/backups", { backup: { name, instance: instance.id } })
    return made.body.backup.id
  }
  return { cloud, demo, instance, create }
}

describe("the state handle", () => {
  it("adds an instance as asked, in any project, and shows it at once", async () => {
    const { cloud } = await setUp()
    const added = cloud.state.instances.add({
      name: "pg",
      project: "alt",
      datastore: "postgresql",
      flavor: "d2",
      volume: 7,
      used: 5.5,
      databases: ["app"],
    })
    expect(cloud.state.instances.get(added.id)).toMatchObject({
      status: "ACTIVE",
      operating_status: "HEALTHY",
      datastore: { type: "postgresql", version: "12" },
      flavor: "d2",
      volume: 7,
      databases: ["app"],
    })
    const alt = await troveClient(cloud, "alt")
    const backup = await alt.ask<BackupAnswer>("POST", "/backups", { backup: { name: "x", instance: added.id } })
    await cloud.clock.advance("2s")
    expect(cloud.state.backups.get(backup.body.backup.id)?.size).toBe(5.5)
  })
  it("moves instances by hand through the statuses the API can show", async () => {
    const { cloud, demo, instance } = await setUp()
    const statuses = [
      "BUILD",
      "ERROR",
      "SHUTDOWN",
      "UNKNOWN",
      "REBOOT",
      "RESIZE",
      "RESTART_REQUIRED",
      "ACTIVE",
    ] as const
    const seen: string[] = []
    for (const status of statuses) {
      cloud.state.instances.setStatus(instance, status)
      const shown = await demo.ask<Schemas["InstanceAnswer"]>("GET", `/instances/${instance.id}`)
      seen.push(shown.body.instance.status)
    }
    expect(seen).toEqual(statuses)
  })
  it("lets a running backup that it adds go on, and leaves the others alone", async () => {
    const { cloud, instance } = await setUp()
    const running = cloud.state.backups.add({ instance, name: "running", status: "BUILDING" })
    const failed = cloud.state.backups.add({ instance, name: "failed", status: "FAILED" })
    expect(cloud.state.instances.get(instance.id)?.status).toBe("BACKUP")
    await cloud.clock.advance("40m")
    expect([running, failed].map(({ id }) => cloud.state.backups.get(id)?.status)).toEqual(["COMPLETED", "FAILED"])
  })
  it("says what is wrong with what it is given", async () => {
    const { cloud } = await setUp()
    const { instances, backups, objects } = cloud.state
    expect(() => instances.add({ name: "x", flavor: "nope" })).toThrow("state: there is no flavor nope")
    expect(() => instances.add({ name: "x", project: "nope" })).toThrow("state: there is no project nope")
    expect(() => instances.add({ name: "x", datastore: "nope" })).toThrow("Datastore 'nope' cannot be found.")
    expect(() => backups.add({ instance: { id: "nope" }, name: "x" })).toThrow("state: there is no instance nope")
    expect(() => objects.remove({ id: "nope" })).toThrow("state: there is no backup nope")
  })
  it("is the same after a snapshot is put back, with what was about to happen", async () => {
    const { cloud, create } = await setUp()
    const id = await create()
    await cloud.clock.advance("1m")
    const moment = JSON.parse(JSON.stringify(cloud.snapshot()))
    await cloud.clock.advance("10m")
    expect(cloud.state.backups.get(id)?.status).toBe("COMPLETED")
    cloud.restore(moment)
    expect(cloud.state.backups.get(id)?.status).toBe("BUILDING")
    await cloud.clock.advance("10m")
    expect(cloud.state.backups.get(id)?.status).toBe("COMPLETED")
  })
})

describe("a planned backup", () => {
  it("fails with its reason in the fault of the instance, and only the next one", async () => {
    const { cloud, instance, create } = await setUp()
    cloud.plan.nextBackup({ fails: "no space left" })
    const failing = await create()
    await cloud.clock.advance("10m")
    const fine = await create()
    await cloud.clock.advance("10m")
    expect(cloud.state.backups.get(failing)).toMatchObject({ status: "FAILED", size: 0.2, location: null })
    expect(cloud.state.backups.get(fine)?.status).toBe("COMPLETED")
    expect(cloud.state.instances.get(instance.id)).toMatchObject({
      status: "ACTIVE",
      fault: `Failed to create backup ${failing}, error:\n    no space left`,
    })
  })
  it("stays in NEW or BUILDING for ever, or takes as long as it is told", async () => {
    const { cloud, demo, instance, create } = await setUp()
    const reset = () => demo.ask("POST", `/instances/${instance.id}/action`, { reset_status: { force_delete: true } })
    const after = async (walk: Parameters<typeof cloud.plan.nextBackup>[0], time: string) => {
      cloud.plan.nextBackup(walk)
      const id = await create()
      await cloud.clock.advance(time)
      const status = cloud.state.backups.get(id)?.status
      await reset()
      await cloud.clock.advance("10s")
      return status
    }
    expect(await after({ stuckIn: "NEW" }, "10m")).toBe("NEW")
    expect(await after({ stuckIn: "BUILDING" }, "10m")).toBe("BUILDING")
    expect(await after({ takes: "20m" }, "19m")).toBe("BUILDING")
    expect(await after({ takes: 1000 }, "3s")).toBe("COMPLETED")
  })
  it("is steered by its name where magic names are on", async () => {
    const { cloud, demo, instance, create } = await setUp({ magicNames: true })
    const statuses: (string | undefined)[] = []
    for (const name of ["FAIL", "SLOW4", "SIZE5", "CORRUPT"]) {
      const id = await create(name)
      await cloud.clock.advance("10s")
      if (name === "SLOW4") statuses.push(cloud.state.backups.get(id)?.status)
      await cloud.clock.advance("10m")
      statuses.push(cloud.state.backups.get(id)?.status)
    }
    expect(statuses).toEqual(["FAILED", "COMPLETED", "COMPLETED", "COMPLETED", "COMPLETED"])
    const byName = (name: string) => cloud.state.backups.all().find((backup) => backup.name === name)
    expect(byName("SIZE5")?.size).toBe(5)
    const restored = await demo.ask("POST", "/instances", {
      instance: {
        name: "r",
        flavorRef: "1",
        volume: { size: 1 },
        restorePoint: { backupRef: byName("CORRUPT")?.id },
      },
    })
    expect(restored.status).toBe(409)
    const hung = await create("HANG")
    await cloud.clock.advance("10m")
    expect(cloud.state.backups.get(hung)?.status).toBe("BUILDING")
    expect(cloud.state.instances.get(instance.id)?.status).toBe("BACKUP")
  })
})
