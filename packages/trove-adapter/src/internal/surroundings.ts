/**
 * What a new instance is put into: region, network, zone, type of volume. Trove takes most of it unseen, and the instance
 * ends in ERROR where it is not there; what can be looked up by the same credentials is, and the rest is named.
 */
import type { ProtectionError } from "@breakwater/core"
import * as Effect from "effect/Effect"
import type { DatastoreVersion } from "../generated/trove.ts"
import type { Session } from "../Keystone.ts"
import type { TroveService } from "../Trove.ts"
import type { RestoreOptions } from "../TroveInstanceSchemas.ts"
import type { SavedInstance, TroveSavedInfo } from "../TroveSavedInfo.ts"
import { lookAtVolumeType } from "./allowed.ts"
import { refuse } from "./backupOf.ts"
import { look } from "./tools.ts"

export interface Surroundings {
  readonly findings: readonly ProtectionError[]
  readonly warnings: readonly string[]
}

interface Asked {
  readonly saved: TroveSavedInfo
  readonly options: RestoreOptions
  readonly elsewhere: boolean
  /** What it will run, where that is known. */
  readonly version: { readonly datastore: string; readonly version: DatastoreVersion } | undefined
}

export const lookAround = Effect.fnUntraced(function* (
  trove: TroveService,
  { saved, options, elsewhere, version }: Asked,
): Effect.fn.Return<Surroundings, ProtectionError> {
  const { networkId, availabilityZone, volume }: Partial<SavedInstance> = elsewhere ? {} : saved.instance
  const { catalog } = yield* look(trove.session)
  const isHere = options.region === undefined || options.region === saved.instance.region
  const type = yield* lookAtVolumeType(trove, options.volume_type ?? volume?.type, isHere ? version : undefined)
  const { network_id, subnet_id } = options
  const unseen = [
    named("network", network_id, subnet_id === undefined ? networkId : undefined),
    named("subnet", subnet_id, undefined),
    named("availability zone", options.availability_zone, availabilityZone),
    type.isKnown ? [] : named("volume type", options.volume_type, volume?.type),
  ].flat()
  return {
    findings: [...addressFindings(options), ...regionFindings(options.region, catalog), ...type.findings],
    warnings:
      unseen.length === 0
        ? []
        : [`Trove takes these unseen, and the instance ends in ERROR where they are not there: ${unseen.join("; ")}.`],
  }
})

const named = (what: string, given: string | undefined, known: string | undefined): readonly string[] => {
  if (given !== undefined && given !== known) return [`${what} ${given}`]
  return known === undefined ? [] : [`${what} ${known}, that of the source`]
}

const addressFindings = ({ ip_address, subnet_id }: RestoreOptions): readonly ProtectionError[] =>
  ip_address !== undefined && subnet_id === undefined
    ? [refuse("/parameters/subnet_id", "must be given beside ip_address")]
    : []

/** A host's own token with an endpointOverride has no catalog: then nobody knows. */
const regionFindings = (region: string | undefined, catalog: Session["catalog"]): readonly ProtectionError[] => {
  if (region === undefined || catalog.length === 0) return []
  const regions = catalog.flatMap(({ type, endpoints }) =>
    type === "database" ? endpoints.map((endpoint) => endpoint.region_id ?? endpoint.region ?? "no region") : [],
  )
  if (regions.includes(region)) return []
  const known = [...new Set(regions)].sort().join(", ")
  return [refuse("/parameters/region", `the catalog has Trove in ${known}, not in ${region}`)]
}
