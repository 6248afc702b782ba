/** Many projects of several clouds in one process: each its own connection, its own token, its own troubles. */
import {
  type Client,
  createProtection,
  type HostClock,
  memoryBank,
  memoryEngine,
  type Resource,
  type Scope,
} from "@breakwater/core/promise"
import { createMockTrove, defaultCloud, type MockTrove } from "@breakwater/mock-trove"
import { expect, test } from "vitest"
import type { Connection } from "../src/Connection.ts"
import { trove } from "../src/promise.ts"

const type = "OS::Trove::Instance"
const region = "RegionOne"

/** The id of a team's project. */
const projectOf = (team: number) => team.toString(16).padStart(32, "0")

/** A cloud in which every team has a project, a user of its own, and one instance. */
const cloudOf = (name: string, teams: number) => {
  const numbers = Array.from({ length: teams }, (_, team) => team)
  const cloud = createMockTrove({
    cloud: {
      ...defaultCloud,
      projects: [...defaultCloud.projects, ...numbers.map((team) => ({ name: `team-${team}`, id: projectOf(team) }))],
      users: [
        ...defaultCloud.users,
        ...numbers.map((team) => ({
          name: `user-${team}`,
          password: `password of ${team} in ${name}`,
          roles: { [`team-${team}`]: ["member"] },
        })),
      ],
    },
  })
  for (const team of numbers) cloud.state.instances.add({ name: `${name}-${team}`, project: projectOf(team) })
  return cloud
}

const connectionOf = (cloud: MockTrove, name: string, team: string): Connection => ({
  ...cloud.connection,
  auth: {
    type: "password",
    username: `user-${team}`,
    password: `password of ${team} in ${name}`,
    userDomain: "Default",
  },
})

/** The account names cloud and team; the scope says which project. */
const scopeOf = (name: string, team: number): Scope => ({
  account: `${name}/${team}`,
  project: projectOf(team),
  region,
})

const connectTo = (clouds: { readonly [name: string]: MockTrove }, asked: string[] = []) => {
  return async ({ account }: Scope): Promise<Connection> => {
    asked.push(account)
    const [name = "", team = ""] = account.split("/")
    const cloud = clouds[name]
    if (cloud === undefined) throw new Error(`There is no cloud ${name}.`)
    return connectionOf(cloud, name, team)
  }
}

const open = (clock: HostClock, connect: (scope: Scope) => Promise<Connection>) => {
  const { protectable, protection } = trove({ connect, ownerTag: "test" })
  const provider = { id: "p", bank: memoryBank(), protectables: [protectable], plugins: [protection] }
  return createProtection({ engine: memoryEngine(), providers: [provider], clock })
}

const namesIn = async (client: Client, scope: Scope) =>
  (await client.resources.list(type, scope)).items.map(({ name }) => name)

test("three hundred projects of two clouds see each their own, each with one token", async () => {
  await using north = cloudOf("north", 150)
  await using south = cloudOf("south", 150)
  const asked: string[] = []
  await using client = await open(north.clock, connectTo({ north, south }, asked))
  const scopes = ["north", "south"].flatMap((name) =>
    Array.from({ length: 150 }, (_, team) => ({ name: `${name}-${team}`, scope: scopeOf(name, team) })),
  )
  const look = () => Promise.all(scopes.map(({ scope }) => namesIn(client, scope)))
  expect(await look()).toEqual(scopes.map(({ name }) => [name]))
  expect(await look()).toEqual(scopes.map(({ name }) => [name]))
  expect(asked).toHaveLength(300)
  for (const cloud of [north, south]) {
    expect(cloud.journal.count("issueToken")).toBe(150)
    expect(cloud.journal.count("listInstancesDetail")).toBe(300)
  }
})

test("a team's token opens no other team's project", async () => {
  await using north = cloudOf("north", 2)
  const foreign = north.state.instances.all().find(({ name }) => name === "north-1")
  await using client = await open(north.clock, connectTo({ north }))
  expect(await namesIn(client, scopeOf("north", 0))).toEqual(["north-0"])
  await expect(client.resources.show(type, scopeOf("north", 0), foreign?.id ?? "")).rejects.toMatchObject({
    code: "notFound",
  })
  const elsewhere = { ...scopeOf("north", 0), project: projectOf(1) }
  await expect(namesIn(client, elsewhere)).rejects.toMatchObject({ code: "forbidden" })
})

