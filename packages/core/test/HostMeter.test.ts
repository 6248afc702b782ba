/** Measurements in a host's own meter. */
import { expect, test } from "vitest"
import type { HostMeter } from "../src/promise.ts"
import { memoryHost, thing } from "./support/memoryHost.ts"

const recording = () => {
  const told: (readonly [name: string, value: number, attributes: object])[] = []
  const meter: HostMeter = {
    count: (name, attributes) => void told.push([name, 1, attributes]),
    record: (name, value, attributes) => void told.push([name, value, attributes]),
  }
  return { told, meter }
}

test("an operation that succeeds is counted at its start and its end, with how long it took", async () => {
  const { told, meter } = recording()
  const host = memoryHost({ meter })
  const id = host.service.addThing({ name: "orders" })
  await using client = await host.open()
  await client.operations.start(host.request("op", { resources: [thing(id)] }))
  const { created, updated } = await client.operations.wait("op")
  await client.operations.start(host.request("op", { resources: [thing(id)] }))

  const of = { verb: "protect", provider: "p" }
  expect(told).toEqual([
    ["breakwater.operations.started", 1, of],
    ["breakwater.operations.ended", 1, { ...of, state: "succeeded" }],
    ["breakwater.operation.duration", Date.parse(updated) - Date.parse(created), { ...of, state: "succeeded" }],
  ])
})

test("one that fails is counted by its code, and its retry ends once more without another start", async () => {
  const { told, meter } = recording()
  const host = memoryHost({ meter })
  const id = host.service.addThing({ name: "orders" })
  host.service.failNext("createCopy")
  await using client = await host.open()
  await client.operations.start(host.request("op", { resources: [thing(id)] }))
  const error = await client.operations.wait("op").catch((cause: { code: string }) => cause)
  await client.operations.retry("op")
  await client.operations.wait("op")

  const of = { verb: "protect", provider: "p" }
  expect(told.filter(([name]) => name.startsWith("breakwater.operations."))).toEqual([
    ["breakwater.operations.started", 1, of],
    ["breakwater.operations.ended", 1, { ...of, state: "failed", code: "code" in error ? error.code : "" }],
    ["breakwater.operations.ended", 1, { ...of, state: "succeeded" }],
  ])
})

test("a meter that throws harms no operation", async () => {
  const broken = () => {
    throw new Error("no such meter")
  }
  const host = memoryHost({ meter: { count: broken, record: broken } })
  const id = host.service.addThing({ name: "orders" })
  await using client = await host.open()
  await client.operations.start(host.request("op", { resources: [thing(id)] }))
  expect(await client.operations.wait("op")).toMatchObject({ state: "succeeded" })
})
