import { createServer } from "node:http"
import { mockTroveFixture } from "@breakwater/mock-trove"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { describe, expect, test } from "vitest"
import { Trove } from "../src/Trove.ts"
import { failing, onCloud, recording } from "./support/onCloud.ts"

const it = test.extend(mockTroveFixture())
const many = test.extend(mockTroveFixture({ quotas: { instances: 100, backups: 100, volumes: 1000 } }))

const idsOf = <A extends { readonly id: string }, E>(stream: Stream.Stream<A, E>) =>
  Effect.map(Stream.runCollect(stream), (rows) => rows.map((row) => row.id))

const paths = (requests: readonly Request[], part: string) =>
  requests.map((request) => new URL(request.url)).filter((url) => url.pathname.endsWith(part))

describe("the list of instances", () => {
  many("is read to its end, each instance once", async ({ cloud }) => {
    const made = Array.from({ length: 45 }, (_, index) => cloud.state.instances.add({ name: `db-${index}` }).id)
    const found = await onCloud(cloud, (trove) => idsOf(trove.listInstances()))
    expect([...found].sort()).toEqual([...made].sort())
    expect(cloud.journal.count("listInstances")).toBe(3)
  })

  many("finds the same whatever the size of its pages", async ({ cloud }) => {
    for (const index of Array(7).keys()) cloud.state.instances.add({ name: `db-${index}` })
    const [small, large] = await onCloud(cloud, (trove) =>
      Effect.all([
        idsOf(trove.listInstancesDetail({ pageSize: 2 })),
        idsOf(trove.listInstancesDetail({ pageSize: 1000 })),
      ]),
    )
    expect([...small].sort()).toEqual([...large].sort())
    expect(small).toHaveLength(7)
  })

  many("is read no further than it is wanted", async ({ cloud }) => {
    for (const index of Array(45).keys()) cloud.state.instances.add({ name: `db-${index}` })
    const found = await onCloud(cloud, (trove) => idsOf(Stream.take(trove.listInstances(), 5)))
    expect(found).toHaveLength(5)
    expect(cloud.journal.count("listInstances")).toBe(1)
  })

  it("is empty in an empty project", async ({ cloud }) => {
    expect(await onCloud(cloud, (trove) => idsOf(trove.listInstances()))).toEqual([])
  })
})

describe("the list of backups", () => {
  many("is one request for hundreds", async ({ cloud }) => {
    const instance = cloud.state.instances.add({ name: "orders" })
    for (const index of Array(70).keys()) cloud.state.backups.add({ instance, name: `b-${index}` })
    expect(await onCloud(cloud, (trove) => idsOf(trove.listBackups()))).toHaveLength(70)
    expect(cloud.journal.count("listBackups")).toBe(1)
  })

  many("is read to its end in small pages too, full last page included", async ({ cloud }) => {
    const instance = cloud.state.instances.add({ name: "orders" })
    const made = Array.from({ length: 6 }, (_, index) => cloud.state.backups.add({ instance, name: `b-${index}` }).id)
    for (const pageSize of [1, 2, 3, 4, 6, 7]) {
      const found = await onCloud(cloud, (trove) => idsOf(trove.listBackups({ pageSize })))
      expect([...found].sort(), `pages of ${pageSize}`).toEqual([...made].sort())
    }
  })

  many("misses no backup that moves to the front while the pages are read", async ({ cloud }) => {
    const instance = cloud.state.instances.add({ name: "orders" })
    const made = Array.from({ length: 6 }, (_, index) => cloud.state.backups.add({ instance, name: `b-${index}` }))
    const [oldest] = made
    let pages = 0
    const moving = async (request: Request) => {
      const response = await cloud.fetch(request)
      if (request.url.includes("/backups") && ++pages === 1 && oldest !== undefined) {
        await cloud.clock.advance("1m")
        cloud.state.backups.setStatus(oldest, "FAILED")
      }
      return response
    }
    const found = await onCloud(cloud, (trove) => idsOf(trove.listBackups({ pageSize: 2 })), { fetch: moving })
    expect([...found].sort()).toEqual(made.map((backup) => backup.id).sort())
  })

  it("of one instance is found in one request, after the instance is gone too", async ({ cloud }) => {
    const orders = cloud.state.instances.add({ name: "orders" })
    const other = cloud.state.instances.add({ name: "other" })
    const { id } = cloud.state.backups.add({ instance: orders, name: "nightly", description: "mine" })
    cloud.state.backups.add({ instance: other, name: "theirs" })
    const { requests, fetch } = recording(cloud.fetch)
    await onCloud(
      cloud,
      (trove) =>
        Effect.gen(function* () {
          expect(yield* trove.findBackups(orders.id)).toMatchObject([{ id, description: "mine", status: "COMPLETED" }])
          expect(yield* idsOf(trove.listInstanceBackups(orders.id))).toEqual([id])
          yield* trove.deleteInstance(orders.id)
          yield* Effect.promise(() => cloud.clock.advance("10m"))
          expect((yield* Effect.flip(trove.showInstance(orders.id))).reason).toBe("instanceNotFound")
          expect((yield* Effect.flip(idsOf(trove.listInstanceBackups(orders.id)))).reason).toBe("instanceNotFound")
          expect(yield* trove.findBackups(orders.id)).toHaveLength(1)
        }),
      { fetch },
    )
    const [first] = paths(requests, `${cloud.scope.project}/backups`)
    expect(first?.search).toBe(`?instance_id=${orders.id}&limit=1000`)
    expect(cloud.journal.count("listBackups")).toBe(2)
  })
})

