/**
 * A slow remote service in memory, for tests: things, and copies of things that take time to make. It has no tokens
 * against doing a call twice, only a description a caller may write a mark into; its answers can be lost, its calls can
 * commit late, its copies can fail. It reads the time from Effect's clock.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { MemoryFault } from "./MemoryFault.ts"
import { MemoryTable, type Phase } from "./MemoryTable.ts"

/** Something that can be copied. @category models @since 0.1.0 */
export interface MemoryThing {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly project: string
  /** The thing it belongs to, if any. */
  readonly parent: string | undefined
  readonly data: string
  readonly status: "BUILDING" | "READY" | "BUSY" | "FAILED" | "DELETING"
}

/** **Units**: `created` in milliseconds since the epoch. @category models @since 0.1.0 */
export interface MemoryCopy {
  readonly id: string
  readonly thing: string
  readonly name: string
  readonly description: string
  readonly created: number
  readonly data: string
  readonly status: "BUILDING" | "COMPLETED" | "FAILED" | "DELETING"
}

/** The calls that change something. @category models @since 0.1.0 */
export type MemoryCall = "createCopy" | "deleteCopy" | "restoreCopy" | "deleteThing"

/** How long things take. **Units**: milliseconds. @category models @since 0.1.0 */
export interface MemoryTimes {
  readonly copy: number
  readonly restore: number
  readonly delete: number
}

type Mishap = { readonly late: number } | "loseAnswer" | "fail"
type Answer<A> = A | MemoryFault

/**
 * The service. Methods that return effects are its remote interface; the others are the hand of the test.
 *
 * @category models
 * @since 0.1.0
 */
export class MemoryService {
  /** What a client shows to be let in; it must never turn up in anything a plugin gives away. */
  readonly accessKey = "memory-access-key-7f3a"
  readonly #times: MemoryTimes
  readonly #things = new MemoryTable<Omit<MemoryThing, "status">>("thing")
  readonly #copies = new MemoryTable<Omit<MemoryCopy, "status">>("copy")
  readonly #copiesOf = new Map<string, string[]>()
  readonly #busyUntil = new Map<string, number>()
  readonly #received = new Map<MemoryCall, number>()
  readonly #mishaps = new Map<MemoryCall, Mishap[]>()
  #late: readonly { readonly at: number; readonly commit: (now: number) => void }[] = []

  constructor(times: Partial<MemoryTimes> = {}) {
    this.#times = { copy: 60_000, restore: 120_000, delete: 5_000, ...times }
  }

