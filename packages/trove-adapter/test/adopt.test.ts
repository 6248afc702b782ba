/** Which of several marked things is the one: the same answer for the same things, in whatever order they are listed. */
import {
  assert as check,
  constantFrom,
  integer,
  option,
  property,
  record,
  shuffledSubarray,
  uniqueArray,
  uuid,
} from "fast-check"
import { expect, test } from "vitest"
import { adopt, type Made } from "../src/internal/adopt.ts"
import { chainOf, hangingOn } from "../src/internal/chain.ts"
import { removableBackup } from "../src/internal/ownBackups.ts"

const made = (id: string, second: number, phase: Made<null>["phase"], attempt = 0): Made<null> => ({
  id,
  created: `2026-01-01T00:00:${String(second).padStart(2, "0")}`,
  attempt,
  phase,
  what: null,
})

test("nothing found is nothing kept, failed or left over", () => {
  expect(adopt([], "gone", 0)).toEqual({ surplus: [], stale: [] })
})

test("the oldest is kept, by id where the second is the same", () => {
  const [b, a, c] = [made("b", 1, "running"), made("a", 1, "running"), made("c", 0, "running")]
  expect(adopt([b, a], undefined, 0).kept?.id).toBe("a")
  expect(adopt([b, a, c], undefined, 0)).toMatchObject({ kept: { id: "c" }, surplus: [{ id: "a" }, { id: "b" }] })
})

test("the recorded one is kept though it is younger, unless it failed", () => {
  const older = made("older", 1, "complete")
  expect(adopt([older, made("mine", 2, "running")], "mine", 0).kept?.id).toBe("mine")
  expect(adopt([older, made("mine", 2, "failed")], "mine", 0)).toMatchObject({
    kept: { id: "older" },
    surplus: [{ id: "mine" }],
  })
})

test("a failure counts only for the attempt that made it; an earlier one's is to be removed", () => {
  const failed = made("failed", 1, "failed", 0)
  expect(adopt([failed], undefined, 0)).toMatchObject({ failed: { id: "failed" }, stale: [] })
  const later = adopt([failed], "failed", 1)
  expect(later.failed).toBeUndefined()
  expect(later.stale).toMatchObject([{ id: "failed" }])
})

test("everything found is accounted for exactly once, and the order of the list does not matter", () => {
  const things = uniqueArray(
    record({
      id: uuid(),
      second: integer({ min: 0, max: 3 }),
      phase: constantFrom("running", "complete", "failed"),
      attempt: integer({ min: 0, max: 2 }),
    }),
    { selector: ({ id }) => id, maxLength: 6 },
  ).map((all) => all.map(({ id, second, phase, attempt }) => made(id, second, phase, attempt)))
  check(
    property(
      things.chain((all) =>
        record({
          all: shuffledSubarray(all, { minLength: all.length }),
          recorded: option(constantFrom("none", ...all.map(({ id }) => id)), { nil: undefined }),
        }),
      ),
      integer({ min: 0, max: 2 }),
      ({ all, recorded }, attempt) => {
        const answer = adopt(all, recorded, attempt)
        expect(adopt([...all].reverse(), recorded, attempt)).toEqual(answer)
        const named = [answer.kept, answer.failed, ...answer.surplus, ...answer.stale].filter(
          (one) => one !== undefined,
        )
        expect(new Set(named.map(({ id }) => id)).size).toBe(named.length)
        if (answer.kept !== undefined) expect(named).toHaveLength(all.length)
        expect(answer.kept?.phase).not.toBe("failed")
      },
    ),
  )
})

test("a chain is followed to its full backup, and a circle or a gap ends it", () => {
  const backups = [
    { id: "full", parent_id: null },
    { id: "one", parent_id: "full" },
    { id: "two", parent_id: "one" },
    { id: "lost", parent_id: "gone" },
    { id: "a", parent_id: "b" },
    { id: "b", parent_id: "a" },
  ]
  const of = (id: string) => chainOf(backups.find((one) => one.id === id) ?? { id }, backups)
  expect(of("two")).toEqual(["one", "full"])
  expect(of("full")).toEqual([])
  expect(of("lost")).toEqual(["gone"])
  expect(of("a")).toEqual(["b", "a"])
})

test("what hangs on a backup is found through every generation", () => {
  const backups = [
    { id: "two", parent_id: "one" },
    { id: "full", parent_id: null },
    { id: "one", parent_id: "full" },
    { id: "other", parent_id: "full" },
    { id: "stranger", parent_id: null },
  ]
  expect(
    hangingOn("full", backups)
      .map(({ id }) => id)
      .sort(),
  ).toEqual(["one", "other", "two"])
  expect(hangingOn("two", backups)).toEqual([])
})

test("a surplus backup that the kept one continues must stay, since deleting it would delete the kept one", () => {
  const row = (id: string, parent_id: string | null) => {
    const times = { created: "2026-01-01T00:00:00", updated: "2026-01-01T00:00:00" }
    return { id, parent_id, name: id, status: "COMPLETED", description: null, ...times, locationRef: null, size: 1 }
  }
  const [surplus, kept] = [row("surplus", null), row("kept", "surplus")]
  const one = { id: "surplus", created: surplus.created, attempt: 0, phase: "complete", what: surplus } as const
  const other = { ...one, id: "kept", what: kept }
  expect(removableBackup(one, [one], [surplus, kept], undefined).stays).toContain("kept")
  expect(removableBackup(one, [one, other], [surplus, kept], undefined).stays).toBeUndefined()
})
