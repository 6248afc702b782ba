/** Providers out of files: what is read, what is refused and where, and what never leaves. */
import { mkdir, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { MemoryPlugin, MemoryProtectable, MemoryService, virtualClock } from "@breakwater/core/testing"
import { Ajv2020 } from "ajv/dist/2020.js"
import { describe, expect, expectTypeOf, test } from "vitest"
import { parse } from "yaml"
import { z } from "zod"
import { createProtection, memoryBank, memoryEngine, ProtectionError } from "../src/promise.ts"
import {
  type BankEndpoint,
  importPlugins,
  loadProviderFile,
  loadProviderText,
  type PluginEndpoint,
  type PluginHost,
  type ProviderFileOptions,
  providerFileJsonSchema,
} from "../src/provider-file.ts"
import { newFolder } from "./support/newFolder.ts"

const configurationSchema = z.strictObject({
  region: z.string().default("north"),
  key: z.string().optional(),
  nested: z.strictObject({ keys: z.array(z.string()) }).optional(),
})
type Configuration = z.infer<typeof configurationSchema>

const service = new MemoryService()

/** An endpoint that remembers what it was made with. */
const recording = () => {
  const made: { readonly configuration: Configuration; readonly host: PluginHost }[] = []
  const endpoint: PluginEndpoint<Configuration> = {
    configurationSchema,
    create: (configuration, host) => {
      made.push({ configuration, host })
      return { protectables: [new MemoryProtectable(service)], plugins: [new MemoryPlugin(service)] }
    },
  }
  return { endpoint, made }
}

const load = (text: string, options: Partial<ProviderFileOptions> = {}) =>
  loadProviderText(text, { plugins: { things: recording().endpoint }, env: {}, ...options })

const refusal = async (provider: Promise<unknown>): Promise<ProtectionError> => {
  const error = await provider.then(
    () => expect.unreachable("it should be refused"),
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof ProtectionError)) throw error
  return error
}

const good = `
version: 1
id: cloud
name: The cloud
description: Where things are.
bank:
  type: memory
plugins:
  - name: things
    configuration:
      region: south
`

describe("a provider file", () => {
  test("becomes a provider that a protection runs on", async () => {
    const clock = virtualClock()
    const { endpoint, made } = recording()
    const provider = await load(good, { plugins: { things: endpoint }, clock })
    expect(provider).toMatchObject({ id: "cloud", name: "The cloud", description: "Where things are." })
    expect(made).toMatchObject([{ configuration: { region: "south" }, host: { clock } }])
    const id = service.addThing({ name: "orders" })
    await using client = await createProtection({ engine: memoryEngine(), providers: [provider], clock })
    const resource = await client.resources.show("Memory::Thing", { account: "me", project: "project" }, id)
    const deadline = new Date(clock.now() + 3_600_000).toISOString()
    const request = { id: "1", verb: "protect", provider: "cloud", parameters: {}, deadline } as const
    await client.operations.start({ ...request, resources: [resource] })
    expect((await client.operations.wait("1")).state).toBe("succeeded")
  })

  test("may be JSON, with tabs", async () => {
    const json = JSON.stringify({ ...parse(good), $schema: "./provider.v1.json" }, null, "\t")
    expect(await load(json)).toMatchObject({ id: "cloud" })
  })

  test("gets the defaults of its plugins' configuration, and hands on any where a plugin checks none", async () => {
    const { endpoint, made } = recording()
    await load(good.replace(/ +configuration:\n +region: south\n/, ""), { plugins: { things: endpoint } })
    expect(made[0]?.configuration).toEqual({ region: "north" })
    const given: unknown[] = []
    const create: PluginEndpoint["create"] = async (configuration) => {
      given.push(configuration)
      return { protectables: [], plugins: [] }
    }
    await load(good, { plugins: { things: { create } } })
    expect(given).toEqual([{ region: "south" }])
  })

  test("is read from the disk, a relative bank folder beside it, and asks the disk for nothing else", async () => {
    const folder = await newFolder()
    const path = join(folder, "cloud.yaml")
    await writeFile(path, good.replace("type: memory", "type: file\n  folder: bank"))
    const provider = await loadProviderFile(path, { plugins: { things: recording().endpoint } })
    expect(provider.bank.id).toBe(join(folder, "bank"))
  })

  test("is read by the host's own function where there is one", async () => {
    const asked: string[] = []
    const readFile = async (path: string) => {
      asked.push(path)
      return good
    }
    const options = { plugins: { things: recording().endpoint }, readFile }
    expect(await loadProviderFile("/nowhere/cloud.yaml", options)).toMatchObject({ id: "cloud" })
    expect(asked).toEqual(["/nowhere/cloud.yaml"])
  })

  test("that is not there is not found", async () => {
    const error = await refusal(loadProviderFile(join(await newFolder(), "cloud.yaml"), { plugins: {} }))
    expect(error).toMatchObject({ code: "notFound", message: expect.stringContaining("cloud.yaml") })
    expect(error).toMatchObject({ recovery: expect.stringContaining("Correct the path") })
  })
})

