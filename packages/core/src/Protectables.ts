/**
 * The registry of protectable plugins: which types there are, what exists of each, and what depends on what. It keeps
 * nothing of what it was told: every question goes to the plugin.
 */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { asked } from "./internal/asked.ts"
import { decodeWithIssues } from "./internal/decodeWithIssues.ts"
import { invalid } from "./internal/invalid.ts"
import type { Page, Paging, Protectable, ProtectablePlugin } from "./ProtectablePlugin.ts"
import { type Issue, ProtectionError } from "./ProtectionError.ts"
import { type Resource, resourceKey, Scope } from "./Resource.ts"
import { buildResourceGraph, type ResourceGraph } from "./ResourceGraph.ts"

/**
 * What the registry answers.
 *
 * @category models
 * @since 0.1.0
 */
export interface ProtectablesService {
  /** The types that can be listed, in order of registration. */
  readonly types: readonly string[]
  /** **Fails with** `notSupported`, naming the known types, when there is no plugin for the type. */
  readonly list: (type: string, scope: Scope, page?: Paging) => Effect.Effect<Page<Protectable>, ProtectionError>
  /** **Fails with** `notSupported` for an unknown type, `notFound` when there is no such resource. */
  readonly show: (type: string, scope: Scope, id: string) => Effect.Effect<Protectable, ProtectionError>
  /** What depends on a resource, of one type after the other: a page may be short, or empty, and not be the last. */
  readonly dependents: (parent: Resource, page?: Paging) => Effect.Effect<Page<Protectable>, ProtectionError>
  /**
   * The resources with all that depends on them, every page read; `depth` says how many generations, all by default.
   *
   * **Fails with** `notSupported` for a resource that is of no known type and no known type's parent.
   */
  readonly graph: (
    resources: readonly Resource[],
    options?: { readonly depth?: number },
  ) => Effect.Effect<ResourceGraph, ProtectionError>
}

/**
 * The registry as a service.
 *
 * @category services
 * @since 0.1.0
 */
export class Protectables extends Context.Service<Protectables, ProtectablesService>()(
  "@breakwater/core/Protectables",
) {
  /**
   * A registry of these plugins.
   *
   * **Example**
   *
   * ```ts
   * const graph = yield* (yield* Protectables.make([projects, instances])).graph([project])
   * ```
   *
   * **Fails with** `invalidParameters` when two of them claim the same type.
   */
  static readonly make = (
    plugins: readonly ProtectablePlugin[],
  ): Effect.Effect<ProtectablesService, ProtectionError> => {
    const types = plugins.map((plugin) => plugin.type)
    const twice = types.find((type, index) => types.indexOf(type) !== index)
    return twice === undefined ? Effect.succeed(makeService(plugins)) : Effect.fail(registeredTwice(twice))
  }
}

