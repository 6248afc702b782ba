/**
 * The error of one call to Trove or Keystone: which call, why it failed, whether calling again can help, and whether the
 * service may have done what was asked. It knows nothing of operations, resources or checkpoints.
 */
import * as Data from "effect/Data"

/**
 * Every reason with its defaults: whether calling again can help, and what a person can do. Its comment says what it is
 * told by; the key is that of the body, and flat means webob's shape, which has none.
 *
 * @category models
 * @since 0.1.0
 */
export const reasons = {
  /** What `connect` gave has faults; nothing was sent. */
  invalidConnection: entry(false, "Correct the values named under issues in the connection."),
  /** The host's `connect` threw or rejected; nothing was sent. */
  connectFailed: entry(true, "The host's connect function failed; see the cause."),
  /** 401 or 404 of Keystone when asked for a token. */
  credentialsRefused: entry(false, "Check user, password, domain, application credential and role on the project."),
  /** Keystone's catalog has no such service, Trove or the object store, for the region and interface. */
  noEndpoint: entry(false, "Name a region and an interface the catalog has, or give an endpointOverride."),
  /** 401 with the key `error`; 401 or 404 of Keystone when asked about a token. */
  tokenExpired: entry(false, "Give a new token: this one is unknown, revoked or expired."),
  /** 403 with a flat body, or a token of another project. */
  wrongProject: entry(
    false,
    "Use credentials of the project the resource lives in; an administrator gives the connection asAdmin: true.",
  ),
  /** 401 with another key than `error`, where neither the call nor the text is about Swift. */
  unauthorizedByPolicy: entry(
    false,
    "Trove accepts the token and refuses all the same, so a new one does not help: do as the message says, or ask an administrator.",
  ),
  /** Any other 403. */
  forbidden: entry(false, "Ask for the missing role, or use another account."),
  /** 401 with another key than `error`, to making or deleting a backup and to a restore, or for a replica where the text speaks of Swift; 401 or 403 of the object store. */
  swiftRefused: entry(false, "Give the project access to object storage, or ask the operator whether Swift is well."),
  /** 500 with the key `serverError`, to making or deleting a backup and to a restore, or for a replica where the text speaks of Swift. */
  swiftUnavailable: entry(true, "Trove can not reach object storage; try again later."),
  /** 400 and every refusal that has no reason of its own; a request that can not be sent at all. */
  badRequest: entry(false, "Correct the request; the message names the field."),
  /** 404 whose text says "Swift is disabled". */
  swiftMissing: entry(false, "This project has no object storage; ask the operator, or use another project."),
  /** 404 to a restore whose text speaks of the backup file. */
  objectMissing: entry(false, "The stored backup is gone from object storage; choose another one."),
  /** 404 whose text names the instance that was asked for. */
  instanceNotFound: entry(
    false,
    "There is no such instance: it was deleted, or lies in another project or region; check the id.",
  ),
  /** 404 whose text names the backup that was asked for, or the parent of a new one. */
  backupNotFound: entry(
    false,
    "There is no such backup: it was deleted, or lies in another project or region; check the id, or choose another one.",
  ),
  /** 404 whose text says no more than "The resource could not be found.": Trove has no such route. */
  routeMissing: entry(
    false,
    "Trove knows no such call: give an endpoint that ends with /v1.0/ and the project's id, or a newer release.",
  ),
  /** Any other 404 of Trove's: a flavor, datastore, configuration group or something else; 404 of the object store with X-Trans-Id. */
  notFound: entry(false, "Check the id, the project and the region."),
  /** 422 to a change of an instance or to a new backup. */
  busy: entry(true, "Something else runs on the instance; wait until it is ACTIVE and HEALTHY."),
  /** 422 to deleting an instance and to a read; 422 whose text says "is not ready". */
  notReady: entry(true, "Wait until the instance is ready."),
  /** 422 to deleting a backup. */
  backupRunning: entry(true, "Wait until the backup, and every backup that hangs on it, has ended."),
  /** 409. */
  notComplete: entry(true, "Wait until the backup is COMPLETED, or choose another one."),
  /** 409 whose text speaks of the checksum. */
  checksumMismatch: entry(false, "The stored backup changed since it was made; choose another one."),
  /** 403 to a restore whose text says "too large". */
  tooLarge: entry(false, "Ask for a volume at least as large as the backup."),
  /** 403 to deleting an instance whose text names replicas. */
  replicasAttached: entry(false, "Detach or delete the replicas first."),
  /** 413 without Retry-After. */
  quotaExceeded: entry(false, "Free quota or have it raised; waiting does not help."),
  /** 413 with Retry-After, or 429; a write that was not sent, since the rate limiter would have refused it. */
  rateLimited: entry(true, "Wait as long as retryAfterMs says."),
  /** 501. */
  notSupported: entry(false, "This datastore, instance or deployment can not do this."),
  /** 400 to listing databases or users, which are the guest's to tell; 400 whose text speaks of the guest. */
  guestUnreachable: entry(true, "The guest agent of the instance does not answer; look at its heartbeat."),
  /** Rows moved between the pages in every scan. */
  listUnstable: entry(true, "The list changed faster than it could be read; read it again."),
  /** Any other 500. */
  serverFault: entry(true, "Give the request id or the id in the message to the operator."),
  /** 408, every status above 501, and a 500 or 501 whose body is not Trove's. */
  unavailable: entry(true, "The service can not answer now; try again later."),
  /** Any other refusal whose body is neither Trove's nor Keystone's: a proxy, a gateway or a wrong address answered. */
  refusedOnTheWay: entry(
    true,
    "Something before the service refused; check the endpoint, and ask whoever runs the proxy.",
  ),
  /** The certificate of the service, or the client's own, was not accepted. */
  certificateRefused: entry(
    false,
    "Give a fetch that knows the service's certificate authority, or the certificate that the service asks for.",
  ),
  /** The connection never stood, or broke. */
  connectionLost: entry(true, "The connection failed; check the network and the endpoint."),
  /** No answer within the connection's `requestTimeout`. */
  timedOut: entry(true, "No answer in time; try again later, or raise requestTimeout."),
  /** A status or a body that Trove does not send; a good answer of the object store without X-Trans-Id. */
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
  /** The id that went along, which services that keep it write into their logs, also when no answer came back. */
  readonly globalRequestId?: string
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

/** What a `TroveError` is made from; `retryable` comes from the reason, `recovery` too where nothing better is known. @category models @since 0.1.0 */
export interface TroveErrorInput {
  readonly call: TroveCall
  readonly reason: TroveReason
  readonly message: string
  readonly outcome: "notStarted" | "started" | "unknown"
  readonly status?: number
  readonly requestId?: string
  readonly retryAfterMs?: number
  readonly evidence?: TroveEvidence
  readonly recovery?: string
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