describe("a fault is told with path, line and column", () => {
  test.each([
    ["a version of tomorrow is a code of its own", good.replace("version: 1", "version: 2"), undefined],
    ["no id", good.replace("id: cloud\n", ""), ["/id", 2, 1]],
    ["an empty id", good.replace("id: cloud", 'id: ""'), ["/id", 3, 1]],
    ["a member nobody knows", `${good}colour: blue\n`, ["/colour", 12, 1]],
    ["an unknown kind of bank", good.replace("type: memory", "type: tape"), ["/bank/type", 7, 3]],
    ["a bank of no kind", good.replace("type: memory", 'type: ""'), ["/bank/type", 7, 3]],
    ["a bank without its folder", good.replace("type: memory", "type: file"), ["/bank/folder", 6, 1]],
    [
      "a relative folder in a text without a file",
      good.replace("type: memory", "type: file\n  folder: bank"),
      ["/bank/folder", 8, 3],
    ],
    ["no plugin", good.replace(/plugins:.*/s, "plugins: []\n"), ["/plugins", 8, 1]],
    ["a plugin this host has not", good.replace("name: things", "name: toString"), ["/plugins/0/name", 9, 5]],
    ["a wrong configuration", good.replace("south", "7"), ["/plugins/0/configuration/region", 11, 7]],
    [
      "a member of a list in a configuration",
      good.replace("region: south", "nested:\n        keys:\n          - a\n          - 7"),
      ["/plugins/0/configuration/nested/keys/1", 14, 13],
    ],
    ["a text that is no YAML", good.replace("id: cloud", "id: [cloud"), ["", 4, 1]],
    ["the same member twice", good.replace("id: cloud", "id: cloud\nid: other"), ["", 4, 1]],
    ["a tag", good.replace("south", "!!binary aGk="), ["", 11, 15]],
    ["nothing at all", "", ["", 1, 1]],
  ])("%s", async (_, text, expected) => {
    const error = await refusal(load(text))
    if (expected === undefined) return expect(error.code).toBe("tooNew")
    const [path, line, column] = expected
    expect(error).toMatchObject({ code: "invalidParameters", outcome: "notStarted" })
    expect(error.issues).toContainEqual(expect.objectContaining({ path, line, column }))
    expect(error.message).toContain(`the provider file:${line}:${column} ${path === "" ? "the file" : path}: `)
  })

  test("all of them at once, and the same again after JSON", async () => {
    const text = `version: 1\nid: cloud\nbank: { type: memory }\nplugins:\n  - name: a\n  - name: b\n`
    const error = await refusal(load(text))
    expect(error.issues?.map(({ path, line }) => [path, line])).toEqual([
      ["/plugins/0/name", 5],
      ["/plugins/1/name", 6],
    ])
    expect(error.issues?.[0]?.message).toBe('"a" is no plugin of this host; it has: things')
    expect(ProtectionError.fromJSON(JSON.parse(JSON.stringify(error))).issues).toEqual(error.issues)
  })

  test("with the name of the file", async () => {
    const path = join(await newFolder(), "cloud.yaml")
    await writeFile(path, good.replace("id: cloud\n", ""))
    expect((await refusal(loadProviderFile(path, { plugins: {} }))).message).toContain(`${path}:2:1 /id: `)
  })

  test("a bomb of aliases is refused", async () => {
    const levels = Array.from({ length: 12 }, (_, n) => `l${n + 1}: &l${n + 1} [${Array(9).fill(`*l${n}`).join(", ")}]`)
    expect((await refusal(load(`l0: &l0 x\n${levels.join("\n")}\n`))).message).toContain("aliases")
  })

  test("a plugin that can not be made is named", async () => {
    const create = () => {
      throw new Error("no such region")
    }
    expect(await refusal(load(good, { plugins: { things: { create } } }))).toMatchObject({
      code: "defect",
      message: "The plugin things could not be made: no such region",
    })
  })
})

