/** Runs tasks side by side, each as soon as everything it comes after has ended. */
import * as Effect from "effect/Effect"
import type { Task, TaskId } from "../OperationFlow.ts"

/** `tasks` hold no circle. Ends when all have ended. */
export const runTasks = (tasks: readonly Task[], run: (task: Task) => Effect.Effect<void>): Effect.Effect<void> =>
  Effect.suspend(() => {
    const awaited = new Map(tasks.map((task) => [task.id, task.after.length]))
    const followers = new Map<TaskId, Task[]>(tasks.map((task) => [task.id, []]))
    for (const task of tasks) for (const id of task.after) followers.get(id)?.push(task)

    const freed = (task: Task) =>
      (followers.get(task.id) ?? []).filter((follower) => {
        const left = (awaited.get(follower.id) ?? 0) - 1
        awaited.set(follower.id, left)
        return left === 0
      })
    const runAll = (ready: readonly Task[]): Effect.Effect<void> =>
      Effect.forEach(ready, (task) => Effect.flatMap(run(task), () => runAll(freed(task))), {
        concurrency: "unbounded",
        discard: true,
      })
    return runAll(tasks.filter((task) => task.after.length === 0))
  })
