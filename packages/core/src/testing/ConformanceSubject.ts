/** What a plugin's tests bring to the conformance suite: the plugin over a world that can be looked into and upset. */
import type { HostClock } from "../HostClock.ts"
import type { Json } from "../Json.ts"
import type { Verb } from "../Operation.ts"
import type { ProtectablePlugin } from "../ProtectablePlugin.ts"
import type { ProtectionPlugin } from "../ProtectionPlugin.ts"
import type { Resource } from "../Resource.ts"

/** The verbs that make something: a copy, or a resource out of a copy. @category models @since 0.1.0 */
export type MakingVerb = "protect" | "restore"

/** The verbs that change something at the remote service. @category models @since 0.1.0 */
export type ChangingVerb = MakingVerb | "delete"

/**
 * A fresh remote service with one resource that can be protected now.
 *
 * @category models
 * @since 0.1.0
 */
export interface ConformanceWorld {
  readonly plugin: ProtectionPlugin
  readonly protectable?: ProtectablePlugin
  readonly resource: Resource
  /** A resource of the same type that does not exist. */
  readonly missing: Resource
  /** The time of the plugin, of the service and of the suite. It must pass by itself when everybody sleeps. */
  readonly clock: HostClock
  /** Valid parameters; a verb that is left out gets none. */
  readonly parameters: { readonly [V in Verb]?: Json }
  /** Parameters that must be refused, and the JSON Pointer of the fault within them. */
  readonly invalidParameters: { readonly [V in Verb]?: readonly { readonly value: Json; readonly path: string }[] }
  /** Strings that must not turn up in any handle, turn, preview or error. */
  readonly secrets: readonly string[]
  /** How many there are now, in whatever state, besides those that were there at the start. */
  made(verb: MakingVerb): number
  /** How many calls to do this have arrived at the service. */
  received(verb: ChangingVerb): number
  /** How many calls that change anything have arrived at the service. */
  changes(): number
  /** The next such call is carried out, then the connection dies. */
  loseAnswer(verb: ChangingVerb): void
  /** The next such call loses its connection, and is carried out so many milliseconds later. */
  commitLate(verb: ChangingVerb, ms: number): void
  /** What the next such call begins fails in the end, and stays behind as failed. */
  fail(verb: MakingVerb): void
  /** The resource can not be protected for so many milliseconds. */
  makeBusy(ms: number): void
  /** The resource goes away; what was made of it stays. */
  removeResource(): Promise<void>
  dispose(): Promise<void>
}

/**
 * A plugin under test. Every case asks for a fresh world, some for several.
 *
 * @category models
 * @since 0.1.0
 */
export interface ConformanceSubject {
  make(): Promise<ConformanceWorld>
  /**
   * Two delays of a late commit in milliseconds: one within the time the plugin goes on looking before it makes again,
   * one beyond it but before what was made again is done.
   */
  readonly lateCommits: { readonly within: number; readonly beyond: number }
}

/** A case of a suite, for any test runner: `test(name, run)`. @category models @since 0.1.0 */
export interface ConformanceCase {
  readonly name: string
  run(): Promise<void>
}
