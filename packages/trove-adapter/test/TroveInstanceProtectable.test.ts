/** The protectable plugin, over the mock: every page, busy ones too, and whose they are. */
import { type Protectable, type ProtectionError, Resource, ResourceTypes } from "@breakwater/core"
import { createMockTrove, type MockTrove } from "@breakwater/mock-trove"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { expect, test } from "vitest"
import { Host, pluginsFor } from "./support/host.ts"
import { onCloud } from "./support/onCloud.ts"
import { previewOf } from "./support/previewOf.ts"

const run = <A>(effect: Effect.Effect<A, ProtectionError>): Promise<A> => Effect.runPromise(effect)
const failing = <A>(effect: Effect.Effect<A, ProtectionError>): Promise<ProtectionError> =>
  Effect.runPromise(Effect.flip(effect))

const everyPage = async (cloud: MockTrove, limit: number) => {
  const { protectable } = pluginsFor(cloud)
  const pages: (readonly Protectable[])[] = []
  let after: string | undefined
  do {
    const page = await run(protectable.list(cloud.scope, after === undefined ? { limit } : { limit, after }))
    pages.push(page.items)
    after = page.next
  } while (after !== undefined)
  return pages
}

const project = (id: string, scope: { readonly account: string; readonly project?: string }): Resource => ({
  scope,
  type: ResourceTypes.project,
  id,
  name: "a project",
})

test("it serves database instances, which are dependents of projects", () => {
  const { protectable } = pluginsFor(createMockTrove())
  expect(protectable.type).toBe("OS::Trove::Instance")
  expect(protectable.parents).toEqual(["OS::Keystone::Project"])
})

test.each([1, 7, 20, 33, 50, 1000])("pages of at most %i give every instance once", async (limit) => {
  const cloud = createMockTrove()
  const added = Array.from({ length: 45 }, (_, index) => cloud.state.instances.add({ name: `db-${index}` }).id)
  const pages = await everyPage(cloud, limit)
  expect(
    pages
      .flat()
      .map(({ id }) => id)
      .sort(),
  ).toEqual([...added].sort())
  for (const page of pages) expect(page.length).toBeLessThanOrEqual(limit)
  expect(pages.at(-1)).not.toEqual([])
})

test("busy ones are shown with their status and why they can not be protected now", async () => {
  const cloud = createMockTrove()
  for (const status of [
    "ACTIVE",
    "BUILD",
    "REBOOT",
    "RESIZE",
    "RESTART_REQUIRED",
    "SHUTDOWN",
    "ERROR",
    "UNKNOWN",
  ] as const) {
    cloud.state.instances.add({ name: status, status })
  }
  const [items] = await everyPage(cloud, 20)
  const seen = Object.fromEntries(
    (items ?? []).map(({ name, status, can }) => [name, [status, can.protect === true || can.protect?.code]]),
  )
  expect(seen).toEqual({
    ACTIVE: ["ACTIVE", true],
    BUILD: ["BUILD", "notReady"],
    REBOOT: ["REBOOT", "notReady"],
    RESIZE: ["RESIZE", "notReady"],
    RESTART_REQUIRED: ["RESTART_REQUIRED", true],
    SHUTDOWN: ["SHUTDOWN", "notReady"],
    ERROR: ["ERROR", "remoteFailed"],
    UNKNOWN: ["UNKNOWN", "notReady"],
  })
})

test("a member of a cluster is listed and shown, and says that Trove makes no backups of it", async () => {
  const cloud = createMockTrove()
  const { id } = cloud.state.instances.add({ name: "member" })
  const { id: alone } = cloud.state.instances.add({ name: "alone" })
  const clustered = async (request: Request) => {
    const answer = await cloud.fetch(request)
    const { pathname, search } = new URL(request.url)
    if (!pathname.includes("/instances/")) return answer
    const { instance, instances } = await answer.json()
    const whole = (one: { readonly id: string }) => (one.id === id ? { ...one, cluster_id: "c-1" } : one)
    const shown = (one: { readonly id: string }) => one.id !== id || search.includes("include_clustered=true")
    return Response.json(
      instance === undefined ? { instances: instances.filter(shown).map(whole) } : { instance: whole(instance) },
    )
  }
  const { protectable } = pluginsFor(cloud, { connect: () => ({ ...cloud.connection, fetch: clustered }) })
  const { items } = await run(protectable.list(cloud.scope))
  const refused = { code: "notSupported", message: expect.stringContaining("member of a cluster") }
  const can = Object.fromEntries(items.map((item) => [item.id, item.can.protect]))
  expect(can).toEqual({ [alone]: true, [id]: expect.objectContaining(refused) })
  expect((await run(protectable.show(cloud.scope, id))).can.protect).toMatchObject(refused)
  const host = new Host(cloud, { connect: () => ({ ...cloud.connection, fetch: clustered }) })
  expect(await host.failure("protect", { instance: { id, name: "member" } })).toMatchObject(refused)
})

