/**
 * What is brought to the crash harness: a program that may be killed, the world it works on, and what is asked of it
 * meanwhile. The world lives in the process of the test, so that it can be counted and outlives every kill.
 */
import type { Json } from "../Json.ts"
import type { OperationState, Request } from "../OperationRecord.ts"

/**
 * One thing a host asks for, in its turn. `end` waits for the end of an operation, whatever it is. One that was answered
 * is not asked for again by the next process; one that was not, is. **Units**: `ms` of the world's clock.
 *
 * @category models
 * @since 0.1.0
 */
export type CrashWish =
  | { readonly do: "start"; readonly request: Request }
  | { readonly do: "retry" | "cancel" | "end"; readonly id: string }
  | { readonly do: "sleep"; readonly ms: number }

/** Something the world has, that was not there at first. `whole` says that it can be used. @category models @since 0.1.0 */
export interface CrashThing {
  readonly kind: string
  readonly id: string
  readonly whole: boolean
}

/**
 * The outside of the program: a service, its time, and what there is. Fresh for every kill.
 *
 * @category models
 * @since 0.1.0
 */
export interface CrashWorld {
  /** The time of program and service alike; it moves only by `advance`. **Units**: milliseconds. */
  readonly clock: { now(): number; advance(ms: number): Promise<void> }
  /** What the program is told about this world. */
  readonly setting: Json
  /** A call of the program, carried out. The name is the program's own. */
  call(name: string, input: Json): Promise<Json>
  /** What there is, besides what was there at first. */
  things(): readonly CrashThing[]
  /** How many things were ever made, those that are gone again included. */
  made(): number
  dispose(): Promise<void>
}

/**
 * What is asked of the program while it is killed.
 *
 * @category models
 * @since 0.1.0
 */
export interface CrashStory<World extends CrashWorld = CrashWorld> {
  readonly name: string
  /** What is done first, and not disturbed. */
  before?(world: World): readonly CrashWish[]
  wishes(world: World): readonly CrashWish[]
  /** The operation that is looked at in the end. */
  readonly operation: string
  readonly ends: readonly OperationState[]
  /** How many things of each kind there are after it succeeded, those of `before` included. */
  readonly leaves: { readonly [kind: string]: number }
  /** How many things are made in all, when no call comes late. */
  readonly makes: number
  /** As the subject's, where it is otherwise in this story. */
  readonly late?: (call: string) => readonly number[]
  /** With 2, a second process is started over the first as soon as that has begun, as a rolling deploy does. */
  readonly processes?: 1 | 2
  /** Files whose names begin so are lost with the process; everything is asked for again then. */
  readonly loses?: string
  /**
   * Whether the program may take other steps each time, as where much is done side by side: then a step that is not
   * reached is no fault.
   */
  readonly loose?: boolean
}

/**
 * A program under test: an ES module that calls `crashHost`, which Node can run as it is.
 *
 * @category models
 * @since 0.1.0
 */
export interface CrashSubject<World extends CrashWorld = CrashWorld> {
  readonly program: string
  readonly nodeArguments?: readonly string[]
  make(): Promise<World>
  readonly stories: readonly CrashStory<World>[]
  /**
   * How much later a call may be carried out, its client being long gone; nothing for a call that changes nothing.
   * **Units**: milliseconds.
   */
  readonly late: (call: string) => readonly number[]
}
