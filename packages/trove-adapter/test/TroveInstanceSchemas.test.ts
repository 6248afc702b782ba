/** The parameters: the specification's text word for word, Trove's limits, and a path for every fault. */
import { checkParameters, type Json, jsonSchema } from "@breakwater/core"
import * as Effect from "effect/Effect"
import { expect, test } from "vitest"
import { troveInstanceSchemas } from "../src/TroveInstanceSchemas.ts"

/** From the specification; Python's None is null. */
const OPTIONS_SCHEMA = {
  title: "Database Instance Protection Options",
  type: "object",
  properties: {
    backup_name: {
      type: "string",
      title: "Backup Name",
      description: "The name of the database instance backup.",
    },
    description: {
      type: "string",
      title: "Description",
      description: "The description of the database instance backup.",
    },
  },
  required: ["backup_name", "description"],
}

const RESTORE_SCHEMA = {
  title: "Database Instance Protection Restore",
  type: "object",
  properties: {
    restore_name: {
      type: "string",
      title: "Restore Name",
      description: "The name of the restored database instance.",
      default: null,
    },
    restore_description: {
      type: "string",
      title: "Restore Description",
      description: "The description of the restored database instance.",
      default: null,
    },
  },
}

type Described = { readonly [key: string]: Json } & { readonly properties: { readonly [name: string]: Json } }

const described = (verb: keyof typeof troveInstanceSchemas, profile: "exact" | "form"): Described =>
  JSON.parse(JSON.stringify(jsonSchema(troveInstanceSchemas[verb], profile)))

/** The schema without the properties that the specification does not know. */
const within = ({ properties, ...rest }: Described, known: object) => ({
  ...rest,
  properties: Object.fromEntries(Object.keys(known).map((name) => [name, properties[name]])),
})

const issuesOf = (verb: keyof typeof troveInstanceSchemas, value: Json) =>
  Effect.runPromise(
    checkParameters<unknown>(troveInstanceSchemas[verb], value, "").pipe(
      Effect.match({
        onSuccess: () => [],
        onFailure: ({ issues = [] }) => issues.map(({ path, message }) => `${path}: ${message}`),
      }),
    ),
  )

const needed = { backup_name: "nightly", description: "x" }

test("the exact options schema is the specification's, word for word, with optional additions", () => {
  expect(within(described("options", "exact"), OPTIONS_SCHEMA.properties)).toEqual(OPTIONS_SCHEMA)
})

test("the exact restore schema is the specification's, word for word, null defaults included", () => {
  expect(within(described("restore", "exact"), RESTORE_SCHEMA.properties)).toEqual(RESTORE_SCHEMA)
})

test("a form gets Trove's limits and no null default", () => {
  expect(described("options", "form").properties).toMatchObject({
    backup_name: { minLength: 1, maxLength: 255 },
    description: { minLength: 1, maxLength: 233 },
  })
  expect(described("restore", "form").properties["restore_name"]).toMatchObject({ maxLength: 230 })
  expect(JSON.stringify(described("restore", "form"))).not.toContain('"default":null')
})

test("verify and delete say what they do when nothing is given", () => {
  expect(described("verify", "exact").properties).toMatchObject({
    level: { enum: ["record", "object", "restore"], default: "record" },
  })
  expect(described("delete", "exact").properties).toMatchObject({ cascade: { type: "boolean", default: false } })
})

test.each([
  ["", "must be one line with an ASCII letter or digit in it"],
  ["---", "must be one line with an ASCII letter or digit in it"],
  ["ü", "must be one line with an ASCII letter or digit in it"],
  ["two\nlines", "must be one line with an ASCII letter or digit in it"],
  ["x".repeat(256), "must have at most 255 characters"],
  ["half \ud800", "must not hold half a character (a lone surrogate)"],
])("the backup name %j is refused, since Trove would not take it", async (backup_name, message) => {
  expect(await issuesOf("options", { ...needed, backup_name })).toContain(`/backup_name: ${message}`)
})

test("lengths are counted in characters, as Trove counts them, not in the halves of an emoji", async () => {
  expect(await issuesOf("options", { ...needed, backup_name: `${"🐳".repeat(254)}1` })).toEqual([])
  expect(await issuesOf("options", { ...needed, backup_name: `${"🐳".repeat(255)}1` })).toHaveLength(1)
})

test("a description leaves room for the longest mark", async () => {
  expect(await issuesOf("options", { ...needed, description: "x".repeat(233) })).toEqual([])
  expect(await issuesOf("options", { ...needed, description: "x".repeat(234) })).toEqual([
    "/description: must have at most 233 characters",
  ])
})

test("every fault is told at once, each with its path", async () => {
  const faults = await issuesOf("options", {
    backup_name: "nightly",
    incremental: 1,
    parent_id: "nightly",
    swift_container: "my container",
    swift_contaner: "typo",
  })
  expect(faults.map((fault) => fault.split(":")[0]).sort()).toEqual([
    "/description",
    "/incremental",
    "/parent_id",
    "/swift_container",
    "/swift_contaner",
  ])
})

test("what is missing and what nobody knows is said in words", async () => {
  expect(await issuesOf("options", { backup_name: "nightly", desc: "x" })).toEqual([
    "/desc: is no parameter of this verb",
    "/description: must be given",
  ])
})

test("of a restore, sizes, ids, addresses and ranges are checked", async () => {
  const faults = await issuesOf("restore", {
    volume_size: 1.5,
    network_id: "private",
    ip_address: "fe80::1",
    access: { is_public: true, allowed_cidrs: ["10.0.0.0/8", "fe80::/10"] },
  })
  expect(faults.map((fault) => fault.split(":")[0]).sort()).toEqual([
    "/access/allowed_cidrs/1",
    "/ip_address",
    "/network_id",
    "/volume_size",
  ])
})

test("null means not given", async () => {
  const nothing = { restore_name: null, restore_description: null, flavor: null, volume_size: null }
  expect(await issuesOf("restore", nothing)).toEqual([])
})
