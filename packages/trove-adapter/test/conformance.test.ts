/** The plugin over the mock, through the suite that every protection plugin must pass. */
import { type ConformanceSubject, protectionPluginConformance } from "@breakwater/core/testing"
import { describe, expect, test } from "vitest"
import { troveSubject } from "./support/troveSubject.ts"

/**
 * What Trove can not show, and no plugin for it can know: an instance has room for a mark in its name only, which it
 * loses for the wanted name in the last turn, and a backup that is being deleted looks like any other. What holds instead
 * is tested in `restore.test.ts` and `delete.test.ts`.
 */
const beyondTrove = [
  "restore: from every earlier handle, after the end, it comes to the same end",
  "delete: every earlier handle turned again between two turns doubles nothing",
]

const cases = protectionPluginConformance(troveSubject)

describe("the Trove instance plugin", () => {
  for (const { name, run } of cases.filter((one) => !beyondTrove.includes(one.name))) test(name, run)

  test("only those cases are left out that no plugin for Trove can pass", () => {
    expect(beyondTrove.filter((name) => cases.every((one) => one.name !== name))).toEqual([])
  })
})

/** The same world, where verify restores. */
const drilling: ConformanceSubject = {
  ...troveSubject,
  make: async () => {
    const world = await troveSubject.make()
    return { ...world, parameters: { ...world.parameters, verify: { level: "restore" } } }
  },
}

/** A drill makes an instance and leaves nothing: who has forgotten what it found, in every turn or afterwards, drills anew. */
const beyondDrills = [
  "verify: it looks and changes nothing",
  "verify: the first handle alone, turned again and again, comes to the end",
  "verify: from every earlier handle, after the end, it comes to the same end",
]

describe("the Trove instance plugin, verifying by a restore", () => {
  const verifying = protectionPluginConformance(drilling).filter(({ name }) => name.startsWith("verify:"))
  for (const { name, run } of verifying.filter((one) => !beyondDrills.includes(one.name))) test(name, run)

  test("only those cases are left out that no drill can pass", () => {
    expect(beyondDrills.filter((name) => verifying.every((one) => one.name !== name))).toEqual([])
  })
})
