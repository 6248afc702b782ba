/**
 * A running operation on one resource as plain JSON, for hosts that drive operations themselves. It holds no secret and
 * stays valid when old: a turn from any earlier handle of a running operation reaches the same end.
 */
import * as Schema from "effect/Schema"
import { Json } from "./Json.ts"
import { type Cancellable, type Progress, Verb } from "./Operation.ts"
import type { Leftover, ProtectionErrorJson } from "./ProtectionError.ts"
import { Resource, Scope } from "./Resource.ts"

/**
 * The handle. `started` and `deadline` are ISO 8601 times.
 *
 * @category schemas
 * @since 0.1.0
 */
export const Handle = Schema.Struct({
  v: Schema.Literal(1),
  plugin: Schema.String,
  verb: Verb,
  operationId: Schema.NonEmptyString,
  installation: Schema.String,
  resource: Resource,
  into: Schema.optionalKey(Scope),
  parameters: Json,
  saved: Schema.optionalKey(Json),
  hook: Schema.Literals([0, 1, 2, 3]),
  state: Schema.optionalKey(Json),
  value: Schema.optionalKey(Json),
  warnings: Schema.optionalKey(Schema.Array(Schema.String)),
  cancelRequested: Schema.Boolean,
  attempt: Schema.Int,
  started: Schema.String,
  deadline: Schema.String,
})
export interface Handle extends Schema.Schema.Type<typeof Handle> {}

/**
 * What one turn came to. **Units**: `afterMs` in milliseconds. The handle of a failed turn can be turned again.
 *
 * @category models
 * @since 0.1.0
 */
export type Turn =
  | {
      readonly status: "waiting"
      readonly handle: Handle
      readonly afterMs: number
      readonly progress: Progress
      readonly cancellable: Cancellable
    }
  | { readonly status: "succeeded"; readonly result: Json; readonly saved?: Json; readonly warnings: readonly string[] }
  | { readonly status: "failed"; readonly error: ProtectionErrorJson; readonly handle: Handle }
  | { readonly status: "cancelled"; readonly left: readonly Leftover[] }
