/** What Node has besides files: the environment, and packages found from a file. Looked up when it is first used. */
import * as Effect from "effect/Effect"
import { ProtectionError } from "../ProtectionError.ts"
import { absolute } from "./nodeFiles.ts"

/** The environment of this process. */
export const environment = (): { readonly [name: string]: string | undefined } => globalThis.process?.env ?? {}

/** A path as an absolute one, beginning at a folder where it is relative. */
export const pathFrom = (folder: string, path: string): string =>
  globalThis.process?.getBuiltinModule?.("node:path").resolve(folder, path) ?? path

export const isAbsolute = (path: string): boolean =>
  globalThis.process?.getBuiltinModule?.("node:path").isAbsolute(path) ?? path.startsWith("/")

/** The folder of a file. */
export const folderOf = (file: string): string =>
  globalThis.process?.getBuiltinModule?.("node:path").dirname(absolute(file)) ?? "."

/** What a package's entry exports, found as a file in that place would find it. */
export const importFrom = (file: string, specifier: string): Effect.Effect<unknown, ProtectionError> =>
  Effect.suspend(() => {
    const modules = globalThis.process?.getBuiltinModule?.("node:module")
    const urls = globalThis.process?.getBuiltinModule?.("node:url")
    if (modules === undefined || urls === undefined) {
      return new ProtectionError({ code: "notSupported", message: "This host can not find packages (node:module)." })
    }
    return Effect.tryPromise({
      try: (): Promise<unknown> => {
        const found = modules.createRequire(absolute(file)).resolve(specifier)
        return import(/* @vite-ignore */ urls.pathToFileURL(found).href)
      },
      catch: (cause) =>
        new ProtectionError(
          {
            code: "notFound",
            message: `"${specifier}" can not be imported from ${file}: ${cause instanceof Error ? cause.message.split("\n")[0] : String(cause)}`,
            recovery: "Install the package where the provider file lies, and name an entry that it exports.",
          },
          { cause },
        ),
    })
  })
