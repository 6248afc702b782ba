/** The mark: the same for the same operation, another for any other, and fit for Trove's fields. */
import { assert as check, integer, property, string, uuid } from "fast-check"
import { expect, test } from "vitest"
import { attemptIn, longestDescription, longestName, markOf as make, show, stamp } from "../src/internal/mark.ts"

const identity = {
  installation: "installation",
  operationId: "protect-1",
  resource: { scope: { account: "demo", project: "p" }, type: "OS::Trove::Instance", id: "i-1", name: "orders" },
  attempt: 0,
}

const markOf = (change: Partial<typeof identity> = {}, ownerTag = "owner") => make({ ...identity, ...change }, ownerTag)

test("the mark is the same in every process, whatever the resource is called", () => {
  const { resource } = identity
  const mark = markOf()
  expect(show(mark)).toBe(show(markOf()))
  expect(show(mark)).toBe(show(markOf({ resource: { ...resource, name: "renamed" } })))
  expect(show(mark)).toBe("[bw:gbodruwlirzd]")
})

test("another installation, owner, operation, resource or project has another mark", () => {
  const { resource } = identity
  const all = [
    markOf(),
    markOf({ installation: "another" }),
    markOf({}, "another"),
    markOf({ operationId: "protect-2" }),
    markOf({ resource: { ...resource, id: "i-2" } }),
    markOf({ resource: { ...resource, scope: { account: "demo", project: "q" } } }),
  ]
  expect(new Set(all.map(show)).size).toBe(all.length)
})

test("what a mark is made of can not be shifted from one part to the next", () => {
  expect(show(markOf({ installation: "a", operationId: "bc" }))).not.toBe(
    show(markOf({ installation: "ab", operationId: "c" })),
  )
})

test("a later attempt has the same mark with its number, and each finds what the other made", () => {
  const first = markOf()
  const third = markOf({ attempt: 2 })
  expect(show(third)).toBe(show(first).replace("]", ".2]"))
  expect(attemptIn(stamp("x", third), first)).toBe(2)
  expect(attemptIn(stamp("x", first), third)).toBe(0)
})

test("only the end of a text is read, so that a quoted mark claims nothing", () => {
  const mark = markOf()
  expect(attemptIn(`restored from ${show(mark)} by hand`, mark)).toBeUndefined()
  expect(attemptIn(show(mark), mark)).toBe(0)
  for (const nothing of [null, undefined, "", "nightly", "[bw:]", "[bw:AAAAAAAAAAAA]"]) {
    expect(attemptIn(nothing, mark)).toBeUndefined()
  }
})

test("any allowed text with any mark still fits and passes Trove's pattern, and is found again", () => {
  const identities = property(
    uuid(),
    integer({ min: 0, max: 5000 }),
    string({ unit: "grapheme" }),
    (operationId, attempt, text) => {
      const mark = {
        hash: operationId
          .replace(/[^a-z2-7]/g, "")
          .padEnd(12, "a")
          .slice(0, 12),
        attempt: Math.min(attempt, 999),
      }
      for (const most of [longestDescription, longestName]) {
        const stamped = stamp([...text.replace(/[\n\r\u2028\u2029]/g, "")].slice(0, most).join(""), mark)
        expect([...stamped].length).toBeLessThanOrEqual(255)
        expect(stamped).toMatch(/^.*[0-9a-zA-Z]+.*$/u)
        expect(attemptIn(stamped, mark)).toBe(mark.attempt)
      }
    },
  )
  check(identities)
  expect(markOf({ attempt: 123_456 }).attempt).toBe(999)
})
