/** Orphans over all providers: scanned as one plan, repaired one by one by ordinary delete operations. */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { CheckpointDraft } from "../CheckpointManifest.ts"
import type { Request } from "../OperationRecord.ts"
import { type OrphanOutcome, OrphanPlan, type OrphansService } from "../Orphans.ts"
import { ProtectionError } from "../ProtectionError.ts"
import type { Resource, Scope } from "../Resource.ts"
import { asJson } from "./asJson.ts"
import { decodeWithIssues } from "./decodeWithIssues.ts"
import { ifThere } from "./ifThere.ts"
import { invalid } from "./invalid.ts"
import type { LiveProvider } from "./LiveProvider.ts"
import { isoNow, isoTime } from "./now.ts"
import type { OperationStore } from "./OperationStore.ts"
import { goneId } from "./repairDraft.ts"
import { type Found, scanOrphans } from "./scanOrphans.ts"
import { type Operations, startOrJoin } from "./startOrJoin.ts"
import { timeOf } from "./timeOf.ts"
import { usableResources } from "./usableResources.ts"

export const makeOrphans = (
  providers: readonly LiveProvider[],
  store: OperationStore,
  operations: Operations,
): OrphansService => {
  const scanAll = (scopes: readonly Scope[]) =>
    Effect.forEach(providers, (provider) =>
      Effect.map(
        scanOrphans(
          provider,
          store,
          scopes,
          providers.filter((other) => other !== provider),
        ),
        (scan) => ({ ...scan, provider }),
      ),
    )

  const scan = Effect.fnUntraced(function* ({ scopes = [] }: { readonly scopes?: readonly Scope[] } = {}) {
    const scans = yield* scanAll(scopes)
    const plan: OrphanPlan = {
      at: yield* isoNow,
      orphans: scans.flatMap(({ found }) => found.map(({ orphan }) => orphan)),
      others: scans.flatMap(({ others }) => others),
      unscanned: scans.flatMap(({ unscanned }) => unscanned),
    }
    return plan
  })

  /** What was written for a repair that is not to be names what somebody else may name by now. Only the record goes. */
  const tidy = ({ checkpoints }: LiveProvider, checkpoint: string) =>
    store.list({ checkpoint, state: ["queued", "running", "cancelling"], limit: 1 }).pipe(
      Effect.flatMap(({ items }) => (items.length > 0 ? Effect.void : checkpoints.purge(checkpoint))),
      Effect.catch(({ message }) =>
        Effect.logWarning(`${checkpoint} stays, though nothing is to be repaired: ${message}`),
      ),
    )

  const repairOne = Effect.fnUntraced(function* (
    provider: LiveProvider,
    found: Found,
    standing: ReadonlyMap<string, unknown>,
    deadline: string,
  ) {
    const { orphan, revision = 0, thing } = found
    const common = {
      verb: "delete",
      provider: provider.id,
      parameters: {},
      deadline,
      labels: { orphan: orphan.id },
    } as const
    if (thing === undefined) {
      const { existing, id } = yield* repairOf(operations, orphan.id)
      const [checkpoint, resources] = [orphan.checkpoint ?? "", [orphan.resource]]
      if (existing === undefined) yield* refuseMore(provider, checkpoint, orphan.resource, standing)
      return yield* startOrJoin(operations, { ...common, id, checkpoint, resources })
    }
    // A retry of whoever made it finds it by its mark, and names it.
    const ifUnchanged = { operation: orphan.operation ?? "", revision }
    const { checkpoints } = provider
    // Looked at before the operations: where one of them has deleted it, it is among them.
    const draft = yield* ifThere(checkpoints.get(orphan.id))
    const { existing, id } = yield* repairOf(operations, orphan.id, revision)
    const request: Request = { ...common, id, checkpoint: orphan.id, ifUnchanged }
    if (existing !== undefined && existing.state !== "failed") return yield* startOrJoin(operations, request)
    // A delete starts from a checkpoint: this one names what nobody named. A crash, a cancel, or somebody who repairs the same
    // at this moment may have left it.
    if (draft?.status === "deleted") yield* checkpoints.purge(orphan.id)
    if (draft === undefined || draft.status === "deleted" || draft.status === "protecting")
      yield* checkpoints.commit(yield* draftOf(found))
    const isNotBegun = Effect.map(ifThere(operations.get(id)), (begun) => begun === undefined)
    const takeBack = Effect.when(tidy(provider, orphan.id), isNotBegun)
    return yield* startOrJoin(operations, request).pipe(Effect.tapError(() => takeBack))
  })

  const repair = Effect.fnUntraced(function* (
    given: OrphanPlan,
    { deadline, only }: { readonly only: readonly string[]; readonly deadline?: string },
  ) {
    const plan = yield* checkPlan(given)
    const strange = only.flatMap((id, index) =>
      plan.orphans.some((orphan) => orphan.id === id)
        ? []
        : [{ path: `/only/${index}`, message: `"${id}" is no orphan of this plan.` }],
    )
    if (strange.length > 0) return yield* invalid(strange)
    const until = deadline ?? isoTime((yield* Clock.currentTimeMillis) + day)
    const scans = yield* scanAll(plan.orphans.map(({ resource }) => resource.scope))
    const standing = new Map(
      scans.flatMap(({ found, provider }) => found.map((each) => [each.orphan.id, { provider, found: each }] as const)),
    )
    const started: OrphanOutcome["started"][number][] = []
    const skipped: OrphanOutcome["skipped"][number][] = []
    for (const id of new Set(only)) {
      const now = standing.get(id)
      const repaired =
        now === undefined ? begunBefore(operations, id) : repairOne(now.provider, now.found, standing, until)
      const answer = yield* Effect.result(repaired)
      if (Result.isSuccess(answer)) started.push({ orphan: id, operation: answer.success.id })
      else skipped.push({ orphan: id, error: answer.failure.toJSON() })
    }
    for (const { leftover, provider } of scans) yield* Effect.forEach(leftover, (id) => tidy(provider, id))
    return { started, skipped }
  })

  return {
    scan: (options) => Effect.withSpan(scan(options), "Orphans.scan"),
    repair: (plan, options) => Effect.withSpan(repair(plan, options), "Orphans.repair"),
  }
}

