/** Looks of many turns as few requests, over the mock: what is shared, what is not, and that no look is too old. */
import { createMockTrove, type MockTrove } from "@breakwater/mock-trove"
import * as Effect from "effect/Effect"
import { expect, test } from "vitest"
import { gather } from "../src/internal/gather.ts"
import type { TroveService } from "../src/Trove.ts"
import { TroveError } from "../src/TroveError.ts"
import { Host } from "./support/host.ts"
import { onCloud } from "./support/onCloud.ts"

const world = (count: number) => {
  const cloud = createMockTrove({ quotas: { instances: 1000, volumes: 1000, backups: 1000 } })
  const instances = Array.from({ length: count }, (_, index) => cloud.state.instances.add({ name: `orders-${index}` }))
  return { cloud, instances, host: new Host(cloud) }
}

const asked = (cloud: MockTrove, operation: string) =>
  cloud.journal.entries.filter((entry) => entry.operation === operation).length

const look = (trove: TroveService, { id }: { readonly id: string }) => trove.findBackups(id)

test("200 turns at once make one list call, and each sees its own", async () => {
  const { cloud, instances, host } = world(200)
  const first = await Promise.all(
    instances.map((instance, index) => host.begin("protect", { instance, id: `protect-${index}` })),
  )
  expect(asked(cloud, "listBackups")).toBe(1)
  await Promise.all(first.map((turn) => host.turn(turn)))
  expect(asked(cloud, "listBackups")).toBe(2)
  const ends = await Promise.all(first.map((turn) => host.finish(turn)))
  const made = ends.map((end) => (end.status === "succeeded" ? end.saved : end.status))
  expect(made).toMatchObject(instances.map(({ id }) => ({ instance: { id } })))
  expect(cloud.state.backups.all()).toHaveLength(200)
})

test("200 looks spread over a second make one list call, after four that did not have to wait", async () => {
  const { cloud, instances } = world(200)
  const spread = (trove: TroveService) =>
    Effect.forEach(instances, (instance, index) => Effect.andThen(Effect.sleep(index * 5), look(trove, instance)), {
      concurrency: "unbounded",
    })
  await onCloud(cloud, spread)
  const queries = cloud.journal.entries.filter(({ operation }) => operation === "listBackups")
  expect(queries).toHaveLength(5)
})

test("looks that follow one another are asked one by one, for the instance alone, and do not wait", async () => {
  const { cloud, instances } = world(3)
  const before = cloud.clock.now()
  await onCloud(cloud, (trove) => Effect.forEach(instances, (instance) => look(trove, instance)))
  expect(asked(cloud, "listBackups")).toBe(3)
  expect(cloud.clock.now()).toBe(before)
})

test("a look that is asked for while a request is under way does not share its answer", async () => {
  const { cloud, instances } = world(1)
  const [instance] = instances
  if (instance === undefined) throw new Error("there is no instance")
  cloud.faults.on("listBackups").delay("5s")
  const both = (trove: TroveService) =>
    Effect.all(
      [
        look(trove, instance),
        Effect.sleep(1000).pipe(
          Effect.andThen(Effect.sync(() => cloud.state.backups.add({ instance, name: "made meanwhile" }))),
          Effect.andThen(look(trove, instance)),
        ),
      ],
      { concurrency: "unbounded" },
    )
  const [, second] = await onCloud(cloud, both)
  expect(second).toMatchObject([{ name: "made meanwhile" }])
  expect(asked(cloud, "listBackups")).toBe(2)
})

test("who asked first may leave without taking the others' answer along", async () => {
  const { cloud, instances } = world(2)
  const [one, other] = instances
  if (one === undefined || other === undefined) throw new Error("there are no instances")
  cloud.faults.on("listBackups").delay("5s")
  const both = (trove: TroveService) =>
    Effect.all([Effect.timeoutOption(look(trove, one), 1000), look(trove, other)], { concurrency: "unbounded" })
  const [left, stayed] = await onCloud(cloud, both)
  expect(left._tag).toBe("None")
  expect(stayed).toEqual([])
})

