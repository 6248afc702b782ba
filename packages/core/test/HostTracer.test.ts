/** Spans in a host's own tracer. */
import { virtualClock } from "@breakwater/core/testing"
import { expect, test } from "vitest"
import type { HostSpanId, HostTracer } from "../src/promise.ts"
import { memoryHost, thing } from "./support/memoryHost.ts"

interface Told {
  readonly name: string
  readonly id: HostSpanId
  readonly parent: HostSpanId | undefined
  readonly attributes: { [name: string]: unknown }
  ended: unknown[]
}

const recording = (): { readonly spans: Told[]; readonly tracer: HostTracer } => {
  const spans: Told[] = []
  const tracer: HostTracer = {
    start: (name, { parent }) => {
      const spanId = String(spans.length + 1).padStart(16, "0")
      const id = { traceId: parent?.traceId ?? "f".repeat(32), spanId, sampled: true }
      const told: Told = { name, id, parent, attributes: {}, ended: [] }
      spans.push(told)
      return {
        ...id,
        attribute: (key, value) => {
          told.attributes[key] = value
        },
        end: (error) => void told.ended.push(error),
      }
    },
  }
  return { spans, tracer }
}

const traceId = "4bf92f3577b34da6a3ce929d0e0e4736"
const traceparent = `00-${traceId}-00f067aa0ba902b7-01`

test("an operation is spanned from the caller's span down to each hook", async () => {
  const { spans, tracer } = recording()
  const host = memoryHost({ tracer, clock: virtualClock() })
  const id = host.service.addThing({ name: "orders" })
  await using client = await host.open()
  await client.operations.start(host.request("op", { resources: [thing(id)], traceparent }))
  await client.operations.wait("op")

  const named = (name: string) => spans.find((span) => span.name === name)
  const caller = { traceId, spanId: "00f067aa0ba902b7", sampled: true }
  expect(named("Protection.start")).toMatchObject({ parent: caller, attributes: { operation: "op", verb: "protect" } })
  const operation = named("operation protect")
  expect(operation).toMatchObject({ parent: caller })
  const hook = named("hook onMain")
  expect(hook).toMatchObject({ attributes: { operation: "op", plugin: "memory" } })
  expect(ancestors(spans, hook)).toContain(operation)
  for (const { name, ended } of spans) expect([name, ended]).toEqual([name, [undefined]])
  expect(JSON.stringify(spans)).not.toContain(host.service.accessKey)
})

test("a span of what failed ends with the error", async () => {
  const { spans, tracer } = recording()
  await using client = await memoryHost({ tracer }).open()
  const error: unknown = await client.operations.cancel("nobody").catch((thrown: unknown) => thrown)
  expect(spans.find(({ name }) => name === "Protection.cancel")?.ended).toEqual([error])
})

test("each client's spans go to its own tracer", async () => {
  const one = recording()
  const two = recording()
  await using first = await memoryHost({ tracer: one.tracer }).open()
  await using second = await memoryHost({ tracer: two.tracer }).open()
  await first.operations.cancel("nobody").catch(() => undefined)
  expect([one.spans.length, two.spans.length]).toEqual([1, 0])
  await second.operations.cancel("nobody").catch(() => undefined)
  expect([one.spans.length, two.spans.length]).toEqual([1, 1])
})

test.each(["start", "attribute", "end"])("a tracer that throws in %s harms no operation", async (broken) => {
  const { tracer } = recording()
  const breakIn = (place: string) => {
    if (place === broken) throw new Error("the exporter is gone")
  }
  const breaking: HostTracer = {
    start: (name, options) => {
      breakIn("start")
      const span = tracer.start(name, options)
      return { ...span, attribute: () => breakIn("attribute"), end: () => breakIn("end") }
    },
  }
  const host = memoryHost({ tracer: breaking })
  const id = host.service.addThing({ name: "orders" })
  await using client = await host.open()
  await client.operations.start(host.request("op", { resources: [thing(id)] }))
  expect(await client.operations.wait("op")).toMatchObject({ state: "succeeded" })
})

const ancestors = (spans: readonly Told[], from: Told | undefined): readonly Told[] => {
  const parent = spans.find(({ id }) => id.spanId === from?.parent?.spanId)
  return parent === undefined ? [] : [parent, ...ancestors(spans, parent)]
}
