/** A provider file's text against its schema, the host's plugins and the secrets it names: every fault with its line. */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { Json } from "../Json.ts"
import { checkParameters } from "../Parameters.ts"
import type { PluginEndpoint } from "../PluginEndpoint.ts"
import { type Issue, ProtectionError } from "../ProtectionError.ts"
import type { ParameterSchema } from "../ProtectionPlugin.ts"
import { ProviderFile } from "../ProviderFile.ts"
import { locatedText } from "./locatedText.ts"
import { referencesIn, type SecretSources, secretOf } from "./secrets.ts"

/** A plugin the file names, and the configuration it is to be made with. */
export interface ChosenPlugin {
  readonly name: string
  readonly endpoint: PluginEndpoint
  readonly configuration: unknown
}

/** `name` is what the text is called in sentences. */
export const checkProviderFile = Effect.fnUntraced(function* (
  text: string,
  name: string,
  plugins: { readonly [name: string]: PluginEndpoint },
  sources: SecretSources,
) {
  const located = locatedText(text)
  if (Result.isFailure(located)) return yield* invalid(name, located.failure)
  const { positionOf, value } = located.success
  const refuse = (issues: readonly Issue[]) =>
    invalid(
      name,
      issues.map((issue) => ({ ...issue, ...positionOf(issue.path) })),
    )

  const { version } = { version: 0, ...(isObject(value) ? value : {}) }
  if (typeof version === "number" && version > 1) return yield* tooNew(name, version)
  const file = yield* Effect.catchIf(checkParameters(fileSchema, value, ""), hasIssues, ({ issues }) => refuse(issues))

  const issues: Issue[] = []
  const chosen: ChosenPlugin[] = []
  for (const [index, { configuration = {}, name: plugin }] of file.plugins.entries()) {
    const pointer = `/plugins/${index}`
    const endpoint = Object.hasOwn(plugins, plugin) ? plugins[plugin] : undefined
    if (endpoint === undefined) {
      const known = Object.keys(plugins).join(", ") || "none"
      issues.push({ path: `${pointer}/name`, message: `"${plugin}" is no plugin of this host; it has: ${known}` })
      continue
    }
    const checked = yield* Effect.result(checkConfiguration(endpoint, configuration, `${pointer}/configuration`))
    if (Result.isFailure(checked)) issues.push(...(checked.failure.issues ?? []))
    else chosen.push({ name: plugin, endpoint, configuration: checked.success })
    for (const reference of referencesIn(configuration, `${pointer}/configuration`)) {
      const secret = yield* Effect.result(secretOf(sources, reference.text))
      if (Result.isFailure(secret)) issues.push({ path: reference.pointer, message: secret.failure.message })
    }
  }
  if (issues.length > 0) return yield* refuse(issues)
  return { file, chosen, refuse }
})

const fileSchema: ParameterSchema<ProviderFile> = Schema.toStandardJSONSchemaV1(
  Schema.toStandardSchemaV1(ProviderFile, { parseOptions: { errors: "all", onExcessProperty: "error" } }),
)

const checkConfiguration = (
  { configurationSchema }: PluginEndpoint,
  configuration: Json,
  pointer: string,
): Effect.Effect<unknown, ProtectionError> =>
  configurationSchema === undefined
    ? Effect.succeed(configuration)
    : checkParameters(configurationSchema, configuration, pointer)

const isObject = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const hasIssues = (error: ProtectionError): error is ProtectionError & { readonly issues: readonly Issue[] } =>
  error.issues !== undefined

/** The faults in one error, each in the words that editors and compilers use: `file:line:column`. */
const invalid = (name: string, issues: readonly Issue[]) =>
  Effect.fail(
    new ProtectionError({
      code: "invalidParameters",
      message: issues
        .map(({ path, message, line, column }) => {
          const where = line === undefined ? name : `${name}:${line}:${column}`
          return `${where} ${path === "" ? "the file" : path}: ${message}`
        })
        .join("; "),
      recovery: "Correct what is named under issues in the provider file, and load it again.",
      issues,
    }),
  )

const tooNew = (name: string, version: number) =>
  Effect.fail(
    new ProtectionError({
      code: "tooNew",
      message: `${name} has version ${version}; this version of Breakwater reads 1.`,
    }),
  )
