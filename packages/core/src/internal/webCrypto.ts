/** Digests and randomness from WebCrypto, the same on every host; nothing else reads the global `crypto`. */
import * as Effect from "effect/Effect"

/** The SHA-256 of a text in UTF-8, in hexadecimal. */
export const sha256 = (text: string): Effect.Effect<string> =>
  Effect.map(
    Effect.promise(() => crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))),
    (digest) => hex(new Uint8Array(digest)),
  )

/** Random bytes, in hexadecimal. */
export const randomHex = (bytes: number): Effect.Effect<string> =>
  Effect.sync(() => hex(crypto.getRandomValues(new Uint8Array(bytes))))

const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")
