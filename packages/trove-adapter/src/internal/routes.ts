/** The method and path template of every operation the client asks for, for its calls and for their errors. */
import type { operations } from "../generated/trove.ts"
import type { TroveCall } from "../TroveError.ts"

export const routes = {
  listVersions: { method: "GET", path: "/" },
  listBackups: { method: "GET", path: "/backups" },
  createBackup: { method: "POST", path: "/backups" },
  showBackup: { method: "GET", path: "/backups/{backup_id}" },
  deleteBackup: { method: "DELETE", path: "/backups/{backup_id}" },
  listBackupStrategies: { method: "GET", path: "/backup_strategies" },
  createBackupStrategy: { method: "POST", path: "/backup_strategies" },
  deleteBackupStrategy: { method: "DELETE", path: "/backup_strategies" },
  listInstances: { method: "GET", path: "/instances" },
  listInstancesDetail: { method: "GET", path: "/instances/detail" },
  createInstance: { method: "POST", path: "/instances" },
  showInstance: { method: "GET", path: "/instances/{instance_id}" },
  updateInstance: { method: "PUT", path: "/instances/{instance_id}" },
  patchInstance: { method: "PATCH", path: "/instances/{instance_id}" },
  deleteInstance: { method: "DELETE", path: "/instances/{instance_id}" },
  instanceAction: { method: "POST", path: "/instances/{instance_id}/action" },
  listInstanceBackups: { method: "GET", path: "/instances/{instance_id}/backups" },
  listDatabases: { method: "GET", path: "/instances/{instance_id}/databases" },
  listUsers: { method: "GET", path: "/instances/{instance_id}/users" },
  listDatastores: { method: "GET", path: "/datastores" },
  showDatastore: { method: "GET", path: "/datastores/{datastore}" },
  listDatastoreVersions: { method: "GET", path: "/datastores/{datastore}/versions" },
  showDatastoreVersion: { method: "GET", path: "/datastores/{datastore}/versions/{version}" },
  showDatastoreVersionById: { method: "GET", path: "/datastores/versions/{version_id}" },
  listDatastoreVersionFlavors: { method: "GET", path: "/datastores/{datastore}/versions/{version_id}/flavors" },
  listDatastoreVersionVolumeTypes: {
    method: "GET",
    path: "/datastores/{datastore}/versions/{version_id}/volume-types",
  },
  listFlavors: { method: "GET", path: "/flavors" },
  showFlavor: { method: "GET", path: "/flavors/{flavor_id}" },
  listLimits: { method: "GET", path: "/limits" },
  listConfigurations: { method: "GET", path: "/configurations" },
  showConfiguration: { method: "GET", path: "/configurations/{configuration_id}" },
  createConfiguration: { method: "POST", path: "/configurations" },
  listMgmtInstances: { method: "GET", path: "/mgmt/instances" },
  showQuotas: { method: "GET", path: "/mgmt/quotas/{target_project_id}" },
} as const satisfies { readonly [Operation in keyof operations]?: Omit<TroveCall, "operation"> }

/** An operation of Trove's description that the client asks for. */
export type TroveOperation = keyof typeof routes

/** The body of an operation's good answer. */
export type TroveAnswer<Operation extends TroveOperation> = operations[Operation]["responses"] extends {
  readonly [Status in 200 | 202]?: { readonly content: { readonly "application/json": infer Body } }
}
  ? Body
  : undefined
