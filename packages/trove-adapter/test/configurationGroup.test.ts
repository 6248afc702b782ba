/** The configuration group of a restore: the old one, a new one like it where that was asked for, or a refusal before all else. */
import { begin as beginOperation } from "@breakwater/core/steps"
import { createMockTrove, type MockTrove } from "@breakwater/mock-trove"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { expect, test } from "vitest"
import { attachedGroup } from "./support/attachedGroup.ts"
import { Host } from "./support/host.ts"
import { onCloud } from "./support/onCloud.ts"
import { previewOf } from "./support/previewOf.ts"

const world = async () => {
  const cloud = createMockTrove()
  const instance = cloud.state.instances.add({ name: "orders" })
  const group = await attachedGroup(cloud, instance.id)
  const host = new Host(cloud)
  return { cloud, instance, group, host, saved: await host.protect(instance) }
}

/** The source goes, and its group after it. */
const lose = async (cloud: MockTrove, instance: { readonly id: string }, group: string) => {
  await onCloud(cloud, (trove) => trove.deleteInstance(instance.id))
  await cloud.clock.sleep(60_000)
  const path = { configuration_id: group }
  const answer = await onCloud(cloud, (trove) =>
    Effect.promise(() => trove.api.DELETE("/configurations/{configuration_id}", { params: { path } })),
  )
  expect(answer.response.status).toBe(202)
}

const groups = (cloud: MockTrove) =>
  onCloud(cloud, (trove) =>
    Effect.flatMap(Stream.runCollect(trove.listConfigurations()), (rows) =>
      Effect.forEach(rows, ({ id }) => trove.showConfiguration(id)),
    ),
  )

const asked = { recreate_configuration: true }

test("a group that is gone is refused before anything is touched, with both ways out", async () => {
  const { cloud, instance, group, host, saved } = await world()
  await lose(cloud, instance, group)
  expect(await host.failure("restore", { instance, saved })).toMatchObject({
    code: "invalidParameters",
    issues: [{ path: "/parameters/configuration", message: expect.stringMatching(/"none".*recreate_configuration/) }],
  })
  expect(cloud.journal.count("createInstance")).toBe(0)
})

test("asked for, a group with the saved values is made first, and the restored instance uses it", async () => {
  const { cloud, instance, group, host, saved } = await world()
  await lose(cloud, instance, group)
  expect((await previewOf(host, "restore", { instance, saved, parameters: asked })).creates).toEqual([
    "A configuration group like tuned.",
    expect.stringContaining("instance orders"),
  ])
  const { result } = await host.succeed("restore", { instance, saved, parameters: asked })
  const [made, ...others] = await groups(cloud)
  expect(others).toEqual([])
  expect(made).toMatchObject({ name: "tuned", values: { max_connections: 200 } })
  expect(made?.id).not.toBe(group)
  expect(result).toMatchObject({ configuration: made?.id })
  expect(cloud.state.instances.all()).toMatchObject([{ name: "orders", configuration: made?.id }])
})

test("while the old group is there, no new one is made", async () => {
  const { cloud, instance, group, host, saved } = await world()
  const { result } = await host.succeed("restore", { instance, saved, parameters: asked })
  expect(result).toMatchObject({ configuration: group })
  expect(cloud.journal.count("createConfiguration")).toBe(1)
})

test("a lost answer makes one group", async () => {
  const { cloud, instance, group, host, saved } = await world()
  await lose(cloud, instance, group)
  cloud.faults.on("createConfiguration").loseAnswer()
  await host.succeed("restore", { instance, saved, parameters: asked })
  expect(await groups(cloud)).toHaveLength(1)
})

test("a group whose values were not saved can not be made again, and that is said first", async () => {
  const { cloud, instance, group, host, saved } = await world()
  await lose(cloud, instance, group)
  const poor = { ...saved, instance: { ...saved.instance, configuration: { id: group } } }
  expect(await host.failure("restore", { instance, saved: poor, parameters: asked })).toMatchObject({
    code: "invalidParameters",
    issues: [{ path: "/parameters/recreate_configuration" }],
  })
})

test("a restore that fails names the group that it made", async () => {
  const { cloud, instance, group, host, saved } = await world()
  await lose(cloud, instance, group)
  cloud.plan.nextRestore({ fails: "no valid host was found" })
  const error = await host.failure("restore", { instance, saved, parameters: { ...asked, on_failure: "delete" } })
  const [made] = await groups(cloud)
  expect(error.left).toEqual([{ kind: "configuration", id: made?.id, sentence: expect.stringContaining("remains") }])
})

test("a restore that is refused after the group was made names it", async () => {
  const { cloud, instance, group, host, saved } = await world()
  await lose(cloud, instance, group)
  cloud.faults.on("createInstance").refuse(403)
  const error = await host.failure("restore", { instance, saved, parameters: asked })
  const [made] = await groups(cloud)
  expect(error).toMatchObject({ code: "forbidden", outcome: "started" })
  expect(error.left).toEqual([{ kind: "configuration", id: made?.id, sentence: expect.stringContaining("remains") }])
})

test("a restore that is cancelled names the group it may have made", async () => {
  const { cloud, instance, group, host, saved } = await world()
  await lose(cloud, instance, group)
  cloud.faults.on("createConfiguration").loseAnswer()
  const first = await host.begin("restore", { instance, saved, parameters: asked })
  if (first.status !== "waiting") throw new Error("it should wait")
  const end = await host.finish(await host.turn({ ...first, handle: { ...first.handle, cancelRequested: true } }))
  expect(end).toMatchObject({ status: "cancelled", left: [{ kind: "configuration" }] })
})

test("a description that leaves no room for the mark is shortened", async () => {
  const { cloud, instance, group, host, saved } = await world()
  await lose(cloud, instance, group)
  const configuration = { ...saved.instance.configuration, id: group, description: "é".repeat(255) }
  const long = { ...saved, instance: { ...saved.instance, configuration } }
  await host.succeed("restore", { instance, saved: long, parameters: asked })
  const [made] = await groups(cloud)
  expect(made?.description).toMatch(/^é{230,} \[bw:[a-z2-7]{12}\]$/)
  expect(made?.description?.length).toBeLessThanOrEqual(255)
})

test("into the same region by its name, where the source's scope named none, the group is had as before", async () => {
  const { cloud, instance, group, host, saved } = await world()
  const { region: _, ...scope } = cloud.scope
  const begin = host.request("restore", { instance, saved, into: cloud.scope })
  const first = await beginOperation({ ...begin, resource: { ...begin.resource, scope } }, { clock: cloud.clock })
  const end = await host.finish(first)
  expect(end).toMatchObject({ status: "succeeded", result: { configuration: group } })
})

test("a second group that an unanswered call made late is named", async () => {
  const { cloud, instance, group, host, saved } = await world()
  await lose(cloud, instance, group)
  cloud.faults.on("createConfiguration").lateCommit("3m")
  const { result, warnings } = await host.succeed("restore", { instance, saved, parameters: asked })
  const made = await groups(cloud)
  expect(made).toHaveLength(2)
  const surplus = made.find(({ id }) => id !== Object(result).configuration)
  expect(warnings).toEqual([expect.stringContaining(surplus?.id ?? "")])
})
