import { clockLayer } from "@breakwater/core"
import { mockTroveFixture } from "@breakwater/mock-trove"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Tracer from "effect/Tracer"
import { describe, expect, test, vi } from "vitest"
import { toProtectionError } from "../src/internal/mapping.ts"
import { requestIdsOf, Trove, type TroveService } from "../src/Trove.ts"
import { failing, onCloud, recording } from "./support/onCloud.ts"

const it = test.extend(mockTroveFixture())

/** As services of OpenStack take them. */
const requestId = /^req-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

describe("a read", () => {
  it.for([408, 429, 502, 503, 504])("is sent again after %i", async (status, { cloud }) => {
    cloud.faults.on("listFlavors", { times: 2 }).html(status)
    expect(await onCloud(cloud, (trove) => trove.listFlavors)).not.toEqual([])
    expect(cloud.journal.count("listFlavors")).toBe(3)
  })

  it("is sent again after a broken connection, five times in all", async ({ cloud }) => {
    cloud.faults.on("listFlavors", { times: 5 }).drop()
    const error = await failing(cloud, (trove) => trove.listFlavors)
    expect(error).toMatchObject({
      reason: "connectionLost",
      outcome: "notStarted",
      evidence: { socketCode: "ECONNRESET" },
      message: expect.stringContaining("got no answer from https://cloud.example (ECONNRESET)"),
    })
    expect(cloud.journal.count("listFlavors")).toBe(5)
  })

  it("is not asked again for what its login failed with, which was tried five times", async ({ cloud }) => {
    cloud.faults.on("issueToken", { times: 5 }).drop()
    const error = await failing(cloud, (trove) => trove.listFlavors)
    expect(error).toMatchObject({ reason: "connectionLost", call: { operation: "issueToken" } })
    expect(cloud.journal.count("issueToken")).toBe(5)
  })

  it("waits twice as long every time, more or less", async ({ cloud }) => {
    cloud.faults.on("listFlavors", { times: 4 }).refuse(503)
    await onCloud(cloud, (trove) => trove.listFlavors)
    const times = cloud.journal.entries.filter((entry) => entry.operation === "listFlavors").map((entry) => entry.at)
    const waits = times.slice(1).map((time, index) => time - (times[index] ?? 0))
    const usual = [250, 500, 1000, 2000]
    for (const [index, wait] of waits.entries()) {
      expect(wait).toBeGreaterThanOrEqual((usual[index] ?? 0) * 0.8 - 1)
      expect(wait).toBeLessThanOrEqual((usual[index] ?? 0) * 1.2 + 1)
    }
  })

  it("waits as long as the rate limiter says", async ({ cloud }) => {
    cloud.faults.on("listFlavors").rateLimit(12)
    const before = cloud.clock.now()
    await onCloud(cloud, (trove) => trove.listFlavors)
    expect(cloud.clock.now() - before).toBeGreaterThanOrEqual(12_000)
    expect(cloud.clock.now() - before).toBeLessThan(13_000)
  })

  it("leaves a wait of more than a minute to its caller", async ({ cloud }) => {
    cloud.faults.on("listFlavors").rateLimit(61)
    const error = await failing(cloud, (trove) => trove.listFlavors)
    expect(error).toMatchObject({ reason: "rateLimited", retryAfterMs: 61_000, retryable: true })
    expect(cloud.journal.count("listFlavors")).toBe(1)
  })

  it.for([400, 403, 404, 422, 500])(
    "is not sent again after %i, which would answer the same",
    async (status, { cloud }) => {
      cloud.faults.on("listFlavors").refuse(status)
      expect(await failing(cloud, (trove) => trove.listFlavors)).toMatchObject({ status })
      expect(cloud.journal.count("listFlavors")).toBe(1)
    },
  )

  it("is sent again when a proxy's page or half an answer came, and fails when none is whole", async ({ cloud }) => {
    cloud.faults.on("listFlavors").malformed()
    expect(await onCloud(cloud, (trove) => trove.listFlavors)).not.toHaveLength(0)
    cloud.faults.on("listFlavors", { times: 5 }).malformed()
    expect(await failing(cloud, (trove) => trove.listFlavors)).toMatchObject({
      reason: "malformedAnswer",
      status: 200,
      outcome: "notStarted",
    })
    expect(cloud.journal.count("listFlavors")).toBe(7)
  })
})

