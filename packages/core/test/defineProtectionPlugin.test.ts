/** Plugins written without Effect: zod for schemas, async functions for hooks. */
import { memorySubject, protectionPluginConformance, virtualClock } from "@breakwater/core/testing"
import { describe, expect, expectTypeOf, test } from "vitest"
import { z } from "zod"
import type { HookContext, Section } from "../src/index.ts"
import { jsonSchema } from "../src/Parameters.ts"
import {
  type AnySchema,
  createProtection,
  defineProtectablePlugin,
  defineProtectionPlugin,
  memoryBank,
  memoryEngine,
  type Operation,
  type Page,
  type PluginCall,
  type Preview,
  type PromiseHookContext,
  type PromiseOperation,
  type PromiseSection,
  type Protectable,
  type ProtectablePlugin,
  type ProtectablePluginDefinition,
  ProtectionError,
  type ProtectionPlugin,
  type ProtectionPluginDefinition,
  type Resource,
} from "../src/promise.ts"
import { begin, turn } from "../src/steps.ts"
import { memoryHost, thing } from "./support/memoryHost.ts"
import { plainPlugin } from "./support/plainPlugin.ts"
import { plainService } from "./support/plainService.ts"

describe("a plugin of promises and zod keeps every promise of a protection plugin", () => {
  const subject = memorySubject({}, (service, clock) => plainPlugin(plainService(service, clock)))
  const world = subject.make
  const named = async () => {
    const made = await world()
    // zod tells an unknown member at the object that has it.
    const at = { protect: "/copyname", delete: "/really" }
    const { protect = [], delete: remove = [], ...others } = made.invalidParameters
    const moved = (faults: typeof protect, unknown: string) =>
      faults.map((fault) => (fault.path === unknown ? { ...fault, path: "" } : fault))
    return {
      ...made,
      invalidParameters: { ...others, protect: moved(protect, at.protect), delete: moved(remove, at.delete) },
    }
  }
  for (const { name, run } of protectionPluginConformance({ ...subject, make: named })) test(name, run)
})

test("the engine drives it like any other, and suggests what it saved", async () => {
  const clock = virtualClock()
  const bare = memoryHost({ clock })
  const host = memoryHost({ clock, service: bare.service, plugins: [plainPlugin(plainService(bare.service, clock))] })
  const id = host.service.addThing({ name: "orders" })
  await using client = await host.open()
  await client.operations.start(host.request("1", { resources: [thing(id, "orders")] }))
  const { checkpoint } = await client.operations.wait("1")
  expect(await client.suggest({ verb: "restore", checkpoint })).toEqual({
    [`Memory::Thing#${id}`]: { restore_name: "orders" },
  })
  await client.operations.start(host.request("2", { verb: "restore", checkpoint }))
  expect((await client.operations.wait("2")).state).toBe("succeeded")
  expect(host.service.thingsAt(clock.now()).map(({ name }) => name)).toEqual(["orders", "orders"])
})

test("it can say all that a plugin of effects can say", () => {
  expectTypeOf<keyof PromiseOperation>().toEqualTypeOf<keyof Operation>()
  expectTypeOf<keyof PromiseHookContext>().toEqualTypeOf<keyof HookContext | keyof PluginCall>()
  expectTypeOf<keyof PromiseSection>().toEqualTypeOf<keyof Section>()
  expectTypeOf<keyof ProtectablePluginDefinition>().toEqualTypeOf<keyof ProtectablePlugin>()
  expectTypeOf<keyof ProtectionPluginDefinition<1, 1, 1, 1, 1> | "contract">().toEqualTypeOf<keyof ProtectionPlugin>()
})

const nothing: Preview = { creates: [], deletes: [], quota: {}, blockers: [], warnings: [] }
const none = z.strictObject({})

type OnMain = NonNullable<PromiseOperation["onMain"]>

