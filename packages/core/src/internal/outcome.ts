/** How an operation ends, out of how its resources ended. Pure. */
import { type Leftover, ProtectionError } from "../ProtectionError.ts"
import type { OperationUpdate, ResourceRow } from "./OperationStore.ts"

/**
 * Cancelled when anything was cancelled; else failed when anything failed; else succeeded, even if a cancel was asked
 * for: it came too late. An operation on one resource fails with that resource's own error, on several with `partial`.
 */
export const outcomeOf = (rows: readonly ResourceRow[]): NonNullable<OperationUpdate["end"]> => {
  const served = rows.filter((row) => row.served)
  const left = rows.flatMap((row) => (row.state === "succeeded" ? [] : row.left))
  const failed = served.filter((row) => row.state === "failed")
  const cancelled = served.filter((row) => row.state === "cancelled")
  if (cancelled.length > 0) return { state: "cancelled", error: cancelError(cancelled, served, left).toJSON(), left }
  const [first] = failed
  if (first?.error === undefined) return { state: "succeeded", left: [] }
  if (served.length === 1) return { state: "failed", error: first.error, left }
  return { state: "failed", error: partial(failed, served, left).toJSON(), left }
}

const cancelError = (cancelled: readonly ResourceRow[], served: readonly ResourceRow[], left: readonly Leftover[]) =>
  new ProtectionError({
    code: "cancelled",
    outcome: served.some((row) => row.begun) ? "started" : "notStarted",
    message: `It was cancelled; ${cancelled.length} of ${served.length} resources were not done.`,
    left,
  })

const partial = (failed: readonly ResourceRow[], served: readonly ResourceRow[], left: readonly Leftover[]) => {
  const named = failed.slice(0, 3).map(({ resource, error }) => `${resource.name} (${error?.message ?? ""})`)
  const more = failed.length > named.length ? ` and ${failed.length - named.length} more` : ""
  return new ProtectionError({
    code: "partial",
    message: `${failed.length} of ${served.length} resources failed: ${named.join("; ")}${more}.`,
    left,
  })
}
