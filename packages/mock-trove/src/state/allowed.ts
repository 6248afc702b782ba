/** What the operator allows for a datastore version: flavors and types of volume. Where nothing is said, all. */
import type { Cloud } from "./Cloud.ts"
import type { SeedFlavor } from "./CloudSeed.ts"
import { badRequest } from "./TroveFault.ts"
import type { DatastoreVersionRecord } from "./TroveState.ts"

/** By its id alone: asked by a name, or by an id that there is not, the real one finds no restriction. */
const versionOf = (cloud: Cloud, id: string): DatastoreVersionRecord | undefined =>
  cloud.state.trove.datastoreVersions.find((version) => version.id === id)

export const flavorsFor = (cloud: Cloud, versionId: string): readonly SeedFlavor[] => {
  const allowed = versionOf(cloud, versionId)?.flavors
  return cloud.seed.flavors.filter(({ id }) => allowed === undefined || allowed.includes(id))
}

export const volumeTypesFor = (
  cloud: Cloud,
  versionId: string,
): readonly { readonly id: string; readonly name: string }[] => {
  const allowed = versionOf(cloud, versionId)?.volumeTypes
  return cloud.seed.volumeTypes.filter(({ name }) => allowed === undefined || allowed.includes(name))
}

/** Before it is known whether there is such a flavor at all. */
export const checkFlavorAllowed = ({ id, flavors }: DatastoreVersionRecord, flavor: string | undefined): void => {
  if (flavors === undefined || (flavor !== undefined && flavors.includes(flavor))) return
  throw badRequest(`Flavor ${flavor ?? "None"} is not supported for datastore version ${id}`)
}

/** By name, not by id; and one has to be named. Where nothing is restricted, any text will do. */
export const checkVolumeTypeAllowed = ({ id, volumeTypes }: DatastoreVersionRecord, type: string | undefined): void => {
  if (volumeTypes === undefined) return
  if (type === undefined) {
    throw badRequest(
      `Only specific volume types are allowed for a datastore version ${id}. You must specify a valid volume type.`,
    )
  }
  if (!volumeTypes.includes(type)) throw badRequest(`The volume type ${type} is not valid for datastore version ${id}.`)
}
