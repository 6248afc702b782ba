import { describe, expect, it } from "vitest"
import { createMockTrove } from "../src/index.ts"
import { faultOf, type Schemas, troveClient } from "./troveClient.ts"

type BackupAnswer = Schemas["BackupAnswer"]
type BackupsAnswer = Schemas["BackupsAnswer"]

const missing = "00000000-0000-0000-0000-000000000000"

const setUp = async (options: Parameters<typeof createMockTrove>[0] = {}) => {
  const cloud = createMockTrove({ clock: "manual", ...options })
  const demo = await troveClient(cloud)
  const instance = cloud.state.instances.add({ name: "orders", databases: ["app"] })
  const create = (body: object = {}) =>
    demo.ask<BackupAnswer>("POST", "/backups", { backup: { name: "nightly", instance: instance.id, ...body } })
  const show = (id: string) => demo.ask<BackupAnswer>("GET", `/backups/${id}`)
  return { cloud, demo, instance, create, show }
}

describe("a new backup", () => {
  it("is NEW without size and location, then BUILDING with a size, then COMPLETED with a location", async () => {
    const { cloud, demo, instance, create, show } = await setUp()
    const made = await create({ description: "first" })
    expect(made.status).toBe(202)
    expect(made.body.backup).toMatchObject({
      name: "nightly",
      description: "first",
      status: "NEW",
      size: null,
      locationRef: null,
      instance_id: instance.id,
      parent_id: null,
      project_id: demo.project,
      datastore: { type: "mysql", version: "5.7.29" },
      created: "2026-01-01T00:00:00",
    })
    const { id } = made.body.backup
    await cloud.clock.advance("2s")
    expect((await show(id)).body.backup).toMatchObject({ status: "BUILDING", size: 0.2, locationRef: null })
    await cloud.clock.advance("5m")
    expect((await show(id)).body.backup).toMatchObject({
      status: "COMPLETED",
      locationRef: `${cloud.engine.endpoints.objectStore}/v1/AUTH_${demo.project}/database_backups/${id}.xbstream.gz`,
      updated: "2026-01-01T00:05:00",
    })
  })
  it("keeps its instance in BACKUP, and a second one is refused and leaves a fault there", async () => {
    const { cloud, demo, instance, create } = await setUp()
    await create()
    const busy = `Instance ${instance.id} is not currently available for an action to be performed (instance status was BACKUP).`
    const second = await create()
    expect([second.status, ...faultOf(second)]).toEqual([422, "unprocessableEntity", busy])
    expect(cloud.state.instances.get(instance.id)).toMatchObject({ status: "BACKUP", operating_status: "HEALTHY" })
    await cloud.clock.advance("10m")
    const shown = await demo.ask<Schemas["InstanceAnswer"]>("GET", `/instances/${instance.id}`)
    expect(shown.body.instance).toMatchObject({
      status: "ACTIVE",
      fault: { message: busy.replace(" (", "\n("), details: null },
    })
  })
  it("needs an instance that exists, is one's own and is ready", async () => {
    const { cloud, demo, create, instance } = await setUp()
    const alt = await troveClient(cloud, "alt")
    const building = cloud.state.instances.add({ name: "young", status: "BUILD" })
    const broken = cloud.state.instances.add({ name: "broken", status: "ERROR" })
    const none = await demo.ask("POST", "/backups", { backup: { name: "x" } })
    const foreign = await alt.ask("POST", "/backups", { backup: { name: "x", instance: instance.id } })
    expect([none.status, ...faultOf(none)]).toEqual([400, "badRequest", "instance is missing."])
    expect(faultOf(await create({ instance: missing }))).toEqual([
      "itemNotFound",
      `Resource ${missing} cannot be found.`,
    ])
    expect([foreign.status, ...faultOf(foreign)]).toEqual([
      404,
      "itemNotFound",
      `Resource ${instance.id} cannot be found.`,
    ])
    expect(faultOf(await create({ instance: building.id }))[1]).toBe(`Instance ${building.id} is not ready.`)
    expect(faultOf(await create({ instance: broken.id }))[1]).toContain("(task status was ERROR)")
    expect(cloud.state.instances.get(instance.id)?.fault).toBe(`Resource ${instance.id} cannot be found.`)
  })
  it("may name a parent of any instance and any state, but not a missing one", async () => {
    const { cloud, create } = await setUp()
    const other = cloud.state.instances.add({ name: "other" })
    const failed = cloud.state.backups.add({ instance: other, name: "failed", status: "FAILED" })
    expect((await create({ parent_id: missing })).status).toBe(404)
    expect((await create({ parent_id: failed.id })).body.backup.parent_id).toBe(failed.id)
  })
  it("that is incremental hangs on the newest completed one, and is silently full without one", async () => {
    const { cloud, instance, create } = await setUp()
    const first = await create({ incremental: 1 })
    expect(first.body.backup.parent_id).toBeNull()
    await cloud.clock.advance("10m")
    cloud.state.backups.add({ instance, name: "failed", status: "FAILED" })
    expect((await create({ incremental: 1 })).body.backup.parent_id).toBe(first.body.backup.id)
  })
  it("of a dead guest is accepted and stays NEW for ever", async () => {
    const { cloud, instance, create } = await setUp()
    cloud.state.instances.killGuest(instance)
    const made = await create()
    await cloud.clock.advance("3d")
    expect(made.status).toBe(202)
    expect(cloud.state.backups.get(made.body.backup.id)?.status).toBe("NEW")
    expect(cloud.state.instances.get(instance.id)).toMatchObject({ status: "BACKUP", operating_status: "ERROR" })
  })
  it("is refused with 401 whatever trouble the object store is in, and nothing is stored", async () => {
    const { cloud, demo, create } = await setUp()
    for (const status of [401, 403, 500, 503]) {
      cloud.troubles.swiftStatus = status
      const refused = await create()
      expect([refused.status, ...faultOf(refused)]).toEqual([
        401,
        "unauthorized",
        `Swift account not accessible for tenant ${demo.project}.`,
      ])
      expect(refused.headers.get("WWW-Authenticate")).toBe(`Keystone uri="${cloud.engine.endpoints.identity}"`)
    }
    expect(cloud.state.backups.all()).toEqual([])
  })
  it("over the quota is refused with 413 and no Retry-After", async () => {
    const { cloud, instance, create } = await setUp({ quotas: { backups: 1 } })
    cloud.state.backups.add({ instance, name: "old" })
    const refused = await create()
    expect([refused.status, ...faultOf(refused)]).toEqual([
      413,
      "overLimit",
      "Quota exceeded for resources: ['backups'].",
    ])
    expect(refused.headers.get("Retry-After")).toBeNull()
  })
  it("goes to the container of the instance's strategy, else the project's, else the default", async () => {
    const { cloud, demo, instance, create } = await setUp()
    const put = (strategy: object) => demo.ask("POST", "/backup_strategies", { backup_strategy: strategy })
    const containers: string[] = []
    const note = async (body: object = {}) => {
      const { id } = (await create(body)).body.backup
      await cloud.clock.advance("10m")
      containers.push(cloud.state.backups.get(id)?.location?.split("/").at(-2) ?? "")
    }
    await note()
    await put({ swift_container: "of-the-project" })
    await note()
    await put({ swift_container: "of-the-instance", instance_id: instance.id })
    await note()
    await note({ swift_container: "my-own" })
    expect(containers).toEqual(["database_backups", "of-the-project", "of-the-instance", "my-own"])
  })
  it("is refused for the form of its body in the words of the real one", async () => {
    const { demo, create } = await setUp()
    const sentences: string[] = []
    for (const body of [
      { name: "" },
      { name: "ü" },
      { description: null },
      { incremental: true },
      { incremental: 2 },
      { swift_container: "a b" },
      { restore_from: {} },
    ]) {
      sentences.push(faultOf(await create(body))[1])
    }
    expect(sentences).toEqual([
      "Validation error: backup['name'] '' is too short; backup['name'] '' does not match '^.*[0-9a-zA-Z]+.*$'",
      "Validation error: backup['name'] 'ü' does not match '^.*[0-9a-zA-Z]+.*$'",
      "Validation error: backup['description'] None is not of type 'string'",
      "Validation error: backup['incremental'] True is not of type 'integer'",
      "Validation error: backup['incremental'] 2 is greater than the maximum of 1",
      "The value is not allowed: a b.",
      "Validation error: backup['restore_from'] 'remote_location' is a required property; backup['restore_from'] 'local_datastore_version_id' is a required property; backup['restore_from'] 'size' is a required property",
    ])
    for (const body of [{}, [], "x", null]) expect((await demo.ask("POST", "/backups", body)).status).toBe(500)
    expect(faultOf(await demo.ask("POST", "/backups"))[0]).toBe("instanceFault")
  })
})

