/**
 * The hooks of an operation over a graph of resources, in Karbor's order. Pure: it says what comes after what; the
 * engine runs it.
 */
import type { HookName } from "./Operation.ts"
import type { ResourceGraph, ResourceNode } from "./ResourceGraph.ts"

/**
 * The id of a task: its hook and its resource's key.
 *
 * @category models
 * @since 0.1.0
 */
export type TaskId = `${HookName} ${string}`

/**
 * One hook of one resource. It may begin when every task in `after` has ended, however it ended; whether an end makes
 * it pointless (a failed prepare) is for the one who runs it to say.
 *
 * @category models
 * @since 0.1.0
 */
export interface Task {
  readonly id: TaskId
  readonly key: string
  readonly hook: HookName
  readonly after: readonly TaskId[]
}

/**
 * The tasks of an operation, the same for every verb, listed in an order that keeps every `after`:
 *
 * - a resource's own hooks come one after the other;
 * - a parent's `onPrepareBegin` comes before that of each of its children;
 * - each child's `onPrepareFinish` comes before that of its parents;
 * - `onMain` waits for nothing but its own resource, so that all of them run side by side;
 * - each child's `onComplete` comes before that of its parents.
 *
 * **Source**: `karbor/services/protection/resource_flow.py`.
 *
 * @category constructors
 * @since 0.1.0
 */
export const operationFlow = (graph: ResourceGraph): readonly Task[] => {
  const parentsFirst = Array.from(graph.nodes.values())
  const childrenFirst = parentsFirst.toReversed()
  return [
    ...parentsFirst.map((node) => task(node, "onPrepareBegin", ids("onPrepareBegin", node.parents))),
    ...childrenFirst.map((node) =>
      task(node, "onPrepareFinish", [id("onPrepareBegin", node.key), ...ids("onPrepareFinish", node.children)]),
    ),
    ...parentsFirst.map((node) => task(node, "onMain", [id("onPrepareFinish", node.key)])),
    ...childrenFirst.map((node) =>
      task(node, "onComplete", [id("onMain", node.key), ...ids("onComplete", node.children)]),
    ),
  ]
}

/**
 * The keys of everything that depends on a resource, directly or not, without the resource itself: what is skipped when
 * its prepare fails.
 *
 * @category queries
 * @since 0.1.0
 */
export const skippedBy = (graph: ResourceGraph, failedKey: string): readonly string[] => {
  const below = new Set(graph.nodes.get(failedKey)?.children)
  for (const key of below) for (const child of graph.nodes.get(key)?.children ?? []) below.add(child)
  return [...below]
}

const id = (hook: HookName, key: string): TaskId => `${hook} ${key}`

const ids = (hook: HookName, keys: readonly string[]) => keys.map((key) => id(hook, key))

const task = (node: ResourceNode, hook: HookName, after: readonly TaskId[]): Task => ({
  id: id(hook, node.key),
  key: node.key,
  hook,
  after,
})
