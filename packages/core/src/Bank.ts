/**
 * The object store of checkpoints and plugin data, seen through sections: prefixes that nobody can leave. A bank keeps
 * text under keys; it knows nothing of what the text means.
 */
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { badKey, missingKey, readOnlySection, takenKey } from "./internal/bankErrors.ts"
import { badPartOf } from "./internal/keyRules.ts"
import type { ProtectionError } from "./ProtectionError.ts"

/**
 * A part of a bank under one prefix. Keys are relative to it: parts of `[A-Za-z0-9_.\-@%]`, at most 255 characters
 * each, joined by `/`; no part is empty, `.` or `..`, and no key is the folder of another one (`a` beside `a/b`).
 *
 * **Fails with** `invalidParameters` for any other key.
 *
 * @category models
 * @since 0.1.0
 */
export interface Section {
  readonly readOnly: boolean
  /** **Fails with** `notFound` when there is no such key. */
  readonly get: (key: string) => Effect.Effect<string, ProtectionError>
  /** **Fails with** `forbidden` when the section is read-only. */
  readonly put: (key: string, value: string) => Effect.Effect<void, ProtectionError>
  /** **Fails with** `inUse` when the key exists, `forbidden` when the section is read-only. */
  readonly create: (key: string, value: string) => Effect.Effect<void, ProtectionError>
  /** Removing what is not there is no error. **Fails with** `forbidden` when the section is read-only. */
  readonly remove: (key: string) => Effect.Effect<void, ProtectionError>
  /** The keys below a prefix of whole parts (`""` for all), in ascending order of their characters. */
  readonly list: (prefix: string) => Stream.Stream<string, ProtectionError>
  /** A section of this section; one of a read-only section is read-only, whatever is asked. */
  readonly section: (prefix: string, options?: { readonly readOnly?: boolean }) => Section
}

/**
 * An object store. `conditionalCreate` says whether `create` is one atomic step; where it is not, two writers of one
 * key are not always detected.
 *
 * @category models
 * @since 0.1.0
 */
export interface Bank {
  readonly id: string
  readonly conditionalCreate: boolean
  readonly root: Section
}

/**
 * What a kind of store must be able to do to be a bank: keys arrive checked and whole. `create` answers whether it made
 * the object, `get` answers undefined for what is not there, `list` gives the whole keys below a prefix in ascending order.
 *
 * @category models
 * @since 0.1.0
 */
export interface BankDriver {
  readonly conditionalCreate: boolean
  readonly get: (key: string) => Effect.Effect<string | undefined, ProtectionError>
  readonly put: (key: string, value: string) => Effect.Effect<void, ProtectionError>
  readonly create: (key: string, value: string) => Effect.Effect<boolean, ProtectionError>
  readonly remove: (key: string) => Effect.Effect<void, ProtectionError>
  readonly list: (prefix: string) => Stream.Stream<string, ProtectionError>
}

/**
 * A bank over a driver: checks keys, keeps sections apart and guards read-only ones.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeBank = (id: string, driver: BankDriver): Bank => ({
  id,
  conditionalCreate: driver.conditionalCreate,
  root: makeSection(driver, "", false),
})

/**
 * One part of a key out of any text (ids, `OS::…`, times): different texts give different parts, and ISO 8601 times
 * keep their order. An empty text stays empty, which no key may contain; half of a surrogate pair has no part of its own.
 *
 * **Example**
 *
 * ```ts
 * yield* section.put(`instances/${keyPart(resource.id)}`, text)
 * ```
 *
 * @category keys
 * @since 0.1.0
 */
export const keyPart = (text: string): string => {
  const escaped = encodeURIComponent(text.toWellFormed()).replace(/[!'()*~]/g, hexOf)
  return escaped === "." || escaped === ".." ? escaped.replaceAll(".", "%2E") : escaped
}

/**
 * The text a part was made of.
 *
 * @category keys
 * @since 0.1.0
 */
export const fromKeyPart = (part: string): string => decodeURIComponent(part)

const hexOf = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`

const makeSection = (driver: BankDriver, base: string, readOnly: boolean): Section => {
  const readable = (key: string) => checkKey(`${base}${key}`)
  const writable = (key: string) => (readOnly ? Effect.fail(readOnlySection(`${base}${key}`)) : readable(key))
  return {
    readOnly,
    get: Effect.fnUntraced(function* (key) {
      const path = yield* readable(key)
      const value = yield* driver.get(path)
      return value ?? (yield* missingKey(path))
    }),
    put: (key, value) => Effect.flatMap(writable(key), (path) => driver.put(path, value)),
    create: Effect.fnUntraced(function* (key, value) {
      const path = yield* writable(key)
      const made = yield* driver.create(path, value)
      if (!made) return yield* takenKey(path)
    }),
    remove: (key) => Effect.flatMap(writable(key), driver.remove),
    list: (prefix) => {
      const folder = prefix === "" ? base.slice(0, -1) : `${base}${prefix}`
      return Stream.unwrap(Effect.map(folder === "" ? Effect.succeed("") : checkKey(folder), driver.list)).pipe(
        Stream.map((key) => key.slice(base.length)),
      )
    },
    section: (prefix, options) => makeSection(driver, `${base}${prefix}/`, readOnly || options?.readOnly === true),
  }
}

const checkKey = (key: string): Effect.Effect<string, ProtectionError> => {
  const bad = badPartOf(key)
  return bad === undefined ? Effect.succeed(key) : Effect.fail(badKey(key, bad))
}
