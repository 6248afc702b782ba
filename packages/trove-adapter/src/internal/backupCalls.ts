/** Trove's calls about backups. */
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type * as wire from "../generated/trove.ts"
import type { TroveService } from "../Trove.ts"
import type { TroveClient } from "./client.ts"
import { gather } from "./gather.ts"
import { byOffset } from "./pager.ts"
import type { SendRequest } from "./request.ts"
import { routes } from "./routes.ts"

type BackupCalls = Pick<
  TroveService,
  | "listBackups"
  | "findBackups"
  | "listInstanceBackups"
  | "showBackup"
  | "createBackup"
  | "deleteBackup"
  | "listBackupStrategies"
>

export const backupCalls = (send: SendRequest, client: TroveClient): BackupCalls => {
  const listBackups: BackupCalls["listBackups"] = ({ instanceId, ofProject, pageSize = largePage } = {}) =>
    byOffset<wire.Backup>(
      "listBackups",
      (offset, limit) => {
        const filter = {
          ...(instanceId === undefined ? {} : { instance_id: instanceId }),
          ...(ofProject === undefined ? {} : ofProject === "all" ? { all_projects: true } : { project_id: ofProject }),
        }
        const params = { query: { ...filter, ...from(offset), limit } }
        return send("listBackups", (init) => client.GET(routes.listBackups.path, { params, ...init })).pipe(
          Effect.map(({ backups: rows, links }) => ({ rows, links })),
        )
      },
      pageSize,
    )

  return {
    listBackups,
    findBackups: gather({
      one: (instanceId) => Stream.runCollect(listBackups({ instanceId })),
      all: Stream.runCollect(listBackups()),
      isOf: ({ instance_id }, instanceId) => instance_id === instanceId,
      pageSize: largePage,
      isWhole: true,
    }),

    listInstanceBackups: (id, { pageSize = largePage } = {}) =>
      byOffset<wire.Backup>(
        "listInstanceBackups",
        (offset, limit) => {
          const params = { path: { instance_id: id }, query: { ...from(offset), limit } }
          return send(
            "listInstanceBackups",
            (init) => client.GET(routes.listInstanceBackups.path, { params, ...init }),
            { names: { instance: id } },
          ).pipe(Effect.map(({ backups: rows, links }) => ({ rows, links })))
        },
        pageSize,
      ),

    showBackup: (id) => {
      const params = { path: { backup_id: id } }
      return send("showBackup", (init) => client.GET(routes.showBackup.path, { params, ...init }), {
        names: { backup: id },
      }).pipe(Effect.map(({ backup }) => backup))
    },

    createBackup: (backup) =>
      send("createBackup", (init) => client.POST(routes.createBackup.path, { body: { backup }, ...init }), {
        freshToken: true,
        names: { instance: backup.instance, backup: backup.parent_id },
      }).pipe(Effect.map((answer) => answer.backup)),

    deleteBackup: (id) => {
      const params = { path: { backup_id: id } }
      return send("deleteBackup", (init) => client.DELETE(routes.deleteBackup.path, { params, ...init }), {
        names: { backup: id },
      })
    },

    listBackupStrategies: send("listBackupStrategies", (init) =>
      client.GET(routes.listBackupStrategies.path, init),
    ).pipe(Effect.map(({ backup_strategies }) => backup_strategies)),
  }
}

/** Trove does not cap backup pages: most lists are one request, which no change of a status can disturb. */
const largePage = 1000

const from = (offset: number) => (offset === 0 ? {} : { marker: offset })
