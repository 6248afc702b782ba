/** Looks at what may not be there, and what says that it is not. */
import * as Effect from "effect/Effect"
import type { TroveError, TroveReason } from "../TroveError.ts"

/** Whether the call failed since what it asks for is not there. That the route is not there says nothing of it. */
export const isMissing = ({ reason }: TroveError): boolean => missing.has(reason)

/** What is asked for, or undefined where it is not there. */
export const ifThere = <A>(look: Effect.Effect<A, TroveError>): Effect.Effect<A | undefined, TroveError> =>
  Effect.catchIf(look, isMissing, () => Effect.succeed(undefined))

const missing: ReadonlySet<TroveReason> = new Set(["instanceNotFound", "backupNotFound", "notFound"])
