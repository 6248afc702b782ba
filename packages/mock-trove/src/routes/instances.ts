/** `/instances`: list, show, delete, change. */

import type { components } from "../generated/wire.ts"
import type { Cloud } from "../state/Cloud.ts"
import { attachConfiguration, detachConfiguration } from "../state/configurations.ts"
import { findVersion, versionOf } from "../state/datastores.ts"
import type { InstanceRecord } from "../state/InstanceRecord.ts"
import { deleteInstance, detachReplica, renameInstance, updateAccess } from "../state/instanceActions.ts"
import { findInstance, findServedInstance, waitForGuest } from "../state/instances.ts"
import { releaseOf } from "../state/releases.ts"
import { startingValues } from "../state/startingValues.ts"
import { badRequest, TroveFault } from "../state/TroveFault.ts"
import { instancePosition, instancesById } from "../state/tables.ts"
import { idFromReference } from "./idFromReference.ts"
import { instanceDetailView, instanceView, shownInstanceView } from "./instanceView.ts"
import { keyPage } from "./pages.ts"
import { patchInstanceSchema, updateInstanceSchema } from "./requestSchemas.ts"
import { answerEmpty, answerWith, param, type TroveRequest, type TroveRoute } from "./TroveRoute.ts"

type Schemas = components["schemas"]
type Change = Schemas["UpdateInstance"] & Schemas["PatchInstanceRequest"]["instance"]

/** Pages go by id; inside a page the newest stands first. Only the caller's own project, for the operator too. */
const listAnswer = (
  request: TroveRequest,
  view: (request: TroveRequest, instance: InstanceRecord) => Schemas["Instance"],
) => {
  const own = instancesById(request.cloud, request.caller.project)
  const { page, next } = keyPage(request, own, (instance) => instance.id)
  const position = (instance: InstanceRecord): number => instancePosition(request.cloud, instance)
  const newestFirst = [...page].sort((one, other) => other.created - one.created || position(other) - position(one))
  return answerWith({ instances: newestFirst.map((instance) => view(request, instance)), ...next })
}

/** The name and at most one thing else. An empty change is accepted. */
const changeInstance = (request: TroveRequest): ReturnType<typeof answerEmpty> => {
  const { instance: change } = request.body as { readonly instance: Change }
  const others = Object.keys(change).filter((key) => key !== "name")
  if (others.length > 1) throw badRequest("Only one attribute (except 'name') is allowed to update.")
  const { cloud, caller } = request
  const instance = findServedInstance(cloud, caller, param(request, "instance_id"))
  if (change.name !== undefined) renameInstance(cloud, instance, change.name)
  if ("replica_of" in change || "slave_of" in change) detachReplica(cloud, instance)
  if (change.configuration) attachConfiguration(cloud, caller, instance, idFromReference(change.configuration))
  else if ("configuration" in change || losesConfiguration(cloud, change)) detachConfiguration(cloud, instance)
  if (change.access !== undefined) updateAccess(cloud, instance, { ...change.access })
  if (change.datastore_version !== undefined) upgrade(request, instance, change.datastore_version)
  return answerEmpty()
}

/** Of releases that take an update's silence about the configuration group for a wish to be rid of it. */
const losesConfiguration = (cloud: Cloud, change: Change): boolean => {
  const { detachedBy } = releaseOf(cloud)
  return detachedBy === "any update" || (detachedBy === "an empty update" && Object.keys(change).length === 0)
}

/** The version it has already is fine; another one the mock does not bring. */
const upgrade = ({ cloud }: TroveRequest, instance: InstanceRecord, wanted: string): void => {
  const has = versionOf(cloud, instance.datastoreVersion)
  if (has === undefined) return
  const version = findVersion(cloud, has.datastore, wanted)
  if (version.name === has.version.name) return
  throw new TroveFault("notImplemented", "The mock does not upgrade an instance to another datastore version.")
}

export const instanceRoutes: readonly TroveRoute[] = [
  {
    operation: "listInstances",
    method: "GET",
    path: "/instances",
    answer: (request) => listAnswer(request, instanceView),
  },
  {
    operation: "listInstancesDetail",
    method: "GET",
    path: "/instances/detail",
    answer: (request) => listAnswer(request, instanceDetailView),
  },
  {
    operation: "showInstance",
    method: "GET",
    path: "/instances/{instance_id}",
    answer: (request) => {
      const instance = findInstance(request.cloud, request.caller, param(request, "instance_id"))
      const answer = answerWith({ instance: shownInstanceView(request, instance) })
      return { ...answer, workedMs: waitForGuest(request.cloud, instance) }
    },
  },
  {
    operation: "showInstanceConfiguration",
    method: "GET",
    path: "/instances/{instance_id}/configuration",
    answer: (request) => {
      const instance = findServedInstance(request.cloud, request.caller, param(request, "instance_id"))
      return answerWith({ instance: { configuration: startingValues(request.cloud, instance) } })
    },
  },
  {
    operation: "updateInstance",
    method: "PUT",
    path: "/instances/{instance_id}",
    schema: () => updateInstanceSchema,
    answer: changeInstance,
  },
  {
    operation: "patchInstance",
    method: "PATCH",
    path: "/instances/{instance_id}",
    schema: () => patchInstanceSchema,
    answer: changeInstance,
  },
  {
    operation: "deleteInstance",
    method: "DELETE",
    path: "/instances/{instance_id}",
    answer: (request) => {
      deleteInstance(request.cloud, findInstance(request.cloud, request.caller, param(request, "instance_id")))
      return answerEmpty()
    },
  },
]