it("backups of another project are listed by an administrator who names it, and by nobody else", async ({ cloud }) => {
  const orders = cloud.state.instances.add({ name: "orders" })
  const mine = cloud.state.backups.add({ instance: orders, name: "mine" })
  const admin = cloud.users.find(({ name }) => name === "admin")
  if (admin === undefined) throw new Error("there is no admin")
  const auth = { ...cloud.connection.auth, username: admin.name, password: admin.password }
  const asAdmin = { auth, project: { name: admin.project, domainId: "default" } }
  const list = (ofProject: string | undefined, changes: object) =>
    Trove.make({ ...cloud.connection, ...changes }).pipe(
      Effect.flatMap((trove) => idsOf(trove.listBackups(ofProject === undefined ? {} : { ofProject }))),
      Effect.runPromise,
    )
  expect(await list(undefined, asAdmin)).toEqual([])
  expect(await list(cloud.scope.project, asAdmin)).toEqual([mine.id])
  expect(await list("all", asAdmin)).toEqual([mine.id])
  const asMember = { project: { id: cloud.scope.project } }
  await expect(list("all", asMember)).rejects.toMatchObject({ reason: "forbidden" })
  await expect(list(cloud.scope.project, asMember)).rejects.toMatchObject({ reason: "forbidden" })
})

describe("what is inside an instance", () => {
  it("is listed to its end, names that need escaping included", async ({ cloud }) => {
    const databases = [...Array.from({ length: 24 }, (_, index) => `db${index}`), "a b", "100%", "x+y&z=1", "ünï"]
    const users = Array.from({ length: 23 }, (_, index) => `user${index}@%`)
    const instance = cloud.state.instances.add({
      name: "orders",
      databases,
      users: users.map((user) => user.slice(0, -2)),
    })
    await onCloud(cloud, (trove) =>
      Effect.gen(function* () {
        const found = yield* Stream.runCollect(trove.listDatabases(instance.id, { pageSize: 1 }))
        expect(found.map(({ name }) => name).sort()).toEqual([...databases].sort())
        const people = yield* Stream.runCollect(trove.listUsers(instance.id))
        expect(people.map(({ name, host }) => `${name}@${host}`).sort()).toEqual([...users].sort())
      }),
    )
  })
})

