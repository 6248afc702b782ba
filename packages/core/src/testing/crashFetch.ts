/** HTTP across the crash harness: a `fetch` for the program, and what the world carries it out with. */
import * as Schema from "effect/Schema"
import type { Json } from "../Json.ts"
import type { CrashKit } from "./crashHost.ts"

const Headers = Schema.mutable(Schema.Array(Schema.mutable(Schema.Tuple([Schema.String, Schema.String]))))
const Asked = Schema.Struct({ method: Schema.String, url: Schema.String, headers: Headers, body: Schema.String })
const Answered = Schema.Struct({ status: Schema.Int, headers: Headers, body: Schema.String })

/**
 * A `fetch` whose every request is a call named by method and path, ids shown as `*`. Without an answer it rejects as the
 * real one does when a connection dies.
 *
 * @category running
 * @since 0.1.0
 */
export const crashFetch =
  ({ call }: Pick<CrashKit, "call">): typeof fetch =>
  async (input, init) => {
    const request = new Request(input, init)
    const { method, url } = request
    const asked = { method, url, headers: [...request.headers], body: await request.text() }
    const answer = await call(`${method} ${patternOf(new URL(url).pathname)}`, asked).catch((cause: unknown) => {
      throw new TypeError("fetch failed", { cause })
    })
    const { body, headers, status } = Schema.decodeUnknownSync(Answered)(answer)
    return new Response(bodiless.includes(status) ? null : body, { status, headers })
  }

/** Carries such a call out. @category running @since 0.1.0 */
export const carryOutFetch = async (fetch: typeof globalThis.fetch, input: Json): Promise<Json> => {
  const { body, headers, method, url } = Schema.decodeUnknownSync(Asked)(input)
  const response = await fetch(url, { method, headers, ...(body === "" ? {} : { body }) })
  return { status: response.status, headers: [...response.headers], body: await response.text() }
}

const bodiless = [204, 205, 304]

const patternOf = (path: string) =>
  path
    .split("/")
    .map((part) => (/^[0-9a-f-]{16,}$/.test(part) ? "*" : part))
    .join("/")
