/** An administrator in another project, over the mock: what is seen, what it makes belong to, and what is refused. */
import type { Protectable, Verb } from "@breakwater/core"
import { begin } from "@breakwater/core/steps"
import { createMockTrove, type MockTrove } from "@breakwater/mock-trove"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { describe, expect, test } from "vitest"
import type { Connection } from "../src/Connection.ts"
import { importBackup } from "../src/promise.ts"
import { Trove } from "../src/Trove.ts"
import { Host, pluginsFor } from "./support/host.ts"
import { onCloud } from "./support/onCloud.ts"
import { previewOf } from "./support/previewOf.ts"

const administrator = {
  auth: { type: "password", username: "admin", password: "adminpw", userDomain: "Default" },
  project: { name: "admin", domain: "Default" },
  asAdmin: true,
} as const

/** Of another project than the first. */
const anotherOne = {
  auth: { type: "password", username: "trove", password: "trovepw", userDomain: "Default" },
  project: { name: "service", domain: "Default" },
} as const

const ofProject = (cloud: MockTrove, project: string) =>
  onCloud(cloud, (trove) => Stream.runCollect(trove.listBackups({ ofProject: project })), administrator)

/** A cloud whose project demo has an instance, and two hosts in demo's scope: its own, and an administrator's. */
const world = async () => {
  const cloud = createMockTrove()
  const instance = cloud.state.instances.add({ name: "orders", databases: ["shop"] })
  const connection: Connection = { ...cloud.connection, ...administrator }
  const own = (await onCloud(cloud, ({ session }) => session, administrator)).project?.id ?? ""
  return {
    cloud,
    instance,
    own,
    owner: new Host(cloud),
    admin: new Host(cloud, { connect: () => connection }),
    project: cloud.scope.project,
    ownScope: { ...cloud.scope, project: own },
  }
}

const everyPage = async (cloud: MockTrove, limit: number) => {
  const { protectable } = pluginsFor(cloud, { connect: () => ({ ...cloud.connection, ...administrator }) })
  const items: Protectable[] = []
  let after: string | undefined
  do {
    const page = await Effect.runPromise(
      protectable.list(cloud.scope, after === undefined ? { limit } : { limit, after }),
    )
    expect(page.items.length).toBeLessThanOrEqual(limit)
    items.push(...page.items)
    after = page.next
  } while (after !== undefined)
  return items.map(({ id }) => id)
}

describe("list and show", () => {
  test.each([1, 7, 45, 1000])(
    "pages of at most %i give that project's instances once, and no other's",
    async (limit) => {
      const { cloud, instance, own } = await world()
      const made = Array.from({ length: 44 }, (_, index) => cloud.state.instances.add({ name: `db-${index}` }).id)
      cloud.state.instances.add({ name: "the administrator's", project: own })
      expect((await everyPage(cloud, limit)).toSorted()).toEqual([instance.id, ...made].toSorted())
    },
  )

  test("an instance is shown in the scope of its own project only", async () => {
    const { cloud, instance, own, admin } = await world()
    const { show } = admin.plugins.protectable
    expect(await Effect.runPromise(show(cloud.scope, instance.id))).toMatchObject({
      name: "orders",
      scope: cloud.scope,
    })
    const elsewhere = cloud.state.instances.add({ name: "elsewhere", project: own })
    const error = await Effect.runPromise(Effect.flip(show(cloud.scope, elsewhere.id)))
    expect(error).toMatchObject({ code: "forbidden", message: expect.stringContaining(own) })
  })

  test("an administrator's token without the option shows no other project's instance", async () => {
    const { cloud, instance, ownScope } = await world()
    const connect = () => ({ ...cloud.connection, ...administrator, asAdmin: false })
    const { show } = pluginsFor(cloud, { connect }).protectable
    const error = await Effect.runPromise(Effect.flip(show(ownScope, instance.id)))
    expect(error).toMatchObject({ code: "forbidden", recovery: expect.stringContaining("asAdmin") })
    const refused = await Effect.runPromise(Effect.flip(show(cloud.scope, instance.id)))
    expect(refused).toMatchObject({ code: "forbidden", recovery: expect.stringContaining("asAdmin") })
  })
})

