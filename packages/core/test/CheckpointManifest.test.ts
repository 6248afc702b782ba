import { readFile } from "node:fs/promises"
import {
  CheckpointManifest,
  checkpointJsonSchema,
  type Json,
  readCheckpointManifest,
  resourceKey,
  sealCheckpoint,
} from "@breakwater/core"
import { Ajv2020 } from "ajv/dist/2020.js"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { canonicalJson } from "../src/internal/canonicalJson.ts"
import { sha256 } from "../src/internal/digest.ts"
import { bad, draft, good } from "./support/draft.ts"

const run = Effect.runPromise
const failure = <A, E>(effect: Effect.Effect<A, E>) => run(Effect.flip(effect))
const sealed = () => run(sealCheckpoint(draft, "bank"))
const fixture = () => readFile(new URL("fixtures/checkpoint.v1.json", import.meta.url), "utf8")

/** A manifest's text after a change, with a checksum that holds. */
const resealed = async (change: (manifest: Record<string, Json>) => void) => {
  const manifest: Record<string, Json> = JSON.parse(JSON.stringify(await sealed()))
  change(manifest)
  const { checksum: _, ...rest } = manifest
  return JSON.stringify({ ...rest, checksum: `sha256:${sha256(canonicalJson(rest))}` })
}

describe("a manifest", () => {
  test("comes back from its text as it was sealed", async () => {
    const manifest = await sealed()
    expect(manifest).toEqual({
      ...draft,
      ...{ format: "breakwater.checkpoint", version: 1, bank: "bank", checksum: expect.stringMatching(/^sha256:/) },
    })
    expect(await run(readCheckpointManifest(JSON.stringify(manifest)))).toEqual(manifest)
  })

  test("is read whatever the order of its members and the space between them", async () => {
    const manifest = await sealed()
    const backwards = Object.fromEntries(Object.entries(manifest).reverse())
    expect(await run(readCheckpointManifest(JSON.stringify(backwards, null, 2)))).toEqual(manifest)
  })

  test("is read with members that this version does not know", async () => {
    const text = await resealed((manifest) => {
      manifest["colour"] = { of: "the sea" }
    })
    expect(await run(readCheckpointManifest(text))).toEqual({
      ...(await sealed()),
      checksum: JSON.parse(text).checksum,
    })
  })

  test("of version 1 is read by every later version", async () => {
    const manifest = await run(readCheckpointManifest(await fixture()))
    expect(manifest).toEqual({ ...(await sealed()), checksum: manifest.checksum })
    expect(manifest.resources.map(({ resource, status }) => [resource.name, status])).toEqual([
      ["demo", "available"],
      ["orders", "available"],
      ["Lager Köln 🌊", "error"],
    ])
  })

  test("of a later version is refused as tooNew, not read in part", async () => {
    const text = await resealed((manifest) => {
      manifest["version"] = 2
    })
    expect(await failure(readCheckpointManifest(text))).toMatchObject({
      code: "tooNew",
      message: "This checkpoint manifest has version 2; this version of Breakwater reads 1.",
    })
  })
})

describe("a damaged manifest says what is wrong with it", () => {
  const damage = async (text: string) => {
    const error = await failure(readCheckpointManifest(text))
    expect(error.code).toBe("damaged")
    return error
  }

  test("when any character of it was lost or changed", async () => {
    const text = JSON.stringify(await sealed())
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length - 1), fc.constantFrom("", "0", "z", '"', "}"), async (at, other) => {
        fc.pre(text[at] !== other)
        const changed = `${text.slice(0, at)}${other}${text.slice(at + 1)}`
        expect(["damaged", "tooNew"]).toContain((await failure(readCheckpointManifest(changed))).code)
      }),
    )
  })

  test("when it is cut off, empty or another kind of JSON", async () => {
    const text = JSON.stringify(await sealed())
    for (const other of [text.slice(0, -20), "", "[]", "null", '"text"']) {
      expect((await damage(other)).message).toContain("it is no JSON object")
    }
  })

  test("when it is the JSON of something else", async () => {
    expect((await damage('{"format":"other"}')).message).toContain('its format is "other", not "breakwater.checkpoint"')
  })

  test("when its content does not make its checksum", async () => {
    const manifest = await sealed()
    const { message } = await damage(JSON.stringify({ ...manifest, provider: "another" }))
    expect(message).toContain(`its checksum says "${manifest.checksum}", but what it holds makes sha256:`)
  })

  test("when a member is missing or of the wrong kind, with the path to each", async () => {
    const text = await resealed((manifest) => {
      delete manifest["provider"]
      manifest["labels"] = { "reason/why": 7 }
    })
    const { issues } = await damage(text)
    expect(issues?.map((issue) => issue.path).toSorted()).toEqual(["/labels/reason~1why", "/provider"])
  })

  test("when a child of one of its resources is not in it", async () => {
    const text = await resealed((manifest) => {
      manifest["resources"] = draft.resources.slice(0, 2)
    })
    expect((await damage(text)).message).toContain(`has a child "${resourceKey(bad)}" that is not in it`)
  })
})

