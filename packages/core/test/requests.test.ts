import { createProtection } from "@breakwater/core/promise"
import { memoryThingType } from "@breakwater/core/testing"
import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"
import type { Provider, Request } from "../src/index.ts"
import { memoryBank, ProtectionError } from "../src/index.ts"
import { memoryHost, project, thing } from "./support/memoryHost.ts"
import { done, scriptedPlugin } from "./support/scriptedPlugin.ts"

const host = memoryHost()
const id = host.service.addThing({ name: "orders" })
const protect = host.request("op", { resources: [thing(id, "orders")] })

const pathsOf = async (request: unknown, of: typeof host = host) => {
  await using client = await of.open()
  const error: unknown = await client.operations.start(request as Request).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(ProtectionError)
  expect(of.service.received()).toBe(0)
  expect((await client.operations.list()).items).toEqual([])
  expect((await client.checkpoints.list()).items).toEqual([])
  return error instanceof ProtectionError ? [error.code, ...(error.issues ?? []).map(({ path }) => path)] : []
}

describe("a request is refused before anything is touched", () => {
  it("when its shape is not that of a request, with a path for each fault", async () => {
    const faults = { ...protect, id: "", verb: "steal", resources: [{ ...thing(id), scope: {} }] }
    expect(await pathsOf(faults)).toEqual(["invalidParameters", "/id", "/verb", "/resources/0/scope/account"])
    expect(await pathsOf({ ...protect, lables: {} })).toEqual(["invalidParameters", "/lables"])
    expect(await pathsOf({ ...protect, id: ":".repeat(67) })).toEqual(["invalidParameters", "/id"])
    expect(await pathsOf({ ...protect, toString: 1 })).toEqual(["invalidParameters", "/toString"])
    expect(await pathsOf(null)).toEqual(["invalidParameters", ""])
    const circle: { [key: string]: unknown } = {}
    circle["self"] = circle
    expect(await pathsOf({ ...protect, parameters: circle })).toEqual(["invalidParameters", ""])
  })

  it("when a text in it can not be kept everywhere", async () => {
    expect(await pathsOf({ ...protect, id: "a\u0000b" })).toEqual(["invalidParameters", "/id"])
    const half = { ...thing("\ud83d"), name: "half a wave" }
    expect(await pathsOf({ ...protect, resources: [half] })).toEqual(["invalidParameters", "/resources/0/id"])
    expect(await pathsOf({ ...protect, labels: { "\ud83d": "a" } })).toEqual(["invalidParameters", "/labels/\ufffd"])
  })

  it("when its deadline is no time, or has passed", async () => {
    for (const deadline of ["soon", "2999", "Nov 22 2999", "22.11.2999"]) {
      expect(await pathsOf({ ...protect, deadline })).toEqual(["invalidParameters", "/deadline"])
    }
    expect(await pathsOf({ ...protect, deadline: "2020-01-01T00:00:00Z" })).toEqual(["invalidParameters", "/deadline"])
  })

  it("when it names no known provider", async () => {
    expect(await pathsOf({ ...protect, provider: "q" })).toEqual(["invalidParameters", "/provider"])
  })

  it("when it lacks what its verb needs, or has what it can not use", async () => {
    expect(await pathsOf({ ...protect, resources: [] })).toEqual(["invalidParameters", "/resources"])
    expect(await pathsOf({ ...protect, checkpoint: "c" })).toEqual(["invalidParameters", "/checkpoint"])
    expect(await pathsOf({ ...protect, into: { account: "other" } })).toEqual(["invalidParameters", "/into"])
    expect(await pathsOf({ ...protect, verb: "restore" })).toEqual(["invalidParameters", "/checkpoint"])
    expect(await pathsOf({ ...protect, verb: "restore", checkpoint: "c" })).toEqual(["notFound"])
    expect(await pathsOf({ ...protect, verb: "restore", checkpoint: "c", resources: [] })).toEqual([
      "invalidParameters",
      "/resources",
    ])
  })

  it("when its parameters are wrong, by type and by resource, all of them at once", async () => {
    const type = "Memory::Thing"
    const parameters = {
      [type]: { copy_name: 5, description: "fine" },
      [`${type}#${id}`]: { description: "x".repeat(256) },
      [`${type}#nobody`]: {},
      "Memory::Other": {},
    }
    expect((await pathsOf({ ...protect, parameters })).sort()).toEqual([
      "/parameters/Memory::Other",
      `/parameters/${type}#nobody`,
      `/parameters/${type}#${id}/description`,
      `/parameters/${type}/copy_name`,
      "invalidParameters",
    ])
    expect(await pathsOf({ ...protect, parameters: { [type]: { copyname: "x" } } })).toEqual([
      "invalidParameters",
      `/parameters/${type}/copyname`,
    ])
  })

  it("but null in a parameter means not given", async () => {
    const other = memoryHost()
    const own = other.service.addThing({ name: "orders" })
    await using client = await other.open()
    const parameters = { "Memory::Thing": { copy_name: null } }
    await client.operations.start(other.request("op", { resources: [thing(own)], parameters }))
    expect(await client.operations.wait("op")).toMatchObject({ state: "succeeded" })
  })

  it("when nothing in it is served by a plugin", async () => {
    const bare = memoryHost({ plugins: [] })
    const only = bare.request("op", { resources: [project] })
    expect(await pathsOf(only, bare)).toEqual(["notSupported", "/resources"])
    expect(await pathsOf({ ...protect, resources: [{ ...thing(id), type: "Unknown" }] })).toEqual(["notSupported"])
  })

  it("when the plugin can not do the verb", async () => {
    const { plugin } = scriptedPlugin(done, { operations: {} })
    const poor = memoryHost({ plugins: [plugin] })
    const own = poor.service.addThing({ name: "orders" })
    expect(await pathsOf(poor.request("op", { resources: [thing(own)] }), poor)).toEqual(["notSupported"])
    expect(await pathsOf({ ...protect, verb: "copy", checkpoint: "c" })).toEqual(["notFound"])
  })
})