const day = 86_400_000

/**
 * Whoever repairs again joins. What follows a repair that was cancelled bears the next number, and so does what follows one
 * that failed when whoever made the orphan has gone on since.
 */
const repairOf = Effect.fnUntraced(function* ({ get }: Operations, orphan: string, revision?: number) {
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? `repair-${orphan}` : `repair-${orphan}-${number}`
    const existing = yield* ifThere(get(id))
    const isOutdated = existing?.state === "failed" && existing.request.ifUnchanged?.revision !== revision
    if (existing?.state !== "cancelled" && !isOutdated) return { id, existing }
  }
})

const draftOf = Effect.fnUntraced(function* ({ orphan, plugin, thing }: Found) {
  const { id, version, savedInfoVersion } = plugin
  const { created = "", saved = null, whole = false } = thing ?? {}
  const status = whole ? "available" : "error"
  const draft: CheckpointDraft = {
    id: orphan.id,
    provider: orphan.provider,
    created: isoTime(yield* timeOf("/created", created)),
    status,
    labels: { orphan: orphan.operation ?? "" },
    resources: [
      {
        resource: orphan.resource,
        children: [],
        plugin: { id, version, savedInfo: savedInfoVersion },
        status,
        saved: asJson(saved),
      },
    ],
  }
  return draft
})

/** A deletion takes along what hangs on a resource, which must be gone as well. */
const refuseMore = Effect.fnUntraced(function* (
  { checkpoints, id: provider }: LiveProvider,
  checkpoint: string,
  resource: Resource,
  standing: ReadonlyMap<string, unknown>,
) {
  const request = { verb: "delete", provider, resources: [resource] } as const
  const taken = yield* usableResources(yield* checkpoints.get(checkpoint), request)
  const there = taken.filter(
    (entry) => entry.plugin !== undefined && !standing.has(goneId(provider, checkpoint, entry.resource)),
  )
  if (there.length === 0) return
  const names = there.map((entry) => entry.resource.name).join(", ")
  return yield* new ProtectionError({
    code: "inUse",
    outcome: "notStarted",
    message: `The deletion of ${resource.name} would take along what is there of ${names}, which hangs on it.`,
    recovery: `Restore what is there, or delete the checkpoint ${checkpoint} when it is no longer wanted.`,
  })
})

/** What is no orphan any more may be one whose repair was begun. */
const begunBefore = Effect.fnUntraced(function* (operations: Operations, id: string) {
  const { existing } = yield* repairOf(operations, id)
  if (existing !== undefined) return existing
  return yield* new ProtectionError({
    code: "notFound",
    message: `"${id}" is no orphan any more.`,
    recovery: "Scan again and look at what there is.",
  })
})

const checkPlan = (given: unknown) =>
  Effect.fromResult(Result.mapError(decodeWithIssues(OrphanPlan, given), (issues) => invalid(issues)))
