import { describe, expect, it } from "vitest"
import { createMockTrove, type MockTrove } from "../src/index.ts"

const json = { "Content-Type": "application/json" }

interface Asked {
  readonly status: number
  readonly headers: Headers
  readonly body: ReturnType<typeof JSON.parse>
}

const ask = async (
  cloud: MockTrove,
  method: string,
  path: string,
  options: { body?: unknown; token?: string; subject?: string; type?: string } = {},
): Promise<Asked> => {
  const headers = new Headers(options.type === undefined ? json : { "Content-Type": options.type })
  if (options.token !== undefined) headers.set("X-Auth-Token", options.token)
  if (options.subject !== undefined) headers.set("X-Subject-Token", options.subject)
  const text = typeof options.body === "string" ? options.body : JSON.stringify(options.body)
  const base = cloud.engine.endpoints.identity
  const response = await cloud.fetch(base + path, { method, headers, ...(text !== undefined && { body: text }) })
  const answer = await response.text()
  const isJson = response.headers.get("Content-Type")?.startsWith("application/json") && answer !== ""
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(answer) : answer }
}

const domain = { name: "Default" }
const password = (user = "demo", secret = "demopw", scope?: unknown) => ({
  auth: {
    identity: { methods: ["password"], password: { user: { name: user, domain, password: secret } } },
    ...(scope !== undefined && { scope }),
  },
})
const project = (name: string) => ({ project: { name, domain } })
const issue = (cloud: MockTrove, body: unknown) => ask(cloud, "POST", "/v3/auth/tokens", { body })
const tokenOf = async (cloud: MockTrove, user = "demo") => {
  const { headers, body } = await issue(cloud, password(user, `${user}pw`, project(user)))
  return {
    token: headers.get("X-Subject-Token") ?? "",
    user: String(body.token.user.id),
    project: String(body.token.project.id),
  }
}
const listInstances = async (cloud: MockTrove, token: string, projectId: string) =>
  (
    await cloud.fetch(`${cloud.engine.endpoints.database}/v1.0/${projectId}/instances`, {
      headers: { "X-Auth-Token": token },
    })
  ).status
const challenge = 'Keystone uri="https://cloud.example/identity/v3"'
const unauthorized = { code: 401, message: "The request you have made requires authentication.", title: "Unauthorized" }

