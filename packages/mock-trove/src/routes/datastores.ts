/** `/datastores` and their versions. */
import type { components } from "../generated/wire.ts"
import { findDatastore, findVersion, findVersionById, visibleVersions } from "../state/datastores.ts"
import { releaseOf } from "../state/releases.ts"
import { badRequest, policyRefused } from "../state/TroveFault.ts"
import type { DatastoreRecord, DatastoreVersionRecord } from "../state/TroveState.ts"
import { linksTo } from "./links.ts"
import { answerWith, param, type TroveRequest, type TroveRoute } from "./TroveRoute.ts"

type Schemas = components["schemas"]

const versionView = (request: TroveRequest, version: DatastoreVersionRecord): Schemas["DatastoreVersion"] => ({
  id: version.id,
  name: version.name,
  version: version.version,
  links: linksTo(request, "datastores/versions", version.id),
  ...(request.caller.admin && { active: version.active, packages: "", image: version.image, image_tags: [] }),
  ...(request.caller.admin && releaseOf(request.cloud).tellsMore && extensions[version.manager]),
})

/** Python's paths to what serves a manager's guests and replicas. */
const extensions: Readonly<Record<string, { readonly registry_ext: string; readonly repl_strategy: string }>> = {
  mysql: {
    registry_ext: "trove.guestagent.datastore.mysql.manager.Manager",
    repl_strategy: "trove.guestagent.strategies.replication.mysql_gtid.MysqlGTIDReplication",
  },
  mariadb: {
    registry_ext: "trove.guestagent.datastore.mariadb.manager.Manager",
    repl_strategy: "trove.guestagent.strategies.replication.mariadb_gtid.MariaDBGTIDReplication",
  },
  postgresql: {
    registry_ext: "trove.guestagent.datastore.postgres.manager.PostgresManager",
    repl_strategy: "trove.guestagent.strategies.replication.postgresql.PostgresqlReplicationStreaming",
  },
}

const fullVersionView = (request: TroveRequest, version: DatastoreVersionRecord): Schemas["DatastoreVersion"] => ({
  ...versionView(request, version),
  datastore: version.datastore,
})

const datastoreView = (
  request: TroveRequest,
  datastore: DatastoreRecord,
  versions: readonly DatastoreVersionRecord[],
): Schemas["Datastore"] => ({
  id: datastore.id,
  name: datastore.name,
  links: linksTo(request, "datastores", datastore.id),
  versions: versions.map((version) => versionView(request, version)),
  default_version: datastore.defaultVersion,
})

const versionsOf = (request: TroveRequest, datastore: DatastoreRecord, admin: boolean) =>
  visibleVersions(request.cloud, admin).filter((version) => version.datastore === datastore.id)

const byName = (one: DatastoreVersionRecord, other: DatastoreVersionRecord): number => (one.name < other.name ? -1 : 1)

export const datastoreRoutes: readonly TroveRoute[] = [
  {
    operation: "listDatastores",
    method: "GET",
    path: "/datastores",
    answer: (request) => {
      const { cloud, caller } = request
      const datastores = cloud.state.trove.datastores
        .map((datastore) => ({ datastore, versions: versionsOf(request, datastore, caller.admin) }))
        .filter(({ versions }) => caller.admin || versions.length > 0)
      return answerWith({
        datastores: datastores.map(({ datastore, versions }) => datastoreView(request, datastore, versions)),
      })
    },
  },
  {
    operation: "showDatastoreVersionById",
    method: "GET",
    path: "/datastores/versions/{version_id}",
    answer: (request) =>
      answerWith({ version: fullVersionView(request, findVersionById(request.cloud, param(request, "version_id"))) }),
  },
  {
    operation: "showDatastore",
    method: "GET",
    path: "/datastores/{datastore}",
    answer: (request) => {
      const datastore = findDatastore(request.cloud, param(request, "datastore"))
      const versions = [...versionsOf(request, datastore, false)].sort(byName)
      return answerWith({ datastore: datastoreView(request, datastore, versions) })
    },
  },
  {
    operation: "deleteDatastore",
    method: "DELETE",
    path: "/datastores/{datastore}",
    answer: (request) => {
      if (!request.caller.admin) throw policyRefused("datastore:delete")
      const { name } = findDatastore(request.cloud, param(request, "datastore"))
      // All of them have versions.
      throw badRequest(`Datastore versions exist for datastore ${name}.`)
    },
  },
  {
    operation: "listDatastoreVersions",
    method: "GET",
    path: "/datastores/{datastore}/versions",
    answer: (request) => {
      const datastore = findDatastore(request.cloud, param(request, "datastore"))
      const versions = [...versionsOf(request, datastore, request.caller.admin)].sort(byName)
      return answerWith({ versions: versions.map((version) => fullVersionView(request, version)) })
    },
  },
  {
    operation: "showDatastoreVersion",
    method: "GET",
    path: "/datastores/{datastore}/versions/{version}",
    answer: (request) => {
      const datastore = findDatastore(request.cloud, param(request, "datastore"))
      const version = findVersion(request.cloud, datastore, param(request, "version"))
      return answerWith({ version: fullVersionView(request, version) })
    },
  },
]