describe("a backup imported with restore_from", () => {
  it("is RESTORED at once, has no instance, and leaves its object when it is deleted", async () => {
    const { cloud, demo, instance, create, show } = await setUp()
    const original = cloud.state.backups.add({ instance, name: "original" })
    const version = (await show(original.id)).body.backup.datastore?.version_id
    const source = { remote_location: original.location, local_datastore_version_id: version, size: 1 }
    const made = await create({ restore_from: source })
    expect([made.status, made.body.backup.status, made.body.backup.instance_id]).toEqual([202, "RESTORED", null])
    await demo.ask("DELETE", `/backups/${made.body.backup.id}`)
    await cloud.clock.advance("1m")
    expect((await show(made.body.backup.id)).status).toBe(404)
    expect(() => cloud.state.objects.remove(original)).not.toThrow()
    const gone = await create({ restore_from: source })
    expect([gone.status, ...faultOf(gone)]).toEqual([
      400,
      "badRequest",
      `Failed to restore backup from ${original.location}`,
    ])
    const unknown = await create({ restore_from: { ...source, local_datastore_version_id: missing } })
    expect(faultOf(unknown)).toEqual(["badRequest", `Datastore version '${missing}' cannot be found.`])
  })
})

describe("deleting a backup", () => {
  it("answers 202 and leaves it readable until the object is gone, then 404", async () => {
    const { cloud, demo, instance, show } = await setUp()
    const backup = cloud.state.backups.add({ instance, name: "old" })
    const gone = await demo.ask("DELETE", `/backups/${backup.id}`)
    expect([gone.status, gone.text, gone.headers.get("Content-Type")]).toEqual([202, "", "application/json"])
    expect((await show(backup.id)).body.backup.status).toBe("COMPLETED")
    await cloud.clock.advance("5s")
    expect((await show(backup.id)).status).toBe(404)
    expect((await demo.ask("DELETE", `/backups/${backup.id}`)).status).toBe(404)
  })
  it("takes everything that hangs on it along", async () => {
    const { cloud, demo, instance } = await setUp()
    const full = cloud.state.backups.add({ instance, name: "full" })
    const child = cloud.state.backups.add({ instance, name: "child", parent: full })
    cloud.state.backups.add({ instance, name: "grandchild", parent: child })
    cloud.state.backups.add({ instance, name: "apart" })
    await demo.ask("DELETE", `/backups/${full.id}`)
    await cloud.clock.advance("1m")
    expect(cloud.state.backups.all().map((backup) => backup.name)).toEqual(["apart"])
  })
  it("looks for the object in the account of whoever asks: an operator's leaves it to another project", async () => {
    const { cloud, instance } = await setUp()
    const backup = cloud.state.backups.add({ instance, name: "of demo" })
    const admin = await troveClient(cloud, "admin")
    expect((await admin.ask("DELETE", `/backups/${backup.id}`)).status).toBe(202)
    await cloud.clock.advance("1m")
    expect(cloud.state.backups.all()).toEqual([])
    expect(cloud.state.objects.names()).toEqual([`database_backups/${backup.id}.xbstream.gz`])
  })
  it("is refused while it or a descendant runs, but siblings walked before go all the same", async () => {
    const { cloud, demo, instance } = await setUp()
    const full = cloud.state.backups.add({ instance, name: "full" })
    cloud.state.backups.add({ instance, name: "done", parent: full })
    cloud.plan.nextBackup({ stuckIn: "BUILDING" })
    const running = cloud.state.backups.add({ instance, name: "running", parent: full, status: "NEW" })
    const refused = await demo.ask("DELETE", `/backups/${full.id}`)
    expect([refused.status, ...faultOf(refused)]).toEqual([
      422,
      "unprocessableEntity",
      `Backup ${running.id} cannot be deleted because it is running.`,
    ])
    await cloud.clock.advance("1m")
    expect(cloud.state.backups.all().map((backup) => backup.name)).toEqual(["full", "running"])
  })
  it("gives the quota back with every accepted call, also the second for the same backup", async () => {
    const { cloud, demo, instance } = await setUp()
    const twice = cloud.state.backups.add({ instance, name: "twice" })
    cloud.state.backups.add({ instance, name: "other" })
    const inUse = async () => {
      const { body } = await demo.ask<Schemas["QuotasAnswer"]>("GET", `/mgmt/quotas/${demo.project}`)
      return body.quotas.find((quota) => quota.resource === "backups")?.in_use
    }
    expect(await inUse()).toBe(2)
    await demo.ask("DELETE", `/backups/${twice.id}`)
    await demo.ask("DELETE", `/backups/${twice.id}`)
    await cloud.clock.advance("1m")
    expect(await inUse()).toBe(0)
    expect(cloud.state.backups.all()).toHaveLength(1)
  })
  it("ends in DELETE_FAILED when the object store refuses, and may be tried again", async () => {
    const { cloud, demo, instance, show } = await setUp()
    const backup = cloud.state.backups.add({ instance, name: "old" })
    cloud.troubles.swiftFailDelete = true
    expect((await demo.ask("DELETE", `/backups/${backup.id}`)).status).toBe(202)
    await cloud.clock.advance("31s")
    expect((await show(backup.id)).body.backup.status).toBe("DELETE_FAILED")
    cloud.troubles.swiftFailDelete = false
    await demo.ask("DELETE", `/backups/${backup.id}`)
    await cloud.clock.advance("5s")
    expect((await show(backup.id)).status).toBe(404)
  })
  it("does not mind an object that is gone already, and hides other projects' backups", async () => {
    const { cloud, demo, instance } = await setUp()
    const backup = cloud.state.backups.add({ instance, name: "old" })
    const alt = await troveClient(cloud, "alt")
    expect((await alt.ask("DELETE", `/backups/${backup.id}`)).status).toBe(404)
    cloud.state.objects.remove(backup)
    expect((await demo.ask("DELETE", `/backups/${backup.id}`)).status).toBe(202)
    await cloud.clock.advance("5s")
    expect(cloud.state.backups.all()).toEqual([])
  })
})

