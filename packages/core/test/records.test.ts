import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"
import { type Json, ProtectionError } from "../src/index.ts"
import { memoryHost, thing } from "./support/memoryHost.ts"
import { scriptedPlugin } from "./support/scriptedPlugin.ts"

/** Does to a record what a careless host might, in every depth; where that is refused, so much the better. */
const spoil = (value: unknown): void => {
  if (typeof value !== "object" || value === null) return
  Object.values(value).forEach(spoil)
  for (const name of Object.keys(value)) Reflect.set(value, name, "spoilt")
  Reflect.set(value, "more", "spoilt")
}

describe("a host that changes", () => {
  it("a record or a resource it was given changes nothing of what is kept", async () => {
    const host = memoryHost()
    const resources = ["a", "b"].map((name) => thing(host.service.addThing({ name }), name))
    host.service.failNext("createCopy")
    await using client = await host.open()
    const request = host.request("op", { resources, labels: { team: "a" } })
    const kept = async () =>
      JSON.stringify([await client.operations.get("op"), await client.operations.resources("op")])
    spoil(await client.operations.start(request))
    await expect(client.operations.wait("op")).rejects.toMatchObject({ code: "partial" })
    const before = await kept()
    expect(before).not.toContain("spoilt")
    spoil(await client.operations.get("op"))
    spoil(await client.operations.list())
    spoil(await client.operations.resources("op"))
    for await (const change of client.operations.watch("op")) spoil(change)
    expect(await kept()).toBe(before)
  })

  it("the request it gave changes nothing of what was asked", async () => {
    const host = memoryHost()
    const request = host.request("op", { resources: [thing(host.service.addThing({ name: "orders" }), "orders")] })
    const given = structuredClone(request)
    await using client = await host.open()
    const { id } = await client.operations.start(given)
    spoil(given)
    expect((await client.operations.get(id)).request).toEqual(request)
    expect(await client.operations.wait(id)).toMatchObject({ state: "succeeded" })
  })
})

describe("a plugin that changes the state it was given", () => {
  it("changes nothing until it answers with it", async () => {
    const seen: (Json | undefined)[] = []
    const { plugin } = scriptedPlugin((hook, { state }) => {
      if (hook !== "onMain") return Effect.succeed({ step: "done" })
      seen.push(structuredClone(state))
      if (seen.length === 3) return Effect.succeed({ step: "done", value: {} })
      if (typeof state === "object" && state !== null) {
        Object.assign(state, { turns: 99 })
        return Effect.fail(new ProtectionError({ code: "unavailable", message: "Not now." }))
      }
      return Effect.succeed({
        ...{ step: "wait", state: { turns: 1 }, afterMs: 1000, cancellable: "now" },
        progress: { description: "Waiting." },
      })
    })
    const host = memoryHost({ plugins: [plugin] })
    await using client = await host.open()
    await client.operations.start(host.request("op", { resources: [thing(host.service.addThing({ name: "orders" }))] }))
    expect(await client.operations.wait("op")).toMatchObject({ state: "succeeded" })
    expect(seen).toEqual([undefined, { turns: 1 }, { turns: 1 }])
  })
})
