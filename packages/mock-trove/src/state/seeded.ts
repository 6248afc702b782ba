/** Made-up values that are the same for the same seed: the n-th value of a stream depends on nothing but seed, stream and n. */

/** A fraction from 0 up to, not including, 1. */
export const seededFraction = (seed: number, stream: string, n: number): number => words(seed, stream, n)(0) / 2 ** 32

/** So many hex digits. */
export const seededHex = (seed: number, stream: string, n: number, length: number): string => {
  const word = words(seed, stream, n)
  return Array.from({ length: Math.ceil(length / 8) }, (_, index) => word(index).toString(16).padStart(8, "0"))
    .join("")
    .slice(0, length)
}

/** A UUID of version 4 by its looks. */
export const seededUuid = (seed: number, stream: string, n: number): string => {
  const hex = seededHex(seed, stream, n, 32)
  const variant = ((Number.parseInt(hex[16] ?? "0", 16) & 3) | 8).toString(16)
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, variant + hex.slice(17, 20), hex.slice(20)].join(
    "-",
  )
}

/** So many characters of the alphabet of URL-safe base64. */
export const seededBase64 = (seed: number, stream: string, n: number, length: number): string => {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
  const word = words(seed, stream, n)
  return Array.from({ length }, (_, index) => alphabet[word(index) & 63]).join("")
}

/** MurmurHash3's finalizer over the inputs: every bit of the seed, the stream, n and the index reaches every bit of the word. */
const words = (seed: number, stream: string, n: number): ((index: number) => number) => {
  let start = mix(seed | 0)
  for (const character of stream) start = mix(start ^ character.charCodeAt(0))
  const at = mix(start ^ n)
  return (index) => mix(at ^ Math.imul(index + 1, 0x9e3779b1)) >>> 0
}

const mix = (value: number): number => {
  let word = value + 0x9e3779b9
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35)
  return word ^ (word >>> 16)
}
