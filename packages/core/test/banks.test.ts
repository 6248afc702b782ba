import { type Bank, Checkpoints, fileBank, memoryBank, unstorageBank } from "@breakwater/core"
import * as Effect from "effect/Effect"
import memoryDriver from "unstorage/drivers/memory"
import { describe, expect, it } from "vitest"
import { draft } from "./support/draft.ts"
import { type FaultyBank, faultyBank, unreachable } from "./support/faultyBank.ts"
import { memoryHost, thing } from "./support/memoryHost.ts"
import { newFolder } from "./support/newFolder.ts"

const banks: readonly [string, () => Promise<Bank>][] = [
  ["memory", async () => memoryBank()],
  ["file", async () => fileBank(await newFolder())],
  ["unstorage", async () => unstorageBank(memoryDriver())],
]

const full: FaultyBank["fault"] = { error: { code: "quotaExceeded", message: "The bank is full." } }

describe.each(banks)("a %s bank", (_, newBank) => {
  it("makes two writers of one checkpoint known to each other", async () => {
    const bank = await newBank()
    const writer = (created: string) => {
      const { id, labels, provider } = draft
      return Effect.runPromise(Effect.result(Checkpoints.make(bank).begin({ id, labels, provider, created })))
    }
    const both = await Promise.all([writer("2026-11-22T15:02:00.000Z"), writer("2026-11-22T15:02:00.001Z")])
    const told = both.flatMap((result) => (result._tag === "Failure" ? [result.failure.code] : []))
    expect(told).toEqual(["idReused"])
  })

  it("that goes away at any write of a protect, and comes back, keeps every checkpoint acknowledged before", async () => {
    const writes = ["create", "put"]
    for (let fatal = 0; ; fatal += 1) {
      const bank = faultyBank(await newBank())
      const host = memoryHost({ bank })
      const resources = [thing(host.service.addThing({ name: "orders" }))]
      await using client = await host.open()
      await client.operations.start(host.request("before", { resources }))
      await client.operations.wait("before")
      const kept = await client.checkpoints.get("before")
      let seen = 0
      bank.fault = {
        error: { code: "unavailable", message: "The bank is away." },
        hits: (call) => writes.includes(call) && seen++ === fatal,
      }
      await client.operations.start(host.request("after", { resources }))
      await client.operations.wait("after")
      const reached = seen > fatal
      bank.fault = undefined
      expect(await client.checkpoints.get("before")).toEqual(kept)
      expect(await client.checkpoints.get("after")).toMatchObject({ status: "available" })
      expect((await client.checkpoints.list()).items).toHaveLength(2)
      if (!reached) break
    }
  })
})

describe("a host", () => {
  it("tells in its health that a bank is away", async () => {
    const bank = faultyBank(memoryBank())
    await using client = await memoryHost({ bank }).open()
    expect(await client.health()).toMatchObject({ ok: true, warnings: [] })
    bank.fault = unreachable
    expect(await client.health()).toMatchObject({ ok: false })
  })

  it("says in its health and in the preview of a protect that a bank has no conditional write", async () => {
    const said = [expect.stringContaining('The bank "kv" has no conditional write')]
    for (const [bank, warnings] of [
      [unstorageBank(memoryDriver(), { id: "kv" }), said],
      [memoryBank(), []],
    ] as const) {
      const host = memoryHost({ bank })
      const resources = [thing(host.service.addThing({ name: "orders" }))]
      await using client = await host.open()
      expect((await client.health()).warnings).toEqual(warnings)
      const protect = host.request("op", { resources })
      expect((await client.operations.preview(protect)).warnings).toEqual(warnings)
      await client.operations.start(protect)
      await client.operations.wait("op")
      const remove = host.request("d", { verb: "delete", checkpoint: "op" })
      expect((await client.operations.preview(remove)).warnings).toEqual([])
    }
  })

  it("with a full bank fails with what to do, and succeeds when it is retried with room again", async () => {
    const bank = faultyBank(memoryBank())
    const host = memoryHost({ bank })
    const resources = [thing(host.service.addThing({ name: "orders" }))]
    await using client = await host.open()
    await client.operations.start(host.request("first", { resources }))
    await client.operations.wait("first")
    bank.fault = full
    await client.operations.start(host.request("op", { resources }))
    const error = await client.operations.wait("op").catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: "quotaExceeded", recovery: expect.stringContaining("quota") })
    bank.fault = undefined
    await client.operations.retry("op")
    await client.operations.wait("op")
    expect((await client.checkpoints.get("op")).status).toBe("available")
    expect(host.service.copiesAt(host.clock.now())).toHaveLength(2)
  })
})
