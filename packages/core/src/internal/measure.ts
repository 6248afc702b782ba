/** What is measured of operations, told to Effect's metrics and to the host's meter. A meter that breaks harms nothing. */
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Metric from "effect/Metric"
import { type HostMeter, Meter } from "../HostMeter.ts"
import type { OperationRecord } from "../OperationRecord.ts"

const started = Metric.counter("breakwater.operations.started", { incremental: true })
const ended = Metric.counter("breakwater.operations.ended", { incremental: true })
const skippedRuns = Metric.counter("breakwater.schedule.skipped", { incremental: true })
const inFlight = Metric.gauge("breakwater.operations.in_flight")
const planAge = Metric.gauge("breakwater.plan.last_good.age", {
  description: "Since the newest available checkpoint was begun, in milliseconds",
})
const duration = Metric.histogram("breakwater.operation.duration", {
  description: "From start to end, in milliseconds",
  boundaries: Metric.exponentialBoundaries({ start: 1000, factor: 2, count: 18 }),
})

export const measureStart = ({ request: { provider, verb } }: OperationRecord): Effect.Effect<void> => {
  const attributes = { verb, provider }
  return Effect.andThen(
    Metric.update(Metric.withAttributes(started, attributes), 1),
    tell((meter) => meter.count(started.id, attributes)),
  )
}

export const measureEnd = ({ created, error, request, state, updated }: OperationRecord): Effect.Effect<void> => {
  const attributes = { verb: request.verb, provider: request.provider, state }
  const counted = error === undefined ? attributes : { ...attributes, code: error.code }
  const took = millis(updated) - millis(created)
  return Effect.all(
    [
      Metric.update(Metric.withAttributes(ended, counted), 1),
      Metric.update(Metric.withAttributes(duration, attributes), took),
      tell((meter) => {
        meter.count(ended.id, counted)
        meter.record(duration.id, took, attributes)
      }),
    ],
    { discard: true },
  )
}

/** Told by each process that leaves the run out. */
export const measureSkippedRun = (attributes: { readonly schedule: string; readonly reason: string }) =>
  Effect.andThen(
    Metric.update(Metric.withAttributes(skippedRuns, attributes), 1),
    tell((meter) => meter.count(skippedRuns.id, attributes)),
  )

/** Counts an operation among those this process drives, for as long as `body` runs. */
export const measureInFlight =
  (counts: Map<string, number>, { request: { provider, verb } }: OperationRecord) =>
  <A, E>(body: Effect.Effect<A, E>): Effect.Effect<A, E> => {
    const attributes = { verb, provider }
    const key = JSON.stringify(attributes)
    const add = (by: 1 | -1) =>
      Effect.suspend(() => {
        const count = (counts.get(key) ?? 0) + by
        counts.set(key, count)
        const told = tell((meter) => meter.gauge?.(inFlight.id, count, attributes))
        return Effect.andThen(Metric.modify(Metric.withAttributes(inFlight, attributes), by), told)
      })
    return Effect.acquireUseRelease(
      add(1),
      () => body,
      () => add(-1),
    )
  }

export const measurePlanAge = (age: number, attributes: { readonly plan: string; readonly provider: string }) =>
  Effect.andThen(
    Metric.update(Metric.withAttributes(planAge, attributes), age),
    tell((meter) => meter.gauge?.(planAge.id, age, attributes)),
  )

const tell = Effect.fnUntraced(
  function* (measurement: (meter: HostMeter) => void) {
    const meter = yield* Meter
    if (meter !== undefined) measurement(meter)
  },
  Effect.catchDefect((defect) => Effect.logWarning("The host's meter broke.", defect)),
)

const millis = (time: string): number => DateTime.toEpochMillis(DateTime.makeUnsafe(time))
