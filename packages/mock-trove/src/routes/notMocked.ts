/** Routes the real Trove has and this one does not: answered 501 by name, so that nothing is silently wrong. */
import { TroveFault } from "../state/TroveFault.ts"
import { requireAdmin } from "./requireAdmin.ts"
import type { TroveRoute } from "./TroveRoute.ts"

const instance = "/instances/{instance_id}"
const version = "/mgmt/datastore-versions/{version_id}"
const parameters = "/mgmt/datastores/versions/{version_id}/parameters"

const table: readonly (readonly [TroveRoute["operation"], TroveRoute["method"], string])[] = [
  ["guestLogAction", "POST", `${instance}/log`],
  ["applyInstanceModules", "POST", `${instance}/modules`],
  ["createModule", "POST", "/modules"],
  ["showMgmtDiagnostics", "GET", `/mgmt${instance}/diagnostics`],
  ["showMgmtHardware", "GET", `/mgmt${instance}/hwinfo`],
  ["upgradeMgmtInstance", "POST", `/mgmt${instance}/upgrade`],
  ["createMgmtDatastoreVersion", "POST", "/mgmt/datastore-versions"],
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
  answer: (request) => {
    if (path.startsWith("/mgmt/")) requireAdmin(request)
    throw new TroveFault("notImplemented", `The mock does not do ${operation} (${method} ${path}).`)
  },
}))
