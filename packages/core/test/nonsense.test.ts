import { type HookContext, ProtectionError, type ProtectionPlugin } from "@breakwater/core"
import { begin } from "@breakwater/core/steps"
import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"
import { memoryHost, project, thing } from "./support/memoryHost.ts"
import { done, scriptedPlugin } from "./support/scriptedPlugin.ts"

/** A plugin as it may come out of JavaScript, where no type says what a hook may answer. */
const pluginThatAnswers = (onMain: (context: HookContext) => unknown): ProtectionPlugin => {
  const { plugin } = scriptedPlugin(done)
  Object.assign(plugin.operations.protect ?? {}, { onMain })
  return plugin
}

const hostOf = (plugin: ProtectionPlugin) => {
  const host = memoryHost({ plugins: [plugin] })
  const ids = ["orders", "customers"].map((name) => host.service.addThing({ name }))
  return { ...host, resources: ids.map((id) => thing(id)) }
}

const wait = { step: "wait", state: 1, afterMs: 1000, progress: { description: "Waiting." }, cancellable: "now" }
const { progress: _, ...silent } = wait
const { state: __, ...stateless } = wait

const answers: { readonly [name: string]: readonly [answer: () => unknown, said: string] } = {
  "nothing at all": [() => undefined, "it answered nothing."],
  "a promise": [() => Promise.resolve({ step: "done" }), "what it gave is no Effect."],
  "an effect of nothing": [() => Effect.undefined, "it answered nothing."],
  "an unknown step": [() => Effect.succeed({ step: "maybe" }), "its answer is no step"],
  "a wait of no length": [() => Effect.succeed({ ...wait, afterMs: Number.NaN }), "/afterMs"],
  "an endless wait": [() => Effect.succeed({ ...wait, afterMs: Number.POSITIVE_INFINITY }), "/afterMs"],
  "a wait that does not say what for": [() => Effect.succeed(silent), "/progress"],
  "a wait without a state": [() => Effect.succeed(stateless), "/state"],
  "an end that does not say what is left": [() => Effect.succeed({ step: "cancelled" }), "/left"],
  "warnings that are no list": [() => Effect.succeed({ step: "done", warnings: "Beware." }), "/warnings"],
  "what JSON can not hold": [() => Effect.succeed({ step: "done", value: 1n }), "BigInt"],
  "a failure of another kind": [() => Effect.fail(new TypeError("x is undefined")), "x is undefined"],
  "what it throws": [
    () => {
      throw new TypeError("x is undefined")
    },
    "x is undefined",
  ],
}

describe("a hook that answers", () => {
  for (const [name, [answer, said]] of Object.entries(answers)) {
    it(`${name} fails its resource with a defect, and its sibling goes on`, async () => {
      const plugin = pluginThatAnswers(({ resource }) =>
        resource.id === "thing-1" ? answer() : Effect.succeed({ step: "done", value: {} }),
      )
      const host = hostOf(plugin)
      await using client = await host.open()
      await client.operations.start(host.request("op", { resources: host.resources }))
      await expect(client.operations.wait("op")).rejects.toMatchObject({ code: "partial" })
      const { items } = await client.operations.resources("op")
      expect(items[0]).toMatchObject({
        state: "failed",
        error: { code: "defect", message: expect.stringMatching(/^The plugin broke in onMain: /) },
      })
      expect(items[0]?.error?.message).toContain(said)
      expect(items[1]).toMatchObject({ state: "succeeded" })
    })

    it(`${name} fails a turn that its host drives`, async () => {
      const host = hostOf(pluginThatAnswers(answer))
      const [plugin] = host.plugins
      const [resource] = host.resources
      if (plugin === undefined || resource === undefined) return expect.unreachable()
      const { deadline } = host.request("op")
      const request = { plugin, verb: "protect", operationId: "op", resource, parameters: {}, deadline } as const
      expect(await begin(request, { clock: host.clock })).toMatchObject({
        status: "failed",
        error: { code: "defect", message: expect.stringContaining(said) },
      })
    })
  }

  it.each([0, -5000])("a wait of %d ms for ever does not keep the machine busy", async (afterMs) => {
    const turns: number[] = []
    const plugin = pluginThatAnswers(() => {
      turns.push(host.clock.now())
      return Effect.succeed({ ...wait, afterMs })
    })
    const host = hostOf(plugin)
    await using client = await host.open()
    const deadline = new Date(host.clock.now() + 10_000).toISOString()
    await client.operations.start(host.request("op", { resources: host.resources.slice(0, 1), deadline }))
    await expect(client.operations.wait("op")).rejects.toMatchObject({ code: "deadlineExceeded" })
    expect(turns).toHaveLength(101)
  })
})

describe("a plugin that breaks elsewhere", () => {
  const thrown = () => {
    throw new TypeError("x is undefined")
  }
  const broke = (what: string) => ({ code: "defect", message: `The plugin broke in ${what}: x is undefined` })

  it("fails a preview, a suggestion and a list with a defect that is a ProtectionError", async () => {
    const { plugin } = scriptedPlugin(done)
    Object.assign(plugin.operations.protect ?? {}, { preview: thrown, suggest: thrown })
    const host = hostOf(plugin)
    await using client = await host.open()
    await client.operations.start(host.request("op", { resources: host.resources }))
    await client.operations.wait("op")
    const preview = client.operations.preview(host.request("back", { verb: "restore", checkpoint: "op" }))
    await expect(preview).rejects.toBeInstanceOf(ProtectionError)
    await expect(preview).rejects.toMatchObject(broke("preview"))
    await expect(client.suggest({ verb: "restore", checkpoint: "op" })).rejects.toMatchObject(broke("suggest"))
    const listing = {
      type: "Broken",
      parents: ["OS::Keystone::Project"],
      list: thrown,
      show: thrown,
      dependents: thrown,
    }
    await using other = await memoryHost({
      providers: [{ id: "p", bank: host.bank, plugins: [plugin], protectables: [listing] }],
    }).open()
    const scope = { account: "me" }
    await expect(other.resources.list("Broken", scope)).rejects.toMatchObject(broke("list"))
    await expect(other.resources.show("Broken", scope, "x")).rejects.toMatchObject(broke("show"))
    await expect(other.operations.start(host.request("all", { resources: [project] }))).rejects.toMatchObject(
      broke("dependents"),
    )
  })

  it("fails the one resource whose saved info its schema breaks on", async () => {
    const { plugin } = scriptedPlugin(done)
    const { savedInfoSchema } = plugin
    let checked = 0
    const validate = (value: unknown) => (checked++ === 0 ? thrown() : savedInfoSchema["~standard"].validate(value))
    const host = hostOf({ ...plugin, savedInfoSchema: { "~standard": { ...savedInfoSchema["~standard"], validate } } })
    await using client = await host.open()
    await client.operations.start(host.request("op", { resources: host.resources }))
    await expect(client.operations.wait("op")).rejects.toMatchObject({ code: "partial" })
    expect(await client.operations.get("op")).toMatchObject({ tally: { failed: 1, succeeded: 1 } })
  })
})
