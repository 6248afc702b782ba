/** The changes of an operation as server-sent events, for hosts that serve HTTP, whatever their framework. */
import { hasEnded, type OperationChange, type OperationRecord } from "./OperationRecord.ts"

/** What the events are read from: the operations of a client. @category models @since 0.1.0 */
export interface Watchable {
  watch(
    id: string,
    options?: { readonly afterRevision?: number; readonly signal?: AbortSignal },
  ): AsyncIterable<OperationChange>
}

/**
 * Where a reader was (`Last-Event-ID`, or a revision it has), and what ends the events before the operation does.
 *
 * @category models
 * @since 0.1.0
 */
export interface EventsOptions {
  readonly after?: string | number | readonly string[] | null | undefined
  readonly signal?: AbortSignal
}

/**
 * Every change after a revision, to the end of the operation. The revision is the event's id, so that a browser that lost
 * its connection goes on where it was; one that has seen the end is answered with 204, after which it asks no more.
 *
 * **Example**
 *
 * ```ts
 * const after = request.headers.get("last-event-id")
 * return eventsResponse(operations, await operations.get(id), { after, signal: request.signal })
 * ```
 *
 * @category conversions
 * @since 0.1.0
 */
export const eventsResponse = (
  operations: Watchable,
  { id, revision, state }: OperationRecord,
  { after, signal }: EventsOptions = {},
): Response => {
  const afterRevision = Number(after) || 0
  if (hasEnded(state) && afterRevision >= revision) return new Response(null, { status: 204 })
  const changes = operations.watch(id, { afterRevision, ...(signal && { signal }) })[Symbol.asyncIterator]()
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    start: (stream) => stream.enqueue(encoder.encode("retry: 1000\n\n")),
    pull: (stream) =>
      changes.next().then(({ done, value }) => {
        if (done === true) return stream.close()
        stream.enqueue(encoder.encode(`id: ${value.operation.revision}\ndata: ${JSON.stringify(value)}\n\n`))
      }),
    cancel: () => changes.return?.().then(() => {}),
  })
  return new Response(body, { headers: { "content-type": "text/event-stream", "cache-control": "no-store" } })
}
