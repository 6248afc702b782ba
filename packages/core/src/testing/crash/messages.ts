/** What the harness and a program it runs tell each other. */
import type { Checkpoint } from "../../Checkpoint.ts"
import type { Json } from "../../Json.ts"
import type { OperationRecord, ResourceRecord } from "../../OperationRecord.ts"
import type { CrashStrike } from "../CrashReport.ts"
import type { CrashWish } from "../CrashSubject.ts"

/** What a process is started with. */
export interface Order {
  readonly folder: string
  readonly setting: Json
  readonly now: number
  readonly wishes: readonly CrashWish[]
  /** From which wish on it may be struck, and its steps count. */
  readonly armedFrom: number
  readonly operation: string
  readonly strike?: CrashStrike
}

/** Where a step is taken: at the outside, in the bank, in the engine. */
export type Place = "call" | "bank" | "engine"

/** What was in the end, as the last process read it. */
export interface End {
  readonly operation: OperationRecord
  readonly resources: readonly ResourceRecord[]
  readonly checkpoint: Checkpoint
}

/** From the harness. */
export type ToProgram =
  | { readonly is: "order"; readonly order: Order }
  | { readonly is: "answer"; readonly id: number; readonly value: Json }
  | { readonly is: "refusal"; readonly id: number; readonly message: string }
  | { readonly is: "time"; readonly now: number }

/** From the program. A call with `lateMs` is not answered, and carried out so much later. */
export type FromProgram =
  | { readonly is: "ready" }
  | {
      readonly is: "call"
      readonly id: number
      readonly name: string
      readonly input: Json
      readonly late?: { readonly ms: number; readonly kills: boolean }
    }
  | { readonly is: "step"; readonly place: Place; readonly step: string }
  | { readonly is: "idle"; readonly wake: number }
  | { readonly is: "done"; readonly wishes: number }
  | { readonly is: "end"; readonly end: End }
