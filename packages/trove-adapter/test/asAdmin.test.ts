/** An administrator in another project, over the mock: what is seen, what it makes belong to, and what is refused. */
import type { Protectable, Verb } from "@breakwater/core"
import { begin, requestCancel } from "@breakwater/core/steps"
import { createMockTrove, type MockTrove } from "@breakwater/mock-trove"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { describe, expect, test } from "vitest"
import type { Connection } from "../src/Connection.ts"
import { importBackup } from "../src/promise.ts"
import { Trove } from "../src/Trove.ts"
import { troveClient } from "../src/troveClient.ts"
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

/** A backup of another administrator, in that one's project. */
const makeTheirs = async (cloud: MockTrove, instance: { readonly id: string }, parent_id: string) => {
  const made = await onCloud(
    cloud,
    (trove) => trove.createBackup({ name: "theirs", instance: instance.id, parent_id }),
    {
      ...administrator,
      ...anotherOne,
    },
  )
  await cloud.clock.sleep(600_000)
  return made
}

/** A cloud where a DELETE takes one backup, and what hangs on it stays behind. */
const goneAlone = (cloud: MockTrove, id: string) => {
  let gone = false
  return async (request: Request): Promise<Response> => {
    if (request.method === "DELETE") {
      gone = true
      return new Response(null, { status: 202 })
    }
    if (gone && request.url.endsWith(id)) {
      return Response.json({ itemNotFound: { code: 404, message: `Backup ${id} cannot be found.` } }, { status: 404 })
    }
    const answer = await cloud.fetch(request)
    if (!gone || !request.url.includes("/backups?")) return answer
    const { backups, ...rest } = await answer.json()
    return Response.json({ ...rest, backups: backups.filter((one: { readonly id: string }) => one.id !== id) })
  }
}

/** What Trove answered before release 14, which told of no backup whose it is. */
const untold =
  (cloud: MockTrove) =>
  async (request: Request): Promise<Response> => {
    const answer = await cloud.fetch(request)
    if (!new URL(request.url).pathname.includes("/backups") || !answer.ok || request.method === "DELETE") return answer
    const told = JSON.parse(await answer.text(), (key, value) => (key === "project_id" ? undefined : value))
    return Response.json(told, { status: answer.status, headers: answer.headers })
  }

const ofProject = (cloud: MockTrove, project: string) =>
  onCloud(cloud, (trove) => Stream.runCollect(trove.listBackups({ ofProject: project })), administrator)

