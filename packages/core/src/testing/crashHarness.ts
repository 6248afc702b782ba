/**
 * The crash harness: kills a program at every step a host can see, starts it again, and looks what is there: one end, one
 * of everything, nothing forgotten, nothing untrue.
 */
import { type CrashOutcome, type CrashPoint, type CrashReport, crashReport } from "./CrashReport.ts"
import type { CrashStory, CrashSubject, CrashWorld } from "./CrashSubject.ts"
import { judge, tookOtherSteps } from "./crash/judge.ts"
import { pointsOf, sampleOf, sequenceOf } from "./crash/plan.ts"
import { play } from "./crash/play.ts"

/**
 * Which points are played, and how.
 *
 * @category models
 * @since 0.1.0
 */
export interface CrashOptions {
  /** At most so many, drawn from all by `seed`; all when left out. */
  readonly limit?: number
  readonly seed?: number
  /** Only those whose name has this in it; with `story: ` at its beginning no other story is played. */
  readonly only?: string
  /** So many random sequences of kills for each story besides; none when left out. */
  readonly sequences?: number
  /** How many are played side by side; 2 when left out. */
  readonly concurrency?: number
  /** Sees each outcome as it comes. */
  readonly onOutcome?: (outcome: CrashOutcome) => void
}

/**
 * Kills the program of a subject at many points, each in a world of its own.
 *
 * **Example**
 *
 * ```ts
 * const report = await crashHarness(subject, { limit: 150 })
 * console.log(showCrashReport(report))
 * ```
 *
 * @category suites
 * @since 0.1.0
 */
export const crashHarness = async <World extends CrashWorld>(
  subject: CrashSubject<World>,
  options: CrashOptions = {},
): Promise<CrashReport> => {
  const { concurrency = 2, limit = Number.POSITIVE_INFINITY, onOutcome = () => {}, seed = 1 } = options
  const points = await crashPoints(subject, options)
  const outcomes: CrashOutcome[] = []
  await sideBySide(sampleOf(points, limit, seed), concurrency, async (point) => {
    const outcome = await crash(subject, point)
    outcomes.push(outcome)
    onOutcome(outcome)
  })
  return crashReport(outcomes)
}

/**
 * Every point there is: each story is played once unharmed, and the steps it takes are where it can be killed.
 * Rejects when a story does not come to its end even so.
 *
 * @category suites
 * @since 0.1.0
 */
export const crashPoints = async <World extends CrashWorld>(
  subject: CrashSubject<World>,
  { concurrency = 2, only = "", sequences = 0 }: CrashOptions = {},
): Promise<readonly CrashPoint[]> => {
  const points: CrashPoint[] = []
  const stories = subject.stories.filter(({ name }) => !only.includes(": ") || only.startsWith(`${name}: `))
  await sideBySide(stories, concurrency, async (story) => {
    const unharmed: CrashPoint = {
      name: `${story.name}: unharmed`,
      story: story.name,
      stratum: "unharmed",
      strikes: [],
    }
    const played = await play(subject, story, [])
    const { faults } = judge(story, unharmed, played)
    if (faults.length > 0) throw new Error(`${unharmed.name}: ${faults.join("; ")}`)
    points.push(
      unharmed,
      ...pointsOf(story, played.steps, subject.late),
      ...Array.from({ length: sequences }, (_, number) => sequenceOf(story, 2 * played.steps.length, number)),
    )
  })
  return points.filter(({ name }) => name.includes(only)).toSorted((one, other) => (one.name < other.name ? -1 : 1))
}

/**
 * Plays one point; up to three times when its step is not reached, since on a busy machine what a program does side by
 * side may be done in another order.
 *
 * @category suites
 * @since 0.1.0
 */
export const crash = async <World extends CrashWorld>(
  subject: CrashSubject<World>,
  point: CrashPoint,
): Promise<CrashOutcome> => {
  const story: CrashStory<World> | undefined = subject.stories.find(({ name }) => name === point.story)
  if (story === undefined) throw new Error(`There is no story ${point.story}.`)
  const once = async () => judge(story, point, await play(subject, story, point.strikes))
  let outcome = await once()
  for (let plays = 1; plays < 3 && tookOtherSteps(outcome); plays += 1) outcome = await once()
  return outcome
}

const sideBySide = async <A>(all: readonly A[], lanes: number, work: (one: A) => Promise<void>): Promise<void> => {
  const queue = [...all]
  const lane = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) await work(next)
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}
