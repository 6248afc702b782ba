/** What is kept of a schedule, in the bank of its provider: since when it counts, whether it is paused, what was left out. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { keyPart } from "../Bank.ts"
import type { ProtectionError } from "../ProtectionError.ts"
import { SkippedRun } from "../ProtectionSchedule.ts"
import { canonicalJson } from "./canonicalJson.ts"
import { ifThere } from "./ifThere.ts"
import type { LiveProvider } from "./LiveProvider.ts"
import { isoNow } from "./now.ts"
import { readObject } from "./readCheckpoint.ts"

/** Runs due before `since` are nobody's concern: the schedule was first seen, paused or resumed then. */
const ScheduleState = Schema.Struct({ paused: Schema.Boolean, since: Schema.NonEmptyString })
export type ScheduleState = typeof ScheduleState.Type

const ScheduleStateText = Schema.fromJsonString(ScheduleState)
const SkippedRunText = Schema.fromJsonString(SkippedRun)

export const scheduleNotes = ({ bank: { root } }: LiveProvider, id: string) => {
  const folder = root.section(`schedules/${keyPart(id)}`)
  const read = <A>(key: string, schema: Schema.Codec<A, string>): Effect.Effect<A | undefined, ProtectionError> =>
    ifThere(readObject(folder, key, schema))
  const setState = Effect.fnUntraced(function* (paused: boolean) {
    const state: ScheduleState = { paused, since: yield* isoNow }
    yield* folder.put("state.json", canonicalJson(state))
    return state
  })
  /** Another process may have paused it in the same moment, which must stay. */
  const firstSeen = Effect.gen(function* () {
    const state: ScheduleState = { paused: false, since: yield* isoNow }
    return yield* folder.create("state.json", canonicalJson(state)).pipe(
      Effect.as(state),
      Effect.catchIf(
        ({ code }) => code === "inUse",
        () => readObject(folder, "state.json", ScheduleStateText),
      ),
    )
  })
  return {
    /** From the first time anybody asks, it counts. */
    state: Effect.flatMap(read("state.json", ScheduleStateText), (state) =>
      state === undefined ? firstSeen : Effect.succeed(state),
    ),
    setState,
    skipped: read("skipped.json", SkippedRunText),
    setSkipped: (run: SkippedRun) => folder.put("skipped.json", canonicalJson({ ...run })),
  }
}
