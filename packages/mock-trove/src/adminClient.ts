/** The mock in another process, as an object: what `MockTrove` has in the same process, each call a promise. Needs no Node. */
import type { WorldOptions } from "./admin/worlds.ts"
import { type ErrorActions, type FaultActions, faultActions } from "./Fault.ts"
import type { FaultWhere } from "./FaultWhere.ts"
import type { Faults } from "./faults.ts"
import type { Json } from "./Json.ts"
import type { JournalEntry } from "./journal.ts"
import type { Snapshot } from "./MockTrove.ts"
import type { Operation } from "./Operation.ts"
import type { BackupStatus } from "./state/BackupRecord.ts"
import type { BackupsHandle } from "./state/backupsHandle.ts"
import type { Troubles } from "./state/Cloud.ts"
import type { InstancesHandle } from "./state/instancesHandle.ts"
import type { ObjectsHandle } from "./state/objectsHandle.ts"
import type { InstanceStatus } from "./state/plans.ts"
import type { PlanWhere, TrovePlan, Walk } from "./state/TrovePlan.ts"

/** The same methods, with promises. */
type Remote<A> = {
  readonly [K in keyof A]: A[K] extends (...given: infer Given) => infer R ? (...given: Given) => Promise<R> : never
}

export interface RemoteFaultActions extends Remote<Omit<FaultActions, "afterCommit">> {
  afterCommit(): Remote<ErrorActions>
}

/** One world: the server's own one, or one that was made for a test. */
export interface WorldClient {
  readonly clock: { now(): Promise<Date>; advance(time: string | number): Promise<void> }
  readonly faults: Remote<Pick<Faults, "unused" | "clear">> & {
    on(operation: Operation, where?: FaultWhere): RemoteFaultActions
  }
  readonly plan: Remote<Omit<TrovePlan, "walk">> & {
    walk(resource: { readonly id: string }, steps: Walk<InstanceStatus> | Walk<BackupStatus>): Promise<void>
  }
  readonly journal: {
    entries(operation?: Operation): Promise<readonly JournalEntry[]>
    /** One line for each entry. */
    text(): Promise<string>
  }
  readonly state: {
    readonly instances: Remote<InstancesHandle>
    readonly backups: Remote<BackupsHandle>
    readonly objects: Remote<ObjectsHandle>
  }
  readonly troubles: { get(): Promise<Troubles>; set(troubles: Partial<Troubles>): Promise<void> }
  snapshot(): Promise<Snapshot>
  restore(snapshot: Snapshot): Promise<void>
  reset(): Promise<void>
  env(): Promise<Readonly<Record<string, string>>>
  cloudsYaml(): Promise<string>
}

/** A world of one's own. Disposing it ends it, and fails when something was arranged there and never used. */
export interface OwnWorldClient extends WorldClient, AsyncDisposable {
  readonly name: string
  /** Keystone's address, without `/v3`. */
  readonly identity: string
  /** Trove's address, without `/v1.0`. */
  readonly database: string
  readonly objectStore: string
}

export interface Capabilities {
  readonly ready: boolean
  readonly version: number
  readonly profiles: readonly string[]
  readonly clocks: readonly string[]
  readonly operations: readonly string[]
  readonly faults: readonly string[]
  readonly worlds: readonly string[]
}

export interface AdminClient extends WorldClient {
  capabilities(): Promise<Capabilities>
  createWorld(options?: WorldOptions): Promise<OwnWorldClient>
}