describe("a bank of the host's", () => {
  const shelves = good.replace("type: memory", "type: shelf\n  configuration:\n    board: 3\n    key: env:KEY")
  const shelfSchema = z.strictObject({ board: z.number(), key: z.string(), depth: z.number().default(2) })

  test("is made of its configuration, its defaults filled in and its secrets still references", async () => {
    const made: unknown[] = []
    const bank = memoryBank()
    const shelf: BankEndpoint<z.infer<typeof shelfSchema>> = {
      configurationSchema: shelfSchema,
      create: async (configuration, { reveal }) => {
        made.push(configuration, await reveal(configuration.key))
        return bank
      },
    }
    const provider = await load(shelves, { banks: { shelf }, env: { KEY: "hunter2" } })
    expect(provider.bank).toBe(bank)
    expect(made).toEqual([{ board: 3, key: "env:KEY", depth: 2 }, "hunter2"])
  })

  test("is refused with what is wrong: its name, its configuration, a secret that is not there", async () => {
    const shelf: BankEndpoint = { configurationSchema: shelfSchema, create: () => memoryBank() }
    const unknown = await refusal(load(shelves))
    expect(unknown.issues).toEqual([
      { path: "/bank/type", message: '"shelf" is no bank of this host; it has: file, memory', line: 7, column: 3 },
    ])
    const faults = await refusal(load(shelves.replace("board: 3", "board: top"), { banks: { shelf } }))
    expect(faults.issues?.map(({ path, line }) => [path, line])).toEqual([
      ["/bank/configuration/board", 9],
      ["/bank/configuration/key", 10],
    ])
  })

  test("can not take the place of the file bank or the memory bank, and is named when it can not be made", async () => {
    const create = (): never => {
      throw new Error("no such shelf")
    }
    const banks = { shelf: { create }, memory: { create } }
    expect((await load(good, { banks })).bank.id).toContain("memory")
    const error = await refusal(load(shelves, { banks, env: { KEY: "hunter2" } }))
    expect(error).toMatchObject({ code: "defect", message: "The bank shelf could not be made: no such shelf" })
  })
})

describe("secrets", () => {
  const withKey = (key: string) => good.replace("region: south", `key: ${key}`)
  const revealed = async (text: string, options: Partial<ProviderFileOptions>) => {
    const { endpoint, made } = recording()
    await load(text, { plugins: { things: endpoint }, ...options })
    const [{ configuration, host } = expect.unreachable()] = made
    return { given: configuration.key, reveal: () => host.reveal(configuration.key ?? "") }
  }

  test("come from the environment, anew each time, and the plugin is made with the reference alone", async () => {
    const env = { KEY: "hunter2" }
    const { given, reveal } = await revealed(withKey("env:KEY"), { env })
    expect(given).toBe("env:KEY")
    expect(await reveal()).toBe("hunter2")
    env.KEY = "hunter3"
    expect(await reveal()).toBe("hunter3")
  })

  test("come from a file, without the line's end", async () => {
    const path = join(await newFolder(), "key")
    await writeFile(path, "hunter2\n")
    expect(await (await revealed(withKey(`file:${path}`), {})).reveal()).toBe("hunter2")
  })

  test("come from the host's resolver", async () => {
    const cloud = async (name: string) => `the secret ${name}`
    expect(await (await revealed(withKey("cloud:vault/7"), { cloud })).reveal()).toBe("the secret vault/7")
  })

  test("by default come from this process's environment", async () => {
    const { endpoint } = recording()
    const provider = await loadProviderText(withKey("env:PATH"), { plugins: { things: endpoint } })
    expect(provider.id).toBe("cloud")
  })

  test("what is no reference is revealed as it is", async () => {
    const { endpoint, made } = recording()
    await load(good, { plugins: { things: endpoint } })
    expect(await made[0]?.host.reveal("https://keystone.example")).toBe("https://keystone.example")
  })

  test.each([
    ["env:NOBODY", {}, "The environment variable NOBODY is not set"],
    ["env:toString", {}, "The environment variable toString is not set"],
    ["env:EMPTY", { env: { EMPTY: "" } }, "The environment variable EMPTY is not set"],
    ["file:/nowhere/key", {}, "The file /nowhere/key is not there, or empty"],
    ["cloud:key", {}, "cloud:key can not be looked up: this host has no resolver for cloud: references"],
    ["cloud:key", { cloud: async () => "" }, "The host's resolver knows no cloud:key"],
    ["cloud:key", { cloud: () => Promise.reject(new Error("x")) }, "The host's resolver failed for cloud:key"],
    ['"env:two words"', {}, '"env:" is followed by nothing that can be looked up'],
    ["file:key", {}, '"file:" is followed by nothing that can be looked up'],
  ])("%s that can not be found is told when the file is loaded", async (reference, options, message) => {
    const error = await refusal(load(withKey(reference), options))
    const path = "/plugins/0/configuration/key"
    expect(error.issues).toEqual([{ path, message, line: 11, column: 7 }])
  })
})

