/** A rejected call as the answer of a host that serves HTTP, whatever its framework. */
import { httpStatus } from "./httpStatus.ts"
import type { ProtectionError } from "./ProtectionError.ts"

/**
 * The answer to a call that was rejected: its status, `Retry-After` where the error says how long, the error as JSON.
 *
 * **Example**
 *
 * ```ts
 * app.onError((error) => (error instanceof ProtectionError ? errorResponse(error) : new Response(null, { status: 500 })))
 * ```
 *
 * @category conversions
 * @since 0.1.0
 */
export const errorResponse = (error: ProtectionError): Response => {
  const { code, retryAfterMs } = error
  const headers = retryAfterMs === undefined ? undefined : { "retry-after": String(Math.ceil(retryAfterMs / 1000)) }
  return Response.json(error.toJSON(), { status: httpStatus[code], ...(headers && { headers }) })
}
