/** What a turn begins from, as a host hands it over: a request, a handle, or what an earlier turn came to. */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { Handle, Turn } from "../Handle.ts"
import { Json } from "../Json.ts"
import { Verb } from "../Operation.ts"
import { Leftover, ProtectionErrorJson } from "../ProtectionError.ts"
import { Resource, Scope } from "../Resource.ts"
import { decodeWithIssues, unknownMembers } from "./decodeWithIssues.ts"
import { handleOf } from "./handleOf.ts"
import { invalid } from "./invalid.ts"

const Request = Schema.Struct({
  verb: Verb,
  operationId: Schema.NonEmptyString,
  installation: Schema.optionalKey(Schema.String),
  again: Schema.optionalKey(Schema.Boolean),
  resource: Resource,
  into: Schema.optionalKey(Scope),
  parameters: Json,
  saved: Schema.optionalKey(Json),
  deadline: Schema.NonEmptyString,
})

const Ended = Schema.Union([
  Schema.Struct({
    status: Schema.Literal("succeeded"),
    result: Json,
    saved: Schema.optionalKey(Json),
    warnings: Schema.Array(Schema.String),
  }),
  Schema.Struct({ status: Schema.Literal("cancelled"), left: Schema.Array(Leftover) }),
])

const Failed = Schema.Struct({ status: Schema.Literal("failed"), error: ProtectionErrorJson, handle: Json })

export type StepInput =
  | { readonly is: "request"; readonly request: typeof Request.Type }
  | { readonly is: "handle"; readonly handle: Handle; readonly was: "waiting" | "kept" | "failed" | "failed for now" }
  | { readonly is: "end"; readonly turn: Exclude<Turn, { readonly status: "waiting" }> }

/** What has ended stays ended, unless what failed is to be tried again. **Fails with** what is wrong with the text. */
export const readStepInput = Effect.fnUntraced(function* (text: string, again: boolean) {
  const value = yield* Effect.mapError(Schema.decodeUnknownEffect(Schema.fromJsonString(Json))(text), () =>
    invalid([{ path: "", message: "the input is no JSON; it is a request, a handle, or what an earlier turn wrote" }]),
  )
  const input = isObject(value) ? value : {}
  if ("status" in input) return yield* turned(input, again)
  if ("v" in input) return { is: "handle", handle: yield* handle(input), was: "kept" } as const
  const request = decodeWithIssues(Request, value)
  const unknown = unknownMembers(Request.fields, value, "A request has no such member.")
  if (Result.isSuccess(request) && unknown.length === 0) return { is: "request", request: request.success } as const
  return yield* invalid([...(Result.isFailure(request) ? request.failure : []), ...unknown])
})

const statuses: ReadonlySet<Json | undefined> = new Set(["waiting", "succeeded", "failed", "cancelled"])

const turned = Effect.fnUntraced(function* (input: JsonObject, again: boolean) {
  if (input["status"] === "waiting") {
    return { is: "handle", handle: yield* handle(input["handle"]), was: "waiting" } as const
  }
  if (!statuses.has(input["status"])) {
    const message = `must be one of ${[...statuses].join(", ")}`
    return yield* invalid([{ path: "/status", message }])
  }
  if (input["status"] !== "failed") {
    const ended = yield* Effect.mapError(Effect.fromResult(decodeWithIssues(Ended, input)), invalid)
    return { is: "end", turn: ended } as const
  }
  const { error, handle: kept } = yield* Effect.mapError(Effect.fromResult(decodeWithIssues(Failed, input)), invalid)
  const from = yield* handle(kept)
  return error.retryable || again
    ? ({ is: "handle", handle: from, was: error.retryable ? "failed for now" : "failed" } as const)
    : ({ is: "end", turn: { status: "failed", error, handle: from } } as const)
})

const handle = (value: unknown) => Effect.fromResult(handleOf(value))

type JsonObject = { readonly [name: string]: Json }

const isObject = (value: Json): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value)
