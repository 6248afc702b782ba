/**
 * A plugin for a host shaped like Velero's BackupItemAction v2: `Execute` answers with an operation id that never changes,
 * and `Progress` and `Cancel` get nothing but that id, in whatever process. So the id is the first handle, encoded: each
 * turn starts from it again, however old it is. What becomes of the operation afterwards is the host's to keep.
 */
import { createProtection, memoryBank, memoryEngine, ProtectionError } from "@breakwater/core/promise"
import * as Steps from "@breakwater/core/steps"
import { trove } from "@breakwater/trove-adapter/promise"
import { type Cloud, openCloud } from "./openCloud.ts"

/** **Source**: Velero `pkg/plugin/velero/backupitemaction/v2`, `pkg/plugin/velero/shared.go`. */
export interface BackupItemAction {
  Name(): string
  AppliesTo(): { readonly IncludedResources: readonly string[] }
  Execute(item: Item, backup: Backup): Promise<readonly [item: Item, additional: readonly [], operationID: string]>
  Progress(operationID: string, backup: Backup): Promise<OperationProgress>
  Cancel(operationID: string, backup: Backup): Promise<void>
}
export interface Item {
  readonly metadata: { readonly name: string; readonly uid: string; readonly annotations?: Record<string, string> }
  readonly spec: { readonly instanceId: string; readonly projectId?: string }
}
export interface Backup {
  readonly metadata: { readonly name: string; readonly uid: string }
  /** How long the host waits for an operation before it cancels it. */
  readonly spec: { readonly itemOperationTimeoutMs: number }
}
export interface OperationProgress {
  readonly Completed: boolean
  readonly Err: string
  readonly NCompleted: number
  readonly NTotal: number
  readonly OperationUnits: string
  readonly Description: string
  readonly Started: Date
  readonly Updated: Date
}

export const serveAVeleroLikeHost = (cloud: Cloud): BackupItemAction => {
  const clock = cloud.clock ? { clock: cloud.clock } : {}
  const { protection: plugin } = trove({ connect: cloud.connect, ownerTag: "velero", ...clock })
  const now = () => cloud.clock?.now() ?? Date.now()
  const after = (ms: number) => new Date(now() + ms).toISOString()

  return {
    Name: () => "breakwater.example/trove",
    AppliesTo: () => ({ IncludedResources: ["databaseinstances.openstack.example"] }),

    async Execute(item, backup) {
      const { instanceId, projectId } = item.spec
      const turn = await Steps.begin(
        {
          plugin,
          verb: "protect",
          operationId: `${backup.metadata.uid}:${item.metadata.uid}`,
          resource: {
            scope: { ...cloud.scope, ...(projectId ? { project: projectId } : {}) },
            type: "OS::Trove::Instance",
            id: instanceId,
            name: item.metadata.name,
          },
          parameters: { backup_name: backup.metadata.name, description: `Backup ${backup.metadata.name}.` },
          deadline: after(backup.spec.itemOperationTimeoutMs),
        },
        clock,
      )
      if (turn.status === "failed" && !turn.error.retryable) throw ProtectionError.fromJSON(turn.error)
      if (turn.status !== "waiting" && turn.status !== "failed")
        throw new Error("A protect never ends in its first turn.")
      const operationID = Steps.encode(turn.handle)
      const annotations = { ...item.metadata.annotations, "breakwater.example/operation": operationID }
      return [{ ...item, metadata: { ...item.metadata, annotations } }, [], operationID]
    },

    async Progress(operationID) {
      const handle = Steps.decode(operationID)
      const turn = await Steps.turn(plugin, handle, clock)
      const seen = { Started: new Date(handle.started), Updated: new Date(now()) }
      const open = { Completed: false, Err: "", NCompleted: 0, NTotal: 0, OperationUnits: "", ...seen }
      switch (turn.status) {
        case "waiting":
          return { ...open, Description: turn.progress.description }
        case "succeeded": // what restore, verify and delete will need is kept by the host, with the operation
          return { ...open, Completed: true, Description: JSON.stringify(turn.saved) }
        case "cancelled":
          return { ...open, Completed: true, Err: "cancelled", Description: turn.left.map(said).join(" ") }
        case "failed": {
          const { code, message, recovery, retryable } = turn.error
          if (retryable) return { ...open, Description: message } // it passes, or the host's own timeout comes
          return { ...open, Completed: true, Err: `${code}: ${message} ${recovery}`, Description: message }
        }
      }
    },

    /** Best effort, as Velero asks, which calls nothing more for this id: what could not go in time is named. */
    async Cancel(operationID) {
      const longer = Steps.retry(Steps.decode(operationID), after(patienceMs))
      let turn = await Steps.turn(plugin, Steps.requestCancel(longer), clock)
      for (let next = Steps.next(turn, clock); next; next = Steps.next(turn, clock)) {
        await sleep(cloud, next.afterMs ?? pauseMs)
        turn = await Steps.turn(plugin, next.handle, clock)
      }
      if (turn.status === "failed") throw ProtectionError.fromJSON(turn.error)
      if (turn.status !== "cancelled" || turn.left.length === 0) return
      const { left } = turn
      throw new ProtectionError({ code: "cancelled", message: left.map(said).join(" "), left })
    },
  }
}

/** How the host side drives it: it polls with the id it got, and cancels when the time is up. */
export const backUpLikeVelero = async (cloud: Cloud, item: Item, backup: Backup): Promise<OperationProgress> => {
  const [, , operationID] = await serveAVeleroLikeHost(cloud).Execute(item, backup)
  while (true) {
    await sleep(cloud, pauseMs)
    const action = serveAVeleroLikeHost(cloud) // Velero starts the plugin's process anew whenever it likes
    const progress = await action.Progress(operationID, backup)
    console.log(progress.Description)
    if (progress.Completed) return progress
    if (progress.Updated.getTime() < progress.Started.getTime() + backup.spec.itemOperationTimeoutMs) continue
    await action.Cancel(operationID, backup)
    return { ...progress, Completed: true, Err: "Asynchronous action timed out" }
  }
}

const patienceMs = 10 * 60_000
const pauseMs = 10_000
const said = ({ sentence }: { readonly sentence: string }) => sentence
const sleep = (cloud: Cloud, ms: number) =>
  cloud.clock?.sleep(ms) ?? new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Backs up the first instance there is, as the host would. */
const main = async (cloud: Cloud) => {
  const { protectable } = trove({ connect: cloud.connect, ...(cloud.clock ? { clock: cloud.clock } : {}) })
  const providers = [{ id: "cloud", bank: memoryBank(), protectables: [protectable], plugins: [] }]
  await using breakwater = await createProtection({ engine: memoryEngine(), providers })
  const [instance] = (await breakwater.resources.list("OS::Trove::Instance", cloud.scope)).items
  if (!instance) throw new Error("There is no database instance.")
  const item = { metadata: { name: instance.name, uid: crypto.randomUUID() }, spec: { instanceId: instance.id } }
  const metadata = { name: `${cloud.prefix}-velero`, uid: crypto.randomUUID() }
  await backUpLikeVelero(cloud, item, { metadata, spec: { itemOperationTimeoutMs: 4 * 3_600_000 } })
}

if (process.argv[1] && import.meta.url.endsWith(process.argv[1])) await main(openCloud())
