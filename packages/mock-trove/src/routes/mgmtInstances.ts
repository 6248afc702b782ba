/** `/mgmt/instances`: what the operator sees of everybody's instances, deleted ones too. */

import type { Json } from "../Json.ts"
import { answeringGuest, lastReport } from "../state/guests.ts"
import type { InstanceRecord } from "../state/InstanceRecord.ts"
import { rebootInstance, resetTask } from "../state/instanceActions.ts"
import { findInstance, findServedInstance, usedVolumeOf } from "../state/instances.ts"
import { badRequest, notFound, TroveFault } from "../state/TroveFault.ts"
import { instanceById } from "../state/tables.ts"
import { taskDescription } from "../state/tasks.ts"
import { instanceDetailView } from "./instanceView.ts"
import { timestamp } from "./links.ts"
import { requireAdmin } from "./requireAdmin.ts"
import { answerEmpty, answerWith, param, queryText, type TroveRequest, type TroveRoute } from "./TroveRoute.ts"

/** How the guest's words are called inside. */
const descriptions: Readonly<Record<string, string>> = {
  ERROR: "unknown",
  BUILD: "building",
  FAILED: "failed to spawn",
}

const view = (request: TroveRequest, instance: InstanceRecord) => {
  const { server } = instance
  return {
    ...instanceDetailView(request, instance),
    server:
      server === null ? null : { id: server.id, name: server.name, status: server.status, tenant_id: "svc", host: "h" },
    service_status: lastReport(request.cloud, instance).status,
    deleted: instance.deletedAt !== null,
    deleted_at: instance.deletedAt === null ? null : timestamp(instance.deletedAt),
    task_description: taskDescription(instance.task),
  }
}

const volumeView = (request: TroveRequest, instance: InstanceRecord): Json => {
  const { server, volumeId: id } = instance
  if (server === null) return id === null ? null : { id }
  const used = usedVolumeOf(request.cloud, instance)
  return {
    attachments: [{ server_id: server.id, volume_id: id, id, device: "/dev/vdb" }],
    availability_zone: "nova",
    created_at: `${timestamp(instance.created)}Z`,
    id,
    size: instance.volumeSize,
    status: "in-use",
    used: used ?? null,
    total: used === undefined ? null : instance.volumeSize,
  }
}

const shownView = (request: TroveRequest, instance: InstanceRecord) => {
  const short = view(request, instance)
  const { status } = lastReport(request.cloud, instance)
  return {
    ...short,
    server:
      short.server !== null
        ? { ...short.server, addresses: {} }
        : instance.serverId === null
          ? null
          : { id: instance.serverId },
    ...(instance.rootHistory !== null && {
      root_enabled: timestamp(instance.rootHistory.enabled),
      root_enabled_by: instance.rootHistory.user,
    }),
    volume: volumeView(request, instance),
    guest_status: { state_description: descriptions[status] ?? status.toLowerCase() },
  }
}

/** All of them: these releases know no pages here. */
const listed = (request: TroveRequest): readonly InstanceRecord[] => {
  const asked = queryText(request, "deleted")?.toLowerCase()
  const project = queryText(request, "project_id")
  return request.cloud.state.trove.instances
    .filter((instance) => asked === undefined || (instance.deletedAt !== null) === (asked === "true"))
    .filter((instance) => project === undefined || instance.project === project)
    .sort((one, other) => other.created - one.created)
}

const actions: Readonly<Record<string, (request: TroveRequest, instance: InstanceRecord) => void>> = {
  "reset-task-status": (request, instance) => resetTask(request.cloud, instance),
  reboot: (request, instance) => rebootInstance(request.cloud, instance),
}

const known = ["stop", "reboot", "migrate", "reset-task-status", "rebuild"]

export const mgmtInstanceRoutes: readonly TroveRoute[] = [
  {
    operation: "listMgmtInstances",
    method: "GET",
    path: "/mgmt/instances",
    answer: (request) => {
      requireAdmin(request)
      return answerWith({ instances: listed(request).map((instance) => view(request, instance)) })
    },
  },
  {
    operation: "showMgmtInstance",
    method: "GET",
    path: "/mgmt/instances/{instance_id}",
    answer: (request) => {
      requireAdmin(request)
      const id = param(request, "instance_id")
      const all = queryText(request, "deleted")?.toLowerCase() === "true"
      const instance = instanceById(request.cloud, id)
      if (instance === undefined || (instance.deletedAt !== null && !all)) throw notFound(id)
      return answerWith({ instance: shownView(request, instance) })
    },
  },
  {
    operation: "mgmtInstanceAction",
    method: "POST",
    path: "/mgmt/instances/{instance_id}/action",
    answer: (request) => {
      requireAdmin(request)
      const { body } = request
      if (typeof body !== "object" || body === null) throw badRequest("Invalid request body.")
      const instance = findInstance(request.cloud, request.caller, param(request, "instance_id"))
      const [name] = Object.keys(body)
      if (name === undefined) throw badRequest("Invalid request body.")
      if (!known.includes(name)) throw badRequest(`Invalid instance action: ${name}`)
      const action = actions[name]
      if (action === undefined) throw new TroveFault("notImplemented", `The mock does not do the action ${name}.`)
      action(request, instance)
      return answerEmpty()
    },
  },
  {
    operation: "pingMgmtInstance",
    method: "GET",
    path: "/mgmt/instances/{instance_id}/rpc_ping",
    answer: (request) => {
      requireAdmin(request)
      answeringGuest(request.cloud, findServedInstance(request.cloud, request.caller, param(request, "instance_id")))
      return answerEmpty(204)
    },
  },
  {
    operation: "showMgmtRootHistory",
    method: "GET",
    path: "/mgmt/instances/{instance_id}/root",
    answer: (request) => {
      requireAdmin(request)
      const { id, rootHistory } = findInstance(request.cloud, request.caller, param(request, "instance_id"))
      return answerWith({
        root_history: {
          id,
          enabled: rootHistory === null ? "Never" : timestamp(rootHistory.enabled),
          user: rootHistory?.user ?? "Nobody",
        },
      })
    },
  },
]
