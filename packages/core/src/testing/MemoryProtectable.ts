/** Which things a memory service has: those of a project, and those that belong to another thing. */
import * as Effect from "effect/Effect"
import type { Page, Paging, Protectable, ProtectablePlugin } from "../ProtectablePlugin.ts"
import { ProtectionError } from "../ProtectionError.ts"
import { type Resource, ResourceTypes, type Scope } from "../Resource.ts"
import type { MemoryRemote } from "./MemoryRemote.ts"
import type { MemoryThing } from "./MemoryService.ts"

/** The resource type of a thing. @category models @since 0.1.0 */
export const memoryThingType = "Memory::Thing"

/**
 * The protectable plugin of a memory service. A thing that belongs to another names it in `extra.parent`.
 *
 * @category models
 * @since 0.1.0
 */
export class MemoryProtectable implements ProtectablePlugin {
  readonly type = memoryThingType
  readonly parents = [ResourceTypes.project, memoryThingType]
  readonly #service: MemoryRemote

  constructor(service: MemoryRemote) {
    this.#service = service
  }

  readonly list = (scope: Scope, page?: Paging) =>
    this.#things(scope, () => true).pipe(Effect.map((things) => pageOf(things, page)))

  readonly show = (scope: Scope, id: string) =>
    this.#service.thing(id).pipe(
      Effect.map((thing) => protectable(scope, thing)),
      Effect.mapError(({ message }) => new ProtectionError({ code: "notFound", message })),
    )

  readonly dependents = (parent: Resource, page?: Paging) => {
    const within = parent.type === memoryThingType ? parent.id : undefined
    return this.#things(parent.scope, (thing) => thing.parent === within).pipe(
      Effect.map((things) => pageOf(things, page)),
    )
  }

  #things(scope: Scope, wanted: (thing: MemoryThing) => boolean) {
    return this.#service
      .things(projectOf(scope))
      .pipe(Effect.map((things) => things.filter(wanted).map((thing) => protectable(scope, thing))))
  }
}

/** The project of a scope, or the one things are in when nobody says otherwise. @category identity @since 0.1.0 */
export const projectOf = (scope: Scope): string => scope.project ?? "project"

const protectable = (scope: Scope, thing: MemoryThing): Protectable => ({
  scope,
  type: memoryThingType,
  id: thing.id,
  name: thing.name,
  ...(thing.parent === undefined ? {} : { extra: { parent: thing.parent } }),
  status: thing.status,
  can: {
    protect:
      thing.status === "READY"
        ? true
        : new ProtectionError({ code: "notReady", message: `${thing.name} is ${thing.status}.` }).toJSON(),
  },
})

const pageOf = (items: readonly Protectable[], { after, limit = 100 }: Paging = {}): Page<Protectable> => {
  const from = after === undefined ? 0 : items.findIndex(({ id }) => id === after) + 1
  const page = items.slice(from, from + limit)
  const last = page.at(-1)
  return from + limit < items.length && last !== undefined ? { items: page, next: last.id } : { items: page }
}
