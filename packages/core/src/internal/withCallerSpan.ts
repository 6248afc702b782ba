/** A span below the span of whoever asked for it (W3C Trace Context, `traceparent`). */
import * as Effect from "effect/Effect"
import * as Tracer from "effect/Tracer"
import type { Request } from "../OperationRecord.ts"

const traceparent = /^[0-9a-f]{2}-(?<traceId>[0-9a-f]{32})-(?<spanId>[0-9a-f]{16})-(?<flags>[0-9a-f]{2})/

/** A `traceparent` that is none is left out: a trace is no reason to fail. */
export const withCallerSpan =
  (name: string, request: Pick<Request, "id" | "verb" | "provider" | "traceparent">) =>
  <A, E>(effect: Effect.Effect<A, E>): Effect.Effect<A, E> => {
    const { flags = "00", spanId, traceId } = traceparent.exec(request.traceparent ?? "")?.groups ?? {}
    const parent =
      spanId === undefined || traceId === undefined
        ? {}
        : { parent: Tracer.externalSpan({ spanId, traceId, sampled: (Number.parseInt(flags, 16) & 1) === 1 }) }
    const attributes = { operation: request.id, verb: request.verb, provider: request.provider }
    return Effect.withSpan(effect, name, { ...parent, attributes })
  }