describe("a write", () => {
  const backup = (trove: TroveService, instance: string) => trove.createBackup({ name: "nightly", instance })

  it("whose answer is lost is not sent again, and its outcome is unknown", async ({ cloud }) => {
    const { id } = cloud.state.instances.add({ name: "orders" })
    cloud.faults.on("createBackup").loseAnswer()
    expect(await failing(cloud, (trove) => backup(trove, id))).toMatchObject({
      reason: "connectionLost",
      outcome: "unknown",
      retryable: true,
    })
    expect(cloud.journal.count("createBackup")).toBe(1)
    expect(cloud.state.backups.all()).toHaveLength(1)
  })

  it.for([408, 429, 502, 503, 504])("is not sent again after %i", async (status, { cloud }) => {
    const { id } = cloud.state.instances.add({ name: "orders" })
    cloud.faults.on("createBackup").html(status)
    const error = await failing(cloud, (trove) => backup(trove, id))
    expect(error.outcome).toBe(status === 429 ? "notStarted" : "unknown")
    expect(cloud.journal.count("createBackup")).toBe(1)
  })

  it("is not sent again after a rate limit, which did nothing", async ({ cloud }) => {
    const { id } = cloud.state.instances.add({ name: "orders" })
    cloud.faults.on("createBackup").rateLimit(7)
    expect(await failing(cloud, (trove) => backup(trove, id))).toMatchObject({
      reason: "rateLimited",
      retryAfterMs: 7000,
      outcome: "notStarted",
    })
    expect(cloud.journal.count("createBackup")).toBe(1)
  })

  it("with a good status and a broken body was begun", async ({ cloud }) => {
    const { id } = cloud.state.instances.add({ name: "orders" })
    cloud.faults.on("createBackup").malformed()
    expect(await failing(cloud, (trove) => backup(trove, id))).toMatchObject({
      reason: "malformedAnswer",
      outcome: "started",
    })
    expect(cloud.state.backups.all()).toHaveLength(1)
  })

  it("that is not answered in time may have been done", async ({ cloud }) => {
    const { id } = cloud.state.instances.add({ name: "orders" })
    cloud.faults.on("createBackup").delay("61s")
    const before = cloud.clock.now()
    expect(await failing(cloud, (trove) => backup(trove, id))).toMatchObject({ reason: "timedOut", outcome: "unknown" })
    expect(cloud.clock.now() - before).toBe(60_000)
    expect(cloud.state.backups.all()).toHaveLength(1)
  })

  it("may be given another time", async ({ cloud }) => {
    const { id } = cloud.state.instances.add({ name: "orders" })
    cloud.faults.on("createBackup").delay("61s")
    const made = await onCloud(cloud, (trove) => backup(trove, id), { requestTimeout: "90 seconds" })
    expect(made.status).toBe("NEW")
  })
})

