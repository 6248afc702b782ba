/** A cloud with a Trove, a Keystone and an object store, in one object: no network, no clock but its own. */
import { type Connection, connectionOf, environmentOf, type Scope, scopeOf } from "./connection.ts"
import { createFetch } from "./createFetch.ts"
import { duration } from "./duration.ts"
import { createEngine, type Engine } from "./Engine.ts"
import { defaultEndpoints } from "./endpoints.ts"
import { createFaults, type Faults } from "./faults.ts"
import { createJournal, type Journal, type JournalEntry } from "./journal.ts"
import { type GivenOptions, resolveOptions } from "./resolveOptions.ts"
import { troveEvents } from "./routes/trove.ts"
import { operations } from "./services.ts"
import { type Clock, type ClockMode, createClock } from "./state/Clock.ts"
import type { CloudState, Endpoints, Troubles } from "./state/Cloud.ts"
import type { CloudSeed } from "./state/CloudSeed.ts"
import { createCloud } from "./state/createCloud.ts"
import { defaultCloud } from "./state/defaultCloud.ts"
import { readCloudSeed } from "./state/readCloudSeed.ts"
import { type TroveHandle, troveHandle } from "./state/TroveHandle.ts"
import { type TrovePlan, trovePlan } from "./state/TrovePlan.ts"
import { walkEvents } from "./state/walkEvents.ts"

export interface MockTroveOptions extends GivenOptions {
  /** What ids, tokens and chance grow from; 1 when left out. The same seed and the same requests give the same journal. */
  readonly seed?: number
  /** Who and what there is; `defaultCloud` when left out. */
  readonly cloud?: CloudSeed
  /** `auto` when left out. */
  readonly clock?: ClockMode
  /** Where a clock that is not real begins, such as `2026-01-01T00:00:00Z`. */
  readonly start?: string
  /** Where a client finds the services; under `https://cloud.example` what is left out. */
  readonly endpoints?: Partial<Endpoints>
  /** Every answer takes so long, by the mock's clock. */
  readonly latency?: string | number
  /** How many entries the journal keeps, the latest; all when left out. Counting goes on. */
  readonly journalLimit?: number
  /** Sees each entry of the journal as it is made. */
  readonly onEntry?: (entry: JournalEntry) => void
}

/** A moment of the cloud, plain data; opaque, but it may be kept as JSON. */
export interface Snapshot {
  readonly now: number
  readonly state: CloudState
}

export interface MockTrove extends AsyncDisposable {
  /** The whole cloud, as the `fetch` a client is given. */
  readonly fetch: typeof fetch
  readonly clock: Clock
  /** The default user, as a client's connection takes it. */
  readonly connection: Connection
  /** Where that user's things are. */
  readonly scope: Scope
  /** The same user as `OS_*` variables. */
  readonly env: Readonly<Record<string, string>>
  /** Everybody who may log in, each with the first project they have a role in. */
  readonly users: readonly { readonly name: string; readonly password: string; readonly project: string }[]
  /** What is in Trove, to read and to arrange without a request. */
  readonly state: TroveHandle
  /** What is to become of backups, builds, restores and deletions. */
  readonly plan: TrovePlan
  readonly faults: Faults
  readonly journal: Journal
  /** Troubles of the services behind Trove; set its members. */
  readonly troubles: Troubles
  /** For fronts over other wires than `fetch`. */
  readonly engine: Engine & { endpoints: Endpoints }
  snapshot(): Snapshot
  restore(snapshot: Snapshot): void
  /** A second mock that goes on from this moment by itself: same options, same plans, no faults, an empty journal. */
  fork(): MockTrove
  /** The first state again, with no faults and an empty journal. */
  reset(): void
  /** The faults and plans that nothing ran into, in words. Disposing fails while there are any. */
  unused(): readonly string[]
}

/** Disposing the mock stops its clock, so that nobody wakes any more, and fails when a fault or a plan was never used. */
export const createMockTrove = (options: MockTroveOptions = {}): MockTrove => {
  const { start = "2026-01-01T00:00:00Z", seed = 1, latency = 0, clock: mode = "auto" } = options
  if (!Number.isSafeInteger(seed)) throw new RangeError(`seed is a whole number, not ${seed}`)
  const begin = Date.parse(start)
  if (Number.isNaN(begin)) throw new RangeError(`start is a time such as 2026-01-01T00:00:00Z, not "${start}"`)
  const clock = createClock({ mode, start: begin, onMove: (now) => engine.catchUp(now) })
  const living = createCloud({
    seed: options.cloud === undefined ? defaultCloud : readCloudSeed(options.cloud),
    randomSeed: seed,
    options: resolveOptions(options),
    endpoints: { ...defaultEndpoints, ...options.endpoints },
    now: clock.now,
  })
  const { cloud } = living
  const journal = createJournal({ limit: options.journalLimit, onEntry: options.onEntry })
  const faults = createFaults({ operations, seed, now: clock.now })
  const engine = createEngine({
    living,
    journal,
    faults,
    events: { ...troveEvents, ...walkEvents },
    now: clock.now,
    latencyMs: duration(latency),
  })
  const fetch = createFetch({ engine, clock, endpoints: () => cloud.endpoints })
  const state = troveHandle(cloud)
  const snapshot = (): Snapshot => ({ now: clock.now(), state: living.copyState() })
  const restore = (moment: Snapshot): void => {
    living.putState(moment.state)
    clock.set(moment.now)
  }
  const first = snapshot()
  const plan = trovePlan(cloud)
  const unused = (): readonly string[] => [...faults.unused(), ...plan.unused()]

  return {
    fetch,
    clock,
    get connection() {
      return connectionOf(cloud, fetch)
    },
    get scope() {
      return scopeOf(cloud)
    },
    get env() {
      return environmentOf(cloud)
    },
    users: cloud.seed.users.map(({ name, password, roles }) => ({
      name,
      password,
      project: Object.keys(roles)[0] ?? cloud.seed.connection.project,
    })),
    get state() {
      engine.catchUp(clock.now())
      return state
    },
    plan,
    faults,
    journal,
    get troubles() {
      return cloud.state.troubles
    },
    engine: {
      ...engine,
      get endpoints() {
        return living.endpoints
      },
      set endpoints(endpoints) {
        living.endpoints = endpoints
      },
    },
    snapshot,
    restore,
    fork: () => {
      const fork = createMockTrove({ ...options, endpoints: cloud.endpoints })
      fork.restore(snapshot())
      return fork
    },
    reset: () => {
      restore(first)
      faults.clear()
      journal.clear()
    },
    unused,
    [Symbol.asyncDispose]: async () => {
      clock.close()
      const left = unused()
      if (left.length > 0) throw new Error(`Arranged, but nothing ran into it:\n  ${left.join("\n  ")}`)
    },
  }
}
