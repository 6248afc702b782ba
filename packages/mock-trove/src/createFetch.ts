/** The cloud as a `fetch`: no socket, no port. What the real one rejects with, this rejects with. */
import type { Engine } from "./Engine.ts"
import { resolveAddress } from "./endpoints.ts"
import type { OwnedClock } from "./state/Clock.ts"
import type { Endpoints } from "./state/Cloud.ts"
import { toResponse } from "./toResponse.ts"

export const createFetch =
  (parts: { readonly engine: Engine; readonly clock: OwnedClock; readonly endpoints: () => Endpoints }): typeof fetch =>
  async (input, init) => {
    const { engine, clock } = parts
    const request = new Request(input, init)
    const { signal } = request
    signal.throwIfAborted()
    clock.stir()
    using reading = clock.hold()
    const text = await request.text()
    reading.release()
    signal.throwIfAborted()
    const url = new URL(request.url)
    const { answer, delayMs } = engine.handle({
      ...resolveAddress(url, parts.endpoints()),
      method: request.method,
      query: url.search.slice(1),
      headers: [...request.headers],
      text,
      host: url.host,
    })
    if (delayMs > 0) await clock.sleep(delayMs, signal)
    clock.stir()
    if (answer === undefined) throw lostConnection()
    return toResponse(answer, request.url, request.method, clock.now())
  }

/** What undici's `fetch` rejects with when the other side hangs up. */
const lostConnection = (): TypeError => {
  const cause = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET", errno: -104, syscall: "read" })
  return new TypeError("fetch failed", { cause })
}