const pluginWith = (protect: Partial<PromiseOperation>, optionsSchema: AnySchema = none) =>
  defineProtectionPlugin({
    id: "tiny",
    version: "1.0.0",
    types: ["Memory::Thing"],
    needsSection: true,
    optionsSchema,
    restoreSchema: none,
    verifySchema: none,
    deleteSchema: none,
    savedInfoSchema: z.unknown(),
    savedInfoVersion: 1,
    operations: { protect: { preview: async () => nothing, ...protect } },
  })

const resource: Resource = thing("thing-1", "orders")
const request = (protect: Partial<PromiseOperation>, parameters: unknown = {}, schema?: AnySchema) => ({
  plugin: pluginWith(protect, schema),
  verb: "protect" as const,
  operationId: "1",
  resource,
  parameters,
  deadline: "2126-01-01T00:00:00Z",
})

describe("what a function of such a plugin is given", () => {
  test("the time of whoever drives it", async () => {
    const clock = { now: () => 1234, sleep: async () => {} }
    const onMain: OnMain = async ({ now }) => ({ step: "done", value: now() })
    expect(await begin(request({ onMain }), { clock })).toMatchObject({ status: "succeeded", saved: 1234 })
  })

  test("a keep that comes back when the host has kept", async () => {
    const kept: unknown[] = []
    const onMain: OnMain = async ({ keep }) => {
      await keep({ sent: true })
      return { step: "done", value: kept.length }
    }
    const keep = async ({ state }: { readonly state?: unknown }) => void kept.push(state)
    expect(await begin(request({ onMain }), { keep })).toMatchObject({ status: "succeeded", saved: 1 })
    expect(kept).toEqual([{ sent: true }])
  })

  test("a keep that rejects when the host could not", async () => {
    let sent = false
    const onMain: OnMain = async ({ keep }) => {
      await keep(null)
      sent = true
      return { step: "done" }
    }
    const keep = () => Promise.reject(new Error("The disk is full."))
    expect(await begin(request({ onMain }), { keep })).toMatchObject({
      status: "failed",
      error: { code: "unavailable", outcome: "notStarted" },
    })
    expect(sent).toBe(false)
  })

  test("a signal that is aborted with the driver's, and nothing it keeps afterwards is kept", async () => {
    const aborter = new AbortController()
    const kept: unknown[] = []
    const late = Promise.withResolvers<string>()
    const onMain: OnMain = ({ keep, signal }) => {
      signal.addEventListener("abort", () => {
        keep("late").then(
          () => late.resolve("kept"),
          () => late.resolve("refused"),
        )
      })
      queueMicrotask(() => aborter.abort())
      return new Promise(() => {})
    }
    const turning = begin(request({ onMain }), {
      signal: aborter.signal,
      keep: async ({ state }) => void kept.push(state),
    })
    await expect(turning).rejects.toThrow()
    expect(await late.promise).toBe("refused")
    expect(kept).toEqual([])
  })

  test("its section of the bank", async () => {
    const onMain: OnMain = async ({ section }) => {
      if (section === undefined) throw new Error("There is no section.")
      await section.put("a/one", "1")
      await section.section("a").create("two", "2")
      const taken = await section.create("a/two", "3").then(
        () => "made twice",
        (error: ProtectionError) => error.code,
      )
      await section.put("a/three", "3")
      await section.remove("a/three")
      const keys: string[] = []
      for await (const key of section.list("a")) keys.push(key)
      return { step: "done", value: { keys, one: await section.get("a/one"), taken } }
    }
    const host = memoryHost({ plugins: [pluginWith({ onMain })] })
    const id = host.service.addThing({ name: "orders" })
    await using client = await host.open()
    await client.operations.start(host.request("1", { resources: [thing(id)] }))
    const { checkpoint } = await client.operations.wait("1")
    const { resources } = await client.checkpoints.get(checkpoint)
    expect(resources[0]).toMatchObject({ saved: { keys: ["a/one", "a/two"], one: "1", taken: "inUse" } })
  })
})

