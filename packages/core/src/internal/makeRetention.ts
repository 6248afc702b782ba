/** Retention over the checkpoints there are: a plan out of the facts, and its deletions as ordinary operations. */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { type Checkpoint, CheckpointStatus } from "../Checkpoint.ts"
import type { Request } from "../OperationRecord.ts"
import type { ProtectionService } from "../Protection.ts"
import { ProtectionError } from "../ProtectionError.ts"
import { resourceKey } from "../Resource.ts"
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
import { deleteInOrder, nameOf } from "./deleteInOrder.ts"
import { sha256 } from "./digest.ts"
import { forgettable, isMarked, type Standing } from "./forgettable.ts"
import { ifThere } from "./ifThere.ts"
import { invalid } from "./invalid.ts"
import type { LiveProvider } from "./LiveProvider.ts"
import { isoTime } from "./now.ts"
import { isDraft } from "./repairDraft.ts"
import { decisionsOf } from "./retentionDecisions.ts"
import { reasonsToKeep } from "./retentionRules.ts"
import type { Operations } from "./startOrJoin.ts"
import { timeOf } from "./timeOf.ts"
import { unfinishedOperations } from "./unfinishedOperations.ts"

export const makeRetention = (
  providers: readonly LiveProvider[],
  operations: Operations & Pick<ProtectionService, "list">,
): RetentionService => {
  /** Of `without` the deletion is begun: they are taken for gone, unless they were marked to be kept since. */
  const planned = Effect.fnUntraced(function* (
    { at, policy, ...selection }: RetentionRequest,
    without: Effect.Effect<readonly RetentionDecision[]> = Effect.succeed([]),
  ) {
    // Looked for first: what is asked for later is not decided here.
    const going = yield* beingDeleted
    const gone = new Set((yield* without).map(nameOf))
    const now = at === undefined ? yield* Clock.currentTimeMillis : yield* timeOf("/at", at)
    const of = { at: isoTime(now), selection, policy }
    const id = `retention-${sha256(canonicalJson(of)).slice(0, 16)}`
    if (selection.provider !== undefined && providers.every((each) => each.id !== selection.provider)) {
      return yield* invalid([{ path: "/provider", message: `There is no provider "${selection.provider}".` }])
    }
    const read = Effect.fnUntraced(function* (checkpoint: Checkpoint, provider: LiveProvider) {
      const facts = yield* factsOf(
        isGoing(going, checkpoint) ? { ...checkpoint, status: "deleting" } : checkpoint,
        provider,
      )
      return {
        facts: (yield* lostItsManifest(checkpoint)) ? { ...facts, needs: undefined } : facts,
        provider: provider.id,
        chosen: isChosen(selection, checkpoint),
        isDraft: isDraft(provider.id, checkpoint.id, facts.made),
        standing: standingOf(checkpoint),
      }
    })
    // Nobody reads what is deleted who does not want to forget it.
    const all = yield* eachCheckpoint(
      providers,
      read,
      policy.keepDeletedFor === undefined ? { status: notDeleted } : {},
    )
    const found = all.filter(
      ({ facts, isDraft, provider }) =>
        facts.status !== "deleted" &&
        !isDraft &&
        (!gone.has(nameOf({ provider, checkpoint: facts.id })) || (facts.kept !== undefined && facts.kept > now)),
    )
    // Each provider's checkpoints are counted by themselves; what one of another provider needs stays all the same.
    const decisions = providers.flatMap((each) => {
      const isCandidate = ({ chosen, provider }: (typeof found)[number]) => chosen && provider === each.id
      const candidates = found.filter(isCandidate).map(({ facts }) => facts)
      const others = found.filter((one) => !isCandidate(one)).map(({ facts }) => facts)
      const chosen = all.filter(isCandidate).map((one) => one.standing)
      const known = all.map((one) => one.standing)
      return [
        ...decisionsOf(each.id, candidates, reasonsToKeep(policy, candidates, others, now)),
        ...forgettable(known, chosen, policy, now),
      ]
    })
    const plan: RetentionPlan = { id, ...of, decisions }
    return plan
  })

  /** A deletion may wait for its turn, or for somebody who drives it: until then its checkpoint says nothing of it. */
  const beingDeleted = Effect.map(
    unfinishedOperations(operations),
    (found) =>
      new Set(
        found.flatMap(({ checkpoint, request: { provider, verb } }) =>
          verb === "delete" ? [nameOf({ checkpoint, provider })] : [],
        ),
      ),
  )

  /** Whoever succeeded has committed one, which tells what it needs. */
  const lostItsManifest = ({ id, status }: Checkpoint) =>
    status === "protecting"
      ? Effect.map(ifThere(operations.get(id)), (record) => record?.state === "succeeded")
      : Effect.succeed(false)

  /**
   * What the plan lets go and has not begun to delete yet must be let go by a plan made now, too. What that would not forget
   * any more stays, or is forgotten by now.
   */
  const stillDoomed = Effect.fnUntraced(function* (plan: RetentionPlan) {
    const { at, policy, selection } = plan
    const doomed = plan.decisions.filter(isDoomed)
    const begun = Effect.filter(doomed, (decision) => Effect.isSuccess(operations.get(operationOf(plan, decision))))
    const fresh = yield* planned({ ...selection, policy, at }, begun)
    if (fresh.id !== plan.id) return yield* otherPlan(plan.id)
    const names = new Set(doomed.map(nameOf))
    const decided = new Set(fresh.decisions.map(nameOf))
    yield* Effect.forEach(
      doomed.filter((decision) => !decided.has(nameOf(decision))),
      (decision) => refuseStranger(plan, decision),
    )
    const spared = fresh.decisions.find((decision) => names.has(nameOf(decision)) && !isDoomed(decision))
    if (spared !== undefined) return yield* changed(spared)
    const forgotten = new Set(plan.decisions.filter(isForgotten).map(nameOf))
    return { doomed, forgotten: fresh.decisions.filter((each) => isForgotten(each) && forgotten.has(nameOf(each))) }
  })

  /** What nothing is decided about any more is deleted by now, or was never in the plan. */
  const refuseStranger = Effect.fnUntraced(function* ({ id, selection }: RetentionPlan, decision: RetentionDecision) {
    const found = yield* readableOf(decision)
    if (found !== undefined && !isChosen(selection, found)) return yield* otherPlan(id)
  })

  /** What can not be read, nobody can begin to delete. */
  const readableOf = ({ checkpoint, provider }: RetentionDecision) => {
    const checkpoints = providers.find(({ id }) => id === provider)?.checkpoints
    return checkpoints === undefined
      ? Effect.succeed(undefined)
      : Effect.orElseSucceed(checkpoints.get(checkpoint), () => undefined)
  }

  /** The mark may have come while others were deleted. */
  const refuseMarked = Effect.fnUntraced(function* (decision: RetentionDecision) {
    const found = yield* readableOf(decision)
    if (found === undefined || !isMarked(found, yield* Clock.currentTimeMillis)) return
    return yield* changed({ ...decision, because: [{ rule: "keepMark", sentence: "It is marked to be kept." }] })
  })

  const apply = Effect.fnUntraced(function* (given: RetentionPlan, options: { readonly deadline?: string } = {}) {
    const plan = yield* checkRetentionPlan(given)
    const now = yield* Clock.currentTimeMillis
    if ((yield* timeOf("/at", plan.at)) > now + clockSkew) {
      return yield* invalid([
        { path: "/at", message: `${plan.at} is still to come: such a plan can only be looked at.` },
      ])
    }
    const { doomed, forgotten } = yield* stillDoomed(plan)
    const deadline = options.deadline ?? isoTime(now + day)
    const requestOf = (decision: RetentionDecision): Request => ({
      ...({ id: operationOf(plan, decision), verb: "delete", parameters: {}, deadline } as const),
      ...{ provider: decision.provider, checkpoint: decision.checkpoint, labels: { retention: plan.id } },
    })
    const { skipped, started } = yield* deleteInOrder(operations, doomed, requestOf, refuseMarked)
    const [purged, kept] = yield* Effect.partition(forgotten, forget, { concurrency: parallelPurges })
    return { started, forgotten: purged, skipped: [...skipped, ...kept] }
  })

  const forget = ({ checkpoint, provider }: RetentionDecision) =>
    Effect.forEach(
      providers.filter(({ id }) => id === provider),
      ({ checkpoints }) => checkpoints.purge(checkpoint),
    ).pipe(
      Effect.as(checkpoint),
      Effect.mapError((error) => ({ checkpoint, error: error.toJSON() })),
    )

  return {
    plan: (request) => Effect.withSpan(Effect.flatMap(checkRetentionRequest(request), planned), "Retention.plan"),
    apply: (plan, options) => Effect.withSpan(apply(plan, options), "Retention.apply"),
  }
}

