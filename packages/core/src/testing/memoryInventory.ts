/** What a memory service can tell of marks: of the copies of things that are still there. */
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import type { Inventory, Marked, MarkOwner } from "../Inventory.ts"
import { ProtectionError } from "../ProtectionError.ts"
import { type Resource, resourceKey } from "../Resource.ts"
import { memoryThingType, projectOf } from "./MemoryProtectable.ts"
import type { MemoryRemote } from "./MemoryRemote.ts"
import type { MemoryCopy } from "./MemoryService.ts"
import type { SavedInfo } from "./memorySchemas.ts"

/** The mark an operation leaves at the end of a description. */
export const memoryMark = ({ installation, operationId, resource }: MarkOwner): string =>
  `[${installation}/${operationId}/${resourceKey(resource)}]`

export const memoryInventory = (service: MemoryRemote): Inventory => ({
  markOf: memoryMark,
  findMarked: Effect.fnUntraced(function* (scope) {
    const things = yield* service.things(projectOf(scope))
    const found = yield* Effect.forEach(things, ({ id, name }) => {
      const resource = { scope, type: memoryThingType, id, name }
      return Effect.map(service.copies(id), (copies) => copies.flatMap((copy) => markedIn(copy, resource)))
    })
    return found.flat()
  }),
  exists: (saved) =>
    service.copy((saved as SavedInfo).copy).pipe(
      Effect.as(true),
      Effect.catchIf(
        ({ reason }) => reason === "notFound",
        () => Effect.succeed(false),
      ),
      Effect.mapError(({ message }) => new ProtectionError({ code: "unavailable", message })),
    ),
})

const markedIn = ({ created, description, id, name, status }: MemoryCopy, resource: Resource): readonly Marked[] => {
  const [mark] = /\[[^[\]]+\]$/.exec(description) ?? []
  if (mark === undefined) return []
  return [
    {
      ...{ kind: "copy", id, name, mark, artifact: id, sentence: `The copy ${name} (${id}) is ${status}.` },
      created: DateTime.formatIso(DateTime.makeUnsafe(created)),
      busy: status === "BUILDING" || status === "DELETING",
      whole: status === "COMPLETED",
      resource,
      saved: { copy: id, name: resource.name },
    },
  ]
}
