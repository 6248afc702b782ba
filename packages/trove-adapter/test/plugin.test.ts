/** The plugin endpoint: Trove's plugins out of a provider file. */
import { createProtection, memoryEngine, ProtectionError } from "@breakwater/core/promise"
import { loadProviderText, type ProviderFileOptions } from "@breakwater/core/provider-file"
import { createMockTrove } from "@breakwater/mock-trove"
import { expect, test } from "vitest"
import trove, { withProbes } from "../src/plugin.ts"
import { resourceOf } from "./support/host.ts"

const provider = (configuration: object) =>
  JSON.stringify({
    version: 1,
    id: "cloud",
    bank: { type: "memory" },
    plugins: [{ name: "trove", configuration }],
  })

const connection = {
  authUrl: "env:OS_AUTH_URL",
  auth: { type: "password", username: "env:OS_USERNAME", password: "env:OS_PASSWORD", userDomain: "Default" },
}

const load = (configuration: object, options: Partial<ProviderFileOptions> = {}) =>
  loadProviderText(provider(configuration), { plugins: { trove }, env: {}, ...options })

const refusal = async (configuration: object) => {
  const env = { OS_AUTH_URL: "https://k.example", OS_USERNAME: "me", OS_PASSWORD: "hunter2" }
  const error = await load(configuration, { env }).then(
    () => expect.unreachable("it should be refused"),
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof ProtectionError)) throw error
  expect(JSON.stringify(error)).not.toContain("hunter2")
  return (error.issues ?? []).map(({ path, message }) => [path.replace("/plugins/0/configuration", ""), message])
}

test("a provider file protects an instance with what the environment holds", async () => {
  const cloud = createMockTrove()
  const instance = cloud.state.instances.add({ name: "orders" })
  const { clock, env, fetch } = cloud
  const loaded = await load(
    { connection, ownerTag: "portal", waiting: { firstLook: "5 seconds", jitter: 0 } },
    { env, fetch, clock },
  )
  expect(JSON.stringify(loaded)).not.toContain(env["OS_PASSWORD"])
  await using client = await createProtection({ engine: memoryEngine(), providers: [loaded], clock })
  const resource = resourceOf(cloud, instance)
  await client.operations.start({
    id: "1",
    verb: "protect",
    provider: "cloud",
    resources: [resource],
    parameters: { "OS::Trove::Instance": { backup_name: "nightly", description: "x" } },
    deadline: new Date(clock.now() + 3_600_000).toISOString(),
  })
  expect((await client.operations.wait("1")).state).toBe("succeeded")
  expect(cloud.journal.count("createBackup")).toBe(1)
  expect(JSON.stringify(await client.checkpoints.get("1"))).not.toContain(env["OS_PASSWORD"])
})

test("a changed secret counts for the next scope that is asked for", async () => {
  const cloud = createMockTrove()
  const { clock, fetch, scope } = cloud
  const env = { ...cloud.env, OS_PASSWORD: "wrong" }
  const { protectables } = await load({ connection }, { env, fetch, clock })
  await using client = await createProtection({
    engine: memoryEngine(),
    providers: [{ ...(await load({ connection }, { env, fetch, clock })), protectables }],
    clock,
  })
  const list = () => client.resources.list("OS::Trove::Instance", { ...scope, account: env.OS_PASSWORD })
  await expect(list()).rejects.toMatchObject({ code: "unauthenticated" })
  env.OS_PASSWORD = cloud.env["OS_PASSWORD"] ?? ""
  expect((await list()).items).toEqual([])
})

test("a provider file chooses a probe of the host's by its name, and a drill asks it", async () => {
  const cloud = createMockTrove()
  const instance = cloud.state.instances.add({ name: "orders" })
  const { clock, env, fetch } = cloud
  const asked: string[] = []
  const probes = withProbes({
    orders: async ({ instance: { name } }) => {
      asked.push(name)
      return "12 orders"
    },
  })
  const drill = { probe: "orders", within: "30 seconds" }
  const loaded = await load({ connection, drill }, { env, fetch, clock, plugins: { trove: probes } })
  await using client = await createProtection({ engine: memoryEngine(), providers: [loaded], clock })
  const deadline = new Date(clock.now() + 36_000_000).toISOString()
  const run = async (id: string, more: object, options: { readonly [name: string]: string }) => {
    const parameters = { "OS::Trove::Instance": options }
    await client.operations.start({ id, verb: "protect", provider: "cloud", parameters, deadline, ...more })
    return client.operations.wait(id)
  }
  await run("1", { resources: [resourceOf(cloud, instance)] }, { backup_name: "nightly", description: "x" })
  expect(await run("2", { verb: "verify", checkpoint: "1" }, { level: "restore" })).toMatchObject({
    state: "succeeded",
  })
  const { items } = await client.operations.resources("2")
  expect(items).toMatchObject([{ result: { drill: { probe: "12 orders" } } }])
  expect(asked).toHaveLength(1)
})

test("a probe that the host does not give is refused when the file is loaded", async () => {
  const drill = { probe: "orders" }
  expect(await refusal({ connection, drill })).toEqual([["/drill/probe", "is no probe the host gives; it gives none"]])
  const others = load(
    { connection, drill },
    { plugins: { trove: withProbes({ b: async () => {}, a: async () => {} }) } },
  )
  await expect(others).rejects.toMatchObject({ message: expect.stringContaining("it gives a, b") })
})

test.each([
  ["no connection", {}, [["/connection", "must be given"]]],
  [
    "a password in the file",
    { connection: { ...connection, auth: { ...connection.auth, password: "hunter2" } } },
    [
      [
        "/connection/auth/password",
        "must name where the secret lies: env:NAME, file:/absolute/path or cloud:NAME; the secret itself may not stand here",
      ],
    ],
  ],
  [
    "a token in the file",
    { connection: { ...connection, auth: { type: "token", token: "hunter2" } } },
    [["/connection/auth/token", expect.stringContaining("may not stand here")]],
  ],
  [
    "a password that is no text",
    { connection: { ...connection, auth: { ...connection.auth, password: ["hunter2"] } } },
    [["/connection/auth/password", expect.stringContaining("may not stand here")]],
  ],
  [
    "a kind of auth that does not exist",
    { connection: { ...connection, auth: { type: "pasword", password: "hunter2" } } },
    [
      [
        "/connection/auth",
        'must have the type "password", "token" or "applicationCredential", and the members of that type',
      ],
    ],
  ],
  [
    "a user without a domain",
    { connection: { ...connection, auth: { type: "password", username: "me", password: "env:OS_PASSWORD" } } },
    [["/connection/auth/userDomain", "Expected userDomain or userDomainId beside username"]],
  ],
  [
    "a URL that is none",
    { connection: { ...connection, authUrl: "keystone:5000" } },
    [["/connection/authUrl", "must begin with http:// or https://, or be a reference such as env:OS_AUTH_URL"]],
  ],
  ["a setting nobody knows", { connection, ownertag: "portal" }, [["/ownertag", "is no setting of the Trove plugins"]]],
  [
    "a length of time that is none",
    { connection, waiting: { settle: "soon" } },
    [["/waiting/settle", 'must be a number of milliseconds, or a text such as "30 seconds"']],
  ],
])("%s is refused, with its path, and no secret quoted", async (_, configuration, issues) => {
  expect(await refusal(configuration)).toEqual(issues)
})
