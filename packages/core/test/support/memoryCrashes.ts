/** The memory plugin as a subject of the crash harness: an example for other plugins' tests. */
import { join } from "node:path"
import type { Json, Request } from "@breakwater/core/promise"
import {
  type BrokenPromise,
  type CrashStory,
  type CrashSubject,
  type CrashWorld,
  clockLayer,
  type MemoryFault,
  type MemoryRemote,
  MemoryService,
  manualClock,
} from "@breakwater/core/testing"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { thing } from "./memoryHost.ts"

export type MemorySetting = { readonly broken?: BrokenPromise }
export type RemoteAnswer = { readonly value: Json } | { readonly fault: Pick<MemoryFault, "reason" | "message"> }

interface MemoryWorld extends CrashWorld {
  readonly service: MemoryService
  readonly protect: Request
}

const minutes = 60_000
const isChange = (call: string) => /^(create|delete|restore)/.test(call)

/** Over a fresh service each time; with `broken` the harness must find what is broken. */
export const memoryCrashes = (
  setting: MemorySetting = {},
  stories: readonly CrashStory<MemoryWorld>[] = memoryStories,
): CrashSubject<MemoryWorld> => ({
  program: join(import.meta.dirname, "crashProgram.ts"),
  nodeArguments: ["--conditions=@breakwater/source"],
  late: (call) => (isChange(call) ? [30_000, 150_000] : []),
  stories,
  make: async () => {
    const service = new MemoryService()
    const clock = manualClock()
    const first = service.addThing({ name: "orders" })
    const deadline = new Date(clock.now() + 24 * 60 * minutes).toISOString()
    const copies = () => service.copiesAt(clock.now())
    const things = () => service.thingsAt(clock.now()).filter(({ id }) => id !== first)
    return {
      service,
      clock,
      setting,
      protect: {
        id: "op",
        verb: "protect",
        provider: "p",
        resources: [thing(first, "orders")],
        parameters: {},
        deadline,
      },
      call: async (name, input) => {
        const method = service[name as Exclude<keyof MemoryRemote, "accessKey">] as (
          ...given: readonly Json[]
        ) => Effect.Effect<Json, MemoryFault>
        const call = Effect.result(method.call(service, ...(input as readonly Json[])))
        const result = await Effect.runPromise(Effect.provide(call, clockLayer(clock)))
        if (Result.isSuccess(result)) return { value: result.success ?? null }
        const { message, reason } = result.failure
        return { fault: { reason, message } }
      },
      things: () => [
        ...copies().map(({ id, status }) => ({ kind: "copy", id, whole: status === "COMPLETED" })),
        ...things().map(({ id, status }) => ({ kind: "thing", id, whole: status === "READY" })),
      ],
      made: () => service.ever() - 1,
      dispose: async () => {},
    }
  },
})

const next = ({ protect: { resources: _, ...request } }: MemoryWorld, verb: Request["verb"]): Request => ({
  ...request,
  id: "next",
  verb,
  checkpoint: "op",
})

/** Protected, without a disturbance. */
const before = ({ protect }: MemoryWorld) => [
  { do: "start", request: protect } as const,
  { do: "end", id: "op" } as const,
]

export const memoryStories: readonly CrashStory<MemoryWorld>[] = [
  {
    name: "protect",
    wishes: ({ protect }) => [{ do: "start", request: protect }],
    operation: "op",
    ends: ["succeeded"],
    leaves: { copy: 1 },
    makes: 1,
  },
  {
    name: "restore",
    before,
    wishes: (world) => [{ do: "start", request: next(world, "restore") }],
    operation: "next",
    ends: ["succeeded"],
    leaves: { copy: 1, thing: 1 },
    makes: 2,
  },
  {
    name: "delete",
    before,
    wishes: (world) => [{ do: "start", request: next(world, "delete") }],
    operation: "next",
    ends: ["succeeded"],
    leaves: {},
    makes: 1,
  },
  {
    name: "protect cancelled in the middle",
    wishes: ({ protect }) => [
      { do: "start", request: protect },
      { do: "sleep", ms: 20_000 },
      { do: "cancel", id: "op" },
    ],
    operation: "op",
    ends: ["cancelled", "succeeded"],
    leaves: { copy: 1 },
    makes: 1,
    late: (call) => (isChange(call) ? [30_000] : []),
  },
  {
    name: "protect in two processes",
    processes: 2,
    wishes: ({ protect }) => [{ do: "start", request: protect }],
    operation: "op",
    ends: ["succeeded"],
    leaves: { copy: 1 },
    makes: 1,
  },
]