test("a replica can be backed up, and a preview says what a restore of it is", async () => {
  const cloud = createMockTrove()
  const source = cloud.state.instances.add({ name: "orders" })
  await onCloud(cloud, (trove) => trove.createInstance({ name: "copy", replica_of: source.id }))
  await cloud.clock.sleep(1_800_000)
  const [replica] = cloud.state.instances.all().filter(({ name }) => name === "copy")
  if (replica === undefined) throw new Error("there is no replica")
  const host = new Host(cloud)
  const shown = await run(host.plugins.protectable.show(cloud.scope, replica.id))
  expect(shown).toMatchObject({ can: { protect: true }, extra: { replicaOf: source.id } })
  expect((await previewOf(host, "protect", { instance: replica })).warnings).toEqual([
    `copy is a replica of ${source.id}; what is restored of it is none.`,
  ])
})

test("what starts from a backup can be done whatever the instance is doing", async () => {
  const cloud = createMockTrove()
  const { id } = cloud.state.instances.add({ name: "broken", status: "ERROR" })
  const { can } = await run(pluginsFor(cloud).protectable.show(cloud.scope, id))
  expect(can).toMatchObject({ restore: true, verify: true, delete: true })
})

test("an instance is shown with what people want to know, as a resource of its scope", async () => {
  const cloud = createMockTrove()
  const { id } = cloud.state.instances.add({ name: "orders", volume: 3, flavor: "2" })
  const shown = await run(pluginsFor(cloud).protectable.show(cloud.scope, id))
  expect(shown).toMatchObject({
    scope: cloud.scope,
    type: "OS::Trove::Instance",
    id,
    name: "orders",
    status: "ACTIVE",
    extra: {
      operatingStatus: "HEALTHY",
      datastore: "mysql",
      datastoreVersion: "5.7.29",
      flavor: "2",
      volumeSize: "3",
      region: "RegionOne",
    },
  })
  const { status: _, can: __, ...resource } = shown
  expect(Schema.decodeUnknownSync(Resource)(resource)).toEqual(resource)
})

test("an instance that is not there is not found; any other fault stays what it is", async () => {
  const cloud = createMockTrove()
  const { protectable } = pluginsFor(cloud)
  expect(await failing(protectable.show(cloud.scope, "nothing"))).toMatchObject({ code: "notFound" })
  const { id } = cloud.state.instances.add({ name: "orders" })
  cloud.faults.on("showInstance", { times: "always" }).refuse(503)
  expect(await failing(protectable.show(cloud.scope, id))).toMatchObject({ code: "unavailable", retryable: true })
  cloud.faults.clear()
  cloud.faults.on("showInstance").refuse(403)
  expect(await failing(protectable.show(cloud.scope, id))).toMatchObject({ code: "forbidden" })
})

test("the dependents of a project are its instances", async () => {
  const cloud = createMockTrove()
  const { id } = cloud.state.instances.add({ name: "orders" })
  cloud.state.instances.add({ name: "somebody's", project: "alt" })
  const { protectable } = pluginsFor(cloud)
  for (const scope of [cloud.scope, { account: "demo" }]) {
    const { items } = await run(protectable.dependents(project(cloud.scope.project, scope)))
    expect(items.map((item) => item.id)).toEqual([id])
  }
  expect(await run(protectable.dependents({ ...project("x", cloud.scope), type: "OS::Nova::Server" }))).toEqual({
    items: [],
  })
})

test("another project than the account's own is refused with a reason", async () => {
  const cloud = createMockTrove()
  const alt = cloud.state.instances.add({ name: "somebody's", project: "alt" }).project
  const { protectable } = pluginsFor(cloud)
  const refused = await failing(protectable.list({ ...cloud.scope, project: alt }))
  expect(refused).toMatchObject({ code: "forbidden", message: expect.stringContaining(alt) })
  expect(await failing(protectable.dependents(project(alt, cloud.scope)))).toMatchObject({ code: "forbidden" })
  expect(await failing(protectable.dependents(project(alt, { account: "demo" })))).toMatchObject({ code: "forbidden" })
})

test("a wrong password is not taken for another project, though Keystone answers both alike", async () => {
  const cloud = createMockTrove()
  const auth = { ...cloud.connection.auth, password: "wrong" }
  const { protectable } = pluginsFor(cloud, { connect: () => ({ ...cloud.connection, auth }) })
  expect(await failing(protectable.list(cloud.scope))).toMatchObject({ code: "unauthenticated" })
})

test("a token of the host's for another project is refused with the same reason, and no instance of it is shown", async () => {
  const cloud = createMockTrove()
  cloud.state.instances.add({ name: "orders" })
  const { token } = await issued(cloud)
  const auth = { type: "token", token } as const
  const { protectable } = pluginsFor(cloud, { connect: () => ({ ...cloud.connection, auth }) })
  const scope = { ...cloud.scope, project: "0123456789abcdef0123456789abcdef" }
  expect(await failing(protectable.list(scope))).toMatchObject({ code: "forbidden" })
})

/** A token as a host would have got it. */
const issued = async (cloud: MockTrove) => {
  const { username, password } = cloud.connection.auth
  const user = { name: username, password, domain: { id: "default" } }
  const auth = {
    identity: { methods: ["password"], password: { user } },
    scope: { project: { id: cloud.scope.project } },
  }
  const headers = { "Content-Type": "application/json" }
  const url = `${cloud.connection.authUrl}/auth/tokens`
  const answer = await cloud.fetch(url, { method: "POST", headers, body: JSON.stringify({ auth }) })
  return { token: answer.headers.get("X-Subject-Token") ?? "" }
}
