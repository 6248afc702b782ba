/** Retention over the checkpoints there are: a plan out of the facts, and its deletions as ordinary operations. */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { ProtectionError } from "../ProtectionError.ts"
import { type Resource, resourceKey } from "../Resource.ts"
import type {
  RetentionDecision,
  RetentionPlan,
  RetentionRequest,
  RetentionSelection,
  RetentionService,
} from "../Retention.ts"
import { canonicalJson } from "./canonicalJson.ts"
import { eachCheckpoint, factsOf } from "./checkpointFacts.ts"
import { checkRetentionPlan, checkRetentionRequest } from "./checkRetention.ts"
import { deleteInOrder } from "./deleteInOrder.ts"
import { sha256 } from "./digest.ts"
import type { LiveProvider } from "./LiveProvider.ts"
import { isoTime } from "./now.ts"
import { type CheckpointFacts, makersOf, newestFirst, type Reasons, reasonsToKeep } from "./retentionRules.ts"
import type { Operations } from "./startOrJoin.ts"
import { timeOf } from "./timeOf.ts"

export const makeRetention = (providers: readonly LiveProvider[], operations: Operations): RetentionService => {
  /** `without` are taken for gone. */
  const planned = Effect.fnUntraced(function* (
    { at, policy, ...selection }: RetentionRequest,
    without: ReadonlySet<string> = new Set(),
  ) {
    const now = at === undefined ? yield* Clock.currentTimeMillis : yield* timeOf("/at", at)
    const all = yield* eachCheckpoint(providers, (checkpoint, provider) =>
      Effect.map(factsOf(checkpoint, provider), (facts) => ({
        facts,
        provider: provider.id,
        chosen: isChosen(selection, checkpoint),
      })),
    )
    const found = all.filter(({ facts }) => facts.status !== "deleted" && !without.has(facts.id))
    const providerOf = new Map(found.map(({ facts, provider }) => [facts.id, provider]))
    const candidates = found.flatMap(({ chosen, facts }) => (chosen ? [facts] : []))
    const others = found.flatMap(({ chosen, facts }) => (chosen ? [] : [facts]))
    const reasons = reasonsToKeep(policy, candidates, others, now)
    const decide = decisionOf(candidates, reasons, (id) => providerOf.get(id) ?? "")
    const of = { at: isoTime(now), selection, policy }
    const plan: RetentionPlan = {
      id: `retention-${sha256(canonicalJson(of)).slice(0, 16)}`,
      ...of,
      decisions: candidates.toSorted(newestFirst).map(decide),
    }
    return plan
  })

  /** What the plan lets go and has not begun to delete yet must be let go by a plan made now, too. */
  const stillDoomed = Effect.fnUntraced(function* (plan: RetentionPlan) {
    const { at, policy, selection } = plan
    const doomed = plan.decisions.filter(isDoomed)
    const begun = yield* Effect.filter(doomed, ({ checkpoint }) =>
      Effect.isSuccess(operations.get(operationOf(plan, checkpoint))),
    )
    const fresh = yield* planned({ ...selection, policy, at }, new Set(begun.map(({ checkpoint }) => checkpoint)))
    if (fresh.id !== plan.id) return yield* otherPlan(plan.id)
    const ids = new Set(doomed.map(({ checkpoint }) => checkpoint))
    const spared = fresh.decisions.find((decision) => ids.has(decision.checkpoint) && !isDoomed(decision))
    return spared === undefined ? doomed : yield* changed(spared)
  })

  const apply = Effect.fnUntraced(function* (given: RetentionPlan, options: { readonly deadline?: string } = {}) {
    const plan = yield* checkRetentionPlan(given)
    const doomed = yield* stillDoomed(plan)
    const deadline = options.deadline ?? isoTime((yield* Clock.currentTimeMillis) + day)
    return yield* deleteInOrder(operations, doomed, ({ checkpoint, provider }) => ({
      ...{ id: operationOf(plan, checkpoint), verb: "delete", provider, checkpoint, parameters: {}, deadline },
      labels: { retention: plan.id },
    }))
  })

  return {
    plan: (request) => Effect.withSpan(Effect.flatMap(checkRetentionRequest(request), planned), "Retention.plan"),
    apply: (plan, options) => Effect.withSpan(apply(plan, options), "Retention.apply"),
  }
}

const day = 86_400_000

const isDoomed = ({ action }: RetentionDecision) => action === "delete"

const operationOf = ({ id }: RetentionPlan, checkpoint: string) => `${id}-${sha256(checkpoint).slice(0, 16)}`

const isChosen = (
  { plan, provider, resource }: RetentionSelection,
  checkpoint: {
    readonly plan?: string
    readonly provider: string
    readonly resources: readonly { readonly resource: Resource }[]
  },
) =>
  (plan === undefined || checkpoint.plan === plan) &&
  (provider === undefined || checkpoint.provider === provider) &&
  (resource === undefined || checkpoint.resources.some((each) => resourceKey(each.resource) === resourceKey(resource)))

const decisionOf = (
  candidates: readonly CheckpointFacts[],
  reasons: Reasons,
  providerOf: (id: string) => string,
): ((facts: CheckpointFacts) => RetentionDecision) => {
  const doomed = candidates.filter(({ id }) => reasons.get(id)?.length === 0)
  const makers = makersOf(doomed)
  const users = new Map<string, string[]>()
  for (const child of doomed) {
    for (const { id } of makers(child)) users.set(id, [...(users.get(id) ?? []), child.id])
  }
  return ({ created, id, status }) => {
    const because = reasons.get(id) ?? []
    const of = { checkpoint: id, provider: providerOf(id), created: isoTime(created), status }
    if (because.length > 0) return { ...of, action: "keep", because }
    const after = users.get(id)
    const expired = { rule: "expired", sentence: "No rule keeps it." } as const
    const failed = { rule: "failed", sentence: "It failed, longer ago than such are kept." } as const
    return {
      ...{ ...of, action: "delete", because: [status === "available" ? expired : failed] },
      ...(after === undefined ? {} : { after }),
    }
  }
}

const changed = ({ because, checkpoint }: RetentionDecision) =>
  new ProtectionError({
    code: "inUse",
    message: `The checkpoint ${checkpoint} may go no more: ${because.map(({ sentence }) => sentence).join(" ")}`,
    recovery: "Make a new plan, look at it, and apply that.",
  })

const otherPlan = (id: string) =>
  new ProtectionError({
    code: "invalidParameters",
    message: `The plan ${id} is not what its selection, policy and time make.`,
    recovery: "Give a plan back as it was made.",
    issues: [{ path: "/id", message: "It belongs to another plan." }],
  })
