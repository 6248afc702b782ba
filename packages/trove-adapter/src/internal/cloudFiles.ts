/**
 * Where openstacksdk looks for its files, and their text: the only module here that touches a file system. Node's is
 * looked up when it is first used. A file that can not be read is passed over, as there.
 */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"

/** What the search goes by. */
export interface Surroundings {
  readonly environment: { readonly [name: string]: string | undefined }
  /** The working folder. */
  readonly folder: string
}

/** A file that was found. */
export interface CloudFile {
  readonly path: string
  readonly text: string
}

/** The variables and the working folder of this process. */
export const processSurroundings: Effect.Effect<Surroundings> = Effect.sync(() => ({
  environment: globalThis.process?.env ?? {},
  folder: globalThis.process?.cwd() ?? ".",
}))

/** The first file of that name there is: `clouds`, `secure` or `clouds-public`. `first` is looked at before any other. */
export const findFile = (
  name: string,
  surroundings: Surroundings,
  first: string | undefined,
): Effect.Effect<CloudFile | undefined> =>
  Effect.sync(() => {
    const fs = globalThis.process?.getBuiltinModule?.("node:fs")
    return fs === undefined ? undefined : (path: string) => fs.readFileSync(path, "utf8")
  }).pipe(
    Effect.flatMap((read) =>
      read === undefined ? Effect.undefined : firstReadable(read, placesOf(name, surroundings, first)),
    ),
  )

const firstReadable = Effect.fnUntraced(function* (read: (path: string) => string, paths: readonly string[]) {
  for (const path of paths) {
    const text = yield* Effect.option(Effect.try({ try: () => read(path), catch: () => undefined }))
    if (Option.isSome(text)) return { path, text: text.value }
  }
  return undefined
})

/** Source: `openstack/config/loader.py`, `CONFIG_SEARCH_PATH`. */
const placesOf = (name: string, { environment, folder }: Surroundings, first: string | undefined) => {
  const home = environment["HOME"] ?? ""
  const folders = [
    folder,
    `${environment["XDG_CONFIG_HOME"] || `${home}/.config`}/openstack`,
    `${environment["SNAP_REAL_HOME"] || home}/.config/openstack`,
    `${environment["XDG_CONFIG_DIRS"] || "/etc/xdg"}/openstack`,
    "/etc/openstack",
  ]
  const places = folders.flatMap((place) => ["yaml", "yml", "json"].map((suffix) => `${place}/${name}.${suffix}`))
  return first === undefined || first === "" ? places : [first, ...places]
}
