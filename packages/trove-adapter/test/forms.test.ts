/** What form generators get: draft-07 that a strict validator compiles, with defaults it may fill in. */
import { checkParameters, type Json, jsonSchema } from "@breakwater/core"
import { createProtection, memoryBank, memoryEngine, type Verb } from "@breakwater/core/promise"
import { mockTroveFixture } from "@breakwater/mock-trove"
import { Ajv } from "ajv"
import * as Effect from "effect/Effect"
import { describe, expect, test } from "vitest"
import { troveInstanceSchemas } from "../src/TroveInstanceSchemas.ts"
import { pluginsFor, resourceOf } from "./support/host.ts"

type Form = keyof typeof troveInstanceSchemas
const forms = Object.keys(troveInstanceSchemas) as readonly Form[]

const compiled = (schema: unknown) =>
  new Ajv({ useDefaults: true, strict: true, allErrors: true }).compile(JSON.parse(JSON.stringify(schema)))

const formOf = (form: Form) => compiled(jsonSchema(troveInstanceSchemas[form], "form"))

/** Whether the plugin takes a value. */
const taken = (form: Form, value: unknown): Promise<boolean> =>
  Effect.runPromise(
    checkParameters<unknown>(troveInstanceSchemas[form], value, "").pipe(
      Effect.match({ onSuccess: () => true, onFailure: () => false }),
    ),
  )

const needed = { backup_name: "nightly", description: "x" }
const uuid = "6ba7b810-9dad-41d1-80b4-00c04fd430c8"

describe.each(forms)("the form of %s", (form) => {
  test("is draft-07 without a keyword that a strict validator does not know, and without a null default", () => {
    const schema = jsonSchema(troveInstanceSchemas[form], "form")
    expect(schema).toMatchObject({ $schema: "http://json-schema.org/draft-07/schema#", type: "object" })
    expect(formOf(form)).toBeTypeOf("function")
    expect(JSON.stringify(schema)).not.toContain('"default":null')
  })

  test("sent untouched, with its defaults filled in, is taken by the plugin where nothing is required", async () => {
    const value: object = form === "options" ? { ...needed } : {}
    const check = formOf(form)
    expect(check(value), JSON.stringify(check.errors)).toBe(true)
    expect(await taken(form, value)).toBe(true)
    const filled: { readonly [F in Form]: object } = {
      options: needed,
      restore: {},
      verify: { level: "record" },
      delete: { cascade: false },
    }
    expect(value).toEqual(filled[form])
  })
})

test.each([
  ["options", {}],
  ["options", { backup_name: "nightly" }],
  ["options", needed],
  ["options", { ...needed, backup_name: "" }],
  ["options", { ...needed, backup_name: "---" }],
  ["options", { ...needed, backup_name: "x".repeat(256) }],
  ["options", { ...needed, backup_name: `${"🐳".repeat(254)}1` }],
  ["options", { ...needed, description: "x".repeat(234) }],
  ["options", { ...needed, incremental: true, parent_id: uuid, swift_container: "mine" }],
  ["options", { ...needed, incremental: "yes" }],
  ["options", { ...needed, parent_id: "nightly" }],
  ["options", { ...needed, swift_container: "my container" }],
  ["options", { ...needed, desc: "x" }],
  ["restore", { restore_name: "orders", volume_size: 2, network_id: uuid, ip_address: "10.0.0.7" }],
  ["restore", { restore_name: "x".repeat(231) }],
  ["restore", { volume_size: 0 }],
  ["restore", { volume_size: 1.5 }],
  ["restore", { network_id: "private" }],
  ["restore", { ip_address: "fe80::1" }],
  ["restore", { access: { is_public: true, allowed_cidrs: ["10.0.0.0/8"] } }],
  ["restore", { access: { is_public: true, allowed_cidrs: ["fe80::/10"] } }],
  ["verify", { level: "record" }],
  ["verify", { level: "restore" }],
  ["delete", { cascade: true }],
  ["delete", { cascade: "yes" }],
  ["delete", { really: true }],
] as const)("a validator of the form says of %s %j what the plugin says", async (form, value) => {
  const before = structuredClone<object>(value)
  expect(formOf(form)(structuredClone(value))).toBe(await taken(form, before))
})

const it = test.extend(mockTroveFixture())

describe("through a protection", () => {
  const parameters = (value: Json) => ({ "OS::Trove::Instance": value })

  it("what is suggested for a restore fits its form, and is taken as it is", async ({ cloud }) => {
    const instance = cloud.state.instances.add({ name: "orders", databases: ["orders"] })
    const { protectable, protection } = pluginsFor(cloud)
    await using client = await createProtection({
      engine: memoryEngine(),
      providers: [{ id: "cloud", bank: memoryBank(), protectables: [protectable], plugins: [protection] }],
      clock: cloud.clock,
    })
    const start = async (id: string, verb: Verb, more: object) => {
      const deadline = new Date(cloud.clock.now() + 3_600_000).toISOString()
      await client.operations.start({ id, verb, provider: "cloud", parameters: {}, deadline, ...more })
      return client.operations.wait(id)
    }
    const resources = [resourceOf(cloud, instance)]
    const { checkpoint } = await start("1", "protect", { resources, parameters: parameters(needed) })

    const suggested = await client.suggest({ verb: "restore", checkpoint })
    const value = suggested[`OS::Trove::Instance#${instance.id}`]
    expect(value).toMatchObject({ flavor: expect.any(String), volume_size: expect.any(Number) })
    const check = compiled(client.schema("OS::Trove::Instance", "restore", "form"))
    expect(check(structuredClone(value)), JSON.stringify(check.errors)).toBe(true)
    const deadline = new Date(cloud.clock.now() + 3_600_000).toISOString()
    const preview = (given: { readonly [key: string]: Json }) =>
      client.operations.preview({
        id: "p",
        verb: "restore",
        provider: "cloud",
        checkpoint,
        parameters: given,
        deadline,
      })
    const ofTheSource = expect.stringMatching(/network \S+, that of the source\.$/)
    expect(await preview(suggested)).toMatchObject({ blockers: [], warnings: [ofTheSource] })
    const warnings = [expect.stringContaining("another datastore version"), ofTheSource]
    expect(await preview(parameters({ datastore_version: "8.0" }))).toMatchObject({ warnings })
    await start("2", "restore", { checkpoint, parameters: suggested })
    expect(cloud.journal.count("createInstance")).toBe(1)
  })

  it("null means not given, in every field that need not be given", async ({ cloud }) => {
    const instance = cloud.state.instances.add({ name: "orders" })
    const { protectable, protection } = pluginsFor(cloud)
    await using client = await createProtection({
      engine: memoryEngine(),
      providers: [{ id: "cloud", bank: memoryBank(), protectables: [protectable], plugins: [protection] }],
      clock: cloud.clock,
    })
    const preview = (value: Json) =>
      client.operations.preview({
        id: "1",
        verb: "protect",
        provider: "cloud",
        resources: [resourceOf(cloud, instance)],
        parameters: parameters(value),
        deadline: "2126-01-01T00:00:00Z",
      })
    const given = await preview(needed)
    expect(await preview({ ...needed, incremental: null, parent_id: null, swift_container: null })).toEqual(given)
    await expect(preview({ ...needed, backup_name: null })).rejects.toMatchObject({
      code: "invalidParameters",
      issues: [{ message: "must be given" }],
    })
  })
})
