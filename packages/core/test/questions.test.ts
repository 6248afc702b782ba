import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"
import { type Preview, ProtectionError } from "../src/index.ts"
import type { CheckpointFilter, Client, OperationFilter, SchemaProfile, Verb } from "../src/promise.ts"
import { memoryHost, thing } from "./support/memoryHost.ts"
import { done, type Script, scriptedPlugin } from "./support/scriptedPlugin.ts"

const type = "Memory::Thing"
const scope = { account: "me", project: "project" }

const profile = (text: string) => text as SchemaProfile
const verb = (text: string) => text as Verb

/** What becomes of what a host in JavaScript may ask, whatever the types say. */
const ask = async (question: (client: Client) => Promise<unknown>): Promise<unknown> => {
  const host = memoryHost()
  host.service.addThing({ name: "orders" })
  await using client = await host.open()
  const error = await Promise.resolve(client)
    .then(question)
    .catch((thrown: unknown) => thrown)
  if (!(error instanceof ProtectionError)) return error
  return [error.code, ...(error.issues ?? []).map(({ path }) => path)]
}

describe("what is asked in words nobody knows is refused, with the path to the fault", () => {
  it.each<[object, string]>([
    [{ lable: ["project", "p"] }, "/lable"],
    [{ label: "project" }, "/label"],
    [{ state: "failed" }, "/state"],
    [{ state: ["faild"] }, "/state/0"],
    [{ limit: "5" }, "/limit"],
  ])("by a list of operations: %o", async (filter, path) => {
    expect(await ask((client) => client.operations.list(filter as OperationFilter))).toEqual([
      "invalidParameters",
      path,
    ])
  })

  it.each<[object, string]>([
    [{ lable: ["project", "p"] }, "/lable"],
    [{ label: ["project"] }, "/label/1"],
    [{ after: 5 }, "/after"],
    [{ resource: { type, id: "x" } }, "/resource/scope"],
  ])("by a list of checkpoints: %o", async (filter, path) => {
    expect(await ask((client) => client.checkpoints.list(filter as CheckpointFilter))).toEqual([
      "invalidParameters",
      path,
    ])
  })

  it("by a page of resources", async () => {
    expect(await ask((client) => client.resources.list(type, scope, { page: 2 } as object))).toEqual([
      "invalidParameters",
      "/page",
    ])
    expect(await ask((client) => client.operations.resources("op", { afer: "1" } as object))).toEqual([
      "invalidParameters",
      "/afer",
    ])
  })

  it.each([0, -1, 1.5])("by a page of %d items, before a plugin is asked", async (limit) => {
    expect(await ask((client) => client.resources.list(type, scope, { limit }))).toEqual([
      "invalidParameters",
      "/limit",
    ])
    expect(await ask((client) => client.operations.list({ limit }))).toEqual(["invalidParameters", "/limit"])
    expect(await ask((client) => client.checkpoints.list({ limit }))).toEqual(["invalidParameters", "/limit"])
  })

  it("by a schema or a form of another verb or profile", async () => {
    expect(await ask(async (client) => client.schema(type, "protect", profile("nope")))).toEqual([
      "invalidParameters",
      "/profile",
    ])
    expect(await ask(async (client) => client.schema(type, verb("backup")))).toEqual(["invalidParameters", "/verb"])
    expect(await ask((client) => client.suggest({ verb: verb("backup"), checkpoint: "c" }))).toEqual([
      "invalidParameters",
      "/verb",
    ])
    expect(await ask(async (client) => client.schema(type, "copy"))).toEqual(["notSupported"])
  })

  it("but what is undefined is not asked", async () => {
    expect(await ask((client) => client.operations.list({ label: undefined, limit: 5 } as object))).toEqual({
      items: [],
    })
  })
})

describe("a retry", () => {
  it("of what has succeeded is refused as a conflict, not as something that can never be done", async () => {
    const host = memoryHost()
    const id = host.service.addThing({ name: "orders" })
    await using client = await host.open()
    await client.operations.start(host.request("op", { resources: [thing(id)] }))
    await client.operations.wait("op")
    await expect(client.operations.retry("op")).rejects.toMatchObject({ code: "alreadyEnded", retryable: false })
  })
})

describe("the paths of wrong parameters are those of the request, whoever finds the fault", () => {
  const finding = new ProtectionError({
    code: "invalidParameters",
    message: "/parameters/note: is taken; /saved/id: is gone",
    issues: [
      { path: "/parameters/note", message: "is taken" },
      { path: "/saved/id", message: "is gone" },
    ],
  })
  const own = (id: string) => `${type}#${id}`

  const setting = (script: Script, preview: Effect.Effect<Preview, ProtectionError> = Effect.fail(finding)) => {
    const { plugin } = scriptedPlugin(script)
    const protect = { ...plugin.operations.protect, preview: () => preview }
    const host = memoryHost({ plugins: [{ ...plugin, operations: { protect } }] })
    return { host, id: host.service.addThing({ name: "orders" }) }
  }
  const fails: Script = () => Effect.fail(finding)

  it("by its own key where it has one, in the operation and in its row", async () => {
    const { host, id } = setting(fails)
    await using client = await host.open()
    const parameters = { [own(id)]: { note: "x" } }
    await client.operations.start(host.request("op", { resources: [thing(id)], parameters }))
    await client.operations.wait("op").catch((error: unknown) => error)
    const [row] = (await client.operations.resources("op")).items
    expect(row?.error).toMatchObject({
      message: `/parameters/${own(id)}/note: is taken; /saved/id: is gone`,
      issues: [{ path: `/parameters/${own(id)}/note` }, { path: "/saved/id" }],
    })
  })

  it("by its type's where the value was given for all, in a preview and in its blockers", async () => {
    const parameters = { [type]: { note: "x" } }
    const path = `/parameters/${type}/note`
    const refused = setting(done)
    await using one = await refused.host.open()
    await expect(
      one.operations.preview(refused.host.request("op", { resources: [thing(refused.id)], parameters })),
    ).rejects.toMatchObject({ issues: [{ path }, { path: "/saved/id" }] })

    const blockers = [finding.toJSON()]
    const blocked = setting(done, Effect.succeed({ creates: [], deletes: [], quota: {}, warnings: [], blockers }))
    await using other = await blocked.host.open()
    const preview = await other.operations.preview(
      blocked.host.request("op", { resources: [thing(blocked.id)], parameters }),
    )
    expect(preview.blockers[0]?.issues?.[0]).toEqual({ path, message: "is taken" })
  })
})