describe("who may", () => {
  test("whom Trove does not take for an administrator is refused in its words, before anything else is asked", async () => {
    const { cloud, instance } = await world()
    const member = { type: "password", username: "alt", password: "altpw", userDomain: "Default" } as const
    const connection = { ...cloud.connection, auth: member, project: { name: "alt", domain: "Default" }, asAdmin: true }
    const alt = new Host(cloud, { connect: () => connection })
    const before = cloud.journal.entries.length
    expect(await alt.failure("protect", { instance })).toMatchObject({
      code: "forbidden",
      outcome: "notStarted",
      message: expect.stringContaining("as an administrator"),
    })
    const seen = await Effect.runPromise(Effect.flip(alt.plugins.protectable.list(cloud.scope)))
    expect(seen).toMatchObject({ code: "forbidden", message: expect.stringContaining("Policy") })
    const asked = cloud.journal.entries.slice(before).map(({ operation }) => operation)
    expect(new Set(asked)).toEqual(new Set(["issueToken", "listBackups"]))
    expect(cloud.state.backups.all()).toEqual([])
  })

  test("that Trove takes it for one is asked once", async () => {
    const { cloud, instance, admin } = await world()
    await admin.protect(instance)
    const lists = cloud.journal.entries.filter(({ query }) => query?.includes("project_id="))
    expect(lists.filter(({ operation }) => operation === "listBackups")).toHaveLength(1)
  })

  test("the administrator's own project has to be named", async () => {
    const cloud = createMockTrove()
    const refused = await Effect.runPromise(
      Effect.flip(Trove.make({ ...cloud.connection, asAdmin: true }, cloud.scope)),
    )
    expect(refused).toMatchObject({ reason: "invalidConnection", issues: [{ path: "/project" }] })
  })
})

describe("a backup that an administrator makes", () => {
  test("belongs to the administrator's project, and the result and the preview say so", async () => {
    const { cloud, instance, own, project, admin } = await world()
    const said = expect.stringMatching(new RegExp(`belongs to the project ${own}, not to ${project}`))
    expect((await previewOf(admin, "protect", { instance })).warnings).toContainEqual(said)
    const end = await admin.succeed("protect", { instance })
    expect(end).toMatchObject({ warnings: [said], saved: { backup: { project: own }, instance: { name: "orders" } } })
    expect(await ofProject(cloud, own)).toMatchObject([{ instance_id: instance.id, project_id: own }])
    expect(await ofProject(cloud, project)).toEqual([])
  })

  test("continues none of that project's own, which lie where nobody would find them", async () => {
    const { instance, owner, admin } = await world()
    const parameters = { incremental: true }
    await owner.protect(instance)
    const first = await admin.succeed("protect", { instance, parameters, id: "first" })
    expect(first.warnings).toContainEqual(expect.stringContaining("this is a full backup"))
    const second = await admin.protect(instance, { parameters, id: "second" })
    expect(second.backup.chain).toEqual([Object(first.saved).backup.id])
  })

  test("is not made of an instance of a third project", async () => {
    const { cloud, own, admin } = await world()
    const instance = cloud.state.instances.add({ name: "elsewhere", project: own })
    expect(await admin.failure("protect", { instance })).toMatchObject({ code: "forbidden", outcome: "notStarted" })
    await expect(previewOf(admin, "protect", { instance })).rejects.toMatchObject({ code: "forbidden" })
    expect(cloud.state.backups.all()).toEqual([])
  })

  test("is verified, restored into the administrator's project, and deleted with its data", async () => {
    const { cloud, instance, own, ownScope, admin } = await world()
    const saved = await admin.protect(instance)
    const about = { instance, saved }
    const verified = await admin.succeed("verify", { ...about, parameters: { level: "restore" } })
    expect(verified.result).toMatchObject({ drill: { left: [] } })
    expect(cloud.state.instances.all().map(({ name }) => name)).toEqual(["orders"])
    const { result } = await admin.succeed("restore", { ...about, into: ownScope })
    expect(result).toMatchObject({ resource: { scope: ownScope, name: "orders" } })
    expect(cloud.state.instances.all().filter(({ project }) => project === own)).toHaveLength(1)
    expect((await admin.succeed("delete", about)).result).toMatchObject({ data: "gone" })
    expect(cloud.state.objects.names()).toEqual([])
  })

  test("is not restored into that project, which Trove can not do", async () => {
    const { cloud, instance, own, admin } = await world()
    const about = { instance, saved: await admin.protect(instance) }
    const refusal = { code: "notSupported", message: expect.stringContaining(`project of the token (${own})`) }
    expect(await admin.failure("restore", about)).toMatchObject(refusal)
    expect((await previewOf(admin, "restore", about)).blockers).toMatchObject([refusal])
    expect(cloud.journal.count("createInstance")).toBe(0)
  })

  test("is not deleted while another project's hangs on it, with a cascade neither", async () => {
    const { cloud, instance, admin } = await world()
    const saved = await admin.protect(instance)
    const child = await onCloud(
      cloud,
      (trove) => trove.createBackup({ name: "theirs", instance: instance.id, parent_id: saved.backup.id }),
      { ...administrator, ...anotherOne },
    )
    for (const cascade of [false, true]) {
      expect(await admin.failure("delete", { instance, saved, parameters: { cascade } })).toMatchObject({
        code: "inUse",
        left: [{ id: child.id }],
      })
    }
    expect(cloud.journal.count("deleteBackup")).toBe(0)
  })
})