describe("the life of a backup", () => {
  it("goes from createBackup to backupNotFound", async ({ cloud }) => {
    const instance = cloud.state.instances.add({ name: "orders" })
    await onCloud(cloud, (trove) =>
      Effect.gen(function* () {
        const made = yield* trove.createBackup({ name: "nightly", instance: instance.id, description: "d" })
        expect(made).toMatchObject({ name: "nightly", description: "d", status: "NEW", size: null, parent_id: null })
        expect((yield* trove.showInstance(instance.id)).status).toBe("BACKUP")
        const busy = yield* Effect.flip(trove.createBackup({ name: "second", instance: instance.id }))
        expect(busy).toMatchObject({ reason: "busy", retryable: true, outcome: "notStarted", status: 422 })
        expect((yield* Effect.flip(trove.deleteBackup(made.id))).reason).toBe("backupRunning")
        yield* Effect.promise(() => cloud.clock.advance("1h"))
        expect((yield* trove.showBackup(made.id)).status).toBe("COMPLETED")
        yield* trove.deleteBackup(made.id)
        yield* Effect.promise(() => cloud.clock.advance("1h"))
        expect((yield* Effect.flip(trove.showBackup(made.id))).reason).toBe("backupNotFound")
      }),
    )
    expect(cloud.state.backups.all()).toEqual([])
  })

  it("ends by resetStatus, which its owner may force", async ({ cloud }) => {
    const instance = cloud.state.instances.add({ name: "orders" })
    const stuck = cloud.state.backups.add({ instance, name: "stuck", status: "BUILDING" })
    await onCloud(cloud, (trove) =>
      Effect.gen(function* () {
        expect((yield* Effect.flip(trove.resetStatus(instance.id))).reason).toBe("forbidden")
        yield* trove.resetStatus(instance.id, { force: true })
      }),
    )
    expect(cloud.state.backups.get(stuck.id)?.status).toBe("FAILED")
  })
})

describe("a restore", () => {
  it("is an instance made from a backup, renamed and deleted", async ({ cloud }) => {
    const instance = cloud.state.instances.add({ name: "orders" })
    const backup = cloud.state.backups.add({ instance, name: "nightly" })
    await onCloud(cloud, (trove) =>
      Effect.gen(function* () {
        const restorePoint = { backupRef: backup.id }
        const wanted = { name: "orders tmp", flavorRef: "1", volume: { size: 1 }, restorePoint } as const
        const made = yield* trove.createInstance({ ...wanted, datastore: { type: "mysql", version: "5.7.29" } })
        expect(made).toMatchObject({ status: "BUILD", operating_status: "", datastore: { type: "mysql" } })
        const early = yield* Effect.flip(trove.deleteInstance(made.id))
        expect(early).toMatchObject({ reason: "notReady", status: 422 })
        yield* Effect.promise(() => cloud.clock.advance("1h"))
        expect(yield* trove.showInstance(made.id)).toMatchObject({ status: "ACTIVE", operating_status: "HEALTHY" })
        yield* trove.updateInstance(made.id, { name: "orders again" })
        expect(cloud.state.instances.get(made.id)?.name).toBe("orders again")
        yield* trove.deleteInstance(made.id)
        yield* Effect.promise(() => cloud.clock.advance("1h"))
        expect(cloud.state.instances.get(made.id)).toBeUndefined()
      }),
    )
  })

  it("is refused with the reason the server found", async ({ cloud }) => {
    const instance = cloud.state.instances.add({ name: "orders" })
    const large = cloud.state.backups.add({ instance, name: "large", size: 5 })
    const failed = cloud.state.backups.add({ instance, name: "failed", status: "FAILED" })
    const corrupt = cloud.state.backups.add({ instance, name: "corrupt" })
    cloud.state.objects.corrupt(corrupt)
    const restore = (backupRef: string, more: object = {}) =>
      failing(cloud, (trove) =>
        trove.createInstance({
          name: "again",
          flavorRef: "1",
          volume: { size: 1 },
          restorePoint: { backupRef },
          ...more,
        }),
      )
    expect(await restore(large.id)).toMatchObject({
      reason: "tooLarge",
      outcome: "notStarted",
      evidence: { byMessage: true },
    })
    expect(await restore(failed.id)).toMatchObject({ reason: "notComplete", status: 409 })
    expect(await restore(corrupt.id)).toMatchObject({ reason: "checksumMismatch", status: 409 })
    expect(await restore("00000000-0000-4000-8000-000000000000")).toMatchObject({ reason: "backupNotFound" })
    expect(await restore(corrupt.id, { flavorRef: "nope" })).toMatchObject({ reason: "badRequest", status: 400 })
    expect(await restore(corrupt.id, { volume: { size: 11 } })).toMatchObject({
      reason: "quotaExceeded",
      retryable: false,
    })
    cloud.troubles.swiftStatus = 503
    expect(await restore(corrupt.id)).toMatchObject({ reason: "swiftRefused", status: 401 })
    expect(cloud.state.instances.all()).toHaveLength(1)
  })
})

