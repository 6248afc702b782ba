/** What the crash harness holds against what is there: each untruth is found, and the truth is none. */

import type { CrashPoint } from "@breakwater/core/testing"
import { expect, it } from "vitest"
import type { Checkpoint, OperationRecord, ResourceRecord, Verb } from "../src/index.ts"
import { judge } from "../src/testing/crash/judge.ts"
import type { Played } from "../src/testing/crash/play.ts"
import { thing } from "./support/memoryHost.ts"

const orders = thing("thing-1", "orders")
const point: CrashPoint = { name: "story: point", story: "story", stratum: "", strikes: [] }

interface Case {
  readonly verb?: Verb
  readonly operation?: Partial<OperationRecord>
  readonly checkpoint?: Partial<Checkpoint>
  readonly row?: Partial<ResourceRecord>
  readonly played?: Partial<Played>
}

/** A protect that made one copy, its checkpoint available; and what is otherwise. */
const judged = (
  { checkpoint, operation, played, row, verb = "protect" }: Case,
  leaves = { copy: 1 },
  { loose = false, struck = point }: { readonly loose?: boolean; readonly struck?: CrashPoint } = {},
) => {
  const request = { id: "op", verb, provider: "p", parameters: {}, deadline: "2026-01-02T00:00:00.000Z" }
  const times = { created: "2026-01-01T00:00:00.000Z", updated: "2026-01-01T00:00:00.000Z" }
  const saved = { resource: orders, children: [], plugin: { id: "m", version: "1", savedInfo: 1 }, saved: "copy-1" }
  const end = {
    operation: {
      ...{ id: "op", revision: 9, request, state: "succeeded" as const, checkpoint: "op", attempt: 0 },
      ...{ deadline: request.deadline, ...times, tally: {}, left: [], notes: [] },
      ...operation,
    },
    resources: [
      { resource: orders, state: "succeeded" as const, cancellable: "never" as const, left: [], warnings: [], ...row },
    ],
    checkpoint: {
      ...{ id: "op", provider: "p", created: times.created, labels: {}, format: "breakwater.checkpoint" as const },
      ...{ version: 1 as const, bank: "b", status: "available" as const, verifications: [] },
      resources: [{ ...saved, status: "available" as const }],
      ...checkpoint,
    },
  }
  const things = [{ kind: "copy", id: "copy-1", whole: true }]
  const all: Played = { end, complaint: "", killed: 0, lateCalls: 0, things, made: 1, steps: [], ...played }
  const story = { name: "story", wishes: () => [], operation: "op", ends: ["succeeded"] as const, leaves, makes: 1 }
  return judge({ ...story, loose }, struck, all)
}

it("finds nothing where everything is as it is said", () => {
  expect(judged({})).toMatchObject({ faults: [], lies: [], leaks: 0, duplicates: 0 })
})

it.each<[string, Case]>([
  ["nothing that orders was saved as is there", { played: { things: [{ kind: "copy", id: "copy-1", whole: false }] } }],
  ["the operation ended, but the checkpoint is protecting", { checkpoint: { status: "protecting" } }],
  ["the protect failed, but the checkpoint is available", { operation: { state: "failed" } }],
  ["the delete succeeded, but the checkpoint is available", { verb: "delete" }],
  ["its checkpoint has not one verification of it", { verb: "verify" }],
  ["it says it made thing-7, which is not there", { verb: "restore", row: { created: thing("thing-7") } }],
  ["of 1 copy only 0 can be used", { played: { things: [] } }],
])("finds the lie that %s", (lie, of) => {
  const { faults, lies } = judged(of)
  expect(lies).toContainEqual(expect.stringContaining(lie))
  expect(faults).toEqual(expect.arrayContaining([...lies]))
})

it("counts what was made once more without a late call to explain it, and not what a late call explains", () => {
  expect(judged({ played: { made: 2 } })).toMatchObject({ duplicates: 1 })
  expect(judged({ played: { made: 2, lateCalls: 1 } })).toMatchObject({ duplicates: 0, faults: [] })
})

it("takes for no leak what the record names as left", () => {
  const copies = ["copy-1", "copy-2"].map((id) => ({ kind: "copy", id, whole: true }))
  const left = [{ kind: "copy", id: "copy-2", sentence: "It remains." }]
  expect(judged({ played: { things: copies } }, { copy: 2 })).toMatchObject({ leaks: 1 })
  expect(judged({ played: { things: copies }, operation: { left } }, { copy: 2 })).toMatchObject({
    leaks: 0,
    faults: [],
  })
})

it("tells an end that nobody wants, with the error", () => {
  const error = { code: "defect", message: "It broke.", recovery: "", retryable: false, outcome: "unknown" } as const
  const { faults } = judged({ operation: { state: "failed", error }, checkpoint: { status: "error" } })
  expect(faults).toContainEqual(expect.stringContaining("It ended failed: It broke."))
})

it("takes a step that is not reached for a fault, but not where each run may take other steps", () => {
  const struck = {
    ...point,
    strikes: [{ strike: { when: "before", step: "call createCopy #2" }, restAfter: 0 }],
  } as const
  const told = [false, true].map((loose) => judged({}, { copy: 1 }, { loose, struck }).faults)
  expect(told).toEqual([["Nothing was killed: the step was not reached."], []])
})