describe("a draft that makes no manifest is refused before anything is written", () => {
  test("when its time is not in UTC with milliseconds", async () => {
    const error = await failure(sealCheckpoint({ ...draft, created: "2026-11-22 15:02" }, "bank"))
    expect(error).toMatchObject({ code: "invalidParameters", issues: [{ path: "/created" }] })
    expect(error.message).toContain("as 2026-11-22T15:02:00.000Z")
  })

  test("when a resource stands in it twice", async () => {
    const twice = draft.resources.flatMap((each) => (each.resource === good ? [each, each] : [each]))
    const error = await failure(sealCheckpoint({ ...draft, resources: twice }, "bank"))
    expect(error).toMatchObject({ code: "invalidParameters", issues: [{ path: "/resources" }] })
  })

  test("when what a plugin saved is no JSON", async () => {
    const resources = [{ resource: good, children: [], status: "available" as const, saved: [Number.NaN] }]
    const error = await failure(sealCheckpoint({ ...draft, resources }, "bank"))
    expect(error.issues?.map((issue) => issue.path)).toContain("/resources/0/saved/0")
  })
})

describe("the published JSON Schema", () => {
  const validate = () => new Ajv2020().compile(checkpointJsonSchema())

  test("is fresh", async () => {
    await expect(`${JSON.stringify(checkpointJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(
      "../schema/checkpoint.v1.json",
    )
  })

  test("takes what is sealed, what was sealed long ago, and unknown members", async () => {
    const check = validate()
    for (const value of [await sealed(), JSON.parse(await fixture()), { ...(await sealed()), colour: "blue" }]) {
      expect(check(value), JSON.stringify(check.errors)).toBe(true)
    }
  })

  test("takes and refuses what the reader takes and refuses", async () => {
    const check = validate()
    const decode = Schema.is(CheckpointManifest)
    const manifest = await sealed()
    const wrong = [
      ...Object.keys(manifest).map((name) => ({ ...manifest, [name]: 7 })),
      ...Object.keys(manifest).map((name) =>
        Object.fromEntries(Object.entries(manifest).filter(([key]) => key !== name)),
      ),
    ]
    for (const value of wrong) expect(check(value), JSON.stringify(value).slice(0, 200)).toBe(decode(value))
  })
})

describe("canonical JSON", () => {
  test("is the same for equal values and reads back as the value", () => {
    const shuffled = (value: Json): Json => {
      if (Array.isArray(value)) return value.map(shuffled)
      if (typeof value !== "object" || value === null) return value
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([name, member]) => [name, shuffled(member)]),
      )
    }
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const json = JSON.parse(JSON.stringify(value))
        expect(canonicalJson(shuffled(json))).toBe(canonicalJson(json))
        expect(JSON.parse(canonicalJson(json))).toEqual(json)
      }),
    )
  })

  test("is that of RFC 8785", () => {
    const value = { "\u20ac": "Euro", "\r": 1, "1": [56, { d: true, "10": null }], "\ud83d\ude00": 1e30, "\ufb33": 4.5 }
    expect(canonicalJson(value)).toBe(
      '{"\\r":1,"1":[56,{"10":null,"d":true}],"\u20ac":"Euro","\ud83d\ude00":1e+30,"\ufb33":4.5}',
    )
  })
})