test("in the own project as well, an administrator's increments are of the own project, and others' are not taken along", async () => {
  const { cloud, own, ownScope } = await world()
  const instance = cloud.state.instances.add({ name: "the administrator's", project: own })
  const host = new Host(cloud, { connect: () => ({ ...cloud.connection, ...administrator }) })
  const drive = async (verb: Verb, asked: Parameters<Host["request"]>[1]) => {
    const request = host.request(verb, asked)
    const scoped = { ...request, resource: { ...request.resource, scope: ownScope } }
    return host.finish(await begin(scoped, { clock: cloud.clock }))
  }
  const make = (name: string, parent_id?: string) =>
    onCloud(
      cloud,
      (trove) => trove.createBackup({ name, instance: instance.id, ...(parent_id === undefined ? {} : { parent_id }) }),
      { ...administrator, ...anotherOne },
    )
  await make("another administrator's")
  await cloud.clock.sleep(600_000)
  const made = await drive("protect", { instance, parameters: { incremental: true } })
  expect(made).toMatchObject({ status: "succeeded", saved: { backup: { project: own, chain: [] } } })
  const { saved } = JSON.parse(JSON.stringify(made))
  await make("on ours", saved.backup.id)
  await cloud.clock.sleep(600_000)
  const refused = await drive("delete", { instance, saved, parameters: { cascade: true } })
  expect(refused).toMatchObject({ status: "failed", error: { code: "inUse" } })
})

test("an import into another project's scope is refused: it would be the administrator's", async () => {
  const { cloud, instance, owner, own } = await world()
  const saved = await owner.protect(instance)
  const { clock, connection, scope } = cloud
  const imported = importBackup({ ...connection, ...administrator }, { saved }, { clock, project: scope.project })
  await expect(imported).rejects.toMatchObject({ code: "notSupported", message: expect.stringContaining(own) })
})

describe("a backup of that project's own", () => {
  test("has its record verified", async () => {
    const { instance, owner, admin } = await world()
    const saved = await owner.protect(instance)
    const { result } = await admin.succeed("verify", { instance, saved })
    expect(result).toMatchObject({ level: "record", backups: [{ id: saved.backup.id }] })
  })

  test.each([
    ["verify", { level: "object" }],
    ["verify", { level: "restore" }],
    ["restore", {}],
    ["delete", {}],
    ["delete", { cascade: true }],
  ] as const)("is refused to a %s %j with the reason, and nothing is touched", async (verb, parameters) => {
    const { cloud, instance, owner, admin, ownScope } = await world()
    const saved = await owner.protect(instance)
    const about = { instance, saved, parameters, ...(verb === "restore" ? { into: ownScope } : {}) }
    expect(await admin.failure(verb, about)).toMatchObject({
      code: "notSupported",
      outcome: "notStarted",
      message: expect.stringMatching(/is of the project .*object store/),
    })
    expect(cloud.journal.count("createInstance") + cloud.journal.count("deleteBackup")).toBe(0)
  })

  test("is not deleted by an administrator's token without the option either: the data would stay", async () => {
    const { cloud, instance, owner, ownScope } = await world()
    const saved = await owner.protect(instance)
    const connect = () => ({ ...cloud.connection, ...administrator, asAdmin: false })
    const { protection } = pluginsFor(cloud, { connect })
    const request = { ...owner.request("delete", { instance, saved }), plugin: protection }
    const end = await begin({ ...request, resource: { ...request.resource, scope: ownScope } }, { clock: cloud.clock })
    expect(end).toMatchObject({ status: "failed", error: { code: "notSupported" } })
    expect(cloud.journal.count("deleteBackup")).toBe(0)
  })
})

test("what an administrator made for another project is looked for in the administrator's own", async () => {
  const { cloud, instance, own, ownScope, admin } = await world()
  const { inventory } = admin.plugins.protection
  await admin.protect(instance)
  const look = (scope: typeof ownScope) =>
    Effect.runPromise(Effect.result(inventory?.findMarked(scope) ?? Effect.die("none")))
  expect(await look(cloud.scope)).toMatchObject({
    failure: { code: "notSupported", recovery: expect.stringContaining(own) },
  })
  expect(await look(ownScope)).toMatchObject({ success: [{ kind: "backup" }] })
})
