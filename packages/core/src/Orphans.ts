/**
 * What no longer fits together: a backup with a mark of an operation recorded here, which no checkpoint names, and a
 * checkpoint whose backup is gone. Found as a plan, repaired only item by item and only when asked.
 */
import type * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { type ProtectionError, ProtectionErrorJson } from "./ProtectionError.ts"
import { Resource, Scope } from "./Resource.ts"

/**
 * One orphan. `unnamed`: `thing` is out there with the mark of `operation`, and no checkpoint names it; its repair deletes
 * it. `gone`: `checkpoint` names what the service no longer has; its repair takes that out of the checkpoint. Both by an
 * ordinary delete operation. The `id` is the same in every scan.
 *
 * @category schemas
 * @since 0.1.0
 */
export const Orphan = Schema.Struct({
  id: Schema.NonEmptyString,
  kind: Schema.Literals(["unnamed", "gone"]),
  provider: Schema.NonEmptyString,
  plugin: Schema.NonEmptyString,
  resource: Resource,
  sentence: Schema.String,
  operation: Schema.optionalKey(Schema.String),
  thing: Schema.optionalKey(Schema.String),
  checkpoint: Schema.optionalKey(Schema.String),
})
export interface Orphan extends Schema.Schema.Type<typeof Orphan> {}

/**
 * Something with a mark that is no orphan as far as can be told, and why: most often another installation's. It is shown
 * and never proposed for repair.
 *
 * @category schemas
 * @since 0.1.0
 */
export const OtherMark = Schema.Struct({
  provider: Schema.String,
  plugin: Schema.String,
  scope: Scope,
  kind: Schema.String,
  id: Schema.String,
  name: Schema.String,
  mark: Schema.String,
  sentence: Schema.String,
})
export interface OtherMark extends Schema.Schema.Type<typeof OtherMark> {}

/**
 * What a scan found. `unscanned` says where nothing could be looked for, and why: what is not proposed may still be there.
 *
 * @category schemas
 * @since 0.1.0
 */
export const OrphanPlan = Schema.Struct({
  at: Schema.NonEmptyString,
  orphans: Schema.Array(Orphan),
  others: Schema.Array(OtherMark),
  unscanned: Schema.Array(
    Schema.Struct({
      provider: Schema.String,
      plugin: Schema.String,
      scope: Schema.optionalKey(Scope),
      error: ProtectionErrorJson,
    }),
  ),
})
export interface OrphanPlan extends Schema.Schema.Type<typeof OrphanPlan> {}

/**
 * What became of a repair: the delete operations, begun or joined, and what was not begun and why.
 *
 * @category schemas
 * @since 0.1.0
 */
export const OrphanOutcome = Schema.Struct({
  started: Schema.Array(Schema.Struct({ orphan: Schema.String, operation: Schema.String })),
  skipped: Schema.Array(Schema.Struct({ orphan: Schema.String, error: ProtectionErrorJson })),
})
export interface OrphanOutcome extends Schema.Schema.Type<typeof OrphanOutcome> {}

/**
 * Finding and repairing.
 *
 * @category models
 * @since 0.1.0
 */
export interface OrphansService {
  /**
   * Looks at every scope that a checkpoint or an operation knows, and at those given besides; nothing is touched. It reads
   * every checkpoint and lists every scope once.
   */
  readonly scan: (options?: { readonly scopes?: readonly Scope[] }) => Effect.Effect<OrphanPlan, ProtectionError>
  /**
   * Deletes what `only` names by its ids, after another scan: what is no orphan any more is left alone. Repeating it joins.
   * `deadline` is that of each operation, a day from now unless given.
   *
   * **Fails with** `invalidParameters` for an id that is not in the plan.
   */
  readonly repair: (
    plan: OrphanPlan,
    options: { readonly only: readonly string[]; readonly deadline?: string },
  ) => Effect.Effect<OrphanOutcome, ProtectionError>
}
