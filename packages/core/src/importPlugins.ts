/** Plugin endpoints out of installed packages, for hosts that let operators choose among them. */
import * as Effect from "effect/Effect"
import { importFrom } from "./internal/nodeHost.ts"
import type { PluginEndpoint } from "./PluginEndpoint.ts"
import { ProtectionError } from "./ProtectionError.ts"

/**
 * Imports package entries, each found from the provider file as its own code would find it, and gives their endpoints by
 * name. Importing runs code: name only packages that are trusted. Only bare specifiers are taken.
 *
 * **Fails with** (rejects) `invalidParameters` for paths, URLs and modules of Node, `notFound` for what is not installed,
 * `notSupported` for an entry without a plugin endpoint as its default export.
 *
 * **Example**
 *
 * ```ts
 * const plugins = await importPlugins("/etc/portal/cloud.yaml", ["@breakwater/trove-adapter/plugin"])
 * const provider = await loadProviderFile("/etc/portal/cloud.yaml", { plugins })
 * ```
 *
 * @category constructors
 * @since 0.1.0
 */
export const importPlugins = (
  file: string,
  specifiers: readonly string[],
): Promise<{ readonly [specifier: string]: PluginEndpoint }> =>
  Effect.runPromise(
    Effect.forEach(specifiers, (specifier) =>
      Effect.map(endpointOf(file, specifier), (each) => [specifier, each] as const),
    ).pipe(Effect.map((endpoints) => Object.fromEntries(endpoints))),
  )

const endpointOf = Effect.fnUntraced(function* (file: string, specifier: string) {
  const why = refusal(specifier)
  if (why !== undefined) {
    return yield* new ProtectionError({
      code: "invalidParameters",
      message: `"${specifier}" is ${why}; plugins are imported by the name of an installed package alone.`,
      recovery: 'Name a package and its entry, such as "@breakwater/trove-adapter/plugin".',
    })
  }
  const module = yield* importFrom(file, specifier)
  const endpoint = isObject(module) ? module["default"] : undefined
  if (isEndpoint(endpoint)) return endpoint
  return yield* new ProtectionError({
    code: "notSupported",
    message: `"${specifier}" has no plugin endpoint as its default export.`,
    recovery: "Name the entry of the package that is made for provider files.",
  })
})

/** What a specifier is, when it is no bare one. */
const refusal = (specifier: string): string | undefined => {
  if (/^\.{0,2}\/|^\.{1,2}$|^[A-Za-z]:[\\/]|\\/.test(specifier)) return "a path"
  if (/^node:/.test(specifier)) return "a module of Node"
  if (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(specifier)) return `a ${specifier.slice(0, specifier.indexOf(":") + 1)} URL`
  if (/^#/.test(specifier)) return "a private import of a package"
  const parts = specifier.split("/")
  if (parts.includes("..") || parts.includes(".") || parts.includes("")) return "a path within a package"
  if (!/^(@[a-z0-9~_-][a-z0-9~._-]*\/)?[a-z0-9~_-][a-z0-9~._-]*(\/[A-Za-z0-9~._-]+)*$/.test(specifier))
    return "no package name"
  if (globalThis.process?.getBuiltinModule?.("node:module").isBuiltin(specifier)) return "a module of Node"
  return undefined
}

const isObject = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === "object" && value !== null

const isEndpoint = (value: unknown): value is PluginEndpoint => isObject(value) && typeof value["create"] === "function"
