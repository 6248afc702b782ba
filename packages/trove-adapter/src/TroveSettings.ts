/** How patient the plugins are: how often they look, and how long an unanswered call is given to show its effect. */
import * as Context from "effect/Context"
import type * as Duration from "effect/Duration"
import type { TroveDrill } from "./Probe.ts"

/**
 * How the plugins wait. The first look comes after `firstLook`, every further one `factor` times later up to `maxLook`,
 * each moved by up to `jitter` (0.1 is 10 %) so that not all processes ask at once; operations of one process that began
 * together look together, and share a list. A call without an answer is looked for during `settle` before it is made again.
 * A backup that has not moved for `stuck` is looked into: whether its guest still lives.
 *
 * **Units**: `Duration` inputs.
 *
 * @category models
 * @since 0.1.0
 */
export interface TroveWaiting {
  readonly firstLook: Duration.Input
  readonly factor: number
  readonly maxLook: Duration.Input
  readonly jitter: number
  readonly settle: Duration.Input
  readonly stuck: Duration.Input
}

/** What is meant when nothing is said. @category models @since 0.1.0 */
export const troveWaiting: TroveWaiting = {
  firstLook: "2 seconds",
  factor: 1.5,
  maxLook: "30 seconds",
  jitter: 0.1,
  settle: "2 minutes",
  stuck: "10 minutes",
}

/**
 * When a protect that names no parent makes a full backup: `fullEveryBackups`-th by `fullEveryBackups`-th, and when the
 * last full one is `fullEveryDays` old, whichever comes first; else it continues the newest backup whose whole chain is
 * good. Neither given, the backup is full unless `incremental` asks for another.
 *
 * @category models
 * @since 0.1.0
 */
export interface TroveChains {
  /** Every so many backups one is full; 1 makes each of them full. */
  readonly fullEveryBackups?: number
  /** The full backup of a chain is never older than this. **Units**: days. */
  readonly fullEveryDays?: number
}

/**
 * The settings of both plugins. `ownerTag` goes into every mark: two owners that share an installation id never take
 * each other's backups for their own.
 *
 * @category settings
 * @since 0.1.0
 */
export const TroveSettings = Context.Reference<{
  readonly waiting: TroveWaiting
  readonly ownerTag: string
  readonly chains: TroveChains
  readonly drill: TroveDrill
}>("@breakwater/trove-adapter/TroveSettings", {
  defaultValue: () => ({ waiting: troveWaiting, ownerTag: "", chains: {}, drill: {} }),
})
