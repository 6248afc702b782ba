/** Randomness from WebCrypto, the same on every host; nothing else reads the global `crypto`. */
import { bytesToHex } from "@noble/hashes/utils.js"
import * as Effect from "effect/Effect"

/** Random bytes, in hexadecimal. */
export const randomHex = (bytes: number): Effect.Effect<string> =>
  Effect.sync(() => bytesToHex(crypto.getRandomValues(new Uint8Array(bytes))))
