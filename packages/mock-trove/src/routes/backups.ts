/** `/backups` and `/instances/{id}/backups`. */
import type { components } from "../generated/wire.ts"
import { createBackup } from "../state/backupCreation.ts"
import { type BackupFilter, deleteBackup, findBackup, listBackups, listBackupsOfInstance } from "../state/backups.ts"
import type { Cloud } from "../state/Cloud.ts"
import { findServedInstance } from "../state/instances.ts"
import { releaseOf } from "../state/releases.ts"
import { badRequest, crash, policyRefused } from "../state/TroveFault.ts"
import { backupView } from "./backupView.ts"
import { offsetPage } from "./pages.ts"
import { createBackupSchema } from "./requestSchemas.ts"
import { answerEmpty, answerWith, param, queryText, type TroveRequest, type TroveRoute } from "./TroveRoute.ts"

type CreateBackupRequest = components["schemas"]["CreateBackupRequest"]

const trueWords = ["1", "t", "true", "on", "y", "yes"]

/** Anything a shell would have to quote. */
const shellUnsafe = /[^\w@%+=:,./-]/

/** Read by newer releases alone, and by those without a look at its type: an empty one is the default, what is no text makes the real one trip. */
const driverOf = (cloud: Cloud, wanted: unknown): string | undefined => {
  if (!releaseOf(cloud).readsStorageDriver || !wanted) return undefined
  if (typeof wanted !== "string") throw crash("a storage driver that is no text")
  return wanted
}

/** `project_id` is the operator's, even for one's own project; status and name filters do not exist. */
const filterOf = (request: TroveRequest): BackupFilter => {
  const { caller } = request
  const project = queryText(request, "project_id")
  const all = trueWords.includes((queryText(request, "all_projects") ?? "").trim().toLowerCase())
  if ((project !== undefined || all) && !caller.admin) throw policyRefused("backup:index:all_projects")
  const datastore = queryText(request, "datastore")
  const instance = queryText(request, "instance_id")
  const seen = project ?? (all ? undefined : caller.project)
  return {
    ...(datastore !== undefined && { datastore }),
    ...(instance !== undefined && { instance }),
    ...(seen !== undefined && { project: seen }),
  }
}

const listAnswer = (request: TroveRequest, rows: ReturnType<typeof listBackups>) => {
  const { page, next } = offsetPage(request, rows)
  return answerWith({ backups: page.map((backup) => backupView(request.cloud, backup)), ...next })
}

export const backupRoutes: readonly TroveRoute[] = [
  {
    operation: "listBackups",
    method: "GET",
    path: "/backups",
    answer: (request) => listAnswer(request, listBackups(request.cloud, filterOf(request))),
  },
  {
    operation: "createBackup",
    method: "POST",
    path: "/backups",
    schema: () => createBackupSchema,
    answer: ({ body, cloud, caller }) => {
      const { backup: wanted } = body as CreateBackupRequest
      const container = wanted.swift_container
      if (container !== undefined && shellUnsafe.test(container)) {
        throw badRequest(`The value is not allowed: ${container}.`)
      }
      const source = wanted.restore_from
      const driver = driverOf(cloud, wanted.storage_driver)
      const backup = createBackup(cloud, caller, {
        name: wanted.name,
        incremental: wanted.incremental === 1,
        ...(wanted.instance !== undefined && { instance: wanted.instance }),
        ...(wanted.description !== undefined && { description: wanted.description }),
        ...(wanted.parent_id !== undefined && { parent: wanted.parent_id }),
        ...(container !== undefined && { container }),
        ...(driver !== undefined && { driver }),
        ...(source !== undefined && {
          restoreFrom: {
            location: source.remote_location,
            datastoreVersion: source.local_datastore_version_id,
            size: source.size,
          },
        }),
      })
      return answerWith({ backup: backupView(cloud, backup) }, 202)
    },
  },
  {
    operation: "showBackup",
    method: "GET",
    path: "/backups/{backup_id}",
    answer: (request) => {
      const backup = findBackup(request.cloud, request.caller, param(request, "backup_id"))
      return answerWith({ backup: backupView(request.cloud, backup) })
    },
  },
  {
    operation: "deleteBackup",
    method: "DELETE",
    path: "/backups/{backup_id}",
    answer: (request) => {
      const { id } = findBackup(request.cloud, request.caller, param(request, "backup_id"))
      deleteBackup(request.cloud, request.caller, id)
      return answerEmpty()
    },
  },
  {
    operation: "listInstanceBackups",
    method: "GET",
    path: "/instances/{instance_id}/backups",
    answer: (request) => {
      const instance = findServedInstance(request.cloud, request.caller, param(request, "instance_id"))
      return listAnswer(request, listBackupsOfInstance(request.cloud, request.caller, instance.id))
    },
  },
]
