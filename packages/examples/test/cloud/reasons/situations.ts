/** Every reason of a `TroveError`: how a real Trove was brought to it, or why it can not be. */
import type { TroveReason } from "@breakwater/trove-adapter/promise"
import { ofBackups } from "./ofBackups.ts"
import { ofInstances } from "./ofInstances.ts"
import { onTheWay } from "./onTheWay.ts"
import type { Situation } from "./Situation.ts"

export const situations: { readonly [R in TroveReason]: readonly Situation[] | string } = {
  ...onTheWay,
  ...ofBackups,
  ...ofInstances,
  invalidConnection: "found in what the host gave, before anything is sent",
  connectFailed: "thrown by the host's own connect, before anything is sent",
}
