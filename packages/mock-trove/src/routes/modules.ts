/** `/modules`: there are none, and none can be made. */
import { findServedInstance } from "../state/instances.ts"
import { TroveFault } from "../state/TroveFault.ts"
import { answerWith, param, type TroveRequest, type TroveRoute } from "./TroveRoute.ts"

const one = "/modules/{module_id}"
const ofInstance = "/instances/{instance_id}/modules"

const absent = (request: TroveRequest): never => {
  throw new TroveFault("itemNotFound", `Module with ID ${param(request, "module_id")} could not be found.`)
}

const served = (request: TroveRequest) =>
  findServedInstance(request.cloud, request.caller, param(request, "instance_id"))

export const moduleRoutes: readonly TroveRoute[] = [
  { operation: "listModules", method: "GET", path: "/modules", answer: () => answerWith({ modules: [] }) },
  { operation: "showModule", method: "GET", path: one, answer: absent },
  { operation: "updateModule", method: "PUT", path: one, answer: absent },
  { operation: "deleteModule", method: "DELETE", path: one, answer: absent },
  { operation: "listModuleInstances", method: "GET", path: `${one}/instances`, answer: absent },
  { operation: "reapplyModule", method: "PUT", path: `${one}/instances`, answer: absent },
  {
    operation: "listInstanceModules",
    method: "GET",
    path: ofInstance,
    answer: (request) => {
      served(request)
      return answerWith({ modules: [] })
    },
  },
  {
    operation: "removeInstanceModule",
    method: "DELETE",
    path: `${ofInstance}/{module_id}`,
    answer: (request) => {
      served(request)
      return absent(request)
    },
  },
]
