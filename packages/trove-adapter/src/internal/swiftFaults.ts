/**
 * What an answer of Swift means. Its bodies tell nothing, so its status and one header do: every answer of Swift carries
 * `X-Trans-Id`, good ones too. One without it is a proxy's, which proves nothing about an object.
 *
 * Source: Swift's `swift/common/middleware/catch_errors.py`; Ceph's `src/rgw/rgw_rest.cc`, `end_header`, for its Swift API.
 */
import type { TroveReason } from "../TroveError.ts"

export const isSwiftCall = (operation: string): boolean => calls.has(operation)

export const swiftReason = (status: number, headers: Headers): TroveReason => {
  if (status === 401 || status === 403) return "swiftRefused"
  // 498 is what Swift's own rate limit answers.
  if (status === 429 || status === 498) return "rateLimited"
  if (status === 408 || status >= 500) return "unavailable"
  if (status === 404) return headers.has("x-trans-id") ? "notFound" : "refusedOnTheWay"
  return status >= 400 ? "badRequest" : "malformedAnswer"
}

/** Why an answer that is no refusal is not the object store's. */
export const swiftFault = (operation: string, headers: Headers): string | undefined =>
  isSwiftCall(operation) && !headers.has("x-trans-id")
    ? "it has no X-Trans-Id, without which no object store answers"
    : undefined

const calls: ReadonlySet<string> = new Set(["showObject", "listObjects"])
