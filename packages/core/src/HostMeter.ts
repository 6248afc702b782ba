/** The meter a host brings, as plain functions, told what operations begin and how they end. */
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Layer from "effect/Layer"

/** What a measurement is told apart by; ids of operations and resources are not among it. @category models @since 0.1.0 */
export type MeterAttributes = { readonly [name: string]: string }

/**
 * A meter as a host writes it over its own, such as OpenTelemetry's. `count` adds one, `record` one value.
 *
 * | measurement | kind | unit | attributes |
 * | --- | --- | --- | --- |
 * | `breakwater.operations.started` | count | | verb, provider |
 * | `breakwater.operations.ended` | count | | verb, provider, state, code where it failed |
 * | `breakwater.operation.duration` | record | ms, from start to end, retries included | verb, provider, state |
 * | `breakwater.schedule.skipped` | count | | schedule, reason; by each process that left the run out |
 * | `breakwater.operations.in_flight` | gauge | how many this process drives | verb, provider |
 * | `breakwater.plan.last_good.age` | gauge | ms since the newest available checkpoint was begun | plan, provider |
 *
 * Of operations each is told once, by the process that drives the operation; a retry ends once more. Effect hosts find the
 * same in `effect/Metric`. The age is read from the banks every five minutes (`PlanAgeEvery`), by every process whose meter
 * has a `gauge`; of a plan that never had an available checkpoint it is that of the first try.
 *
 * **Example**
 *
 * ```ts
 * const meter: HostMeter = {
 *   count: (name, attributes) => otel.createCounter(name).add(1, attributes),
 *   record: (name, value, attributes) => otel.createHistogram(name, { unit: "ms" }).record(value, attributes),
 *   gauge: (name, value, attributes) => otel.createGauge(name).record(value, attributes),
 * }
 * ```
 *
 * @category models
 * @since 0.1.0
 */
export interface HostMeter {
  readonly count: (name: string, attributes: MeterAttributes) => void
  readonly record: (name: string, value: number, attributes: MeterAttributes) => void
  /** The present value of something that rises and falls. */
  readonly gauge?: (name: string, value: number, attributes: MeterAttributes) => void
}

/**
 * How often the age of each plan's last good checkpoint is read. **Units**: `Duration`.
 *
 * @category settings
 * @since 0.1.0
 */
export const PlanAgeEvery: Context.Reference<Duration.Duration> = Context.Reference("@breakwater/core/PlanAgeEvery", {
  defaultValue: () => Duration.minutes(5),
})

/** The host's meter; none unless given. @category settings @since 0.1.0 */
export const Meter = Context.Reference<HostMeter | undefined>("@breakwater/core/Meter", {
  defaultValue: () => undefined,
})

/**
 * Tells a host's meter what is measured; without one, only Effect's metrics are told.
 *
 * @category layers
 * @since 0.1.0
 */
export const hostMeterLayer = (host: HostMeter | undefined): Layer.Layer<never> =>
  host === undefined ? Layer.empty : Layer.succeed(Meter, host)
