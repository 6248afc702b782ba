/** The id by which every service that keeps it can be asked about a request: `req-` and the trace it belongs to. */
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"

/**
 * One id for all requests of a trace, so that a host finds the lines of one operation in the logs of the services and in
 * its own by the same digits. Where nobody traces, each request gets an id of its own.
 *
 * **Source**: `oslo_middleware/request_id.py`, `ID_FORMAT`. Keystone keeps it; Trove only where its operator put that
 * middleware into the pipeline, which the one it ships does not have.
 */
export const globalRequestId: Effect.Effect<string> = Effect.flatMap(Effect.option(Effect.currentSpan), (span) =>
  span._tag === "Some" && /^[0-9a-f]{32}$/.test(span.value.traceId) ? Effect.succeed(shown(span.value.traceId)) : own,
)

const own = Effect.map(
  Effect.forEach(Array(16).fill(0), () => Random.nextIntBetween(0, 256, { halfOpen: true })),
  (bytes) => shown(bytes.map((byte: number) => byte.toString(16).padStart(2, "0")).join("")),
)

const shown = (hex: string): string => `req-${hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5")}`
