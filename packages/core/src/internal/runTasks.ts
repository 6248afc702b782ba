/**
 * Runs tasks side by side, each as soon as everything it comes after has ended, so many at once in each lane: a lane that
 * is slow does not hold up another one. What was begun is ended before more is begun.
 */
import type * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Queue from "effect/Queue"
import * as Stream from "effect/Stream"
import { hooks } from "../Operation.ts"
import type { Task, TaskId } from "../OperationFlow.ts"
import type { RemainingTask } from "./remainingTasks.ts"

export interface Lanes {
  readonly laneOf: (task: Task) => string
  readonly perLane: number
  /** What a task waits for before it counts in its lane; undefined for nothing. */
  readonly turnOf: (task: Task) => Effect.Effect<void> | undefined
}

/** `tasks` hold no circle. Ends when all have ended. */
export const runTasks = Effect.fnUntraced(function* (
  tasks: readonly RemainingTask[],
  { laneOf, perLane, turnOf }: Lanes,
  run: (task: Task) => Effect.Effect<void>,
) {
  if (tasks.length === 0) return
  const awaited = new Map(tasks.map((task) => [task.id, task.after.length]))
  const followers = new Map<TaskId, RemainingTask[]>(tasks.map((task) => [task.id, []]))
  for (const task of tasks) for (const id of task.after) followers.get(id)?.push(task)
  const lanes = new Map<string, Lane>()
  for (const lane of new Set(tasks.map(laneOf))) lanes.set(lane, yield* makeLane)
  const aside = yield* Queue.unbounded<Effect.Effect<void>, Cause.Done>()
  const ready = (task: RemainingTask) => {
    const lane = lanes.get(laneOf(task))
    const turn = turnOf(task)
    if (turn === undefined) lane?.offer(task)
    else
      Queue.offerUnsafe(
        aside,
        Effect.map(turn, () => lane?.offer(task)),
      )
  }
  let left = tasks.length
  const ended = (task: RemainingTask) => {
    for (const follower of followers.get(task.id) ?? []) {
      const rest = (awaited.get(follower.id) ?? 0) - 1
      awaited.set(follower.id, rest)
      if (rest === 0) ready(follower)
    }
    left -= 1
    if (left > 0) return
    for (const { offered } of lanes.values()) Queue.endUnsafe(offered)
    Queue.endUnsafe(aside)
  }
  for (const task of tasks) if (task.after.length === 0) ready(task)
  const waiting = Stream.fromQueue(aside).pipe(
    Stream.mapEffect((turn) => turn, { concurrency: "unbounded", unordered: true }),
    Stream.runDrain,
  )
  const runNext = ({ next }: Lane) =>
    Effect.suspend(() => {
      const task = next()
      return Effect.map(task === undefined ? Effect.void : run(task), () => task && ended(task))
    })
  const working = Effect.forEach(
    lanes.values(),
    (lane) =>
      Stream.fromQueue(lane.offered).pipe(
        Stream.mapEffect(() => runNext(lane), { concurrency: perLane, unordered: true }),
        Stream.runDrain,
      ),
    { concurrency: "unbounded", discard: true },
  )
  yield* Effect.all([waiting, working], { concurrency: "unbounded", discard: true })
})

/**
 * What is ready in one lane: a sign in the queue for each task, and for each sign the task that is furthest by then; those
 * first that an earlier runner left under way.
 */
interface Lane {
  readonly offered: Queue.Queue<undefined, Cause.Done>
  readonly offer: (task: RemainingTask) => void
  readonly next: () => RemainingTask | undefined
}

const makeLane = Effect.map(Queue.unbounded<undefined, Cause.Done>(), (offered): Lane => {
  const ready = hooks.map((hook) => ({ hook, tasks: [] as RemainingTask[], passed: 0 })).reverse()
  const underWay = { tasks: [] as RemainingTask[], passed: 0 }
  return {
    offered,
    offer: (task) => {
      const place = task.isUnderWay ? underWay : ready.find(({ hook }) => hook === task.hook)
      place?.tasks.push(task)
      Queue.offerUnsafe(offered, undefined)
    },
    next: () => {
      const furthest = [underWay, ...ready].find(({ passed, tasks }) => passed < tasks.length)
      return furthest?.tasks[furthest.passed++]
    },
  }
})
