/** The random id of one installation, kept in its bank. */
import type * as Effect from "effect/Effect"
import type { Bank } from "./Bank.ts"
import type { ProtectionError } from "./ProtectionError.ts"

/**
 * The id of the installation that uses this bank: made at random the first time, the same ever after.
 *
 * @category identity
 * @since 0.1.0
 */
export declare const installationId: (bank: Bank) => Effect.Effect<string, ProtectionError>
