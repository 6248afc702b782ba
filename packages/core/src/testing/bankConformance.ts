/**
 * What every bank must do, as named cases for any test runner: keys, sections, exclusive creation, order, and what
 * stays as it was. Each case works in a bank of its own.
 */
import * as assert from "node:assert/strict"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { Bank, Section } from "../Bank.ts"
import type { Code, ProtectionError } from "../ProtectionError.ts"
import type { ConformanceCase } from "./ConformanceSubject.ts"

/**
 * The cases for one kind of bank; `makeBank` gives a new, empty one each time.
 *
 * **Example**
 *
 * ```ts
 * for (const { name, run } of bankConformance(() => memoryBank())) test(name, run)
 * ```
 *
 * @category conformance
 * @since 0.1.0
 */
export const bankConformance = (makeBank: () => Bank | Promise<Bank>): readonly ConformanceCase[] =>
  cases.map(({ name, check }) => ({
    name,
    run: () =>
      Effect.runPromise(
        Effect.flatMap(
          Effect.promise(() => Promise.resolve(makeBank())),
          check,
        ),
      ),
  }))

interface Case {
  readonly name: string
  readonly check: (bank: Bank) => Effect.Effect<void, ProtectionError>
}

const cases: readonly Case[] = [
  {
    name: "what was put is got, whatever characters it has",
    check: Effect.fnUntraced(function* ({ root }) {
      const values = ["", "text", '{"a":1}\n', "\u{feff}Grüße 🌊\u0000", "x".repeat(100_000)]
      for (const value of values) {
        yield* root.put("a/b", value)
        yield* equal(yield* root.get("a/b"), value)
      }
    }),
  },
  {
    name: "what is not there is notFound, a folder too",
    check: Effect.fnUntraced(function* ({ root }) {
      yield* root.put("folder/key", "1")
      for (const key of ["nothing", "folder", "folder/key/below", "folder/other"]) {
        yield* fails(root.get(key), "notFound")
      }
    }),
  },
  {
    name: "create fails with inUse when the key exists and leaves what is there",
    check: Effect.fnUntraced(function* ({ root }) {
      yield* root.create("key", "first")
      yield* fails(root.create("key", "second"), "inUse")
      yield* equal(yield* root.get("key"), "first")
      yield* root.remove("key")
      yield* root.create("key", "third")
    }),
  },
  {
    name: "of many who create one key at once, one succeeds, where the bank creates conditionally",
    check: Effect.fnUntraced(function* ({ conditionalCreate, root }) {
      if (!conditionalCreate) return
      const writers = Array.from({ length: 20 }, (_, index) => `writer ${index}`)
      const won = yield* Effect.forEach(
        writers,
        (writer) =>
          root.create("deep/down/key", writer).pipe(
            Effect.as([writer]),
            Effect.catchIf(isCode("inUse"), () => Effect.succeed([])),
          ),
        { concurrency: "unbounded" },
      )
      yield* equal(won.flat(), [yield* root.get("deep/down/key")])
    }),
  },
  {
    name: "removing what is not there is no error, and removes nothing else",
    check: Effect.fnUntraced(function* ({ root }) {
      yield* root.put("a/b/c", "1")
      for (const key of ["a", "a/b", "a/b/c/d", "a/x", "x"]) yield* root.remove(key)
      yield* equal(yield* keysOf(root, ""), ["a/b/c"])
      yield* root.remove("a/b/c")
      yield* root.remove("a/b/c")
      yield* equal(yield* keysOf(root, ""), [])
      yield* root.put("a", "what was a folder of objects can be an object")
    }),
  },
  {
    name: "who writes is not disturbed by who removes the last key beside it",
    check: Effect.fnUntraced(function* ({ root }) {
      const keys = Array.from({ length: 200 }, (_, index) => `folder/${index}`)
      const putAndRemove = (key: string) => Effect.andThen(root.put(key, key), root.remove(key))
      yield* Effect.forEach(keys, putAndRemove, { concurrency: 8 })
      yield* equal(yield* keysOf(root, ""), [])
    }),
  },
  {
    name: "keys are listed in ascending order, below a prefix of whole parts",
    check: Effect.fnUntraced(function* ({ root }) {
      const keys = ["a-b", "a.b/c", "a/b/c", "a/b-c", "a/b.c", "a/b0", "ab", "A", "a0/x", "a%2F", "a@1", "a_", "b/a"]
      for (const key of keys) yield* root.put(key, "")
      yield* equal(yield* keysOf(root, ""), keys.toSorted())
      yield* equal(yield* keysOf(root, "a"), ["a/b-c", "a/b.c", "a/b/c", "a/b0"])
      yield* equal(yield* keysOf(root, "a/b"), ["a/b/c"])
      yield* equal(yield* keysOf(root, "ab"), [])
      yield* equal(yield* keysOf(root, "nothing"), [])
    }),
  },
  {
    name: "a key that could leave its section, or is none, is refused by every call",
    check: Effect.fnUntraced(function* ({ root }) {
      const keys = ["../x", "a/../../x", "..", ".", "a/./b", "/a", "a/", "a//b", "a b", "a\\b", "é", "~a", "a\u0000"]
      const section = root.section("inside")
      for (const key of [...keys, "x".repeat(256)]) {
        yield* fails(section.get(key), "invalidParameters")
        yield* fails(section.put(key, ""), "invalidParameters")
        yield* fails(section.create(key, ""), "invalidParameters")
        yield* fails(section.remove(key), "invalidParameters")
        yield* fails(keysOf(section, key), "invalidParameters")
        yield* fails(root.section(key).put("x", ""), "invalidParameters")
      }
      yield* fails(section.get(""), "invalidParameters")
      yield* equal(yield* keysOf(root, ""), [])
    }),
  },
  {
    name: "a key is not the folder of another key",
    check: Effect.fnUntraced(function* ({ root }) {
      yield* root.put("a/b/c", "1")
      yield* fails(root.put("a", ""), "invalidParameters")
      yield* fails(root.create("a/b", ""), "invalidParameters")
      yield* fails(root.put("a/b/c/d", ""), "invalidParameters")
      yield* fails(root.create("a/b/c/d/e", ""), "invalidParameters")
      yield* equal(yield* keysOf(root, ""), ["a/b/c"])
    }),
  },
  {
    name: "a section sees its own keys only, by their names within it",
    check: Effect.fnUntraced(function* ({ root }) {
      const section = root.section("one").section("two")
      yield* section.put("key", "inside")
      yield* root.put("one/twofold", "outside")
      yield* equal(yield* root.get("one/two/key"), "inside")
      yield* equal(yield* keysOf(section, ""), ["key"])
      yield* equal(yield* keysOf(root.section("one"), "two"), ["two/key"])
      yield* fails(section.get("twofold"), "notFound")
    }),
  },
  {
    name: "a read-only section, and every section of it, reads and does not write",
    check: Effect.fnUntraced(function* ({ root }) {
      yield* root.put("one/two/key", "1")
      const readOnly = root.section("one", { readOnly: true })
      yield* equal(readOnly.readOnly, true)
      yield* equal(yield* readOnly.get("two/key"), "1")
      for (const section of [readOnly, readOnly.section("two", { readOnly: false })]) {
        yield* fails(section.put("key", "2"), "forbidden")
        yield* fails(section.create("other", "2"), "forbidden")
        yield* fails(section.remove("key"), "forbidden")
      }
      yield* equal(yield* keysOf(root, ""), ["one/two/key"])
    }),
  },
]

const keysOf = (section: Section, prefix: string) => Stream.runCollect(section.list(prefix))

const isCode = (code: Code) => (error: ProtectionError) => error.code === code

const equal = (actual: unknown, expected: unknown) => Effect.sync(() => assert.deepEqual(actual, expected))

const fails = (effect: Effect.Effect<unknown, ProtectionError>, code: Code) =>
  Effect.matchEffect(effect, {
    onSuccess: () => Effect.sync(() => assert.fail(`It succeeded instead of failing with ${code}.`)),
    onFailure: (error) => Effect.sync(() => assert.equal(error.code, code, `${error.code}: ${error.message}`)),
  })
