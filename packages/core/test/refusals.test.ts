/** What comes from outside and is wrong, whole way through a host: each a clear error, and nothing is made of it. */
import { readdir } from "node:fs/promises"
import { dirname, join } from "node:path"
import { fileBank, type ProtectablePlugin } from "@breakwater/core/promise"
import { MemoryProtectable } from "@breakwater/core/testing"
import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"
import {
  type CheckpointDraft,
  type Json,
  ProtectionError,
  readCheckpointManifest,
  resourceKey,
  sealCheckpoint,
} from "../src/index.ts"
import { memoryHost, thing } from "./support/memoryHost.ts"
import { newFolder } from "./support/newFolder.ts"
import { done, scriptedPlugin } from "./support/scriptedPlugin.ts"

const manifestKey = "checkpoints/op/manifests/0001.json"

/** A host with the checkpoint `op` of one thing. */
const hostWithCheckpoint = async () => {
  const host = memoryHost()
  const resources = [thing(host.service.addThing({ name: "orders" }), "orders")]
  {
    await using client = await host.open()
    await client.operations.start(host.request("op", { resources }))
    await client.operations.wait("op")
  }
  const { root } = host.bank
  const change = (key: string, of: (text: string) => string) =>
    Effect.runPromise(Effect.flatMap(root.get(key), (text) => root.put(key, of(text))))
  return { host, change, restore: host.request("back", { verb: "restore", checkpoint: "op" }) }
}

describe("a restore of a checkpoint is refused", () => {
  it("when the provider lacks the plugin that made it", async () => {
    const { host, restore } = await hostWithCheckpoint()
    await using client = await memoryHost({ ...host, plugins: [scriptedPlugin(done).plugin] }).open()
    await expect(client.operations.start(restore)).rejects.toMatchObject({
      code: "notSupported",
      message: expect.stringContaining("lacks the plugin memory, which protected orders"),
    })
  })

  it("when a newer version of its plugin made it", async () => {
    const { host, restore } = await hostWithCheckpoint()
    const older = host.plugins.map((plugin) => Object.assign(Object.create(plugin), { savedInfoVersion: 0 }))
    await using client = await memoryHost({ ...host, plugins: older }).open()
    await expect(client.operations.start(restore)).rejects.toMatchObject({
      code: "tooNew",
      message: expect.stringContaining("newer version (1.0.0) of the plugin memory"),
    })
  })

  it.each([
    {
      what: "its manifest is of a later version",
      key: manifestKey,
      of: (text: string) => text.replace('"version":1', '"version":2'),
      code: "tooNew",
    },
    {
      what: "its manifest does not make its checksum",
      key: manifestKey,
      of: (text: string) => text.replace('"orders"', '"others"'),
      code: "damaged",
    },
    {
      what: "its status is none",
      key: "checkpoints/op/status.json",
      of: (text: string) => text.replace(/"status":"[a-z]+"/, '"status":"finished"'),
      code: "damaged",
    },
  ])("when $what", async ({ code, key, of }) => {
    const { host, change, restore } = await hostWithCheckpoint()
    await change(key, (text) => {
      expect(of(text)).not.toBe(text)
      return of(text)
    })
    await using client = await host.open()
    const before = host.service.received()
    await expect(client.operations.start(restore)).rejects.toMatchObject({ code, outcome: "notStarted" })
    expect(host.service.received()).toBe(before)
  })
})

