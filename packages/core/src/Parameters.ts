/**
 * Parameters as users give them: per type (`"OS::Trove::Instance"`) and per resource (`"OS::Trove::Instance#<id>"`),
 * overlaid, checked with the plugin's own schema before anything is touched, and shown as JSON Schema for forms.
 */
import type * as Effect from "effect/Effect"
import { checkValue } from "./internal/checkValue.ts"
import type { Json } from "./Json.ts"
import type { Verb } from "./Operation.ts"
import type { ProtectionError } from "./ProtectionError.ts"
import type { ParameterSchema, ProtectionPlugin } from "./ProtectionPlugin.ts"
import type { Resource } from "./Resource.ts"

/**
 * The parameters of a request: keys are a resource type or `type#id`.
 *
 * @category models
 * @since 0.1.0
 */
export type Parameters = { readonly [typeOrTypeHashId: string]: Json }

/**
 * How a JSON Schema is wanted: `exact` is the shape as its specification writes it, `form` what form generators take
 * (draft-07, with limits; without null defaults, and without the permission of more properties, which generators offer).
 *
 * @category models
 * @since 0.1.0
 */
export type SchemaProfile = "exact" | "form"

/**
 * The schema that checks the parameters of a verb, or undefined where the plugin does not support the verb.
 *
 * @category schemas
 * @since 0.1.0
 */
export const parameterSchema = (plugin: ProtectionPlugin, verb: Verb): ParameterSchema | undefined => {
  if (plugin.operations[verb] === undefined) return undefined
  const schemas: { readonly [V in Verb]?: ParameterSchema } = {
    protect: plugin.optionsSchema,
    restore: plugin.restoreSchema,
    verify: plugin.verifySchema,
    delete: plugin.deleteSchema,
  }
  return schemas[verb]
}

/**
 * What one resource gets: the values given for its type, overlaid with those given for it alone. null means not given.
 *
 * @category combinators
 * @since 0.1.0
 */
export const parametersFor = (parameters: Parameters, resource: Pick<Resource, "type" | "id">): Json => {
  const ofType = withoutNulls(parameters[resource.type] ?? {})
  const own = parameters[`${resource.type}#${resource.id}`]
  if (own === undefined) return ofType
  return isObject(ofType) && isObject(own) ? withoutNulls({ ...ofType, ...own }) : withoutNulls(own)
}

/**
 * Checks what a user gave with a plugin's schema and fills in its defaults; null means not given.
 *
 * **Fails with** `invalidParameters`, one issue for each fault, paths as JSON Pointers below `pointer`; `defect` when the
 * schema itself breaks.
 *
 * @category validation
 * @since 0.1.0
 */
export const checkParameters = <Value>(
  schema: ParameterSchema<Value>,
  value: unknown,
  pointer: string,
): Effect.Effect<Value, ProtectionError> => checkValue(schema, withoutNulls(value as Json), pointer)

/**
 * The JSON Schema of a verb's parameters.
 *
 * **Example**
 *
 * ```ts
 * const form = jsonSchema(plugin.optionsSchema, "form")
 * ```
 *
 * @category schemas
 * @since 0.1.0
 */
export const jsonSchema = (schema: ParameterSchema, profile: SchemaProfile): Json => {
  const { $schema, ...body } = schema["~standard"].jsonSchema.input({ target: "draft-07" }) as {
    readonly [key: string]: Json
  }
  return profile === "form" ? { $schema: $schema ?? draft07, ...prune(body, isNoForm) } : prune(body, isLimit)
}

const draft07 = "http://json-schema.org/draft-07/schema#"

const limits = new Set(["minLength", "maxLength", "pattern", "minimum", "maximum", "additionalProperties", "allOf"])
const isLimit = (key: string) => limits.has(key)
const isNoForm = (key: string, value: Json) =>
  (key === "default" && value === null) || (key === "additionalProperties" && value === true)

type JsonObject = { readonly [key: string]: Json }

/** Leaves out keywords of every schema in a schema; the members of `properties` are names, not keywords. */
const prune = (schema: JsonObject, drop: (key: string, value: Json) => boolean): JsonObject =>
  Object.fromEntries(
    Object.entries(schema)
      .filter(([key, value]) => !drop(key, value))
      .map(([key, value]) => {
        if (!isObject(value))
          return [key, Array.isArray(value) ? value.map((item) => (isObject(item) ? prune(item, drop) : item)) : value]
        if (key !== "properties") return [key, prune(value, drop)]
        return [
          key,
          Object.fromEntries(
            Object.entries(value).map(([name, part]) => [name, isObject(part) ? prune(part, drop) : part]),
          ),
        ]
      }),
  )

const isObject = (value: Json): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** Members that are null or, from JavaScript, undefined are not given. */
const withoutNulls = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(withoutNulls)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== null && member !== undefined)
      .map(([key, member]) => [key, withoutNulls(member)]),
  )
}
