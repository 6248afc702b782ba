/**
 * Runs with every test: what any mock was asked and answered must fit the descriptions in `packages/trove-adapter/openapi`.
 *
 * Every answer of a service is held against them, and every request that was accepted. What clients of ours send must
 * fit even when it is refused. Answers that a fault made up are nobody's.
 */
import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
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
  readonly request: Validate | undefined
  /** By status; nothing where an answer has no body. */
  readonly answers: ReadonlyMap<string, Validate | undefined>
}

const folder = new URL("../packages/trove-adapter/", import.meta.url)

/** Of the adapter, which has both for its own tests. Loaded when the first exchange comes: most test files have none. */
const load = createRequire(new URL("package.json", folder))
const loadAjv = (): (new (options: object) => Ajv) => load("ajv/dist/2020.js").Ajv2020

const describe = (name: string): ReadonlyMap<string, Described> => {
  const description: Description = load("yaml").parse(readFileSync(new URL(`openapi/${name}.yaml`, folder), "utf8"))
  const ajv = new (loadAjv())({ strict: false, allErrors: true })
  const id = `https://description.example/${name}`
  ajv.addSchema({ ...description, $id: id })
  const compile = (body: Body): Validate | undefined => {
    const schema = body.content?.["application/json"]?.schema
    return schema && ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', `"${id}#/`)))
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
        request: requestBody && compile(requestBody),
        answers: new Map(Object.entries(responses).map(([status, body]) => [status, compile(resolve(body))])),
      },
    ]),
  )
}

let descriptions: { readonly [service: string]: ReadonlyMap<string, Described> } | undefined

const describedIn = ({ service, operation }: Exchange): Described | undefined => {
  const keystone = () => describe("keystone")
  descriptions ??= {
    database: describe("trove"),
    identity: keystone(),
    "identity-short": keystone(),
    "object-store": describe("swift"),
  }
  return descriptions[service]?.get(operation)
}

const faultsOf = (validate: Validate | undefined, body: unknown): readonly string[] =>
  validate === undefined || validate(body)
    ? []
    : (validate.errors ?? []).slice(0, 3).map(({ instancePath, message }) => `${instancePath || "/"} ${message}`)

const isJson = ({ headers }: Exchange["answer"]): boolean =>
  Object.entries(headers).some(([name, value]) => name.toLowerCase() === "content-type" && /\bjson\b/.test(value))

const answerFaults = ({ method, answer }: Exchange, { answers }: Described): readonly string[] => {
  const { status, body } = answer
  if (!answers.has(String(status))) return [`the status ${status} is not described`]
  if (body === undefined || method === "HEAD" || !isJson(answer)) return []
  const validate = answers.get(String(status))
  if (validate === undefined) return [`a body with status ${status} is not described`]
  return faultsOf(validate, typeof body === "string" ? JSON.parse(body) : body)
}

const requestFaults = ({ text, answer }: Exchange, { request }: Described, isOurs: boolean): readonly string[] => {
  if (text === "" || (answer.status >= 400 && !isOurs)) return []
  return faultsOf(request, JSON.parse(text))
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
