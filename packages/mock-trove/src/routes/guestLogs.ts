/** Logs of an instance: there are none, and the list says so. */
import { checkObjectStore } from "../state/backupObjects.ts"
import { findServedInstance } from "../state/instances.ts"
import { answerWith, param, type TroveRoute } from "./TroveRoute.ts"

export const guestLogRoutes: readonly TroveRoute[] = [
  {
    operation: "listGuestLogs",
    method: "GET",
    path: "/instances/{instance_id}/log",
    answer: (request) => {
      checkObjectStore(request.cloud, request.caller.project)
      findServedInstance(request.cloud, request.caller, param(request, "instance_id"))
      return answerWith({ logs: [] })
    },
  },
]
