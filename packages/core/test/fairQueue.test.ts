import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { type Applicant, makeFairQueue } from "../src/internal/fairQueue.ts"

interface Entry extends Applicant {
  admitted: boolean
  readonly leave: () => void
}

/** A queue whose entries are all known: those that wait and those that have a place. */
const watched = (limits: { perScope: number; perProvider: number; total: number }) => {
  const queue = makeFairQueue(limits)
  const entries: Entry[] = []
  const admissions: Entry[] = []
  const enter = (applicant: Applicant) => {
    const entry: Entry = { ...applicant, admitted: false, leave: () => {} }
    const { leave } = queue.enter(applicant, () => {
      entry.admitted = true
      admissions.push(entry)
    })
    const whole = Object.assign(entry, { leave })
    entries.push(whole)
    return whole
  }
  const leave = (entry: Entry) => {
    entries.splice(entries.indexOf(entry), 1)
    entry.leave()
  }
  return { entries, admissions, enter, leave }
}

const of = (operation: string, scope = "s", provider = "p"): Applicant => ({ operation, scope, provider })

const counted = (entries: readonly Entry[], key: keyof Applicant) => {
  const counts = new Map<string, number>()
  for (const entry of entries) counts.set(entry[key], (counts.get(entry[key]) ?? 0) + 1)
  return counts
}

const letters = fc.constantFrom("a", "b", "c")
const command = fc.oneof(
  // An operation has one provider.
  fc
    .record({ operation: letters, scope: letters })
    .map((of) => ({ ...of, provider: of.operation === "a" ? "p" : "q" })),
  fc.record({ leave: fc.nat(100) }),
)
const limit = fc.integer({ min: 1, max: 4 })
const limits = fc.record({ perScope: limit, perProvider: limit, total: limit })

describe("the queue for places", () => {
  test("never lets in more than each limit says, and never keeps out whom there is room for", () => {
    fc.assert(
      fc.property(limits, fc.array(command, { maxLength: 60 }), (limits, commands) => {
        const { enter, entries, leave } = watched(limits)
        for (const command of commands) {
          const leaving = "leave" in command ? entries[command.leave % Math.max(1, entries.length)] : undefined
          if ("operation" in command) enter(command)
          else if (leaving !== undefined) leave(leaving)
          const inside = entries.filter(({ admitted }) => admitted)
          const [scopes, providers] = [counted(inside, "scope"), counted(inside, "provider")]
          expect(inside.length).toBeLessThanOrEqual(limits.total)
          for (const count of scopes.values()) expect(count).toBeLessThanOrEqual(limits.perScope)
          for (const count of providers.values()) expect(count).toBeLessThanOrEqual(limits.perProvider)
          const couldEnter = entries.filter(
            ({ admitted, provider, scope }) =>
              !admitted &&
              inside.length < limits.total &&
              (scopes.get(scope) ?? 0) < limits.perScope &&
              (providers.get(provider) ?? 0) < limits.perProvider,
          )
          expect(couldEnter).toEqual([])
        }
      }),
    )
  })

  test("lets no operation have two turns in a scope while another one waits there that had none", () => {
    fc.assert(
      fc.property(limits, fc.array(command, { maxLength: 60 }), (limits, commands) => {
        const { admissions, enter, entries, leave } = watched(limits)
        const entered = new Map<Entry, number>()
        for (const command of commands) {
          const inside = entries.filter(({ admitted }) => admitted)
          const leaving = "leave" in command ? inside[command.leave % Math.max(1, inside.length)] : undefined
          if (leaving !== undefined) leave(leaving)
          if (!("operation" in command)) continue
          const before = admissions.length
          entered.set(enter(command), before)
        }
        for (const [entry, since] of entered) {
          const place = admissions.indexOf(entry)
          const meanwhile = admissions.slice(since, place < 0 ? undefined : place)
          const own = meanwhile.filter(({ operation }) => operation === entry.operation).length
          const others = meanwhile.filter(
            ({ operation, provider, scope }) =>
              operation !== entry.operation && scope === entry.scope && provider === entry.provider,
          )
          for (const turns of counted(others, "operation").values()) expect(turns).toBeLessThanOrEqual(1 + own)
        }
      }),
    )
  })

  test("gives the operations turns, however many places one of them asks for, and within one its scopes", () => {
    const { admissions, enter, leave } = watched({ perScope: 1, perProvider: 1, total: 1 })
    const first = enter(of("big"))
    for (let index = 0; index < 3; index += 1) enter(of("big"))
    for (let index = 0; index < 2; index += 1) enter(of("big", "t"))
    enter(of("small"))
    enter(of("late"))
    for (let entry: Entry | undefined = first; entry !== undefined; entry = admissions.at(-1)) {
      const known = admissions.length
      leave(entry)
      if (admissions.length === known) break
    }
    expect(admissions.map(({ operation, scope }) => `${operation} ${scope}`)).toEqual([
      "big s",
      "big s",
      "small s",
      "late s",
      "big t",
      "big s",
      "big t",
      "big s",
    ])
  })

  test("gives a place back once, and lets nobody in who gave up waiting", () => {
    const { admissions, enter, leave } = watched({ perScope: 1, perProvider: 5, total: 5 })
    const [first, second, third] = [enter(of("a")), enter(of("b")), enter(of("c"))]
    leave(second)
    first.leave()
    first.leave()
    expect(admissions).toEqual([first, third])
    const fourth = enter(of("d"))
    expect(fourth.admitted).toBe(false)
    leave(third)
    expect(fourth.admitted).toBe(true)
  })
})

