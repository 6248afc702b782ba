/**
 * What a plugin can do with a resource: for each verb an operation of up to four hooks, each of them a *step*. A step
 * looks, acts at most once, and answers; it never sleeps. Whoever drives it does the waiting and keeps its state.
 */
import type * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { Section } from "./Bank.ts"
import type { Json } from "./Json.ts"
import type { Leftover, ProtectionError, ProtectionErrorJson } from "./ProtectionError.ts"
import type { Resource } from "./Resource.ts"

/** The schema of a verb. @category schemas @since 0.1.0 */
export const Verb = Schema.Literals(["protect", "restore", "verify", "delete", "copy"])
/** What can be asked of a resource or a checkpoint. @category models @since 0.1.0 */
export type Verb = typeof Verb.Type

/**
 * How far a step has come, in words; numbers only where the service gives them, never an invented percentage.
 *
 * @category schemas
 * @since 0.1.0
 */
export const Progress = Schema.Struct({
  description: Schema.String,
  done: Schema.optionalKey(Schema.Finite),
  total: Schema.optionalKey(Schema.Finite),
  unit: Schema.optionalKey(Schema.String),
})
export interface Progress extends Schema.Schema.Type<typeof Progress> {}

/** Whether a request to cancel would be carried out at the next turn, at a later one, or not at all. @category models @since 0.1.0 */
export type Cancellable = "now" | "later" | "never"

/**
 * "Call me again." **Units**: `afterMs` in milliseconds; less than 100 counts as 100. `left` names what would remain if nobody called again.
 *
 * @category models
 * @since 0.1.0
 */
export interface Wait<State extends Json = Json> {
  readonly step: "wait"
  readonly state: State
  readonly afterMs: number
  readonly progress: Progress
  readonly cancellable: Cancellable
  readonly left?: readonly Leftover[]
}

/**
 * "It is done": `value` is the saved info of a protect, the result of any other verb. A restore tells in the member
 * `resource` of its value what it made; hooks of parents and siblings find it under `created`.
 *
 * @category models
 * @since 0.1.0
 */
export interface Done {
  readonly step: "done"
  readonly value?: Json
  readonly warnings?: readonly string[]
}

/** "It was cancelled", and this stays behind. @category models @since 0.1.0 */
export interface Cancelled {
  readonly step: "cancelled"
  readonly left: readonly Leftover[]
}

/** The answer of one turn of a hook. @category models @since 0.1.0 */
export type Step<State extends Json = Json> = Wait<State> | Done | Cancelled

/**
 * What an operation is about, whether it is carried out or only looked at.
 *
 * @category models
 * @since 0.1.0
 */
export interface OperationContext<Parameters = unknown, Saved = unknown> {
  /** The host's id of this operation; marks are made of it, so that what was made is found again. */
  readonly operationId: string
  /** A random id of this installation, so that two installations never take each other's marks for theirs. */
  readonly installation: string
  readonly resource: Resource
  readonly children: readonly Resource[]
  /** Validated, with defaults filled in. */
  readonly parameters: Parameters
  /** What protect saved; present for every verb but protect. */
  readonly saved: Saved | undefined
  /** Where a restore goes when not into the scope of `resource`. */
  readonly into?: Resource["scope"]
  /** During a restore: what was newly made for parents and siblings, by the key of what it replaces. */
  readonly created: { readonly [resourceKey: string]: Resource }
}

/**
 * What one turn of a hook is given.
 *
 * @category models
 * @since 0.1.0
 */
export interface HookContext<Parameters = unknown, State extends Json = Json, Saved = unknown>
  extends OperationContext<Parameters, Saved> {
  /** What an earlier turn answered or kept; may be absent or older than the last: look before making. */
  readonly state: State | undefined
  /** A repeated beginning whose earlier states are lost for certain: look for longer before making. */
  readonly again: boolean
  /** Makes a state durable, where the host can, before the call it announces is sent. */
  keep(state: State): Effect.Effect<void, ProtectionError>
  readonly section?: Section
  readonly cancelRequested: boolean
  /** **Units**: milliseconds since the epoch. */
  readonly deadline: number
  /** How often this operation has been retried after it failed; 0 the first time. */
  readonly attempt: number
}

/**
 * What an operation would do, without doing it.
 *
 * @category models
 * @since 0.1.0
 */
export interface Preview {
  readonly creates: readonly string[]
  readonly deletes: readonly string[]
  readonly quota: { readonly [unit: string]: number }
  readonly blockers: readonly ProtectionErrorJson[]
  readonly warnings: readonly string[]
}

/**
 * One verb of one plugin. Only `preview` must be there: a hook that is absent is done at once.
 *
 * @category models
 * @since 0.1.0
 */
export interface Operation<Parameters = unknown, State extends Json = Json, Saved = unknown> {
  preview(context: OperationContext<Parameters, Saved>): Effect.Effect<Preview, ProtectionError>
  /** The values a form should start with, out of what protect saved. */
  suggest?(context: OperationContext<unknown, Saved>): Effect.Effect<Json, ProtectionError>
  onPrepareBegin?(context: HookContext<Parameters, State, Saved>): Effect.Effect<Step<State>, ProtectionError>
  onPrepareFinish?(context: HookContext<Parameters, State, Saved>): Effect.Effect<Step<State>, ProtectionError>
  onMain?(context: HookContext<Parameters, State, Saved>): Effect.Effect<Step<State>, ProtectionError>
  onComplete?(context: HookContext<Parameters, State, Saved>): Effect.Effect<Step<State>, ProtectionError>
}

/** The four hooks in the order in which one resource goes through them. @category models @since 0.1.0 */
export const hooks = ["onPrepareBegin", "onPrepareFinish", "onMain", "onComplete"] as const
/** The name of one of the four hooks. @category models @since 0.1.0 */
export type HookName = (typeof hooks)[number]
