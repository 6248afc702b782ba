/** Oddities of the real Trove that a client meets on a bad day, and that no other test names. */
import { describe, expect, it } from "vitest"
import { createMockTrove, defaultCloud, type MockTrove, type MockTroveOptions, type Snapshot } from "../src/index.ts"
import { faultOf, type Schemas, troveClient } from "./troveClient.ts"

const missing = "00000000-0000-0000-0000-000000000000"

const setUp = async (options: MockTroveOptions = {}) => {
  const cloud = createMockTrove({ clock: "manual", ...options })
  const demo = await troveClient(cloud)
  const instance = cloud.state.instances.add({ name: "orders" })
  const restore = (backupRef: string, fields: object = {}) =>
    demo.ask<Schemas["InstanceAnswer"]>("POST", "/instances", {
      instance: { name: "r", flavorRef: "1", volume: { size: 1 }, restorePoint: { backupRef }, ...fields },
    })
  const backUp = (fields: object = {}) =>
    demo.ask<Schemas["BackupAnswer"]>("POST", "/backups", {
      backup: { name: "nightly", instance: instance.id, ...fields },
    })
  const inUse = async (resource: string) => {
    const { body } = await demo.ask<Schemas["QuotasAnswer"]>("GET", `/mgmt/quotas/${demo.project}`)
    return body.quotas.find((quota) => quota.resource === resource)?.in_use
  }
  return { cloud, demo, admin: await troveClient(cloud, "admin"), instance, restore, backUp, inUse }
}

/** Puts the cloud where no request leads: plain data, changed by hand. */
const rewrite = (cloud: MockTrove, change: (state: Snapshot["state"]) => void): void => {
  const moment = cloud.snapshot()
  change(moment.state)
  cloud.restore(moment)
}

describe("where the operator allows a datastore version only some", () => {
  const restricted = { flavors: ["2"], volumeTypes: ["ceph"] }
  const datastores = defaultCloud.datastores.map(({ versions, ...one }) => ({
    ...one,
    versions: versions.map((version) => (version.name === "8.0" ? { ...version, ...restricted } : version)),
  }))
  const cloud = { ...defaultCloud, datastores }
  const create = async (flavorRef: string, type?: string, version = "8.0") => {
    const { demo } = await setUp({ cloud })
    const volume = { size: 1, ...(type === undefined ? {} : { type }) }
    const instance = { name: "new", flavorRef, volume, datastore: { type: "mysql", version } }
    const { status, body } = await demo.ask("POST", "/instances", { instance })
    return [status, status === 200 ? "" : String(Object(body).badRequest.message).replace(/version \S+/, "version V")]
  }

  it("flavors, no other is taken, and its own list shows those alone, by its id", async () => {
    const { demo } = await setUp({ cloud })
    expect(await create("1", "ceph")).toEqual([400, "Flavor 1 is not supported for datastore version V"])
    expect(await create("2", "ceph")).toEqual([200, ""])
    expect(await create("1", "none", "5.7.29")).toEqual([200, ""])
    const { body } = await demo.ask<Schemas["DatastoreVersionAnswer"]>("GET", "/datastores/mysql/versions/8.0")
    const list = async (version: string) =>
      (await demo.ask<Schemas["FlavorsAnswer"]>("GET", `/datastores/mysql/versions/${version}/flavors`)).body.flavors
    expect((await list(body.version.id)).map(({ str_id }) => str_id)).toEqual(["2"])
    expect(await list("8.0")).toHaveLength(defaultCloud.flavors.length)
  })

  it("volume types, one of them has to be named, by its name", async () => {
    expect(await create("2")).toEqual([400, expect.stringContaining("You must specify a valid volume type.")])
    for (const type of ["lvmdriver-1", "66666666-6666-4666-8666-666666666666"]) {
      expect(await create("2", type)).toEqual([400, expect.stringContaining(`The volume type ${type} is not valid`)])
    }
  })
})