const makeService = (plugins: readonly ProtectablePlugin[]): ProtectablesService => {
  const types = plugins.map((plugin) => plugin.type)
  const pluginOf = (type: string) => {
    const plugin = plugins.find((each) => each.type === type)
    return plugin === undefined ? Effect.fail(unknownType(type, types)) : Effect.succeed(plugin)
  }
  const below = (parent: Resource) => plugins.filter((plugin) => plugin.parents.includes(parent.type))

  const dependents = Effect.fnUntraced(function* (parent: Resource, page: Paging = {}) {
    const candidates = below(parent)
    const [type = candidates[0]?.type, after] = page.after === undefined ? [] : splitCursor(page.after)
    const index = candidates.findIndex((plugin) => plugin.type === type)
    const plugin = candidates[index]
    if (plugin === undefined && page.after !== undefined) return yield* strangeCursor(page.after)
    if (plugin === undefined) return { items: [] }
    const within: Paging = {
      ...(after === undefined ? {} : { after }),
      ...(page.limit === undefined ? {} : { limit: page.limit }),
    }
    const { items, next } = yield* asked("dependents", () => plugin.dependents(parent, within))
    if (next !== undefined) return { items, next: `${plugin.type}#${next}` }
    const following = candidates[index + 1]
    return following === undefined ? { items } : { items, next: `${following.type}#` }
  })

  const allDependents = Effect.fnUntraced(function* (parent: Resource) {
    const all: Resource[] = []
    let after: string | undefined
    do {
      const page: Page<Protectable> = yield* dependents(parent, after === undefined ? {} : { after })
      if (page.next !== undefined && page.next === after) return yield* samePage(parent, page.next)
      all.push(...page.items.map(identityOf))
      after = page.next
    } while (after !== undefined)
    return all
  })

  const graph = Effect.fnUntraced(function* (
    resources: readonly Resource[],
    { depth = Number.POSITIVE_INFINITY }: { readonly depth?: number } = {},
  ) {
    const known = new Set([...types, ...plugins.flatMap((plugin) => plugin.parents)])
    const stranger = resources.find((resource) => !known.has(resource.type))
    if (stranger !== undefined) return yield* unknownType(stranger.type, [...known])
    const found = new Map<string, readonly Resource[]>()
    let generation = resources
    for (let level = 0; level < depth && generation.length > 0; level++) {
      const fresh = new Map(generation.map((resource) => [resourceKey(resource), resource]))
      for (const key of found.keys()) fresh.delete(key)
      const children = yield* Effect.forEach(
        fresh,
        ([key, resource]) => Effect.map(allDependents(resource), (all) => [key, all] as const),
        { concurrency: parallelQuestions },
      )
      for (const [key, all] of children) found.set(key, all)
      generation = children.flatMap(([, all]) => all)
    }
    return yield* Effect.fromResult(buildResourceGraph(resources.map(identityOf), found))
  })

  return {
    types,
    list: Effect.fnUntraced(function* (type, given, page) {
      const plugin = yield* pluginOf(type)
      const scope = yield* checkedScope(given)
      return yield* asked("list", () => plugin.list(scope, page))
    }),
    show: Effect.fnUntraced(function* (type, given, id) {
      const plugin = yield* pluginOf(type)
      const scope = yield* checkedScope(given)
      return yield* asked("show", () => plugin.show(scope, id))
    }),
    dependents,
    graph,
  }
}

const parallelQuestions = 8

const checkedScope = (scope: Scope) =>
  Effect.fromResult(Result.mapError(decodeWithIssues(Scope, scope), (issues) => invalid(issues.map(inScope))))

const inScope = ({ path, message }: Issue): Issue => ({ path: `/scope${path}`, message })

/** A listed resource carries its status and abilities of the moment; what is kept of it is its identity. */
const identityOf = ({ scope, type, id, name, extra }: Resource): Resource => ({
  scope,
  type,
  id,
  name,
  ...(extra === undefined ? {} : { extra }),
})

/** `<type>#<the plugin's own cursor>`; types have no `#`, as in the keys of parameters. */
const splitCursor = (cursor: string): [type: string, after?: string] => {
  const [type = "", ...rest] = cursor.split("#")
  const after = rest.join("#")
  return after === "" ? [type] : [type, after]
}

const registeredTwice = (type: string) =>
  new ProtectionError({
    code: "invalidParameters",
    message: `Two protectable plugins are registered for "${type}".`,
    recovery: "Register one plugin for each resource type.",
  })

const unknownType = (type: string, known: readonly string[]) =>
  new ProtectionError({
    code: "notSupported",
    message: `There is no protectable plugin for "${type}". Known types: ${known.length === 0 ? "none" : known.join(", ")}.`,
    recovery: "Register a protectable plugin for this type, or correct the type.",
  })

const strangeCursor = (after: string) => {
  const message = `"${after}" is no place in this list.`
  return new ProtectionError({
    code: "invalidParameters",
    message,
    recovery: "Give back `next` of the page before, unchanged, for the same parent.",
    issues: [{ path: "/after", message }],
  })
}

const samePage = (parent: Resource, next: string) =>
  new ProtectionError({
    code: "defect",
    message: `The plugin answers the page after "${next}" with itself as the next one, below ${parent.type} ${parent.id}.`,
  })
