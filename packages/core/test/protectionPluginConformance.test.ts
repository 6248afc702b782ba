import { AssertionError } from "node:assert"
import type { ParameterSchema, ProtectionPlugin } from "@breakwater/core"
import {
  type BrokenPromise,
  type ConformanceSubject,
  memorySubject,
  protectionPluginConformance,
} from "@breakwater/core/testing"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { describe, expect, test } from "vitest"

describe("the memory plugin keeps every promise of a protection plugin", () => {
  for (const { name, run } of protectionPluginConformance(memorySubject())) test(name, run)
})

describe("the suite names the promise a plugin breaks", () => {
  const broken: { readonly [B in BrokenPromise]: string } = {
    repeatsBlindly: "protect: an answer that was lost leaves one, not two",
    looksOnce: "protect: a call that commits soon after its connection died is waited for",
    trustsItsState: "protect: every earlier handle turned again between two turns doubles nothing",
    keepsNoIntent: "restore: the intent is kept before the call, so a death during it sends nothing twice",
    leavesSurplus: "protect: a call that commits long after its connection died leaves one in the end",
    forgetsFailed: "restore: what fails is named, and a retry from any handle makes exactly one",
    ignoresCancel: "protect: cancelled while the resource is busy, it touches nothing",
    hidesLeftovers: "restore: its deadline passes at each of its waits, and a retry comes to the end",
    goneIsAnError: "deleting what is gone already succeeds",
    touchesInPreview: "protect: a preview says what would happen and touches nothing",
    leaksSecrets: "protect, verify, restore, verify again and delete, one after the other",
    sleepsInside: "protect, verify, restore, verify again and delete, one after the other",
    takesForOwn: "protect: another operation, and the same one of another installation, makes its own",
    needsItsSource: "restore needs nothing of what was protected, which may be gone",
    hoardsState: "protect, verify, restore, verify again and delete, one after the other",
  }
  for (const [promise, name] of Object.entries(broken) as [BrokenPromise, string][]) {
    test(promise, () => expectToFail(memorySubject({ broken: promise }), name))
  }

  test("a schema without titles", () =>
    expectToFail(
      withPlugin((plugin) => ({ ...plugin, optionsSchema: standard(Schema.Struct({ copy_name: Schema.String })) })),
      "protect: a form can be made of its schema",
    ))

  test("parameters that are not checked", () =>
    expectToFail(
      withPlugin((plugin) => ({ ...plugin, restoreSchema: standard(Schema.Record(Schema.String, Schema.Unknown)) })),
      "restore: what is wrong with its parameters is found before anything is touched",
    ))

  test("saved info that is not checked", () =>
    expectToFail(
      withPlugin((plugin) => ({ ...plugin, savedInfoSchema: standard(Schema.Unknown) })),
      "verify: without what protect saved it is refused",
    ))

  test("an error that nobody foresaw", () =>
    expectToFail(
      withPlugin((plugin) => ({
        ...plugin,
        operations: {
          ...plugin.operations,
          verify: { ...plugin.operations.verify, preview, onMain: () => Effect.die("oh") },
        },
      })),
      "verify: null means not given",
    ))

  test("a verify that makes something", () =>
    expectToFail(
      withPlugin((plugin) => ({
        ...plugin,
        operations: { ...plugin.operations, verify: { ...plugin.operations.protect, preview } },
      })),
      "verify: it looks and changes nothing",
    ))

  test("a suggestion that is refused", () =>
    expectToFail(
      withPlugin((plugin) => ({
        ...plugin,
        operations: {
          ...plugin.operations,
          restore: { ...plugin.operations.restore, preview, suggest: () => Effect.succeed({ restore_name: 5 }) },
        },
      })),
      "restore: what it suggests for a form is what it takes, and nothing is touched",
    ))

  test("surplus that is left by two processes", () =>
    expectToFail(
      memorySubject({ broken: "leavesSurplus" }),
      "protect: two processes take each turn at the same moment, and whichever lives on ends with one",
    ))

  test("a preview that says nothing", () =>
    expectToFail(
      withPlugin((plugin) => ({ ...plugin, operations: { ...plugin.operations, delete: { preview } } })),
      "delete: a preview says what would happen and touches nothing",
    ))
})

const preview = () => Effect.succeed({ creates: [], deletes: [], quota: {}, blockers: [], warnings: [] })

const standard = <S extends Schema.ConstraintDecoder<unknown>>(schema: S): ParameterSchema =>
  Schema.toStandardJSONSchemaV1(Schema.toStandardSchemaV1(schema))

const withPlugin = (change: (plugin: ProtectionPlugin) => ProtectionPlugin): ConformanceSubject => {
  const subject = memorySubject()
  return {
    ...subject,
    make: async () => {
      const world = await subject.make()
      return { ...world, plugin: change(world.plugin) }
    },
  }
}

const expectToFail = async (subject: ConformanceSubject, name: string) => {
  const found = protectionPluginConformance(subject).find((one) => one.name === name)
  if (found === undefined) expect.unreachable(`the suite has no case "${name}"`)
  await expect(found.run()).rejects.toBeInstanceOf(AssertionError)
}
