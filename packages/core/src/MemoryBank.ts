/** A bank that lives and ends with the process: for tests, and for hosts that keep nothing. */
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { type Bank, makeBank } from "./Bank.ts"
import { folderKey } from "./internal/bankErrors.ts"

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
  const values = new Map<string, string>()
  const folders = new Map<string, number>()

  const count = (key: string, change: 1 | -1) => {
    for (const folder of foldersOf(key)) folders.set(folder, (folders.get(folder) ?? 0) + change)
  }
  const write = (key: string, value: string) =>
    Effect.suspend(() => {
      const above = foldersOf(key).some((folder) => values.has(folder))
      if (above || (folders.get(key) ?? 0) > 0) return Effect.fail(folderKey(key))
      if (!values.has(key)) count(key, 1)
      values.set(key, value)
      return Effect.void
    })

  return makeBank(id, {
    conditionalCreate: true,
    get: (key) => Effect.sync(() => values.get(key)),
    put: write,
    create: (key, value) =>
      Effect.suspend(() => (values.has(key) ? Effect.succeed(false) : Effect.as(write(key, value), true))),
    remove: (key) =>
      Effect.sync(() => {
        if (values.delete(key)) count(key, -1)
      }),
    list: (prefix) =>
      Stream.suspend(() =>
        Stream.fromIterable([...values.keys()].filter((key) => prefix === "" || key.startsWith(`${prefix}/`)).sort()),
      ),
  })
}

const foldersOf = (key: string): readonly string[] =>
  key
    .split("/")
    .slice(0, -1)
    .map((_, index, parts) => parts.slice(0, index + 1).join("/"))
