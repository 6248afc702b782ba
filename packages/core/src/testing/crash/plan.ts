/** The ways to kill a program, out of the steps it takes when nobody does; and a fair sample of them. */
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import type { CrashPoint, CrashStrike } from "../CrashReport.ts"
import type { CrashStory, CrashWorld } from "../CrashSubject.ts"
import type { Step } from "./play.ts"

/** Every single kill. */
export const pointsOf = <World extends CrashWorld>(
  story: CrashStory<World>,
  steps: readonly Step[],
  late: (call: string) => readonly number[],
): readonly CrashPoint[] =>
  steps.flatMap(({ place, step }) => {
    const delays = place === "call" ? (story.late ?? late)(step.slice("call ".length).replace(/ #\d+$/, "")) : []
    const point = (strike: Exclude<CrashStrike, { moment: number }>): CrashPoint => ({
      name: `${story.name}: ${"ms" in strike ? `${strike.when} by ${strike.ms} ms` : strike.when} ${strike.step}`,
      story: story.name,
      stratum: `${story.name} ${place} ${delays.length > 0} ${strike.when}`,
      strikes: [{ strike, restAfter: 0 }],
    })
    return [
      point({ when: "before", step }),
      ...(place === "bank" ? [point({ when: "during", step })] : []),
      point({ when: "after", step }),
      ...delays.flatMap((ms) => [point({ when: "late", step, ms }), point({ when: "lost", step, ms })]),
    ]
  })

/** Several kills in a row, at random moments, found again by the number. */
export const sequenceOf = (story: CrashStory, moments: number, number: number): CrashPoint => {
  const drawn = Effect.gen(function* () {
    const kills = yield* Random.nextIntBetween(2, 5)
    return yield* Effect.forEach(Array.from({ length: kills }), () =>
      Effect.all({
        strike: Effect.map(Random.nextIntBetween(1, moments), (moment): CrashStrike => ({ moment })),
        restAfter: Effect.map(Random.choice(rests), (rest) => rest),
      }),
    )
  }).pipe(Random.withSeed(`${story.name} ${number}`))
  const name = `${story.name}: sequence ${number}`
  return { name, story: story.name, stratum: `${story.name} sequence`, strikes: Effect.runSync(drawn) }
}

/** For how long nobody runs. **Units**: milliseconds. */
const rests = [0, 0, 1_000, 30_000, 150_000, 600_000] as const

/** So many points, some of each stratum, drawn by a seed. */
export const sampleOf = (points: readonly CrashPoint[], limit: number, seed: number): readonly CrashPoint[] => {
  if (points.length <= limit) return points
  const shuffled = Effect.runSync(Random.shuffle(points).pipe(Random.withSeed(seed)))
  const strata = [...Map.groupBy(shuffled, ({ stratum }) => stratum).values()]
  const inTurns = Array.from({ length: Math.max(...strata.map(({ length }) => length)) }, (_, turn) =>
    strata.flatMap((stratum) => stratum.slice(turn, turn + 1)),
  )
  return inTurns.flat().slice(0, limit)
}
