/**
 * What an operation is, as plain JSON: the request that began it, how far it has come, and a row for each resource.
 * It holds no secret, and its revision grows with every change anybody can see.
 */
import * as Schema from "effect/Schema"
import { Json } from "./Json.ts"
import { Progress, Verb } from "./Operation.ts"
import { Leftover, ProtectionErrorJson } from "./ProtectionError.ts"
import { Resource, Scope } from "./Resource.ts"

const Timeout = Schema.optionalKey(Schema.Int.check(Schema.isGreaterThan(0)))
/** How long a hook may take. **Units**: milliseconds. @category schemas @since 0.1.0 */
export const HookTimeouts = Schema.Struct({
  onPrepareBegin: Timeout,
  onPrepareFinish: Timeout,
  onMain: Timeout,
  onComplete: Timeout,
})
export interface HookTimeouts extends Schema.Schema.Type<typeof HookTimeouts> {}

/**
 * Another operation as somebody saw it; with `revision` 0, one that was not known.
 *
 * @category schemas
 * @since 0.1.0
 */
export const SeenOperation = Schema.Struct({
  operation: Schema.NonEmptyString,
  revision: Schema.Int.check(Schema.isGreaterThanOrEqualTo(0)),
})
export interface SeenOperation extends Schema.Schema.Type<typeof SeenOperation> {}

/**
 * What is asked for. The same id with the same request always means the same operation. `resources` are what a protect
 * starts from, with all that depends on them; for the other verbs they choose a part of the checkpoint. Keys of
 * `parameters` are a resource type or `type#id`. `deadline` is an ISO 8601 time. `traceparent` is the W3C header of the
 * caller's span. `timeouts` say how long each hook of a resource may take at most, in milliseconds from its first turn; one
 * that takes longer fails with `deadlineExceeded`, which names it and what is left. With `ifUnchanged` the start, and every
 * retry, is refused with `inUse` when another operation is not at that revision (any more). A text with a NUL or half of a
 * surrogate pair is refused: not every engine could keep it.
 *
 * @category schemas
 * @since 0.1.0
 */
export const Request = Schema.Struct({
  id: Schema.NonEmptyString,
  verb: Verb,
  provider: Schema.NonEmptyString,
  plan: Schema.optionalKey(Schema.NonEmptyString),
  resources: Schema.optionalKey(Schema.Array(Resource)),
  checkpoint: Schema.optionalKey(Schema.NonEmptyString),
  into: Schema.optionalKey(Scope),
  parameters: Schema.Record(Schema.String, Json),
  deadline: Schema.NonEmptyString,
  timeouts: Schema.optionalKey(HookTimeouts),
  labels: Schema.optionalKey(Schema.Record(Schema.String, Schema.String)),
  ifUnchanged: Schema.optionalKey(SeenOperation),
  traceparent: Schema.optionalKey(Schema.String),
})
export interface Request extends Schema.Schema.Type<typeof Request> {}

/** A resource as a caller may name it: without a name, which the service then looks up. @category models @since 0.1.0 */
export type NamedOrNot = Omit<Resource, "name"> & Partial<Pick<Resource, "name">>

/**
 * A request as a caller may write it.
 *
 * @category models
 * @since 0.1.0
 */
export interface RequestInput extends Omit<Request, "resources"> {
  readonly resources?: readonly NamedOrNot[]
}

/**
 * The state of an operation or of one resource in it; the last three are ends.
 *
 * @category schemas
 * @since 0.1.0
 */
export const OperationState = Schema.Literals(["queued", "running", "cancelling", "succeeded", "failed", "cancelled"])
/** One of the states of an operation. @category models @since 0.1.0 */
export type OperationState = typeof OperationState.Type

/** Whether a state is an end. @category predicates @since 0.1.0 */
export const hasEnded = (state: OperationState): boolean =>
  state === "succeeded" || state === "failed" || state === "cancelled"

/**
 * One resource of an operation. `result` is what its last hook answered (the saved info of a protect), `created` what a
 * restore made in its place, `left` what exists because of it and stays behind.
 *
 * @category schemas
 * @since 0.1.0
 */
export const ResourceRecord = Schema.Struct({
  resource: Resource,
  state: OperationState,
  progress: Schema.optionalKey(Progress),
  cancellable: Schema.Literals(["now", "later", "never"]),
  result: Schema.optionalKey(Json),
  created: Schema.optionalKey(Resource),
  error: Schema.optionalKey(ProtectionErrorJson),
  left: Schema.Array(Leftover),
  warnings: Schema.Array(Schema.String),
})
export interface ResourceRecord extends Schema.Schema.Type<typeof ResourceRecord> {}

/**
 * Something a person should know about an operation, and since when.
 *
 * @category schemas
 * @since 0.1.0
 */
export const Note = Schema.Struct({ at: Schema.String, sentence: Schema.String })
export interface Note extends Schema.Schema.Type<typeof Note> {}

/**
 * The record of an operation. `revision` is a cursor: an ETag, an SSE id, what `watch` resumes after. `checkpoint` is
 * what a protect makes and every other verb uses. `deadline` and `attempt` are those of the present try: a retry counts
 * up and may move the deadline. `tally` counts resources by state.
 *
 * @category schemas
 * @since 0.1.0
 */
export const OperationRecord = Schema.Struct({
  id: Schema.NonEmptyString,
  revision: Schema.Int,
  request: Request,
  state: OperationState,
  checkpoint: Schema.String,
  attempt: Schema.Int,
  deadline: Schema.String,
  created: Schema.String,
  updated: Schema.String,
  tally: Schema.Record(OperationState, Schema.optionalKey(Schema.Int)),
  error: Schema.optionalKey(ProtectionErrorJson),
  left: Schema.Array(Leftover),
  notes: Schema.Array(Note),
})
export interface OperationRecord extends Schema.Schema.Type<typeof OperationRecord> {}

/**
 * What changed after a revision: the operation as it then was, and the resources that changed with it.
 *
 * @category models
 * @since 0.1.0
 */
export interface OperationChange {
  readonly operation: OperationRecord
  readonly changed: readonly ResourceRecord[]
}