test("a cloud that refuses, one that is down and one nobody knows hurt no other", async () => {
  await using north = cloudOf("north", 3)
  await using south = cloudOf("south", 3)
  const connect = connectTo({ north, south })
  await using client = await open(north.clock, async (scope) => {
    const connection = await connect(scope)
    if (scope.account === "north/0") return { ...connection, auth: { type: "token", token: "revoked" } }
    if (scope.account !== "north/1") return connection
    return { ...connection, fetch: () => Promise.reject(new TypeError("fetch failed")), requestTimeout: "1 second" }
  })
  const [refused, down, unknown, fine, other] = await Promise.allSettled([
    namesIn(client, scopeOf("north", 0)),
    namesIn(client, scopeOf("north", 1)),
    namesIn(client, scopeOf("west", 0)),
    namesIn(client, scopeOf("north", 2)),
    namesIn(client, scopeOf("south", 0)),
  ])
  expect(refused).toMatchObject({ status: "rejected", reason: { code: "unauthenticated" } })
  expect(down).toMatchObject({ status: "rejected", reason: { code: "unavailable", retryable: true } })
  expect(unknown).toMatchObject({ status: "rejected", reason: { code: "unavailable" } })
  expect(JSON.stringify(unknown)).not.toContain("There is no cloud west.")
  expect([fine, other]).toMatchObject([{ value: ["north-2"] }, { value: ["south-0"] }])
})

test("a connect that failed is asked again, by the next question and by a retry of the operation", async () => {
  await using north = cloudOf("north", 1)
  const asked: string[] = []
  const connect = connectTo({ north }, asked)
  let sealed = true
  await using client = await open(north.clock, async (scope) => {
    const connection = await connect(scope)
    if (sealed) throw new Error("The vault is sealed.")
    return connection
  })
  await expect(namesIn(client, scopeOf("north", 0))).rejects.toMatchObject({ code: "unavailable" })
  sealed = false
  expect(await namesIn(client, scopeOf("north", 0))).toEqual(["north-0"])
  expect(await namesIn(client, scopeOf("north", 0))).toEqual(["north-0"])
  expect(asked).toHaveLength(2)
})

test("after a restart connect is asked again, and what was running goes on in every cloud", async () => {
  const clouds = { north: createMockTrove(), south: createMockTrove({ seed: 2, clock: "manual" }) }
  const [engine, bank] = [memoryEngine(), memoryBank()]
  const asked: string[] = []
  const { now, sleep } = clouds.north.clock
  const clock: HostClock = {
    now,
    sleep: async (ms, signal) => {
      await sleep(ms, signal)
      await clouds.south.clock.advance(now() - clouds.south.clock.now())
    },
  }
  const start = () => {
    const { protectable, protection } = trove({
      connect: async ({ account }) => {
        asked.push(account)
        return account === "north" ? clouds.north.connection : clouds.south.connection
      },
      ownerTag: "test",
    })
    const provider = { id: "p", bank, protectables: [protectable], plugins: [protection] }
    return createProtection({ engine, providers: [provider], clock })
  }
  const resources = Object.entries(clouds).map(([account, cloud]): Resource => {
    const { id, name } = cloud.state.instances.add({ name: account })
    return { scope: { account, project: cloud.scope.project }, type, id, name }
  })
  {
    await using first = await start()
    await first.operations.start({
      id: "1",
      verb: "protect",
      provider: "p",
      resources,
      parameters: { [type]: { backup_name: "nightly", description: "x" } },
      deadline: new Date(clock.now() + 3_600_000).toISOString(),
    })
    for await (const { changed } of first.operations.watch("1")) {
      if (changed.some(({ progress }) => progress !== undefined)) break
    }
  }
  const before = asked.length
  await using second = await start()
  expect((await second.operations.wait("1")).state).toBe("succeeded")
  expect([...new Set(asked.slice(before))].toSorted()).toEqual(["north", "south"])
  for (const cloud of Object.values(clouds)) expect(cloud.journal.count("createBackup")).toBe(1)
})
