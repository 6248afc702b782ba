/** A provider file's text against its schema, the host's plugins and the secrets it names: every fault with its line. */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { BankEndpoint } from "../BankEndpoint.ts"
import type { Json } from "../Json.ts"
import { checkParameters } from "../Parameters.ts"
import type { PluginEndpoint } from "../PluginEndpoint.ts"
import { type Issue, ProtectionError } from "../ProtectionError.ts"
import type { ParameterSchema } from "../ProtectionPlugin.ts"
import { ProviderFile } from "../ProviderFile.ts"
import { locatedText } from "./locatedText.ts"
import { referencesIn, type SecretSources, secretOf } from "./secrets.ts"

/** What the file names of what the host has, and the configuration it is to be made with. */
export interface Chosen<Endpoint> {
  readonly name: string
  readonly endpoint: Endpoint
  readonly configuration: unknown
}

/** What a host has that a file may name. */
export interface Choice {
  readonly plugins: { readonly [name: string]: PluginEndpoint }
  readonly banks: { readonly [type: string]: BankEndpoint }
}

/** `name` is what the text is called in sentences. */
export const checkProviderFile = Effect.fnUntraced(function* (
  text: string,
  name: string,
  { banks, plugins }: Choice,
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
  /** Looks a name up at the host, and makes sure of the configuration and of every secret it names. */
  const choose = Effect.fnUntraced(function* <Endpoint extends Configurable>(
    from: { readonly [name: string]: Endpoint },
    { configuration = {}, name: wanted }: { readonly name: string; readonly configuration?: Json },
    at: { readonly name: string; readonly configuration: string },
    unknown: string,
  ) {
    const endpoint = Object.hasOwn(from, wanted) ? from[wanted] : undefined
    if (endpoint === undefined) {
      issues.push({ path: at.name, message: `"${wanted}" is ${unknown}` })
      return []
    }
    const checked = yield* Effect.result(checkConfiguration(endpoint, configuration, at.configuration))
    if (Result.isFailure(checked)) issues.push(...(checked.failure.issues ?? []))
    for (const reference of referencesIn(configuration, at.configuration)) {
      const secret = yield* Effect.result(secretOf(sources, reference.text))
      if (Result.isFailure(secret)) issues.push({ path: reference.pointer, message: secret.failure.message })
    }
    return Result.isSuccess(checked) ? [{ name: wanted, endpoint, configuration: checked.success }] : []
  })

  const chosen: Chosen<PluginEndpoint>[] = []
  const noPlugin = `no plugin of this host; it has: ${Object.keys(plugins).join(", ") || "none"}`
  for (const [index, plugin] of file.plugins.entries()) {
    const pointer = `/plugins/${index}`
    const at = { name: `${pointer}/name`, configuration: `${pointer}/configuration` }
    chosen.push(...(yield* choose(plugins, plugin, at, noPlugin)))
  }
  const [bank] = isHostBank(file.bank)
    ? yield* choose(
        banks,
        { ...file.bank, name: file.bank.type },
        { name: "/bank/type", configuration: "/bank/configuration" },
        `no bank of this host; it has: ${["file", "memory", ...Object.keys(banks)].join(", ")}`,
      )
    : []
  if (issues.length > 0) return yield* refuse(issues)
  return { file, chosen, bank, refuse }
})

const fileSchema: ParameterSchema<ProviderFile> = Schema.toStandardJSONSchemaV1(
  Schema.toStandardSchemaV1(ProviderFile, { parseOptions: { errors: "all", onExcessProperty: "error" } }),
)

interface Configurable {
  readonly configurationSchema?: ParameterSchema
}

/** The schema has refused a file bank without its folder. */
const isHostBank = (bank: ProviderFile["bank"]): bank is Extract<ProviderFile["bank"], { configuration?: unknown }> =>
  bank.type !== "file" && bank.type !== "memory"

const checkConfiguration = (
  { configurationSchema }: Configurable,
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