  /** Begins a copy of a thing that is READY, and answers at once with a copy that is BUILDING. */
  createCopy(input: Pick<MemoryCopy, "thing" | "name" | "description">) {
    return this.#change("createCopy", (now, fails) => {
      const thing = this.#thingAt(input.thing, now)
      if (thing instanceof MemoryFault) return thing
      if (thing.status !== "READY") return busy(thing)
      const id = this.#copies.nextId()
      this.#copies.add({ ...input, id, created: now, data: thing.data }, now + this.#times.copy, fails)
      this.#copiesOf.set(thing.id, [...(this.#copiesOf.get(thing.id) ?? []), id])
      return this.#copyAt(id, now)
    })
  }

  /** The copies of one thing, oldest first, also when the thing itself is gone. */
  copies(thing: string): Effect.Effect<readonly MemoryCopy[]> {
    return this.#read((now) => this.copiesAt(now, thing))
  }

  copy(id: string): Effect.Effect<MemoryCopy, MemoryFault> {
    return this.#read((now) => this.#copyAt(id, now)).pipe(Effect.flatMap(orFail))
  }

  /** Begins to delete a copy in whatever status it is. */
  deleteCopy(id: string): Effect.Effect<void, MemoryFault> {
    return this.#change("deleteCopy", (now) => {
      return this.#copies.remove(id, now, this.#times.delete) ? undefined : notFound("copy", id)
    })
  }

  /** Begins a new thing out of a COMPLETED copy, and answers at once with a thing that is BUILDING. */
  restoreCopy(input: { readonly copy: string } & Pick<MemoryThing, "name" | "description" | "project" | "parent">) {
    return this.#change("restoreCopy", (now, fails) => {
      const { copy: from, ...thing } = input
      const copy = this.#copyAt(from, now)
      if (copy instanceof MemoryFault) return copy
      if (copy.status !== "COMPLETED") return busy(copy)
      const id = this.#things.nextId()
      this.#things.add({ ...thing, id, data: copy.data }, now + this.#times.restore, fails)
      return this.#thingAt(id, now)
    })
  }

  things(project: string): Effect.Effect<readonly MemoryThing[]> {
    return this.#read((now) => this.thingsAt(now).filter((thing) => thing.project === project))
  }

  thing(id: string): Effect.Effect<MemoryThing, MemoryFault> {
    return this.#read((now) => this.#thingAt(id, now)).pipe(Effect.flatMap(orFail))
  }

  deleteThing(id: string): Effect.Effect<void, MemoryFault> {
    return this.#change("deleteThing", (now) => {
      return this.#things.remove(id, now, this.#times.delete) ? undefined : notFound("thing", id)
    })
  }

  // ── the hand of the test ──

  /** A thing that is READY from the beginning. */
  addThing(input: {
    readonly name: string
    readonly project?: string
    readonly parent?: string
    readonly data?: string
  }): string {
    const { name, project = "project", parent, data = `the data of ${name}` } = input
    const id = this.#things.nextId()
    this.#things.add({ id, name, description: "", project, parent, data }, 0)
    return id
  }

  makeBusy(thing: string, until: number): void {
    this.#busyUntil.set(thing, until)
  }

  /** The next such call is carried out, and its answer lost. */
  loseAnswer(call: MemoryCall): void {
    this.#plan(call, "loseAnswer")
  }

  /** The next such call is answered by silence, and carried out only so much later. */
  commitLate(call: MemoryCall, ms: number): void {
    this.#plan(call, { late: ms })
  }

  /** What the next such call begins ends FAILED. */
  failNext(call: "createCopy" | "restoreCopy"): void {
    this.#plan(call, "fail")
  }

  /** How many such calls have arrived; without a name, how many that change anything. */
  received(call?: MemoryCall): number {
    if (call !== undefined) return this.#received.get(call) ?? 0
    return [...this.#received.values()].reduce((sum, count) => sum + count, 0)
  }

  /** How many copies and things there ever were. */
  ever(): number {
    return [...this.#copies.ids(), ...this.#things.ids()].length
  }

  /** What there is at a moment, oldest first. */
  thingsAt(now: number): readonly MemoryThing[] {
    this.#commitDue(now)
    return present([...this.#things.ids()].map((id) => this.#thingAt(id, now)))
  }

  copiesAt(now: number, thing?: string): readonly MemoryCopy[] {
    this.#commitDue(now)
    const ids = thing === undefined ? [...this.#copies.ids()] : (this.#copiesOf.get(thing) ?? [])
    return present(ids.map((id) => this.#copyAt(id, now)))
  }

  #read<A>(look: (now: number) => A): Effect.Effect<A> {
    return Effect.map(Clock.currentTimeMillis, (now) => {
      this.#commitDue(now)
      return look(now)
    })
  }

  #change<A>(call: MemoryCall, commit: (now: number, fails: boolean) => Answer<A>): Effect.Effect<A, MemoryFault> {
    return this.#read((now) => {
      this.#received.set(call, this.received(call) + 1)
      const mishap = this.#mishaps.get(call)?.shift()
      const lost = new MemoryFault({ reason: "lost", message: `The connection died during ${call}.` })
      if (typeof mishap === "object") {
        this.#late = [...this.#late, { at: now + mishap.late, commit: (at) => commit(at, false) }]
        return lost
      }
      const answer = commit(now, mishap === "fail")
      return mishap === "loseAnswer" ? lost : answer
    }).pipe(Effect.flatMap(orFail))
  }

  #commitDue(now: number): void {
    if (this.#late.length === 0) return
    const due = this.#late.filter(({ at }) => at <= now)
    this.#late = this.#late.filter(({ at }) => at > now)
    for (const { at, commit } of due) commit(at)
  }

  #copyAt(id: string, now: number): Answer<MemoryCopy> {
    const copy = this.#copies.get(id, now)
    return copy === undefined ? notFound("copy", id) : { ...copy.item, status: copyStatus[copy.phase] }
  }

  #thingAt(id: string, now: number): Answer<MemoryThing> {
    const thing = this.#things.get(id, now)
    if (thing === undefined) return notFound("thing", id)
    const status = thingStatus[thing.phase]
    return { ...thing.item, status: status === "READY" && now < (this.#busyUntil.get(id) ?? 0) ? "BUSY" : status }
  }

  #plan(call: MemoryCall, mishap: Mishap): void {
    this.#mishaps.set(call, [...(this.#mishaps.get(call) ?? []), mishap])
  }
}

const copyStatus = { making: "BUILDING", made: "COMPLETED", failed: "FAILED", going: "DELETING" } as const
const thingStatus = { making: "BUILDING", made: "READY", failed: "FAILED", going: "DELETING" } as const satisfies {
  [P in Phase]: string
}

const notFound = (kind: string, id: string) =>
  new MemoryFault({ reason: "notFound", message: `There is no ${kind} ${id}.` })

const busy = (of: { readonly name: string; readonly status: string }) =>
  new MemoryFault({ reason: "busy", message: `${of.name} is ${of.status}.` })

const present = <A>(answers: readonly Answer<A>[]): readonly A[] =>
  answers.flatMap((answer) => (answer instanceof MemoryFault ? [] : [answer]))

const orFail = <A>(answer: Answer<A>): Effect.Effect<A, MemoryFault> =>
  answer instanceof MemoryFault ? Effect.fail(answer) : Effect.succeed(answer)
