/**
 * Runs with every test: what any mock was asked and answered must fit the descriptions in `packages/trove-adapter/openapi`.
 *
 * Every answer of a service is held against them, and every request that was accepted. What clients of ours send must
 * fit even when it is refused. Answers that a fault made up are nobody's.
 */
import { createHash } from "node:crypto"
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import process from "node:process"
import { afterEach, expect } from "vitest"
import { type Exchange, observeTraffic } from "../packages/mock-trove/src/observeTraffic.ts"

type Schema = { readonly [keyword: string]: unknown }
type Body = { readonly $ref?: string; readonly content?: { readonly [type: string]: { readonly schema: Schema } } }
type Operation = {
  readonly operationId: string
  readonly requestBody?: Body
  readonly responses: { readonly [status: string]: Body }
}
type Description = {
  readonly paths: { readonly [path: string]: { readonly [method: string]: Operation } }
  readonly components: { readonly responses: { readonly [name: string]: Body } }
}
/** The part of Ajv that is used here. */
interface Validate {
  (value: unknown): boolean
  readonly errors?: readonly { readonly instancePath: string; readonly message?: string }[] | null
}
interface Ajv {
  addSchema(schema: object): void
  compile(schema: object): Validate
}
interface Described {
  readonly request: Body | undefined
  readonly answers: ReadonlyMap<string, Body>
  /** How the JSON of a body is looked at; nothing where there is none. Made when it is first asked for, once for each schema. */
  compile(body: Body): Validate | undefined
}

const folder = new URL("../packages/trove-adapter/", import.meta.url)
const cache = new URL("../node_modules/.cache/descriptions/", import.meta.url)

/** Of the adapter, which has both for its own tests. Loaded when the first exchange comes: most test files have none. */
const load = createRequire(new URL("package.json", folder))
const loadAjv = (): (new (options: object) => Ajv) => load("ajv/dist/2020.js").Ajv2020

/** Reading YAML takes most of a second, and each test file is a process of its own: what was read is kept as JSON. */
const read = (name: string): Description => {
  const text = readFileSync(new URL(`openapi/${name}.yaml`, folder), "utf8")
  const kept = new URL(`${name}-${createHash("sha256").update(text).digest("hex").slice(0, 16)}.json`, cache)
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, "utf8"))
  const description: Description = load("yaml").parse(text)
  mkdirSync(cache, { recursive: true })
  const written = new URL(`${name}-${process.pid}.json`, cache)
  writeFileSync(written, JSON.stringify(description))
  renameSync(written, kept)
  return description
}

const describe = (name: string): ReadonlyMap<string, Described> => {
  const description = read(name)
  const ajv = new (loadAjv())({ strict: false, allErrors: true, validateSchema: false })
  const id = `https://description.example/${name}`
  ajv.addSchema({ ...description, $id: id })
  const compiled = new Map<string, Validate>()
  const compile = (body: Body): Validate | undefined => {
    const schema = body.content?.["application/json"]?.schema
    if (schema === undefined) return undefined
    const text = JSON.stringify(schema).replaceAll('"#/', `"${id}#/`)
    const validate = compiled.get(text) ?? ajv.compile(JSON.parse(text))
    compiled.set(text, validate)
    return validate
  }
  const resolve = ({ $ref, ...body }: Body): Body =>
    $ref === undefined ? body : (description.components.responses[$ref.split("/").at(-1) ?? ""] ?? {})
  const operations = Object.values(description.paths).flatMap((item) =>
    Object.entries(item).filter(([method]) => /^(get|head|post|put|patch|delete)$/.test(method)),
  )
  return new Map(
    operations.map(([, { operationId, requestBody, responses }]) => [
      operationId,
      {
        request: requestBody,
        answers: new Map(Object.entries(responses).map(([status, body]) => [status, resolve(body)])),
        compile,
      },
    ]),
  )
}

/** The description of each service that has one. */
const names: { readonly [service: string]: string } = {
  database: "trove",
  identity: "keystone",
  "identity-short": "keystone",
  "object-store": "swift",
}
const descriptions = new Map<string, ReadonlyMap<string, Described>>()

const describedIn = ({ service, operation }: Exchange): Described | undefined => {
  const name = names[service]
  if (name === undefined) return undefined
  const description = descriptions.get(name) ?? describe(name)
  descriptions.set(name, description)
  return description.get(operation)
}

const faultsOf = (validate: Validate | undefined, body: unknown): readonly string[] =>
  validate === undefined || validate(body)
    ? []
    : (validate.errors ?? []).slice(0, 3).map(({ instancePath, message }) => `${instancePath || "/"} ${message}`)

const isJson = ({ headers }: Exchange["answer"]): boolean =>
  Object.entries(headers).some(([name, value]) => name.toLowerCase() === "content-type" && /\bjson\b/.test(value))

const answerFaults = ({ method, answer }: Exchange, { answers, compile }: Described): readonly string[] => {
  const { status, body } = answer
  const described = answers.get(String(status))
  if (described === undefined) return [`the status ${status} is not described`]
  if (body === undefined || method === "HEAD" || !isJson(answer)) return []
  const validate = compile(described)
  if (validate === undefined) return [`a body with status ${status} is not described`]
  return faultsOf(validate, typeof body === "string" ? JSON.parse(body) : body)
}

const requestFaults = (
  { text, answer }: Exchange,
  { request, compile }: Described,
  isOurs: boolean,
): readonly string[] => {
  if (request === undefined || text === "" || (answer.status >= 400 && !isOurs)) return []
  return faultsOf(compile(request), JSON.parse(text))
}

/** What no description can know: paths that nobody serves, and services that answer 501 by name. */
const undescribed: ReadonlySet<string> = new Set(["unknown", "compute", "volume", "network", "image"])

/** Bodies that are taken although the description forbids them. */
const acceptedNonsense: readonly RegExp[] = [
  // Trove takes any storage driver, and older releases any value; nothing comes of most.
  /"storage_driver":/,
  // Keystone's other scopes, which a client of Trove has no use for.
  /"scope":("unscoped"|\{"(system|unscoped)")/,
]

const faults: string[] = []

observeTraffic((exchange) => {
  const described = describedIn(exchange)
  const { service, operation, method, path } = exchange
  const asked = `${operation} (${method} ${path})`
  if (described === undefined) {
    if (!undescribed.has(operation) && !undescribed.has(service)) faults.push(`${asked} is not described`)
    return
  }
  const isOurs = !(expect.getState().testPath ?? "").includes("/packages/mock-trove/test/")
  const odd = acceptedNonsense.some((pattern) => pattern.test(exchange.text))
  faults.push(
    ...answerFaults(exchange, described).map((fault) => `the answer to ${asked}: ${fault}`),
    ...(odd ? [] : requestFaults(exchange, described, isOurs).map((fault) => `the request for ${asked}: ${fault}`)),
  )
})

afterEach(() => {
  const found = [...new Set(faults)]
  faults.length = 0
  if (found.length > 0)
    throw new Error(`Traffic that the descriptions of the API do not know:\n  ${found.join("\n  ")}`)
})
