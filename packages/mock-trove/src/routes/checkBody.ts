/** The part of JSON Schema draft 4 that Trove's request schemas use, with the sentences of python-jsonschema. */
import type { Json } from "../Json.ts"
import { badRequest, crash } from "../state/TroveFault.ts"
import { pythonText } from "./pythonText.ts"

type TypeName = "object" | "array" | "string" | "integer" | "number" | "boolean" | "null"

/** Keywords are applied in the order in which they stand; the order shows in the answer. */
export interface Schema {
  readonly type?: TypeName
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly minItems?: number
  readonly maxItems?: number
  readonly uniqueItems?: boolean
  readonly minProperties?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly oneOf?: readonly Schema[]
}

type Path = readonly (string | number)[]

interface Violation {
  readonly path: Path
  /** The keyword's place in the schema, by which the violations inside a `oneOf` are sorted. */
  readonly keyword: string
  readonly message: string
  readonly context: readonly Violation[]
}

/**
 * Refuses a body that does not fit. Without the key everything hangs on (`{}`, `[]`, no body) the real service trips
 * while it writes its answer, and so does this.
 */
export const checkBody = (schema: Schema, body: Json | undefined): void => {
  const violations = violationsOf(schema, body ?? {}, [])
  if (violations.length === 0) return
  if (violations.some((violation) => violation.path.length === 0)) {
    throw crash("the error formatter found no path in a violation of the body's schema")
  }
  const sentences = [...violations]
    .sort((one, other) => comparePaths(one.path, other.path))
    .flatMap(({ path, message, context }) => [
      `${pathText(path)} ${message}`,
      ...[...context].sort((one, other) => (one.keyword < other.keyword ? -1 : 1)).map((inner) => inner.message),
    ])
  throw badRequest(`Validation error: ${sentences.join("; ")}`)
}

const pathText = ([first, ...rest]: Path): string => `${first}${rest.map((part) => `[${pythonText(part)}]`).join("")}`

const comparePaths = (one: Path, other: Path): number => {
  for (const [index, part] of one.entries()) {
    const against = other[index]
    if (against === undefined) return 1
    if (part !== against) return part < against ? -1 : 1
  }
  return one.length - other.length
}

const typeTests: Readonly<Record<TypeName, (value: Json) => boolean>> = {
  object: (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  array: (value) => Array.isArray(value),
  string: (value) => typeof value === "string",
  integer: (value) => typeof value === "number" && Number.isInteger(value),
  number: (value) => typeof value === "number",
  boolean: (value) => typeof value === "boolean",
  null: (value) => value === null,
}

const isObject = (value: Json): value is { readonly [key: string]: Json } => typeTests.object(value)

type Check = (schema: Schema, value: Json, path: Path) => readonly (string | Violation)[]

const plural = (names: readonly string[]): string =>
  `(${names.map(pythonText).join(", ")} ${names.length === 1 ? "was" : "were"} unexpected)`

const codePoints = (text: string): number => [...text].length

/** Python's `$` also stands before a last line break. */
const toRegExp = (pattern: string): RegExp => new RegExp(pattern.replace(/\$$/, "\\n?$"))

const checks: Readonly<Record<keyof Schema, Check>> = {
  type: ({ type }, value) =>
    type === undefined || typeTests[type](value) ? [] : [`${pythonText(value)} is not of type '${type}'`],
  required: ({ required = [] }, value) =>
    isObject(value)
      ? required.filter((name) => !(name in value)).map((name) => `'${name}' is a required property`)
      : [],
  additionalProperties: ({ additionalProperties, properties = {} }, value) => {
    if (additionalProperties !== false || !isObject(value)) return []
    const extra = Object.keys(value).filter((name) => !(name in properties))
    return extra.length === 0 ? [] : [`Additional properties are not allowed ${plural(extra)}`]
  },
  properties: ({ properties = {} }, value, path) =>
    isObject(value)
      ? Object.entries(properties).flatMap(([name, inner]) => {
          const part = value[name]
          return part === undefined ? [] : violationsOf(inner, part, [...path, name])
        })
      : [],
  items: ({ items = {} }, value, path) =>
    Array.isArray(value) ? value.flatMap((item: Json, index) => violationsOf(items, item, [...path, index])) : [],
  minItems: ({ minItems = 0 }, value) =>
    Array.isArray(value) && value.length < minItems ? [`${pythonText(value)} is too short`] : [],
  maxItems: ({ maxItems = Infinity }, value) =>
    Array.isArray(value) && value.length > maxItems ? [`${pythonText(value)} is too long`] : [],
  uniqueItems: ({ uniqueItems }, value) =>
    uniqueItems === true &&
    Array.isArray(value) &&
    new Set(value.map((item) => JSON.stringify(item))).size < value.length
      ? [`${pythonText(value)} has non-unique elements`]
      : [],
  minProperties: ({ minProperties = 0 }, value) =>
    isObject(value) && Object.keys(value).length < minProperties
      ? [`${pythonText(value)} does not have enough properties`]
      : [],
  minLength: ({ minLength = 0 }, value) =>
    typeof value === "string" && codePoints(value) < minLength ? [`${pythonText(value)} is too short`] : [],
  maxLength: ({ maxLength = Infinity }, value) =>
    typeof value === "string" && codePoints(value) > maxLength ? [`${pythonText(value)} is too long`] : [],
  pattern: ({ pattern = "" }, value) =>
    typeof value === "string" && !toRegExp(pattern).test(value)
      ? [`${pythonText(value)} does not match ${pythonText(pattern)}`]
      : [],
  minimum: ({ minimum = -Infinity }, value) =>
    typeof value === "number" && value < minimum ? [`${value} is less than the minimum of ${minimum}`] : [],
  maximum: ({ maximum = Infinity }, value) =>
    typeof value === "number" && value > maximum ? [`${value} is greater than the maximum of ${maximum}`] : [],
  oneOf: ({ oneOf = [] }, value, path) => {
    const branches = oneOf.map((branch) => violationsOf(branch, value, []))
    if (branches.some((violations) => violations.length === 0)) return []
    const context = branches.flatMap((violations, index) =>
      violations.map((violation) => ({ ...violation, keyword: `${index}/${violation.keyword}` })),
    )
    const message = `${pythonText(value)} is not valid under any of the given schemas`
    return [{ path, keyword: "oneOf", message, context }]
  },
}

const isKeyword = (name: string): name is keyof Schema => name in checks

const violationsOf = (schema: Schema, value: Json, path: Path): readonly Violation[] =>
  Object.keys(schema)
    .filter(isKeyword)
    .flatMap((keyword) =>
      checks[keyword](schema, value, path).map((found) =>
        typeof found === "string" ? { path, keyword, message: found, context: [] } : found,
      ),
    )
