/** A request in which every resource has a name: the caller's, else what the cloud calls it. */
import * as Effect from "effect/Effect"
import type { NamedOrNot, Request, RequestInput } from "../OperationRecord.ts"
import type { ProtectionError } from "../ProtectionError.ts"
import type { LiveProvider } from "./LiveProvider.ts"

/** **Fails with** `notFound` for a resource without a name that is not there. */
export const withNames = Effect.fnUntraced(function* (
  providers: readonly LiveProvider[],
  { resources, ...request }: RequestInput,
): Effect.fn.Return<Request, ProtectionError> {
  if (resources === undefined) return request
  const registry = providers.find(({ id }) => id === request.provider)?.registry
  const nameOf = ({ id, name, scope, type }: NamedOrNot) => {
    if (name !== undefined) return Effect.succeed(name)
    // What is in a checkpoint needs no name, and what nobody lists has none but its id.
    if (request.verb !== "protect" || !registry?.types.includes(type)) return Effect.succeed(id)
    return Effect.map(registry.show(type, scope, id), (shown) => shown.name)
  }
  const named = yield* Effect.forEach(
    resources,
    (resource) => Effect.map(nameOf(resource), (name) => ({ ...resource, name })),
    { concurrency: 8 },
  )
  return { ...request, resources: named }
})