describe("the server trips, with 500,", () => {
  it.each([
    ["POST", "/instances"],
    ["POST", "/backups"],
    ["POST", "/backup_strategies"],
    ["POST", "/configurations"],
    ["PUT", "/instances/{id}"],
    ["POST", "/instances/{id}/databases"],
    ["POST", "/instances/{id}/users"],
  ])("over %s %s without the key that everything hangs on", async (method, path) => {
    const { demo, instance } = await setUp()
    const statuses = await Promise.all(
      ["{}", "[]", "", "null"].map(
        async (raw) => (await demo.ask(method, path.replace("{id}", instance.id), undefined, { raw })).status,
      ),
    )
    expect(statuses).toEqual([500, 500, 500, 500])
  })
  it.each(["/instances", "/instances/detail", "/backups", "/configurations", "/instances/{id}/databases"])(
    "over a limit of %s that is no number",
    async (path) => {
      const { demo, instance } = await setUp()
      const list = (limit: string) => demo.ask("GET", `${path.replace("{id}", instance.id)}?limit=${limit}`)
      expect([(await list("many")).status, (await list("2.5")).status, (await list("3")).status]).toEqual([
        500, 500, 200,
      ])
    },
  )
  it("over a page of no instances, or of fewer", async () => {
    const { demo } = await setUp()
    const statuses = ["0", "-1"].map(async (limit) => (await demo.ask("GET", `/instances?limit=${limit}`)).status)
    expect(await Promise.all(statuses)).toEqual([500, 500])
    expect((await demo.ask("GET", "/instances?limit=0&marker=zzz")).body).toEqual({ instances: [] })
  })
  it("over the restore of a completed backup without a size", async () => {
    const { cloud, instance, restore } = await setUp()
    const { id } = cloud.state.backups.add({ instance, name: "odd" })
    rewrite(cloud, ({ trove }) => {
      for (const backup of trove.backups) backup.size = null
    })
    const reply = await restore(id)
    expect([reply.status, faultOf(reply)[0]]).toEqual([500, "instanceFault"])
  })
})

describe("a page of backups", () => {
  it("of no length is empty and names itself as the next one, for ever", async () => {
    const { cloud, demo, instance } = await setUp()
    cloud.state.backups.add({ instance, name: "one" })
    const { body } = await demo.ask<Schemas["BackupsAnswer"]>("GET", "/backups?limit=0")
    expect(body.backups).toEqual([])
    expect(body.links?.[0]?.href).toContain("marker=0")
  })
})

describe("a page of instances", () => {
  it("begins behind any marker, an unknown or empty one too", async () => {
    const { cloud, demo, instance } = await setUp()
    const other = cloud.state.instances.add({ name: "other" })
    const ids = async (marker: string) => {
      const { body } = await demo.ask<Schemas["InstancesAnswer"]>("GET", `/instances?marker=${marker}`)
      return body.instances.map(({ id }) => id).sort()
    }
    const all = [instance.id, other.id].sort()
    expect(await ids("")).toEqual(all)
    expect(await ids("0")).toEqual(all)
    expect(await ids("zzz")).toEqual([])
    expect(await ids(all[0] ?? "")).toEqual(all.slice(1))
  })
  it("has no end for the operator, who sees deleted ones too", async () => {
    const { cloud, admin } = await setUp()
    for (let count = 0; count < 25; count += 1) cloud.state.instances.add({ name: `n${count}` })
    const { body } = await admin.ask<{ readonly instances: readonly object[] }>("GET", "/mgmt/instances")
    expect(body.instances).toHaveLength(26)
    expect(body).not.toHaveProperty("links")
  })
})

describe("the rate limit", () => {
  it("does not count PATCH", async () => {
    const { demo, instance } = await setUp({ ratePerMinute: 2 })
    const rename = async (method: string) =>
      (await demo.ask(method, `/instances/${instance.id}`, { instance: { name: "renamed" } })).status
    expect([await rename("PATCH"), await rename("PATCH"), await rename("PATCH")]).toEqual([202, 202, 202])
    expect([await rename("PUT"), await rename("PUT"), await rename("PUT")]).toEqual([202, 202, 413])
  })
})

