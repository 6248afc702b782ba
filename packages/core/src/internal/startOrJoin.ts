/** An operation that something else decided on: begun once, joined by whoever decides the same, taken up when it failed. */
import * as Effect from "effect/Effect"
import type { OperationRecord, Request } from "../OperationRecord.ts"
import type { ProtectionService } from "../Protection.ts"
import { ProtectionError } from "../ProtectionError.ts"
import { ifThere } from "./ifThere.ts"

/** What is asked of the service. */
export type Operations = Pick<ProtectionService, "start" | "retry" | "get" | "wait" | "preview">

/** **Fails with** what the preview finds in its way, before anything is begun; what is gone already is not in its way. */
export const startOrJoin = Effect.fnUntraced(function* (
  { get, preview, retry, start }: Operations,
  request: Request,
): Effect.fn.Return<OperationRecord, ProtectionError> {
  const existing = yield* ifThere(get(request.id))
  if (existing !== undefined)
    return existing.state === "failed" ? yield* retry(request.id, { deadline: request.deadline }) : existing
  const { blockers } = yield* preview(request).pipe(
    Effect.catchIf(
      ({ code }) => code === "notFound",
      () => Effect.succeed({ blockers: [] }),
    ),
  )
  const [blocker] = blockers
  if (blocker !== undefined) return yield* ProtectionError.fromJSON(blocker)
  return yield* start(request)
})
