/** The scan for orphans: what checkpoints name, held against what is out there. Touches nothing. */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { Inventory, Marked } from "../Inventory.ts"
import { installationId } from "../installationId.ts"
import type { Orphan, OrphanPlan, OtherMark } from "../Orphans.ts"
import { ProtectionError } from "../ProtectionError.ts"
import type { ProtectionPlugin } from "../ProtectionPlugin.ts"
import type { Resource, Scope } from "../Resource.ts"
import { asked } from "./asked.ts"
import { scopeKey } from "./Limits.ts"
import type { LiveProvider } from "./LiveProvider.ts"
import type { OperationStore } from "./OperationStore.ts"
import { type Records, readRecords } from "./orphanRecords.ts"
import { goneId, unnamedId } from "./repairDraft.ts"
import { checkSaved } from "./Subject.ts"

/** An orphan, and what its repair needs besides. */
export interface Found {
  readonly orphan: Orphan
  readonly plugin: ProtectionPlugin
  readonly thing?: Marked
  /** How far the operation that made it had come, if it is known. */
  readonly revision?: number | undefined
}

export interface Scan extends Omit<OrphanPlan, "at" | "orphans"> {
  readonly found: readonly Found[]
  /** Checkpoints written for repairs of what is no orphan any more. */
  readonly leftover: readonly string[]
}

export const scanOrphans = Effect.fnUntraced(function* (
  provider: LiveProvider,
  store: OperationStore,
  scopes: readonly Scope[],
  /** What a checkpoint of another provider names is no orphan either. */
  others: readonly LiveProvider[],
): Effect.fn.Return<Scan, ProtectionError> {
  const scans: Scan[] = []
  const installation = yield* installationId(provider.bank)
  const before = yield* readRecords(provider, store, [])
  const wanted = new Map([...before.scopes, ...scopes].map((scope) => [scopeKey(scope), scope]))
  const looks: Look[] = []
  for (const plugin of provider.plugins) {
    const { inventory } = plugin
    if (inventory === undefined) {
      scans.push({
        ...nothing,
        unscanned: [{ provider: provider.id, plugin: plugin.id, error: cannotLook(plugin).toJSON() }],
      })
      continue
    }
    for (const scope of wanted.values()) {
      const answer = yield* Effect.result(asked("findMarked", () => inventory.findMarked(scope)))
      if (Result.isSuccess(answer)) looks.push({ plugin, inventory, scope, things: answer.success })
      else {
        scans.push({
          ...nothing,
          unscanned: [{ provider: provider.id, plugin: plugin.id, scope, error: answer.failure.toJSON() }],
        })
      }
    }
  }
  // What was made meanwhile is in the list and named by now, or still under way.
  const records = yield* readRecords(provider, store, others)
  for (const { inventory, plugin, scope, things } of looks) {
    const where: Where = { provider: provider.id, plugin, inventory, scope, installation, records }
    scans.push(yield* asked("markOf", () => Effect.sync(() => unnamed(where, things))))
    scans.push({ ...nothing, found: yield* gone(provider, plugin, inventory, scope, records, things) })
  }
  const found = scans.flatMap((scan) => scan.found)
  const orphans = new Set(found.map(({ orphan }) => orphan.id))
  return {
    found,
    leftover: records.drafts.filter((id) => !orphans.has(id)),
    others: scans.flatMap(({ others }) => others),
    unscanned: scans.flatMap(({ unscanned }) => unscanned),
  }
})

const nothing: Scan = { found: [], leftover: [], others: [], unscanned: [] }

interface Look {
  readonly plugin: ProtectionPlugin
  readonly inventory: Inventory
  readonly scope: Scope
  readonly things: readonly Marked[]
}

interface Where {
  readonly provider: string
  readonly plugin: ProtectionPlugin
  readonly inventory: Inventory
  readonly scope: Scope
  readonly installation: string
  readonly records: Records
}