describe("the quota of backups", () => {
  it("never falls below zero, however often it is given back", async () => {
    const { cloud, demo, instance, backUp, inUse } = await setUp()
    const { id } = cloud.state.backups.add({ instance, name: "twice" })
    for (const _ of [1, 2, 3]) expect((await demo.ask("DELETE", `/backups/${id}`)).status).toBe(202)
    expect(await inUse("backups")).toBe(0)
    await backUp()
    expect(await inUse("backups")).toBe(1)
  })
  it("counts failed and imported ones too", async () => {
    const { cloud, instance, backUp, inUse } = await setUp({ quotas: { backups: 2 } })
    cloud.state.backups.add({ instance, name: "failed", status: "FAILED" })
    cloud.state.backups.add({ instance, name: "imported", status: "RESTORED" })
    expect(await inUse("backups")).toBe(2)
    const refused = await backUp()
    expect([refused.status, refused.headers.has("Retry-After")]).toEqual([413, false])
  })
  it("is given back to whoever deletes, so that an operator lowers their own", async () => {
    const { cloud, demo, admin, instance, inUse } = await setUp()
    const own = cloud.state.instances.add({ name: "own", project: "admin" })
    cloud.state.backups.add({ instance: own, name: "own" })
    const { id } = cloud.state.backups.add({ instance, name: "demo's" })
    const used = async () => {
      const { body } = await admin.ask<Schemas["QuotasAnswer"]>("GET", `/mgmt/quotas/${admin.project}`)
      return body.quotas.find(({ resource }) => resource === "backups")?.in_use
    }
    expect([await used(), await inUse("backups")]).toEqual([1, 1])
    expect((await admin.ask("DELETE", `/backups/${id}`)).status).toBe(202)
    await cloud.clock.advance("1m")
    expect([await used(), await inUse("backups")]).toEqual([0, 1])
    expect((await demo.ask("GET", `/backups/${id}`)).status).toBe(404)
  })
  it("pays for the snapshot that a replica is made from, which is in the list while it lasts", async () => {
    const { cloud, demo, instance, inUse } = await setUp()
    const base = cloud.state.backups.add({ instance, name: "base" })
    await demo.ask("POST", `/instances/${instance.id}/databases`, { databases: [{ name: "orders" }] })
    const made = await demo.ask<Schemas["InstanceAnswer"]>("POST", "/instances", {
      instance: { name: "copy", replica_of: instance.id },
    })
    const { id } = made.body.instance
    await cloud.clock.advance("1m")
    expect(cloud.state.backups.all().at(-1)).toMatchObject({
      name: `Replication snapshot for ${id}`,
      status: "BUILDING",
      instance_id: instance.id,
      parent_id: base.id,
    })
    expect(cloud.state.instances.get(instance.id)?.status).toBe("BACKUP")
    expect(await inUse("backups")).toBe(2)
    await cloud.clock.advance("20m")
    expect(cloud.state.instances.get(id)).toMatchObject({ status: "ACTIVE", databases: ["orders"] })
    expect(cloud.state.backups.all().map(({ name }) => name)).toEqual(["base"])
    expect(await inUse("backups")).toBe(1)
  })
  it("takes along what was made on top of its snapshot, when it is there", async () => {
    const { cloud, demo, instance, backUp } = await setUp({ timings: { restore: 3_600_000 } })
    cloud.state.backups.add({ instance, name: "base" })
    await demo.ask("POST", "/instances", { instance: { name: "copy", replica_of: instance.id } })
    await cloud.clock.advance("10m")
    const snapshot = cloud.state.backups.all().at(-1)
    const { body } = await backUp({ incremental: 1 })
    expect([snapshot?.name, body.backup.parent_id]).toEqual([expect.stringContaining("Replication"), snapshot?.id])
    await cloud.clock.advance("10m")
    expect(cloud.state.backups.get(body.backup.id)?.status).toBe("COMPLETED")
    await cloud.clock.advance("2h")
    expect(cloud.state.backups.all().map(({ name }) => name)).toEqual(["base"])
  })
  it("pays for the snapshot of whoever makes the replica, an operator of a member's instance too", async () => {
    const { cloud, admin, instance, inUse } = await setUp()
    const made = await admin.ask<Schemas["InstanceAnswer"]>("POST", "/instances", {
      instance: { name: "copy", replica_of: instance.id },
    })
    await cloud.clock.advance("1m")
    expect(await inUse("backups")).toBe(0)
    expect((await admin.ask<Schemas["BackupsAnswer"]>("GET", "/backups")).body.backups).toHaveLength(1)
    await cloud.clock.advance("20m")
    expect(cloud.state.instances.get(made.body.instance.id)?.status).toBe("ACTIVE")
  })
  it("that is used up leaves a replica in ERROR, and a fault on it and on its source", async () => {
    const { cloud, demo, instance } = await setUp({ quotas: { backups: 0 } })
    const made = await demo.ask<Schemas["InstanceAnswer"]>("POST", "/instances", {
      instance: { name: "copy", replica_of: instance.id },
    })
    await cloud.clock.advance("1m")
    const { id } = made.body.instance
    expect(cloud.state.instances.get(id)?.status).toBe("ERROR")
    const faults = [instance.id, id].map((one) => cloud.state.instances.get(one)?.fault)
    expect(faults).toEqual([
      expect.stringContaining("replication snapshot"),
      expect.stringContaining("replication snapshot"),
    ])
  })
})

