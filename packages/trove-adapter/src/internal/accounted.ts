/** Whether all that a create may have made is known to be there or gone, and what an error has to say until it is. */
import { type Leftover, ProtectionError } from "@breakwater/core"
import * as Effect from "effect/Effect"
import type { Removals } from "./remove.ts"

/** What the state of a verb remembers of its create. */
export interface Sent {
  readonly sentAt?: number
  readonly lost?: boolean
  readonly removals?: Removals
}

/**
 * Nothing was sent, or the one thing that was made has been removed. An answer with an id proves less: a list read from
 * a database that lags behind does not show it yet.
 */
export const isAccounted = ({ sentAt, lost, removals }: Sent, id: string | undefined): boolean =>
  sentAt === undefined || (lost !== true && id !== undefined && removals?.[id] !== undefined)

/** Nothing is to be seen of what was sent, or not of all, and its time to show is not over. */
export const isAwaited = (sent: Sent, id: string | undefined, seen: readonly unknown[], settled: boolean): boolean =>
  !settled && (seen.length === 0 || sent.lost === true) && !isAccounted(sent, id)

/** A failure that would say "nothing was begun" says instead that looking is needed, and what for. */
export const naming = (left: readonly Leftover[]) =>
  Effect.mapError((error: ProtectionError) =>
    error.left === undefined && error.outcome === "notStarted"
      ? new ProtectionError({ ...error.toJSON(), outcome: "unknown", left }, { cause: error.cause })
      : error,
  )