/** A cloud whose project demo has an instance, and two hosts in demo's scope: its own, and an administrator's. */
const world = async () => {
  const cloud = createMockTrove()
  const instance = cloud.state.instances.add({ name: "orders", databases: ["shop"] })
  const connection: Connection = { ...cloud.connection, ...administrator }
  const projectOf = async (who: Partial<Connection>) =>
    (await onCloud(cloud, ({ session }) => session, { ...administrator, ...who })).project?.id ?? ""
  const own = await projectOf({})
  return {
    cloud,
    instance,
    own,
    service: await projectOf(anotherOne),
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

  test("a client that is to be in another project than the connection's own is refused", async () => {
    const { cloud, own } = await world()
    const connection = { ...cloud.connection, ...administrator }
    const refusal = { reason: "invalidConnection", issues: [expect.objectContaining({ path: "/asAdmin" })] }
    const { project } = cloud.scope
    expect(await Effect.runPromise(Effect.flip(Trove.make(connection, { project })))).toMatchObject(refusal)
    const make = (wanted: string) => () => troveClient({ ...connection, project: { id: own } }, { project: wanted })
    expect(make(project)).toThrow(expect.objectContaining(refusal))
    expect(make(own)).not.toThrow()
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

describe("another project's backup that hangs on an administrator's", () => {
  test("is seen though it is of another instance, before the delete and in its preview", async () => {
    const { cloud, instance, admin, service } = await world()
    const saved = await admin.protect(instance)
    const elsewhere = cloud.state.instances.add({ name: "elsewhere", project: service })
    const { id } = await makeTheirs(cloud, elsewhere, saved.backup.id)
    const refusal = { code: "inUse", outcome: "notStarted", left: [{ id }] }
    expect(await admin.failure("delete", { instance, saved })).toMatchObject(refusal)
    expect((await previewOf(admin, "delete", { instance, saved })).blockers).toMatchObject([{ code: "inUse" }])
    expect(cloud.journal.count("deleteBackup")).toBe(0)
  })

  test("stays when it appears while a cascade is under way", async () => {
    const { cloud, instance, admin } = await world()
    const saved = await admin.protect(instance, { id: "first" })
    const second = await admin.protect(instance, { id: "second", parameters: { parent_id: saved.backup.id } })
    const fetch = goneAlone(cloud, saved.backup.id)
    const host = new Host(cloud, { connect: () => ({ ...cloud.connection, ...administrator, fetch }) })
    const begun = await host.begin("delete", { instance, saved, parameters: { cascade: true } })
    const { id } = await makeTheirs(cloud, instance, second.backup.id)
    const end = await host.finish(begun)
    expect(end).toMatchObject({ status: "failed", error: { code: "inUse", outcome: "started", left: [{ id }] } })
  })

  test("is not taken along when a protect is cancelled", async () => {
    const { cloud, instance, admin } = await world()
    const begun = await admin.begin("protect", { instance })
    if (begun.status !== "waiting") throw new Error(begun.status)
    await cloud.clock.sleep(600_000)
    const [ours] = cloud.state.backups.all()
    const theirs = await makeTheirs(cloud, instance, ours?.id ?? "")
    const end = await admin.finish({ ...begun, handle: requestCancel(begun.handle) })
    expect(end).toMatchObject({
      status: "cancelled",
      left: [{ id: ours?.id, sentence: expect.stringContaining(theirs.id) }],
    })
    expect(cloud.journal.count("deleteBackup")).toBe(0)
  })

  test("is seen without the option too, where the token is an administrator's", async () => {
    const { cloud, own, ownScope, service } = await world()
    const mine = cloud.state.instances.add({ name: "mine", project: own })
    const host = new Host(cloud, { connect: () => ({ ...cloud.connection, ...administrator, asAdmin: false }) })
    const drive = async (verb: Verb, asked: Parameters<Host["request"]>[1]) => {
      const request = host.request(verb, asked)
      const scoped = { ...request, resource: { ...request.resource, scope: ownScope } }
      return host.finish(await begin(scoped, { clock: cloud.clock }))
    }
    const { saved } = JSON.parse(JSON.stringify(await drive("protect", { instance: mine })))
    const elsewhere = cloud.state.instances.add({ name: "elsewhere", project: service })
    await makeTheirs(cloud, elsewhere, saved.backup.id)
    const end = await drive("delete", { instance: mine, saved, parameters: { cascade: true } })
    expect(end).toMatchObject({ status: "failed", error: { code: "inUse" } })
    expect(cloud.journal.count("deleteBackup")).toBe(0)
  })
})

describe("whoever may not see another project's backups", () => {
  const deleted = async (roles?: readonly string[]) => {
    const { cloud, instance, owner } = await world()
    const saved = await owner.protect(instance)
    const fetch = async (request: Request): Promise<Response> => {
      const answer = await cloud.fetch(request)
      if (roles === undefined || !request.url.endsWith("/auth/tokens")) return answer
      const { token } = await answer.json()
      const told = { token: { ...token, roles: roles.map((name) => ({ id: name, name })) } }
      return Response.json(told, { status: answer.status, headers: answer.headers })
    }
    const before = cloud.journal.entries.length
    const host = new Host(cloud, { connect: () => ({ ...cloud.connection, fetch }) })
    const { result } = await host.succeed("delete", { instance, saved })
    expect(result).toMatchObject({ data: "gone" })
    const asked = cloud.journal.entries.slice(before).filter(({ query }) => query?.includes("all_projects"))
    return asked.map(({ status }) => status)
  }

  test("is not asked for them with Keystone's lesser roles", async () => {
    expect(await deleted(["member", "reader"])).toEqual([])
  })

  test("deletes its own with a role of any other name, once Trove has said that it is none of an administrator", async () => {
    expect(await deleted(["member", "operator"])).toEqual([403])
  })
})

test.each([
  ["in the own project as well", true],
  ["without the option too", false],
])("%s, an administrator's increments are of the own project, and others' are not taken along", async (_, asAdmin) => {
  const { cloud, own, ownScope } = await world()
  const instance = cloud.state.instances.add({ name: "the administrator's", project: own })
  const host = new Host(cloud, { connect: () => ({ ...cloud.connection, ...administrator, asAdmin }) })
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

describe("before release 14, which tells of no backup whose it is", () => {
  const early = async () => {
    const { cloud, ...rest } = await world()
    const fetch = untold(cloud)
    return {
      ...{ ...rest, cloud },
      earlyOwner: new Host(cloud, { connect: () => ({ ...cloud.connection, fetch }) }),
      earlyAdmin: new Host(cloud, { connect: () => ({ ...cloud.connection, ...administrator, fetch }) }),
    }
  }

  test.each(["told when it was made", "never told"])(
    "one of that project's own, %s, is neither deleted by an administrator nor called damaged",
    async (when) => {
      const { cloud, instance, owner, earlyOwner, earlyAdmin } = await early()
      const saved = await (when === "never told" ? earlyOwner : owner).protect(instance)
      expect("project" in saved.backup).toBe(when !== "never told")
      const refusal = { code: "notSupported", message: expect.stringContaining("object store") }
      expect(await earlyAdmin.failure("delete", { instance, saved })).toMatchObject(refusal)
      const parameters = { level: "object" }
      expect(await earlyAdmin.failure("verify", { instance, saved, parameters })).toMatchObject(refusal)
      expect(cloud.journal.count("deleteBackup")).toBe(0)
    },
  )

  test("one that protect saved as that project's own is not restored, nor called damaged since its object is not found", async () => {
    const { cloud, instance, owner, earlyAdmin, ownScope } = await early()
    const saved = await owner.protect(instance)
    const error = await earlyAdmin.failure("restore", { instance, saved, into: ownScope })
    expect(error).toMatchObject({ code: "notSupported", outcome: "notStarted" })
    expect(cloud.journal.count("createInstance")).toBe(0)
  })

  test("what an administrator made is verified and deleted: the list of the own project has it", async () => {
    const { cloud, instance, earlyAdmin } = await early()
    const saved = await earlyAdmin.protect(instance)
    expect(saved.backup.project).toBeUndefined()
    await earlyAdmin.succeed("verify", { instance, saved, parameters: { level: "object" } })
    expect((await earlyAdmin.succeed("delete", { instance, saved })).result).toMatchObject({ data: "gone" })
    expect(cloud.state.objects.names()).toEqual([])
  })

  test("one that is gone is not said to have left no data behind, which may lie in any project", async () => {
    const { cloud, instance, earlyOwner, earlyAdmin } = await early()
    const saved = await earlyOwner.protect(instance)
    await onCloud(cloud, (trove) => trove.deleteBackup(saved.backup.id))
    await cloud.clock.sleep(600_000)
    expect(await earlyAdmin.failure("delete", { instance, saved })).toMatchObject({ code: "notSupported" })
  })
})

describe("what was begun as an administrator and is turned with a token of that project", () => {
  test("is not deleted for all that this token can tell", async () => {
    const { cloud, instance, owner, admin } = await world()
    const saved = await admin.protect(instance)
    const end = await owner.finish(await admin.begin("delete", { instance, saved }))
    expect(end).toMatchObject({
      status: "failed",
      error: { code: "forbidden", outcome: "unknown", left: [{ id: saved.backup.id }] },
    })
    expect(cloud.state.objects.names()).not.toEqual([])
  })

  test.each([false, true])(
    "is neither made again nor called gone, and its backup is named, whether it is cancelled: %s",
    async (cancelled) => {
      const { cloud, instance, owner, admin } = await world()
      const begun = await admin.begin("protect", { instance })
      if (begun.status !== "waiting") throw new Error(begun.status)
      const [ours] = cloud.state.backups.all()
      await cloud.clock.sleep(600_000)
      const end = await owner.finish(cancelled ? { ...begun, handle: requestCancel(begun.handle) } : begun)
      const error = { code: "forbidden", outcome: "unknown", left: [{ id: ours?.id }] }
      expect(end).toMatchObject({ status: "failed", error })
      expect(cloud.state.backups.all()).toHaveLength(1)
    },
  )

  test("does not leave the temporary instance of a drill behind unnamed", async () => {
    const { cloud, instance, owner, admin } = await world()
    const saved = await admin.protect(instance)
    const begun = await admin.begin("verify", { instance, saved, parameters: { level: "restore" } })
    if (begun.status !== "waiting") throw new Error(begun.status)
    const drilled = cloud.state.instances.all().find(({ id }) => id !== instance.id)
    await cloud.clock.sleep(600_000)
    const end = await owner.finish({ ...begun, handle: requestCancel(begun.handle) })
    expect(end).toMatchObject({ status: "failed", error: { code: "forbidden", left: [{ id: drilled?.id }] } })
  })

  test("is no instance restored twice, where the scope leaves the project to the connection", async () => {
    const { cloud, instance, own, admin, project } = await world()
    const owner = new Host(cloud, { connect: () => ({ ...cloud.connection, project: { id: project } }) })
    const saved = await admin.protect(instance)
    const into = { account: cloud.scope.account }
    const begun = await admin.begin("restore", { instance, saved, into })
    const [restored] = cloud.state.instances.all().filter(({ project }) => project === own)
    await cloud.clock.sleep(600_000)
    const end = await owner.finish(begun)
    expect(end).toMatchObject({
      status: "failed",
      error: { code: "forbidden", message: expect.stringContaining("turned with"), left: [{ id: restored?.id }] },
    })
    expect(cloud.journal.count("createInstance")).toBe(1)
  })

  test("is not gone to a verify: Trove shows a token its own project only", async () => {
    const { instance, owner, admin } = await world()
    const saved = await admin.protect(instance)
    expect(await owner.failure("verify", { instance, saved })).toMatchObject({ code: "forbidden" })
  })
})

test("another project's backup that is gone is gone to an administrator's verify, who is shown all there are", async () => {
  const { cloud, instance, owner, admin } = await world()
  const saved = await owner.protect(instance)
  await onCloud(cloud, (trove) => trove.deleteBackup(saved.backup.id))
  await cloud.clock.sleep(600_000)
  expect(await admin.failure("verify", { instance, saved })).toMatchObject({ code: "notFound" })
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