const unnamed = (where: Where, things: readonly Marked[]): Scan => {
  const { inventory, installation, plugin, provider, records, scope } = where
  const markOf = (operationId: string, resource: Resource) => inventory.markOf({ installation, operationId, resource })
  const owners = new Map(records.made.map(({ operation, resource }) => [markOf(operation, resource), operation]))
  const ownerOf = ({ mark, resource }: Marked) =>
    owners.get(mark) ??
    (resource === undefined ? undefined : records.bare.find((operation) => markOf(operation, resource) === mark))

  const found: Found[] = []
  const others: OtherMark[] = []
  for (const thing of things) {
    const artifact = `${plugin.id} ${thing.artifact}`
    if (records.named.has(artifact)) continue
    const operation = ownerOf(thing)
    const { id, kind, mark, name, resource, saved } = thing
    const because = whyNot(thing, operation, records)
    if (operation === undefined || resource === undefined || saved === undefined || because !== undefined) {
      const sentence = `${thing.sentence} ${because ?? ""}`.trim()
      others.push({ provider, plugin: plugin.id, scope, kind, id, name, mark, sentence })
      continue
    }
    const sentence = `${thing.sentence} It was made by the operation ${operation}, and no checkpoint names it.`
    const orphan: Orphan = {
      ...{ id: unnamedId(provider, artifact), kind: "unnamed", provider, plugin: plugin.id },
      ...{ resource, sentence, operation, thing: id },
    }
    found.push({ orphan, plugin, thing, revision: records.revisions.get(operation) })
  }
  return { ...nothing, found, others }
}

/** Why something that nobody names is not proposed all the same. */
const whyNot = ({ busy, saved }: Marked, operation: string | undefined, records: Records): string | undefined => {
  if (operation === undefined) return "It is not the mark of a protect or restore recorded here."
  if (records.underWay.has(operation)) return `The operation ${operation} has not ended.`
  if (records.unclear.has(operation)) return `The checkpoint ${operation} can not be read: it may name this.`
  if (records.lost.has(operation)) {
    return `The operation ${operation} was begun, and its record is lost: start it again with the same id, which finds this.`
  }
  if (busy) return "Something is being done to it: look again later."
  return saved === undefined ? "Only a person can tell what it is still good for." : undefined
}

const gone = Effect.fnUntraced(function* (
  provider: LiveProvider,
  plugin: ProtectionPlugin,
  inventory: Inventory,
  scope: Scope,
  { standing }: Records,
  things: readonly Marked[],
) {
  const seen = new Set(things.map(({ artifact }) => `${plugin.id} ${artifact}`))
  const candidates = standing.filter(
    ({ artifacts, entry }) =>
      entry.plugin?.id === plugin.id &&
      scopeKey(entry.resource.scope) === scopeKey(scope) &&
      !artifacts.some((artifact) => seen.has(artifact)),
  )
  const looked = yield* Effect.forEach(
    candidates,
    Effect.fnUntraced(function* ({ checkpoint, entry }) {
      const { resource } = entry
      const there = yield* checkSaved(plugin, { resource, protectedAs: entry }).pipe(
        Effect.flatMap((saved) => asked("exists", () => inventory.exists(saved, resource))),
        // What can not be looked at is not gone.
        Effect.catch(({ message }) => Effect.as(Effect.logWarning(`${checkpoint}: ${message}`), true)),
      )
      if (there) return []
      const orphan: Orphan = {
        ...{ id: goneId(provider.id, checkpoint, resource), kind: "gone" },
        ...{ provider: provider.id, plugin: plugin.id, resource, checkpoint },
        sentence: `What the checkpoint ${checkpoint} names for ${resource.name} is gone.`,
      }
      return [{ orphan, plugin }]
    }),
    { concurrency: 8 },
  )
  return looked.flat()
})

const cannotLook = ({ id }: ProtectionPlugin) =>
  new ProtectionError({ code: "notSupported", message: `The plugin ${id} can not tell what bears a mark.` })
