/** What every operation store promises, whatever it keeps its operations in. */
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import type { ProtectionError, Request } from "../../src/index.ts"
import type { OperationStore, ResourceRow } from "../../src/internal/OperationStore.ts"
import { thing } from "./memoryHost.ts"

const request = (id: string, of: Partial<Request> = {}): Request => ({
  id,
  verb: "protect",
  provider: "p",
  parameters: {},
  deadline: "2030-01-01T00:00:00.000Z",
  ...of,
})

const row = (key: string, of: Partial<ResourceRow> = {}): ResourceRow => ({
  key,
  resource: thing(key),
  children: [],
  served: true,
  state: "queued",
  cancellable: "now",
  left: [],
  warnings: [],
  hook: 0,
  begun: false,
  ...of,
})

const started = (store: OperationStore, id: string, keys: readonly string[] = [], of: Partial<Request> = {}) =>
  store.insert({ request: request(id, of), checkpoint: of.checkpoint ?? id, rows: keys.map((key) => row(key)) })

const succeeded = { end: { state: "succeeded", left: [] } } as const
const failed = { end: { state: "failed", left: [] } } as const

/** Claims an operation that must be there to claim. */
const claimed = Effect.fnUntraced(function* (store: OperationStore, id: string, attempt = 0) {
  const claim = yield* store.claim(id, attempt)
  if (claim === undefined) return yield* Effect.die(`There is no claim on ${id}.`)
  return claim
})

const allIn = <A>(
  read: (after: string | undefined) => Effect.Effect<{ items: readonly A[]; next?: string }, ProtectionError>,
) =>
  Effect.gen(function* () {
    const pages: (readonly A[])[] = []
    let after: string | undefined
    do {
      const page: { items: readonly A[]; next?: string } = yield* read(after)
      pages.push(page.items)
      after = page.next
    } while (after !== undefined)
    return pages
  })

/** Two stores over the same operations, as two processes have them; one and the same where there can be only one. */
export type TwoStores = readonly [OperationStore, OperationStore]

