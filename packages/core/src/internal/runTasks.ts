/**
 * Runs tasks side by side, each as soon as everything it comes after has ended, so many at once in each lane: a lane that
 * is slow does not hold up another one.
 */
import type * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Queue from "effect/Queue"
import * as Stream from "effect/Stream"
import type { Task, TaskId } from "../OperationFlow.ts"

export interface Lanes {
  readonly laneOf: (task: Task) => string
  readonly perLane: number
  /** What a task waits for before it counts in its lane; undefined for nothing. */
  readonly turnOf: (task: Task) => Effect.Effect<void> | undefined
}

/** `tasks` hold no circle. Ends when all have ended. */
export const runTasks = Effect.fnUntraced(function* (
  tasks: readonly Task[],
  { laneOf, perLane, turnOf }: Lanes,
  run: (task: Task) => Effect.Effect<void>,
) {
  if (tasks.length === 0) return
  const awaited = new Map(tasks.map((task) => [task.id, task.after.length]))
  const followers = new Map<TaskId, Task[]>(tasks.map((task) => [task.id, []]))
  for (const task of tasks) for (const id of task.after) followers.get(id)?.push(task)
  const lanes = new Map<string, Queue.Queue<Task, Cause.Done>>()
  for (const lane of new Set(tasks.map(laneOf))) lanes.set(lane, yield* Queue.unbounded<Task, Cause.Done>())
  const aside = yield* Queue.unbounded<Effect.Effect<void>, Cause.Done>()
  const offer = (task: Task) => {
    const lane = lanes.get(laneOf(task))
    if (lane !== undefined) Queue.offerUnsafe(lane, task)
  }
  const ready = (task: Task) => {
    const turn = turnOf(task)
    if (turn === undefined) return offer(task)
    const late = Effect.andThen(
      turn,
      Effect.sync(() => offer(task)),
    )
    Queue.offerUnsafe(aside, late)
  }
  let left = tasks.length
  const ended = (task: Task) => {
    for (const follower of followers.get(task.id) ?? []) {
      const rest = (awaited.get(follower.id) ?? 0) - 1
      awaited.set(follower.id, rest)
      if (rest === 0) ready(follower)
    }
    left -= 1
    if (left > 0) return
    for (const lane of lanes.values()) Queue.endUnsafe(lane)
    Queue.endUnsafe(aside)
  }
  for (const task of tasks) if (task.after.length === 0) ready(task)
  const waiting = Stream.fromQueue(aside).pipe(
    Stream.mapEffect((turn) => turn, { concurrency: "unbounded", unordered: true }),
    Stream.runDrain,
  )
  const working = Effect.forEach(
    lanes.values(),
    (lane) =>
      Stream.fromQueue(lane).pipe(
        Stream.mapEffect(
          (task) =>
            Effect.andThen(
              run(task),
              Effect.sync(() => ended(task)),
            ),
          {
            concurrency: perLane,
            unordered: true,
          },
        ),
        Stream.runDrain,
      ),
    { concurrency: "unbounded", discard: true },
  )
  yield* Effect.all([waiting, working], { concurrency: "unbounded", discard: true })
})
