/** Ways to bring a real Trove to each reason: what the tests meet, and what docs/errors.md tells of it. */
import type { TroveError, TroveReason } from "@breakwater/trove-adapter/promise"
import type { Stage } from "./Stage.ts"

/** One way to a reason, in words and in deeds; `expected` is what the error has beside it. */
export interface Situation {
  readonly situation: string
  readonly meet: (stage: Stage) => Promise<TroveError>
  readonly expected?: object
}

/** The ways to some reasons. */
export type Situations<R extends TroveReason> = { readonly [Reason in R]: readonly Situation[] }

/** An id that is nobody's. */
export const nobody = "6ba7b810-9dad-41d1-80b4-00c04fd430c8"
