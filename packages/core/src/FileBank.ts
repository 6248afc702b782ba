/** A bank in a folder: one file for each key, written so that a crash leaves the old text or the new one, never half. */
import type { Bank } from "./Bank.ts"

/**
 * A bank in a folder, made at the first use.
 *
 * @category constructors
 * @since 0.1.0
 */
export declare const fileBank: (folder: string) => Bank