describe("a restore", () => {
  it("looks neither at the parents of a backup nor at their objects", async () => {
    const { cloud, instance, restore } = await setUp()
    const base = cloud.state.backups.add({ instance, name: "base" })
    const delta = cloud.state.backups.add({ instance, name: "delta", parent: base })
    cloud.state.objects.remove(base)
    expect((await restore(delta.id)).status).toBe(200)
  })
  it("into a replica is taken: the backup is what the replica's snapshot hangs on", async () => {
    const { cloud, demo, instance } = await setUp()
    const asked = cloud.state.backups.add({ instance, name: "asked" })
    cloud.state.backups.add({ instance, name: "newer" })
    const reply = await demo.ask("POST", "/instances", {
      instance: { name: "copy", replica_of: instance.id, restorePoint: { backupRef: asked.id } },
    })
    expect(reply.status).toBe(200)
    await cloud.clock.advance("1m")
    expect(cloud.state.backups.all().at(-1)).toMatchObject({ status: "BUILDING", parent_id: asked.id })
  })
  it("of an imported backup fails once the original is deleted, which takes the object along", async () => {
    const { cloud, demo, instance, restore } = await setUp()
    const original = cloud.state.backups.add({ instance, name: "original" })
    const version = await demo.ask<Schemas["DatastoreVersionAnswer"]>("GET", "/datastores/mysql/versions/5.7.29")
    const imported = await demo.ask<Schemas["BackupAnswer"]>("POST", "/backups", {
      backup: {
        name: "imported",
        restore_from: {
          remote_location: original.location,
          local_datastore_version_id: version.body.version.id,
          size: 0.2,
        },
      },
    })
    const { id, status } = imported.body.backup
    expect(status).toBe("RESTORED")
    expect((await restore(id)).status).toBe(200)
    await demo.ask("DELETE", `/backups/${original.id}`)
    await cloud.clock.advance("1m")
    expect((await restore(id)).status).toBe(404)
  })
})

describe("the deletion of a backup", () => {
  it.each([401, 403, 500, 503])(
    "is a 401 while the object store answers %d, and nothing is deleted",
    async (status) => {
      const { cloud, demo, instance } = await setUp()
      const { id } = cloud.state.backups.add({ instance, name: "kept" })
      cloud.troubles.swiftStatus = status
      const refused = await demo.ask("DELETE", `/backups/${id}`)
      expect([refused.status, faultOf(refused)[0]]).toEqual([401, "unauthorized"])
      cloud.troubles.swiftStatus = null
      await cloud.clock.advance("10m")
      expect(cloud.state.backups.get(id)?.status).toBe("COMPLETED")
    },
  )
})

