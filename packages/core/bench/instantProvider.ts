/** A provider whose plugin does everything at once, so that what is measured is what is around it. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import {
  type Bank,
  type HookContext,
  type Operation,
  type ProtectablePlugin,
  type ProtectionPlugin,
  type Provider,
  type Request,
  type Resource,
  resourceKey,
} from "../src/index.ts"

const anything = Schema.toStandardJSONSchemaV1(Schema.toStandardSchemaV1(Schema.Unknown))
const scope = { account: "cloud", region: "one", project: "project" }
const type = "Bench::Thing"

const done = () => Effect.succeed({ step: "done" as const })

/** As a real one it keeps its intent before it acts, and saves what it made. */
export const protect: Operation = {
  preview: () => Effect.succeed({ creates: [], deletes: [], quota: {}, blockers: [], warnings: [] }),
  onPrepareBegin: done,
  onPrepareFinish: done,
  onMain: ({ keep, resource }: HookContext) =>
    Effect.as(keep({ sentAt: 0 }), { step: "done" as const, value: savedOf(resource.id) }),
  onComplete: done,
}

const savedOf = (id: string) => ({ backup: `backup-of-${id}`, size: 1, datastore: { type: "mysql", version: "8.0" } })

const plugin: ProtectionPlugin = {
  contract: 1,
  id: "instant",
  version: "1",
  types: [type],
  optionsSchema: anything,
  restoreSchema: anything,
  verifySchema: anything,
  deleteSchema: anything,
  savedInfoSchema: anything,
  savedInfoVersion: 1,
  operations: { protect },
  artifacts: (saved) => ({ made: [nameOf(saved)], needs: [] }),
  inventory: {
    findMarked: () => Effect.succeed([]),
    exists: () => Effect.succeed(true),
    markOf: ({ operationId }) => operationId,
  },
}

const nameOf = (saved: unknown) => JSON.stringify(saved)

const protectable: ProtectablePlugin = {
  type,
  parents: [],
  list: () => Effect.succeed({ items: [] }),
  show: (_, id) => Effect.succeed({ ...thing(id), status: "ACTIVE", can: {} }),
  dependents: () => Effect.succeed({ items: [] }),
}

export const thing = (id: string): Resource => ({ scope, type, id, name: `thing ${id}` })

/** A thing as a manifest holds it. */
export const protectedThing = (id: string) => ({
  resource: thing(id),
  children: [],
  plugin: { id: plugin.id, version: plugin.version, savedInfo: plugin.savedInfoVersion },
  status: "available" as const,
  saved: savedOf(id),
})

export const instantProvider = (bank: Bank): Provider => ({
  id: "bench",
  bank,
  plugins: [plugin],
  protectables: [protectable],
})

export const protectRequest = (id: string, count: number): Request => ({
  id,
  verb: "protect",
  provider: "bench",
  parameters: {},
  resources: Array.from({ length: count }, (_, index) => thing(`${id}-${index}`)),
  deadline: new Date(Date.now() + 24 * 3_600_000).toISOString(),
})

/** What a hook is given when nobody drives it but a loop. */
export const directContext = (id: string): HookContext => ({
  operationId: resourceKey(thing(id)),
  installation: "bench",
  resource: thing(id),
  children: [],
  parameters: {},
  saved: undefined,
  created: {},
  state: undefined,
  again: false,
  keep: () => Effect.void,
  cancelRequested: false,
  deadline: Number.MAX_SAFE_INTEGER,
  attempt: 0,
})
