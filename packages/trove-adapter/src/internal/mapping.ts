/** From the error of one call to the error of an operation: one table, nothing else. The crossing of words is `wire.ts`. */
import { type Code, ProtectionError, type ProtectionErrorInput } from "@breakwater/core"
import type { TroveError, TroveReason } from "../TroveError.ts"

/** What each reason of a call means to whoever asked for an operation. */
const codes: { readonly [R in TroveReason]: Code } = {
  invalidConnection: "invalidParameters",
  connectFailed: "unavailable",
  credentialsRefused: "unauthenticated",
  noEndpoint: "unavailable",
  tokenExpired: "unauthenticated",
  wrongProject: "forbidden",
  unauthorizedByPolicy: "forbidden",
  forbidden: "forbidden",
  swiftRefused: "forbidden",
  swiftUnavailable: "unavailable",
  badRequest: "invalidParameters",
  swiftMissing: "notSupported",
  objectMissing: "damaged",
  instanceNotFound: "notFound",
  backupNotFound: "notFound",
  routeMissing: "notSupported",
  notFound: "notFound",
  busy: "notReady",
  notReady: "notReady",
  backupRunning: "notReady",
  notComplete: "notReady",
  checksumMismatch: "damaged",
  tooLarge: "invalidParameters",
  replicasAttached: "inUse",
  quotaExceeded: "quotaExceeded",
  rateLimited: "rateLimited",
  notSupported: "notSupported",
  guestUnreachable: "notReady",
  listUnstable: "unavailable",
  serverFault: "unavailable",
  unavailable: "unavailable",
  refusedOnTheWay: "unavailable",
  certificateRefused: "unavailable",
  connectionLost: "unavailable",
  timedOut: "unavailable",
  malformedAnswer: "unavailable",
}

/** The same failure in the words of an operation; message, recovery and evidence of the call are kept. */
export const toProtectionError = (error: TroveError): ProtectionError => {
  const { call, reason, message, recovery, retryable, outcome, retryAfterMs, issues, requestId } = error
  const requestIds = [requestId, call.globalRequestId].filter((id) => id !== undefined)
  const input: ProtectionErrorInput = {
    code: codes[reason],
    message,
    recovery,
    retryable,
    outcome,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(issues === undefined ? {} : { issues }),
    ...(requestIds.length === 0 ? {} : { requestIds }),
  }
  return new ProtectionError(input, { cause: error })
}