describe("checkpoints of one label", () => {
  it("are listed without those of others, in whole pages", async () => {
    const host = memoryHost()
    const id = host.service.addThing({ name: "orders" })
    await using client = await host.open()
    for (const [index, project] of ["one", "two", "one", "two", "one"].entries()) {
      await client.operations.start(host.request(`op${index}`, { resources: [thing(id)], labels: { project } }))
      await client.operations.wait(`op${index}`)
    }
    const first = await client.checkpoints.list({ label: ["project", "one"], limit: 2 })
    expect(first.items.map((each) => each.labels["project"])).toEqual(["one", "one"])
    const rest = await client.checkpoints.list({ label: ["project", "one"], limit: 2, after: first.next ?? "" })
    expect([...first.items, ...rest.items].map((each) => each.id).sort()).toEqual(["op0", "op2", "op4"])
    expect((await client.checkpoints.list({ label: ["project", "three"] })).items).toEqual([])
  })
})

describe("what is asked for with a label", () => {
  it("is found by its own alone: another's is as good as none, and a misspelt label shows nothing", async () => {
    const host = memoryHost()
    const id = host.service.addThing({ name: "orders" })
    await using client = await host.open()
    await client.operations.start(host.request("op", { resources: [thing(id)], labels: { project: "one" } }))
    await client.operations.wait("op")
    for (const found of [client.operations, client.checkpoints]) {
      expect(await found.get("op", { label: ["project", "one"] })).toMatchObject({ id: "op" })
      for (const label of [
        ["project", "two"],
        ["owner", "one"],
        ["toString", "one"],
      ] as const)
        await expect(found.get("op", { label })).rejects.toMatchObject({ code: "notFound" })
      const misspelt = { lable: ["project", "two"] } as object
      await expect(found.get("op", misspelt)).rejects.toMatchObject({ issues: [{ path: "/lable" }] })
    }
  })
})

describe("a resource without a name", () => {
  it("gets the one it has in the cloud, and joins all the same when it is gone by then", async () => {
    const host = memoryHost()
    const id = host.service.addThing({ name: "orders" })
    await using client = await host.open()
    const { name: _, ...nameless } = thing(id)
    const request = { ...host.request("op"), resources: [nameless] }
    expect((await client.operations.preview(request)).creates[0]).toContain("orders")
    const { request: kept } = await client.operations.start(request)
    expect(kept.resources).toEqual([thing(id, "orders")])
    await client.operations.wait("op")
    await Effect.runPromise(host.service.deleteThing(id))
    expect(await client.operations.start(request)).toMatchObject({ id: "op", state: "succeeded" })
    const nobody = { ...request, id: "other", resources: [{ ...nameless, id: "nobody" }] }
    await expect(client.operations.start(nobody)).rejects.toMatchObject({ code: "notFound" })
  })

  it("needs none where a checkpoint holds it", async () => {
    const host = memoryHost()
    const id = host.service.addThing({ name: "orders" })
    await using client = await host.open()
    await client.operations.start(host.request("op", { resources: [thing(id)] }))
    await client.operations.wait("op")
    const { name: _, ...nameless } = thing(id)
    const deletion = { ...host.request("gone", { verb: "delete", checkpoint: "op" }), resources: [nameless] }
    await client.operations.start(deletion)
    expect((await client.operations.wait("gone")).state).toBe("succeeded")
  })
})

describe("a preview", () => {
  it("of what is begun already says that it joins; of the same id for something else it is refused", async () => {
    const host = memoryHost()
    const id = host.service.addThing({ name: "orders" })
    await using client = await host.open()
    const request = host.request("op", { resources: [thing(id)] })
    const before = await client.operations.preview(request)
    expect(before).toMatchObject({ joins: false, digest: expect.stringMatching(/^[0-9a-f]{64}$/) })
    await client.operations.start(request)
    await client.operations.wait("op")
    await Effect.runPromise(host.service.deleteThing(id))
    const joins = { creates: [], deletes: [], quota: {}, blockers: [], warnings: [], joins: true, digest: "" }
    expect(await client.operations.preview(request)).toEqual(joins)
    const other = { ...request, labels: { project: "two" } }
    await expect(client.operations.preview(other)).rejects.toMatchObject({ code: "idReused" })
  })

  it("has one digest as long as the same would be created and deleted, and another otherwise", async () => {
    const host = memoryHost()
    const one = host.service.addThing({ name: "orders" })
    const two = host.service.addThing({ name: "users" })
    await using client = await host.open()
    const digestOf = async (request: Parameters<typeof host.request>[1]) =>
      (await client.operations.preview(host.request("op", request))).digest
    const digest = await digestOf({ resources: [thing(one)] })
    expect(await digestOf({ resources: [thing(one)], labels: { project: "one" } })).toBe(digest)
    expect(await digestOf({ resources: [thing(two)] })).not.toBe(digest)
  })
})
