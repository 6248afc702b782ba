/** Turns an answer of a rule into a real `Response`. */
import type { Answer } from "./Route.ts"

export interface Wire {
  readonly status: number
  readonly headers: Headers
  readonly body: string | null
}

/** The answer as it goes over a wire, with the headers that any server adds. */
export const toWire = (answer: Answer, method: string, now: number): Wire => {
  const headers = new Headers(Object.entries(answer.headers))
  const text =
    answer.body === undefined ? "" : typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body)
  const isEmpty = answer.status === 204 || answer.status === 304
  if (!isEmpty && !headers.has("Content-Length"))
    headers.set("Content-Length", String(new TextEncoder().encode(text).length))
  headers.set("Date", new Date(now).toUTCString())
  return { status: answer.status, headers, body: isEmpty || method === "HEAD" ? null : text }
}

export const toResponse = (
  { status, headers }: Wire,
  url: string,
  body: string | ReadableStream<Uint8Array> | null,
): Response => {
  const response = new Response(body, { status, headers })
  // A response made by hand has no address; one from a server names the address it came from.
  Object.defineProperty(response, "url", { value: url })
  return response
}
