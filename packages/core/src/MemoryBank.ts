/** A bank that lives and ends with the process: for tests, and for hosts that keep nothing. */
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { type Bank, makeBank } from "./Bank.ts"
import { folderKey } from "./internal/bankErrors.ts"

/** What stands under one part of a key: a text, or a folder. */
type Place = string | Folder
type Folder = Map<string, Place>

/**
 * A new, empty bank in memory.
 *
 * **Example**
 *
 * ```ts
 * const provider = { id: "test", bank: memoryBank(), protectables, plugins }
 * ```
 *
 * @category constructors
 * @since 0.1.0
 */
export const memoryBank = (id = "memory"): Bank => {
  const root: Folder = new Map()

  const write = (key: string, value: string) =>
    Effect.suspend(() => {
      const parts = key.split("/")
      const last = parts.pop() ?? ""
      let folder = root
      for (const part of parts) {
        const below = folder.get(part) ?? new Map()
        if (typeof below === "string") return Effect.fail(folderKey(key))
        folder.set(part, below)
        folder = below
      }
      if (folder.get(last) instanceof Map) return Effect.fail(folderKey(key))
      folder.set(last, value)
      return Effect.void
    })
  const get = (key: string) => {
    const found = placeOf(root, key.split("/"))
    return typeof found === "string" ? found : undefined
  }

  return makeBank(id, {
    conditionalCreate: true,
    get: (key) => Effect.sync(() => get(key)),
    put: write,
    create: (key, value) =>
      Effect.suspend(() => (get(key) === undefined ? Effect.as(write(key, value), true) : Effect.succeed(false))),
    remove: (key) => Effect.sync(() => removeFrom(root, key.split("/"))),
    list: (prefix) =>
      Stream.suspend(() => {
        const folder = prefix === "" ? root : placeOf(root, prefix.split("/"))
        return Stream.fromIterable(folder instanceof Map ? keysIn(folder, prefix === "" ? "" : `${prefix}/`) : [])
      }),
  })
}

const placeOf = (root: Folder, parts: readonly string[]): Place | undefined => {
  let place: Place | undefined = root
  for (const part of parts) place = place instanceof Map ? place.get(part) : undefined
  return place
}

/** A folder goes with the last that was in it. */
const removeFrom = (folder: Folder, [part = "", ...rest]: readonly string[]): void => {
  const below = folder.get(part)
  if (below instanceof Map && rest.length > 0) removeFrom(below, rest)
  if (below instanceof Map ? below.size === 0 : rest.length === 0) folder.delete(part)
}

/** A folder sorts by its name and a slash, as the keys below it do. */
const keysIn = (folder: Folder, base: string): readonly string[] =>
  Array.from(folder, ([name, place]) => ({ name: typeof place === "string" ? name : `${name}/`, place }))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap(({ name, place }) => (typeof place === "string" ? [`${base}${name}`] : keysIn(place, `${base}${name}`)))
