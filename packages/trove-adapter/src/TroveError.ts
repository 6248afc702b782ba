/**
 * The error of one call to Trove or Keystone: which call, why it failed, whether calling again can help, and whether the
 * service may have done what was asked. It knows nothing of operations, resources or checkpoints.
 */
import * as Data from "effect/Data"

/**
 * Every reason with its defaults: whether calling again can help, and what a person can do.
 *
 * @category models
 * @since 0.1.0
 */
export const reasons = {
  invalidConnection: entry(false, "Correct the values named under issues in the connection."),
  connectFailed: entry(true, "The host's connect function failed; see the cause."),
  credentialsRefused: entry(false, "Check user, password, domain, application credential and role on the project."),
  noEndpoint: entry(false, "Name a region and an interface the catalog has, or give an endpointOverride."),
  tokenExpired: entry(false, "Give a new token: this one is unknown, revoked or expired."),
  wrongProject: entry(false, "Use credentials of the project the resource lives in."),
  unauthorizedByPolicy: entry(false, "This call is for administrators; a new token does not help."),
  forbidden: entry(false, "Ask for the missing role, or use another account."),
  swiftRefused: entry(false, "Give the project access to object storage, or ask the operator whether Swift is well."),
  swiftUnavailable: entry(true, "Trove can not reach object storage; try again later."),
  badRequest: entry(false, "Correct the request; the message names the field."),
  notFound: entry(false, "Check the id, the project and the region."),
  busy: entry(true, "Something else runs on the instance; wait until it is ACTIVE and HEALTHY."),
  notReady: entry(true, "Wait until the instance is ready."),
  backupRunning: entry(true, "Wait until the backup, and every backup that hangs on it, has ended."),
  notComplete: entry(true, "Wait until the backup is COMPLETED, or choose another one."),
  checksumMismatch: entry(false, "The stored backup changed since it was made; choose another one."),
  tooLarge: entry(false, "Ask for a volume at least as large as the backup."),
  replicasAttached: entry(false, "Detach or delete the replicas first."),
  quotaExceeded: entry(false, "Free quota or have it raised; waiting does not help."),
  rateLimited: entry(true, "Wait as long as retryAfterMs says."),
  notSupported: entry(false, "This datastore, instance or deployment can not do this."),
  guestUnreachable: entry(true, "The guest agent of the instance does not answer; look at its heartbeat."),
  listUnstable: entry(true, "The list changed faster than it could be read; read it again."),
  serverFault: entry(true, "Give the request id or the id in the message to the operator."),
  unavailable: entry(true, "The service can not answer now; try again later."),
  connectionLost: entry(true, "The connection failed; check the network and the endpoint."),
  timedOut: entry(true, "No answer in time; try again later, or raise requestTimeout."),
  malformedAnswer: entry(false, "The answer is not what Trove sends; check the endpoint and what stands before it."),
} as const

/** Why a call failed, told apart by evidence. @category models @since 0.1.0 */
export type TroveReason = keyof typeof reasons

/**
 * Which call it was: the operation of the description, its method and path template.
 *
 * @category models
 * @since 0.1.0
 */
export interface TroveCall {
  readonly operation: string
  readonly method: string
  readonly path: string
}

/**
 * What the reason was told by: the key of the body (`flat` for webob's shape), the Retry-After header, the code of a
 * socket error. `byMessage` says that nothing but the server's text told, which may change with its version.
 *
 * @category models
 * @since 0.1.0
 */
export interface TroveEvidence {
  readonly bodyKey?: string
  readonly retryAfter?: boolean
  readonly socketCode?: string
  readonly byMessage?: boolean
}

/** What a `TroveError` is made from; `retryable` and `recovery` come from the reason. @category models @since 0.1.0 */
export interface TroveErrorInput {
  readonly call: TroveCall
  readonly reason: TroveReason
  readonly message: string
  readonly outcome: "notStarted" | "started" | "unknown"
  readonly status?: number
  readonly requestId?: string
  readonly retryAfterMs?: number
  readonly evidence?: TroveEvidence
  readonly issues?: readonly { readonly path: string; readonly message: string }[]
  readonly cause?: unknown
}

/**
 * Why one call failed. `outcome` says what the service did: `unknown` asks for looking before calling again.
 *
 * **Units**: `retryAfterMs` in milliseconds.
 *
 * **Example**
 *
 * ```ts
 * trove.createBackup({ name, instance }).pipe(
 *   Effect.catchIf((error) => error.reason === "busy", () => Effect.succeed(undefined)),
 * )
 * ```
 *
 * @category errors
 * @since 0.1.0
 */
export class TroveError extends Data.TaggedError("TroveError")<
  TroveErrorInput & { readonly evidence: TroveEvidence; readonly retryable: boolean; readonly recovery: string }
> {
  constructor(input: TroveErrorInput) {
    super({ evidence: {}, ...reasons[input.reason], ...input })
  }
}

function entry(retryable: boolean, recovery: string) {
  return { retryable, recovery }
}
