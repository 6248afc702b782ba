/** A request as it was given, made sure of before anybody is asked: its shape, its deadline, what its verb needs. */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { keyPart } from "../Bank.ts"
import type { Json } from "../Json.ts"
import { HookTimeouts, Request, type RequestInput } from "../OperationRecord.ts"
import type { Issue } from "../ProtectionError.ts"
import { Resource } from "../Resource.ts"
import { decodeWithIssues, unknownMembers } from "./decodeWithIssues.ts"
import { escapePointer } from "./escapePointer.ts"
import { invalid } from "./invalid.ts"
import { timeOf } from "./timeOf.ts"
import { withoutUndefined } from "./withoutUndefined.ts"

const Input = Schema.Struct({
  ...Request.fields,
  resources: Schema.optionalKey(
    Schema.Array(Schema.Struct({ ...Resource.fields, name: Schema.optionalKey(Resource.fields.name) })),
  ),
})

/** **Fails with** `invalidParameters`, one issue for each fault. */
export const checkRequest = Effect.fnUntraced(function* (given: unknown) {
  const input = yield* Effect.try({
    try: () => withoutUndefined(given),
    catch: () => invalid([{ path: "", message: "A request is plain JSON; this one holds itself." }]),
  })
  const decoded = decodeWithIssues(Input, input)
  const unknown = unknownMembers(Request.fields, input, "A request has no such member.")
  if (Result.isFailure(decoded)) return yield* invalid([...decoded.failure, ...unknown])
  const request = decoded.success
  const issues = [
    ...unknown,
    ...hookIssues(input),
    ...textIssues(request),
    ...lengthIssues(request),
    ...verbIssues(request),
  ]
  if (issues.length > 0) return yield* invalid(issues)
  return request
})

/** **Fails with** `invalidParameters` unless it is a time to come. **Units**: answers milliseconds since the epoch. */
export const checkDeadline = Effect.fnUntraced(function* (deadline: string) {
  const millis = yield* timeOf("/deadline", deadline)
  const now = yield* Clock.currentTimeMillis
  if (millis > now) return millis
  return yield* invalid([{ path: "/deadline", message: `The deadline ${deadline} has passed.` }])
})

/** A hook that is misspelt would have no time of its own. */
const hookIssues = (input: unknown): readonly Issue[] =>
  typeof input === "object" && input !== null && "timeouts" in input
    ? Object.keys(input.timeouts ?? {})
        .filter((name) => !Object.hasOwn(HookTimeouts.fields, name))
        .map((name) => ({ path: `/timeouts/${escapePointer(name)}`, message: "There is no such hook." }))
    : []

/** Half a character has no UTF-8, and databases take no NUL: neither could be kept, nor made a key of. */
const textIssues = (value: Json, path = ""): readonly Issue[] => {
  if (typeof value === "string") {
    if (value.isWellFormed() && !value.includes("\u0000")) return []
    return [{ path, message: "This text can not be kept: it holds a NUL, or half of a surrogate pair." }]
  }
  if (typeof value !== "object" || value === null) return []
  return Object.entries(value).flatMap(([name, member]) => {
    const below = `${path}/${escapePointer(name.toWellFormed())}`
    return [...textIssues(name, below), ...textIssues(member, below)]
  })
}

/** Both become parts of keys in the bank, beside a time. */
const lengthIssues = ({ id, plan }: RequestInput): readonly Issue[] =>
  Object.entries({ id, plan: plan ?? "" })
    .filter(([, text]) => keyPart(text).length > maximumKeyLength)
    .map(([name]) => ({
      path: `/${name}`,
      message: `It may have ${maximumKeyLength} characters; any but A-Z, a-z, 0-9, "-", "_" and "." count threefold or more.`,
    }))

const maximumKeyLength = 200

const verbIssues = ({ verb, resources, checkpoint, into }: RequestInput): readonly Issue[] => [
  ...(verb === "protect" && (resources ?? []).length === 0
    ? [{ path: "/resources", message: "A protect needs at least one resource." }]
    : []),
  ...(verb !== "protect" && resources?.length === 0
    ? [{ path: "/resources", message: `Name what to ${verb}, or leave this out for all that the checkpoint holds.` }]
    : []),
  ...(verb === "protect" && checkpoint !== undefined
    ? [{ path: "/checkpoint", message: "A protect makes its checkpoint; it can not be given." }]
    : []),
  ...(verb !== "protect" && checkpoint === undefined
    ? [{ path: "/checkpoint", message: `To ${verb}, name a checkpoint.` }]
    : []),
  ...(verb !== "restore" && into !== undefined
    ? [{ path: "/into", message: "Only a restore can go into another scope." }]
    : []),
]
