/**
 * Places that count over every runner of one database. A place belongs to a resource of an operation, and so outlives
 * the runner that took it: whoever takes the operation over goes on in it, while the service still works for it.
 */
import type * as Effect from "effect/Effect"
import type { ProtectionError } from "../ProtectionError.ts"

/** One runner's claim on an operation. */
export interface Claimed {
  readonly id: string
  readonly epoch: number
}

/** Whom a place is for. */
export interface Seat {
  readonly key: string
  readonly scope: string
  readonly provider: string
}

/** How many places there are; as many as are wanted where nothing is said. */
export interface SharedLimits {
  readonly perScope?: number
  readonly perProvider?: number
}

/** Whoever has lost its epoch takes nothing and gives nothing back. What has ended needs no place any more. */
export interface SharedPlaces {
  /** Takes a place, or says that there is none. */
  readonly take: (claimed: Claimed, seat: Seat, limits: SharedLimits) => Effect.Effect<boolean, ProtectionError>
  readonly giveBack: (claimed: Claimed, key: string) => Effect.Effect<void, ProtectionError>
  /** After a claim: keeps the places of these resources, and says of which there are; the operation's others go. */
  readonly keepOnly: (claimed: Claimed, keys: readonly string[]) => Effect.Effect<readonly string[], ProtectionError>
  /** Returns when a place was given back, by whomever. */
  readonly awaitFreed: Effect.Effect<void>
}

/** The same under the limits of this process. */
export interface LimitedPlaces extends Omit<SharedPlaces, "take"> {
  readonly take: (claimed: Claimed, seat: Seat) => Effect.Effect<boolean, ProtectionError>
}

/** Undefined where nobody limits anything: then nobody is asked. */
export const limitedPlaces = (shared: SharedPlaces, limits: SharedLimits): LimitedPlaces | undefined =>
  limits.perScope === undefined && limits.perProvider === undefined
    ? undefined
    : { ...shared, take: (claimed, seat) => shared.take(claimed, seat, limits) }
