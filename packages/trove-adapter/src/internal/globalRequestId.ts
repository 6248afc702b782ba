/** The id by which every service that keeps it can be asked about a request: `req-` and the trace it belongs to. */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import * as Tracer from "effect/Tracer"

/**
 * One id for all requests of a trace, so that a host finds the lines of one operation in the logs of the services and in
 * its own by the same digits. Where nobody traces, each request gets an id of its own.
 *
 * **Source**: `oslo_middleware/request_id.py`, `ID_FORMAT`. Keystone keeps it; Trove only where its operator put that
 * middleware into the pipeline, which the one it ships does not have.
 */
export const globalRequestId: Effect.Effect<string> = Effect.withFiberSucceed((fiber) => {
  const trace = Context.getOrUndefined(fiber.context, Tracer.ParentSpan)?.traceId
  return shown(trace !== undefined && isTrace.test(trace) ? trace : own(fiber.getRef(Random.Random)))
})

const isTrace = /^[0-9a-f]{32}$/

const own = (random: Random.Random): string => word(random) + word(random) + word(random) + word(random)

/** Four bytes; by a table, since to write a number in hexadecimal takes ten times as long. */
const word = (random: Random.Random): string => {
  const bits = Math.floor(random.nextDoubleUnsafe() * 0x1_0000_0000)
  return byte(bits >>> 24) + byte(bits >>> 16) + byte(bits >>> 8) + byte(bits)
}

const byte = (bits: number): string => bytes[bits & 0xff] ?? "00"
const bytes = Array.from({ length: 256 }, (_, value) => value.toString(16).padStart(2, "0"))

const shown = (hex: string): string =>
  `req-${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
