/** What is to become of the next backup and the next restore: planned by a test, taken once, in the order of planning. */
import { duration } from "../duration.ts"
import type { Cloud } from "./Cloud.ts"

/** A time is milliseconds, or words such as `40m`. */
export interface TrovePlan {
  /** `fails`: it ends FAILED, and the text stands in the fault of its instance. `stuckIn`: it stays there for ever. */
  nextBackup(walk: {
    readonly fails?: string
    readonly stuckIn?: "NEW" | "BUILDING"
    readonly takes?: string | number
  }): void
  /**
   * `fails`: the new instance ends in ERROR with that fault. `stuckIn`: it builds until the build times out.
   * `comesBackWithOldData`: it is ACTIVE and HEALTHY, with what the full backup beneath the chain held (nothing, beneath a full one).
   */
  nextRestore(walk: {
    readonly fails?: string
    readonly stuckIn?: "BUILD"
    readonly takes?: string | number
    readonly comesBackWithOldData?: boolean
  }): void
}

const timed = <W extends { readonly takes?: string | number }>({ takes, ...rest }: W) => ({
  ...rest,
  ...(takes !== undefined && { takes: duration(takes) }),
})

export const trovePlan = (cloud: Cloud): TrovePlan => ({
  nextBackup: (walk) => {
    cloud.state.trove.backupWalks.push(timed(walk))
  },
  nextRestore: (walk) => {
    cloud.state.trove.restoreWalks.push(timed(walk))
  },
})
