/** Trove's tables as plain data. */
import type { Cloud } from "./Cloud.ts"
import type { CloudSeed } from "./CloudSeed.ts"

export interface TroveState {
  instances: unknown[]
}

export const emptyTroveState = (_seed: CloudSeed, _cloud: Cloud): TroveState => ({ instances: [] })
