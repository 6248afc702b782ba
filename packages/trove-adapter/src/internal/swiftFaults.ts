/**
 * What a refusal of Swift means. Its bodies tell nothing, so its status and one header do: every answer of Swift carries
 * `X-Trans-Id`, and a 404 without it is a proxy's, which proves nothing about an object.
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

const calls: ReadonlySet<string> = new Set(["showObject", "listObjects"])