describe("the published JSON Schema", () => {
  const check = new Ajv2020().compile(providerFileJsonSchema())

  test("is fresh", async () => {
    await expect(`${JSON.stringify(providerFileJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(
      "../schema/provider.v1.json",
    )
  })

  test.each([
    ["takes what is taken", good, true],
    ["refuses a member nobody knows", `${good}colour: blue\n`, false],
    ["refuses a bank without its type", good.replace("type: memory", "folder: bank"), false],
    ["refuses a bank without its folder", good.replace("type: memory", "type: file"), false],
    ["refuses a file without plugins", good.replace(/plugins:.*/s, "plugins: []\n"), false],
    ["refuses an empty id", good.replace("id: cloud", 'id: ""'), false],
  ])("%s", async (_, text, expected) => {
    expect(check(parse(text)), JSON.stringify(check.errors)).toBe(expected)
    const loaded = await load(text).then(
      () => true,
      () => false,
    )
    expect(loaded).toBe(expected)
  })
})

describe("plugins by package entry", () => {
  const endpoint = `export default { create: () => ({ protectables: [], plugins: [] }) }`
  const installed = async (entry = endpoint) => {
    const folder = await newFolder()
    const at = join(folder, "node_modules", "@acme", "things")
    await mkdir(at, { recursive: true })
    const exports = { "./plugin": { types: "./plugin.d.ts", default: "./plugin.js" } }
    await writeFile(join(at, "package.json"), JSON.stringify({ name: "@acme/things", type: "module", exports }))
    await writeFile(join(at, "plugin.js"), entry)
    const file = join(folder, "cloud.yaml")
    await writeFile(file, good.replace(/name: things.*/s, 'name: "@acme/things/plugin"\n'))
    return file
  }

  test("are found from the provider file, and made by it", async () => {
    const file = await installed()
    const plugins = await importPlugins(file, ["@acme/things/plugin"])
    expect(Object.keys(plugins)).toEqual(["@acme/things/plugin"])
    expect(await loadProviderFile(file, { plugins })).toMatchObject({ id: "cloud", plugins: [] })
  })

  test("are imported by nothing but this call: a name alone is no plugin", async () => {
    const error = await refusal(loadProviderFile(await installed("throw new Error('ran')"), { plugins: {} }))
    expect(error.issues?.[0]?.message).toBe('"@acme/things/plugin" is no plugin of this host; it has: none')
  })

  test.each([
    ["./plugin.js", "a path"],
    ["../plugin.js", "a path"],
    ["..", "a path"],
    ["/tmp/plugin.js", "a path"],
    ["C:\\plugin.js", "a path"],
    ["@acme/things/../other", "a path within a package"],
    ["data:text/javascript,export default 1", "a data: URL"],
    ["file:///tmp/plugin.js", "a file: URL"],
    ["https://example.com/plugin.js", "a https: URL"],
    ["node:fs", "a module of Node"],
    ["fs/promises", "a module of Node"],
    ["#internal", "a private import of a package"],
    ["", "a path within a package"],
    ["a%2fb", "no package name"],
    ["@acme", "no package name"],
  ])("%j is refused as %s", async (specifier, what) => {
    const error = await refusal(importPlugins("/tmp/cloud.yaml", [specifier]))
    expect(error).toMatchObject({ code: "invalidParameters", outcome: "notStarted" })
    expect(error.message).toBe(
      `"${specifier}" is ${what}; plugins are imported by the name of an installed package alone.`,
    )
  })

  test("what is not installed, not exported or no endpoint is told apart", async () => {
    const file = await installed("export default 7")
    expect(await refusal(importPlugins(file, ["@acme/other"]))).toMatchObject({ code: "notFound" })
    const hidden = await refusal(importPlugins(file, ["@acme/things/secret"]))
    expect(hidden).toMatchObject({ code: "notFound", message: expect.stringContaining("@acme/things/secret") })
    expect(await refusal(importPlugins(file, ["@acme/things/plugin"]))).toMatchObject({ code: "notSupported" })
  })
})

test("an endpoint of one configuration is an endpoint", () => {
  expectTypeOf<PluginEndpoint<Configuration>>().toExtend<PluginEndpoint>()
})
