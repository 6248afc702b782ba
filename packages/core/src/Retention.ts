/**
 * Which checkpoints are kept and which may go: rules as plain JSON, a plan that says for every checkpoint what becomes of
 * it and why, and what carries such a plan out. Nothing is ever deleted without a plan that says so.
 */
import type * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { CheckpointStatus } from "./Checkpoint.ts"
import { LengthText } from "./internal/lengthText.ts"
import { type ProtectionError, ProtectionErrorJson } from "./ProtectionError.ts"
import { Resource } from "./Resource.ts"

const Count = Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 100_000 }))
const count = Schema.optionalKey(Count)
const length = Schema.optionalKey(LengthText)

/**
 * What is kept; a checkpoint that one rule keeps is kept. Only good checkpoints count: those that are `available` and
 * whose last verification did not fail.
 *
 * | rule | keeps |
 * | --- | --- |
 * | `keepLast` | the newest so many |
 * | `keepWithin` | those made within such a time: `"12 hours"`, `"30 days"`, `"8 weeks"` |
 * | `keepHourly` … `keepYearly` | the newest of each hour, day, week (from Monday), month, year that has one, the newest so many of these |
 * | `minimum` | the newest so many of each resource, whatever the other rules say; 1 unless given |
 * | `keepFailedWithin` | what ended in `error` or `error-deleting`: so long, then it may go. Kept for ever unless given |
 * | `keepDeletedFor` | the record of what is deleted: so long after its deletion, then it may be forgotten. Kept for ever unless given |
 *
 * Days, weeks, months and years are those of `timeZone` (an IANA name; UTC unless given). Kept besides, whatever is
 * given: what bears a keep mark, what another kept checkpoint needs, what is being made or deleted, what can not be
 * read, and what failed its last verification.
 *
 * **Source**: `karbor/services/operationengine` (`max_backups`, `retention_duration`).
 *
 * @category schemas
 * @since 0.1.0
 */
export const RetentionPolicy = Schema.Struct({
  keepLast: count,
  keepWithin: length,
  keepHourly: count,
  keepDaily: count,
  keepWeekly: count,
  keepMonthly: count,
  keepYearly: count,
  timeZone: Schema.optionalKey(Schema.NonEmptyString),
  minimum: count,
  keepFailedWithin: length,
  keepDeletedFor: length,
})
export interface RetentionPolicy extends Schema.Schema.Type<typeof RetentionPolicy> {}

/** Which checkpoints a policy is about: those of a plan, of a resource, or of both. @category schemas @since 0.1.0 */
export const RetentionSelection = Schema.Struct({
  plan: Schema.optionalKey(Schema.NonEmptyString),
  provider: Schema.optionalKey(Schema.NonEmptyString),
  resource: Schema.optionalKey(
    Schema.Struct({ scope: Resource.fields.scope, type: Resource.fields.type, id: Resource.fields.id }),
  ),
})
export interface RetentionSelection extends Schema.Schema.Type<typeof RetentionSelection> {}

/**
 * What a plan is asked for. `at` is the ISO 8601 time from which ages count, now unless given; the same question at the
 * same `at` gives a plan of the same id.
 *
 * @category schemas
 * @since 0.1.0
 */
export const RetentionRequest = Schema.Struct({
  ...RetentionSelection.fields,
  policy: RetentionPolicy,
  at: Schema.optionalKey(Schema.NonEmptyString),
})
export interface RetentionRequest extends Schema.Schema.Type<typeof RetentionRequest> {}

/** Why something is kept or may go. @category schemas @since 0.1.0 */
export const RetentionRule = Schema.Literals([
  ...["keepLast", "keepWithin", "keepHourly", "keepDaily", "keepWeekly", "keepMonthly", "keepYearly", "minimum"],
  ...[
    "keepMark",
    "needed",
    "underWay",
    "unreadable",
    "mayBeNeeded",
    "verificationFailed",
    "failed",
    "expired",
    "deleted",
  ],
] as const)
/** One of the rules. @category models @since 0.1.0 */
export type RetentionRule = typeof RetentionRule.Type

/**
 * What becomes of one checkpoint, and by which rules. To `forget` one takes what the bank still holds of a deleted one: no
 * cloud is asked. `after` are the checkpoints that go first, since they need this one.
 *
 * @category schemas
 * @since 0.1.0
 */
export const RetentionDecision = Schema.Struct({
  checkpoint: Schema.NonEmptyString,
  provider: Schema.NonEmptyString,
  created: Schema.NonEmptyString,
  status: CheckpointStatus,
  action: Schema.Literals(["keep", "delete", "forget"]),
  because: Schema.Array(Schema.Struct({ rule: RetentionRule, sentence: Schema.String })),
  after: Schema.optionalKey(Schema.Array(Schema.String)),
})
export interface RetentionDecision extends Schema.Schema.Type<typeof RetentionDecision> {}

/**
 * A plan, newest checkpoint first, those of one provider after those of the other, which are counted apart; plain JSON,
 * to be shown and given back. Of checkpoints that are deleted only those to be forgotten are in it, after the others.
 *
 * @category schemas
 * @since 0.1.0
 */
export const RetentionPlan = Schema.Struct({
  id: Schema.NonEmptyString,
  at: Schema.NonEmptyString,
  selection: RetentionSelection,
  policy: RetentionPolicy,
  decisions: Schema.Array(RetentionDecision),
})
export interface RetentionPlan extends Schema.Schema.Type<typeof RetentionPlan> {}

/**
 * What became of a plan: the delete operations, begun or joined, what is forgotten, and what was not begun and why.
 *
 * @category schemas
 * @since 0.1.0
 */
export const RetentionOutcome = Schema.Struct({
  started: Schema.Array(Schema.Struct({ checkpoint: Schema.String, operation: Schema.String })),
  forgotten: Schema.Array(Schema.String),
  skipped: Schema.Array(Schema.Struct({ checkpoint: Schema.String, error: ProtectionErrorJson })),
})
export interface RetentionOutcome extends Schema.Schema.Type<typeof RetentionOutcome> {}

/**
 * Plans and their carrying out.
 *
 * @category models
 * @since 0.1.0
 */
export interface RetentionService {
  /**
   * What a policy would keep and delete; nothing is touched.
   *
   * **Fails with** `invalidParameters`, a path for each fault of the policy.
   */
  readonly plan: (request: RetentionRequest) => Effect.Effect<RetentionPlan, ProtectionError>
  /**
   * Starts a delete operation for each checkpoint the plan lets go, under an id made of plan and checkpoint, so that
   * applying a plan again joins. What others need goes after those, hence this waits for their end. A delete whose
   * preview has blockers is not begun. `deadline` is that of each operation, a day from now unless given. What is to be
   * forgotten is purged at once, unless a plan made now would not do so.
   *
   * **Fails with** `inUse`, before anything is begun, when something in the plan may go no more since it was made;
   * `invalidParameters` for a plan that was changed, or whose `at` is still to come.
   */
  readonly apply: (
    plan: RetentionPlan,
    options?: { readonly deadline?: string },
  ) => Effect.Effect<RetentionOutcome, ProtectionError>
}