/** Registers the cases; `open` gives new, empty stores. */
export const operationStoreConformance = (name: string, open: () => Promise<TwoStores>) => {
  const run = async <A>(body: (...stores: TwoStores) => Effect.Effect<A, unknown>): Promise<A> =>
    Effect.runPromise(body(...(await open())))

  describe(`the operation store of ${name}`, () => {
    it("gives the one operation of an id, whoever inserts it again", async () => {
      const [first, again, got] = await run(
        Effect.fnUntraced(function* (store) {
          const first = yield* started(store, "op", ["a", "b"], { labels: { team: "a" } })
          const again = yield* started(store, "op", ["c"])
          return [first, again, yield* store.get("op")]
        }),
      )
      expect(first).toMatchObject({ id: "op", revision: 1, state: "queued", tally: { queued: 2 } })
      expect(again).toEqual(first)
      expect(got).toEqual(first)
    })

    it("refuses the writes of a runner after another one has claimed", async () => {
      const { epochs, refused, operation } = await run(
        Effect.fnUntraced(function* (store) {
          yield* started(store, "op")
          const first = yield* claimed(store, "op")
          const second = yield* claimed(store, "op")
          yield* store.update("op", second.epoch, { note: "The second writes." })
          const refused = yield* Effect.flip(store.update("op", first.epoch, { note: "The first writes." }))
          return { epochs: [first.epoch, second.epoch], refused, operation: yield* store.get("op") }
        }),
      )
      expect(epochs).toEqual([1, 2])
      expect(refused).toMatchObject({ _tag: "EpochLost", operation: "op" })
      expect(operation).toMatchObject({ notes: [{ sentence: "The second writes." }] })
    })

    it("gives no claim on what has ended or is at another attempt, and takes no writes to it", async () => {
      const { other, afterwards, refused } = await run(
        Effect.fnUntraced(function* (store) {
          yield* started(store, "op")
          const other = yield* store.claim("op", 1)
          const { epoch } = yield* claimed(store, "op")
          yield* store.update("op", epoch, succeeded)
          const refused = yield* Effect.flip(store.update("op", epoch, { note: "Late." }))
          return { other, refused, afterwards: yield* store.claim("op", 0) }
        }),
      )
      expect({ other, afterwards }).toEqual({ other: undefined, afterwards: undefined })
      expect(refused).toMatchObject({ _tag: "EpochLost" })
    })

    it("gives the next runner the rows as they were last written, what only the driver sees included", async () => {
      const { before, after, rows } = await run(
        Effect.fnUntraced(function* (store) {
          yield* started(store, "op", ["a", "b"])
          const { epoch } = yield* claimed(store, "op")
          const before = yield* store.get("op")
          yield* store.update("op", epoch, { rows: [row("b", { hook: 2, begun: true, hookState: { sentAt: 5 } })] })
          const after = yield* store.get("op")
          return { before, after, rows: (yield* claimed(store, "op")).rows }
        }),
      )
      expect(after).toEqual(before)
      expect(rows).toEqual([row("a"), row("b", { hook: 2, begun: true, hookState: { sentAt: 5 } })])
    })

    it("tells every change of a state after any revision, and of progress the last", async () => {
      const changes = await run(
        Effect.fnUntraced(function* (store) {
          yield* started(store, "op", ["a", "b"])
          const { epoch } = yield* claimed(store, "op")
          const save = (...rows: readonly ResourceRow[]) => store.update("op", epoch, { rows })
          const running = (key: string, description: string) =>
            row(key, { state: "running", progress: { description } })
          yield* save(running("a", "one"))
          yield* save(running("a", "two"))
          yield* save(running("b", "one"))
          yield* save(running("a", "three"))
          const { revision } = yield* store.get("op")
          const all = yield* Effect.forEach([0, 1, 2, 3, 4, 5, 6], (after) => store.changes("op", after))
          yield* store.update("op", epoch, succeeded)
          return { revision, all, last: yield* store.changes("op", revision), none: yield* store.changes("op", 7) }
        }),
      )
      const told = (from: (typeof changes.all)[number]) =>
        from.map(({ operation, changed }) => [
          operation.revision,
          operation.state,
          ...changed.map(({ resource, progress }) => `${resource.id} ${progress?.description}`),
        ])
      const [created, claim] = [
        [1, "queued", "a undefined", "b undefined"],
        [2, "running"],
      ]
      const states = [created, claim, [3, "running", "a one"], [5, "running", "b one"], [6, "running", "a three"]]
      expect(changes.revision).toBe(6)
      expect(changes.all.map(told)).toEqual([
        states,
        states.slice(1),
        states.slice(2),
        states.slice(3),
        states.slice(3),
        states.slice(4),
        [],
      ])
      expect(told(changes.last)).toEqual([[7, "succeeded"]])
      expect(changes.none).toEqual([])
      expect(changes.all[0]?.[0]?.operation.request).toEqual(request("op"))
      expect(changes.all[0]?.[0]?.changed[0]).not.toHaveProperty("hook")
    })

    it("remembers the wish to cancel, which a claim does not take away", async () => {
      const states = await run(
        Effect.fnUntraced(function* (store) {
          yield* started(store, "op")
          const cancelling = yield* store.cancel("op")
          const again = yield* store.cancel("op")
          const { epoch, operation } = yield* claimed(store, "op")
          yield* store.update("op", epoch, { end: { state: "cancelled", left: [] } })
          const ended = yield* store.cancel("op")
          return [cancelling, again, operation, ended].map(({ revision, state }) => `${revision} ${state}`)
        }),
      )
      expect(states).toEqual(["2 cancelling", "2 cancelling", "2 cancelling", "3 cancelled"])
    })

    it("queues only a failed operation again, and of it what failed", async () => {
      const { early, retried, rows, unclaimed } = await run(
        Effect.fnUntraced(function* (store) {
          yield* started(store, "op", ["a", "b"])
          const early = yield* store.retry("op", "2031-01-01T00:00:00.000Z")
          const { epoch } = yield* claimed(store, "op")
          const rows = [row("a", { state: "succeeded" }), row("b", { state: "failed", hookState: 7 })]
          yield* store.update("op", epoch, { rows, ...failed })
          const retried = yield* store.retry("op", "2032-01-01T00:00:00.000Z")
          const unclaimed = yield* store.claim("op", 0)
          return { early, retried, unclaimed, rows: (yield* claimed(store, "op", 1)).rows }
        }),
      )
      expect(early).toMatchObject({ attempt: 0, deadline: "2030-01-01T00:00:00.000Z" })
      expect(retried).toMatchObject({ state: "queued", attempt: 1, deadline: "2032-01-01T00:00:00.000Z" })
      expect(retried.tally).toEqual({ succeeded: 1, queued: 1 })
      expect(unclaimed).toBeUndefined()
      expect(rows).toMatchObject([{ state: "succeeded" }, { state: "queued", hookState: 7 }])
    })

    it("lists newest first by state, checkpoint and label, and pages through any list", async () => {
      const { lists, bad } = await run(
        Effect.fnUntraced(function* (store) {
          yield* started(store, "one", [], { labels: { team: "a", 'a "strange" key': "x" } })
          yield* started(store, "two", [], { labels: { team: "b" }, checkpoint: "one" })
          yield* started(store, "three", ["a", "b", "c", "d", "e"], { labels: { team: "a" } })
          yield* store.update("two", (yield* claimed(store, "two")).epoch, succeeded)
          const ids = (filter: Parameters<typeof store.list>[0]) =>
            Effect.map(
              allIn((after) => store.list({ ...filter, ...(after === undefined ? {} : { after }) })),
              (pages) => pages.map((page) => page.map(({ id }) => id)),
            )
          const resources = yield* allIn((after) =>
            store.resources("three", { limit: 2, ...(after === undefined ? {} : { after }) }),
          )
          const lists = {
            all: yield* ids({}),
            paged: yield* ids({ limit: 2 }),
            state: yield* ids({ state: ["queued", "running"] }),
            checkpoint: yield* ids({ checkpoint: "one" }),
            label: yield* ids({ label: ["team", "a"], limit: 1 }),
            strange: yield* ids({ label: ['a "strange" key', "x"] }),
            both: yield* ids({ checkpoint: "one", state: ["succeeded"] }),
            none: yield* ids({ label: ["team", "c"] }),
            resources: resources.map((page) => page.map(({ resource }) => resource.id)),
          }
          const bad = yield* Effect.forEach(
            [{ after: "nonsense" }, { after: "9999999999" }, { limit: 0 }, { limit: 1.5 }],
            (paging) => Effect.all([Effect.flip(store.list(paging)), Effect.flip(store.resources("three", paging))]),
          )
          return { lists, bad: bad.flat().map((error) => error.issues?.[0]?.path) }
        }),
      )
      expect(lists).toEqual({
        all: [["three", "two", "one"]],
        paged: [["three", "two"], ["one"]],
        state: [["three", "one"]],
        checkpoint: [["two", "one"]],
        label: [["three"], ["one"]],
        strange: [["one"]],
        both: [["two"]],
        none: [[]],
        resources: [["a", "b"], ["c", "d"], ["e"]],
      })
      expect(bad).toEqual([...Array(4).fill("/after"), ...Array(4).fill("/limit")])
    })

    it("wakes who waits for a revision or a wish, and lets through who comes late", async () => {
      const woken = await run(
        Effect.fnUntraced(function* (store) {
          const wishes = yield* store.wishes
          const wish = yield* Effect.forkChild(store.awaitWish(wishes), { startImmediately: true })
          yield* started(store, "op")
          yield* Fiber.join(wish)
          yield* store.awaitWish(wishes)
          const revision = yield* Effect.forkChild(store.awaitRevision("op", 1), { startImmediately: true })
          const { epoch } = yield* claimed(store, "op")
          yield* Fiber.join(revision)
          yield* store.awaitRevision("op", 1)
          yield* store.update("op", epoch, failed)
          const again = yield* Effect.forkChild(store.awaitWish(wishes + 1), { startImmediately: true })
          yield* store.retry("op", "2031-01-01T00:00:00.000Z")
          yield* Fiber.join(again)
          return (yield* store.wishes) - wishes
        }),
      )
      expect(woken).toBe(2)
    })

    it("names what has not ended, oldest first", async () => {
      const unfinished = await run(
        Effect.fnUntraced(function* (store) {
          for (const id of ["one", "two", "three"]) yield* started(store, id)
          yield* store.update("two", (yield* claimed(store, "two")).epoch, failed)
          yield* store.update("one", (yield* claimed(store, "one")).epoch, succeeded)
          yield* store.retry("two", "2031-01-01T00:00:00.000Z")
          return yield* store.unfinished
        }),
      )
      expect(unfinished).toMatchObject([
        { id: "two", attempt: 1 },
        { id: "three", attempt: 0 },
      ])
    })

    it("forgets what ended before a time, and nothing else; a forgotten id may be used again", async () => {
      const { early, left, again } = await run(
        Effect.fnUntraced(function* (store) {
          yield* started(store, "op", ["a"])
          yield* started(store, "other")
          const { updated } = yield* store.get("op")
          yield* store.update("op", (yield* claimed(store, "op")).epoch, succeeded)
          yield* store.purge(Date.parse(updated))
          const early = yield* store.list({})
          yield* store.purge(Date.parse("2100-01-01T00:00:00Z"))
          const left = yield* store.list({})
          yield* started(store, "op", ["b"], { provider: "q" })
          const { items } = yield* store.resources("op", {})
          return { early: early.items, left: left.items, again: [yield* store.get("op"), items] }
        }),
      )
      expect(early.map(({ id }) => id)).toEqual(["other", "op"])
      expect(left.map(({ id }) => id)).toEqual(["other"])
      expect(again).toMatchObject([{ revision: 1, request: { provider: "q" } }, [{ resource: { id: "b" } }]])
    })

    it("lets in one of a delete and a restore of one checkpoint that begin in the same moment", async () => {
      const rounds = Array.from({ length: 20 }, (_, index) => `checkpoint-${index}`)
      const outcomes = await run((store, other) =>
        Effect.forEach(rounds, (checkpoint) =>
          Effect.all(
            [
              Effect.result(started(store, `delete-${checkpoint}`, ["a"], { verb: "delete", checkpoint })),
              Effect.result(started(other, `restore-${checkpoint}`, ["a"], { verb: "restore", checkpoint })),
            ],
            { concurrency: "unbounded" },
          ),
        ),
      )
      for (const both of outcomes) {
        const refused = both.flatMap((each) => (Result.isFailure(each) ? [each.failure] : []))
        expect(refused).toMatchObject([{ code: "inUse", outcome: "notStarted" }])
      }
    })

    it("refuses a wish on a checkpoint that is being deleted or is to be, a retry too, and names who uses it", async () => {
      const { refused, retried, others } = await run(
        Effect.fnUntraced(function* (store, other) {
          const on = (checkpoint: string, verb: Request["verb"]) => ({ checkpoint, verb })
          yield* started(store, "failing", [], on("c", "restore"))
          yield* store.update("failing", (yield* claimed(store, "failing")).epoch, failed)
          yield* started(store, "delete", [], on("c", "delete"))
          const refused = yield* Effect.flip(started(other, "verify", [], on("c", "verify")))
          const retried = yield* Effect.flip(other.retry("failing", "2031-01-01T00:00:00.000Z"))
          yield* started(other, "elsewhere", [], on("d", "restore"))
          yield* store.update("delete", (yield* claimed(store, "delete")).epoch, failed)
          yield* other.retry("failing", "2031-01-01T00:00:00.000Z")
          yield* started(other, "verify", [], on("c", "verify"))
          const others = yield* Effect.flip(store.retry("delete", "2031-01-01T00:00:00.000Z"))
          return { refused, retried, others }
        }),
      )
      expect(refused).toMatchObject({ code: "inUse", message: "The checkpoint c is used by delete delete." })
      expect(retried).toMatchObject({ code: "inUse", message: "The checkpoint c is used by delete delete." })
      expect(others.message).toBe("The checkpoint c is used by restore failing, verify verify.")
    })

    it("refuses a wish, and a retry of it, that depends on another operation which has gone on since", async () => {
      const { early, late, unknown, retried } = await run(
        Effect.fnUntraced(function* (store, other) {
          const onCondition = (id: string, operation: string, revision: number) =>
            started(store, id, [], { checkpoint: id, verb: "delete", ifUnchanged: { operation, revision } })
          yield* onCondition("unknown", "none", 0)
          const unknown = yield* Effect.flip(onCondition("known", "none", 1))
          yield* started(other, "op")
          const { revision } = yield* other.update("op", (yield* claimed(other, "op")).epoch, failed)
          const early = yield* Effect.flip(onCondition("early", "op", revision - 1))
          yield* onCondition("depending", "op", revision)
          yield* store.update("depending", (yield* claimed(store, "depending")).epoch, failed)
          yield* store.retry("depending", "2031-01-01T00:00:00.000Z")
          yield* store.update("depending", (yield* claimed(store, "depending", 1)).epoch, failed)
          yield* other.retry("op", "2031-01-01T00:00:00.000Z")
          const retried = yield* Effect.flip(store.retry("depending", "2031-01-01T00:00:00.000Z"))
          return { early, late: yield* Effect.flip(onCondition("late", "op", revision)), unknown, retried }
        }),
      )
      const message = "The operation op went on since it was looked at."
      expect([early, late, retried]).toMatchObject([{ message }, { message }, { message }])
      expect([early, unknown]).toMatchObject([
        { code: "inUse", outcome: "notStarted" },
        { code: "inUse", message: "The operation none went on since it was looked at." },
      ])
    })

    it("says who goes first on a resource, in the order of the wishes, until that has ended", async () => {
      const told = await run(
        Effect.fnUntraced(function* (store, other) {
          const ahead = (id: string) =>
            Effect.map(other.ahead(id), (all) => all.map(({ key, id, verb }) => `${key}: ${verb} ${id}`))
          yield* started(store, "one", ["a", "b"])
          yield* started(other, "two", ["b", "c"], { verb: "restore", checkpoint: "x" })
          yield* started(store, "three", ["c", "b", "d"])
          yield* started(other, "four", ["d"])
          const first = yield* Effect.forEach(["one", "two", "three", "four"], ahead)
          const one = yield* claimed(store, "one")
          yield* store.update("one", one.epoch, { rows: [row("b", { state: "succeeded" })] })
          const second = yield* Effect.forEach(["two", "three", "four"], ahead)
          yield* store.cancel("two")
          const cancelling = yield* ahead("three")
          yield* store.update("two", (yield* claimed(store, "two")).epoch, { end: { state: "cancelled", left: [] } })
          return { first, second, cancelling, third: yield* Effect.forEach(["three", "four"], ahead) }
        }),
      )
      expect(told).toEqual({
        first: [[], ["b: protect one"], ["c: restore two", "b: protect one"], ["d: protect three"]],
        second: [[], ["c: restore two", "b: restore two"], ["d: protect three"]],
        cancelling: ["c: restore two", "b: restore two"],
        third: [[], ["d: protect three"]],
      })
    })

    it("puts a retry at the end of the line, and of its resources what succeeded in nobody's way", async () => {
      const told = await run(
        Effect.fnUntraced(function* (store, other) {
          yield* started(store, "one", ["a", "b"])
          yield* started(store, "two", ["a"])
          const { epoch } = yield* claimed(store, "one")
          const rows = [row("a", { state: "failed" }), row("b", { state: "succeeded" })]
          yield* store.update("one", epoch, { rows, ...failed })
          const freed = yield* other.ahead("two")
          yield* store.retry("one", "2031-01-01T00:00:00.000Z")
          yield* started(store, "three", ["b"])
          yield* started(store, "four", ["a"])
          return { freed, ahead: yield* Effect.forEach(["one", "two", "three", "four"], other.ahead) }
        }),
      )
      const two = { key: "a", id: "two", verb: "protect" }
      expect(told).toEqual({ freed: [], ahead: [[two], [], [], [two]] })
    })

    it("lets nobody wait for what only reads what was saved, is under way already, or only groups", async () => {
      const told = await run(
        Effect.fnUntraced(function* (store) {
          yield* started(store, "verify", ["a"], { verb: "verify", checkpoint: "x" })
          yield* started(store, "restore", ["a"], { verb: "restore", checkpoint: "x" })
          yield* started(store, "again", ["a"], { verb: "restore", checkpoint: "y" })
          yield* started(store, "look", ["a"], { verb: "verify", checkpoint: "y" })
          const group = [row("project", { served: false })]
          yield* store.insert({ request: request("group"), checkpoint: "group", rows: group })
          yield* store.insert({ request: request("other"), checkpoint: "other", rows: group })
          yield* started(store, "first", ["z"])
          yield* started(store, "busy", ["z"])
          const { epoch } = yield* claimed(store, "busy")
          yield* store.update("busy", epoch, { rows: [row("z", { state: "running" })] })
          return yield* Effect.forEach(["again", "look", "other", "busy"], store.ahead)
        }),
      )
      expect(told).toEqual([[], [], [], []])
    })

    it("says of an id it does not know that there is none", async () => {
      const errors = await run((store) =>
        Effect.all([
          Effect.flip(store.get("none")),
          Effect.flip(store.cancel("none")),
          Effect.flip(store.retry("none", "2031-01-01T00:00:00.000Z")),
          Effect.flip(store.claim("none", 0)),
          Effect.flip(store.update("none", 1, {})),
          Effect.flip(store.resources("none", {})),
          Effect.flip(store.changes("none", 0)),
          Effect.flip(store.ahead("none")),
          Effect.flip(store.awaitRevision("none", 0)),
        ]),
      )
      for (const error of errors) expect(error).toMatchObject({ code: "notFound" })
    })
  })
}
