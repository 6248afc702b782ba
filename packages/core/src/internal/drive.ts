/** Drives an operation from its rows to its end, in whatever process claims it, however often that has to begin anew. */
import * as Cause from "effect/Cause"
import * as DateTime from "effect/DateTime"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import type { Checkpoint } from "../Checkpoint.ts"
import { installationId } from "../installationId.ts"
import { operationFlow, type Task } from "../OperationFlow.ts"
import { hasEnded } from "../OperationRecord.ts"
import { ProtectionError } from "../ProtectionError.ts"
import { unpackResourceGraph } from "../ResourceGraph.ts"
import { abandonCheckpoint, abandonUnopened, closeCheckpoint, openCheckpoint } from "./checkpointOf.ts"
import { committedRows } from "./committedRows.ts"
import { driveTask, subjectsOf } from "./driveTask.ts"
import type { Drive } from "./Engine.ts"
import { keptInBank } from "./keptInBank.ts"
import { type Places, scopeKey } from "./Limits.ts"
import { makeLine } from "./Line.ts"
import type { LiveProvider } from "./LiveProvider.ts"
import { measureEnd, measureInFlight, measureStart } from "./measure.ts"
import type { Claim, OperationStore } from "./OperationStore.ts"
import { outcomeOf } from "./outcome.ts"
import { persist } from "./patience.ts"
import { manifestEntries } from "./prepare.ts"
import { failedRow, type Hold, makeHold, type Run } from "./Run.ts"
import { remainingTasks } from "./remainingTasks.ts"
import { runTasks } from "./runTasks.ts"
import { makeSeats } from "./Seats.ts"
import { withCallerSpan } from "./withCallerSpan.ts"

/** What every run shares. */
export interface Surroundings {
  readonly store: OperationStore
  readonly providers: readonly LiveProvider[]
  readonly places: Places
  /** How many operations this process drives, by verb and provider. */
  readonly inFlight: Map<string, number>
}

export const makeDrive =
  (surroundings: Surroundings): Drive =>
  (id, attempt) =>
    driveOnce(surroundings, id, attempt).pipe(
      Effect.catchTag("EpochLost", () => Effect.logInfo("Another runner has taken this operation over.")),
      Effect.tapError((error) => Effect.logError(`The store does not answer: ${error.message} Trying again.`)),
      Effect.retry(Schedule.min([Schedule.exponential("1 second"), Schedule.spaced("30 seconds")])),
      Effect.orDie,
      Effect.annotateLogs({ operation: id }),
    )

const driveOnce = Effect.fnUntraced(function* (surroundings: Surroundings, id: string, attempt: number) {
  const { store } = surroundings
  const claim = yield* store.claim(id, attempt)
  if (claim === undefined) return
  const deadline = DateTime.toEpochMillis(DateTime.makeUnsafe(claim.operation.deadline))
  const hold = makeHold(store, claim, deadline)
  const driven = carryOut(surroundings, claim, hold).pipe(
    Effect.catchDefect((defect) => endWith(hold, defectError(defect))),
    Effect.catch((error) => endWith(hold, error)),
    withCallerSpan(`operation ${hold.request.verb}`, hold.request),
  )
  if (claim.epoch === 1) yield* measureStart(claim.operation)
  yield* Effect.raceAllFirst([driven, Deferred.await(hold.lost), watchCancel(store, hold)]).pipe(
    measureInFlight(surroundings.inFlight, claim.operation),
  )
  yield* measureEnd(yield* store.get(id))
})

const carryOut = Effect.fnUntraced(function* (
  { providers, places }: Surroundings,
  claim: Claim,
  hold: Hold,
): Effect.fn.Return<void, ProtectionError> {
  const { operation, request } = hold
  yield* Effect.logInfo(`${request.verb}: attempt ${operation.attempt + 1}`)
  if (wasInterrupted(claim)) yield* hold.write({ note: "It was taken up again after an interruption." })
  const seats = yield* makeSeats(hold, places)
  const open = Effect.map(openRun(providers, claim, hold), (run): Run => ({ ...run, places, seats }))
  const provider = providers.find(({ id }) => id === request.provider)
  const run = yield* persist(`The ${request.verb} of ${operation.checkpoint}`, open, hold.deadline).pipe(
    Effect.tapError(() => (provider === undefined ? Effect.void : abandonUnopened(hold, provider))),
  )
  yield* complete(run).pipe(
    Effect.catchDefect((defect) => Effect.fail(defectError(defect))),
    Effect.tapError(() => abandonCheckpoint(run)),
  )
})

