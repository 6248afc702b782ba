import type { TaskId } from "@breakwater/core"
import * as Effect from "effect/Effect"
import { expect, test } from "vitest"
import type { RemainingTask } from "../src/internal/remainingTasks.ts"
import { runTasks } from "../src/internal/runTasks.ts"

const task = (hook: RemainingTask["hook"], key: string, isUnderWay: boolean): RemainingTask => {
  const id: TaskId = `${hook} ${key}`
  return { id, key, hook, after: [], isUnderWay }
}

test("what was left under way goes on before what is further, and that before the rest", async () => {
  const ran: string[] = []
  const tasks = [task("onMain", "new", false), task("onComplete", "far", false), task("onMain", "left", true)]
  const lanes = { laneOf: () => "lane", perLane: 1, turnOf: () => undefined }
  await Effect.runPromise(runTasks(tasks, lanes, ({ key }) => Effect.sync(() => void ran.push(key))))
  expect(ran).toEqual(["left", "far", "new"])
})