describe("a request", () => {
  it("for resources that depend on each other in a circle is refused, and names them", async () => {
    const host = memoryHost()
    const [a, b] = [thing("a"), thing("b")]
    const circular: ProtectablePlugin = {
      type: "Memory::Thing",
      parents: ["Memory::Thing"],
      list: () => Effect.succeed({ items: [] }),
      show: (_, id) => Effect.succeed({ ...thing(id), status: "READY", can: {} }),
      dependents: ({ id }) => Effect.succeed({ items: [{ ...(id === "a" ? b : a), status: "READY", can: {} }] }),
    }
    const provider = { id: "p", bank: host.bank, protectables: [circular], plugins: host.plugins }
    await using client = await memoryHost({ ...host, providers: [provider] }).open()
    const started = client.operations.start(host.request("op", { resources: [a] }))
    await expect(started).rejects.toBeInstanceOf(ProtectionError)
    await expect(started).rejects.toThrow(/in a circle: .*Memory::Thing a.*Memory::Thing b/)
  })

  it("whose parameters are nested without end is refused with their path", async () => {
    const host = memoryHost()
    const resources = [thing(host.service.addThing({ name: "orders" }))]
    let deep: Json = "x"
    for (let level = 0; level < 20_000; level += 1) deep = { deep }
    await using client = await host.open()
    const started = client.operations.start(host.request("op", { resources, parameters: { "Memory::Thing": deep } }))
    await expect(started).rejects.toMatchObject({ code: "invalidParameters", issues: [{ path: expect.any(String) }] })
  })

  it.each(["../../../escaped", "..", "a/b", "C:\\temp", "OS::Trove::Instance#1", "%2e%2e%2f", "ünïcödé", "~temporary"])(
    "with the id, plan and provider %s writes nothing outside of its own folders",
    async (name) => {
      const outside = await newFolder()
      const folder = join(outside, "a/bank")
      const host = memoryHost({ bank: fileBank(folder) })
      const resources = [thing(host.service.addThing({ name: "orders" }), "orders")]
      const protectables = [new MemoryProtectable(host.service)]
      const providers = [{ id: name, bank: host.bank, protectables, plugins: host.plugins }]
      await using client = await memoryHost({ ...host, providers }).open()
      await client.operations.start(host.request(name, { resources, plan: name, provider: name }))
      await client.operations.wait(name)
      expect(await client.checkpoints.get(name)).toMatchObject({ id: name, status: "available", plan: name })
      expect((await client.checkpoints.list({ plan: name })).items).toHaveLength(1)
      const found = await readdir(outside, { recursive: true, withFileTypes: true })
      const files = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
      const own = /^\/(installation$|checkpoints\/[^/]+\/|indices\/by-(date|plan|provider)\/[^/]+\/[^/]+$)/
      expect(files.filter((file) => !own.test(file.slice(folder.length)))).toEqual([])
      expect(await readdir(dirname(folder))).toEqual(["bank"])
    },
  )
})

describe("a manifest of ten thousand resources", () => {
  const resources: CheckpointDraft["resources"] = Array.from({ length: 10_000 }, (_, index) => ({
    resource: thing(`thing-${index}`),
    children:
      index % 100 === 0
        ? Array.from({ length: 99 }, (__, child) => resourceKey(thing(`thing-${index + child + 1}`)))
        : [],
    plugin: { id: "memory", version: "1.0.0", savedInfo: 1 },
    status: "available",
    saved: { copy: `copy-${index}`, name: `thing-${index}` },
  }))
  const draft: CheckpointDraft = {
    id: "op",
    provider: "p",
    created: "2026-01-01T00:00:00.000Z",
    labels: {},
    status: "available",
    resources,
  }
  const seal = () =>
    Effect.runPromise(sealCheckpoint(draft, "bank").pipe(Effect.map((sealed) => JSON.stringify(sealed))))
  const read = (text: string) => Effect.runPromise(Effect.result(readCheckpointManifest(text)))

  it("is read as it was written", async () => {
    const { resources: found } = await Effect.runPromise(Effect.flatMap(Effect.promise(seal), readCheckpointManifest))
    expect(JSON.stringify(found)).toBe(JSON.stringify(resources))
  })

  it("is refused as damaged when one letter of it changed, one resource is missing or a child stands twice", async () => {
    const text = await seal()
    const changed = text.replace('"copy-9999"', '"copy-9998"')
    expect(changed).not.toBe(text)
    expect(await read(changed)).toMatchObject({ _tag: "Failure", failure: { code: "damaged" } })
    expect(await read(text.slice(0, -1))).toMatchObject({ _tag: "Failure", failure: { code: "damaged" } })
    const twice = sealCheckpoint({ ...draft, resources: [...resources, ...resources.slice(0, 1)] }, "bank")
    expect(await Effect.runPromise(Effect.flip(twice))).toMatchObject({ code: "invalidParameters" })
    const orphan = sealCheckpoint({ ...draft, resources: resources.slice(0, -1) }, "bank")
    expect(await Effect.runPromise(Effect.flip(orphan))).toMatchObject({
      code: "invalidParameters",
      message: expect.stringContaining("thing-9999"),
    })
  })
})
