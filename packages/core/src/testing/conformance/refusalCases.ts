/** What is refused by name, and what only looks. */
import * as assert from "node:assert/strict"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { clockLayer } from "../../HostClock.ts"
import { checkValue } from "../../internal/checkValue.ts"
import { type OperationContext, Verb } from "../../Operation.ts"
import { checkParameters, parameterSchema } from "../../Parameters.ts"
import { decode, encode } from "../../steps.ts"
import type { ConformanceSubject, ConformanceWorld } from "../ConformanceSubject.ts"
import { conformanceCase, drivenVerbs } from "./conformanceCase.ts"
import { type Driver, failed, waiting } from "./Driver.ts"

export const refusalCases = (subject: ConformanceSubject) => [
  conformanceCase(subject, "a verb the plugin can not do is refused by name", (inFreshWorld) =>
    inFreshWorld(async (driver, { plugin }) => {
      const unsupported = Verb.literals.filter((verb) => plugin.operations[verb] === undefined)
      for (const verb of unsupported) {
        const { error } = failed(await driver.begin(driver.request(verb, {})))
        assert.equal(error.code, "notSupported")
        assert.ok(error.message.includes(verb), `"${error.message}" does not name ${verb}`)
        assert.ok(error.message.includes(plugin.id), `"${error.message}" does not name ${plugin.id}`)
      }
    }),
  ),
  conformanceCase(
    subject,
    "a handle of another plugin, of another type or of a newer version is refused",
    (inFreshWorld) =>
      inFreshWorld(async (driver, world) => {
        const { handle } = waiting(await driver.begin(driver.request("protect")))
        const before = world.changes()
        const foreign = failed(await driver.turn({ ...handle, plugin: `not ${handle.plugin}` }))
        assert.equal(foreign.error.issues?.[0]?.path, "/plugin")
        const type = "Nobody::Serves::This"
        const other = failed(await driver.turn({ ...handle, resource: { ...handle.resource, type } }))
        assert.equal(other.error.issues?.[0]?.path, "/resource/type")
        const newer = encode(handle).replace('"v":1', '"v":2')
        assert.throws(() => decode(newer), { code: "tooNew" })
        assert.throws(() => decode("{}"), { code: "damaged" })
        assert.equal(world.changes(), before, "calls that change something")
      }),
  ),
  conformanceCase(subject, "a resource that does not exist is not found, and nothing is touched", (inFreshWorld) =>
    inFreshWorld(async (driver, world) => {
      const { error } = failed(await driver.begin({ ...driver.request("protect"), resource: world.missing }))
      assert.equal(error.code, "notFound")
      assert.equal(world.made("protect"), 0, "what protect made, counted at the service")
    }),
  ),
  conformanceCase(subject, "verify: it looks and changes nothing", (inFreshWorld) =>
    inFreshWorld(async (driver, world) => {
      const saved = await driver.savedFor("verify")
      const before = world.changes()
      await driver.succeed("verify", saved)
      assert.equal(world.changes(), before, "calls that change something")
    }),
  ),
  conformanceCase(
    subject,
    "restore: what it suggests for a form is what it takes, and nothing is touched",
    (inFreshWorld) =>
      inFreshWorld(async (driver, world) => {
        const context = await contextFor(driver, world, "restore")
        const before = world.changes()
        const suggest = world.plugin.operations.restore?.suggest?.({ ...context, parameters: {} })
        if (suggest === undefined) return
        const value = await Effect.runPromise(suggest.pipe(Effect.provide(clockLayer(world.clock))))
        driver.keepsSecrets(value)
        const check = checkParameters(world.plugin.restoreSchema, value, "/parameters")
        const checked = await Effect.runPromise(Effect.result(check))
        assert.ok(Result.isSuccess(checked), `${JSON.stringify(value)} is suggested, and refused`)
        assert.equal(world.changes(), before, "calls that change something")
      }),
  ),
  ...drivenVerbs.map((verb) =>
    conformanceCase(subject, `${verb}: a preview says what would happen and touches nothing`, (inFreshWorld) =>
      inFreshWorld(async (driver, world) => {
        const context = await contextFor(driver, world, verb)
        const operation = world.plugin.operations[verb]
        assert.ok(operation !== undefined, `there is no operation for ${verb}`)
        const before = world.changes()
        const preview = await Effect.runPromise(
          operation.preview(context).pipe(Effect.provide(clockLayer(world.clock))),
        )
        assert.equal(world.changes(), before, "calls that change something")
        driver.keepsSecrets(preview)
        assert.deepEqual(JSON.parse(JSON.stringify(preview)), preview, "a preview does not survive JSON")
        assert.deepEqual(preview.blockers, [], "a preview of what can be done now has blockers")
        if (verb === "protect" || verb === "restore") assert.notEqual(preview.creates.length, 0, "it names nothing")
        if (verb === "delete") assert.notEqual(preview.deletes.length, 0, "it names nothing that would be deleted")
      }),
    ),
  ),
]

const contextFor = async (driver: Driver, world: ConformanceWorld, verb: Verb): Promise<OperationContext> => {
  const {
    operationId,
    installation = "",
    resource,
    parameters,
    saved,
  } = driver.request(verb, await driver.savedFor(verb))
  const schema = parameterSchema(world.plugin, verb)
  assert.ok(schema !== undefined, `there is no schema for ${verb}`)
  return {
    operationId,
    installation,
    resource,
    children: [],
    parameters: await Effect.runPromise(checkParameters(schema, parameters, "/parameters")),
    saved:
      saved === undefined
        ? undefined
        : await Effect.runPromise(checkValue(world.plugin.savedInfoSchema, saved, "/saved")),
    created: {},
  }
}
