/** How a record and its rows change, for every store the same. Pure: no clock, no store. */
import type { Verb } from "../Operation.ts"
import {
  hasEnded,
  type OperationRecord,
  type OperationState,
  type Request,
  type ResourceRecord,
} from "../OperationRecord.ts"
import { ProtectionError } from "../ProtectionError.ts"
import type { NewOperation, OperationUpdate, ResourceRow } from "./OperationStore.ts"

/** The record of a new operation. */
export const begin = (operation: NewOperation, at: string): OperationRecord => ({
  id: operation.request.id,
  revision: 1,
  request: operation.request,
  state: "queued",
  checkpoint: operation.checkpoint,
  attempt: 0,
  deadline: operation.request.deadline,
  created: at,
  updated: at,
  tally: count(
    {},
    operation.rows.map((row) => row.state),
    1,
  ),
  left: [],
  notes: [],
})

/** What an operation is told apart by where it stands in the way of another. */
export interface Other {
  readonly id: string
  readonly verb: Verb
}

/** What decides whether an operation may be wished for. */
export interface Circumstances {
  /** What uses its checkpoint and has not ended. */
  readonly users: readonly Other[]
  /** That of the operation its `ifUnchanged` names; 0 if it is not known. */
  readonly revision: number
}

/**
 * Why it can not be wished for: a delete and anything else on one checkpoint exclude each other, and what its wish depends on
 * has gone on.
 */
export const refusal = (
  { id, ifUnchanged, verb }: Request,
  checkpoint: string,
  { revision, users: others }: Circumstances,
): ProtectionError | undefined => {
  if (ifUnchanged !== undefined && ifUnchanged.revision !== revision) return goneOn(ifUnchanged.operation)
  const against = others.filter((other) => other.id !== id && (verb === "delete" || other.verb === "delete"))
  if (against.length === 0) return undefined
  const named = against.slice(0, 3).map((other) => `${other.verb} ${other.id}`)
  const more = against.length > named.length ? ` and ${against.length - named.length} more` : ""
  return new ProtectionError({
    code: "inUse",
    outcome: "notStarted",
    message: `The checkpoint ${checkpoint} is used by ${named.join(", ")}${more}.`,
    recovery: "Wait until it has ended, or cancel it.",
  })
}

const goneOn = (operation: string) =>
  new ProtectionError({
    code: "inUse",
    outcome: "notStarted",
    message: `The operation ${operation} went on since it was looked at.`,
    recovery: "Wait until it has ended, then look again.",
  })

/** Whether two operations on one resource wait for each other: what only reads what was saved does not. */
export const excludes = (one: Verb, other: Verb): boolean => excludedBy(one).includes(other)

/** The verbs whose operations wait for one of this verb, and it for them. */
export const excludedBy = (verb: Verb): readonly Verb[] =>
  verb === "verify" ? [] : changesSource(verb) ? ["protect", "delete", "restore", "copy"] : ["protect", "delete"]

/** Backups of a resource are made and removed one at a time; any number are read. */
const changesSource = (verb: Verb) => verb === "protect" || verb === "delete"

/** Somebody drives it now. A wish to cancel stays. */
export const claim = (record: OperationRecord, at: string): OperationRecord =>
  record.state === "queued" ? { ...record, state: "running", revision: record.revision + 1, updated: at } : record

/** The wish to cancel is remembered. */
export const cancel = (record: OperationRecord, at: string): OperationRecord =>
  hasEnded(record.state) || record.state === "cancelling"
    ? record
    : { ...record, state: "cancelling", revision: record.revision + 1, updated: at }

/** A failed operation is queued again, and so are its resources that did not succeed. */
export const retry = (record: OperationRecord, failed: number, deadline: string, at: string): OperationRecord => {
  const { error: _, ...rest } = record
  return {
    ...rest,
    state: "queued",
    attempt: record.attempt + 1,
    deadline,
    revision: record.revision + 1,
    updated: at,
    tally: count(
      count(record.tally, Array<OperationState>(failed).fill("failed"), -1),
      Array<OperationState>(failed).fill("queued"),
      1,
    ),
    left: [],
  }
}

/** A failed resource is queued again; its state stays, so that what was made is found. */
export const requeue = (row: ResourceRow): ResourceRow => {
  const { error: _, progress: __, hookBegan: ___, ...rest } = row
  return { ...rest, state: "queued", cancellable: "now", left: [] }
}

/** What a runner's update makes of the record; undefined when nobody could see a difference. */
export const update = (
  record: OperationRecord,
  before: readonly ResourceRow[],
  change: OperationUpdate,
  at: string,
): OperationRecord | undefined => {
  const rows = change.rows ?? []
  const seen = rows.some(
    (row, index) => JSON.stringify(visible(row)) !== JSON.stringify(before[index] && visible(before[index])),
  )
  if (!seen && change.end === undefined && change.note === undefined) return undefined
  return {
    ...record,
    revision: record.revision + 1,
    updated: at,
    tally: count(
      count(
        record.tally,
        before.map((row) => row.state),
        -1,
      ),
      rows.map((row) => row.state),
      1,
    ),
    ...change.end,
    notes:
      change.note === undefined ? record.notes : [...record.notes, { at, sentence: change.note }].slice(-maximumNotes),
  }
}

/** Whether an update changed a state, which every watcher must see, and not progress alone. */
export const changesState = (before: readonly ResourceRow[], change: OperationUpdate): boolean =>
  change.end !== undefined || (change.rows ?? []).some((row, index) => row.state !== before[index]?.state)

/** The part of a row that is everybody's. */
export const visible = (row: ResourceRow): ResourceRecord => {
  const {
    key: _,
    children: __,
    served: ___,
    hook: ____,
    begun: _____,
    hookBegan: ______,
    hookState: _______,
    ...record
  } = row
  return record
}

const maximumNotes = 100

type Tally = OperationRecord["tally"]

const count = (tally: Tally, states: readonly OperationState[], by: 1 | -1): Tally => {
  const counts: { [S in OperationState]?: number } = { ...tally }
  for (const state of states) counts[state] = (counts[state] ?? 0) + by
  return Object.fromEntries(Object.entries(counts).filter(([, number]) => number !== 0))
}
