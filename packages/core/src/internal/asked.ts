/** What a plugin is asked, and what comes of it: whatever it does instead of answering is one error that names it. */
import * as Effect from "effect/Effect"
import { ProtectionError } from "../ProtectionError.ts"
import { concealedError } from "./concealed.ts"

/** What a plugin throws, fails with against its contract, or gives instead of an effect is its defect, not the caller's. */
export const asked = <A>(
  what: string,
  ask: () => Effect.Effect<A, ProtectionError>,
): Effect.Effect<A, ProtectionError> =>
  Effect.suspend(() => {
    const answer = ask()
    return Effect.isEffect(answer) ? answer : Effect.die("what it gave is no Effect.")
  }).pipe(
    Effect.mapError((error) => (error instanceof ProtectionError ? concealedError(error) : broken(what, error))),
    Effect.catchDefect((cause) => Effect.fail(broken(what, cause))),
  )

/** The error of a plugin that broke its contract. */
export const broken = (what: string, cause: unknown): ProtectionError => {
  const message = `The plugin broke in ${what}: ${cause instanceof Error ? cause.message : String(cause)}`
  return concealedError(new ProtectionError({ code: "defect", message }, { cause }))
}
