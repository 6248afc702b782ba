/** A request as it was given, made sure of before anybody is asked: its shape, its deadline, what its verb needs. */
import * as Clock from "effect/Clock"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import { keyPart } from "../Bank.ts"
import { Request } from "../OperationRecord.ts"
import { escapePointer } from "../Parameters.ts"
import { type Issue, ProtectionError } from "../ProtectionError.ts"
import { decodeWithIssues } from "./decodeWithIssues.ts"

/** **Fails with** `invalidParameters`, one issue for each fault. */
export const checkRequest = Effect.fnUntraced(function* (input: unknown) {
  const decoded = decodeWithIssues(Request, input)
  const unknown = unknownMembers(input)
  if (Result.isFailure(decoded)) return yield* invalid([...decoded.failure, ...unknown])
  const issues = [...unknown, ...lengthIssues(decoded.success), ...verbIssues(decoded.success)]
  if (issues.length > 0) return yield* invalid(issues)
  return decoded.success
})

/** **Fails with** `invalidParameters` unless it is a time to come. **Units**: answers milliseconds since the epoch. */
export const checkDeadline = Effect.fnUntraced(function* (deadline: string) {
  const time = Option.getOrUndefined(DateTime.make(deadline))
  if (time === undefined)
    return yield* invalid([{ path: "/deadline", message: `"${deadline}" is not an ISO 8601 time.` }])
  const now = yield* Clock.currentTimeMillis
  const millis = DateTime.toEpochMillis(time)
  if (millis > now) return millis
  return yield* invalid([{ path: "/deadline", message: `The deadline ${deadline} has passed.` }])
})

/** One error of all that is wrong with what was given. */
export const invalid = (issues: readonly Issue[]): ProtectionError =>
  new ProtectionError({
    code: "invalidParameters",
    message: issues.map(({ path, message }) => `${path}: ${message}`).join("; "),
    issues,
  })

const unknownMembers = (input: unknown): readonly Issue[] =>
  Object.keys(typeof input === "object" && input !== null ? input : {})
    .filter((name) => !(name in Request.fields))
    .map((name) => ({ path: `/${escapePointer(name)}`, message: "A request has no such member." }))

/** Both become parts of keys in the bank, beside a time. */
const lengthIssues = ({ id, plan }: Request): readonly Issue[] =>
  Object.entries({ id, plan: plan ?? "" })
    .filter(([, text]) => keyPart(text).length > maximumKeyLength)
    .map(([name]) => ({
      path: `/${name}`,
      message: `It may have ${maximumKeyLength} characters; any but A-Z, a-z, 0-9, "-", "_" and "." count threefold or more.`,
    }))

const maximumKeyLength = 200

const verbIssues = ({ verb, resources, checkpoint, into }: Request): readonly Issue[] => [
  ...(verb === "protect" && (resources ?? []).length === 0
    ? [{ path: "/resources", message: "A protect needs at least one resource." }]
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
