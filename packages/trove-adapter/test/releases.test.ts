/** Each verb on each release of Trove that the mock answers as, with each kind of credentials: what docs/support.md says. */
import { createProtection, type Json, memoryBank, memoryEngine, type Verb } from "@breakwater/core/promise"
import { createMockTrove, type MockTrove } from "@breakwater/mock-trove"
import { describe, expect, test } from "vitest"
import { type Connection, trove } from "../src/promise.ts"

const type = "OS::Trove::Instance"

describe.each(["18", "22", "25"] as const)("release %s", (profile) => {
  test.each(["password", "token"] as const)("a %s does all of it", async (kind) => {
    const cloud = cloudWithAnInstance(profile)
    const auth = kind === "password" ? cloud.connection.auth : { type: kind, token: (await logIn(cloud)).token }
    await using host = await openHost(cloud, { ...cloud.connection, auth })

    const checkpoint = await protect(cloud, host)
    expect(cloud.state.backups.all()).toMatchObject([{ name: "nightly", status: "COMPLETED" }])
    for (const level of ["record", "object", "restore"]) await host.run("verify", { level }, { checkpoint, id: level })
    expect(cloud.state.instances.all()).toHaveLength(1)
    await host.run("restore", { restore_name: "again" }, { checkpoint })
    expect(cloud.state.instances.all()).toMatchObject([
      { name: "orders", status: "ACTIVE" },
      { name: "again", status: "ACTIVE" },
    ])
    await host.run("delete", { cascade: false }, { checkpoint })
    expect(cloud.state.backups.all()).toEqual([])
  })

  test("an application credential lists, verifies and deletes what a password has protected", async () => {
    const cloud = cloudWithAnInstance(profile)
    const bank = memoryBank()
    await using other = await openHost(cloud, cloud.connection, bank)
    const checkpoint = await protect(cloud, other)

    const { token, userId } = await logIn(cloud)
    const wanted = { application_credential: { name: "breakwater" } }
    const answer = await post(cloud, `/users/${userId}/application_credentials`, wanted, token)
    const { id, secret } = (await answer.json()).application_credential
    const auth = { type: "applicationCredential", id, secret } as const
    await using host = await openHost(cloud, { ...cloud.connection, auth }, bank)

    expect((await host.protection.resources.list(type, cloud.scope)).items).toMatchObject([{ name: "orders" }])
    for (const level of ["record", "object"]) await host.run("verify", { level }, { checkpoint, id: level })
    const parameters = { [type]: { level: "restore" } }
    const deadline = new Date(cloud.clock.now() + 3_600_000).toISOString()
    const drill = { id: "drill", verb: "verify", provider: "cloud", checkpoint, parameters, deadline } as const
    expect((await host.protection.operations.preview(drill)).warnings).toContainEqual(
      expect.stringContaining("Application credentials can not restore"),
    )
    await host.run("delete", { cascade: false }, { checkpoint })
    expect(cloud.state.backups.all()).toEqual([])
  })
})

describe.each([
  ["flavors, as release 14", /\/flavors/],
  ["strategies of backups, as before release 14", /\/backup_strategies/],
  ["types of volumes for a version", /\/volume-types/],
] as const)("a Trove without %s", (_, lacking) => {
  test("does all of it, and finds no fault before it", async () => {
    const cloud = cloudWithAnInstance("18")
    const fetch = async (request: Request) =>
      lacking.test(new URL(request.url).pathname) ? missingRoute() : cloud.fetch(request)
    await using host = await openHost(cloud, { ...cloud.connection, fetch })
    const { items } = await host.protection.resources.list(type, cloud.scope)
    const parameters = { [type]: { backup_name: "nightly", description: "Every night" } }
    const deadline = new Date(cloud.clock.now() + 3_600_000).toISOString()
    const asked = { id: "p", verb: "protect", provider: "cloud", resources: items, parameters, deadline } as const
    expect(await host.protection.operations.preview(asked)).toMatchObject({ blockers: [] })
    const checkpoint = await protect(cloud, host)
    await host.run("verify", { level: "restore" }, { checkpoint })
    await host.run("restore", { restore_name: "again", flavor: "2", volume_type: "ceph" }, { checkpoint })
    expect(cloud.state.instances.all()).toMatchObject([{ name: "orders" }, { name: "again", status: "ACTIVE" }])
    await host.run("delete", { cascade: false }, { checkpoint })
  })
})

const missingRoute = () =>
  Response.json({ itemNotFound: { code: 404, message: "The resource could not be found." } }, { status: 404 })

const cloudWithAnInstance = (profile: "18" | "22" | "25"): MockTrove => {
  const cloud = createMockTrove({ profile })
  cloud.state.instances.add({ name: "orders" })
  return cloud
}

const openHost = async (cloud: MockTrove, connection: Connection, bank = memoryBank()) => {
  const { clock } = cloud
  const plugins = trove({ connect: () => connection, ownerTag: "releases", clock })
  const provider = { id: "cloud", bank, protectables: [plugins.protectable], plugins: [plugins.protection] }
  const protection = await createProtection({ engine: memoryEngine(), providers: [provider], clock })
  const run = async (verb: Verb, parameters: Json, what: object) => {
    const deadline = new Date(clock.now() + 4 * 3_600_000).toISOString()
    const request = { id: `${verb}-it`, verb, provider: "cloud", parameters: { [type]: parameters }, deadline, ...what }
    await protection.operations.start(request)
    return protection.operations.wait(request.id)
  }
  return { protection, run, [Symbol.asyncDispose]: () => protection.close() }
}

const protect = async (cloud: MockTrove, { protection, run }: Awaited<ReturnType<typeof openHost>>) => {
  const { items } = await protection.resources.list(type, cloud.scope)
  const parameters = { backup_name: "nightly", description: "Every night" }
  return (await run("protect", parameters, { resources: items })).checkpoint
}

const logIn = async (cloud: MockTrove) => {
  const { username, password } = cloud.connection.auth
  const identity = {
    methods: ["password"],
    password: { user: { name: username, password, domain: { id: "default" } } },
  }
  const scope = { project: { id: cloud.scope.project } }
  const answer = await post(cloud, "/auth/tokens", { auth: { identity, scope } })
  const { token } = await answer.json()
  return { token: answer.headers.get("x-subject-token") ?? "", userId: token.user.id }
}

const post = (cloud: MockTrove, path: string, body: object, token?: string) =>
  cloud.fetch(`${cloud.connection.authUrl}${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...(token === undefined ? {} : { "X-Auth-Token": token }) },
    body: JSON.stringify(body),
  })
