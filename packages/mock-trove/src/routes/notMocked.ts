/** Routes the real Trove has and this one does not: answered 501 by name, so that nothing is silently wrong. */
import { TroveFault } from "../state/TroveFault.ts"
import type { TroveRoute } from "./TroveRoute.ts"

const cluster = "/clusters/{cluster_id}"
const module_ = "/modules/{module_id}"
const instance = "/instances/{instance_id}"
const mgmt = "/mgmt"
const version = `${mgmt}/datastore-versions/{version_id}`
const parameters = `${mgmt}/datastores/versions/{version_id}/parameters`

const table: readonly (readonly [TroveRoute["operation"], TroveRoute["method"], string])[] = [
  ["showInstanceConfiguration", "GET", `${instance}/configuration`],
  ["guestLogAction", "POST", `${instance}/log`],
  ["applyInstanceModules", "POST", `${instance}/modules`],
  ["removeInstanceModule", "DELETE", `${instance}/modules/{module_id}`],
  ["deleteDatastore", "DELETE", "/datastores/{datastore}"],
  ["listModules", "GET", "/modules"],
  ["createModule", "POST", "/modules"],
  ["showModule", "GET", module_],
  ["updateModule", "PUT", module_],
  ["deleteModule", "DELETE", module_],
  ["listModuleInstances", "GET", `${module_}/instances`],
  ["reapplyModule", "PUT", `${module_}/instances`],
  ["listClusters", "GET", "/clusters"],
  ["createCluster", "POST", "/clusters"],
  ["showCluster", "GET", cluster],
  ["clusterAction", "POST", cluster],
  ["deleteCluster", "DELETE", cluster],
  ["showClusterInstance", "GET", `${cluster}/instances/{instance_id}`],
  ["showClusterRoot", "GET", `${cluster}/root`],
  ["enableClusterRoot", "POST", `${cluster}/root`],
  ["showMgmtDiagnostics", "GET", `${mgmt}${instance}/diagnostics`],
  ["showMgmtHardware", "GET", `${mgmt}${instance}/hwinfo`],
  ["pingMgmtInstance", "GET", `${mgmt}${instance}/rpc_ping`],
  ["upgradeMgmtInstance", "POST", `${mgmt}${instance}/upgrade`],
  ["listMgmtClusters", "GET", `${mgmt}/clusters`],
  ["showMgmtCluster", "GET", `${mgmt}${cluster}`],
  ["mgmtClusterAction", "POST", `${mgmt}${cluster}/action`],
  ["listMgmtDatastoreVersions", "GET", `${mgmt}/datastore-versions`],
  ["createMgmtDatastoreVersion", "POST", `${mgmt}/datastore-versions`],
  ["showMgmtDatastoreVersion", "GET", version],
  ["patchMgmtDatastoreVersion", "PATCH", version],
  ["deleteMgmtDatastoreVersion", "DELETE", version],
  ["listMgmtParameters", "GET", parameters],
  ["createMgmtParameter", "POST", parameters],
  ["showMgmtParameter", "GET", `${parameters}/{name}`],
  ["updateMgmtParameter", "PUT", `${parameters}/{name}`],
  ["deleteMgmtParameter", "DELETE", `${parameters}/{name}`],
]

export const notMockedRoutes: readonly TroveRoute[] = table.map(([operation, method, path]) => ({
  operation,
  method,
  path,
  answer: () => {
    throw new TroveFault("notImplemented", `The mock does not do ${operation} (${method} ${path}).`)
  },
}))
