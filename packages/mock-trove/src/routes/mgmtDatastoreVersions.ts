/** `/mgmt/datastore-versions`: the versions as the operator registered them. They come from the seed and stay. */
import { findVersionById } from "../state/datastores.ts"
import type { DatastoreVersionRecord } from "../state/TroveState.ts"
import { requireAdmin } from "./requireAdmin.ts"
import { answerWith, param, type TroveRequest, type TroveRoute } from "./TroveRoute.ts"

const view = ({ cloud }: TroveRequest, version: DatastoreVersionRecord) => {
  const datastore = cloud.state.trove.datastores.find(({ id }) => id === version.datastore)
  return {
    id: version.id,
    name: version.name,
    version: version.version,
    datastore_id: version.datastore,
    datastore_name: datastore?.name ?? null,
    datastore_manager: version.manager,
    image: version.image,
    // An empty text split at its commas.
    image_tags: [""],
    packages: [""],
    active: version.active,
    default: datastore?.defaultVersion === version.id,
  }
}

export const mgmtDatastoreVersionRoutes: readonly TroveRoute[] = [
  {
    operation: "listMgmtDatastoreVersions",
    method: "GET",
    path: "/mgmt/datastore-versions",
    answer: (request) => {
      requireAdmin(request)
      const { datastoreVersions } = request.cloud.state.trove
      const listed = [...datastoreVersions].sort((one, other) => Number(other.active) - Number(one.active))
      return answerWith({ versions: listed.map((version) => view(request, version)) })
    },
  },
  {
    operation: "showMgmtDatastoreVersion",
    method: "GET",
    path: "/mgmt/datastore-versions/{version_id}",
    answer: (request) => {
      requireAdmin(request)
      return answerWith({ version: view(request, findVersionById(request.cloud, param(request, "version_id"))) })
    },
  },
]
