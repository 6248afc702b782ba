import { checkParameters, jsonSchema, type ParameterSchema, parameterSchema, parametersFor } from "@breakwater/core"
import { MemoryPlugin, MemoryService } from "@breakwater/core/testing"
import { Ajv } from "ajv"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { describe, expect, test } from "vitest"

const Options = Schema.Struct({
  name: Schema.String.check(Schema.isMaxLength(8)).annotate({ title: "Name", description: "What it is called." }),
  size: Schema.optionalKey(
    Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 10 })).annotate({ title: "Size", description: "In GB." }),
  ),
  "a/b~c": Schema.optionalKey(Schema.Struct({ deep: Schema.String })),
}).annotate({ title: "Options", description: "What can be said." })

const schema: ParameterSchema<typeof Options.Type> = Schema.toStandardJSONSchemaV1(
  Schema.toStandardSchemaV1(Options, { parseOptions: { errors: "all", onExcessProperty: "error" } }),
)

describe("what one resource gets", () => {
  const resource = { type: "T", id: "1" }

  test("is what was given for its type, overlaid with what was given for it alone", () => {
    const parameters = { T: { name: "all", size: 2 }, "T#1": { name: "one" }, "T#2": { name: "two" }, U: { size: 9 } }
    expect(parametersFor(parameters, resource)).toEqual({ name: "one", size: 2 })
  })

  test("is nothing when nothing was given", () => {
    expect(parametersFor({}, resource)).toEqual({})
  })

  test("null takes back what was given for the type", () => {
    expect(parametersFor({ T: { name: "all", size: 2 }, "T#1": { size: null } }, resource)).toEqual({ name: "all" })
  })
})

describe("checking", () => {
  const check = (value: unknown) => Effect.runPromise(Effect.result(checkParameters(schema, value, "/parameters")))

  test("gives the value when it fits, nulls taken for not given", async () => {
    expect(await check({ name: "orders", size: null })).toMatchObject({ success: { name: "orders" } })
  })

  test("names every fault at once, each with its path", async () => {
    const result = await check({ name: "much too long", size: 11, "a/b~c": { deep: 1 }, sise: 3 })
    expect(result).toMatchObject({ failure: { code: "invalidParameters", outcome: "notStarted" } })
    if (result._tag !== "Failure") return expect.unreachable()
    expect(result.failure.issues?.map(({ path }) => path).toSorted()).toEqual([
      "/parameters/a~1b~0c/deep",
      "/parameters/name",
      "/parameters/sise",
      "/parameters/size",
    ])
  })

  test("takes a schema that answers later, and names what is no object at all", async () => {
    const later: ParameterSchema = {
      "~standard": {
        ...schema["~standard"],
        validate: (value) => Promise.resolve(schema["~standard"].validate(value)),
      },
    }
    const result = await Effect.runPromise(Effect.result(checkParameters(later, "orders", "/parameters")))
    expect(result).toMatchObject({ failure: { issues: [{ path: "/parameters" }] } })
  })
})

describe("JSON Schema", () => {
  const form = jsonSchema(schema, "form")
  const exact = jsonSchema(schema, "exact")

  test("for a form is draft-07 with the limits, and accepts and refuses what the check does", () => {
    expect(form).toMatchObject({
      $schema: "http://json-schema.org/draft-07/schema#",
      title: "Options",
      required: ["name"],
    })
    expect(form).not.toHaveProperty("additionalProperties")
    const validate = new Ajv({ strict: false }).compile(Object(form))
    expect(validate({ name: "orders", size: 3 })).toBe(true)
    for (const wrong of [{}, { name: "much too long" }, { name: "a", size: 0 }, { name: "a", size: 1.5 }])
      expect(validate(wrong)).toBe(false)
  })

  test("exact says shape, titles and descriptions, and no limits", () => {
    expect(exact).toEqual({
      type: "object",
      title: "Options",
      description: "What can be said.",
      required: ["name"],
      properties: {
        name: { type: "string", title: "Name", description: "What it is called." },
        size: { type: "integer", title: "Size", description: "In GB." },
        "a/b~c": { type: "object", required: ["deep"], properties: { deep: { type: "string" } } },
      },
    })
  })

  test("a property may bear the name of a keyword", () => {
    const named = Schema.Struct({ pattern: Schema.String, default: Schema.String })
    const standard = Schema.toStandardJSONSchemaV1(Schema.toStandardSchemaV1(named))
    expect(jsonSchema(standard, "exact")).toMatchObject({
      properties: { pattern: { type: "string" }, default: { type: "string" } },
    })
  })
})

test("each verb has its own schema, and a verb that is not supported has none", () => {
  const plugin = new MemoryPlugin(new MemoryService())
  expect(parameterSchema(plugin, "protect")).toBe(plugin.optionsSchema)
  expect(parameterSchema(plugin, "restore")).toBe(plugin.restoreSchema)
  expect(parameterSchema(plugin, "verify")).toBe(plugin.verifySchema)
  expect(parameterSchema(plugin, "delete")).toBe(plugin.deleteSchema)
  expect(parameterSchema(plugin, "copy")).toBeUndefined()
})
