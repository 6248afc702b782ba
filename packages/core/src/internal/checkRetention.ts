/** A retention policy, request or plan as it was given, made sure of. Every fault has its path. */
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import type * as Schema from "effect/Schema"
import type { Issue } from "../ProtectionError.ts"
import { RetentionPlan, RetentionPolicy, RetentionRequest } from "../Retention.ts"
import { decodeWithIssues, unknownMembers } from "./decodeWithIssues.ts"
import { invalid } from "./invalid.ts"
import { withoutUndefined } from "./withoutUndefined.ts"

/** **Fails with** `invalidParameters`. */
export const checkRetentionRequest = Effect.fnUntraced(function* (given: unknown) {
  const request = yield* decoded(RetentionRequest, given, "A retention request has no such member.")
  const issues = policyIssues(request.policy, given, "policy")
  if (request.plan === undefined && request.resource === undefined) {
    issues.push({ path: "", message: "Name the plan or the resource whose checkpoints it is about." })
  }
  return issues.length > 0 ? yield* invalid(issues) : request
})

/** **Fails with** `invalidParameters`. */
export const checkRetentionPlan = (given: unknown) =>
  decoded(RetentionPlan, given, "A retention plan has no such member.")

/** What a schema alone does not say of a policy, which stands in what was given as the member of this name. */
export const policyIssues = (policy: RetentionPolicy, given: unknown, name: string): Issue[] => {
  const { keepDeletedFor: _, keepFailedWithin: __, minimum: ___, timeZone, ...rules } = policy
  const pointer = `/${name}`
  const asGiven: unknown = typeof given === "object" && given !== null ? Reflect.get(given, name) : undefined
  const issues: Issue[] = unknownMembers(RetentionPolicy.fields, asGiven, "A policy has no such rule.").map(
    ({ path, message }) => ({ path: `${pointer}${path}`, message }),
  )
  if (Object.keys(rules).length === 0) {
    issues.push({
      path: pointer,
      message: "It names nothing to keep: give keepLast, keepWithin, keepDaily or another.",
    })
  }
  if (timeZone !== undefined && !isTimeZone(timeZone)) {
    issues.push({ path: `${pointer}/timeZone`, message: `"${timeZone}" is no time zone; Europe/Berlin is one.` })
  }
  return issues
}

export const isTimeZone = (name: string): boolean => Option.isSome(DateTime.zoneMakeNamed(name))

const decoded = Effect.fnUntraced(function* <A>(
  schema: Schema.Codec<A> & { readonly fields: object },
  given: unknown,
  unknown: string,
) {
  const input = yield* Effect.try({
    try: () => withoutUndefined(given),
    catch: () => invalid([{ path: "", message: "It is plain JSON; this one holds itself." }]),
  })
  const strangers = unknownMembers(schema.fields, input, unknown)
  const result = decodeWithIssues(schema, input)
  if (Result.isFailure(result)) return yield* invalid([...result.failure, ...strangers])
  return strangers.length > 0 ? yield* invalid(strangers) : result.success
})
