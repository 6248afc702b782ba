/** Brings a cloud to life: its first state from a seed, its made-up values, and the events that fall due as time passes. */
import type { Json } from "../Json.ts"
import type { Cloud, CloudOptions, CloudState, Counters, DueEvent, Endpoints, EventHandlers } from "./Cloud.ts"
import type { CloudSeed } from "./CloudSeed.ts"
import { emptyIdentityState } from "./emptyIdentityState.ts"
import { seededBase64, seededFraction, seededHex, seededUuid } from "./seeded.ts"
import { emptyTroveState } from "./TroveState.ts"

/** A cloud in the hands of its engine. */
export interface LivingCloud {
  readonly cloud: Cloud
  /** Runs a rule at a fixed moment; what it changes is pushed onto `changes`. */
  run<A>(at: number, changes: string[], rule: () => A): A
  /** Runs every event that is due by then, each at its own time. */
  fallDue(until: number, handlers: EventHandlers, ran: (event: DueEvent, changes: readonly string[]) => void): void
  copyState(): CloudState
  putState(state: CloudState): void
  endpoints: Endpoints
}

export const createCloud = (given: {
  readonly seed: CloudSeed
  /** What the made-up values grow from. */
  readonly randomSeed: number
  readonly options: CloudOptions
  readonly endpoints: Endpoints
  readonly now: () => number
}): LivingCloud => {
  const { seed, randomSeed, options } = given
  let endpoints = given.endpoints
  let fixedTime: number | undefined
  let changes: string[] = []
  let counters: Counters = { uuid: 0, hex: 0, random: 0, token: 0, audit: 0, order: 0 }
  let state: CloudState | undefined
  const next = (counter: keyof Counters): number => {
    counters[counter] += 1
    return counters[counter]
  }
  const born = (): CloudState => {
    if (state === undefined) throw new Error("A rule asked for the state of a cloud that is still being made")
    return state
  }

  const cloud: Cloud = {
    get state() {
      return born()
    },
    get endpoints() {
      return endpoints
    },
    options,
    seed,
    now: () => fixedTime ?? given.now(),
    uuid: () => seededUuid(randomSeed, "uuid", next("uuid")),
    hex: () => seededHex(randomSeed, "hex", next("hex"), 32),
    token: () => `gAAAAABq${seededBase64(randomSeed, "token", next("token"), 175)}`,
    auditId: () => seededBase64(randomSeed, "audit", next("audit"), 22),
    random: () => seededFraction(randomSeed, "random", next("random")),
    schedule: (delayMs: number, kind: string, data: Json) => {
      const event: DueEvent = { at: cloud.now() + delayMs, order: next("order"), kind, data }
      const { due } = born()
      const before = due.findLastIndex(({ at }) => at <= event.at)
      due.splice(before + 1, 0, event)
    },
    changed: (what) => {
      changes.push(what)
    },
  }

  const run = <A>(at: number, into: string[], rule: () => A): A => {
    const before = { fixedTime, changes }
    fixedTime = at
    changes = into
    try {
      return rule()
    } finally {
      fixedTime = before.fixedTime
      changes = before.changes
    }
  }

  state = {
    identity: emptyIdentityState(seed, cloud),
    trove: emptyTroveState(seed, cloud),
    objects: {},
    troubles: { swiftStatus: null, swiftFailDelete: false, volumeError: false, novaQuota: false },
    due: [],
    counters,
  }

  return {
    cloud,
    run,
    fallDue: (until, handlers, ran) => {
      for (;;) {
        const event = born().due[0]
        if (event === undefined || event.at > until) return
        born().due.shift()
        const { at, kind, data } = event
        const handler = handlers[kind]
        if (handler === undefined) throw new Error(`The mock has no handler for the event "${kind}"`)
        const eventChanges: string[] = []
        run(at, eventChanges, () => handler(data, cloud))
        ran(event, eventChanges)
      }
    },
    copyState: () => structuredClone(born()),
    putState: (other) => {
      state = structuredClone(other)
      counters = state.counters
    },
    get endpoints() {
      return endpoints
    },
    set endpoints(others) {
      endpoints = others
    },
  }
}
