import { manualClock } from "@breakwater/core/testing"
import * as Effect from "effect/Effect"
import type * as Stream from "effect/Stream"
import { describe, expect, expectTypeOf, it } from "vitest"
import type { ProtectionService } from "../src/index.ts"
import { type Client, ProtectionError } from "../src/promise.ts"
import { memoryHost, thing } from "./support/memoryHost.ts"
import { withStore } from "./support/withStore.ts"

type Answer<E> = E extends (...given: never[]) => infer R
  ? Answer<R>
  : E extends Effect.Effect<infer A, unknown>
    ? A
    : E extends Stream.Stream<infer A, unknown>
      ? A
      : E extends Promise<infer A>
        ? A
        : E extends AsyncIterable<infer A>
          ? A
          : E
type Answers<S> = { readonly [K in keyof S]: Answer<S[K]> }
type Operations = Omit<
  ProtectionService,
  "schema" | "suggest" | "health" | "protectables" | "checkpoints" | "retention" | "schedules" | "orphans"
>
type Given<F> = F extends (...given: infer P) => unknown
  ? P extends [infer First, ...unknown[]]
    ? First
    : never
  : never
type Questions<S> = { readonly [K in keyof S]: Given<S[K]> }

describe("the promise face", () => {
  it("has a counterpart for every method of the service, with the same questions and answers", () => {
    expectTypeOf<Answers<Client["operations"]>>().toEqualTypeOf<Answers<Operations>>()
    expectTypeOf<Questions<Client["operations"]>>().toEqualTypeOf<Questions<Operations>>()
    expectTypeOf<Answers<Client["resources"]>>().toEqualTypeOf<Answers<ProtectionService["protectables"]>>()
    expectTypeOf<Answers<Client["checkpoints"]>>().toEqualTypeOf<Answers<ProtectionService["checkpoints"]>>()
    expectTypeOf<Answers<Client["schedules"]>>().toEqualTypeOf<Answers<ProtectionService["schedules"]>>()
    expectTypeOf<Questions<Client["schedules"]>>().toEqualTypeOf<Questions<ProtectionService["schedules"]>>()
    expectTypeOf<Answers<Client["orphans"]>>().toEqualTypeOf<Answers<ProtectionService["orphans"]>>()
    expectTypeOf<Answers<Client["retention"]>>().toEqualTypeOf<Answers<ProtectionService["retention"]>>()
    expectTypeOf<Questions<Client["retention"]>>().toEqualTypeOf<Questions<ProtectionService["retention"]>>()
    expectTypeOf<Answer<Client["schema"]>>().toEqualTypeOf<Answer<ProtectionService["schema"]>>()
    expectTypeOf<Answer<Client["suggest"]>>().toEqualTypeOf<Answer<ProtectionService["suggest"]>>()
    expectTypeOf<Answer<Client["health"]>>().toEqualTypeOf<Answer<ProtectionService["health"]>>()
  })

  it("rejects with real errors, the same again after JSON", async () => {
    await using client = await memoryHost().open()
    const error: unknown = await client.operations.get("nobody").catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ProtectionError)
    if (!(error instanceof ProtectionError)) return
    expect(ProtectionError.fromJSON(JSON.parse(JSON.stringify(error))).toJSON()).toEqual(error.toJSON())
  })

  it("ends a wait with the signal's reason, never the operation", async () => {
    const clock = manualClock()
    const host = memoryHost({ clock })
    const id = host.service.addThing({ name: "orders" })
    await using client = await host.open()
    await client.operations.start(host.request("op", { resources: [thing(id)] }))
    const aborter = new AbortController()
    const waiting = client.operations.wait("op", { signal: aborter.signal })
    const reason = new Error("The browser has gone.")
    const rejected = expect(waiting).rejects.toBe(reason)
    await clock.advance(1000)
    aborter.abort(reason)
    await rejected
    await expect(client.operations.get("op", { signal: aborter.signal })).rejects.toBe(reason)
    await clock.advance(600_000)
    expect(await client.operations.get("op")).toMatchObject({ state: "succeeded" })
  })

  it("says that nothing was begun only of what is asked after it was closed", async () => {
    const written = Promise.withResolvers<void>()
    const engine = withStore(({ insert }) => ({
      insert: (operation) =>
        insert(operation).pipe(Effect.andThen(Effect.sync(() => written.resolve())), Effect.andThen(Effect.never)),
    }))
    const host = memoryHost({ engine })
    const client = await host.open()
    const request = host.request("op", { resources: [thing(host.service.addThing({ name: "orders" }))] })
    const starting = expect(client.operations.start(request)).rejects.toMatchObject({
      ...{ code: "unavailable", message: "This client was closed.", outcome: "unknown" },
    })
    await written.promise
    await client.close()
    await starting
    await expect(client.operations.start(request)).rejects.toMatchObject({ outcome: "notStarted" })
    await using other = await host.open()
    expect((await other.operations.get("op")).state).not.toBe("failed")
  })

  it("says of everything that is asked after the end that it was closed", async () => {
    const host = memoryHost()
    const client = await host.open()
    await client.operations.start(host.request("op", { resources: [thing(host.service.addThing({ name: "orders" }))] }))
    await client.operations.wait("op")
    await client.close()
    const wasClosed = { code: "unavailable", message: "This client was closed." }
    await expect(client.operations.get("op")).rejects.toMatchObject(wasClosed)
    await expect(client.operations.watch("op")[Symbol.asyncIterator]().next()).rejects.toMatchObject(wasClosed)
    await expect(async () => client.schema("Memory::Thing", "protect")).rejects.toMatchObject(wasClosed)
  })

  it("lists and shows resources, busy ones too", async () => {
    const host = memoryHost()
    const id = host.service.addThing({ name: "orders" })
    host.service.makeBusy(id, Number.POSITIVE_INFINITY)
    await using client = await host.open()
    const where = { account: "me", project: "project" }
    const { items } = await client.resources.list("Memory::Thing", where, { limit: 10 })
    expect(items).toMatchObject([{ id, status: "BUSY", can: { protect: { code: "notReady" } } }])
    expect(await client.resources.show("Memory::Thing", where, id)).toMatchObject({ id, name: "orders" })
    await expect(client.resources.list("Unknown", where)).rejects.toMatchObject({ code: "notSupported" })
    await expect(client.resources.show("Memory::Thing", where, "x")).rejects.toMatchObject({ code: "notFound" })
  })

  it("lists the checkpoints of all providers, page by page, and tells its health", async () => {
    const one = memoryHost()
    const two = memoryHost()
    const parts = (host: typeof one, id: string) => ({ id, bank: host.bank, protectables: [], plugins: host.plugins })
    const id = one.service.addThing({ name: "orders" })
    {
      await using first = await one.open()
      await first.operations.start(one.request("op", { resources: [thing(id)] }))
      await first.operations.wait("op")
    }
    await using client = await memoryHost({ providers: [parts(two, "q"), parts(one, "p")] }).open()
    const empty = await client.checkpoints.list({ limit: 10 })
    expect(empty.items).toEqual([])
    const rest = await client.checkpoints.list({ limit: 10, after: empty.next ?? "" })
    expect(rest.items.map((checkpoint) => checkpoint.id)).toEqual(["op"])
    expect(rest.next).toBeUndefined()
    expect((await client.checkpoints.list({ provider: "p" })).items).toHaveLength(1)
    expect(await client.checkpoints.get("op")).toMatchObject({ provider: "p" })
    await expect(client.checkpoints.get("none")).rejects.toMatchObject({ code: "notFound" })
    expect(await client.health()).toMatchObject({ ok: true, engine: "memory", inFlight: 0 })
  })

  it("writes to the host's log with the ids of operation and resource, and never a secret", async () => {
    const lines: { readonly level: string; readonly facts: object; readonly message: string }[] = []
    const write = (level: string) => (facts: object, message: string) => void lines.push({ level, facts, message })
    const log = { debug: write("debug"), info: write("info"), warn: write("warn"), error: write("error") }
    const host = memoryHost({ log })
    const id = host.service.addThing({ name: "orders" })
    host.service.failNext("createCopy")
    await using client = await host.open()
    await client.operations.start(host.request("op", { resources: [thing(id)] }))
    await client.operations.wait("op").catch(() => undefined)
    expect(lines).toContainEqual({ level: "info", facts: { operation: "op" }, message: "protect: attempt 1" })
    expect(lines).toContainEqual({
      level: "error",
      facts: { operation: "op", resource: `Memory%3A%3AThing/${id}/me//project`, plugin: "memory" },
      message: expect.stringContaining("onMain: The service reports the copy"),
    })
    expect(JSON.stringify(lines)).not.toContain(host.service.accessKey)
  })
})
