/**
 * "@breakwater/core/steps": begin and turn, for hosts that own persistence, waiting and retries themselves (job queues,
 * Velero-like platforms, workflow engines). No engine, bank, timer or store is behind it, and no Effect type is in sight.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { Handle, Turn } from "./Handle.ts"
import { fromHostClock, type HostClock } from "./HostClock.ts"
import { handleOf } from "./internal/handleOf.ts"
import { type Next, nextTurn } from "./internal/nextTurn.ts"
import * as internal from "./internal/turn.ts"
import { ProtectionError } from "./ProtectionError.ts"
import type { ProtectionPlugin } from "./ProtectionPlugin.ts"

export type { Handle, Turn } from "./Handle.ts"
export type { HostClock } from "./HostClock.ts"
export type { Next } from "./internal/nextTurn.ts"

/**
 * What begins an operation on one resource. Begin only once with an id, then turn; where it can not be known whether an
 * earlier begin got through, say `again`, and the plugin looks for longer before it makes anything.
 *
 * @category models
 * @since 0.1.0
 */
export type Begin = internal.Begin

/**
 * What may accompany a call. `keep` is asked to make a handle durable before the call it announces is sent; `signal`
 * ends the waiting for this turn, never the operation.
 *
 * @category models
 * @since 0.1.0
 */
export interface Call {
  readonly signal?: AbortSignal
  readonly keep?: (handle: Handle) => Promise<void>
  readonly clock?: HostClock
}

/**
 * The first turn of an operation. Invalid input comes back as a failed turn, before anything is touched.
 *
 * **Example**
 *
 * ```ts
 * let turn = await begin({ plugin, verb: "protect", operationId: job.id, resource, parameters, deadline }, { keep })
 * ```
 *
 * @category driving
 * @since 0.1.0
 */
export const begin = (request: Begin, call: Call = {}): Promise<Turn> =>
  run(internal.begin(request, keepOf(call)), call)

/**
 * One more turn, in any process, from any handle of a running operation: it looks, acts at most once, and answers. A value
 * that is no handle comes back as a failed turn (`damaged`, `tooNew`).
 *
 * **Example**
 *
 * ```ts
 * const next = await turn(plugin, job.data.handle, { keep })
 * if (next.status === "waiting") await job.later(next.afterMs, next.handle)
 * ```
 *
 * @category driving
 * @since 0.1.0
 */
export const turn = (plugin: ProtectionPlugin, handle: Handle, call: Call = {}): Promise<Turn> =>
  run(internal.turn(plugin, handle, keepOf(call)), call)

/**
 * Where an operation goes on after a turn, and when; undefined where nothing more is to be done, because it ended, failed
 * for good, or failed when its time was up. A fault that passes is no end before the deadline.
 *
 * **Example**
 *
 * ```ts
 * const after = next(turn)
 * if (after !== undefined) await queue.later(after.afterMs ?? 10_000, after.handle)
 * ```
 *
 * @category driving
 * @since 0.1.0
 */
export const next = (turn: Turn, call: Pick<Call, "clock"> = {}): Next | undefined =>
  Effect.runSync(onClock(nextTurn(turn), call))

/**
 * The same handle with the wish to cancel; the next turns carry it out as far as it can be.
 *
 * @category driving
 * @since 0.1.0
 */
export const requestCancel = (handle: Handle): Handle => ({ ...handle, cancelRequested: true })

/**
 * A handle of a failed operation, ready to be tried again under the same id with a new deadline; a cancel that was asked
 * for before is no longer wanted.
 *
 * @category driving
 * @since 0.1.0
 */
export const retry = (handle: Handle, deadline: string): Handle => ({
  ...handle,
  attempt: handle.attempt + 1,
  cancelRequested: false,
  deadline,
})

/**
 * A handle as one string, for hosts whose operation ids are strings.
 *
 * @category conversions
 * @since 0.1.0
 */
export const encode = (handle: Handle): string => JSON.stringify(handle)

/**
 * The handle in a string.
 *
 * **Fails with** (throws) `tooNew` for a handle of a newer version, `damaged` for anything that is no handle.
 *
 * @category conversions
 * @since 0.1.0
 */
export const decode = (id: string): Handle => {
  const handle = Result.flatMap(
    Result.mapError(Schema.decodeUnknownResult(Schema.fromJsonString(Schema.Unknown))(id), ({ message }) => {
      return new ProtectionError({ code: "damaged", message: `This is no handle: ${message}` })
    }),
    handleOf,
  )
  return Result.getOrThrow(handle)
}

const keepOf = (call: Call): internal.Keep => {
  const { keep } = call
  if (keep === undefined) return () => Effect.void
  return (handle) =>
    Effect.tryPromise({
      try: () => keep(handle),
      catch: (cause) =>
        new ProtectionError(
          {
            code: "unavailable",
            outcome: "notStarted",
            message: "The host could not keep the handle, so nothing was sent.",
          },
          { cause },
        ),
    })
}

const onClock = <A>(effect: Effect.Effect<A>, { clock }: Pick<Call, "clock">): Effect.Effect<A> =>
  clock === undefined ? effect : Effect.provideService(effect, Clock.Clock, fromHostClock(clock))

const run = (effect: Effect.Effect<Turn>, call: Call): Promise<Turn> =>
  Effect.runPromise(onClock(effect, call), call.signal === undefined ? undefined : { signal: call.signal })
