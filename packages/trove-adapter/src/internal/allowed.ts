/**
 * What Trove allows for a datastore version: flavors and types of volume. Its own lists tell, all of Nova's and Cinder's
 * where the operator restricts none. Source: `trove/datastore/models.py`, `DatastoreVersionMetadata`.
 */
import { ProtectionError } from "@breakwater/core"
import * as Effect from "effect/Effect"
import type { DatastoreVersion, Flavor } from "../generated/trove.ts"
import type { TroveService } from "../Trove.ts"
import { refuse } from "./backupOf.ts"
import { ifTold, isMissing } from "./ifThere.ts"
import { look } from "./tools.ts"

/** What was said of a type of volume: what is wrong with it, and whether it is known to be there. */
export interface TypeLook {
  readonly findings: readonly ProtectionError[]
  readonly isKnown: boolean
}

type Version = { readonly datastore: string; readonly version: DatastoreVersion }

/** The flavor of an id, or why it can not be had; undefined on Trove 14, which has no flavor routes at all. */
export const lookAtFlavor = Effect.fnUntraced(function* (
  trove: TroveService,
  id: string,
  of: Version | undefined,
): Effect.fn.Return<Flavor | ProtectionError | undefined, ProtectionError> {
  const allowed =
    of === undefined ? undefined : yield* look(ifTold(trove.listAllowedFlavors(of.datastore, of.version.id)))
  const found = allowed?.find(({ str_id }) => str_id === id)
  if (found !== undefined) return found
  const shown = yield* trove.showFlavor(id).pipe(
    Effect.catchIf(isMissing, () => Effect.succeed(refuse("/parameters/flavor", `there is no flavor ${id}`))),
    ifTold,
    look,
  )
  if (of === undefined || allowed === undefined || shown instanceof ProtectionError) return shown
  const names = list(allowed.map(({ str_id }) => str_id))
  return refuse("/parameters/flavor", `${of.datastore} ${of.version.name} may not run on ${id}; on ${names}`)
})

export const lookAtVolumeType = Effect.fnUntraced(function* (
  trove: TroveService,
  type: string | undefined,
  of: Version | undefined,
): Effect.fn.Return<TypeLook, ProtectionError> {
  if (type === undefined || of === undefined) return { findings: [], isKnown: false }
  const types = yield* look(ifTold(trove.listVolumeTypes(of.datastore, of.version.id)))
  if (types === undefined) return { findings: [], isKnown: false }
  if (types.some(({ id, name }) => id === type || name === type)) return { findings: [], isKnown: true }
  const message = `there is no volume type ${type} for ${of.datastore} ${of.version.name}; there is ${list(types.map(({ name }) => name))}`
  return { findings: [refuse("/parameters/volume_type", message)], isKnown: true }
})

const list = (names: readonly string[]): string => names.join(", ") || "none"