describe("the list of backups", () => {
  const names = (answer: { readonly body: BackupsAnswer }) => answer.body.backups.map((backup) => backup.name)
  const three = async () => {
    const parts = await setUp()
    for (const name of ["a", "b", "c"]) parts.cloud.state.backups.add({ instance: parts.instance, name })
    const list = (query = "") => parts.demo.ask<BackupsAnswer>("GET", `/backups${query}`)
    return { ...parts, list }
  }
  it("has the last changed one first, so that a change shifts the offsets", async () => {
    const { cloud, list } = await three()
    expect(names(await list())).toEqual(["c", "b", "a"])
    const [oldest] = cloud.state.backups.all()
    if (oldest !== undefined) cloud.state.backups.setStatus(oldest, "FAILED")
    expect(names(await list())).toEqual(["a", "c", "b"])
  })
  it("is paged by offset, with a link that is https and false when a page is just full", async () => {
    const { cloud, demo, list } = await three()
    const first = await list("?limit=2")
    const host = new URL(cloud.engine.endpoints.database).host
    const link = (query: string) => ({
      rel: "next",
      href: `https://${host}/v1.0/${demo.project}/backups?${query}`,
    })
    expect(first.body.links).toEqual([link("limit=2&marker=2")])
    const second = await list("?limit=2&marker=2")
    expect([names(second), "links" in second.body]).toEqual([["a"], false])
    expect((await list("?limit=3")).body.links).toEqual([link("limit=3&marker=3")])
    expect((await list("?limit=3&marker=3")).body).toEqual({ backups: [] })
    expect((await list("?limit=0")).body).toEqual({ backups: [], links: [link("limit=0&marker=0")] })
  })
  it("shows 20 unless asked for more, without a ceiling", async () => {
    const { cloud, instance, list } = await three()
    for (let count = 0; count < 30; count++) cloud.state.backups.add({ instance, name: `more ${count}` })
    expect(names(await list())).toHaveLength(20)
    expect(names(await list("?limit=1000"))).toHaveLength(33)
  })
  it("trips over a marker that is an id and a limit that is a word", async () => {
    const { cloud, list } = await three()
    expect((await list(`?marker=${cloud.state.backups.all()[0]?.id}`)).status).toBe(500)
    expect((await list("?limit=x")).status).toBe(500)
  })
  it("is filtered by instance and datastore, not by status, and over projects by the operator alone", async () => {
    const { cloud, demo, instance, list } = await three()
    const pg = cloud.state.instances.add({ name: "pg", datastore: "postgresql" })
    cloud.state.backups.add({ instance: pg, name: "of pg" })
    const alt = await troveClient(cloud, "alt")
    cloud.state.backups.add({
      instance: cloud.state.instances.add({ name: "theirs", project: "alt" }),
      name: "of alt",
    })
    expect(names(await list(`?instance_id=${instance.id}`))).toEqual(["c", "b", "a"])
    expect(names(await list(`?instance_id=${missing}`))).toEqual([])
    expect(names(await list("?datastore=postgresql"))).toEqual(["of pg"])
    expect((await list("?datastore=nope")).status).toBe(404)
    expect(names(await list("?status=FAILED"))).toHaveLength(4)
    for (const query of ["?all_projects=true", `?project_id=${alt.project}`, `?project_id=${demo.project}`]) {
      const refused = await list(query)
      expect([refused.status, ...faultOf(refused)]).toEqual([
        403,
        "forbidden",
        "Policy doesn't allow backup:index:all_projects to be performed.",
      ])
    }
    const admin = await troveClient(cloud, "admin")
    expect(names(await admin.ask("GET", "/backups"))).toEqual([])
    expect(names(await admin.ask("GET", "/backups?all_projects=true"))).toHaveLength(5)
    expect(names(await admin.ask("GET", `/backups?project_id=${alt.project}`))).toEqual(["of alt"])
  })
  it("of one instance ends with the instance, while the filter goes on working", async () => {
    const { cloud, demo, instance, list } = await three()
    const path = `/instances/${instance.id}/backups`
    expect(names(await demo.ask("GET", path))).toEqual(["c", "b", "a"])
    await demo.ask("DELETE", `/instances/${instance.id}`)
    await cloud.clock.advance("1m")
    expect((await demo.ask("GET", path)).status).toBe(404)
    expect(names(await list(`?instance_id=${instance.id}`))).toEqual(["c", "b", "a"])
  })
})
