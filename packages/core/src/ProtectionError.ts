/**
 * The one error of this SDK, the same class in the Effect and the Promise face and the same again after JSON.
 * It says what happened, whether trying again can help, what a person should do, and whether anything was begun.
 */
import * as Data from "effect/Data"
import * as Schema from "effect/Schema"

/**
 * Every code with its defaults: whether a retry can help, whether something may have been begun, and what to do.
 * A code is named by what the caller can do next; it never changes its meaning.
 *
 * @category models
 * @since 0.1.0
 */
export const codes = {
  /** What was given is wrong; nothing was touched. `issues` says where. */
  invalidParameters: entry(false, "notStarted", "Correct the values named under issues and call again."),
  /** The operation id was used before, with another request. */
  idReused: entry(
    false,
    "notStarted",
    "Use a new operation id, or send exactly the request that id was first used with.",
  ),
  /** There is no such resource, checkpoint, operation, plugin or provider. */
  notFound: entry(false, "notStarted", "Check the id, the project and the region."),
  /** The plugin, the cloud or the resource can not do this, now or later. */
  notSupported: entry(false, "notStarted", "This can not be done here; see the message for what is missing."),
  /** Something else is being done to the resource. */
  notReady: entry(true, "notStarted", "Wait until the resource is ready, then try again."),
  /** Something else depends on what was to be removed. */
  inUse: entry(false, "notStarted", "Remove what still depends on it, or ask for the cascade explicitly."),
  /** The operation has ended in a way that this can not be asked of it any more. */
  alreadyEnded: entry(false, "notStarted", "Start a new operation under an id of its own."),
  /** The cloud does not accept the credentials. */
  unauthenticated: entry(false, "notStarted", "Check the credentials of this account."),
  /** The credentials are good, but not for this. */
  forbidden: entry(false, "notStarted", "Ask for the missing role, or use another account."),
  /** The project has none left; waiting does not help. */
  quotaExceeded: entry(false, "notStarted", "Free quota or have it raised, then retry."),
  /** The cloud asks for fewer calls; waiting does help. */
  rateLimited: entry(true, "notStarted", "Wait as long as retryAfterMs says, then try again."),
  /** The cloud, the bank or the way to them does not answer. */
  unavailable: entry(true, "unknown", "The service can not be reached now; try again later."),
  /** The cloud began the work and then reported that it failed. */
  remoteFailed: entry(false, "started", "Read the service's own message, mend the cause, then retry the operation."),
  /** The operation's deadline came before its end. */
  deadlineExceeded: entry(true, "started", "Retry with a later deadline: what was begun is found again, not doubled."),
  /** Looking did not tell either whether the cloud did what it was asked. */
  ambiguous: entry(
    true,
    "unknown",
    "Retry the operation under the same id: it looks for what was made before it makes anything.",
  ),
  /** Some resources of the operation failed, others did not. */
  partial: entry(true, "started", "See each resource's own error, mend the cause, then retry the operation."),
  /** It was cancelled on request. */
  cancelled: entry(false, "started", "It was cancelled on request; what remains is listed under left."),
  /** A stored object is not what was written. */
  damaged: entry(false, "notStarted", "Do not use this object; restore it from a copy."),
  /** A stored object, a handle or a plugin was made for a newer version. */
  tooNew: entry(false, "notStarted", "Update this software: the object was written by a newer version."),
  /** A plugin or this software broke its own promise. */
  defect: entry(false, "unknown", "This is a defect; report it with the message and the request ids."),
} as const

/** One of the codes of an error. @category models @since 0.1.0 */
export type Code = keyof typeof codes

/** Whether the call did anything: `unknown` asks for looking before repeating. @category models @since 0.1.0 */
export type Outcome = "notStarted" | "started" | "unknown"

/**
 * Something that exists because of an operation and stays behind after it ended.
 *
 * @category schemas
 * @since 0.1.0
 */
export const Leftover = Schema.Struct({ kind: Schema.String, id: Schema.String, sentence: Schema.String })
export interface Leftover extends Schema.Schema.Type<typeof Leftover> {}

/**
 * One fault in what was given: `path` is a JSON Pointer into it. **Units**: `line` and `column` of a text begin at 1.
 *
 * @category schemas
 * @since 0.1.0
 */
export const Issue = Schema.Struct({
  path: Schema.String,
  message: Schema.String,
  line: Schema.optionalKey(Schema.Int),
  column: Schema.optionalKey(Schema.Int),
})
export interface Issue extends Schema.Schema.Type<typeof Issue> {}

/**
 * A `ProtectionError` as JSON. **Units**: `retryAfterMs` in milliseconds.
 *
 * @category schemas
 * @since 0.1.0
 */
export const ProtectionErrorJson = Schema.Struct({
  code: Schema.Literals(Object.keys(codes) as [Code, ...Code[]]),
  message: Schema.String,
  recovery: Schema.String,
  retryable: Schema.Boolean,
  retryAfterMs: Schema.optionalKey(Schema.Finite),
  outcome: Schema.Literals(["notStarted", "started", "unknown"]),
  issues: Schema.optionalKey(Schema.Array(Issue)),
  left: Schema.optionalKey(Schema.Array(Leftover)),
  requestIds: Schema.optionalKey(Schema.Array(Schema.String)),
})
export interface ProtectionErrorJson extends Schema.Schema.Type<typeof ProtectionErrorJson> {}

/** What is given to make one: whatever is left out comes from the code's defaults. @category models @since 0.1.0 */
export type ProtectionErrorInput = Pick<ProtectionErrorJson, "code" | "message"> & Partial<ProtectionErrorJson>

/**
 * Why an operation or call did not do what was asked, and what to do now.
 *
 * **Example**
 *
 * ```ts
 * if (error instanceof ProtectionError && error.retryable) console.log(error.recovery)
 * ```
 *
 * @category errors
 * @since 0.1.0
 */
export class ProtectionError extends Data.TaggedError("ProtectionError")<
  ProtectionErrorJson & { readonly cause?: unknown }
> {
  constructor(input: ProtectionErrorInput, options?: { readonly cause?: unknown }) {
    const { code } = input
    super({ ...codes[code], ...input, ...(options?.cause === undefined ? {} : { cause: options.cause }) })
  }

  /** The plain data of this error; the cause stays behind, since it may hold anything. */
  override toJSON(): ProtectionErrorJson {
    const { code, message, recovery, retryable, retryAfterMs, outcome, issues, left, requestIds } = this
    return {
      code,
      message,
      recovery,
      retryable,
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      outcome,
      ...(issues === undefined ? {} : { issues }),
      ...(left === undefined ? {} : { left }),
      ...(requestIds === undefined ? {} : { requestIds }),
    }
  }

  /** The same error again, a real instance of this class. */
  static fromJSON(json: ProtectionErrorJson): ProtectionError {
    return new ProtectionError(json)
  }
}

function entry(retryable: boolean, outcome: Outcome, recovery: string) {
  return { retryable, outcome, recovery }
}
