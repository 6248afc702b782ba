/** The provider file: a provider as an operator writes it down, in YAML or JSON. */
import * as Schema from "effect/Schema"
import { Json } from "./Json.ts"

const needed = <S extends Schema.Top>(schema: S, title: string, description: string) =>
  schema.annotate({ title, description }).pipe(Schema.annotateKey({ messageMissingKey: "must be given" }))

const text = (title: string, description: string) =>
  needed(Schema.String.check(Schema.isNonEmpty({ message: "must not be empty" })), title, description)

const optionalText = (title: string, description: string) =>
  Schema.optionalKey(Schema.NonEmptyString.annotate({ title, description }))

const MemoryBank = Schema.Struct({ type: Schema.Literal("memory") }).annotate({
  title: "Memory Bank",
  description: "Checkpoints end with the process.",
})

const FileBank = Schema.Struct({
  type: Schema.Literal("file"),
  folder: text("Folder", "Where checkpoints lie; a relative path begins at the folder of the provider file."),
}).annotate({ title: "File Bank", description: "Checkpoints are files in a folder." })

const configuration = (what: string) =>
  Schema.optionalKey(
    Schema.Record(Schema.String, Json).annotate({
      title: "Configuration",
      description: `What the ${what} is configured with; secrets as references: env:NAME, file:/absolute/path, cloud:NAME.`,
    }),
  )

const HostBank = Schema.Struct({
  type: Schema.String.annotate({ title: "Type", description: "The bank's name at the host." }).check(
    Schema.isPattern(/^(?!(file|memory)$)./u, { message: "must be file, memory or a bank of the host's" }),
  ),
  configuration: configuration("bank"),
}).annotate({ title: "Bank of the Host", description: "Checkpoints lie where the host's own kind of bank puts them." })

const PluginEntry = Schema.Struct({
  name: text("Name", "The plugin's name at the host, or its package entry."),
  configuration: configuration("plugin"),
}).annotate({ title: "Plugin" })

/**
 * The file. Of several plugins for one resource type the first counts.
 *
 * **Source**: `etc/providers.d/*.conf`.
 *
 * @category schemas
 * @since 0.1.0
 */
export const ProviderFile = Schema.Struct({
  $schema: Schema.optionalKey(Schema.String.annotate({ description: "The JSON Schema of this file, for editors." })),
  version: needed(Schema.Literal(1), "Version", "The version of this format."),
  id: text("Id", "What requests and checkpoints name the provider by; never change it."),
  name: optionalText("Name", "What people call the provider."),
  description: optionalText("Description", "What the provider is for."),
  bank: needed(
    Schema.Union([FileBank, MemoryBank, HostBank]).annotate({
      message:
        'must have the type "memory", the type "file" and a folder, or a type of the host\'s and its configuration',
    }),
    "Bank",
    "Where checkpoints lie.",
  ),
  plugins: needed(
    Schema.Array(PluginEntry).check(Schema.isMinLength(1, { message: "must name a plugin" })),
    "Plugins",
    "What the provider is made of.",
  ),
}).annotate({ title: "Breakwater Provider", messageUnexpectedKey: "is no member of a provider file" })
export interface ProviderFile extends Schema.Schema.Type<typeof ProviderFile> {}

/**
 * The JSON Schema (2020-12) of the file, as published in `schema/provider.v1.json`.
 *
 * @category schemas
 * @since 0.1.0
 */
export const providerFileJsonSchema = () => {
  const { schema, definitions } = Schema.toJsonSchemaDocument(ProviderFile, { onExcessProperty: "error" })
  return { $schema: "https://json-schema.org/draft/2020-12/schema", ...schema, $defs: definitions }
}
