import { clockLayer } from "@breakwater/core"
import { type MockTrove, mockTroveFixture } from "@breakwater/mock-trove"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { describe, expect, test } from "vitest"
import type { Connection, ServiceConnection } from "../src/Connection.ts"
import { Keystone, type KeystoneService } from "../src/Keystone.ts"
import { failing, onCloud, recording } from "./support/onCloud.ts"

const it = test.extend(mockTroveFixture())

const demo = { type: "password", username: "demo", password: "demopw", userDomain: "Default" } as const
const demoProject = { name: "demo", domain: "Default" }

/** Runs something with the `Keystone` of a connection to the cloud. */
const asking = <A, E>(
  cloud: MockTrove,
  connection: Partial<Connection>,
  use: (keystone: KeystoneService) => Effect.Effect<A, E>,
) =>
  Keystone.make({ ...cloud.connection, ...connection }).pipe(
    Effect.flatMap(use),
    Effect.provide(clockLayer(cloud.clock)),
    Effect.runPromise,
  )

const session = (cloud: MockTrove, connection: Partial<Connection>) =>
  asking(cloud, connection, (keystone) => keystone.session)

const refusal = (cloud: MockTrove, connection: Partial<Connection>) =>
  asking(cloud, connection, (keystone) => Effect.flip(keystone.session))

const endpoint = (cloud: MockTrove, connection: Partial<Connection>) =>
  asking(cloud, connection, (keystone) =>
    Effect.flatMap(keystone.session, (session) => keystone.endpoint(session, "database")),
  )

