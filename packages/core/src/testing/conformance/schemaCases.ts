/** Parameters: forms can be made of their schemas, and what is wrong with them is found before anything is touched. */
import * as assert from "node:assert/strict"
import type { Json } from "../../Json.ts"
import { jsonSchema, parameterSchema } from "../../Parameters.ts"
import type { ConformanceSubject } from "../ConformanceSubject.ts"
import { conformanceCase, drivenVerbs } from "./conformanceCase.ts"
import { failed } from "./Driver.ts"

type JsonObject = { readonly [key: string]: Json }

export const schemaCases = (subject: ConformanceSubject) => [
  ...drivenVerbs.flatMap((verb) => [
    conformanceCase(subject, `${verb}: a form can be made of its schema`, (inFreshWorld) =>
      inFreshWorld(async (_, { plugin }) => {
        const schema = parameterSchema(plugin, verb)
        assert.ok(schema !== undefined, `there is no schema for ${verb}`)
        for (const profile of ["exact", "form"] as const) {
          const { type, title, properties = {}, $schema } = jsonSchema(schema, profile) as JsonObject
          assert.equal(type, "object", `the type of the ${profile} schema`)
          if (profile === "form") {
            assert.equal($schema, "http://json-schema.org/draft-07/schema#")
            assert.equal(typeof title, "string", "the schema should have a title")
          }
          for (const [name, property] of Object.entries(properties as JsonObject)) {
            const { title, description } = property as JsonObject
            assert.ok(title !== undefined && title !== "", `${name} should have a title, ${profile}`)
            assert.ok(description !== undefined && description !== "", `${name} should have a description, ${profile}`)
            if (profile === "form") assert.notEqual((property as JsonObject)["default"], null, `the default of ${name}`)
          }
        }
      }),
    ),
    conformanceCase(
      subject,
      `${verb}: what is wrong with its parameters is found before anything is touched`,
      (inFreshWorld) =>
        inFreshWorld(async (driver, world) => {
          const request = driver.request(verb, await driver.savedFor(verb))
          const before = world.changes()
          for (const { value, path } of world.invalidParameters[verb] ?? []) {
            const { error } = failed(await driver.begin({ ...request, parameters: value }))
            assert.equal(error.code, "invalidParameters")
            assert.equal(error.outcome, "notStarted")
            const paths = (error.issues ?? []).map((issue) => issue.path)
            assert.ok(paths.includes(`/parameters${path}`), `${path} is not among ${paths.join(", ")}`)
          }
          assert.equal(world.changes(), before, "calls that change something")
        }),
    ),
    conformanceCase(subject, `${verb}: null means not given`, (inFreshWorld) =>
      inFreshWorld(async (driver, world) => {
        const request = driver.request(verb, await driver.savedFor(verb))
        const schema = parameterSchema(world.plugin, verb)
        assert.ok(schema !== undefined, `there is no schema for ${verb}`)
        const { properties = {}, required = [] } = jsonSchema(schema, "form") as JsonObject
        const given = request.parameters as JsonObject
        const needed = required as readonly string[]
        const parameters = Object.fromEntries(
          Object.keys(properties as JsonObject).map((name) => [name, needed.includes(name) ? given[name] : null]),
        )
        const turn = await driver.begin({ ...request, parameters })
        assert.notEqual(turn.status, "failed", "nulls were refused")
      }),
    ),
  ]),
  ...drivenVerbs
    .filter((verb) => verb !== "protect")
    .map((verb) =>
      conformanceCase(subject, `${verb}: without what protect saved it is refused`, (inFreshWorld) =>
        inFreshWorld(async (driver, world) => {
          for (const request of [driver.request(verb), driver.request(verb, "nonsense")]) {
            const { error } = failed(await driver.begin(request))
            assert.equal(error.code, "invalidParameters")
            assert.ok(
              error.issues?.every(({ path }) => path.startsWith("/saved")),
              "the issue is not with /saved",
            )
          }
          assert.equal(world.changes(), 0, "calls that change something")
        }),
      ),
    ),
]
