import type { Bank, Section } from "@breakwater/core"
import { manualClock } from "@breakwater/core/testing"
import * as Effect from "effect/Effect"
import { expect, it } from "vitest"
import { memoryHost, thing } from "./support/memoryHost.ts"

const minutes = 60_000

/** A bank whose process dies right after it has written a verification: nobody hears of it any more. */
const deadAfterVerification = (bank: Bank): Bank => {
  const wrapped = (section: Section, base: string): Section => {
    const dies = (key: string, write: Effect.Effect<void, never>) =>
      `${base}${key}`.includes("/verifications/") ? Effect.andThen(write, Effect.never) : write
    return {
      ...section,
      put: (key, value) => dies(key, Effect.orDie(section.put(key, value))),
      create: (key, value) => dies(key, Effect.orDie(section.create(key, value))),
      section: (prefix, options) => wrapped(section.section(prefix, options), `${base}${prefix}/`),
    }
  }
  return { ...bank, root: wrapped(bank.root, "") }
}

it("a verify that is taken up after it had written what it found writes it once", async () => {
  const clock = manualClock()
  const host = memoryHost({ clock })
  const resources = [thing(host.service.addThing({ name: "orders" }), "orders")]
  {
    await using client = await host.open()
    await client.operations.start(host.request("op", { resources }))
    await clock.advance(10 * minutes)
    await client.operations.wait("op")
  }
  const dying = await memoryHost({ ...host, bank: deadAfterVerification(host.bank) }).open()
  await dying.operations.start(host.request("look", { verb: "verify", checkpoint: "op" }))
  await clock.advance(minutes)
  await dying.close()
  await clock.advance(10 * minutes)
  await using client = await host.open()
  await clock.advance(minutes)
  expect(await client.operations.wait("look")).toMatchObject({ state: "succeeded" })
  expect((await client.checkpoints.get("op")).verifications).toMatchObject([{ operation: "look", status: "passed" }])
})