describe("what a function of such a plugin throws", () => {
  test("is the operation's error when it is a ProtectionError", async () => {
    const onMain = () => Promise.reject(new ProtectionError({ code: "quotaExceeded", message: "No room." }))
    expect(await begin(request({ onMain }))).toMatchObject({ status: "failed", error: { code: "quotaExceeded" } })
  })

  test("is a defect that names plugin and hook when it is anything else", async () => {
    const onMain = () => {
      throw new TypeError("x is undefined")
    }
    const message = "The plugin tiny broke in onMain: x is undefined"
    const failed = await begin(request({ onMain }))
    expect(failed).toMatchObject({ status: "failed", error: { code: "defect", message } })
    if (failed.status === "failed") expect((await turn(pluginWith({}), failed.handle)).status).toBe("succeeded")
  })
})

describe("schemas", () => {
  const text = {
    "~standard": {
      version: 1,
      vendor: "homemade",
      validate: (value: unknown) =>
        value === "yes" ? { value } : { issues: [{ message: "must be yes", path: [{ key: "answer" }] }] },
    },
  } as const

  test("a schema of a library without JSON Schema is taken with one beside it", async () => {
    const given = { type: "string", title: "Answer" }
    const schema = { schema: text, jsonSchema: given }
    const plugin = pluginWith({}, schema)
    expect(jsonSchema(plugin.optionsSchema, "form")).toEqual({
      $schema: "http://json-schema.org/draft-07/schema#",
      ...given,
    })
    expect(await begin(request({}, "no", schema))).toMatchObject({
      status: "failed",
      error: { code: "invalidParameters", issues: [{ path: "/parameters/answer", message: "must be yes" }] },
    })
  })

  test("without one it is refused, and the library named", () => {
    // @ts-expect-error The compiler says it first.
    expect(() => pluginWith({}, text)).toThrow("The optionsSchema of the plugin tiny gives no JSON Schema")
  })

  test("what zod fills in is what the hook gets", async () => {
    const schema = z.strictObject({ copies: z.int().default(2) })
    const { inventory: _, ...tiny } = pluginWith({})
    const plugin = defineProtectionPlugin({
      ...tiny,
      optionsSchema: schema,
      operations: {
        protect: {
          preview: async () => nothing,
          onMain: async ({ parameters }) => ({ step: "done", value: parameters.copies }),
        },
      },
    })
    expect(await begin({ ...request({}), plugin })).toMatchObject({ status: "succeeded", saved: 2 })
  })
})

test("a list of promises serves the client, page by page, and its faults are named", async () => {
  const row = (id: string): Protectable => ({ ...thing(id), status: "READY", can: { protect: true } })
  const protectable = defineProtectablePlugin({
    type: "Memory::Thing",
    parents: ["OS::Keystone::Project"],
    list: async (_, { after, limit = 10 }): Promise<Page<Protectable>> =>
      after === undefined ? { items: [row("a")].slice(0, limit), next: "a" } : { items: [row("b")] },
    show: async (_, id) => {
      if (id === "a") return row("a")
      throw id === "b" ? new Error("The table is broken.") : new ProtectionError({ code: "notFound", message: id })
    },
    dependents: async () => ({ items: [row("a")] }),
  })
  const provider = { id: "p", bank: memoryBank(), protectables: [protectable], plugins: [pluginWith({})] }
  await using client = await createProtection({ engine: memoryEngine(), providers: [provider] })
  const first = await client.resources.list("Memory::Thing", resource.scope)
  expect(first.items.map(({ id }) => id)).toEqual(["a"])
  const second = await client.resources.list("Memory::Thing", resource.scope, { after: first.next ?? "" })
  expect(second.items.map(({ id }) => id)).toEqual(["b"])
  expect(await client.resources.show("Memory::Thing", resource.scope, "a")).toMatchObject({ id: "a" })
  await expect(client.resources.show("Memory::Thing", resource.scope, "c")).rejects.toMatchObject({ code: "notFound" })
  await expect(client.resources.show("Memory::Thing", resource.scope, "b")).rejects.toMatchObject({
    code: "defect",
    message: "The protectable plugin of Memory::Thing broke in show: The table is broken.",
  })
})
