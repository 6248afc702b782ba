/** The plugins over the mock as a subject of the crash harness: each verb, and what goes wrong with it besides. */
import { join } from "node:path"
import type { Json, Request, Resource } from "@breakwater/core/promise"
import { type CrashStory, type CrashSubject, type CrashWorld, carryOutFetch } from "@breakwater/core/testing"
import { createMockTrove, type MockTrove } from "@breakwater/mock-trove"
import { attachedGroup } from "./attachedGroup.ts"
import { resourceOf } from "./host.ts"

export interface CloudWorld extends CrashWorld {
  readonly cloud: MockTrove
  readonly setting: { readonly [name: string]: Json }
  /** A protect of the first instance. */
  readonly protect: Request
  /** Both instances there are. */
  readonly both: readonly Resource[]
}

const hours = 3_600_000

/** Within the time an unanswered call is looked for. */
const lateWithin = (call: string) => (/^(POST|PUT|DELETE) \/database/.test(call) ? [60_000] : [])
/** And beyond it, while what was made again is not done yet. A renaming that comes when all is over is nobody's to see. */
const late = (call: string) => (/^(POST|DELETE) \/database/.test(call) ? [60_000, 130_000] : lateWithin(call))
const type = "OS::Trove::Instance"

const makeWorld = async (): Promise<CloudWorld> => {
  // On Trove 22 a renaming detaches the configuration group.
  const cloud = createMockTrove({ clock: "manual", profile: "22" })
  const sources = [
    cloud.state.instances.add({ name: "orders" }),
    cloud.state.instances.add({ name: "customers" }),
  ] as const
  const group = await attachedGroup(cloud, sources[0].id)
  const { fetch, ...connection } = cloud.connection
  const { backups, instances } = cloud.state
  return {
    cloud,
    clock: cloud.clock,
    setting: { ...connection },
    both: sources.map((instance) => resourceOf(cloud, instance)),
    protect: {
      id: "op",
      verb: "protect",
      provider: "cloud",
      resources: [resourceOf(cloud, sources[0])],
      parameters: { [type]: { backup_name: "nightly", description: "before the upgrade" } },
      deadline: new Date(cloud.clock.now() + 48 * hours).toISOString(),
    },
    call: (_, input) => carryOutFetch(fetch, input),
    things: () => [
      ...backups.all().map(({ id, status }) => ({ kind: "backup", id, whole: status === "COMPLETED" })),
      ...instances
        .all()
        .filter(({ id }) => sources.every((source) => source.id !== id))
        .map(({ configuration, id, operating_status, status }) => ({
          kind: "instance",
          id,
          whole: status === "ACTIVE" && operating_status === "HEALTHY" && configuration === group,
        })),
    ],
    made: () =>
      cloud.journal.entries.filter(
        ({ operation, status }) =>
          (operation === "createBackup" || operation === "createInstance") && (status === 200 || status === 202),
      ).length,
    dispose: () => Promise.resolve(cloud[Symbol.asyncDispose]()),
  }
}

const protect = ({ protect }: CloudWorld) => [{ do: "start", request: protect } as const]
const protectedBefore = (world: CloudWorld) => [...protect(world), { do: "end", id: "op" } as const]

/** A full backup, and one that continues it under the checkpoint `more`. */
const incrementBefore = (world: CloudWorld) => [
  ...protectedBefore(world),
  { do: "start", request: incremental(world) } as const,
  { do: "end", id: "more" } as const,
]
const incremental = ({ protect }: CloudWorld): Request => ({
  ...protect,
  id: "more",
  parameters: { [type]: { backup_name: "hourly", description: "before the upgrade", incremental: true } },
})

/** Another verb on the checkpoint `op`. */
const next = ({ protect: { resources: _, ...request } }: CloudWorld, verb: Request["verb"], parameters = {}) => ({
  do: "start" as const,
  request: { ...request, id: "next", verb, checkpoint: "op", parameters: { [type]: parameters } },
})
const restore = (world: CloudWorld) => [next(world, "restore", { restore_name: "orders-2" })]