describe("a token", () => {
  it("is issued for a password and names user, project, roles and catalog", async () => {
    const cloud = createMockTrove()
    const { status, headers, body } = await issue(cloud, password("demo", "demopw", project("demo")))
    expect(status).toBe(201)
    expect(headers.get("X-Subject-Token")).toMatch(/^gAAAA[\w-]{40,}$/)
    expect(headers.get("Vary")).toBe("X-Auth-Token")
    expect(body.token).toMatchObject({
      methods: ["password"],
      user: { name: "demo", domain: { id: "default", name: "Default" }, password_expires_at: null },
      issued_at: "2026-01-01T00:00:00.000000Z",
      expires_at: "2026-01-01T01:00:00.000000Z",
      project: { name: "demo" },
      is_domain: false,
    })
    expect(body.token.roles.map((role: { name: string }) => role.name).sort()).toEqual(["member", "reader"])
    const services = body.token.catalog.map((service: { type: string }) => service.type)
    expect(services).toEqual(["identity", "database", "compute", "volumev3", "network", "image", "object-store"])
    expect(body.token.catalog[1].endpoints[0]).toMatchObject({
      interface: "public",
      region: "RegionOne",
      url: `https://cloud.example/database/v1.0/${body.token.project.id}`,
    })
  })
  it("is issued for a user by id, without scope, without catalog and for the system", async () => {
    const cloud = createMockTrove()
    const { user, project: id } = await tokenOf(cloud)
    const byId = { methods: ["password"], password: { user: { id: user, password: "demopw" } } }
    expect((await issue(cloud, { auth: { identity: byId, scope: { project: { id } } } })).status).toBe(201)
    const unscoped = await issue(cloud, password("demo", "demopw", "unscoped"))
    expect(Object.keys(unscoped.body.token)).toEqual(["methods", "user", "audit_ids", "expires_at", "issued_at"])
    const bare = await ask(cloud, "POST", "/v3/auth/tokens?nocatalog", {
      body: password("demo", "demopw", project("demo")),
    })
    expect(bare.body.token.catalog).toBeUndefined()
    const system = await issue(cloud, password("admin", "adminpw", { system: { all: true } }))
    expect(system.body.token.system).toEqual({ all: true })
    expect(system.body.token.catalog[1].endpoints).toEqual([])
  })
  it("is refused in the same words for a wrong password, user, project or role", async () => {
    const cloud = createMockTrove()
    const wrong = [
      password("demo", "wrong", project("demo")),
      password("nobody", "demopw", project("demo")),
      password("demo", "demopw", project("nope")),
      password("demo", "demopw", project("alt")),
      password("demo", "demopw", { system: { all: true } }),
    ]
    for (const body of wrong) {
      const answer = await issue(cloud, body)
      expect(answer).toMatchObject({ status: 401, body: { error: unauthorized } })
      expect(answer.headers.get("WWW-Authenticate")).toBe(challenge)
    }
  })
  it("is refused with the reason when the request makes no sense", async () => {
    const cloud = createMockTrove()
    const message = async (body: unknown, type?: string) => {
      const answer = await ask(cloud, "POST", "/v3/auth/tokens", { body, ...(type !== undefined && { type }) })
      return [answer.status, answer.body.error.message.split(".")[0]]
    }
    const nameless = { methods: ["password"], password: { user: { name: "demo", password: "demopw" } } }
    expect(await message({})).toEqual([400, "Expecting to find auth in request body"])
    expect(await message(undefined)).toEqual([400, "Expecting to find auth in request body"])
    expect(await message({ auth: {} })).toEqual([400, "'identity' is a required property"])
    expect(await message({ auth: { identity: nameless } })).toEqual([400, "Expecting to find domain in user"])
    expect(await message("{nope")).toEqual([400, "Expecting to find valid JSON in request body"])
    expect(await message(password(), "text/plain")).toEqual([
      400,
      "Expecting to find application/json in Content-Type header",
    ])
    const magic = await issue(cloud, { auth: { identity: { methods: ["magic"], magic: {} } } })
    expect(magic.body.error.identity.methods).toContain("application_credential")
    expect(magic.status).toBe(401)
  })
  it("is exchanged for another that ends when the first does and remembers its ancestor", async () => {
    const cloud = createMockTrove()
    const first = await issue(cloud, password())
    const id = first.headers.get("X-Subject-Token")
    await cloud.clock.advance("10m")
    const second = await issue(cloud, {
      auth: { identity: { methods: ["token"], token: { id } }, scope: project("demo") },
    })
    expect(second.status).toBe(201)
    expect(second.body.token.methods).toEqual(["password", "token"])
    expect(second.body.token.expires_at).toBe(first.body.token.expires_at)
    expect(second.body.token.audit_ids[1]).toBe(first.body.token.audit_ids[0])
    const garbage = { auth: { identity: { methods: ["token"], token: { id: "garbage" } } } }
    expect(await issue(cloud, garbage)).toMatchObject({
      status: 404,
      body: { error: { message: "Could not recognize Fernet token" } },
    })
  })
  it("is shown to its owner and to an admin, and to nobody else", async () => {
    const cloud = createMockTrove()
    const [demo, alt, admin] = await Promise.all([tokenOf(cloud), tokenOf(cloud, "alt"), tokenOf(cloud, "admin")])
    const show = (token: string | undefined, subject: string, method = "GET") =>
      ask(cloud, method, "/v3/auth/tokens", { subject, ...(token !== undefined && { token }) })
    const self = await show(demo.token, demo.token)
    expect(self).toMatchObject({ status: 200, body: { token: { user: { name: "demo" } } } })
    expect(self.headers.get("X-Subject-Token")).toBe(demo.token)
    expect(await show(admin.token, demo.token, "HEAD")).toMatchObject({ status: 200, body: "" })
    expect(await show(demo.token, alt.token)).toMatchObject({
      status: 403,
      body: { error: { message: "You are not authorized to perform the requested action: identity:validate_token." } },
    })
    expect(await show(admin.token, "garbage")).toMatchObject({ status: 404 })
    expect(await show("garbage", demo.token)).toMatchObject({ status: 401, body: { error: unauthorized } })
    expect((await show(undefined, demo.token)).headers.get("WWW-Authenticate")).toBe(challenge)
  })
  it("ends by itself, though an admin may look at it for two days more", async () => {
    const cloud = createMockTrove({ tokenLifetimeSeconds: 3 })
    const { token } = await tokenOf(cloud)
    await cloud.clock.advance("4s")
    const { token: admin } = await tokenOf(cloud, "admin")
    expect((await ask(cloud, "GET", "/v3/auth/catalog", { token })).status).toBe(401)
    const look = (path: string) => ask(cloud, "GET", path, { token: admin, subject: token })
    expect(await look("/v3/auth/tokens")).toMatchObject({
      status: 404,
      body: { error: { message: "Failed to validate token" } },
    })
    expect((await look("/v3/auth/tokens?allow_expired=1")).status).toBe(200)
    const exchange = { auth: { identity: { methods: ["token"], token: { id: token } } } }
    expect((await issue(cloud, exchange)).status).toBe(404)
  })
  it("once revoked works on in Trove for 300 s where Trove has seen it, and not at all where it has not", async () => {
    const cloud = createMockTrove()
    const [seen, unseen] = [await tokenOf(cloud), await tokenOf(cloud)]
    const revoke = (token: string) => ask(cloud, "DELETE", "/v3/auth/tokens", { token, subject: token })
    expect(await listInstances(cloud, seen.token, seen.project)).toBe(200)
    expect([(await revoke(seen.token)).status, (await revoke(unseen.token)).status]).toEqual([204, 204])
    expect((await ask(cloud, "GET", "/v3/auth/catalog", { token: seen.token })).status).toBe(401)
    expect(await listInstances(cloud, unseen.token, unseen.project)).toBe(401)
    await cloud.clock.advance("299s")
    expect(await listInstances(cloud, seen.token, seen.project)).toBe(200)
    await cloud.clock.advance("2s")
    expect(await listInstances(cloud, seen.token, seen.project)).toBe(401)
  })
})

