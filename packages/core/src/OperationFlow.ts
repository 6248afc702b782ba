/**
 * The hooks of an operation over a graph of resources, in Karbor's order. Pure: it says what comes after what; the
 * engine runs it.
 */
import type { HookName } from "./Operation.ts"
import type { ResourceGraph } from "./ResourceGraph.ts"

/** The id of a task: `<hook> <resource key>`. @category models @since 0.1.0 */
export type TaskId = `${HookName} ${string}`

/** One hook of one resource, and the tasks that must have ended, however they ended, before it. @category models @since 0.1.0 */
export interface Task {
  readonly id: TaskId
  readonly key: string
  readonly hook: HookName
  readonly after: readonly TaskId[]
}

/** @category constructors @since 0.1.0 */
export declare const operationFlow: (graph: ResourceGraph) => readonly Task[]

/** The keys of all descendants of a resource whose prepare failed: they are skipped with it. @category queries @since 0.1.0 */
export declare const skippedBy: (graph: ResourceGraph, failedKey: string) => readonly string[]