const troveStories: readonly CrashStory<CloudWorld>[] = [
  { name: "protect", wishes: protect, operation: "op", ends: ["succeeded"], leaves: { backup: 1 }, makes: 1 },
  {
    name: "protect two instances",
    wishes: ({ both, protect }) => [{ do: "start", request: { ...protect, resources: both } }],
    operation: "op",
    ends: ["succeeded"],
    leaves: { backup: 2 },
    makes: 2,
    // What both write in one moment is one write, or two.
    loose: true,
  },
  {
    name: "protect incrementally",
    before: protectedBefore,
    wishes: (world) => [{ do: "start", request: incremental(world) }],
    operation: "more",
    ends: ["succeeded"],
    leaves: { backup: 2 },
    makes: 2,
  },
  {
    name: "restore",
    before: protectedBefore,
    wishes: restore,
    operation: "next",
    ends: ["succeeded"],
    leaves: { backup: 1, instance: 1 },
    makes: 2,
  },
  {
    name: "verify",
    before: protectedBefore,
    wishes: (world) => [next(world, "verify")],
    operation: "next",
    ends: ["succeeded"],
    leaves: { backup: 1 },
    makes: 1,
  },
  {
    name: "verify by a restore",
    before: protectedBefore,
    wishes: (world) => [next(world, "verify", { level: "restore" })],
    operation: "next",
    ends: ["succeeded"],
    leaves: { backup: 1 },
    makes: 2,
  },
  {
    name: "cancel a verify by a restore",
    before: protectedBefore,
    wishes: (world) => [
      next(world, "verify", { level: "restore" }),
      { do: "sleep", ms: 60_000 },
      { do: "cancel", id: "next" },
    ],
    operation: "next",
    ends: ["cancelled", "succeeded"],
    leaves: { backup: 1 },
    makes: 2,
    late: lateWithin,
  },
  {
    name: "delete",
    before: protectedBefore,
    wishes: (world) => [next(world, "delete")],
    operation: "next",
    ends: ["succeeded"],
    leaves: {},
    makes: 1,
  },
  {
    name: "delete with what hangs on it",
    before: incrementBefore,
    wishes: (world) => [next(world, "delete", { cascade: true })],
    operation: "next",
    ends: ["succeeded"],
    leaves: {},
    makes: 2,
  },
  {
    name: "retry a protect that failed",
    before: (world) => {
      world.cloud.plan.nextBackup({ fails: "no space left on device" })
      return protectedBefore(world)
    },
    wishes: () => [{ do: "retry", id: "op" }],
    operation: "op",
    ends: ["succeeded"],
    leaves: { backup: 1 },
    makes: 2,
  },
  {
    name: "retry a restore that failed",
    before: (world) => {
      world.cloud.plan.nextRestore({ fails: "no space left on device" })
      return [...protectedBefore(world), ...restore(world), { do: "end", id: "next" } as const]
    },
    wishes: () => [{ do: "retry", id: "next" }],
    operation: "next",
    ends: ["succeeded"],
    leaves: { backup: 1, instance: 1 },
    makes: 3,
  },
  {
    name: "cancel a protect",
    wishes: (world) => [...protect(world), { do: "sleep", ms: 60_000 }, { do: "cancel", id: "op" }],
    operation: "op",
    ends: ["cancelled", "succeeded"],
    leaves: { backup: 1 },
    makes: 1,
    late: lateWithin,
  },
  {
    name: "cancel a restore",
    before: protectedBefore,
    wishes: (world) => [...restore(world), { do: "sleep", ms: 60_000 }, { do: "cancel", id: "next" }],
    operation: "next",
    ends: ["cancelled", "succeeded"],
    leaves: { backup: 1, instance: 1 },
    makes: 2,
    late: lateWithin,
  },
  {
    name: "cancel a delete",
    before: protectedBefore,
    wishes: (world) => [next(world, "delete"), { do: "sleep", ms: 1_000 }, { do: "cancel", id: "next" }],
    operation: "next",
    ends: ["cancelled", "succeeded"],
    leaves: {},
    makes: 1,
  },
  {
    name: "protect in two processes",
    processes: 2,
    wishes: protect,
    operation: "op",
    ends: ["succeeded"],
    leaves: { backup: 1 },
    makes: 1,
  },
  {
    name: "restore in two processes",
    processes: 2,
    before: protectedBefore,
    wishes: restore,
    operation: "next",
    ends: ["succeeded"],
    leaves: { backup: 1, instance: 1 },
    makes: 2,
  },
  {
    name: "protect, its engine lost",
    loses: "engine.db",
    wishes: protect,
    operation: "op",
    ends: ["succeeded"],
    leaves: { backup: 1 },
    makes: 1,
  },
  {
    name: "restore, its engine lost",
    loses: "engine.db",
    before: protectedBefore,
    wishes: restore,
    operation: "next",
    ends: ["succeeded"],
    leaves: { backup: 1, instance: 1 },
    makes: 2,
  },
]

export const troveCrashes: CrashSubject<CloudWorld> = {
  program: join(import.meta.dirname, "crashProgram.ts"),
  nodeArguments: ["--conditions=@breakwater/source"],
  make: makeWorld,
  stories: troveStories,
  late,
}

/** Each verb on the engine over PostgreSQL, with a database for each world. */
export const clusterCrashes = (newDatabase: () => Promise<string>): CrashSubject<CloudWorld> => ({
  program: join(import.meta.dirname, "clusterCrashProgram.ts"),
  nodeArguments: ["--conditions=@breakwater/source"],
  make: async () => {
    const [world, url] = [await makeWorld(), await newDatabase()]
    return { ...world, setting: { ...world.setting, url } }
  },
  stories: troveStories
    .filter(({ name }) => ["protect", "restore", "verify", "delete", "cancel a restore"].includes(name))
    .map((story) => ({ ...story, name: `on a cluster, ${story.name}`, loose: true })),
  late,
})
