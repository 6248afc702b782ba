/** What there is, or undefined where there is no such thing; any other failure stays one. */
import * as Effect from "effect/Effect"
import type { ProtectionError } from "../ProtectionError.ts"

export const ifThere: <A, R>(
  found: Effect.Effect<A, ProtectionError, R>,
) => Effect.Effect<A | undefined, ProtectionError, R> = Effect.catchIf(
  ({ code }) => code === "notFound",
  () => Effect.succeed(undefined),
)
