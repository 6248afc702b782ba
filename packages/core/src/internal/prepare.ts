/** Everything an operation needs to know before it is begun or previewed; nothing is touched to find it out. */
import * as Effect from "effect/Effect"
import type { Checkpoint, CheckpointResource } from "../Checkpoint.ts"
import type { Request } from "../OperationRecord.ts"
import { type Issue, ProtectionError } from "../ProtectionError.ts"
import { type Resource, resourceKey } from "../Resource.ts"
import { type ResourceGraph, unpackResourceGraph } from "../ResourceGraph.ts"
import { escapePointer } from "./escapePointer.ts"
import { invalid } from "./invalid.ts"
import type { LiveProvider } from "./LiveProvider.ts"
import { pluginFor } from "./pluginFor.ts"
import { refuseByHand } from "./repairDraft.ts"
import { makeSubject, type Subject } from "./Subject.ts"
import { usableResources } from "./usableResources.ts"

export interface Prepared {
  readonly provider: LiveProvider
  readonly graph: ResourceGraph
  /** Of every resource that a plugin serves, by key. */
  readonly subjects: ReadonlyMap<string, Subject>
}

/** **Fails with** whatever is wrong with the request, all faults of its parameters at once. */
export const prepare = Effect.fnUntraced(function* (
  providers: readonly LiveProvider[],
  request: Request,
): Effect.fn.Return<Prepared, ProtectionError> {
  const provider = providers.find(({ id }) => id === request.provider)
  if (provider === undefined) {
    const known = providers.map(({ id }) => id).join(", ")
    return yield* invalid([
      { path: "/provider", message: `There is no provider "${request.provider}"; there is ${known}.` },
    ])
  }
  const checkpoint = request.checkpoint === undefined ? undefined : yield* provider.checkpoints.get(request.checkpoint)
  if (checkpoint !== undefined) yield* refuseByHand(provider, checkpoint, request)
  const graph =
    checkpoint === undefined
      ? yield* provider.registry.graph(request.resources ?? [])
      : yield* checkpointGraph(checkpoint, request)
  const entries = manifestEntries(checkpoint)
  const served = Array.from(graph.nodes.values())
    .map(({ key, resource }) => ({ key, resource, protectedAs: entries.get(key) }))
    .filter(({ resource, protectedAs }) =>
      protectedAs === undefined ? pluginFor(provider, resource.type) !== undefined : protectedAs.plugin !== undefined,
    )
  if (served.length === 0) return yield* nothingToDo(request, graph)
  const strangers = strangeParameters(
    request,
    served.map(({ resource }) => resource),
  )
  const checked = yield* Effect.forEach(served, ({ key, resource, protectedAs }) =>
    makeSubject({ provider, verb: request.verb, resource, parameters: request.parameters, protectedAs }).pipe(
      Effect.map((subject) => [key, subject] as const),
      Effect.catchIf(
        (error) => error.code === "invalidParameters",
        (error) => Effect.succeed(error),
      ),
    ),
  )
  const issues = checked.flatMap((each) => (each instanceof ProtectionError ? (each.issues ?? []) : []))
  if (strangers.length + issues.length > 0) return yield* invalid(distinct([...strangers, ...issues]))
  return {
    provider,
    graph,
    subjects: new Map(checked.flatMap((each) => (each instanceof ProtectionError ? [] : [each]))),
  }
})

/** The entries of a manifest by resource key. */
export const manifestEntries = (checkpoint: Checkpoint | undefined): ReadonlyMap<string, CheckpointResource> =>
  new Map(checkpoint?.resources.map((entry) => [resourceKey(entry.resource), entry]))

const checkpointGraph = Effect.fnUntraced(function* (checkpoint: Checkpoint, request: Request) {
  const usable = yield* usableResources(checkpoint, request)
  const keys = new Set(usable.map(({ resource }) => resourceKey(resource)))
  const packed = usable.map(({ resource, children }) => ({
    resource,
    children: children.filter((key) => keys.has(key)),
  }))
  return yield* Effect.fromResult(unpackResourceGraph(packed))
})

const strangeParameters = (request: Request, served: readonly Resource[]): readonly Issue[] => {
  const known = new Set(served.flatMap(({ type, id }) => [type, `${type}#${id}`]))
  return Object.keys(request.parameters)
    .filter((key) => !known.has(key))
    .map((key) => ({
      path: `/parameters/${escapePointer(key)}`,
      message: `Nothing in this operation is "${key}"; it has ${[...new Set(served.map(({ type }) => type))].join(", ")}.`,
    }))
}

const nothingToDo = (request: Request, graph: ResourceGraph) => {
  const types = [...new Set(Array.from(graph.nodes.values(), ({ resource }) => resource.type))].join(", ")
  return new ProtectionError({
    code: "notSupported",
    message: `There is nothing to ${request.verb}: the provider ${request.provider} has no plugin for ${types === "" ? "it" : types}.`,
    issues: [{ path: "/resources", message: "No plugin serves any of these resources." }],
  })
}

const distinct = (issues: readonly Issue[]) => [
  ...new Map(issues.map((issue) => [`${issue.path}\n${issue.message}`, issue])).values(),
]
