/** What a protection plugin can tell of what is out there, beside what checkpoints say: marks, and whether a copy still is. */
import type * as Effect from "effect/Effect"
import type { Json } from "./Json.ts"
import type { OperationContext } from "./Operation.ts"
import type { ProtectionError } from "./ProtectionError.ts"
import type { Resource, Scope } from "./Resource.ts"

/**
 * Something that bears a mark, whoever's. `mark` is as `markOf` gives it, `artifact` what `artifacts` would call it, the
 * sentence is for people. Without `saved`, which is what protect would have saved of it, it is only reported.
 *
 * @category models
 * @since 0.1.0
 */
export interface Marked {
  readonly kind: string
  readonly id: string
  readonly name: string
  readonly mark: string
  readonly artifact: string
  readonly sentence: string
  /** ISO 8601. */
  readonly created: string
  /** It is being made or deleted. */
  readonly busy: boolean
  /** It is whole, and can be restored from. */
  readonly whole: boolean
  /** What it was made of. */
  readonly resource?: Resource
  readonly saved?: Json
}

/** Of which operation a mark is. @category models @since 0.1.0 */
export type MarkOwner = Pick<OperationContext, "installation" | "operationId" | "resource">

/**
 * What orphans are found by. Nothing in it touches anything.
 *
 * @category models
 * @since 0.1.0
 */
export interface Inventory {
  /** The mark an operation leaves in what it makes of a resource, in whichever attempt. Pure. */
  markOf(owner: MarkOwner): string
  /** All in a scope that bears a mark, of this installation or another. */
  findMarked(scope: Scope): Effect.Effect<readonly Marked[], ProtectionError>
  /** Whether what was saved of a resource is still there: false only when the service says that it is not. */
  exists(saved: unknown, resource: Resource): Effect.Effect<boolean, ProtectionError>
}