const complete = Effect.fnUntraced(function* (run: Run): Effect.fn.Return<void, ProtectionError> {
  if (run.committed === undefined) yield* work(run)
  else if (run.committed.length > 0) yield* run.write({ rows: run.committed, note: "It had ended before." })
  const end = outcomeOf(Array.from(run.rows.values()))
  yield* Effect.logInfo(`${run.request.verb}: ${end.state}`)
  yield* run.write({ end })
})

/** All hooks, and what the checkpoint gets of them. */
const work = Effect.fnUntraced(function* (run: Run): Effect.fn.Return<void, ProtectionError> {
  const subjectOf = subjectsOf(run)
  const laneOf = ({ key }: Task) => scopeKey(run.rows.get(key)?.resource.scope ?? { account: "" })
  const lanes = { laneOf, perLane: run.places.perScope, turnOf: ({ key }: Task) => run.line.turnOf(key) }
  const tasks = runTasks(remainingTasks(operationFlow(run.graph), run.rows), lanes, (task) =>
    driveTask(run, subjectOf, task),
  )
  yield* Effect.raceFirst(tasks, run.line.keepLooking)
  yield* persist(`The checkpoint ${run.operation.checkpoint}`, closeCheckpoint(run), run.deadline)
})

const openRun = Effect.fnUntraced(function* (
  providers: readonly LiveProvider[],
  claim: Claim,
  hold: Hold,
): Effect.fn.Return<Omit<Run, "places" | "seats">, ProtectionError> {
  const provider = providers.find(({ id }) => id === hold.request.provider)
  if (provider === undefined) {
    const message = `The provider ${hold.request.provider} is not set up in the process that drives this operation.`
    return yield* new ProtectionError({
      code: "notReady",
      message,
      recovery: "Set it up there; the operation waits for it.",
    })
  }
  const graph = yield* Effect.fromResult(unpackResourceGraph(claim.rows))
  const installation = yield* installationId(provider.bank)
  const existing = yield* openCheckpoint(hold, provider)
  const protects = hold.request.verb === "protect"
  return {
    ...hold,
    provider,
    graph,
    existing,
    committed: yield* committedRows(hold, existing),
    entries: manifestEntries(protects ? undefined : existing),
    installation,
    kept: yield* keptInBank(hold, provider),
    again: protects && existing !== undefined && isOlder(existing, claim),
    line: yield* makeLine(hold),
    active: new Set(),
  }
})

/** Begun by an operation of the same id whose records are lost: a checkpoint is as old as the operation that made it. */
const isOlder = ({ created }: Checkpoint, { epoch, operation }: Claim) => epoch === 1 || created !== operation.created

/** Whether an earlier runner left this attempt in the middle. Epochs count on over a retry, which begins with no row at work. */
const wasInterrupted = ({ epoch, operation, rows }: Claim) =>
  operation.attempt === 0
    ? epoch > 1
    : rows.some(({ state }) => state === "running" || state === "cancelling" || state === "failed")

/** The whole operation failed, and with it all that had not ended. */
const endWith = Effect.fnUntraced(function* (hold: Hold, error: ProtectionError) {
  yield* Effect.logError(error.message)
  const rows = Array.from(hold.rows.values()).flatMap((row) => (hasEnded(row.state) ? [] : [failedRow(row, error)]))
  const left = Array.from(hold.rows.values()).flatMap((row) => row.left)
  yield* hold.write({ rows, end: { state: "failed", error: error.toJSON(), left } })
})

/** Tells the run as soon as a cancel is asked for; never ends by itself. */
const watchCancel = Effect.fnUntraced(function* (store: OperationStore, hold: Hold) {
  while (true) {
    const { revision, state } = yield* store.get(hold.id)
    if (state === "cancelling") {
      yield* Deferred.succeed(hold.cancelRequested, undefined)
      return yield* Effect.never
    }
    yield* store.awaitRevision(hold.id, revision)
  }
})

const defectError = (defect: unknown) => {
  const message = `The driver broke: ${defect instanceof Error ? defect.message : String(defect)}`
  return new ProtectionError({ code: "defect", message }, { cause: Cause.die(defect) })
}
