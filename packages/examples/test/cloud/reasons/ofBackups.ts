/** Troubles of making, deleting and restoring backups, and of the object store behind them. */
import { nobody, type Situations } from "./Situation.ts"
import { collect, type Stage } from "./Stage.ts"

/** A port where nobody listens. */
const away = "http://127.0.0.1:9/swift/v1/AUTH_$(project_id)s"

export const ofBackups: Situations<
  | "backupNotFound"
  | "badRequest"
  | "busy"
  | "backupRunning"
  | "notComplete"
  | "checksumMismatch"
  | "tooLarge"
  | "objectMissing"
  | "quotaExceeded"
  | "swiftRefused"
  | "swiftMissing"
  | "swiftUnavailable"
  | "listUnstable"
> = {
  backupNotFound: [
    {
      situation: "a backup that is not there",
      meet: (on) => on.met(on.trove.showBackup(nobody)),
      expected: { status: 404, evidence: { bodyKey: "itemNotFound", byMessage: true } },
    },
    {
      situation: "a restore from a backup that is not there",
      meet: (on) => on.met(on.restore(nobody)),
      expected: { status: 404, outcome: "notStarted" },
    },
    {
      situation: "a parent that is not there",
      meet: async (on) => {
        const instance = (await on.instance()).id
        return on.met(on.trove.createBackup({ name: "orphan", instance, parent_id: nobody }))
      },
      expected: { status: 404, outcome: "notStarted" },
    },
  ],
  badRequest: [
    {
      situation: "a container whose name a shell would quote",
      meet: async (on) => {
        const instance = (await on.instance()).id
        return on.met(on.trove.createBackup({ name: "x", instance, swift_container: "a b" }))
      },
      expected: { status: 400, outcome: "notStarted" },
    },
  ],
  busy: [
    {
      situation: "a second backup while one runs",
      meet: (on) => on.whileRunning(() => on.met(on.backup("second"))),
      expected: { status: 422, outcome: "notStarted" },
    },
  ],
  backupRunning: [
    {
      situation: "deleting a backup that still runs",
      meet: (on) => on.whileRunning(({ id }) => on.met(on.trove.deleteBackup(id))),
      expected: { status: 422, outcome: "unknown" },
    },
  ],
  notComplete: [
    {
      situation: "a restore from a backup that still runs",
      meet: (on) => on.whileRunning(({ id }) => on.met(on.restore(id))),
      expected: { status: 409 },
    },
  ],
  checksumMismatch: [
    {
      situation: "a restore from a backup whose data is not what was written",
      meet: async (on) => on.met(on.restore((await on.completed("CORRUPT")).id)),
      expected: { status: 409 },
    },
  ],
  tooLarge: [
    {
      situation: "a restore of 5 GB onto a volume of one",
      meet: async (on) => on.met(on.restore((await on.completed("SIZE5")).id)),
      expected: { status: 403 },
    },
  ],
  objectMissing: [
    {
      situation: "a restore from a backup whose object was deleted",
      meet: async (on) => {
        const { id, locationRef } = await on.completed("lost")
        await fetch(String(locationRef), { method: "DELETE" })
        return on.met(on.restore(id))
      },
      expected: { status: 404 },
    },
  ],
  quotaExceeded: [
    {
      situation: "one backup more than the quota",
      meet: async (on) => {
        const limit = (backups: number) =>
          on.admin.ask("PUT", `/mgmt/quotas/${on.raw.projectId}`, { quotas: { backups } })
        await limit(0)
        return on.met(on.backup("quota")).finally(() => limit(50))
      },
      expected: { status: 413 },
    },
  ],
  swiftRefused: [
    {
      situation: "a backup that Swift refuses",
      meet: async (on) => {
        await on.cloud.tell({ swift_status: 401 })
        return on.met(on.backup("refused")).finally(() => on.cloud.tell({ swift_status: null }))
      },
      expected: { status: 401, evidence: { bodyKey: "unauthorized" } },
    },
  ],
  swiftMissing: [
    {
      situation: "a backup where the catalog has no object store",
      meet: (on) => withoutStore(on, (client) => on.backup("nowhere", client)),
      expected: { status: 404, evidence: { bodyKey: "itemNotFound", byMessage: true } },
    },
    {
      situation: "deleting one there: it is not called missing",
      meet: async (on) => {
        const { id } = await on.completed("kept")
        return withoutStore(on, (client) => client.deleteBackup(id))
      },
      expected: { status: 404 },
    },
    {
      situation: "a restore there",
      meet: async (on) => {
        const { id } = await on.completed("out-of-reach")
        return withoutStore(on, (client) => on.restore(id, client))
      },
      expected: { status: 404 },
    },
  ],
  swiftUnavailable: [
    {
      situation: "a backup while nobody listens where the object store is, after half a minute",
      meet: (on) => on.cloud.withObjectStore({ url: away }, () => on.met(on.backup("away", on.client()))),
      expected: { status: 500, outcome: "notStarted", evidence: { bodyKey: "serverError" } },
    },
  ],
  listUnstable: [
    {
      situation: "a list read page by page while others make and delete backups without a pause",
      meet: async (on) => {
        const restless = comeAndGo(on, await on.completed("everywhere"))
        const error = await on.met(collect(on.trove.listBackups({ pageSize: 1 })))
        await restless.stop()
        return error
      },
    },
  ],
}

const withoutStore = (on: Stage, call: (client: ReturnType<Stage["client"]>) => Promise<unknown>) =>
  on.cloud.withObjectStore({ enabled: false }, () => on.met(call(on.client())))

/** Backups that are imported and deleted again, one after the other. */
const comeAndGo = (on: Stage, { locationRef, name, datastore }: Awaited<ReturnType<Stage["completed"]>>) => {
  let going = true
  const restore_from = {
    remote_location: locationRef,
    local_datastore_version_id: datastore?.version_id,
    size: 1,
  }
  const oneAfterTheOther = async () => {
    while (going) {
      const { body } = await on.raw.ask("POST", "/backups", { backup: { name, restore_from } })
      const { id } = (body as { readonly backup: { readonly id: string } }).backup
      await on.raw.ask("DELETE", `/backups/${id}`)
    }
  }
  const done = Promise.all([oneAfterTheOther(), oneAfterTheOther()])
  return {
    stop: async () => {
      going = false
      await done
    },
  }
}
