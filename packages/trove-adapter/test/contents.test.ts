/** What is in an instance, as its guest tells: recorded by protect, compared later, unknown where nobody answers. */
import { createMockTrove, type MockTrove } from "@breakwater/mock-trove"
import { describe, expect, test } from "vitest"
import { contentsDrift, contentsOf } from "../src/internal/contents.ts"
import { savedInfoSchema } from "../src/TroveSavedInfo.ts"
import { Host } from "./support/host.ts"
import { onCloud } from "./support/onCloud.ts"

const at = "2026-01-01T00:00:00.000Z"
const look = (cloud: MockTrove, instance: { readonly id: string }) =>
  onCloud(cloud, (trove) => contentsOf(trove, instance.id))

describe("what is in an instance", () => {
  test("is every database and user, over all pages, with the time of the asking", async () => {
    const cloud = createMockTrove()
    const databases = Array.from({ length: 45 }, (_, index) => `shop${index}`)
    const instance = cloud.state.instances.add({ name: "orders", databases, users: ["ada", "grace"] })
    const contents = await look(cloud, instance)
    expect({ ...contents, databases: [...(contents.databases ?? [])].sort() }).toEqual({
      at: new Date(cloud.clock.now()).toISOString(),
      databases: [...databases].sort(),
      users: ["ada@%", "grace@%"],
    })
  })

  test("is unknown where the guest is silent, who is asked once, and where the datastore is not asked", async () => {
    const cloud = createMockTrove()
    const silent = cloud.state.instances.add({ name: "silent", guest: "dead" })
    const contents = await look(cloud, silent)
    expect(contents).toEqual({ at: expect.any(String), unknown: expect.stringContaining("guest") })
    expect(cloud.journal.entries.filter(({ operation }) => /^list(Databases|Users)$/.test(operation))).toHaveLength(1)
    const other = cloud.state.instances.add({ name: "other", datastore: "postgresql" })
    expect(await look(cloud, other)).toMatchObject({ unknown: expect.any(String) })
  })

  test("is unknown where there are more names than are worth keeping", async () => {
    const cloud = createMockTrove()
    const databases = Array.from({ length: 1001 }, (_, index) => `shop${index}`)
    const instance = cloud.state.instances.add({ name: "orders", databases, users: ["ada"] })
    expect(await look(cloud, instance)).toEqual({ at: expect.any(String), unknown: expect.stringContaining("1000") })
  })
})

describe("the difference", () => {
  test("names what is missing and what was added, of databases and of users", () => {
    const recorded = { at, databases: ["a", "b"], users: ["ada@%"] }
    const found = { at, databases: ["b", "c"], users: ["ada@%"] }
    expect(contentsDrift(recorded, found)).toEqual({
      databases: { missing: ["a"], added: ["c"] },
      users: { missing: [], added: [] },
    })
  })

  test("says why there is none where one side is not known", () => {
    expect(contentsDrift(undefined, { at, databases: [], users: [] }).unknown).toContain("not recorded")
    expect(contentsDrift({ at, databases: [] }, { at, unknown: "silent" })).toEqual({ unknown: "silent" })
  })
})

describe("protect", () => {
  test("records what is in the instance when the backup has ended", async () => {
    const cloud = createMockTrove()
    const instance = cloud.state.instances.add({ name: "orders", databases: ["shop"], users: ["ada"] })
    const { contents } = await new Host(cloud).protect(instance)
    expect(contents).toEqual({ at: expect.any(String), databases: ["shop"], users: ["ada@%"] })
  })

  test("is not held up by a datastore that does not tell", async () => {
    const cloud = createMockTrove()
    const instance = cloud.state.instances.add({ name: "orders", datastore: "postgresql" })
    const { contents } = await new Host(cloud).protect(instance)
    expect(contents).toMatchObject({ unknown: expect.any(String) })
  })

  test("what version 1 saved, without contents, is read as it stands", async () => {
    const cloud = createMockTrove()
    const { contents: _, ...saved } = await new Host(cloud).protect(cloud.state.instances.add({ name: "orders" }))
    expect(savedInfoSchema["~standard"].validate(saved)).toEqual({ value: saved })
  })
})
