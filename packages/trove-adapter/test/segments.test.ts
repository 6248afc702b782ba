/** Large objects in stores that tell little, tell it late, or tell too much: neither damage nor absence is concluded from it. */
import { md5 } from "@noble/hashes/legacy.js"
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { describe, expect, test } from "vitest"
import { checkObject } from "../src/internal/checkObject.ts"
import { proveGone } from "../src/internal/dataProof.ts"
import type { StoredObject, SwiftService } from "../src/Swift.ts"
import { TroveError } from "../src/TroveError.ts"

const place = { container: "c", name: "abc.xbstream.gz" }
const location = "http://swift/v1/AUTH_1/c/abc.xbstream.gz"

const object = (facts: Partial<StoredObject>): StoredObject => ({
  etag: "",
  isQuoted: false,
  isLarge: false,
  metadata: {},
  ...facts,
})

const large = (etags: readonly string[], bytes?: number): StoredObject =>
  object({
    isLarge: true,
    etag: bytesToHex(md5(utf8ToBytes(etags.join("")))),
    ...(bytes === undefined ? {} : { bytes }),
  })

const absent = new TroveError({
  call: { operation: "showObject", method: "HEAD", path: "/{container}/{object}" },
  reason: "notFound",
  message: "there is none",
  outcome: "notStarted",
})

/** A store of these objects, whose listing may have other names, and which may answer for every name. */
const store = (
  objects: { readonly [name: string]: StoredObject },
  listed = Object.keys(objects),
  any?: StoredObject,
) => {
  const asked: string[] = []
  const swift: SwiftService = {
    showObject: (_, name) =>
      Effect.suspend(() => {
        asked.push(name)
        const found = objects[name] ?? any
        return found === undefined ? Effect.fail(absent) : Effect.succeed(found)
      }),
    listObjects: (_, { prefix = "" } = {}) =>
      Stream.fromIterable(
        listed.filter((name) => name.startsWith(prefix)).map((name) => ({ name, hash: "", bytes: 1 })),
      ),
  }
  return { asked, swift }
}

const check = ({ swift }: ReturnType<typeof store>) => Effect.runPromise(checkObject(swift, place))
const prove = ({ swift }: ReturnType<typeof store>) => Effect.runPromise(proveGone(swift, [{ id: "b", location }]))

describe("what an upload that was given up has left behind the last segment is no damage", () => {
  const [a, b, stale] = ["a", "b", "stale"].map((etag) => object({ etag, bytes: 5 }))
  test.each([
    ["nothing tells a size", large(["a", "b"]), object({ etag: "a" })],
    ["the whole tells no size", large(["a", "b"]), a],
    ["a segment tells no size", large(["a", "b"], 10), object({ etag: "a" })],
    ["the whole tells no checksum", object({ isLarge: true, bytes: 10 }), a],
    ["a segment tells no checksum", large(["a", "b"], 10), object({ bytes: 5 })],
  ])("where %s", async (_, whole, first = object({})) => {
    const segments = { abc_00000000: first, abc_00000001: b ?? first, abc_00000002: stale ?? first }
    expect(await check(store({ [place.name]: whole, ...segments }))).toMatchObject({ faults: [], segments: 2 })
  })
})

test("a changed segment is damage where only checksums are told", async () => {
  const segments = { abc_00000000: object({ etag: "a" }), abc_00000001: object({ etag: "changed" }) }
  const { faults } = await check(store({ [place.name]: large(["a", "b"]), ...segments }))
  expect(faults).toEqual([expect.stringContaining("the checksums of its segments make")])
})

test("where too little is told of the segments, that is said", async () => {
  const segments = { abc_00000000: object({ etag: "a" }), abc_00000001: object({}) }
  const checked = await check(store({ [place.name]: large(["a", "b"], 10), ...segments }))
  expect(checked).toMatchObject({ faults: [], unknown: [expect.stringContaining("does not tell enough")] })
})

test("a name that only ends like a segment's is none, and is looked at by itself", async () => {
  const segments = { abc_00000000: object({ etag: "a", bytes: 5 }), abc_notes_00300000: object({ bytes: 4 }) }
  const cloud = store({ [place.name]: large(["a"], 5), ...segments })
  expect(await check(cloud)).toMatchObject({ faults: [], segments: 1 })
  expect(cloud.asked).toEqual([place.name, "abc_00000000", "abc_00000001"])
  const { left } = await prove(store({ abc_old_00000001: object({ bytes: 4 }) }))
  expect(left).toMatchObject([{ id: "c/abc_old_00000001" }])
})

test("a listed number far beyond the others is looked at, and not all that might lie before it", async () => {
  const cloud = store({
    [place.name]: large(["a"], 5),
    abc_00000000: object({ etag: "a", bytes: 5 }),
    abc_99999999: object({ etag: "x", bytes: 1 }),
  })
  expect(await check(cloud)).toMatchObject({ faults: [], segments: 1 })
  expect(cloud.asked).toContain("abc_99999999")
  expect(cloud.asked.length).toBeLessThan(1100)
  expect(await prove(cloud)).toMatchObject({
    data: "remains",
    left: [{ id: `c/${place.name}` }, { id: "c/abc_00000000" }, { id: "c/abc_99999999" }],
  })
  expect(await prove(store({}, ["abc_99999999"]))).toMatchObject({
    data: "unknown",
    unknown: [expect.stringContaining("from the segment abc_00001000 on")],
  })
})

test("a damaged object names ten of its missing segments, and counts the others", async () => {
  const segments = { abc_00000000: object({ etag: "a", bytes: 5 }), abc_00000020: object({ etag: "x", bytes: 1 }) }
  const { faults } = await check(store({ [place.name]: large(["a", "b"], 10), ...segments }))
  expect(faults).toHaveLength(11)
  expect(faults[0]).toContain("abc_00000001 is missing")
  expect(faults[10]).toBe("9 more of its segments are missing")
})

test("a store that has every name is left after a while, and nothing is concluded from it", async () => {
  const cloud = store({}, [], object({ isLarge: true, bytes: 5, etag: "x" }))
  expect(await check(cloud)).toMatchObject({
    faults: [],
    unknown: [expect.stringMatching(/all segments.*there are 1000 that do not make it, and abc_00001000 was not/)],
  })
  expect(cloud.asked).toHaveLength(1001)
})
