import { createServer } from "node:http"
import { join } from "node:path"
import { Checkpoints, keyPart, type UnstorageDriver, unstorageBank } from "@breakwater/core"
import { bankConformance } from "@breakwater/core/testing"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Stream from "effect/Stream"
import * as TestClock from "effect/testing/TestClock"
import fc from "fast-check"
import { createStorage } from "unstorage"
import fsDriver from "unstorage/drivers/fs"
import fsLiteDriver from "unstorage/drivers/fs-lite"
import httpDriver from "unstorage/drivers/http"
import memoryDriver from "unstorage/drivers/memory"
import { createStorageServer } from "unstorage/server"
import { describe, expect, onTestFinished, test } from "vitest"
import { newFolder } from "./support/newFolder.ts"

const run = Effect.runPromise
const failure = <A, E>(effect: Effect.Effect<A, E>) => run(Effect.flip(effect))

/** A storage server as somebody runs it elsewhere, on a port of its own. */
const serve = async () => {
  const server = createServer(createStorageServer(createStorage({ driver: memoryDriver() })).handle)
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  if (address === null || typeof address === "string") throw new Error("The server has no port.")
  return `http://127.0.0.1:${address.port}`
}

const drivers: readonly [string, () => Promise<UnstorageDriver>][] = [
  ["memory", async () => memoryDriver()],
  ["fs", async () => fsDriver({ base: join(await newFolder(), "bank") })],
  ["fs-lite", async () => fsLiteDriver({ base: join(await newFolder(), "bank") })],
  ["http", async () => httpDriver({ base: await serve() })],
]

describe.each(drivers)("a bank over the %s driver", (_, newDriver) => {
  for (const { name, run } of bankConformance(async () => unstorageBank(await newDriver()))) test(name, run)

  test("says that it has no conditional write, and can be given one", async () => {
    const driver = await newDriver()
    expect(unstorageBank(driver).conditionalCreate).toBe(false)
    const create = async (key: string, value: string) => {
      if (await driver.hasItem(key, {})) return false
      await driver.setItem?.(key, value, {})
      return true
    }
    const bank = unstorageBank(driver, { create })
    expect(bank.conditionalCreate).toBe(true)
    await run(bank.root.create("a", "1"))
    expect(await failure(bank.root.create("a", "2"))).toMatchObject({ code: "inUse" })
    expect(await run(unstorageBank(driver).root.get("a"))).toBe("1")
  })

  test("keeps keys that stores have rules of their own for", async () => {
    const { root } = unstorageBank(await newDriver())
    const keys = [".git/config", "node_modules/x", "a../b", "x.", "..x", "a@b", "a_b", `${keyPart("OS::Trove/é")}/x`]
    for (const key of keys) await run(root.put(key, key))
    for (const key of keys) expect(await run(root.get(key))).toBe(key)
    expect(await run(Stream.runCollect(root.list("")))).toEqual(keys.toSorted())
  })

  test("of two in one process that create a key at once, one is told that it exists", async () => {
    const { root } = unstorageBank(await newDriver())
    const writers = ["one", "two", "three"]
    const results = await Promise.all(writers.map((writer) => run(Effect.result(root.create("key", writer)))))
    expect(results.filter(({ _tag }) => _tag === "Success")).toHaveLength(1)
  })
})

/** A driver over memory whose next call does what a test says. */
const trickyDriver = () => {
  const driver = memoryDriver()
  const tricks: ((call: () => unknown) => unknown)[] = []
  const tricked =
    <Given extends readonly unknown[], A>(call: (...given: Given) => A) =>
    (...given: Given): A => {
      const trick = tricks.shift()
      return trick === undefined ? call(...given) : (trick(() => call(...given)) as A)
    }
  const tricky: UnstorageDriver = {
    name: "tricky",
    hasItem: tricked((key) => driver.hasItem(key, {})),
    getItem: tricked((key) => driver.getItem(key)),
    setItem: tricked((key, value) => driver.setItem?.(key, value, {})),
    removeItem: tricked((key) => driver.removeItem?.(key, {})),
    getKeys: tricked((base) => driver.getKeys(base, {})),
  }
  return { driver, tricky, tricks }
}

const throwing = (error: unknown) => () => {
  throw error
}