describe("the queue for places of which others have some", () => {
  /** Notes in which order turns were given; each is answered by hand. */
  const asking = (perScope = 2) => {
    const queue = makeFairQueue({ perScope, perProvider: 9, total: 9 })
    const turns: string[] = []
    const enter = (operation: string, { asks = true, provider = "p", scope = "s" } = {}) =>
      queue.enter(of(operation, scope, provider), () => turns.push(`${operation} ${scope}`), asks)
    return { queue, turns, enter }
  }

  test("lets one of a scope ask at a time, and the next one when that has its place", () => {
    const { enter, turns } = asking()
    const [first, second] = [enter("a"), enter("b"), enter("a", { scope: "t" })]
    expect(turns).toEqual(["a s", "a t"])
    first.confirm()
    expect(turns).toEqual(["a s", "a t", "b s"])
    second.confirm()
    first.leave()
    enter("c")
    expect(turns.at(-1)).toBe("c s")
  })

  test("lets nobody ask again where somebody was refused, until a place may be free", () => {
    const { enter, queue, turns } = asking()
    const first = enter("a")
    enter("b")
    first.refuse()
    first.refuse()
    expect(turns).toEqual(["a s"])
    queue.reopen()
    expect(turns).toEqual(["a s", "a s"])
  })

  test("lets one of another provider ask in a scope where somebody was refused", () => {
    const { enter, turns } = asking()
    const full = enter("a")
    enter("b", { provider: "q" }).confirm()
    full.refuse()
    enter("c", { provider: "q" })
    expect(turns).toEqual(["a s", "b s", "c s"])
  })

  test("gives the operations turns also when each place is the last one", () => {
    const { enter, queue, turns } = asking(9)
    const waiting = new Map(["a", "b"].map((name) => [name, [enter(name), enter(name), enter(name)]]))
    const had: string[] = []
    for (let place = 0; place < 6; place += 1) {
      const [operation = ""] = turns.at(-1)?.split(" ") ?? []
      had.push(operation)
      waiting.get(operation)?.shift()?.confirm()
      const [next = ""] = turns.at(-1)?.split(" ") ?? []
      waiting.get(next)?.[0]?.refuse()
      queue.reopen()
    }
    expect(had).toEqual(["a", "b", "a", "b", "a", "b"])
  })

  test("asks again at once when a place came free while somebody asked", () => {
    const { enter, queue, turns } = asking()
    const first = enter("a")
    queue.reopen()
    first.refuse()
    expect(turns).toEqual(["a s", "a s"])
  })

  test("lets whoever has a place already go on, however many were refused before it", () => {
    const { enter, turns } = asking()
    enter("a").refuse()
    enter("a", { asks: false })
    expect(turns).toEqual(["a s", "a s"])
  })

  test("counts nobody who leaves while it asks, and lets the next one ask", () => {
    const { enter, turns } = asking(1)
    const first = enter("a")
    enter("b")
    first.leave()
    first.confirm()
    expect(turns).toEqual(["a s", "b s"])
  })
})
