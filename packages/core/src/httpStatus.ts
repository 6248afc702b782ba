/**
 * Which HTTP status a host may answer a code with: one table for all hosts, so that they answer alike. Core itself knows
 * no HTTP; an operation that failed is a record like any other, and to show it is a 200.
 */
import type { Code } from "./ProtectionError.ts"

/**
 * The status to answer a call with that was rejected with this code.
 *
 * **Example**
 *
 * ```ts
 * reply.code(httpStatus[error.code]).send(error.toJSON())
 * ```
 *
 * @category models
 * @since 0.1.0
 */
export const httpStatus: { readonly [C in Code]: number } = {
  invalidParameters: 422,
  idReused: 409,
  notFound: 404,
  notSupported: 501,
  notReady: 409,
  inUse: 409,
  alreadyEnded: 409,
  unauthenticated: 401,
  forbidden: 403,
  quotaExceeded: 413,
  rateLimited: 429,
  unavailable: 503,
  remoteFailed: 502,
  deadlineExceeded: 504,
  ambiguous: 502,
  partial: 502,
  cancelled: 409,
  damaged: 500,
  tooNew: 501,
  defect: 500,
}