describe("what a cloud offers and allows", () => {
  it("is listed and shown", async ({ cloud }) => {
    cloud.state.instances.add({ name: "orders" })
    await onCloud(cloud, (trove) =>
      Effect.gen(function* () {
        expect((yield* trove.listFlavors).map((flavor) => flavor.str_id)).toContain("d2")
        expect(yield* trove.showFlavor("d2")).toMatchObject({ id: null, str_id: "d2", name: "ds1G" })
        expect((yield* trove.listDatastores).map(({ name }) => name)).toContain("mysql")
        const mysql = yield* trove.showDatastore("mysql")
        const version = yield* trove.showDatastoreVersion("mysql", "8.0")
        expect(version).toMatchObject({ name: "8.0", datastore: mysql.id })
        const flavors = yield* trove.listAllowedFlavors("mysql", version.id)
        expect(flavors).toEqual(yield* trove.listFlavors)
        const types = yield* trove.listVolumeTypes("mysql", version.id)
        expect(types.map(({ name }) => name)).toEqual(["lvmdriver-1", "ceph"])
        expect(yield* trove.limits).toContainEqual(expect.objectContaining({ verb: "ABSOLUTE", max_instances: 10 }))
        expect(yield* trove.quotas()).toContainEqual({ resource: "instances", in_use: 1, reserved: 0, limit: 10 })
        expect(yield* Effect.flip(trove.quotas("elsewhere"))).toMatchObject({ reason: "forbidden" })
      }),
    )
  })
})

describe("ids", () => {
  it("are escaped in paths", async ({ cloud }) => {
    const { requests, fetch } = recording(cloud.fetch)
    const error = await failing(cloud, (trove) => trove.showBackup("../instances?x=1#y"), { fetch })
    expect(error.reason).toBe("backupNotFound")
    expect(requests.at(-1)?.url).toBe(
      `https://cloud.example/database/v1.0/${cloud.scope.project}/backups/..%2Finstances%3Fx%3D1%23y`,
    )
  })

  it.for(["", ".", ".."])('"%s" is refused before anything is sent', async (id, { cloud }) => {
    const error = await failing(cloud, (trove) => trove.deleteBackup(id))
    expect(error).toMatchObject({
      reason: "badRequest",
      outcome: "notStarted",
      message: expect.stringContaining("backup_id"),
    })
    expect(cloud.journal.entries.filter((entry) => entry.service === "database")).toEqual([])
  })
})

describe("the raw client", () => {
  it("has token and endpoint, and answers refusals as data", async ({ cloud }) => {
    await onCloud(cloud, (trove) =>
      Effect.promise(async () => {
        const { data } = await trove.api.GET("/backup_strategies")
        expect(data?.backup_strategies.map((strategy) => strategy.swift_container)).toEqual([])
        const body = { backup_strategy: { swift_container: "nightly" } }
        expect((await trove.api.POST("/backup_strategies", { body })).data?.backup_strategy.swift_container).toBe(
          "nightly",
        )
        const { error, response } = await trove.api.GET("/flavors/{flavor_id}", {
          params: { path: { flavor_id: "nope" } },
        })
        expect(error).toEqual({ itemNotFound: { code: 404, message: expect.any(String) } })
        expect(response.status).toBe(404)
      }),
    )
  })

  it("sends the length of a body, without which Trove sees none", async ({ cloud }) => {
    const lengths: (string | undefined)[] = []
    await using server = createServer((request, response) => {
      lengths.push(request.headers["content-length"])
      request.resume()
      response.writeHead(202, { "Content-Length": "0" }).end()
    })
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    const address = server.address()
    const port = typeof address === "object" ? address?.port : undefined
    const token = { type: "token", token: "given" } as const
    const body = { backup_strategy: { swift_container: "nightly" } }
    const endpointOverride = `http://127.0.0.1:${port}/v1.0/p`
    const trove = await Effect.runPromise(Trove.make({ ...cloud.connection, fetch, auth: token, endpointOverride }))
    await trove.api.POST("/backup_strategies", { body })
    expect(lengths).toEqual([String(JSON.stringify(body).length)])
  })

  it("finds the versions at the root of the service", async ({ cloud }) => {
    const versions = await onCloud(cloud, (trove) => Effect.promise(() => trove.api.GET("/")))
    expect(versions.data?.versions.map(({ id }) => id)).toEqual(["v1.0"])
  })
})
