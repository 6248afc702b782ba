/** What hosts without Effect get: both plugins by name, over their own connect, fetch and clock. */
import { begin, turn } from "@breakwater/core/steps"
import { createMockTrove } from "@breakwater/mock-trove"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { expect, test } from "vitest"
import { type TroveOptions, trove } from "../src/promise.ts"
import { TroveInstanceProtectable } from "../src/TroveInstanceProtectable.ts"
import { TroveInstanceProtection } from "../src/TroveInstanceProtection.ts"
import { Troves } from "../src/Troves.ts"
import { Host, resourceOf } from "./support/host.ts"

const deadline = "2026-01-02T00:00:00Z"
const parameters = { backup_name: "nightly", description: "x" }

test("making the plugins asks nobody anything", () => {
  const { protectable, protection } = trove({
    connect: () => {
      throw new Error("asked")
    },
  })
  expect(protectable.type).toBe("OS::Trove::Instance")
  expect(protection).toMatchObject({ contract: 1, id: "trove-instance", types: ["OS::Trove::Instance"] })
  expect(Object.keys(protection.operations)).toEqual(["protect", "restore", "verify", "delete"])
})

test.each(["", "  "])("an owner tag that says nothing, %o, is refused; none at all is not", (ownerTag) => {
  const connect = () => expect.unreachable()
  expect(() => trove({ connect, ownerTag })).toThrow(
    expect.objectContaining({ code: "invalidParameters", issues: [expect.objectContaining({ path: "/ownerTag" })] }),
  )
  expect(trove({ connect }).protection.id).toBe("trove-instance")
})

test.each<[string, object]>([
  ["/connect", {}],
  ["/connect", { connect: { authUrl: "https://keystone.example" } }],
  ["/ownerTag", { ownerTag: 5 }],
  ["/waiting/settle", { waiting: { settle: "banana" } }],
  ["/waiting/maxLook", { waiting: { maxLook: "-3 seconds" } }],
])("what can not be worked with is refused where the plugins are made: %s of %o", (path, options) => {
  const connect = path === "/connect" ? {} : { connect: () => expect.unreachable() }
  expect(() => trove({ ...connect, ...options } as TroveOptions)).toThrow(
    expect.objectContaining({ code: "invalidParameters", issues: [expect.objectContaining({ path })] }),
  )
})

test("a wait that is undefined is not given", async () => {
  const cloud = createMockTrove()
  const instance = cloud.state.instances.add({ name: "orders" })
  const waiting: object = { firstLook: undefined, settle: undefined }
  await new Host(cloud, { waiting }).protect(instance)
  expect(cloud.state.backups.all()).toMatchObject([{ status: "COMPLETED" }])
})

test("connect is asked once for each scope, and its promise is waited for", async () => {
  const cloud = createMockTrove()
  const instance = cloud.state.instances.add({ name: "orders" })
  const asked: string[] = []
  const host = new Host(cloud, {
    connect: async ({ account }) => {
      asked.push(account)
      return cloud.connection
    },
  })
  await host.protect(instance)
  expect(asked).toEqual(["demo"])
})

test("fetch serves connections that bring none, and no other", async () => {
  const cloud = createMockTrove()
  const instance = cloud.state.instances.add({ name: "orders" })
  const { fetch, ...bare } = cloud.connection
  await new Host(cloud, { connect: () => bare, fetch }).protect(instance)
  const unused = () => Promise.reject(new Error("the wrong fetch"))
  await new Host(cloud, { connect: () => cloud.connection, fetch: unused }).protect(instance)
  expect(cloud.journal.count("createBackup")).toBe(1)
})

test("the host's clock is the plugin's, whatever the clock of the driver", async () => {
  const cloud = createMockTrove()
  const { protection: plugin } = trove({ connect: () => cloud.connection, clock: cloud.clock })
  const instance = cloud.state.instances.add({ name: "orders" })
  cloud.faults.on("createBackup").drop()
  const resource = resourceOf(cloud, instance)
  let current = await begin({
    plugin,
    verb: "protect",
    operationId: "1",
    resource,
    parameters,
    deadline: "2126-01-01T00:00:00Z",
  })
  while (current.status === "waiting") {
    await cloud.clock.sleep(current.afterMs)
    current = await turn(plugin, current.handle)
  }
  expect(current.status).toBe("succeeded")
  expect(cloud.journal.count("createBackup")).toBe(2)
})

test("a connect that throws ends the operation with a reason, and is asked again by the next turn", async () => {
  const cloud = createMockTrove()
  const instance = cloud.state.instances.add({ name: "orders" })
  let broken = true
  const { protection: plugin } = trove({
    connect: () => {
      if (broken) throw new Error("the vault is sealed")
      return cloud.connection
    },
  })
  const resource = resourceOf(cloud, instance)
  const request = { plugin, verb: "protect", operationId: "1", resource, parameters, deadline } as const
  const first = await begin(request, { clock: cloud.clock })
  expect(first).toMatchObject({
    status: "failed",
    error: { code: "unavailable", retryable: true, outcome: "notStarted" },
  })
  expect(JSON.stringify(first)).not.toContain("the vault is sealed")
  broken = false
  expect((await begin(request, { clock: cloud.clock })).status).toBe("waiting")
})

test("for hosts with Effect, both are services over Troves", async () => {
  const cloud = createMockTrove()
  const { id } = cloud.state.instances.add({ name: "orders" })
  const plugins = Layer.mergeAll(TroveInstanceProtectable.layer, TroveInstanceProtection.layer).pipe(
    Layer.provide(Troves.layer(() => cloud.connection)),
  )
  const program = Effect.gen(function* () {
    const protectable = yield* TroveInstanceProtectable
    const protection = yield* TroveInstanceProtection
    const { items } = yield* protectable.list(cloud.scope)
    return { ids: items.map((item) => item.id), plugin: protection.id }
  })
  expect(await Effect.runPromise(Effect.provide(program, plugins))).toEqual({ ids: [id], plugin: "trove-instance" })
})
