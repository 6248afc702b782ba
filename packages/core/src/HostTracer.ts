/** The tracer a host brings, as plain functions, turned into the tracer every span here goes to. */
import * as Cause from "effect/Cause"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Tracer from "effect/Tracer"
import { concealedCause } from "./internal/concealed.ts"

/** A span by its ids (W3C Trace Context): 32 and 16 hexadecimal digits. @category models @since 0.1.0 */
export interface HostSpanId {
  readonly traceId: string
  readonly spanId: string
  readonly sampled: boolean
}

/** A span that began; attributes are ids and names, never a secret. @category models @since 0.1.0 */
export interface HostSpan extends HostSpanId {
  readonly attribute: (name: string, value: unknown) => void
  /** Ends it now; with the error where what it spans failed. */
  readonly end: (error?: unknown) => void
}

/**
 * A tracer as a host writes it over its own, such as OpenTelemetry's. Spans tell of operations, hooks and requests; the
 * parent of the first is what the request's `traceparent` names.
 *
 * **Example**
 *
 * ```ts
 * const tracer: HostTracer = {
 *   start: (name, { kind, parent }) => {
 *     const around = parent && { ...parent, traceFlags: parent.sampled ? 1 : 0 }
 *     const context = around ? trace.setSpanContext(ROOT_CONTEXT, around) : ROOT_CONTEXT
 *     const span = otel.startSpan(name, { kind: kind === "client" ? SpanKind.CLIENT : SpanKind.INTERNAL }, context)
 *     const { spanId, traceFlags, traceId } = span.spanContext()
 *     return {
 *       traceId,
 *       spanId,
 *       sampled: (traceFlags & 1) === 1,
 *       attribute: (key, value) => span.setAttribute(key, String(value)),
 *       end: (error) => {
 *         if (error instanceof Error) span.recordException(error)
 *         span.end()
 *       },
 *     }
 *   },
 * }
 * ```
 *
 * @category models
 * @since 0.1.0
 */
export interface HostTracer {
  readonly start: (name: string, options: { readonly kind: Tracer.SpanKind; readonly parent?: HostSpanId }) => HostSpan
}

/**
 * Sends every span to a host's tracer; without one, none leaves. One that throws loses its span, and harms no operation.
 *
 * @category layers
 * @since 0.1.0
 */
export const hostTracerLayer = (host: HostTracer | undefined): Layer.Layer<never> =>
  host === undefined
    ? Layer.empty
    : Layer.succeed(Tracer.Tracer, Tracer.make({ span: (options) => spanOf(host, options) }))

const spanOf = (host: HostTracer, options: Parameters<Tracer.Tracer["span"]>[0]): Tracer.Span => {
  const { annotations, kind, name, startTime } = options
  const around = Option.getOrUndefined(options.parent)
  const parent = around && { traceId: around.traceId, spanId: around.spanId, sampled: around.sampled }
  // What the host's tracer throws ends here: thrown into a hook it would fail an operation of which nothing is wrong.
  const own = Result.getOrElse(
    Result.try(() => host.start(name, { kind, ...(parent && { parent }) })),
    () => ({ ...(parent ?? nowhere), attribute: () => {}, end: () => {} }),
  )
  const { sampled, spanId, traceId } = own
  const attributes = new Map<string, unknown>()
  const links = [...options.links]
  let status: Tracer.SpanStatus = { _tag: "Started", startTime }
  return {
    _tag: "Span",
    name,
    kind,
    annotations,
    parent: options.parent,
    traceId,
    spanId,
    sampled,
    attributes,
    links,
    get status() {
      return status
    },
    attribute: (key, value) => {
      attributes.set(key, value)
      Result.try(() => own.attribute(key, value))
    },
    // What is logged goes to the host's logger, and nothing here is linked.
    event: () => {},
    addLinks: (more) => void links.push(...more),
    end: (endTime, exit) => {
      status = { _tag: "Ended", startTime, endTime, exit }
      Result.try(() => (Exit.isSuccess(exit) ? own.end() : own.end(concealedCause(Cause.squash(exit.cause)))))
    },
  }
}

/** What W3C Trace Context takes for no span at all. */
const nowhere: HostSpanId = { traceId: "0".repeat(32), spanId: "0".repeat(16), sampled: false }
