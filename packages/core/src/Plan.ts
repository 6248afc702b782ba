/** What to protect, kept by the host as plain JSON: a provider, resources, and parameters. It starts nothing by itself. */
import * as Schema from "effect/Schema"
import { Json } from "./Json.ts"
import type { Request } from "./OperationRecord.ts"
import { Resource } from "./Resource.ts"

/**
 * A plan. Keys of `parameters` are a resource type or `type#id`.
 *
 * **Source**: `karbor/objects/plan.py`.
 *
 * @category schemas
 * @since 0.1.0
 */
export const Plan = Schema.Struct({
  id: Schema.NonEmptyString,
  name: Schema.String,
  provider: Schema.NonEmptyString,
  resources: Schema.Array(Resource),
  parameters: Schema.Record(Schema.String, Json),
  labels: Schema.optionalKey(Schema.Record(Schema.String, Schema.String)),
})
export interface Plan extends Schema.Schema.Type<typeof Plan> {}

/**
 * The request that protects what a plan names.
 *
 * **Example**
 *
 * ```ts
 * await client.operations.start(protectPlan(plan, { id: "nightly-2026-11-22", deadline }))
 * ```
 *
 * @category conversions
 * @since 0.1.0
 */
export const protectPlan = (plan: Plan, run: Pick<Request, "id" | "deadline">): Request => ({
  ...run,
  verb: "protect",
  provider: plan.provider,
  plan: plan.id,
  resources: plan.resources,
  parameters: plan.parameters,
  ...(plan.labels === undefined ? {} : { labels: plan.labels }),
})
