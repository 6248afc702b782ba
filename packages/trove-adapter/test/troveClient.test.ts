/** Trove for code that knows only promises. */
import { createMockTrove, type MockTrove, mockTroveFixture } from "@breakwater/mock-trove"
import type * as Effect from "effect/Effect"
import type * as Stream from "effect/Stream"
import { describe, expect, expectTypeOf, test } from "vitest"
import type { Session } from "../src/Keystone.ts"
import { type Connection, type TroveClient, TroveError, troveClient } from "../src/promise.ts"
import type { TroveService } from "../src/Trove.ts"

const it = test.extend(mockTroveFixture())
const many = test.extend(mockTroveFixture({ quotas: { instances: 100, backups: 100, volumes: 1000 } }))

const open = (cloud: MockTrove, changes: Partial<Connection> = {}) =>
  troveClient({ ...cloud.connection, ...changes }, { project: cloud.scope.project, clock: cloud.clock })

type Answer<E> = E extends (...given: never[]) => infer R
  ? Answer<R>
  : E extends Effect.Effect<infer A, unknown>
    ? { one: A }
    : E extends Stream.Stream<infer A, unknown>
      ? { many: A }
      : E extends Promise<infer A>
        ? { one: A }
        : E extends AsyncIterable<infer A>
          ? { many: A }
          : E
type Answers<S> = { readonly [K in keyof S]: Answer<S[K]> }
type Given<F> = F extends (...given: infer P) => unknown
  ? P extends [infer First, ...unknown[]]
    ? First
    : never
  : never
/** What has to be given; options, which have a signal more here, need not be. */
type Questions<S> = { readonly [K in keyof S]: Given<S[K]> }

const idsOf = async (rows: AsyncIterable<{ readonly id: string }>) => {
  const ids: string[] = []
  for await (const { id } of rows) ids.push(id)
  return ids
}

const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => expect.unreachable("it should reject"),
    (error: unknown) => error,
  )

it("has a counterpart for every call of the service, with the same questions and answers", ({ cloud }) => {
  type Own = Omit<TroveClient, "close" | typeof Symbol.asyncDispose | "session" | "swift">
  type Calls = Omit<TroveService, "asAdmin" | "session" | "swift">
  expectTypeOf<Answers<Own>>().toEqualTypeOf<Answers<Calls>>()
  expectTypeOf<Questions<Own>>().toEqualTypeOf<Questions<Calls>>()
  expectTypeOf<Answers<TroveClient["swift"]>>().toEqualTypeOf<Answers<TroveService["swift"]>>()
  expectTypeOf<Questions<TroveClient["swift"]>>().toEqualTypeOf<Questions<TroveService["swift"]>>()
  expectTypeOf<Awaited<ReturnType<TroveClient["session"]>>>().toEqualTypeOf<Omit<Session, "token">>()
  expect(Object.keys(open(cloud))).toContain("createBackup")
  expect(cloud.journal.entries).toEqual([])
})

describe("a list", () => {
  many("is read to its end, each row once", async ({ cloud }) => {
    const made = Array.from({ length: 45 }, (_, index) => cloud.state.instances.add({ name: `db-${index}` }).id)
    await using trove = open(cloud)
    expect((await idsOf(trove.listInstances())).sort()).toEqual([...made].sort())
    expect(cloud.journal.count("listInstances")).toBe(3)
    expect((await idsOf(trove.listInstancesDetail({ pageSize: 100 }))).sort()).toEqual([...made].sort())
  })

  many("that is left early asks for no further page", async ({ cloud }) => {
    for (const index of Array(45).keys()) cloud.state.instances.add({ name: `db-${index}` })
    await using trove = open(cloud)
    for await (const { id } of trove.listInstances()) {
      expect(id).toBeTypeOf("string")
      break
    }
    expect(cloud.journal.count("listInstances")).toBe(1)
  })

  many(
    "that is aborted rejects with the signal's reason, so that no half of it is taken for the whole",
    async ({ cloud }) => {
      for (const index of Array(45).keys()) cloud.state.instances.add({ name: `db-${index}` })
      const aborter = new AbortController()
      const reason = new Error("The browser has gone.")
      await using trove = open(cloud, {
        fetch: async (request) => {
          const response = await cloud.fetch(request)
          if (cloud.journal.count("listInstances") === 2) aborter.abort(reason)
          return response
        },
      })
      expect(await rejection(idsOf(trove.listInstances({ signal: aborter.signal })))).toBe(reason)
      expect(cloud.journal.count("listInstances")).toBe(2)
    },
  )

  many("comes in pages where that is wanted", async ({ cloud }) => {
    for (const index of Array(5).keys()) cloud.state.instances.add({ name: `db-${index}` })
    await using trove = open(cloud)
    const first = await trove.pageInstances({ limit: 3 })
    const second = await trove.pageInstances({ limit: 3, after: first.next ?? "" })
    expect([first.rows.length, second.rows.length, second.next]).toEqual([3, 2, undefined])
  })
})

