/** What a host lets a drill ask of the instance that was restored: whether it holds what it should. */
import type { Resource } from "@breakwater/core"
import type * as Duration from "effect/Duration"
import type * as Effect from "effect/Effect"
import type { Instance } from "./generated/trove.ts"

/**
 * The temporary instance of a drill, which is ACTIVE and HEALTHY, with its addresses; what was protected, and the backup
 * it was restored from. The users in it are those of the backup, with their passwords of then.
 *
 * @category models
 * @since 0.1.0
 */
export interface DrilledInstance {
  readonly instance: Instance
  readonly resource: Resource
  readonly backup: { readonly id: string; readonly name: string; readonly created: string }
  /** Aborted when the time of the probe is over. */
  readonly signal: AbortSignal
}

/**
 * Looks into the restored instance. Rejecting, or failing, means that it does not hold what it should; a text that is
 * answered is kept in the result. Both go into the checkpoint: they must hold no secret. After a crash it is
 * asked again.
 *
 * **Example**
 *
 * ```ts
 * const probe: Probe = async ({ instance, signal }) => {
 *   const rows = await countOrders(instance.addresses?.[0]?.address, { signal })
 *   if (rows === 0) throw new Error("there are no orders")
 *   return `${rows} orders`
 * }
 * ```
 *
 * @category models
 * @since 0.1.0
 */
export type Probe = (drilled: DrilledInstance) => PromiseLike<unknown> | Effect.Effect<unknown, unknown>

/**
 * How drills are made. **Units**: `within` is a `Duration` input, a minute unless given: a probe that takes longer has
 * failed.
 *
 * @category models
 * @since 0.1.0
 */
export interface TroveDrill {
  readonly probe?: Probe
  readonly within?: Duration.Input
}