/** A request to Keystone as another client would send it. */
const ask = async (cloud: MockTrove, method: string, path: string, token: string, body?: object) => {
  const response = await cloud.fetch(`${cloud.connection.authUrl}${path}`, {
    method,
    headers: { "X-Auth-Token": token, "X-Subject-Token": token, "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  expect(response.ok, `${method} ${path}`).toBe(true)
  return response
}

const tokenOf = async (cloud: MockTrove, project: Connection["project"] = demoProject) =>
  Redacted.value((await session(cloud, { auth: demo, ...(project === undefined ? {} : { project }) })).token)

describe("a session", () => {
  it("comes from a password, with user and project by name", async ({ cloud }) => {
    const got = await session(cloud, { auth: demo, project: demoProject })
    expect(got.project).toMatchObject({ id: cloud.scope.project, name: "demo" })
    expect(got.methods).toEqual(["password"])
    expect(got.renewable).toBe(true)
    expect(got.lifetime).toBe(3_600_000)
  })

  it("comes from a password, with user, project and domains by id", async ({ cloud }) => {
    const token = await tokenOf(cloud)
    const { token: told } = await (await ask(cloud, "GET", "/auth/tokens", token)).json()
    const byId = { type: "password", userId: told.user.id, password: "demopw" } as const
    expect((await session(cloud, { auth: byId, project: { id: cloud.scope.project } })).project?.name).toBe("demo")
    const byDomainId = { type: "password", username: "demo", userDomainId: "default", password: "demopw" } as const
    const project = { name: "demo", domainId: "default" }
    expect((await session(cloud, { auth: byDomainId, project })).project?.id).toBe(cloud.scope.project)
  })

  it("comes from an application credential, by id or by name, and is of the credential's project", async ({
    cloud,
  }) => {
    const token = await tokenOf(cloud)
    const { token: told } = await (await ask(cloud, "GET", "/auth/tokens", token)).json()
    const path = `/users/${told.user.id}/application_credentials`
    const body = { application_credential: { name: "breakwater", secret: "s3cret" } }
    const { application_credential: made } = await (await ask(cloud, "POST", path, token, body)).json()

    const byId = { type: "applicationCredential", id: made.id, secret: "s3cret" } as const
    const got = await session(cloud, { auth: byId, project: { id: cloud.scope.project } })
    expect(got.methods).toEqual(["application_credential"])
    expect(got.project?.id).toBe(cloud.scope.project)

    const named = { type: "applicationCredential", name: "breakwater", userId: told.user.id, secret: "s3cret" } as const
    expect((await session(cloud, { auth: named })).project?.id).toBe(cloud.scope.project)

    expect(await refusal(cloud, { auth: byId, project: { id: "elsewhere" } })).toMatchObject({ reason: "wrongProject" })
    expect(await refusal(cloud, { auth: { ...byId, id: "unknown" } })).toMatchObject({
      reason: "credentialsRefused",
      status: 404,
    })
  })

  it("is not of a project that has the name alone, in another domain", async ({ cloud }) => {
    const token = { type: "token", token: await tokenOf(cloud) } as const
    const told = await session(cloud, { auth: token })
    const name = told.project?.name ?? ""
    // Where both are given, the id is what counts.
    for (const domain of [{ domain: "Default" }, { domain: "default" }, { domain: "Elsewhere", domainId: "default" }])
      expect((await session(cloud, { auth: token, project: { name, ...domain } })).renewable).toBe(false)
    // The host's token is not taken as it is: Keystone is asked for one of that project, and knows no such domain.
    for (const domain of [{ domain: "Elsewhere" }, { domainId: "elsewhere" }])
      expect(await refusal(cloud, { auth: token, project: { name, ...domain } })).toMatchObject({
        reason: "credentialsRefused",
      })
  })

  it("takes a token of the host's as it is", async ({ cloud }) => {
    const token = await tokenOf(cloud)
    const asked = cloud.journal.count("issueToken")
    const got = await session(cloud, { auth: { type: "token", token }, project: { id: cloud.scope.project } })
    expect(Redacted.value(got.token)).toBe(token)
    expect(got.renewable).toBe(false)
    expect(got.expires).toBe(cloud.clock.now() + 3_600_000)
    expect(cloud.journal.count("issueToken")).toBe(asked)
  })

  it("gets another token for a host's token that is not of the project", async ({ cloud }) => {
    const response = await cloud.fetch(`${cloud.connection.authUrl}/auth/tokens`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({
        auth: {
          identity: {
            methods: ["password"],
            password: { user: { name: "demo", domain: { name: "Default" }, password: "demopw" } },
          },
          scope: "unscoped",
        },
      }),
    })
    const token = response.headers.get("x-subject-token") ?? ""
    const got = await session(cloud, { auth: { type: "token", token }, project: demoProject })
    expect(got.project?.id).toBe(cloud.scope.project)
    expect(Redacted.value(got.token)).not.toBe(token)
    expect(got.renewable).toBe(true)
  })

  it("needs no Keystone for a token with an endpoint", async ({ cloud }) => {
    const got = await session(cloud, {
      auth: { type: "token", token: "given" },
      endpointOverride: "https://cloud.example/database/v1.0/p",
    })
    expect(Redacted.value(got.token)).toBe("given")
    expect(cloud.journal.entries).toEqual([])
  })

  it("fails with credentialsRefused for a wrong password, asks once and tells no secret", async ({ cloud }) => {
    const auth = { ...demo, password: "swordfish" }
    const error = await refusal(cloud, { auth, project: demoProject })
    expect(error).toMatchObject({ reason: "credentialsRefused", retryable: false, outcome: "notStarted", status: 401 })
    expect(error.requestId).toMatch(/^req-/)
    expect(cloud.journal.count("issueToken")).toBe(1)
    expect(JSON.stringify(error) + String(error.stack)).not.toContain("swordfish")
  })

  it("blames the address, not the password, where Trove answers in its place", async ({ cloud }) => {
    const authUrl = "https://cloud.example/database"
    const error = await refusal(cloud, { auth: demo, project: demoProject, authUrl })
    expect(error).toMatchObject({ reason: "refusedOnTheWay", status: 404, outcome: "notStarted" })
    expect(error.recovery).toContain("check the endpoint")
  })

  it("fails with tokenExpired for a dead token of the host's", async ({ cloud }) => {
    const error = await refusal(cloud, { auth: { type: "token", token: "dead" }, project: demoProject })
    expect(error.reason).toBe("tokenExpired")
  })

  it("is asked for again while Keystone does not answer", async ({ cloud }) => {
    cloud.faults.on("issueToken", { times: 2 }).drop()
    await session(cloud, { auth: demo, project: demoProject })
    expect(cloud.journal.count("issueToken")).toBe(3)
  })

  it("hides its token", async ({ cloud }) => {
    const got = await session(cloud, { auth: demo, project: demoProject })
    expect(JSON.stringify(got)).not.toContain(Redacted.value(got.token))
    expect(String(got.token)).toBe("<redacted>")
  })
})

describe("the token", () => {
  it("is asked for once by many callers at once", async ({ cloud }) => {
    await onCloud(cloud, (trove) => Effect.all([trove.limits, trove.listFlavors, trove.quotas()], { concurrency: 3 }))
    expect(cloud.journal.count("issueToken")).toBe(1)
  })

  it("is renewed when less than two minutes are left, not sooner", async ({ cloud }) => {
    await onCloud(cloud, (trove) =>
      Effect.gen(function* () {
        yield* trove.limits
        yield* Effect.promise(() => cloud.clock.advance((3600 - 121) * 1000))
        yield* trove.limits
        expect(cloud.journal.count("issueToken")).toBe(1)
        yield* Effect.promise(() => cloud.clock.advance(2000))
        yield* trove.limits
        expect(cloud.journal.count("issueToken")).toBe(2)
      }),
    )
  })

  it("has half its lifetime left before a backup or an instance is made", async ({ cloud }) => {
    const instance = cloud.state.instances.add({ name: "orders" })
    await onCloud(cloud, (trove) =>
      Effect.gen(function* () {
        yield* trove.limits
        yield* Effect.promise(() => cloud.clock.advance("31m"))
        yield* trove.showInstance(instance.id)
        expect(cloud.journal.count("issueToken")).toBe(1)
        yield* trove.createBackup({ name: "nightly", instance: instance.id })
        expect(cloud.journal.count("issueToken")).toBe(2)
        yield* Effect.promise(() => cloud.clock.advance("31m"))
        yield* trove.createInstance({ name: "other", flavorRef: "1", volume: { size: 1 } })
        expect(cloud.journal.count("issueToken")).toBe(3)
      }),
    )
  })

  it("is renewed once when Keystone's middleware refuses it, and the write is sent again", async ({ cloud }) => {
    const instance = cloud.state.instances.add({ name: "orders" })
    await onCloud(cloud, (trove) =>
      Effect.gen(function* () {
        const { token } = yield* trove.session
        yield* Effect.promise(() => ask(cloud, "DELETE", "/auth/tokens", Redacted.value(token)))
        yield* trove.createBackup({ name: "nightly", instance: instance.id })
      }),
    )
    expect(cloud.journal.count("createBackup")).toBe(2)
    expect(cloud.journal.count("issueToken")).toBe(2)
    expect(cloud.state.backups.all()).toHaveLength(1)
  })

  it("is renewed once for many callers that were refused with it", async ({ cloud }) => {
    await onCloud(cloud, (trove) =>
      Effect.gen(function* () {
        const { token } = yield* trove.session
        yield* Effect.promise(() => ask(cloud, "DELETE", "/auth/tokens", Redacted.value(token)))
        yield* Effect.all([trove.limits, trove.listFlavors, trove.listDatastores], { concurrency: 3 })
      }),
    )
    expect(cloud.journal.count("issueToken")).toBe(2)
  })

  it("is not renewed twice for one call", async ({ cloud }) => {
    const withoutToken = (request: Request) => {
      const sent = new Request(request)
      if (request.url.includes("/database/")) sent.headers.delete("X-Auth-Token")
      return cloud.fetch(sent)
    }
    const error = await failing(cloud, (trove) => trove.limits, { fetch: withoutToken })
    expect(error).toMatchObject({ reason: "tokenExpired", evidence: { bodyKey: "error" } })
    expect(cloud.journal.count("listLimits")).toBe(2)
    expect(cloud.journal.count("issueToken")).toBe(2)
  })

  it("of the host is refused for good", async ({ cloud }) => {
    const token = await tokenOf(cloud)
    const error = await failing(
      cloud,
      (trove) =>
        Effect.andThen(
          trove.session,
          Effect.andThen(
            Effect.promise(() => ask(cloud, "DELETE", "/auth/tokens", token)),
            trove.limits,
          ),
        ),
      { auth: { type: "token", token } },
    )
    expect(error).toMatchObject({ reason: "tokenExpired", retryable: false })
    expect(cloud.journal.count("listLimits")).toBe(1)
  })

  it("is kept when Swift refuses: that 401 is not about it", async ({ cloud }) => {
    const instance = cloud.state.instances.add({ name: "orders" })
    cloud.troubles.swiftStatus = 401
    const error = await failing(cloud, (trove) => trove.createBackup({ name: "nightly", instance: instance.id }))
    expect(error).toMatchObject({ reason: "swiftRefused", status: 401, evidence: { bodyKey: "unauthorized" } })
    expect(cloud.journal.count("issueToken")).toBe(1)
    expect(cloud.journal.count("createBackup")).toBe(1)
  })
})

describe("the endpoint", () => {
  it("is the catalog's, with the project in it", async ({ cloud }) => {
    expect(await endpoint(cloud, { project: demoProject })).toBe(
      `https://cloud.example/database/v1.0/${cloud.scope.project}`,
    )
  })

  it("is that of the region and interface asked for, or says what the catalog has", async ({ cloud }) => {
    const project = demoProject
    const there = { project, region: "RegionOne", interface: "internal" } as const
    expect(await endpoint(cloud, there)).toContain("/v1.0/")
    await expect(endpoint(cloud, { project, region: "Mars" })).rejects.toMatchObject({
      reason: "noEndpoint",
      message: "The catalog has database in RegionOne, not in Mars.",
    })
  })

  it("can be overridden, of the database alone", async ({ cloud }) => {
    const connection = { project: demoProject, endpointOverride: "https://elsewhere.example/v1.0/p/" }
    expect(await endpoint(cloud, connection)).toBe("https://elsewhere.example/v1.0/p")
    const swift = await asking(cloud, connection, (keystone) =>
      Effect.flatMap(keystone.session, (session) => keystone.endpoint(session, "object-store")),
    )
    expect(swift).toContain("https://cloud.example/object-store")
  })

  it("of one service can be another's region and interface, or an address with the token's project in it", async ({
    cloud,
  }) => {
    const swiftOf = (own: ServiceConnection) =>
      asking(cloud, { project: demoProject, services: { "object-store": own } }, (keystone) =>
        Effect.flatMap(keystone.session, (session) => keystone.endpoint(session, "object-store")),
      )
    expect(await swiftOf({ endpointOverride: "https://swift.example/v1/AUTH_%(project_id)s/" })).toBe(
      `https://swift.example/v1/AUTH_${cloud.scope.project}`,
    )
    await expect(swiftOf({ region: "Mars" })).rejects.toMatchObject({
      message: "The catalog has object-store in RegionOne, not in Mars.",
    })
    expect(await endpoint(cloud, { project: demoProject, services: { "object-store": { region: "Mars" } } })).toContain(
      "/v1.0/",
    )
  })

  it("is none without a project", async ({ cloud }) => {
    await expect(endpoint(cloud, {})).rejects.toMatchObject({
      reason: "noEndpoint",
      message: "The token is of no project: name one in the connection.",
      recovery: expect.stringContaining("Give the connection a project"),
    })
  })
})

it("every request says who asks and wants JSON", async ({ cloud }) => {
  const { requests, fetch } = recording(cloud.fetch)
  await onCloud(cloud, (trove) => trove.limits, { fetch, userAgent: "harbor/2.1" })
  expect(requests.map((request) => request.headers.get("accept"))).toEqual(["application/json", "application/json"])
  for (const request of requests)
    expect(request.headers.get("user-agent")).toMatch(/^harbor\/2\.1 breakwater-trove-adapter\//)
  expect(requests.map((request) => request.redirect)).toEqual(["manual", "manual"])
})
