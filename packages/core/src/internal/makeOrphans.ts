/** Orphans over all providers: scanned as one plan, repaired one by one by ordinary delete operations. */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { CheckpointDraft } from "../CheckpointManifest.ts"
import type { Request } from "../OperationRecord.ts"
import { type OrphanOutcome, OrphanPlan, type OrphansService } from "../Orphans.ts"
import type { ProtectionService } from "../Protection.ts"
import { ProtectionError } from "../ProtectionError.ts"
import type { Scope } from "../Resource.ts"
import { asJson } from "./asJson.ts"
import { decodeWithIssues } from "./decodeWithIssues.ts"
import { ifThere } from "./ifThere.ts"
import { invalid } from "./invalid.ts"
import type { LiveProvider } from "./LiveProvider.ts"
import { isoNow, isoTime } from "./now.ts"
import type { OperationStore } from "./OperationStore.ts"
import { type Found, scanOrphans } from "./scanOrphans.ts"
import { type Operations, startOrJoin } from "./startOrJoin.ts"
import { timeOf } from "./timeOf.ts"

export const makeOrphans = (
  providers: readonly LiveProvider[],
  store: OperationStore,
  operations: Operations & Pick<ProtectionService, "cancel">,
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

  const repairOne = Effect.fnUntraced(function* (provider: LiveProvider, found: Found, deadline: string) {
    const { orphan, thing } = found
    const { existing, id } = yield* repairOf(operations, orphan.id)
    const requestFor = (checkpoint: string, resources?: Request["resources"]): Request => ({
      ...{ id, verb: "delete", provider: provider.id, checkpoint, parameters: {}, deadline },
      ...(resources === undefined ? {} : { resources }),
      labels: { orphan: orphan.id },
    })
    if (thing === undefined)
      return yield* startOrJoin(operations, requestFor(orphan.checkpoint ?? "", [orphan.resource]))
    const { checkpoints } = provider
    const request = requestFor(orphan.id)
    const isNew = existing === undefined
    // A delete starts from a checkpoint: this one names what nobody named. A crash may have left it from an earlier repair.
    if (isNew && (yield* Effect.isSuccess(checkpoints.get(orphan.id)))) yield* checkpoints.purge(orphan.id)
    if (isNew) yield* checkpoints.commit(yield* draftOf(found))
    const begun = yield* Effect.andThen(isAsScanned(found), startOrJoin(operations, request)).pipe(
      Effect.tapError(() => (isNew ? checkpoints.purge(orphan.id) : Effect.void)),
    )
    // Taken up after that look, but before this wish: then this one waits behind it, and would delete what it names.
    if (begun.state === "queued") {
      yield* isAsScanned(found).pipe(Effect.tapError(() => takeBack(provider, begun.id, orphan.id)))
    }
    return begun
  })

  /** A checkpoint for a deletion that is not to be must not stay: it names what another one names. */
  const takeBack = ({ checkpoints }: LiveProvider, repair: string, orphan: string) =>
    operations.cancel(repair).pipe(
      Effect.andThen(operations.wait(repair)),
      Effect.catchIf(
        ({ code }) => code === "cancelled",
        () => checkpoints.purge(orphan),
      ),
    )

  /** **Fails with** `inUse` when whoever made it has done anything since: a retry finds it by its mark, and names it. */
  const isAsScanned = Effect.fnUntraced(function* ({ orphan: { operation = "" }, revision }: Found) {
    const present = yield* ifThere(operations.get(operation))
    if (present?.revision !== revision) return yield* takenUp(operation)
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
      const repaired = now === undefined ? begunBefore(operations, id) : repairOne(now.provider, now.found, until)
      const answer = yield* Effect.result(repaired)
      if (Result.isSuccess(answer)) started.push({ orphan: id, operation: answer.success.id })
      else skipped.push({ orphan: id, error: answer.failure.toJSON() })
    }
    return { started, skipped }
  })

  return {
    scan: (options) => Effect.withSpan(scan(options), "Orphans.scan"),
    repair: (plan, options) => Effect.withSpan(repair(plan, options), "Orphans.repair"),
  }
}

const day = 86_400_000

/** Whoever repairs again joins, but for a repair that was cancelled: what follows that bears the next number. */
const repairOf = Effect.fnUntraced(function* ({ get }: Operations, orphan: string) {
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? `repair-${orphan}` : `repair-${orphan}-${number}`
    const existing = yield* ifThere(get(id))
    if (existing?.state !== "cancelled") return { id, existing }
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

const takenUp = (operation: string) =>
  new ProtectionError({
    code: "inUse",
    message: `The operation ${operation} went on since the scan: it may need what it had made.`,
    recovery: "Wait until it has ended, then scan again.",
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
