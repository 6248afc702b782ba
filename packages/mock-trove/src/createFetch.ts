/** The cloud as a `fetch`: no socket, no port. What the real one rejects with, this rejects with. */

import { inPieces, settle } from "./deliver.ts"
import type { Engine } from "./Engine.ts"
import { resolveAddress } from "./endpoints.ts"
import type { OwnedClock } from "./state/Clock.ts"
import type { Endpoints } from "./state/Cloud.ts"
import { toResponse, toWire } from "./toResponse.ts"

export const createFetch =
  (parts: { readonly engine: Engine; readonly clock: OwnedClock; readonly endpoints: () => Endpoints }): typeof fetch =>
  async (input, init) => {
    const { engine, clock } = parts
    const request = new Request(input, init)
    const { signal } = request
    signal.throwIfAborted()
    clock.stir()
    const text = request.body === null ? "" : await readText(request, clock)
    const url = new URL(request.url)
    const outcome = engine.handle({
      ...resolveAddress(url, parts.endpoints()),
      method: request.method,
      query: url.search.slice(1),
      headers: [...request.headers],
      text,
      isChunked: init?.body instanceof ReadableStream,
      host: url.host,
    })
    const { answer, delivery } = await settle(outcome, clock, signal)
    clock.stir()
    if (answer === undefined) throw lostConnection()
    const wire = toWire(answer, request.method, clock.now())
    if (delivery === undefined || wire.body === null) return toResponse(wire, request.url, wire.body)
    const isCut = delivery.kind === "truncate"
    return toResponse(wire, request.url, streamOf(inPieces(wire.body, delivery, clock), isCut))
  }

const readText = async (request: Request, clock: OwnedClock): Promise<string> => {
  using _reading = clock.hold()
  const text = await request.text()
  request.signal.throwIfAborted()
  return text
}

/** Read piece by piece, as the client asks for more. */
const streamOf = (chunks: AsyncGenerator<Uint8Array>, isCut: boolean): ReadableStream<Uint8Array> =>
  new ReadableStream(
    {
      pull: async (controller) => {
        const { done, value } = await chunks.next()
        if (!done) controller.enqueue(value)
        else if (isCut) controller.error(terminated())
        else controller.close()
      },
    },
    { highWaterMark: 0 },
  )

/** What undici's `fetch` rejects with when the other side hangs up. */
const lostConnection = (): TypeError => {
  const cause = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET", errno: -104, syscall: "read" })
  return new TypeError("fetch failed", { cause })
}

/** What reading a body rejects with there when the other side hangs up in the middle of it. */
const terminated = (): TypeError => {
  const cause = Object.assign(new Error("other side closed"), { code: "UND_ERR_SOCKET" })
  return new TypeError("terminated", { cause })
}
