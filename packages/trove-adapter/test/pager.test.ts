import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { type AnsweredPage, byKey, byOffset, nextMarker } from "../src/internal/pager.ts"

const linked = (marker: string) => ({
  rows: [],
  links: [{ rel: "next", href: `https://any/x?limit=2&marker=${marker}` }],
})

describe("the marker of a next link", () => {
  test.each([
    ["20", "20"],
    ["79649d7a-b6b2-4a31-8f8c-02e70349d1db", "79649d7a-b6b2-4a31-8f8c-02e70349d1db"],
    ["a%2540b", "a@b"],
    ["joe%2540%2525", "joe@%"],
    ["a%252Bb%2526c", "a+b&c"],
    ["%25C3%25BC", "ü"],
    ["100%25", "100%"],
  ])("%s is %s", (encoded, marker) => {
    expect(nextMarker(linked(encoded))).toBe(marker)
  })

  test("is none without a link, and none in a link without a marker", () => {
    expect(nextMarker({ rows: [] })).toBeUndefined()
    expect(nextMarker({ rows: [], links: [{ rel: "self", href: "https://any/x?marker=1" }] })).toBeUndefined()
    expect(nextMarker({ rows: [], links: [{ rel: "next", href: "https://any/x?limit=1" }] })).toBeUndefined()
  })
})

test("a list by key ends when a server names the page again that it gives", async () => {
  const page = { rows: ["a"], links: [{ rel: "next", href: "https://any/x?marker=a" }] }
  const rows = await Effect.runPromise(
    Stream.runCollect(
      byKey(
        () => Effect.succeed(page),
        (row) => row,
      ),
    ),
  )
  expect(rows).toEqual(["a"])
})

interface Row {
  readonly id: string
  readonly updated: string
}

/** What may happen to a list between two requests: the row at a place changes, and so moves to the front; or it goes. */
const change = fc.record({ kind: fc.constantFrom("touch", "remove"), place: fc.nat(30) })

/** A server's list that changes before requests, and a scan over it. */
const scan = (size: number, pageSize: number, changes: readonly (readonly { kind: string; place: number }[])[]) => {
  let clock = 0
  let requests = 0
  const row = (id: string): Row => ({ id, updated: String(clock++).padStart(6, "0") })
  let rows = Array.from({ length: size }, (_, index) => row(`row ${index}`)).reverse()
  const fetchPage = (offset: number, limit: number): Effect.Effect<AnsweredPage<Row>> =>
    Effect.sync(() => {
      for (const { kind, place } of changes[requests] ?? []) {
        const chosen = rows[place]
        if (chosen === undefined) continue
        rows = rows.filter((other) => other !== chosen)
        if (kind === "touch") rows = [row(chosen.id), ...rows]
      }
      requests++
      const page = rows.slice(offset, offset + limit)
      const links = [{ rel: "next", href: `https://any/backups?marker=${offset + limit}` }]
      return { rows: page, ...(page.length === limit ? { links } : {}) }
    })
  const found = Effect.runSync(Stream.runCollect(byOffset<Row>("listBackups", fetchPage, pageSize)))
  return { found: found.map((one) => one.id), still: rows.map((one) => one.id), requests }
}

describe("a list by offset whose rows move between its pages", () => {
  test("gives every row that was there all the time, and each row once", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 25 }),
        fc.integer({ min: 1, max: 6 }),
        fc.array(fc.array(change, { maxLength: 2 }), { maxLength: 8 }),
        (size, pageSize, changes) => {
          const { found, still } = scan(size, pageSize, changes)
          expect(new Set(found).size).toBe(found.length)
          expect(found).toEqual(expect.arrayContaining(still))
        },
      ),
      { numRuns: 500 },
    )
  })

  test("is read once where nothing moves: its pages, and a last look at the front", () => {
    expect(scan(5, 2, []).requests).toBe(4)
    expect(scan(4, 2, []).requests).toBe(4)
    expect(scan(1, 2, []).requests).toBe(1)
    expect(scan(0, 2, []).requests).toBe(1)
  })

  test("fails in the end when it never stands still", () => {
    const restless = Array.from({ length: 1000 }, () => [{ kind: "touch", place: 5 }])
    expect(() => scan(6, 2, restless)).toThrow(/rows moved between the pages/)
  })
})
