/** Turns an answer of a rule into what goes over a wire, and into a real `Response`. */
import { bodyText } from "./bodyText.ts"
import type { Answer } from "./Route.ts"

export interface Wire {
  readonly status: number
  readonly headers: [name: string, value: string][]
  readonly body: Uint8Array<ArrayBuffer> | null
}

const encoder = new TextEncoder()

/** The answer as it goes over a wire, with the headers that any server adds. */
export const toWire = (answer: Answer, method: string, now: number): Wire => {
  const headers = Object.entries(answer.headers)
  const isEmpty = answer.status === 204 || answer.status === 304
  const bytes = encoder.encode(bodyText(answer))
  const isMeasured = headers.some(([name]) => name.toLowerCase() === "content-length")
  if (!isEmpty && !isMeasured) headers.push(["Content-Length", String(bytes.length)])
  headers.push(["Date", httpDate(now)])
  return { status: answer.status, headers, body: isEmpty || method === "HEAD" ? null : bytes }
}

export const toResponse = (
  { status, headers }: Wire,
  url: string,
  body: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | null,
): Response => {
  const response = new Response(body, { status, headers })
  // A response made by hand has no address; one from a server names the address it came from.
  Object.defineProperty(response, "url", { value: url })
  return response
}

let known = { second: Number.NaN, text: "" }

/** The same for all answers of a second. */
const httpDate = (now: number): string => {
  const second = Math.floor(now / 1000)
  if (known.second !== second) known = { second, text: new Date(now).toUTCString() }
  return known.text
}
