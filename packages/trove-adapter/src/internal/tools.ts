/** What every verb works with: Trove in a scope, patience, and the tag that goes into marks. */
import { type OperationContext, ProtectionError, type Scope } from "@breakwater/core"
import * as Effect from "effect/Effect"
import type { TroveDrill } from "../Probe.ts"
import type { TroveService } from "../Trove.ts"
import type { TroveError } from "../TroveError.ts"
import type { TroveSavedInfo } from "../TroveSavedInfo.ts"
import type { TroveChains, TroveWaiting } from "../TroveSettings.ts"
import { ifThere } from "./ifThere.ts"
import { toProtectionError } from "./mapping.ts"

export interface Tools {
  readonly trove: (scope: Scope) => Effect.Effect<TroveService, ProtectionError>
  readonly waiting: TroveWaiting
  readonly ownerTag: string
  readonly chains: TroveChains
  readonly drill: TroveDrill
}

/** What protect saved, which every verb but protect is given. */
export const savedOf = ({
  saved,
}: {
  readonly saved: TroveSavedInfo | undefined
}): Effect.Effect<TroveSavedInfo, ProtectionError> =>
  saved === undefined
    ? Effect.fail(new ProtectionError({ code: "damaged", message: "There is nothing that protect saved." }))
    : Effect.succeed(saved)

/**
 * Whether a restore goes into another project or region, where nothing of the old surroundings is to be had. What the scope of
 * the source left to its credentials, protect has saved.
 */
export const isElsewhere = ({ into, resource: { scope }, saved }: Where): boolean => {
  if (saved !== undefined && isFromElsewhere(saved)) return true
  if (into === undefined) return false
  const { project = into.project && saved?.backup.project, region = into.region && saved?.instance.region } = scope
  return into.project !== project || into.region !== region
}

type Where = Pick<OperationContext<unknown, TroveSavedInfo>, "into" | "resource" | "saved">

/** An import from another region leaves out which region that was: whatever scope names this one, it is not the old one. */
export const isFromElsewhere = ({ backup, instance }: TroveSavedInfo): boolean =>
  backup.status === "RESTORED" && instance.region === undefined

/** A backup as protect saved it, so far as it is known whose it is. */
type Named = Pick<TroveSavedInfo["backup"], "id" | "name" | "project">

/** Trove shows a token its own project only: that another does not see a backup proves nothing. */
export const refuseStranger = Effect.fnUntraced(function* (
  trove: TroveService,
  { id, name, project }: Named,
): Effect.fn.Return<void, ProtectionError> {
  const { project: own } = yield* look(trove.session)
  if (project === undefined || own === undefined || own.id === project) return
  return yield* new ProtectionError({
    code: "forbidden",
    message: `The backup ${name} (${id}) is of the project ${project}, the token of ${own.id}: whether it is gone can not be told.`,
    recovery: "Give this account credentials of that project, then try again.",
  })
})

/** A look that fails in the words of an operation. */
export const look = <A>(call: Effect.Effect<A, TroveError>): Effect.Effect<A, ProtectionError> =>
  Effect.mapError(call, toProtectionError)

/** A look at something that may be gone: then there is nothing. */
export const lookIfThere = <A>(call: Effect.Effect<A, TroveError>): Effect.Effect<A | undefined, ProtectionError> =>
  look(ifThere(call))