describe("an application credential", () => {
  const path = (user: string) => `/v3/users/${user}/application_credentials`
  const create = async (cloud: MockTrove, token: string, user: string, given: object = {}) =>
    ask(cloud, "POST", path(user), {
      token,
      body: { application_credential: { name: "sdk", secret: "s3cret", ...given } },
    })
  const proof = (given: object) => ({
    auth: { identity: { methods: ["application_credential"], application_credential: { secret: "s3cret", ...given } } },
  })

  it("is shown with its secret once, and gives tokens for its project by id and by name", async () => {
    const cloud = createMockTrove()
    const { token, user } = await tokenOf(cloud)
    const made = await create(cloud, token, user, { description: "for tests" })
    const { id } = made.body.application_credential
    expect(made.status).toBe(201)
    expect(made.body.application_credential).toMatchObject({
      secret: "s3cret",
      description: "for tests",
      unrestricted: null,
      expires_at: null,
      system: null,
    })
    const listed = await ask(cloud, "GET", path(user), { token })
    expect(listed.body.application_credentials[0].secret).toBeUndefined()
    for (const given of [{ id }, { name: "sdk", user: { name: "demo", domain } }]) {
      const issued = await issue(cloud, proof(given))
      expect(issued.body.token).toMatchObject({
        methods: ["application_credential"],
        project: { name: "demo" },
        application_credential: { id, name: "sdk", restricted: true },
      })
    }
  })
  it("is refused for a wrong secret, an unknown id, a scope, and as a token to exchange", async () => {
    const cloud = createMockTrove()
    const { token, user } = await tokenOf(cloud)
    const { id } = (await create(cloud, token, user)).body.application_credential
    expect((await issue(cloud, proof({ id, secret: "wrong" }))).status).toBe(401)
    expect(await issue(cloud, proof({ id: "f".repeat(32) }))).toMatchObject({
      status: 404,
      body: { error: { message: `Could not find Application Credential: ${"f".repeat(32)}.` } },
    })
    const scoped = { auth: { ...proof({ id }).auth, scope: project("demo") } }
    expect(await issue(cloud, scoped)).toMatchObject({ status: 401, body: { error: { identity: {} } } })
    const delegated = (await issue(cloud, proof({ id }))).headers.get("X-Subject-Token")
    const exchange = {
      auth: { identity: { methods: ["token"], token: { id: delegated } }, scope: project("demo") },
    }
    expect((await issue(cloud, exchange)).status).toBe(403)
  })
  it("can not be made twice, with an end in the past, or with a role one does not have", async () => {
    const cloud = createMockTrove()
    const { token, user } = await tokenOf(cloud)
    await create(cloud, token, user)
    expect((await create(cloud, token, user)).status).toBe(409)
    const past = await create(cloud, token, user, { name: "b", expires_at: "2020-01-01T00:00:00.000000Z" })
    expect(past).toMatchObject({ status: 400 })
    expect(past.body.error.message).toMatch(/^The 'expires_at' must not be before now\./)
    expect((await create(cloud, token, user, { name: "c", roles: [{ name: "admin" }] })).status).toBe(400)
    const reader = await create(cloud, token, user, { name: "d", roles: [{ name: "reader" }] })
    expect(reader.body.application_credential.roles.map((role: { name: string }) => role.name)).toEqual(["reader"])
    const ruled = await create(cloud, token, user, {
      name: "e",
      access_rules: [{ path: "/v1.0/*/backups", method: "GET", service: "database" }],
    })
    expect(ruled.body.application_credential.access_rules).toMatchObject([{ service: "database", method: "GET" }])
  })
  it("takes its tokens along when it is deleted", async () => {
    const cloud = createMockTrove()
    const { token, user } = await tokenOf(cloud)
    const { id } = (await create(cloud, token, user)).body.application_credential
    const delegated = (await issue(cloud, proof({ id }))).headers.get("X-Subject-Token") ?? ""
    expect((await ask(cloud, "DELETE", `${path(user)}/${id}`, { token })).status).toBe(204)
    expect((await ask(cloud, "GET", "/v3/auth/catalog", { token: delegated })).status).toBe(401)
    expect((await issue(cloud, proof({ id }))).status).toBe(404)
  })
})

