/**
 * The mark by which an operation finds what it made: a hash of installation, owner, operation and resource at the end of
 * a backup's description or an instance's name. The number after it says which attempt of the operation made it.
 */
import { type OperationContext, resourceKey } from "@breakwater/core"
import { sha256 } from "@noble/hashes/sha2.js"
import { utf8ToBytes } from "@noble/hashes/utils.js"
import { longest } from "./text.ts"

/** A mark looks like `[bw:k2x7qd4m3ahz]`, from the second attempt on like `[bw:k2x7qd4m3ahz.1]`. */
export interface Mark {
  readonly hash: string
  readonly attempt: number
}

const space = " [bw:k2x7qd4m3ahz.999]".length

/** What remains of Trove's 255 characters for the user's own description. */
export const longestDescription = longest - space

/** The longest wanted name of an instance, some way below what the mark leaves. */
export const longestName = 230

type Identity = Pick<OperationContext, "installation" | "operationId" | "resource"> & { readonly attempt: number }

/** The mark of an attempt of an operation on a resource, in the name of an owner. */
export const markOf = ({ installation, operationId, resource, attempt }: Identity, ownerTag: string): Mark => ({
  hash: hashOf(JSON.stringify([installation, ownerTag, operationId, resourceKey(resource)])),
  attempt: Math.min(attempt, 999),
})

/** The mark as it is written. */
export const show = ({ hash, attempt }: Mark): string => `[bw:${hash}${attempt === 0 ? "" : `.${attempt}`}]`

/** A text with the mark at its end. */
export const stamp = (text: string, mark: Mark): string => `${text} ${show(mark)}`

/** Which attempt of this mark's operation made what bears the text; nothing if another operation, or nobody, did. */
export const attemptIn = (text: string | null | undefined, mark: Mark): number | undefined => {
  const found = markIn(text)
  return found?.hash === mark.hash ? found.attempt : undefined
}

/** Whoever's mark a text ends with. */
export const markIn = (text: string | null | undefined): Mark | undefined => {
  const [, hash, attempt = "0"] = /\[bw:([a-z2-7]{12})(?:\.(\d{1,3}))?\]$/u.exec(text ?? "") ?? []
  return hash === undefined ? undefined : { hash, attempt: Number(attempt) }
}

/**
 * A text without the marks at its end: an instance whose restore never ended bears one still, and what is made after it must
 * not be found by it.
 */
export const unmarked = (text: string): string =>
  /^(.*?\S)(?:\s*\[bw:[a-z2-7]{12}(?:\.\d{1,3})?\])+$/su.exec(text)?.[1] ?? text

const hashOf = (text: string): string => base32(sha256(utf8ToBytes(text))).slice(0, 12)

const alphabet = "abcdefghijklmnopqrstuvwxyz234567"

const base32 = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(2).padStart(8, "0"))
    .join("")
    .replace(/.{5}/g, (bits) => alphabet[Number.parseInt(bits, 2)] ?? "")
