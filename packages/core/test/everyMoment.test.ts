/** What must hold at whatever moment something happens: each case plays one story over and over, cut a little later each time. */
import { manualClock } from "@breakwater/core/testing"
import { expect, it } from "vitest"
import { memoryEngine } from "../src/engine/index.ts"
import { memoryHost, thing } from "./support/memoryHost.ts"
import { mortalBank } from "./support/mortalBank.ts"

const minutes = 60_000

/** Two things, each of which takes a minute to copy and two to restore. */
const newHost = () => {
  const clock = manualClock()
  const host = memoryHost({ clock })
  const resources = ["orders", "customers"].map((name) => thing(host.service.addThing({ name }), name))
  const protect = host.request("op", { resources })
  const copies = () => host.service.copiesAt(clock.now())
  return { ...host, clock, protect, copies }
}

const moments = Array.from({ length: 26 }, (_, index) => index * 3000)

it("a host that closes at any moment, an answer lost and a call late, leaves two copies of two things", async () => {
  for (const moment of moments) {
    const host = newHost()
    host.service.loseAnswer("createCopy")
    host.service.commitLate("createCopy", 40_000)
    const first = await host.open()
    await first.operations.start(host.protect)
    await host.clock.advance(moment)
    await first.close()
    await using second = await host.open()
    await host.clock.advance(10 * minutes)
    const { notes, state } = await second.operations.get("op")
    expect({ moment, state, copies: host.copies().length }).toEqual({ moment, state: "succeeded", copies: 2 })
    expect(notes.length).toBeLessThan(2)
  }
})

it.each(["kept", "lost"])(
  "a bank that dies at any write is found by another process, its engine %s",
  async (engine) => {
    for (let writes = 0; writes < 10; writes += 1) {
      const host = newHost()
      const first = await memoryHost({ ...host, bank: mortalBank(host.bank, writes) }).open()
      await first.operations.start(host.protect)
      await host.clock.advance(3 * minutes)
      await first.close()
      await using second = await memoryHost({
        ...host,
        ...(engine === "lost" ? { engine: memoryEngine() } : {}),
      }).open()
      await second.operations.start(host.protect)
      await host.clock.advance(15 * minutes)
      const { state } = await second.operations.get("op")
      const { resources, status } = await second.checkpoints.get("op")
      const end = { state, status, saved: resources.length, copies: host.copies().length }
      expect({ writes, ...end }).toEqual({ writes, state: "succeeded", status: "available", saved: 2, copies: 2 })
    }
  },
)

it.each(["protect", "restore", "delete"] as const)("a %s cancelled at any moment tells the truth", async (verb) => {
  for (const moment of moments) {
    const host = newHost()
    await using client = await host.open()
    if (verb !== "protect") {
      await client.operations.start(host.protect)
      await host.clock.advance(5 * minutes)
    }
    const request = verb === "protect" ? host.protect : host.request("next", { verb, checkpoint: "op" })
    await client.operations.start(request)
    await host.clock.advance(moment)
    await client.operations.cancel(request.id)
    await host.clock.advance(15 * minutes)
    const { left, state } = await client.operations.get(request.id)
    const made = verb === "restore" ? host.service.thingsAt(host.clock.now()).length - 2 : host.copies().length
    if (state === "succeeded") expect({ moment, made }).toEqual({ moment, made: verb === "delete" ? 0 : 2 })
    else expect({ moment, state, left: left.length }).toEqual({ moment, state: "cancelled", left: made })
  }
})

it("a deadline that passes at any moment, and again in the retry, loses and doubles nothing", async () => {
  for (const moment of moments.slice(1, 20)) {
    const host = newHost()
    await using client = await host.open()
    const inMs = (ms: number) => new Date(host.clock.now() + ms).toISOString()
    await client.operations.start({ ...host.protect, deadline: inMs(moment) })
    await host.clock.advance(moment)
    expect(await client.operations.get("op")).toMatchObject({ state: "failed" })
    expect(await client.checkpoints.get("op")).toMatchObject({ status: "error" })
    await client.operations.retry("op", { deadline: inMs(1000) })
    await host.clock.advance(1000)
    await client.operations.retry("op", { deadline: inMs(15 * minutes) })
    await host.clock.advance(15 * minutes)
    const { state } = await client.operations.get("op")
    expect({ moment, state, copies: host.copies().length }).toEqual({ moment, state: "succeeded", copies: 2 })
  }
})