it("makes a backup, shows, finds, lists and deletes it", async ({ cloud }) => {
  const instance = cloud.state.instances.add({ name: "orders", databases: ["orders"] })
  await using trove = open(cloud)
  const { id } = await trove.createBackup({ name: "nightly", instance: instance.id })
  await cloud.clock.advance("10m")
  expect(await trove.showBackup(id)).toMatchObject({ id, status: "COMPLETED" })
  expect((await trove.findBackups(instance.id)).map((backup) => backup.id)).toEqual([id])
  expect(await idsOf(trove.listBackups({ instanceId: instance.id }))).toEqual([id])
  expect(await idsOf(trove.listInstanceBackups(instance.id))).toEqual([id])
  await trove.deleteBackup(id)
  await cloud.clock.advance("10m")
  expect(await rejection(trove.showBackup(id))).toMatchObject({ reason: "backupNotFound" })
})

it("renames an instance, reads what is in it, and deletes it", async ({ cloud }) => {
  const { id } = cloud.state.instances.add({ name: "orders", databases: ["orders"] })
  await using trove = open(cloud)
  await trove.updateInstance(id, { name: "sales" })
  expect(await trove.showInstance(id)).toMatchObject({ name: "sales" })
  const names: string[] = []
  for await (const { name } of trove.listDatabases(id)) names.push(name)
  expect(names).toEqual(["orders"])
  for await (const user of trove.listUsers(id)) expect.unreachable(`nobody made ${user.name}`)
  await trove.deleteInstance(id)
  await cloud.clock.advance("10m")
  expect(await rejection(trove.showInstance(id))).toBeInstanceOf(TroveError)
})

it("tells what the cloud offers, and who asks, but not the token", async ({ cloud }) => {
  await using trove = open(cloud)
  const [flavor] = await trove.listFlavors()
  const [datastore] = await trove.listDatastores()
  expect(await trove.showFlavor(String(flavor?.str_id))).toMatchObject({ name: flavor?.name })
  const { name, versions } = await trove.showDatastore(String(datastore?.id))
  const version = versions?.[0]?.id ?? ""
  expect(await trove.showDatastoreVersion(String(name), version)).toMatchObject({ id: version })
  expect((await trove.listAllowedFlavors(String(name), version)).map((one) => one.str_id)).toContain(flavor?.str_id)
  expect((await trove.listVolumeTypes(String(name), version)).map((type) => type.name)).toContain("ceph")
  expect((await trove.limits()).length).toBeGreaterThan(0)
  expect((await trove.quotas()).map((quota) => quota.resource)).toContain("backups")
  const session = await trove.session()
  expect(session).toMatchObject({ renewable: true, project: { id: cloud.scope.project } })
  expect(Object.keys(session)).not.toContain("token")
})

describe("what goes wrong", () => {
  test("a connection that can not be used is refused at once, with its issues", () => {
    const open = () => troveClient({ authUrl: "k.example", auth: { type: "token", token: "" } })
    expect(open).toThrow(TroveError)
    expect(open).toThrow(expect.objectContaining({ reason: "invalidConnection" }))
  })

  it("rejects with a TroveError that names call, reason and what to do", async ({ cloud }) => {
    await using trove = open(cloud)
    const error = await rejection(
      trove.createBackup({ name: "nightly", instance: "00000000-0000-4000-8000-000000000000" }),
    )
    expect(error).toBeInstanceOf(TroveError)
    expect(error).toMatchObject({ reason: "instanceNotFound", call: { operation: "createBackup" }, retryable: false })
  })

  it("an aborted call rejects with the signal's reason, and the request is aborted", async ({ cloud }) => {
    const aborter = new AbortController()
    const asked = Promise.withResolvers<AbortSignal>()
    await using trove = open(cloud, {
      fetch: (request) => {
        if (!request.url.includes("/flavors")) return cloud.fetch(request)
        asked.resolve(request.signal)
        return new Promise(() => {})
      },
    })
    const reason = new Error("Enough.")
    const listing = rejection(trove.listFlavors({ signal: aborter.signal }))
    const signal = await asked.promise
    aborter.abort(reason)
    expect(await listing).toBe(reason)
    expect(signal.aborted).toBe(true)
    expect(await rejection(trove.listFlavors({ signal: aborter.signal }))).toBe(reason)
  })

  it("closing ends what is under way, lists too, and refuses what comes later", async ({ cloud }) => {
    const asked = Promise.withResolvers<void>()
    const trove = open(cloud, {
      fetch: (request) => {
        if (!request.url.includes("/backups")) return cloud.fetch(request)
        asked.resolve()
        return new Promise(() => {})
      },
    })
    const listing = rejection(idsOf(trove.listBackups()))
    await asked.promise
    await trove.close()
    expect(await listing).toMatchObject({ name: "AbortError", message: "This client was closed." })
    expect(await rejection(trove.limits())).toMatchObject({ name: "AbortError" })
    expect(await rejection(idsOf(trove.listBackups()))).toMatchObject({ name: "AbortError" })
  })
})

test("it waits by the clock it is given", async () => {
  const cloud = createMockTrove()
  cloud.faults.on("listFlavors").refuse(503)
  const before = cloud.clock.now()
  expect((await open(cloud).listFlavors()).length).toBeGreaterThan(0)
  expect(cloud.clock.now()).toBeGreaterThan(before)
})