/** **Units**: milliseconds. */
const day = 86_400_000

/** So far ahead the clock of another process may be. **Units**: milliseconds. */
const clockSkew = 3_600_000

const notDeleted = CheckpointStatus.literals.filter((status) => status !== "deleted")

const parallelPurges = 8

const isGoing = (going: ReadonlySet<string>, { id, provider, status }: Checkpoint) =>
  status !== "deleted" && going.has(nameOf({ checkpoint: id, provider }))

const isForgotten = ({ action }: RetentionDecision) => action === "forget"

/** The rest of a checkpoint may be large. */
const standingOf = ({ created, deletedAt, id, keep, plan, provider, status }: Checkpoint): Standing => ({
  ...{ created, id, provider, status },
  ...(plan === undefined ? {} : { plan }),
  ...(deletedAt === undefined ? {} : { deletedAt }),
  ...(keep === undefined ? {} : { keep }),
})

const isDoomed = ({ action }: RetentionDecision) => action === "delete"

const operationOf = ({ id }: RetentionPlan, decision: RetentionDecision) =>
  `${id}-${sha256(nameOf(decision)).slice(0, 16)}`

const isChosen = ({ plan, provider, resource }: RetentionSelection, checkpoint: Checkpoint) =>
  (plan === undefined || checkpoint.plan === plan) &&
  (provider === undefined || checkpoint.provider === provider) &&
  (resource === undefined || checkpoint.resources.some((each) => resourceKey(each.resource) === resourceKey(resource)))

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
