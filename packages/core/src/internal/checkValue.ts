/** A value checked with a Standard Schema, whoever wrote that: its value with defaults, or every fault with its path. */
import * as Effect from "effect/Effect"
import type { ParameterSchema } from "../ProtectionPlugin.ts"
import { broken } from "./asked.ts"
import { escapePointer } from "./escapePointer.ts"
import { invalid } from "./invalid.ts"

/** **Fails with** `invalidParameters`, paths below `pointer`, or `defect` when the schema itself breaks. */
export const checkValue = Effect.fnUntraced(function* <Value>(
  schema: ParameterSchema<Value>,
  value: unknown,
  pointer: string,
) {
  const catching = (cause: unknown) => broken("a schema", cause)
  const answer = yield* Effect.try({ try: () => schema["~standard"].validate(value), catch: catching })
  // Most answer at once: to wait all the same would cost more than to check.
  const result = "then" in answer ? yield* Effect.tryPromise({ try: () => answer, catch: catching }) : answer
  if (result.issues === undefined) return result.value
  return yield* invalid(
    result.issues.map(({ message, path = [] }) => {
      const parts = path.map((part) => escapePointer(typeof part === "object" ? part.key : part))
      return { path: [pointer, ...parts].join("/"), message }
    }),
  )
})