describe("a request", () => {
  it("is aborted when its fiber is interrupted", async ({ cloud }) => {
    const sent = Promise.withResolvers<AbortSignal>()
    const never = (request: Request) => {
      if (!request.url.includes("/database/")) return cloud.fetch(request)
      sent.resolve(request.signal)
      return new Promise<Response>((_, reject) => {
        request.signal.addEventListener("abort", () => reject(request.signal.reason))
      })
    }
    await onCloud(
      cloud,
      (trove) =>
        Effect.gen(function* () {
          const fiber = yield* Effect.forkChild(trove.limits)
          const signal = yield* Effect.promise(() => sent.promise)
          expect(signal.aborted).toBe(false)
          yield* Fiber.interrupt(fiber)
          expect(signal.aborted).toBe(true)
        }),
      { fetch: never },
    )
  })

  it("is a span, named by its operation and without ids", async ({ cloud }) => {
    const spans: Tracer.NativeSpan[] = []
    const tracer = Tracer.make({
      span: (options) => {
        const span = new Tracer.NativeSpan(options)
        spans.push(span)
        return span
      },
    })
    await failing(cloud, (trove) => Effect.withTracer(trove.showBackup("nope"), tracer))
    expect(spans.map((span) => span.name)).toContain("Trove.showBackup")
    const { attributes, kind } = spans.find((span) => span.name === "Trove.showBackup") ?? {}
    expect(kind).toBe("client")
    expect(Object.fromEntries(attributes ?? [])).toEqual({
      "http.request.method": "GET",
      "url.template": "/backups/{backup_id}",
    })
  })

  it("carries the id of its trace, the same for all that belong to one", async ({ cloud }) => {
    const { requests, fetch } = recording(cloud.fetch)
    const both = (trove: TroveService) => Effect.withSpan(Effect.andThen(trove.limits, trove.listFlavors), "both")
    await onCloud(cloud, both, { fetch, userAgent: "harbor/1" })
    const ids = requests.map(({ headers }) => headers.get("x-openstack-request-id"))
    expect(ids).toHaveLength(3)
    expect(new Set(ids).size).toBe(1)
    expect(ids[0]).toMatch(requestId)
    for (const { headers } of requests)
      expect(headers.get("user-agent")).toMatch(/^harbor\/1 breakwater-trove-adapter\//)
    await onCloud(cloud, (trove) => Effect.withTracerEnabled(trove.limits, false), { fetch })
    expect(requests.slice(3).map(({ headers }) => headers.get("x-openstack-request-id"))).toEqual([
      expect.stringMatching(requestId),
      expect.stringMatching(requestId),
    ])
  })

  it("through the raw client carries an id too", async ({ cloud }) => {
    const { requests, fetch } = recording(cloud.fetch)
    await onCloud(cloud, (trove) => Effect.promise(() => trove.api.GET("/limits")), { fetch })
    for (const { headers } of requests) expect(headers.get("x-openstack-request-id")).toMatch(requestId)
  })

  it("can be asked about: the service's id and the one that was sent are kept beside answer and error", async ({
    cloud,
  }) => {
    const { id } = cloud.state.instances.add({ name: "orders" })
    const telling = async (request: Request) => {
      const response = await cloud.fetch(request)
      const headers = new Headers(response.headers)
      headers.set("x-openstack-request-id", "req-of-trove")
      return new Response(await response.text(), { status: response.status, headers })
    }
    const sent = expect.stringMatching(requestId)
    const instance = await onCloud(cloud, (trove) => trove.showInstance(id), { fetch: telling })
    expect(requestIdsOf(instance)).toEqual(["req-of-trove", sent])
    expect(await onCloud(cloud, (trove) => Effect.map(trove.showInstance(id), requestIdsOf))).toEqual([sent])
    const error = await failing(cloud, (trove) => trove.showInstance("nope"), { fetch: telling })
    expect(error).toMatchObject({ requestId: "req-of-trove", call: { globalRequestId: sent } })
    expect(toProtectionError(error).requestIds).toEqual(["req-of-trove", error.call.globalRequestId])
    expect(requestIdsOf({})).toEqual([])
  })

  it("goes by the fetch that is global when it is sent, unless one is given", async ({ cloud }) => {
    const { authUrl, auth } = cloud.connection
    const { requests, fetch } = recording(cloud.fetch)
    await Trove.make({ authUrl, auth }, { project: cloud.scope.project }).pipe(
      Effect.tap(() => Effect.sync(() => vi.stubGlobal("fetch", fetch))),
      Effect.flatMap((trove) => trove.limits),
      Effect.ensuring(Effect.sync(() => vi.unstubAllGlobals())),
      Effect.provide(clockLayer(cloud.clock)),
      Effect.runPromise,
    )
    expect(requests).toHaveLength(2)
  })
})

it("an answer may hold what no description knows, and a status nobody has heard of", async ({ cloud }) => {
  const { id } = cloud.state.instances.add({ name: "orders" })
  const vendor = async (request: Request) => {
    const response = await cloud.fetch(request)
    if (!request.url.endsWith(id)) return response
    const { instance } = await response.json()
    return Response.json({ instance: { ...instance, status: "MELTING", autofailover: true } })
  }
  const instance = await onCloud(cloud, (trove) => trove.showInstance(id), { fetch: vendor })
  expect(instance).toMatchObject({ id, status: "MELTING", autofailover: true })
})

it("an answer without what is relied on is refused, and says what is missing", async ({ cloud }) => {
  const { id } = cloud.state.instances.add({ name: "orders" })
  const broken = async (request: Request) => {
    const response = await cloud.fetch(request)
    if (!request.url.endsWith(id)) return response
    const { instance } = await response.json()
    return Response.json({ instance: { ...instance, status: 7 } })
  }
  const error = await failing(cloud, (trove) => trove.showInstance(id), { fetch: broken })
  expect(error).toMatchObject({ reason: "malformedAnswer", message: expect.stringContaining("instance.status") })
})
