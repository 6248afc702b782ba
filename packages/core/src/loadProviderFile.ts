/** A running provider's parts out of a provider file: read, checked with path and line, its plugins made. */
import * as Effect from "effect/Effect"
import type { BankEndpoint } from "./BankEndpoint.ts"
import { fileBank } from "./FileBank.ts"
import type { HostClock } from "./HostClock.ts"
import { type Chosen, checkProviderFile } from "./internal/checkProviderFile.ts"
import { read } from "./internal/nodeFiles.ts"
import { environment, folderOf, isAbsolute, pathFrom } from "./internal/nodeHost.ts"
import { reveal, type SecretSources } from "./internal/secrets.ts"
import { memoryBank } from "./MemoryBank.ts"
import type { PluginEndpoint, PluginHost } from "./PluginEndpoint.ts"
import { ProtectionError } from "./ProtectionError.ts"
import type { Provider } from "./Provider.ts"
import type { ProviderFile } from "./ProviderFile.ts"

/**
 * What a host brings to a provider file. `plugins` and `banks` are what the file may name, and all it may name beside the
 * banks `file` and `memory`. Unless given, `env` is this process's environment and `readFile` Node's; nothing else global is read. `cloud` resolves `cloud:NAME`; without
 * it such references are refused. `fetch` and `clock` are lent to the plugins.
 *
 * @category models
 * @since 0.1.0
 */
export interface ProviderFileOptions {
  readonly plugins: { readonly [name: string]: PluginEndpoint }
  readonly banks?: { readonly [type: string]: BankEndpoint }
  readonly env?: { readonly [name: string]: string | undefined }
  /** The text of a file by its absolute path; undefined where there is none. */
  readonly readFile?: (path: string) => Promise<string | undefined>
  readonly cloud?: (name: string) => Promise<string>
  readonly fetch?: (request: Request) => Promise<Response>
  readonly clock?: HostClock
}

/**
 * Reads a provider file and makes the provider that `createProtection` and `Protection.layer` take. Every secret it names
 * is looked up once, so that a missing one is told now; none is kept.
 *
 * **Fails with** (rejects) `invalidParameters`, one issue for each fault, with path, line and column; `tooNew` for a later
 * version of the format; `notFound` without the file; whatever a plugin fails with when it is made.
 *
 * **Example**
 *
 * ```ts
 * const provider = await loadProviderFile("/etc/portal/cloud.yaml", { plugins: { trove } })
 * const protection = await createProtection({ engine: memoryEngine(), providers: [provider] })
 * ```
 *
 * @category constructors
 * @since 0.1.0
 */
export const loadProviderFile = (path: string, options: ProviderFileOptions): Promise<Provider> =>
  Effect.runPromise(
    Effect.gen(function* () {
      const text = yield* readText(options)(path)
      if (text === undefined) {
        return yield* new ProtectionError({
          code: "notFound",
          message: `There is no provider file "${path}".`,
          recovery: "Correct the path, or write the file: docs/provider-file.md tells what stands in it.",
        })
      }
      return yield* providerOf(text, path, folderOf(path), options)
    }),
  )

/**
 * The same for a text that is in no file; the folder of its bank must be an absolute path.
 *
 * @category constructors
 * @since 0.1.0
 */
export const loadProviderText = (text: string, options: ProviderFileOptions): Promise<Provider> =>
  Effect.runPromise(providerOf(text, "the provider file", undefined, options))

const providerOf = Effect.fnUntraced(function* (
  text: string,
  name: string,
  folder: string | undefined,
  options: ProviderFileOptions,
) {
  const { banks = {}, clock, cloud, env, fetch, plugins } = options
  const sources: SecretSources = {
    env: (variable) => {
      const variables = env ?? environment()
      return Object.hasOwn(variables, variable) ? variables[variable] : undefined
    },
    file: readText(options),
    cloud,
  }
  const { bank, chosen, file, refuse } = yield* checkProviderFile(text, name, { banks, plugins }, sources)
  if (folder === undefined && "folder" in file.bank && !isAbsolute(file.bank.folder)) {
    return yield* refuse([{ path: "/bank/folder", message: "must be absolute, since this text is in no file" }])
  }
  const host: PluginHost = {
    reveal: (given) => Effect.runPromise(reveal(sources, given)),
    ...(fetch && { fetch }),
    ...(clock && { clock }),
  }
  const made = yield* Effect.forEach(chosen, (plugin) => make("plugin", plugin, host))
  const provider: Provider = {
    id: file.id,
    ...(file.name === undefined ? {} : { name: file.name }),
    ...(file.description === undefined ? {} : { description: file.description }),
    bank: bank === undefined ? ownBank(file, folder) : yield* make("bank", bank, host),
    protectables: made.flatMap(({ protectables }) => protectables),
    plugins: made.flatMap((each) => each.plugins),
  }
  return provider
})

const ownBank = ({ bank }: ProviderFile, folder = "/") =>
  "folder" in bank ? fileBank(pathFrom(folder, bank.folder)) : memoryBank()

const make = <Made>(
  what: string,
  { configuration, endpoint, name }: Chosen<{ create(configuration: unknown, host: PluginHost): Made | Promise<Made> }>,
  host: PluginHost,
): Effect.Effect<Made, ProtectionError> =>
  Effect.tryPromise({
    try: () => Promise.resolve(endpoint.create(configuration, host)),
    catch: (cause) => {
      if (cause instanceof ProtectionError) return cause
      const why = cause instanceof Error ? cause.message : String(cause)
      return new ProtectionError(
        { code: "defect", message: `The ${what} ${name} could not be made: ${why}` },
        { cause },
      )
    },
  })

/** By the host's function, or Node's. */
const readText =
  ({ readFile }: ProviderFileOptions) =>
  (path: string): Effect.Effect<string | undefined, ProtectionError> =>
    readFile === undefined
      ? Effect.map(read(pathFrom(".", path)), (bytes) => bytes && new TextDecoder().decode(bytes))
      : Effect.tryPromise({
          try: () => readFile(path),
          catch: (cause) =>
            new ProtectionError({ code: "unavailable", message: `The file "${path}" could not be read.` }, { cause }),
        })
