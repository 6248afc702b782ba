/** One runner's hold on one operation: what it knows, and how it writes. Once it lost its epoch it writes nothing more. */
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import type { Checkpoint, CheckpointResource } from "../Checkpoint.ts"
import type { OperationRecord, Request } from "../OperationRecord.ts"
import type { ProtectionError } from "../ProtectionError.ts"
import type { Resource } from "../Resource.ts"
import type { ResourceGraph } from "../ResourceGraph.ts"
import { gatherWrites } from "./gatherWrites.ts"
import type { KeptStates } from "./keptInBank.ts"
import type { Places } from "./Limits.ts"
import type { Line } from "./Line.ts"
import type { LiveProvider } from "./LiveProvider.ts"
import type { Ahead, Claim, EpochLost, OperationStore, OperationUpdate, ResourceRow } from "./OperationStore.ts"
import type { Seats } from "./Seats.ts"

/** What a runner holds from the moment it has claimed. */
export interface Hold {
  readonly id: string
  readonly epoch: number
  readonly operation: OperationRecord
  readonly request: Request
  /** **Units**: milliseconds since the epoch. */
  readonly deadline: number
  /** The rows as last written. */
  readonly rows: Map<string, ResourceRow>
  /** What a restore has newly made, by the key of what it replaces. */
  readonly created: { [resourceKey: string]: Resource }
  readonly cancelRequested: Deferred.Deferred<void>
  /** Fails when this runner must stop: its epoch is lost, or the store does not answer. */
  readonly lost: Deferred.Deferred<never, EpochLost | ProtectionError>
  /** Durable when it returns; it never returns to a runner that must stop. */
  readonly write: (update: OperationUpdate) => Effect.Effect<void>
  readonly save: (row: ResourceRow) => Effect.Effect<void>
  /** Who goes first, resource by resource; never returns to a runner that must stop. */
  readonly ahead: Effect.Effect<readonly Ahead[]>
  /** What the store fails with ends the run: it does not return. */
  readonly orStop: <A>(effect: Effect.Effect<A, EpochLost | ProtectionError>) => Effect.Effect<A>
}

/** A hold with everything a hook needs. */
export interface Run extends Hold {
  readonly provider: LiveProvider
  readonly graph: ResourceGraph
  /** The checkpoint as it was before this runner opened it, if there was one. */
  readonly existing: Checkpoint | undefined
  /** A protect that had ended, its records lost: the rows that do not say so yet. */
  readonly committed: readonly ResourceRow[] | undefined
  /** What was protected, by resource key; empty for a protect. */
  readonly entries: ReadonlyMap<string, CheckpointResource>
  readonly installation: string
  readonly again: boolean
  /** What the hooks of a restore had kept when its records were lost. */
  readonly kept: KeptStates
  readonly places: Places
  readonly seats: Seats
  readonly line: Line
  /** The resources of which a hook is under way. */
  readonly active: Set<string>
}

export const makeHold = (store: OperationStore, claim: Claim, deadline: number): Hold => {
  const { operation } = claim
  const rows = new Map<string, ResourceRow>()
  const created: { [resourceKey: string]: Resource } = {}
  const know = (row: ResourceRow) => {
    rows.set(row.key, row)
    if (row.created !== undefined) created[row.key] = row.created
  }
  claim.rows.forEach(know)
  const cancelRequested = Deferred.makeUnsafe<void>()
  if (operation.state === "cancelling") Deferred.doneUnsafe(cancelRequested, Effect.void)
  const lost = Deferred.makeUnsafe<never, EpochLost | ProtectionError>()
  const orStop = <A>(effect: Effect.Effect<A, EpochLost | ProtectionError>) =>
    Effect.catch(effect, (error) => Effect.andThen(Deferred.fail(lost, error), Effect.interruptible(Effect.never)))
  const write = gatherWrites((update) =>
    Effect.map(orStop(store.update(operation.id, claim.epoch, update)), () => update.rows?.forEach(know)),
  )
  return {
    id: operation.id,
    epoch: claim.epoch,
    operation,
    request: operation.request,
    deadline,
    rows,
    created,
    cancelRequested,
    lost,
    write,
    save: (row) => write({ rows: [row] }),
    ahead: orStop(store.ahead(operation.id)),
    orStop,
  }
}

/** A row that has come to an end it did not want. */
export const failedRow = ({ progress: _, ...row }: ResourceRow, error: ProtectionError): ResourceRow => ({
  ...row,
  state: "failed",
  cancellable: "never",
  error: error.toJSON(),
  left: error.left ?? row.left,
})
