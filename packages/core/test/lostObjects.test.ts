/** What a bank has lost of a checkpoint is no reason to let go of what that needs. */
import { memoryBank } from "@breakwater/core"
import { MemoryService } from "@breakwater/core/testing"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { expect, it } from "vitest"
import { chainedPlugin } from "./support/chainedPlugin.ts"
import { faultyBank } from "./support/faultyBank.ts"
import { memoryHost, thing } from "./support/memoryHost.ts"

/** Monday's checkpoint, Tuesday's that needs it, and Wednesday's; a policy that would keep the last one only. */
const threeDays = async () => {
  const service = new MemoryService()
  const needs = new Map<string, readonly string[]>()
  const bank = faultyBank(memoryBank())
  const host = memoryHost({ service, bank, plugins: [chainedPlugin(service, needs)] })
  const id = service.addThing({ name: "orders" })
  const client = await host.open()
  const copyOf = async (checkpoint: string) =>
    Object((await client.checkpoints.get(checkpoint)).resources[0]?.saved).copy
  for (const name of ["mon", "tue", "wed"]) {
    await client.operations.start(host.request(name, { plan: "nightly", resources: [thing(id)] }))
    await client.operations.wait(name)
    await host.clock.sleep(86_400_000)
  }
  needs.set(await copyOf("tue"), [await copyOf("mon")])
  const isKept = async (checkpoint: string) => {
    const { decisions } = await client.retention.plan({ plan: "nightly", policy: { keepLast: 1 } })
    return decisions.find((one) => one.checkpoint === checkpoint)?.action === "keep"
  }
  return { bank, client, isKept }
}

const keysOf = async ({ root }: ReturnType<typeof faultyBank>, part: string) =>
  (await Effect.runPromise(Stream.runCollect(root.list("")))).filter((key) => key.includes(`tue/${part}`))

it("a policy lets the parent go with what needs it, and keeps both while that is to be kept", async () => {
  const { isKept } = await threeDays()
  expect([await isKept("mon"), await isKept("tue"), await isKept("wed")]).toEqual([false, false, true])
})

it.each(["status.json", "manifests/"])(
  "a checkpoint that lost its %s keeps what it may need, and what was made for it is no orphan",
  async (part) => {
    const { bank, client, isKept } = await threeDays()
    const lost = await keysOf(bank, part)
    expect(lost).toHaveLength(1)
    for (const key of lost) await Effect.runPromise(bank.root.remove(key))
    expect(await isKept("mon")).toBe(true)
    expect((await client.orphans.scan()).orphans).toEqual([])
  },
)

it("a checkpoint whose manifest is listed but not found is shown as damaged, and keeps what it may need", async () => {
  const { bank, client, isKept } = await threeDays()
  const [manifest] = await keysOf(bank, "manifests/")
  const error = { code: "notFound", message: "There is none." } as const
  bank.fault = { error, hits: (call, key) => call === "get" && key === manifest }
  expect(await isKept("mon")).toBe(true)
  const { items } = await client.checkpoints.list({ plan: "nightly" })
  expect(items.map(({ error, id }) => [id, error?.code])).toEqual([
    ["wed", undefined],
    ["tue", "damaged"],
    ["mon", undefined],
  ])
})
