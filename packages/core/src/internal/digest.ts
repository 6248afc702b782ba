/**
 * The SHA-256 of a text, at once: WebCrypto's own digest answers from another thread, after a while that no virtual
 * clock can see.
 */
import { sha256 as digest } from "@noble/hashes/sha2.js"
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js"

/** In hexadecimal, of the text in UTF-8. */
export const sha256 = (text: string): string => bytesToHex(digest(utf8ToBytes(text)))
