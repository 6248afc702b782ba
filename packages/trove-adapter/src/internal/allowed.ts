/**
 * What Trove allows for a datastore version: flavors and types of volume. Its own lists tell, all of Nova's and Cinder's
 * where the operator restricts none. Source: `trove/datastore/models.py`, `DatastoreVersionMetadata`.
 */
import type { ProtectionError } from "@breakwater/core"
import * as Effect from "effect/Effect"
import type { DatastoreVersion, Flavor } from "../generated/trove.ts"
import type { TroveService } from "../Trove.ts"
import type { TroveError } from "../TroveError.ts"
import { refuse } from "./backupOf.ts"
import { look, lookIfThere } from "./tools.ts"

/** What was said of a type of volume: what is wrong with it, and whether it is known to be there. */
export interface TypeLook {
  readonly findings: readonly ProtectionError[]
  readonly isKnown: boolean
}

type Version = { readonly datastore: string; readonly version: DatastoreVersion }

/** The flavor of an id, or why it can not be had. Trove 14 has no flavor routes at all; there, only the attempt tells. */
export const lookAtFlavor = Effect.fnUntraced(function* (
  trove: TroveService,
  id: string,
  of: Version | undefined,
): Effect.fn.Return<Flavor | ProtectionError | undefined, ProtectionError> {
  const allowed = of === undefined ? undefined : yield* ifTold(trove.listAllowedFlavors(of.datastore, of.version.id))
  const found = allowed?.find(({ str_id }) => str_id === id) ?? (yield* lookIfThere(trove.showFlavor(id)))
  if (found === undefined) {
    const told = allowed ?? (yield* lookIfThere(trove.listFlavors))
    return told && refuse("/parameters/flavor", `there is no flavor ${id}`)
  }
  if (of === undefined || allowed === undefined || allowed.includes(found)) return found
  const names = list(allowed.map(({ str_id }) => str_id))
  return refuse("/parameters/flavor", `${of.datastore} ${of.version.name} may not run on ${id}; on ${names}`)
})

export const lookAtVolumeType = Effect.fnUntraced(function* (
  trove: TroveService,
  type: string | undefined,
  of: Version | undefined,
): Effect.fn.Return<TypeLook, ProtectionError> {
  if (type === undefined || of === undefined) return { findings: [], isKnown: false }
  const types = yield* ifTold(trove.listVolumeTypes(of.datastore, of.version.id))
  if (types === undefined) return { findings: [], isKnown: false }
  if (types.some(({ id, name }) => id === type || name === type)) return { findings: [], isKnown: true }
  const message = `there is no volume type ${type} for ${of.datastore} ${of.version.name}; there is ${list(types.map(({ name }) => name))}`
  return { findings: [refuse("/parameters/volume_type", message)], isKnown: true }
})

/** A release that has no such route, or a policy that forbids it, tells nothing. */
const ifTold = <A>(answer: Effect.Effect<A, TroveError>): Effect.Effect<A | undefined, ProtectionError> =>
  look(
    Effect.catchIf(
      answer,
      ({ retryable }) => !retryable,
      () => Effect.succeed(undefined),
    ),
  )

const list = (names: readonly string[]): string => names.join(", ") || "none"
