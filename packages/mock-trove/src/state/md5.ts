/** MD5 of an ASCII text, in hex: the checksum by which object stores know what is in a large object. RFC 1321. */

const shifts = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21]
const sines = Array.from({ length: 64 }, (_, index) => Math.floor(Math.abs(Math.sin(index + 1)) * 2 ** 32))

export const md5 = (text: string): string => {
  const words = wordsOf(text)
  let sums: Sums = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476]
  for (let block = 0; block < words.length; block += 16) sums = addBlock(sums, words.subarray(block, block + 16))
  const bytes = new Uint8Array(16)
  const view = new DataView(bytes.buffer)
  for (const [index, sum] of sums.entries()) view.setUint32(index * 4, sum, true)
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")
}

type Sums = readonly [number, number, number, number]

/** The text, a one bit, zeros, and the length in bits, in whole blocks of 16 words. */
const wordsOf = (text: string): Uint32Array => {
  const words = new Uint32Array((((text.length + 8) >> 6) + 1) * 16)
  const bytes = new DataView(words.buffer)
  for (let index = 0; index < text.length; index += 1) bytes.setUint8(index, text.charCodeAt(index))
  bytes.setUint8(text.length, 0x80)
  bytes.setUint32(words.byteLength - 8, text.length * 8, true)
  return Uint32Array.from({ length: words.length }, (_, index) => bytes.getUint32(index * 4, true))
}

const addBlock = (sums: Sums, words: Uint32Array): Sums => {
  let [a, b, c, d] = sums
  for (let step = 0; step < 64; step += 1) {
    const round = step >> 4
    const mixed =
      round === 0 ? (b & c) | (~b & d) : round === 1 ? (d & b) | (~d & c) : round === 2 ? b ^ c ^ d : c ^ (b | ~d)
    const word = round === 0 ? step : round === 1 ? 5 * step + 1 : round === 2 ? 3 * step + 5 : 7 * step
    const sum = (a + mixed + (sines[step] ?? 0) + (words[word % 16] ?? 0)) | 0
    const shift = shifts[round * 4 + (step % 4)] ?? 0
    ;[a, d, c, b] = [d, c, b, (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0]
  }
  return [(sums[0] + a) | 0, (sums[1] + b) | 0, (sums[2] + c) | 0, (sums[3] + d) | 0]
}