describe("a host is refused at once", () => {
  it("when its limits let nobody in", async () => {
    await expect(memoryHost({ limits: { perScope: 0, total: 1.5 } }).open()).rejects.toMatchObject({
      issues: [{ path: "/limits/perScope" }, { path: "/limits/total" }],
    })
  })

  it("when it says something that nobody listens to", async () => {
    const misspelt = { perscope: 3, total: 2 }
    await expect(memoryHost({ limits: misspelt }).open()).rejects.toMatchObject({
      issues: [{ path: "/limits/perscope" }],
    })
    const provider = { id: "p", bank: host.bank, protectables: [], plugins: [] }
    const options = { engine: host.engine, providers: [provider], limit: { perScope: 3 } }
    await expect(createProtection(options)).rejects.toMatchObject({ issues: [{ path: "/limit" }] })
  })

  it("when it has no provider, two of one id, or a plugin of another contract", async () => {
    const [provider] = [{ id: "p", bank: host.bank, protectables: [], plugins: [] }]
    await expect(memoryHost({ providers: [] }).open()).rejects.toMatchObject({ issues: [{ path: "/providers" }] })
    const twice = memoryHost({ providers: [provider, provider] }).open()
    await expect(twice).rejects.toMatchObject({ code: "invalidParameters", message: 'Two providers have the id "p".' })
    const { plugin } = scriptedPlugin(() => Effect.succeed({ step: "done" }))
    const newer = JSON.parse(JSON.stringify({ contract: 2 }))
    const strange = memoryHost({ plugins: [{ ...plugin, ...newer }] }).open()
    await expect(strange).rejects.toMatchObject({ code: "tooNew" })
  })

  it.each([
    ["the name of a folder", "./bank"],
    ["a maker of banks", memoryBank],
    ["nothing", undefined],
  ])("when it has %s for a bank, before an operation is begun that could only break", async (_, bank) => {
    const provider: object = { id: "p", protectables: [], plugins: [], bank }
    const providers = [provider as Provider]
    await expect(memoryHost({ providers }).open()).rejects.toMatchObject({
      code: "invalidParameters",
      issues: [{ path: "/providers/p/bank", message: expect.stringContaining("fileBank") }],
    })
  })

  it("when something else stands in a plugin's place, or nothing in the providers'", async () => {
    const pair = JSON.parse('{ "protectable": {}, "protection": {} }')
    const misplaced = memoryHost({ plugins: [pair] }).open()
    await expect(misplaced).rejects.toMatchObject({
      code: "invalidParameters",
      issues: [{ path: "/providers/p/plugins/0" }],
    })
    const without = memoryHost({ providers: JSON.parse("{}").providers }).open()
    await expect(without).rejects.toMatchObject({ code: "invalidParameters", issues: [{ path: "/providers" }] })
  })

  it("when it asks for resources without saying where", async () => {
    await using client = await host.open()
    const nowhere = JSON.parse("{}")
    const issues = [{ path: "/scope/account" }]
    await expect(client.resources.list(memoryThingType, nowhere)).rejects.toMatchObject({
      code: "invalidParameters",
      issues,
    })
    await expect(client.resources.show(memoryThingType, nowhere, "a")).rejects.toMatchObject({ issues })
  })
})

describe("a request from JavaScript", () => {
  it("may have members that are undefined: they were not given, and the same without them joins it", async () => {
    const own = memoryHost()
    const resources = [thing(own.service.addThing({ name: "orders" }))]
    const request = own.request("op", { resources, parameters: { "Memory::Thing": { description: "nightly" } } })
    const parameters = { "Memory::Thing": { description: "nightly", copy_name: undefined } }
    await using client = await own.open()
    const loose = JSON.parse("{}")
    const started = await client.operations.start(Object.assign(loose, request, { parameters, plan: undefined }))
    expect(started.request).toEqual(request)
    expect(await client.operations.start(request)).toMatchObject({ id: "op" })
  })
})