test("a failure reaches all who shared the request, and the next look asks anew", async () => {
  const { cloud, instances } = world(3)
  cloud.faults.on("listBackups").refuse(403)
  const all = (trove: TroveService) =>
    Effect.forEach(instances, (instance) => Effect.result(look(trove, instance)), { concurrency: "unbounded" }).pipe(
      Effect.zip(Effect.result(trove.findBackups())),
    )
  const [shared, next] = await onCloud(cloud, all)
  expect(shared.map(({ _tag }) => _tag)).toEqual(["Failure", "Failure", "Failure"])
  expect(next._tag).toBe("Success")
})

test("instances are shown one by one until a list of pages is fewer requests", async () => {
  const { cloud, instances } = world(45)
  const [one] = instances
  const show = (trove: TroveService, some: typeof instances) =>
    Effect.forEach(some, ({ id }) => trove.findInstances(id), { concurrency: "unbounded" })
  const looks = (trove: TroveService) =>
    Effect.gen(function* () {
      expect(yield* trove.findInstances()).toHaveLength(45)
      expect(yield* show(trove, instances.slice(0, 3))).toHaveLength(3)
      return yield* show(trove, instances)
    })
  const found = await onCloud(cloud, looks)
  expect(found.map(([instance]) => instance?.id)).toEqual(instances.map(({ id }) => id))
  expect(found[0]).toMatchObject([{ id: one?.id }])
  expect([asked(cloud, "listInstancesDetail"), asked(cloud, "showInstance")]).toEqual([6, 3])
})

test("200 looks spread over half a minute make one list call for each two and a half seconds, and wait no longer", async () => {
  const { cloud, instances } = world(200)
  const waits: number[] = []
  const spread = (trove: TroveService) =>
    Effect.forEach(
      instances,
      (instance, index) =>
        Effect.gen(function* () {
          yield* Effect.sleep(index * 150)
          const asked = cloud.clock.now()
          yield* look(trove, instance)
          waits.push(cloud.clock.now() - asked)
        }),
      { concurrency: "unbounded" },
    )
  await onCloud(cloud, spread)
  expect(asked(cloud, "listBackups")).toBeLessThanOrEqual(4 + 30 / 2.5)
  expect(Math.max(...waits)).toBeLessThanOrEqual(2500)
})

test("a list that changes faster than it can be read is not read for rows that can be asked for", async () => {
  const unstable = new TroveError({
    call: { operation: "listBackups", method: "GET", path: "/backups" },
    reason: "listUnstable",
    message: "rows moved",
    outcome: "notStarted",
  })
  const look = gather<{ readonly id: string }>({
    one: (id) => Effect.succeed([{ id }]),
    all: Effect.fail(unstable),
    isOf: (row, id) => row.id === id,
    pageSize: 20,
    isWhole: true,
  })
  const both = Effect.all([look("a"), look("b")], { concurrency: "unbounded" })
  expect(await Effect.runPromise(both)).toEqual([[{ id: "a" }], [{ id: "b" }]])
  expect(await Effect.runPromise(Effect.flip(look()))).toBe(unstable)
})

test("what is of another project is found beside others as it is alone, and what is gone is not", async () => {
  const { cloud, instances } = world(2)
  const administrator = {
    auth: { type: "password", username: "admin", password: "adminpw", userDomain: "Default" },
    project: { name: "admin", domain: "Default" },
    asAdmin: true,
  } as const
  const looks = (trove: TroveService) =>
    Effect.forEach([...instances, { id: "gone" }], ({ id }) => trove.findInstances(id), { concurrency: "unbounded" })
  expect(await onCloud(cloud, looks, administrator)).toMatchObject([[{ name: "orders-0" }], [{ name: "orders-1" }], []])
})
