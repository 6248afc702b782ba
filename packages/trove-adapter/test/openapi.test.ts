import { readFileSync } from "node:fs"
import { Ajv2020 } from "ajv/dist/2020.js"
import { describe, expect, test } from "vitest"
import { parse } from "yaml"
import { routes } from "../src/internal/routes.ts"

type Schema = { readonly [keyword: string]: unknown }
type Content = { readonly schema: Schema; readonly examples?: { readonly [name: string]: { readonly value: unknown } } }
type Body = { readonly content?: { readonly [type: string]: Content } }
type Operation = {
  readonly operationId: string
  readonly requestBody?: Body
  readonly responses: { readonly [status: string]: Body & { readonly $ref?: string } }
}
type Description = {
  readonly paths: { readonly [path: string]: { readonly [method: string]: Operation } }
  readonly components: { readonly responses: { readonly [name: string]: Body } }
}

const methods = ["get", "head", "post", "put", "patch", "delete"]

const description = (name: string): Description =>
  parse(readFileSync(new URL(`../openapi/${name}.yaml`, import.meta.url), "utf8"))

const operations = (of: Description) =>
  Object.entries(of.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => methods.includes(method))
      .map(([method, operation]) => ({ route: `${method.toUpperCase()} ${path}`, ...operation })),
  )

/** Every body of the description that has a schema, with a name and its examples. */
const bodies = (of: Description) => {
  const named: [string, Body][] = Object.entries(of.components.responses)
  for (const { operationId, requestBody, responses } of operations(of)) {
    if (requestBody !== undefined) named.push([`${operationId} request`, requestBody])
    for (const [status, response] of Object.entries(responses)) {
      if (response.$ref === undefined) named.push([`${operationId} ${status}`, response])
    }
  }
  return named.flatMap(([name, body]) => {
    const json = body.content?.["application/json"]
    return json === undefined ? [] : [{ name, schema: json.schema, examples: Object.entries(json.examples ?? {}) }]
  })
}

const validators = (of: Description) => {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  const id = "https://description.example/api"
  ajv.addSchema({ ...of, $id: id })
  const compile = (schema: Schema) => ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', `"${id}#/`)))
  return {
    compile,
    named: (name: string) => compile({ $ref: `#/components/schemas/${name}` }),
    faults: (schema: Schema, value: unknown) => {
      const validate = compile(schema)
      return validate(value) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`)
    },
  }
}

describe.each(["trove", "keystone", "swift"])("the description of %s", (name) => {
  const document = description(name)
  const { faults } = validators(document)

  test("names each operation once", () => {
    const names = operations(document).map(({ operationId }) => operationId)
    expect(names.length).toBeGreaterThan(0)
    expect(names.toSorted()).toEqual([...new Set(names)].toSorted())
  })

  test("has an example for every JSON body, and every example fits its schema", () => {
    for (const body of bodies(document)) {
      expect(body.examples, body.name).not.toEqual([])
      for (const [example, { value }] of body.examples) {
        expect(faults(body.schema, value), `${body.name}, ${example}`).toEqual([])
      }
    }
  })
})

describe("the rules for requests to Trove", () => {
  const { named } = validators(description("trove"))
  const instance = "d1c062c7-4c02-45e0-82a3-c6b10dd7514c"
  const createBackup = (fields: object) =>
    named("CreateBackupRequest")({ backup: { name: "nightly", instance, ...fields } })
  const createInstance = (fields: object) =>
    named("CreateInstanceRequest")({ instance: { name: "orders", flavorRef: "1", volume: { size: 1 }, ...fields } })

  test.each([
    { incremental: true },
    { incremental: 2 },
    { description: "" },
    { description: null },
    { description: "-".repeat(3) },
    { name: "n".repeat(256) },
    { name: "ü" },
    { instance: "orders" },
    { parent_id: null },
    { swift_container: "a b" },
    { swift_container: "" },
    { storage_driver: "ceph" },
    { restore_from: { remote_location: "http://swift/x", local_datastore_version_id: instance, size: -1 } },
  ])("refuse a backup with %j", (fields) => {
    expect(createBackup(fields)).toBe(false)
  })

  test.each([
    {},
    { incremental: 1 },
    { description: "d".repeat(255) },
    { name: "1" },
    { swift_container: "a.b-c_d" },
    { unknown: "ignored by the server" },
  ])("take a backup with %j", (fields) => {
    expect(createBackup(fields)).toBe(true)
  })

  test.each([
    { volume: { size: 0 } },
    { volume: { size: 1.5 } },
    { volume: {} },
    { flavorRef: null },
    { nics: [{ "net-id": instance }, { "net-id": instance }] },
    { nics: [{ "port-id": instance }] },
    { restorePoint: { backupRef: `http://trove/backups/${instance}` } },
    { replica_count: 4 },
    { access: { allowed_cidrs: ["::/0"] } },
    { locality: "anywhere" },
    { users: [{ name: "ann" }] },
  ])("refuse an instance with %j", (fields) => {
    expect(createInstance(fields)).toBe(false)
  })

  test.each([
    { flavorRef: 1 },
    { volume: { size: "2", type: null } },
    { configuration: null },
    { datastore: { type: "mysql", version: "8.0" }, restorePoint: { backupRef: instance } },
  ])("take an instance with %j", (fields) => {
    expect(createInstance(fields)).toBe(true)
  })

  test("refuse an unknown action, an empty one and two at once", () => {
    const action = named("InstanceActionRequest")
    expect(action({ restart: {} })).toBe(true)
    expect(action({ dance: {} })).toBe(false)
    expect(action({})).toBe(false)
    expect(action({ restart: {}, reset_status: {} })).toBe(false)
  })

  test("let an update carry only known fields", () => {
    const update = named("UpdateInstanceRequest")
    expect(update({ instance: { name: "orders", configuration: null } })).toBe(true)
    expect(update({ instance: { flavorRef: "1" } })).toBe(false)
  })
})

test("the client asks each of its operations on the route the description gives it", () => {
  const described = operations(description("trove")).map(({ operationId, route }) => `${operationId}: ${route}`)
  const asked = Object.entries(routes).map(([operation, { method, path }]) => `${operation}: ${method} ${path}`)
  expect(asked.length).toBeGreaterThan(20)
  expect(asked.filter((one) => !described.includes(one))).toEqual([])
})

test("an answer may carry fields and statuses that the description does not know", () => {
  const { named } = validators(description("trove"))
  const backup = { id: "1", name: "n", status: "MELTING", created: "", updated: "", autofailover: true }
  expect(named("BackupAnswer")({ backup, more: 1 })).toBe(true)
})
