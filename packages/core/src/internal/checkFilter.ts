/** What lists are asked with, made sure of: a member that is misspelt would otherwise show everything. */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { type CheckpointFilter, CheckpointStatus } from "../Checkpoint.ts"
import { OperationState } from "../OperationRecord.ts"
import type { Paging } from "../ProtectablePlugin.ts"
import type { Labelled } from "../Protection.ts"
import { Scope } from "../Resource.ts"
import { decodeWithIssues, unknownMembers } from "./decodeWithIssues.ts"
import { invalid } from "./invalid.ts"
import type { OperationFilter } from "./OperationStore.ts"
import { withoutUndefined } from "./withoutUndefined.ts"

/** **Fails with** `invalidParameters`, one issue for each fault. */
export const checkPaging = (given: Paging) => check<Paging>(Schema.Struct(paging), given)

/** **Fails with** `invalidParameters`, one issue for each fault. */
export const checkOperationFilter = (given: OperationFilter) =>
  check<OperationFilter>(Schema.Struct(operationFilter), given)

/** **Fails with** `invalidParameters`, one issue for each fault. */
export const checkCheckpointFilter = (given: CheckpointFilter) =>
  check<CheckpointFilter>(Schema.Struct(checkpointFilter), given)

/** **Fails with** `invalidParameters`, one issue for each fault. */
export const checkLabelled = (given: Labelled) => check<Labelled>(Schema.Struct(labelled), given)

/** A schema for each member there is, so that none is forgotten here. */
type Members<Filter> = { readonly [Name in keyof Required<Filter>]: Schema.Top }

const text = Schema.optionalKey(Schema.String)
const label = Schema.optionalKey(Schema.Tuple([Schema.String, Schema.String]))

const labelled = { label } satisfies Members<Labelled>

/** Trove answers a page of none with a 500, as if it were broken. */
const pageSize = Schema.Finite.check(
  Schema.makeFilter((limit) => (Number.isInteger(limit) && limit >= 1) || "A page has at least one item."),
)

const paging = { after: text, limit: Schema.optionalKey(pageSize) } satisfies Members<Paging>

const operationFilter = {
  ...paging,
  state: Schema.optionalKey(Schema.Array(OperationState)),
  checkpoint: text,
  label,
} satisfies Members<OperationFilter>

const checkpointFilter = {
  ...paging,
  plan: text,
  provider: text,
  resource: Schema.optionalKey(Schema.Struct({ scope: Scope, type: Schema.String, id: Schema.String })),
  label,
  status: Schema.optionalKey(Schema.Array(CheckpointStatus)),
  from: text,
  to: text,
} satisfies Members<CheckpointFilter>

const check = <Filter extends object>(schema: Schema.Codec<Filter> & { readonly fields: object }, given: Filter) =>
  Effect.suspend(() => {
    const input = withoutUndefined(given)
    const unknown = unknownMembers(schema.fields, input, "Nobody knows what is asked for by this name.")
    const decoded = decodeWithIssues(schema, input)
    if (Result.isSuccess(decoded) && unknown.length === 0) return Effect.succeed(decoded.success)
    return Effect.fail(invalid([...(Result.isFailure(decoded) ? decoded.failure : []), ...unknown]))
  })