/** What the server refused, in its own words. */
export class AdminError extends Error {
  override readonly name = "AdminError"
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** `control` is the address of the server's control port, as its first line tells it. */
export const adminClient = (control: string, doFetch: typeof fetch = fetch): AdminClient => {
  const server = caller(`${control}/_mock/v1`, doFetch)
  return {
    ...worldClient(server),
    capabilities: () => server("GET", ""),
    createWorld: async (options = {}) => {
      const made = await server<Omit<OwnWorldClient, keyof WorldClient> & { world: string; control: string }>(
        "POST",
        "/worlds",
        options,
      )
      const { world, identity, database, objectStore } = made
      return {
        ...worldClient(caller(made.control, doFetch)),
        name: world,
        identity,
        database,
        objectStore,
        [Symbol.asyncDispose]: async () => {
          const { unused } = await server<{ unused: string[] }>("DELETE", `/worlds/${world}`)
          if (unused.length > 0) throw new Error(`Arranged, but nothing ran into it:\n  ${unused.join("\n  ")}`)
        },
      }
    },
  }
}

type Caller = <Answer>(method: string, path: string, body?: object) => Promise<Answer>

const caller =
  (base: string, doFetch: typeof fetch): Caller =>
  async (method, path, body) => {
    const response = await doFetch(base + path, { method, ...(body !== undefined && { body: JSON.stringify(body) }) })
    const text = await response.text()
    const isJson = response.headers.get("Content-Type") === "application/json"
    const answer = isJson ? JSON.parse(text) : text
    if (!response.ok) throw new AdminError(response.status, answer?.control?.message ?? text)
    return answer
  }

const worldClient = (call: Caller): WorldClient => ({
  clock: {
    now: async () => new Date((await call<{ now: string }>("GET", "/clock")).now),
    advance: (time) => call("POST", "/clock", { advance: time }),
  },
  faults: {
    on: (operation, where) => remoteFaultActions((fault) => call("POST", "/faults", { operation, where, ...fault })),
    unused: async () => (await call<{ unused: string[] }>("GET", "/faults")).unused,
    clear: () => call("DELETE", "/faults"),
  },
  plan: planClient(call),
  journal: {
    entries: async (operation) => {
      const query = operation === undefined ? "" : `?operation=${encodeURIComponent(operation)}`
      return (await call<{ entries: JournalEntry[] }>("GET", `/journal${query}`)).entries
    },
    text: () => call("GET", "/journal.txt"),
  },
  state: stateClient(call),
  troubles: { get: () => call("GET", "/troubles"), set: (troubles) => call("POST", "/troubles", troubles) },
  snapshot: () => call("GET", "/snapshot"),
  restore: (snapshot) => call("POST", "/restore", snapshot),
  reset: () => call("POST", "/reset"),
  env: () => call("GET", "/env"),
  cloudsYaml: () => call("GET", "/clouds.yaml"),
})

const planClient = (call: Caller): WorldClient["plan"] => {
  const send =
    (plan: string) =>
    (walk: object, where?: PlanWhere): Promise<void> =>
      call("POST", "/plans", { plan, walk, where })
  return {
    nextBackup: send("nextBackup"),
    nextRestore: send("nextRestore"),
    nextBuild: send("nextBuild"),
    nextDelete: send("nextDelete"),
    walk: async ({ id }, walk) => {
      const backup = await absentAsUndefined(call("GET", `/state/backups/${id}`))
      await call("POST", `/state/${backup === undefined ? "instances" : "backups"}/${id}`, { walk })
    },
    unused: async () => (await call<{ unused: string[] }>("GET", "/plans")).unused,
    clear: () => call("DELETE", "/plans"),
  }
}

const stateClient = (call: Caller): WorldClient["state"] => {
  const instance = ({ id }: { readonly id: string }): string => `/state/instances/${id}`
  const backup = ({ id }: { readonly id: string }): string => `/state/backups/${id}`
  return {
    instances: {
      add: (wanted) => call("POST", "/state/instances", wanted),
      all: async () =>
        (await call<{ instances: ReturnType<InstancesHandle["all"]> }>("GET", "/state/instances")).instances,
      get: (id) => absentAsUndefined(call("GET", instance({ id }))),
      setStatus: (one, status) => call("POST", instance(one), { status }),
      killGuest: (one) => call("POST", instance(one), { guest: "dead" }),
      reviveGuest: (one) => call("POST", instance(one), { guest: "alive" }),
    },
    backups: {
      add: (wanted) => call("POST", "/state/backups", wanted),
      all: async () => (await call<{ backups: ReturnType<BackupsHandle["all"]> }>("GET", "/state/backups")).backups,
      get: (id) => absentAsUndefined(call("GET", backup({ id }))),
      setStatus: (one, status) => call("POST", backup(one), { status }),
    },
    objects: {
      remove: (one) => call("POST", backup(one), { object: "removed" }),
      corrupt: (one) => call("POST", backup(one), { object: "corrupt" }),
      split: (one, segments) => call("POST", backup(one), { segments }),
      names: async () => (await call<{ names: readonly string[] }>("GET", "/state/objects")).names,
      removeNamed: (removed) => call("POST", "/state/objects", { removed }),
    },
  }
}

const absentAsUndefined = async <A>(asked: Promise<A>): Promise<A | undefined> =>
  asked.catch((error: unknown) => {
    if (error instanceof AdminError && error.status === 404) return undefined
    throw error
  })

type RemoteFault = { readonly fault: string; readonly arguments: readonly Json[]; readonly afterCommit: boolean }

/** Each verb by its name, so that there is none too few. */
const remoteFaultActions = (send: (fault: RemoteFault) => Promise<void>): RemoteFaultActions => {
  const local = faultActions(() => {})
  const remote = <A extends object>(verbs: A, afterCommit: boolean): Remote<A> =>
    Object.fromEntries(
      Object.keys(verbs).map((fault) => [fault, (...given: Json[]) => send({ fault, arguments: given, afterCommit })]),
    ) as Remote<A>
  const { afterCommit, ...others } = local
  return { ...remote(others, false), afterCommit: () => remote(afterCommit(), true) }
}
