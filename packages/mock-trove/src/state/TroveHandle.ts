/** What a test reads and arranges in Trove without a request. */
import type { Cloud } from "./Cloud.ts"

export interface TroveHandle {
  readonly instances: object
  readonly backups: object
}

export const troveHandle = (_cloud: Cloud): TroveHandle => ({ instances: {}, backups: {} })
