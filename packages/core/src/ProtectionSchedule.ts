/**
 * When a plan is carried out by itself: a cron expression in a time zone, what becomes of missed runs, and which
 * checkpoints go after a success. The host gives its schedules each time it starts; they are not kept.
 */
import type * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { LengthText } from "./internal/lengthText.ts"
import type { OperationState } from "./OperationRecord.ts"
import { Plan } from "./Plan.ts"
import type { ProtectionError } from "./ProtectionError.ts"
import { RetentionPolicy } from "./Retention.ts"

/**
 * A schedule. Each run is an operation of its own, whose id is that of the schedule and the time it was due, so that of
 * any number of processes given the same schedules exactly one begins it and the others join. A run is left out while
 * another protect of the same plan has not ended.
 *
 * | member | what it says | unless given |
 * | --- | --- | --- |
 * | `cron` | five fields, minute first, or six with seconds before them | |
 * | `timeZone` | an IANA name | UTC |
 * | `missed` | `runOnce`: of the runs that fell due while no host ran, the last is made up for. `skip`: none is | `runOnce` |
 * | `jitter` | each run begins up to so much later, by an amount that its id decides; at most the time between two runs | at once |
 * | `deadline` | how long a run may take: `"90 minutes"`, `"2 days"` | a day |
 * | `retention` | carried out after each success, over the checkpoints of the plan | nothing goes |
 *
 * A run up to a minute late is on time. Where summer time leaves out a local time, the run is due when the clock goes on;
 * where it repeats one, the first counts, and both for what runs every hour or more often.
 *
 * **Source**: `karbor/services/operationengine/engine/triggers/timetrigger`.
 *
 * @category schemas
 * @since 0.1.0
 */
export const ProtectionSchedule = Schema.Struct({
  id: Schema.NonEmptyString,
  plan: Plan,
  cron: Schema.NonEmptyString,
  timeZone: Schema.optionalKey(Schema.NonEmptyString),
  missed: Schema.optionalKey(Schema.Literals(["runOnce", "skip"])),
  jitter: Schema.optionalKey(LengthText),
  deadline: Schema.optionalKey(LengthText),
  retention: Schema.optionalKey(RetentionPolicy),
})
export interface ProtectionSchedule extends Schema.Schema.Type<typeof ProtectionSchedule> {}

/**
 * A run that was left out. `reason` is `overlap` (another protect of the plan had not ended), `missed` (no host ran) or
 * `failed` (it could not be begun).
 *
 * @category schemas
 * @since 0.1.0
 */
export const SkippedRun = Schema.Struct({
  due: Schema.NonEmptyString,
  at: Schema.NonEmptyString,
  reason: Schema.Literals(["overlap", "missed", "failed"]),
  sentence: Schema.String,
})
export interface SkippedRun extends Schema.Schema.Type<typeof SkippedRun> {}

/**
 * How a schedule stands, the same in every process. `next` is when the next run is due and when it begins, with jitter;
 * there is none while it is paused. `last` is the last run begun, as far as its operation or checkpoint is still there;
 * `skipped` the last one left out.
 *
 * @category models
 * @since 0.1.0
 */
export interface ScheduleStatus {
  readonly schedule: ProtectionSchedule
  readonly paused: boolean
  readonly next?: { readonly due: string; readonly at: string }
  readonly last?: { readonly due: string; readonly operation: string; readonly state?: OperationState }
  readonly skipped?: SkippedRun
}

/**
 * The schedules of a host.
 *
 * @category models
 * @since 0.1.0
 */
export interface SchedulesService {
  /** In the order given. **Fails with** what keeps the bank or the engine from answering. */
  readonly list: () => Effect.Effect<readonly ScheduleStatus[], ProtectionError>
  /** **Fails with** `notFound`. */
  readonly get: (id: string) => Effect.Effect<ScheduleStatus, ProtectionError>
  /** No further run begins, in any process over the same bank, until it is resumed; what runs goes on. */
  readonly pause: (id: string) => Effect.Effect<ScheduleStatus, ProtectionError>
  /** Runs begin again from now on; those that fell due meanwhile are not made up for. */
  readonly resume: (id: string) => Effect.Effect<ScheduleStatus, ProtectionError>
}