describe("an instance", () => {
  it("whose server is switched off shows UNKNOWN without an operating status, and takes no backup", async () => {
    const { cloud, instance, backUp } = await setUp()
    cloud.state.instances.setStatus(instance, "UNKNOWN")
    expect(cloud.state.instances.get(instance.id)).toMatchObject({ status: "UNKNOWN", operating_status: "" })
    const refused = await backUp()
    expect([refused.status, faultOf(refused)[1]]).toEqual([
      422,
      expect.stringContaining("(instance status was SHUTOFF)"),
    ])
  })
  it("whose guest fails shows BUILD with the fault for a moment, then ERROR", async () => {
    const { cloud, demo } = await setUp()
    cloud.plan.nextBuild({ fails: "no space", takes: "1m" })
    const made = await demo.ask<Schemas["InstanceAnswer"]>("POST", "/instances", {
      instance: { name: "young", flavorRef: "1", volume: { size: 1 } },
    })
    const seen = new Set<string>()
    for (let second = 0; second < 120; second += 1) {
      await cloud.clock.advance("1s")
      const { status, fault } = cloud.state.instances.get(made.body.instance.id) ?? {}
      seen.add(`${status} ${fault}`)
    }
    expect([...seen]).toEqual(["BUILD null", "BUILD no space", "ERROR no space"])
  })
  it("that the operator frees of its task while Nova builds its server shows BUILD still, and can not be deleted", async () => {
    const { cloud, demo, admin } = await setUp()
    const made = await demo.ask<Schemas["InstanceAnswer"]>("POST", "/instances", {
      instance: { name: "young", flavorRef: "1", volume: { size: 1 } },
    })
    const { id } = made.body.instance
    await cloud.clock.advance("20s")
    await admin.ask("POST", `/mgmt/instances/${id}/action`, { "reset-task-status": {} })
    const refused = await demo.ask("DELETE", `/instances/${id}`)
    expect([refused.status, faultOf(refused)[1]]).toEqual([422, `Instance ${id} is not ready. (Status is BUILD).`])
    expect(cloud.state.instances.get(id)).toMatchObject({ status: "BUILD", operating_status: "" })
    await cloud.clock.advance("20s")
    expect((await demo.ask("DELETE", `/instances/${id}`)).status).toBe(202)
  })
  it("whose task the operator resets keeps its service status, while its running backups fail", async () => {
    const { cloud, admin, instance } = await setUp()
    const { id } = cloud.state.backups.add({ instance, name: "running", status: "BUILDING" })
    const reset = await admin.ask("POST", `/mgmt/instances/${instance.id}/action`, { "reset-task-status": {} })
    expect(reset.status).toBe(202)
    expect(cloud.state.instances.get(instance.id)).toMatchObject({ status: "ACTIVE", operating_status: "HEALTHY" })
    expect(cloud.state.backups.get(id)?.status).toBe("FAILED")
  })
  it("keeps the newest fault for ever, whoever's refused request wrote it", async () => {
    const { cloud, demo, instance, backUp } = await setUp()
    const alt = await troveClient(cloud, "alt")
    const fault = () => cloud.state.instances.get(instance.id)?.fault
    await backUp()
    expect((await backUp()).status).toBe(422)
    expect(fault()).toContain("not currently available")
    const foreign = await alt.ask("POST", "/backups", { backup: { name: "x", instance: instance.id } })
    expect(foreign.status).toBe(404)
    expect(fault()).toBe(`Resource ${instance.id} cannot be found.`)
    await cloud.clock.advance("30m")
    expect((await demo.ask("GET", `/instances/${instance.id}`)).status).toBe(200)
    expect(cloud.state.instances.get(instance.id)).toMatchObject({
      status: "ACTIVE",
      operating_status: "HEALTHY",
      fault: `Resource ${instance.id} cannot be found.`,
    })
  })
  it.each([
    ["HEALTHY", 202],
    ["ACTIVE", 202],
    ["SHUTDOWN", 202],
    ["BLOCKED", 202],
    ["FAILED", 422],
    ["NEW", 422],
    ["BUILD", 422],
    ["RESTARTING", 422],
    ["ERROR", 422],
  ] as const)("whose guest last said %s answers a new backup with %d", async (status, answer) => {
    const { cloud, instance, backUp } = await setUp()
    rewrite(cloud, ({ trove }) => {
      for (const record of trove.instances) {
        record.service = { status, updated: cloud.clock.now() }
        if (record.guest !== null) record.guest.reportedAt = null
      }
    })
    expect(cloud.state.instances.get(instance.id)?.operating_status).toBe(status)
    expect((await backUp()).status).toBe(answer)
  })
})

describe("the object of a backup", () => {
  it("tells its datastore, its log position and its parent in its headers", async () => {
    const { cloud, demo, backUp } = await setUp()
    const base = (await backUp()).body.backup.id
    await cloud.clock.advance("10m")
    const delta = (await backUp({ incremental: 1 })).body.backup.id
    await cloud.clock.advance("10m")
    const location = (id: string) => cloud.state.backups.get(id)?.location ?? ""
    const object = await cloud.fetch(location(delta), { method: "HEAD", headers: { "X-Auth-Token": demo.token } })
    const meta = (name: string) => object.headers.get(`X-Object-Meta-${name}`)
    expect([meta("Datastore"), meta("Datastore-Version"), meta("Parent-Location")]).toEqual([
      "mysql",
      "5.7.29",
      location(base),
    ])
    expect(meta("Lsn")).toMatch(/^\d+$/)
    expect(meta("Parent-Checksum")).toMatch(/^[0-9a-f]{32}$/)
  })
})

describe("a reference in a body", () => {
  it("to a missing flavor is 400, to a missing datastore 404, to a missing version 400 by name and 404 by id", async () => {
    const { demo } = await setUp()
    const create = async (fields: object) =>
      (
        await demo.ask("POST", "/instances", {
          instance: { name: "n", flavorRef: "1", volume: { size: 1 }, ...fields },
        })
      ).status
    expect([
      await create({ flavorRef: "nope" }),
      await create({ datastore: { type: "nope" } }),
      await create({ datastore: { type: "mysql", version: "9.9" } }),
      await create({ datastore: { type: "mysql", version: missing } }),
    ]).toEqual([400, 404, 400, 404])
  })
})
