/** Datastores and their versions, by id or by name. */
import type { Cloud } from "./Cloud.ts"
import { badRequest, TroveFault } from "./TroveFault.ts"
import type { DatastoreRecord, DatastoreVersionRecord } from "./TroveState.ts"

const uuidLike = /^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i

export const findDatastore = (cloud: Cloud, idOrName: string): DatastoreRecord => {
  const { datastores } = cloud.state.trove
  const found =
    datastores.find((datastore) => datastore.id === idOrName) ??
    datastores.find((datastore) => datastore.name === idOrName)
  if (found === undefined) throw new TroveFault("itemNotFound", `Datastore '${idOrName}' cannot be found.`)
  return found
}

/** By UUID a missing version is 404, by name it is 400: two classes of error in the real service. */
export const findVersion = (
  cloud: Cloud,
  datastore: DatastoreRecord,
  idOrName: string,
  number?: string,
): DatastoreVersionRecord => {
  const versions = cloud.state.trove.datastoreVersions.filter((version) => version.datastore === datastore.id)
  if (uuidLike.test(idOrName)) {
    const byId = versions.find((version) => version.id === idOrName)
    if (byId === undefined) throw new TroveFault("itemNotFound", "DBDatastoreVersion Not Found")
    return byId
  }
  const byName = versions.find(
    (version) => version.name === idOrName && (number === undefined || version.version === number),
  )
  if (byName === undefined) throw versionNotFound(number ?? idOrName)
  return byName
}

export const findVersionById = (cloud: Cloud, id: string): DatastoreVersionRecord => {
  const found = cloud.state.trove.datastoreVersions.find((version) => version.id === id)
  if (found === undefined) throw versionNotFound(id)
  return found
}

/** The datastore and version a create call means; what it leaves out is the operator's default. */
export const chooseVersion = (
  cloud: Cloud,
  asked: { readonly type?: string; readonly version?: string; readonly version_number?: string },
): { readonly datastore: DatastoreRecord; readonly version: DatastoreVersionRecord } => {
  const datastore = findDatastore(cloud, asked.type ?? cloud.seed.defaultDatastore)
  const version = findVersion(
    cloud,
    datastore,
    asked.version ?? datastore.defaultVersion,
    asked.version === undefined ? undefined : asked.version_number,
  )
  if (!version.active) throw badRequest(`Datastore version '${version.name}' is not active.`)
  return { datastore, version }
}

/** The version an instance or a backup was made with and the datastore it belongs to; nothing once the record lost its version. */
export const versionOf = (
  cloud: Cloud,
  versionId: string | null,
): { readonly datastore: DatastoreRecord; readonly version: DatastoreVersionRecord } | undefined => {
  const version = cloud.state.trove.datastoreVersions.find((candidate) => candidate.id === versionId)
  const datastore = cloud.state.trove.datastores.find((candidate) => candidate.id === version?.datastore)
  return version === undefined || datastore === undefined ? undefined : { datastore, version }
}

const versionNotFound = (name: string): TroveFault => badRequest(`Datastore version '${name}' cannot be found.`)

/** Datastores without an active version are hidden from all but the operator. */
export const visibleVersions = (cloud: Cloud, admin: boolean): readonly DatastoreVersionRecord[] =>
  cloud.state.trove.datastoreVersions.filter((version) => admin || version.active)
