import { AssertionError } from "node:assert"
import { readdir, readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import {
  type Bank,
  type BankDriver,
  fileBank,
  fromKeyPart,
  installationId,
  keyPart,
  makeBank,
  memoryBank,
  ProtectionError,
} from "@breakwater/core"
import { bankConformance } from "@breakwater/core/testing"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import fc from "fast-check"
import { describe, expect, onTestFinished, test } from "vitest"
import { fileError } from "../src/internal/fileFault.ts"
import { newFolder } from "./support/newFolder.ts"

/** A driver over the root section of a bank, to be broken. */
const driverOf = ({ root }: Bank): BankDriver => ({
  conditionalCreate: true,
  get: (key) => Effect.orElseSucceed(root.get(key), () => undefined),
  put: root.put,
  create: (key, value) =>
    root.create(key, value).pipe(
      Effect.as(true),
      Effect.orElseSucceed(() => false),
    ),
  remove: root.remove,
  list: root.list,
})

const run = Effect.runPromise
const failure = <A, E>(effect: Effect.Effect<A, E>) => run(Effect.flip(effect))

describe("a memory bank", () => {
  for (const { name, run } of bankConformance(() => memoryBank())) test(name, run)
})

describe("a file bank", () => {
  for (const { name, run } of bankConformance(async () => fileBank(join(await newFolder(), "not", "yet")))) {
    test(name, run)
  }

  test("keeps each value in a file of the key's name and leaves no temporary file", async () => {
    const folder = await newFolder()
    const { root } = fileBank(folder)
    await run(Effect.andThen(root.put("a/b.json", "1"), root.create("a/c.json", "2")))
    await failure(root.create("a/c.json", "3"))
    expect(await readFile(join(folder, "a/c.json"), "utf8")).toBe("2")
    expect(await readdir(join(folder, "~temporary"))).toEqual([])
  })

  test("shows the whole old value or the whole new one to whoever reads, or dies, while it is replaced", async () => {
    const { root } = fileBank(await newFolder())
    const [old, young] = ["a", "b"].map((letter) => letter.repeat(8_000_000))
    await run(root.put("key", old ?? ""))
    const seen = new Set<string>()
    let writing = true
    const written = run(root.put("key", young ?? "")).finally(() => {
      writing = false
    })
    while (writing) seen.add(await run(root.get("key")))
    await written
    expect(seen.size).toBeGreaterThan(0)
    expect([...seen].filter((value) => value !== old && value !== young)).toEqual([])
    expect(await run(root.get("key"))).toBe(young)
  })

  test("is found again by another bank on the same folder", async () => {
    const folder = await newFolder()
    await run(fileBank(folder).root.put("a/b", "1"))
    expect(await run(fileBank(`${folder}/`).root.get("a/b"))).toBe("1")
  })

  test("removes the folders that a removed key leaves empty, and no others", async () => {
    const folder = await newFolder()
    const { root } = fileBank(folder)
    await run(Effect.andThen(root.put("a/b/c/d", ""), root.put("a/e", "")))
    await run(root.remove("a/b/c/d"))
    expect(await readdir(join(folder, "a"))).toEqual(["e"])
  })

  test("does not list files that are no keys", async () => {
    const folder = await newFolder()
    await writeFile(join(folder, "not a key.txt"), "")
    await writeFile(join(folder, "key.txt"), "")
    expect(await run(Stream.runCollect(fileBank(folder).root.list("")))).toEqual(["key.txt"])
  })

  test("says that its folder is a file", async () => {
    const file = join(await newFolder(), "file")
    await writeFile(file, "")
    for (const folder of [file, join(file, "below")]) {
      const error = await failure(fileBank(folder).root.put("a", ""))
      expect(error).toMatchObject({ code: "invalidParameters", recovery: "Choose another folder for the bank." })
      expect(error.message).toContain("the bank's folder is a file")
    }
  })

  test("refuses a file that is no text as damaged, naming it", async () => {
    const folder = await newFolder()
    await writeFile(join(folder, "key"), new Uint8Array([0x7b, 0xff, 0xfe]))
    const error = await failure(fileBank(folder).root.get("key"))
    expect(error).toMatchObject({ code: "damaged", message: `The file "${folder}/key" is no text in UTF-8.` })
  })

  test("refuses an empty path instead of using the working directory", () => {
    expect(() => fileBank("")).toThrow("needs the path of a folder")
  })

  test("refuses what is no path, as a variable that is not set gives, in the same words", () => {
    const folder = process.env["BREAKWATER_NO_SUCH_FOLDER"] as string
    expect(() => fileBank(folder)).toThrow(ProtectionError)
    expect(() => fileBank(folder)).toThrow("needs the path of a folder, not undefined")
  })

  test("says notSupported where there is no file system", async () => {
    const lookUp = process.getBuiltinModule
    onTestFinished(() => {
      process.getBuiltinModule = lookUp
    })
    Object.assign(process, { getBuiltinModule: undefined })
    expect(await failure(fileBank("/bank").root.put("key", ""))).toMatchObject({ code: "notSupported" })
  })

  test.each([
    ["EACCES", "forbidden", "has no right"],
    ["EPERM", "forbidden", "has no right"],
    ["EROFS", "forbidden", "read-only"],
    ["ENOSPC", "quotaExceeded", "no space left"],
    ["EDQUOT", "quotaExceeded", "no space left"],
    ["ENAMETOOLONG", "invalidParameters", "longer than"],
    ["EIO", "unavailable", "file system failed"],
  ])("tells %s as %s, with the path and the code", (errno, code, words) => {
    const error = fileError("write", "/bank/key", { code: errno })
    expect(error.code).toBe(code)
    expect(error.message).toContain('Can not write "/bank/key"')
    expect(error.message).toContain(words)
    expect(error.message).toContain(`(${errno})`)
  })
})

describe("the suite names the promise a bank breaks", () => {
  const broken: { readonly [name: string]: (driver: BankDriver) => Partial<BankDriver> } = {
    "create fails with inUse when the key exists and leaves what is there": ({ put }) => ({
      create: (key, value) => Effect.as(put(key, value), true),
    }),
    "of many who create one key at once, one succeeds, where the bank creates conditionally": ({ get, put }) => ({
      create: (key, value) =>
        Effect.flatMap(get(key).pipe(Effect.tap(Effect.yieldNow)), (there) =>
          there === undefined ? Effect.as(put(key, value), true) : Effect.succeed(false),
        ),
    }),
    "keys are listed in ascending order, below a prefix of whole parts": ({ list }) => ({
      list: (prefix) => Stream.filter(list(""), (key) => key.startsWith(prefix)),
    }),
    "what is not there is notFound, a folder too": ({ get }) => ({
      get: (key) => Effect.map(get(key), (value) => value ?? ""),
    }),
    "removing what is not there is no error, and removes nothing else": ({ list, remove }) => ({
      remove: (key) => Effect.andThen(remove(key), Stream.runForEach(list(key), remove)),
    }),
  }

  test.each(Object.entries(broken))("%s", async (name, breakIt) => {
    const driver = driverOf(memoryBank())
    const bank = () => makeBank("broken", { ...driver, ...breakIt(driver) })
    const found = bankConformance(bank).find((each) => each.name === name)
    await expect(found?.run()).rejects.toThrow(AssertionError)
  })
})

describe("a part of a key", () => {
  const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 })

  test("can be made of any text, holds in a bank, and gives the text back", async () => {
    await fc.assert(
      fc.asyncProperty(text, async (text) => {
        const part = keyPart(text)
        const { root } = memoryBank()
        await run(root.put(`a/${part}/b`, text))
        expect(fromKeyPart(part)).toBe(text)
      }),
    )
  })

  test("never is a part that means a folder", () => {
    expect([".", "..", "OS::Trove::Instance", "a/b", "2026-11-22T15:02:00.000Z"].map(keyPart)).toEqual([
      "%2E",
      "%2E%2E",
      "OS%3A%3ATrove%3A%3AInstance",
      "a%2Fb",
      "2026-11-22T15%3A02%3A00.000Z",
    ])
  })
})

describe("the installation id", () => {
  const banks: readonly [string, () => Promise<Bank>][] = [
    ["memory", async () => memoryBank()],
    ["file", async () => fileBank(await newFolder())],
  ]

  test.each(banks)("is made once and kept, in a %s bank", async (_, newBank) => {
    const bank = await newBank()
    const [id, ...others] = await run(
      Effect.all(
        [1, 2, 3, 4].map(() => installationId(bank)),
        { concurrency: "unbounded" },
      ),
    )
    expect(id).toMatch(/^[0-9a-f]{32}$/)
    expect(others).toEqual([id, id, id])
    expect(await run(installationId(bank))).toBe(id)
    expect(await run(installationId(await newBank()))).not.toBe(id)
  })

  test("is never replaced when something else stands in its place", async () => {
    const bank = memoryBank()
    await run(bank.root.put("installation", "gibberish"))
    expect(await failure(installationId(bank))).toMatchObject({ code: "damaged" })
    expect(await run(bank.root.get("installation"))).toBe("gibberish")
  })
})
