/** Looks at what may not be there or is not told, and what says so. */
import * as Effect from "effect/Effect"
import type { TroveError, TroveReason } from "../TroveError.ts"

/**
 * Whether the call failed since what it asks for is not there. That the route is not there says nothing of it, and of a
 * backup or an instance neither does that something else is missing.
 */
export const isMissing = ({ call, reason }: TroveError): boolean => {
  const proof = proofs[call.operation]
  return proof === undefined ? missing.has(reason) : reason === proof
}

/** What is asked for, or undefined where it is not there. */
export const ifThere = <A>(look: Effect.Effect<A, TroveError>): Effect.Effect<A | undefined, TroveError> =>
  Effect.catchIf(look, isMissing, () => Effect.succeed(undefined))

/**
 * What is asked for, or undefined where that is not told: by a release without the route, or under a policy that forbids
 * it. For looks that nothing depends on but a better word.
 */
export const ifTold = <A>(look: Effect.Effect<A, TroveError>): Effect.Effect<A | undefined, TroveError> =>
  Effect.catchIf(
    look,
    ({ retryable }) => !retryable,
    () => Effect.succeed(undefined),
  )

const missing: ReadonlySet<TroveReason> = new Set(["instanceNotFound", "backupNotFound", "notFound"])

/** Trove repeats the id that it did not find. */
const proofs: { readonly [operation: string]: TroveReason } = {
  showBackup: "backupNotFound",
  showInstance: "instanceNotFound",
}
