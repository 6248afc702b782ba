/** A bank that lives and ends with the process: for tests, and for hosts that keep nothing. */
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { type Bank, makeBank } from "./Bank.ts"
import { ProtectionError } from "./ProtectionError.ts"

/**
 * A new, empty bank in memory.
 *
 * @category constructors
 * @since 0.1.0
 */
export declare const memoryBank: (id?: string) => Bank
