import * as Effect from "effect/Effect"
import { expect, test } from "vitest"
import { listProtectableResources } from "../src/10-list-protectable-resources.ts"
import { scheduleWithRetention } from "../src/45-schedule-with-retention.ts"
import { callFromPromiseCode } from "../src/50-call-from-promise-code.ts"
import { handleFailures } from "../src/60-handle-failures.ts"
import { demo } from "../src/demo.ts"
import { openCloud } from "../src/openCloud.ts"
import { setUp } from "../src/setUp.ts"

const onTheMock = () => openCloud({})

test("10 lists the instance of the mock and says that it can be protected", async () => {
  const cloud = onTheMock()
  const items = await Effect.runPromise(listProtectableResources(cloud).pipe(Effect.provide(setUp(cloud))))
  expect(items).toMatchObject([{ name: "orders", status: "ACTIVE", can: { protect: true } }])
})

test("the demo protects, verifies, restores and deletes", async () => {
  const cloud = onTheMock()
  const { restored } = await Effect.runPromise(demo(cloud).pipe(Effect.provide(setUp(cloud))))
  expect(restored).toMatchObject([{ type: "OS::Trove::Instance", name: "example-restored" }])
})

test("50 ends with an available checkpoint", async () => {
  expect(await callFromPromiseCode(onTheMock())).toMatchObject({ status: "available" })
})

test("60 tells each failure by its code", async () => {
  expect(await handleFailures(onTheMock())).toEqual(["notFound", "invalidParameters", "notFound", "unauthenticated"])
})

test("45 keeps three of five nights, and shows what a stricter policy would delete and why", async () => {
  const decisions = await scheduleWithRetention(onTheMock())
  expect(decisions.map(({ action, because }) => [action, because[0]?.rule])).toEqual([
    ["keep", "keepLast"],
    ["delete", "expired"],
    ["keep", "keepMark"],
  ])
})
