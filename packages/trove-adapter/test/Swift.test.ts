/** The object store as the adapter asks it: what a look shows, what a refusal means, and whose 404 it is. */
import { type MockTrove, mockTroveFixture } from "@breakwater/mock-trove"
import * as Stream from "effect/Stream"
import { describe, expect, test } from "vitest"
import type { TroveService } from "../src/Trove.ts"
import { troveClient } from "../src/troveClient.ts"
import { failing, onCloud, recording, without } from "./support/onCloud.ts"

const it = test.extend(mockTroveFixture())

const stored = (cloud: MockTrove) => {
  const instance = cloud.state.instances.add({ name: "orders" })
  const backup = cloud.state.backups.add({ instance, name: "nightly" })
  return { backup, name: `${backup.id}.xbstream.gz` }
}

describe("a look at an object", () => {
  it("tells its size, its checksum without quotes, and what is written beside it", async ({ cloud }) => {
    const { name } = stored(cloud)
    const object = await onCloud(cloud, (trove) => trove.swift.showObject("database_backups", name))
    expect(object).toEqual({
      bytes: expect.any(Number),
      etag: expect.stringMatching(/^[0-9a-f]{32}$/),
      isQuoted: false,
      isLarge: false,
      metadata: {},
    })
  })

  it("tells a large one, whose checksum stands in quotes", async ({ cloud }) => {
    const { backup, name } = stored(cloud)
    cloud.state.objects.split(backup, 2)
    const object = await onCloud(cloud, (trove) => trove.swift.showObject("database_backups", name))
    expect(object).toMatchObject({ etag: expect.stringMatching(/^[0-9a-f]{32}$/), isQuoted: true, isLarge: true })
  })

  it("asks the catalog's endpoint, also where Trove's own is overridden, and sends no data", async ({ cloud }) => {
    const { name } = stored(cloud)
    const { requests, fetch } = recording(cloud.fetch)
    const endpointOverride = `${cloud.engine.endpoints.database}/v1.0/${cloud.scope.project}`
    await onCloud(cloud, (trove) => trove.swift.showObject("a b", name), { fetch, endpointOverride }).catch(() => {})
    expect(requests.at(-1)).toMatchObject({
      method: "HEAD",
      url: `${cloud.engine.endpoints.objectStore}/v1/AUTH_${cloud.scope.project}/a%20b/${name}`,
    })
  })

  it("asks another address where the connection names one, though the catalog has none", async ({ cloud }) => {
    const { name } = stored(cloud)
    const endpointOverride = `${cloud.engine.endpoints.objectStore}/v1/AUTH_%(project_id)s`
    const connection = { fetch: without(cloud, "object-store"), services: { "object-store": { endpointOverride } } }
    const look = (trove: TroveService) => trove.swift.showObject("database_backups", name)
    expect(await onCloud(cloud, look, connection)).toMatchObject({ bytes: expect.any(Number) })
  })

  it("finds nothing where Swift says so, and learns nothing where a proxy says so", async ({ cloud }) => {
    const look = () => failing(cloud, (trove) => trove.swift.showObject("database_backups", "none"))
    expect(await look()).toMatchObject({ reason: "notFound", outcome: "notStarted" })
    cloud.faults.on("showObject").html(404)
    expect(await look()).toMatchObject({ reason: "refusedOnTheWay" })
  })

  it("is not believed where a proxy gives a good answer", async ({ cloud }) => {
    const { name } = stored(cloud)
    const fetch = async (request: Request) =>
      request.url.includes("database_backups")
        ? new Response(request.method === "GET" ? "[]" : null)
        : cloud.fetch(request)
    const error = { reason: "malformedAnswer", status: 200, message: expect.stringContaining("no X-Trans-Id") }
    expect(await failing(cloud, (trove) => trove.swift.showObject("database_backups", name), { fetch })).toMatchObject(
      error,
    )
    const list = (trove: TroveService) => Stream.runCollect(trove.swift.listObjects("database_backups"))
    expect(await failing(cloud, list, { fetch })).toMatchObject(error)
  })

  it("tells neither size nor checksum of one that is whatever a listing has, but that it is quoted", async ({
    cloud,
  }) => {
    const { name } = stored(cloud)
    const fetch = async (request: Request) => {
      const answer = await cloud.fetch(request)
      if (request.method === "HEAD") {
        answer.headers.set("X-Object-Manifest", "database_backups/segments_")
        answer.headers.set("Etag", '"d41d8cd98f00b204e9800998ecf8427e"')
        answer.headers.set("Content-Length", "0")
      }
      return answer
    }
    const object = await onCloud(cloud, (trove) => trove.swift.showObject("database_backups", name), { fetch })
    expect(object).toEqual({ etag: "", isLarge: true, isQuoted: true, metadata: {} })
  })

  it("is refused for good by 403, and by 401 only after another token was tried", async ({ cloud }) => {
    const look = () => failing(cloud, (trove) => trove.swift.showObject("database_backups", "none"))
    cloud.troubles.swiftStatus = 403
    expect(await look()).toMatchObject({ reason: "swiftRefused" })
    expect(cloud.journal.count("showObject")).toBe(1)
    cloud.troubles.swiftStatus = 401
    expect(await look()).toMatchObject({ reason: "swiftRefused", retryable: false })
    expect(cloud.journal.count("showObject")).toBe(3)
  })

  it("is repeated while the trouble may pass", async ({ cloud }) => {
    const { name } = stored(cloud)
    cloud.faults.on("showObject", { times: 2 }).refuse(503)
    await onCloud(cloud, (trove) => trove.swift.showObject("database_backups", name))
    expect(cloud.journal.count("showObject")).toBe(3)
  })

  it("fails by name where the catalog has no object store", async ({ cloud }) => {
    const error = await failing(cloud, (trove) => trove.swift.showObject("database_backups", "none"), {
      fetch: without(cloud, "object-store"),
    })
    expect(error).toMatchObject({ reason: "noEndpoint", message: expect.stringContaining("object-store") })
  })
})

describe("a listing", () => {
  it("is read to its end, however small the pages, with what begins with a prefix", async ({ cloud }) => {
    const { backup } = stored(cloud)
    cloud.state.objects.split(backup, 5)
    const rows = await onCloud(cloud, (trove) =>
      Stream.runCollect(trove.swift.listObjects("database_backups", { prefix: `${backup.id}_`, pageSize: 2 })),
    )
    expect(rows.map(({ name }) => name)).toEqual([0, 1, 2, 3, 4].map((index) => `${backup.id}_0000000${index}`))
    expect(rows[0]).toMatchObject({ bytes: expect.any(Number), hash: expect.stringMatching(/^[0-9a-f]{32}$/) })
  })

  it("is an iterable with promises", async ({ cloud }) => {
    const { name } = stored(cloud)
    await using trove = troveClient(cloud.connection, { clock: cloud.clock, project: cloud.scope.project })
    const names: string[] = []
    for await (const row of trove.swift.listObjects("database_backups")) names.push(row.name)
    expect(names).toEqual([name])
  })
})