describe("Keystone", () => {
  it("tells its version at its root with 300 and at /v3 with 200", async () => {
    const cloud = createMockTrove()
    const root = await ask(cloud, "GET", "/")
    expect(root.status).toBe(300)
    expect(root.headers.get("Location")).toBe("https://cloud.example/identity/v3/")
    expect(root.body.versions.values[0].id).toBe("v3.14")
    expect((await ask(cloud, "GET", "/v3")).body.version.status).toBe("stable")
  })
  it("answers an unknown path with HTML, a wrong method with 405, and what it does not mock with 501 by name", async () => {
    const cloud = createMockTrove()
    const nowhere = await ask(cloud, "GET", "/v3/nosuch")
    expect([nowhere.status, nowhere.headers.get("Content-Type")]).toEqual([404, "text/html; charset=utf-8"])
    expect((await ask(cloud, "PUT", "/v3/auth/tokens", { body: {} })).body).toEqual({
      message: "The method is not allowed for the requested URL.",
    })
    expect(await ask(cloud, "GET", "/v3/services")).toMatchObject({
      status: 501,
      body: { error: { message: "The mock does not do GET /v3/services of Keystone." } },
    })
  })
  it("shows a member what is its own and nothing more", async () => {
    const cloud = createMockTrove()
    const { token, user, project: id } = await tokenOf(cloud)
    const get = (path: string) => ask(cloud, "GET", path, { token })
    expect((await get("/v3/auth/projects")).body.projects).toMatchObject([{ id, name: "demo" }])
    expect((await get("/v3/auth/domains")).body.domains).toEqual([])
    expect((await get(`/v3/projects/${id}`)).body.project.name).toBe("demo")
    expect((await get(`/v3/users/${user}`)).body.user.name).toBe("demo")
    expect((await get("/v3/projects")).status).toBe(403)
  })
})