describe("a store that fails", () => {
  test.each<[string, unknown, string]>([
    ["away", new TypeError("fetch failed"), "unavailable"],
    ["full", Object.assign(new Error("write"), { code: "ENOSPC" }), "quotaExceeded"],
    ["full, by HTTP", Object.assign(new Error("Insufficient Storage"), { statusCode: 507 }), "quotaExceeded"],
    ["closed to us", Object.assign(new Error("no"), { response: { status: 403 } }), "forbidden"],
    ["closed to us, at AWS", Object.assign(new Error("no"), { $metadata: { httpStatusCode: 403 } }), "forbidden"],
    ["asking who we are", Object.assign(new Error("no"), { status: 401 }), "unauthenticated"],
    ["busy", Object.assign(new Error("slow down"), { statusCode: 429 }), "rateLimited"],
    ["broken", "gibberish", "unavailable"],
  ])("because it is %s is told from others, with bank and key", async (_, error, code) => {
    const { tricky, tricks } = trickyDriver()
    tricks.push(throwing(error))
    expect(await failure(unstorageBank(tricky, { id: "s3://x" }).root.get("a/b"))).toMatchObject({
      ...{ code, message: expect.stringContaining('The bank "s3://x" can not read "a/b"') },
    })
  })

  test("by answering with an error instead of throwing it is believed, whatever it was asked", async () => {
    const { tricky, tricks } = trickyDriver()
    const { root } = unstorageBank(tricky)
    await run(root.put("a", "1"))
    const asks = [root.get("a"), root.put("a", "2"), root.remove("a"), Stream.runCollect(root.list(""))]
    for (const ask of asks) {
      tricks.push(() => Object.assign(new Error("denied"), { code: "EACCES" }))
      expect(await failure<unknown, unknown>(ask)).toMatchObject({ code: "forbidden" })
    }
    expect(await run(root.get("a"))).toBe("1")
  })

  test("to answer at all is given up after its time", async () => {
    const { tricky, tricks } = trickyDriver()
    tricks.push(() => new Promise(() => {}))
    const error = await run(
      Effect.gen(function* () {
        const asked = yield* Effect.forkChild(Effect.flip(unstorageBank(tricky).root.get("a")))
        yield* TestClock.adjust("59 seconds")
        expect(asked.pollUnsafe()).toBeUndefined()
        yield* TestClock.adjust("1 second")
        return yield* Fiber.join(asked)
      }).pipe(Effect.provide(TestClock.layer())),
    )
    expect(error).toMatchObject({ code: "unavailable", retryable: true, message: expect.stringContaining("in time") })
  })

  test.each<[string, unknown]>([
    ["cut short", "breakwater 1 6b86b273ff34fce19d6b804eff5a3f57\n"],
    ["changed", "breakwater 1 6b86b273ff34fce19d6b804eff5a3f57\n2"],
    ["without its first line", "1"],
    ["read as JSON by its driver", { a: 1 }],
  ])("and gives an object %s is found out, and never guessed at", async (_, found) => {
    const { driver, tricky } = trickyDriver()
    const { root } = unstorageBank(tricky)
    await run(root.put("a", "1"))
    const [name = ""] = await driver.getKeys("", {})
    driver.setItem?.(name, found as string, {})
    expect(await failure(root.get("a"))).toMatchObject({ code: "damaged", message: expect.stringContaining('"a"') })
  })

  test("to write at all says so", async () => {
    const { setItem: _, removeItem: __, ...readOnly } = trickyDriver().tricky
    const { root } = unstorageBank(readOnly)
    expect(await failure(root.put("a", "1"))).toMatchObject({ code: "notSupported" })
    expect(await failure(root.remove("a"))).toMatchObject({ code: "notSupported" })
    expect(await failure(root.get("a"))).toMatchObject({ code: "notFound" })
  })

  test("at any call, before or after it did it, loses nothing that was acknowledged", async () => {
    const faults = {
      none: (call: () => unknown) => call(),
      before: throwing(new Error("The connection died.")),
      after: (call: () => unknown) => {
        call()
        throw new Error("The connection died.")
      },
      answered: () => new Error("It answered with an error."),
    }
    const fault = fc.constantFrom(...(["none", "none", "none", "before", "after", "answered"] as const))
    const step = fc.record({
      verb: fc.constantFrom("put", "create", "remove"),
      key: fc.constantFrom("a", "b", "c/d"),
      faults: fc.array(fault, { maxLength: 6 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
        const { tricky, tricks } = trickyDriver()
        const { root } = unstorageBank(tricky)
        // What may stand under a key: one value after an acknowledged write, more after one that failed.
        const possible = new Map<string, ReadonlySet<string | undefined>>()
        for (const [index, { verb, key, faults: planned }] of steps.entries()) {
          const value = verb === "remove" ? undefined : `value ${index}`
          tricks.push(...planned.map((name) => faults[name]))
          const write = verb === "remove" ? root.remove(key) : root[verb as "put" | "create"](key, `value ${index}`)
          const result = await run(Effect.result(write))
          tricks.length = 0
          const before = possible.get(key) ?? new Set([undefined])
          if (result._tag === "Success") possible.set(key, new Set([value]))
          else if (result.failure.code !== "inUse") possible.set(key, new Set([...before, value]))
          const found = await run(root.get(key).pipe(Effect.catch(() => Effect.succeed(undefined))))
          expect([...(possible.get(key) ?? before)]).toContain(found)
          possible.set(key, new Set([found]))
        }
      }),
      { numRuns: 300 },
    )
  })
})

test("nothing of a checkpoint has a name in a store that a file can not have, whatever the account is called", async () => {
  const driver = memoryDriver()
  const checkpoints = Checkpoints.make(unstorageBank(driver))
  await Effect.runPromise(
    checkpoints.begin({ id: "op", provider: "p", created: "2026-11-22T15:02:00.000Z", labels: {} }),
  )
  for (let length = 1; length <= 40; length += 1) {
    const resource = { scope: { account: "日".repeat(length) }, type: "OS::Trove::Instance", id: "1" }
    await Effect.runPromise(checkpoints.setResourceStatus("op", resource, "deleted"))
  }
  const names: readonly string[] = await driver.getKeys("", {})
  expect(names).toHaveLength(43)
  expect(Math.max(...names.flatMap((name) => name.split(":")).map((part) => part.length))).toBeLessThanOrEqual(255)
})
