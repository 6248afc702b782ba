/** How an answer gets to a client over any wire: when its time has come, and in which pieces. */
import type { BodyDelivery } from "./answerFaulty.ts"
import type { Outcome } from "./Engine.ts"
import type { Clock } from "./state/Clock.ts"

/** Waits by the mock's clock until there is something to answer. */
export const settle = async (first: Outcome, clock: Clock, signal?: AbortSignal): Promise<Outcome> => {
  let outcome = first
  for (;;) {
    if (outcome.delayMs > 0) await clock.sleep(outcome.delayMs, signal)
    if (outcome.resume === undefined) return outcome
    outcome = outcome.resume()
  }
}

const pieces = 10

/** The pieces of a body, each when its time has come. After the last one of a truncated body the connection dies. */
export async function* inPieces(bytes: Uint8Array, delivery: BodyDelivery, clock: Clock): AsyncGenerator<Uint8Array> {
  if (delivery.kind === "truncate") {
    yield bytes.slice(0, Math.floor(bytes.length / 2))
    return
  }
  const size = Math.ceil(bytes.length / pieces)
  for (let at = 0; at < bytes.length; at += size) {
    await clock.sleep(delivery.ms / Math.ceil(bytes.length / size))
    yield bytes.slice(at, at + size)
  }
}
