/** What a hook answered, made sure of: a step of the contract, as plain JSON, the same in every driver. */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { Json } from "../Json.ts"
import { type HookName, Progress, type Step } from "../Operation.ts"
import { Leftover, type ProtectionError } from "../ProtectionError.ts"
import { asJson } from "./asJson.ts"
import { broken } from "./asked.ts"
import { concealed } from "./concealed.ts"
import { decodeWithIssues } from "./decodeWithIssues.ts"

const Left = Schema.Array(Leftover)

const Wait = Schema.Struct({
  step: Schema.Literal("wait"),
  state: Json,
  afterMs: Schema.Finite,
  progress: Progress,
  cancellable: Schema.Literals(["now", "later", "never"]),
  left: Schema.optionalKey(Left),
})

const Done = Schema.Struct({
  step: Schema.Literal("done"),
  value: Schema.optionalKey(Json),
  warnings: Schema.optionalKey(Schema.Array(Schema.String)),
})

const Cancelled = Schema.Struct({ step: Schema.Literal("cancelled"), left: Left })

const Answer = Schema.Union([Wait, Done, Cancelled])

/** **Fails with** `defect`, naming what is wrong with the answer. */
export const stepOf = Effect.fnUntraced(function* (
  hook: HookName,
  answer: unknown,
): Effect.fn.Return<Step, ProtectionError> {
  if (answer === undefined) return yield* broken(hook, "it answered nothing.")
  const json = yield* Effect.try({ try: () => asJson(answer), catch: (cause) => broken(hook, cause) })
  const step = decodeWithIssues(Answer, json)
  if (Result.isSuccess(step)) return withoutSecrets(step.success)
  const faults = step.failure.map(({ path, message }) => `${path}: ${message}`).join("; ")
  return yield* broken(hook, `its answer is no step: ${faults}`)
})

/** What is shown to people. State and value are the plugin's own: to change them would be to break them. */
const withoutSecrets = (step: Step): Step => {
  if (step.step === "cancelled") return concealed(step)
  if (step.step === "done") return step.warnings === undefined ? step : { ...step, warnings: concealed(step.warnings) }
  const { left, progress } = step
  return { ...step, progress: concealed(progress), ...(left === undefined ? {} : { left: concealed(left) }) }
}
