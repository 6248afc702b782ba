/** How a restored instance differs from its source: field by field, whose doing it is, and what nobody can tell. */
import { createMockTrove } from "@breakwater/mock-trove"
import { expect, test } from "vitest"
import { driftOf, unexpected } from "../src/internal/drift.ts"
import type { TroveSavedInfo } from "../src/TroveSavedInfo.ts"
import { Host } from "./support/host.ts"

const world = async () => {
  const cloud = createMockTrove()
  const instance = cloud.state.instances.add({
    name: "orders",
    volume: 2,
    flavor: "2",
    databases: ["shop", "audit"],
    users: ["app"],
    access: { is_public: false, allowed_cidrs: ["10.0.0.0/8", "192.168.0.0/16"] },
  })
  const host = new Host(cloud)
  return { cloud, instance, host, saved: await host.protect(instance) }
}

interface Result {
  readonly drift: ReturnType<typeof driftOf>
}
const resultOf = (result: unknown): Result => JSON.parse(JSON.stringify(result))

test("a restore that asks for nothing else gives the same, but for the addresses, which Trove can not restore", async () => {
  const { host, instance, saved } = await world()
  const { result, warnings } = await host.succeed("restore", { instance, saved })
  const { differences, notCompared } = resultOf(result).drift
  expect(differences.filter(({ field }) => field !== "addresses")).toEqual([])
  for (const { because } of differences) expect(because).toBe("notRestorable")
  expect(notCompared).toEqual([expect.stringContaining("passwords and grants of users")])
  expect(warnings).toEqual([])
})

test("what the parameters wanted otherwise is marked as asked", async () => {
  const { host, instance, saved } = await world()
  const parameters = {
    restore_name: "orders again",
    flavor: "3",
    volume_size: 3,
    access: { is_public: true, allowed_cidrs: ["10.0.0.0/8"] },
  }
  const { result, warnings } = await host.succeed("restore", { instance, saved, parameters })
  const { differences } = resultOf(result).drift
  expect(differences.filter(({ because }) => because === "asked")).toEqual([
    { field: "name", source: "orders", restored: "orders again", because: "asked" },
    { field: "flavor", source: "2", restored: "3", because: "asked" },
    { field: "volumeSize", source: 2, restored: 3, because: "asked" },
    { field: "public", source: false, restored: true, because: "asked" },
    { field: "allowedCidrs", source: ["10.0.0.0/8", "192.168.0.0/16"], restored: ["10.0.0.0/8"], because: "asked" },
  ])
  expect(warnings).toEqual([])
})

test("a database or user that did not come back is an unexpected difference and a warning, though Trove says all is well", async () => {
  const { cloud, host, instance, saved } = await world()
  cloud.plan.nextRestore({ comesBackWithOldData: true })
  const { result, warnings } = await host.succeed("restore", { instance, saved })
  expect(resultOf(result).drift.differences).toEqual(
    expect.arrayContaining([
      { field: "databases", source: ["audit", "shop"], restored: [], because: "unexpected" },
      { field: "users", source: ["app@%"], restored: [], because: "unexpected" },
    ]),
  )
  expect(warnings).toEqual([
    expect.stringMatching(/^databases differs: .*audit.*shop/),
    expect.stringMatching(/^users differs: .*app/),
  ])
})

const source: TroveSavedInfo = {
  backup: { id: "b", name: "b", status: "COMPLETED", chain: [], created: "x", updated: "x" },
  datastore: { type: "mysql", version: "5.7" },
  instance: {
    id: "i",
    name: "orders",
    flavor: { id: "1" },
    volume: { size: 1, type: "fast" },
    networkId: "net",
    availabilityZone: "north",
    configuration: { id: "group" },
    replicaOf: "primary",
    replicas: ["r1"],
  },
  mark: "[bw:a]",
}
const instance = {
  id: "n",
  name: "orders",
  status: "ACTIVE",
  flavor: { id: "1", links: [] },
  datastore: { type: "mysql", version: "5.6" },
  volume: { size: 1 },
  links: [],
}

test("what belonged to the old project, what Trove can not restore and what went wrong are told apart", () => {
  const drift = driftOf(source, instance, { unknown: "the guest did not tell" }, {}, true)
  expect(drift.differences).toEqual([
    { field: "datastoreVersion", source: "5.7", restored: "5.6", because: "unexpected" },
    { field: "network", source: "net", restored: null, because: "elsewhere" },
    { field: "configuration", source: "group", restored: null, because: "elsewhere" },
    { field: "replicaOf", source: "primary", restored: null, because: "notRestorable" },
    { field: "replicas", source: ["r1"], restored: null, because: "notRestorable" },
  ])
  expect(driftOf(source, instance, {}, {}, false).differences).toContainEqual({
    field: "configuration",
    source: "group",
    restored: null,
    because: "unexpected",
  })
  expect(unexpected(drift)).toEqual(['datastoreVersion differs: "5.7" became "5.6".'])
})

test("what Trove does not tell of the new one is named, not taken for a difference", () => {
  const { differences, notCompared } = driftOf(source, instance, { unknown: "the guest did not tell" }, {}, false)
  expect(differences.map(({ field }) => field)).not.toContain("volumeType")
  expect(notCompared).toEqual([
    'volumeType: the source had "fast", of the new one Trove does not tell.',
    'availabilityZone: the source had "north", of the new one Trove does not tell.',
    "databases and users: the guest did not tell",
    expect.stringContaining("passwords"),
  ])
})
