/** Instances, backups and their objects over HTTP: read, added and moved by hand, past Trove. */
import type { Json } from "../Json.ts"
import type { MockTrove } from "../MockTrove.ts"
import type { BackupStatus } from "../state/BackupRecord.ts"
import type { NewBackupState } from "../state/backupsHandle.ts"
import type { NewInstanceState } from "../state/instancesHandle.ts"
import type { InstanceStatus } from "../state/plans.ts"
import type { Shape } from "../state/Shape.ts"
import type { Walk } from "../state/TrovePlan.ts"
import { type AdminAction, type AdminRequest, asJson, NotFoundError } from "./AdminAction.ts"

const instanceStatuses: readonly InstanceStatus[] = [
  "ACTIVE",
  "BUILD",
  "ERROR",
  "SHUTDOWN",
  "UNKNOWN",
  "REBOOT",
  "RESIZE",
  "RESTART_REQUIRED",
]

const backupStatuses: readonly BackupStatus[] = [
  "NEW",
  "BUILDING",
  "SAVING",
  "COMPLETED",
  "FAILED",
  "RESTORED",
  "DELETE_FAILED",
]

const guest: Shape = { either: ["alive", "dead"] }

const newInstance: Shape = {
  of: { name: "text" },
  maybe: {
    datastore: "text",
    version: "text",
    volume: "number",
    flavor: "text",
    status: { either: instanceStatuses },
    project: "text",
    access: { of: {}, maybe: { is_public: "flag", allowed_cidrs: { list: "text" } } },
    databases: { list: "text" },
    users: { list: "text" },
    used: "number",
    fault: "text",
    guest,
  },
}

/** Instance and parent may be whole answers of these actions: only the id is read. */
const reference: Shape = { record: "any" }

const newBackup: Shape = {
  of: { name: "text", instance: reference },
  maybe: { status: { either: backupStatuses }, parent: reference, description: "text", size: "number" },
}

interface InstanceChange {
  readonly status?: InstanceStatus
  readonly guest?: "alive" | "dead"
  readonly walk?: Walk<InstanceStatus>
}

interface BackupChange {
  readonly status?: BackupStatus
  readonly object?: "removed" | "corrupt"
  readonly segments?: number
  readonly walk?: Walk<BackupStatus>
}

const idOf = ({ params }: AdminRequest): string => params["id"] ?? ""

const instanceBy = ({ state }: MockTrove, id: string): Json => {
  const found = state.instances.get(id)
  if (found === undefined) throw new NotFoundError(`There is no instance ${id}`)
  return asJson(found)
}

const backupBy = ({ state }: MockTrove, id: string): Json => {
  const found = state.backups.get(id)
  if (found === undefined) throw new NotFoundError(`There is no backup ${id}`)
  return asJson(found)
}

export const stateActions: readonly AdminAction[] = [
  {
    method: "GET",
    path: "/state/instances",
    run: ({ state }) => ({ instances: state.instances.all().map(asJson) }),
  },
  {
    method: "POST",
    path: "/state/instances",
    body: newInstance,
    run: ({ state }, { body }) => asJson(state.instances.add(body as NewInstanceState)),
  },
  { method: "GET", path: "/state/instances/{id}", run: (mock, request) => instanceBy(mock, idOf(request)) },
  {
    method: "POST",
    path: "/state/instances/{id}",
    body: { of: {}, maybe: { status: { either: instanceStatuses }, guest, walk: { list: "any" } } },
    run: (mock, request) => {
      const id = idOf(request)
      const { instances } = mock.state
      const change = request.body as InstanceChange
      if (change.status !== undefined) instances.setStatus({ id }, change.status)
      if (change.guest === "dead") instances.killGuest({ id })
      if (change.guest === "alive") instances.reviveGuest({ id })
      if (change.walk !== undefined) mock.plan.walk({ id }, change.walk)
      return instanceBy(mock, id)
    },
  },
  { method: "GET", path: "/state/backups", run: ({ state }) => ({ backups: state.backups.all().map(asJson) }) },
  {
    method: "POST",
    path: "/state/backups",
    body: newBackup,
    run: ({ state }, { body }) => asJson(state.backups.add(body as NewBackupState)),
  },
  { method: "GET", path: "/state/backups/{id}", run: (mock, request) => backupBy(mock, idOf(request)) },
  {
    method: "POST",
    path: "/state/backups/{id}",
    body: {
      of: {},
      maybe: {
        status: { either: backupStatuses },
        object: { either: ["removed", "corrupt"] },
        segments: "number",
        walk: { list: "any" },
      },
    },
    run: (mock, request) => {
      const id = idOf(request)
      const { backups, objects } = mock.state
      const change = request.body as BackupChange
      if (change.status !== undefined) backups.setStatus({ id }, change.status)
      if (change.object === "removed") objects.remove({ id })
      if (change.object === "corrupt") objects.corrupt({ id })
      if (change.segments !== undefined) objects.split({ id }, change.segments)
      if (change.walk !== undefined) mock.plan.walk({ id }, change.walk)
      return backupBy(mock, id)
    },
  },
  { method: "GET", path: "/state/objects", run: ({ state }) => ({ names: state.objects.names() }) },
  {
    method: "POST",
    path: "/state/objects",
    body: { of: { removed: "text" } },
    run: ({ state }, { body }) => {
      state.objects.removeNamed((body as { readonly removed: string }).removed)
      return { names: state.objects.names() }
    },
  },
]
