/** The object store of checkpoints and plugin data, seen through sections: prefixes that nobody can leave. */
import type * as Effect from "effect/Effect"
import type * as Stream from "effect/Stream"
import type { ProtectionError } from "./ProtectionError.ts"

/**
 * A part of a bank under one prefix. Keys are relative to it, match `[A-Za-z0-9/_.\-@%]+`, and have no `.` or `..` part.
 *
 * @category models
 * @since 0.1.0
 */
export interface Section {
  readonly readOnly: boolean
  /** **Fails with** `notFound` when there is no such key. */
  readonly get: (key: string) => Effect.Effect<string, ProtectionError>
  readonly put: (key: string, value: string) => Effect.Effect<void, ProtectionError>
  /** **Fails with** `inUse` when the key exists. */
  readonly create: (key: string, value: string) => Effect.Effect<void, ProtectionError>
  /** Removing what is not there is no error. */
  readonly remove: (key: string) => Effect.Effect<void, ProtectionError>
  /** The keys under a prefix, in ascending order. */
  readonly list: (prefix: string) => Stream.Stream<string, ProtectionError>
  readonly section: (prefix: string, options?: { readonly readOnly?: boolean }) => Section
}
