/**
 * The object store of checkpoints and plugin data, seen through sections: prefixes that nobody can leave. A bank keeps
 * text under keys; it knows nothing of what the text means.
 */
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { ProtectionError } from "./ProtectionError.ts"

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
 * the object, `get` answers undefined for what is not there, `list` gives whole keys in ascending order.
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
 * keep their order. An empty text stays empty, which no key may contain.
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
  const at = (key: string) => checkKey(base, `${base}${key}`)
  const writable = (key: string) => (readOnly ? Effect.fail(readOnlyError(base, key)) : at(key))
  return {
    readOnly,
    get: (key) =>
      Effect.flatMap(at(key), driver.get).pipe(
        Effect.flatMap((value) =>
          value === undefined ? Effect.fail(missing(`${base}${key}`)) : Effect.succeed(value),
        ),
      ),
    put: (key, value) => Effect.flatMap(writable(key), (path) => driver.put(path, value)),
    create: (key, value) =>
      Effect.flatMap(writable(key), (path) => driver.create(path, value)).pipe(
        Effect.flatMap((made) => (made ? Effect.void : Effect.fail(taken(`${base}${key}`)))),
      ),
    remove: (key) => Effect.flatMap(writable(key), driver.remove),
    list: (prefix) =>
      Stream.unwrap(Effect.map(prefix === "" ? checkBase(base) : at(prefix), (path) => driver.list(path))).pipe(
        Stream.map((key) => key.slice(base.length)),
      ),
    section: (prefix, options) => makeSection(driver, `${base}${prefix}/`, readOnly || options?.readOnly === true),
  }
}

const checkBase = (base: string) => (base === "" ? Effect.succeed("") : checkKey(base, base.slice(0, -1)))

const partPattern = /^[A-Za-z0-9_.\-@%]{1,255}$/

const checkKey = (base: string, path: string): Effect.Effect<string, ProtectionError> => {
  const bad = path.split("/").find((part) => !partPattern.test(part) || part === "." || part === "..")
  return bad === undefined ? Effect.succeed(path) : Effect.fail(badKey(base, path, bad))
}

const badKey = (base: string, path: string, part: string) =>
  new ProtectionError({
    code: "invalidParameters",
    message: `"${path}" is no key: ${part === "" ? "a part is empty" : `"${part.slice(0, 300)}" is no part of one`}.`,
    recovery: "Make each part with keyPart, of at most 255 characters, and join them with one slash each.",
    issues: [{ path: "/key", message: `${JSON.stringify(path.slice(base.length))} breaks the rules for keys.` }],
  })

const readOnlyError = (base: string, key: string) =>
  new ProtectionError({
    code: "forbidden",
    message: `"${base}${key}" can not be written: the section "${base}" is read-only.`,
    recovery: "Only a verb that makes or deletes a checkpoint may write here.",
  })

const missing = (key: string) =>
  new ProtectionError({ code: "notFound", message: `The bank holds no "${key}".`, recovery: "Check the key." })

const taken = (key: string) =>
  new ProtectionError({
    code: "inUse",
    message: `The bank already holds "${key}".`,
    recovery: "Read what is there; to replace it, use put.",
  })
