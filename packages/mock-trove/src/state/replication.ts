/** How replicas come to life: from a backup of their source that is made for them, is seen meanwhile, and goes when they are there. */

import type { Json } from "../Json.ts"
import { addBackup, deleteBackup, listBackups } from "./backups.ts"
import type { Cloud, EventHandlers } from "./Cloud.ts"
import type { InstanceRecord } from "./InstanceRecord.ts"
import { saveFault } from "./instanceFaults.ts"
import { workableInstance } from "./instances.ts"
import { withQuota } from "./quotas.ts"
import { TroveFault } from "./TroveFault.ts"
import { backupById, instanceById } from "./tables.ts"
import { setTask } from "./tasks.ts"

type ReplicationEvent = {
  readonly source: string
  readonly replicas: readonly string[]
  /** What the snapshot is to hang on; the newest completed backup when null. */
  readonly parent: string | null
}

type SnapshotEvent = ReplicationEvent & { readonly snapshot: string }

export const startReplication = (
  cloud: Cloud,
  source: InstanceRecord,
  replicas: readonly InstanceRecord[],
  parent: string | null,
): void =>
  // At once, so that whoever asks next sees the source in BACKUP.
  cloud.schedule(0, "replication.begins", {
    source: source.id,
    replicas: replicas.map(({ id }) => id),
    parent,
  })

/** Takes one of the backups of the replicas' project while it lasts: an operator's of a member's instance too. */
const begin = (data: Json, cloud: Cloud): void => {
  const { source: id, replicas, parent } = data as ReplicationEvent
  const source = workableInstance(cloud, id)
  if (source === undefined || source.guest?.alive !== true) {
    failReplicas(cloud, id, replicas)
    return
  }
  const project = instanceById(cloud, replicas[0] ?? "")?.project ?? source.project
  // Replicas in another project are an operator's, who sees everybody's backups.
  const seen = listBackups(cloud, project === source.project ? { instance: id, project } : { instance: id })
  const completed = seen.find(({ status }) => status === "COMPLETED")
  try {
    const snapshot = withQuota(cloud, project, { backups: 1 }, () =>
      addBackup(cloud, project, {
        name: `Replication snapshot for ${replicas[0]}`,
        description: "Backup image used to initialize replication slave",
        instance: id,
        parent: parent ?? completed?.id ?? null,
        datastoreVersion: source.datastoreVersion,
      }),
    )
    const { backupStart, backup } = cloud.options.timings
    cloud.schedule(backupStart, "backup.begins", { id: snapshot.id })
    // Just after it ended.
    const ended = backupStart + backup + 1
    cloud.schedule(ended, "replication.saved", { ...(data as ReplicationEvent), snapshot: snapshot.id })
  } catch (error) {
    if (!(error instanceof TroveFault)) throw error
    failReplicas(cloud, id, replicas)
  }
}

const failReplicas = (cloud: Cloud, source: string, replicas: readonly string[]): void => {
  for (const id of replicas) {
    const message = `Error creating replication snapshot from instance ${source} for new replica ${replicas[0]}.`
    saveFault(cloud, source, message)
    const replica = workableInstance(cloud, id)
    if (replica === undefined) continue
    setTask(cloud, replica, "BUILDING_REPLICA_ERROR")
    saveFault(cloud, id, message)
  }
}

/** The replicas are built like restores, all at once; when they are there the snapshot goes, and its quota with it. */
const saved = (data: Json, cloud: Cloud): void => {
  const { source, replicas, snapshot } = data as SnapshotEvent
  const isSaved = backupById(cloud, snapshot)?.status === "COMPLETED"
  if (!isSaved) failReplicas(cloud, source, replicas)
  const { serverStart, server, prepare, restore, guestPoll } = cloud.options.timings
  for (const id of isSaved ? replicas : []) {
    const build = { id, network: null, backup: snapshot, databases: [], users: [], walk: {} }
    cloud.schedule(serverStart, "instance.server", build)
  }
  const built = isSaved ? serverStart + server + prepare + restore + guestPoll : 0
  cloud.schedule(built, "replication.ends", { source, snapshot })
}

/** With all that was made on top of it meanwhile, as any backup goes; if something on it still runs, it stays for good. */
const end = (data: Json, cloud: Cloud): void => {
  const { source, snapshot } = data as Pick<SnapshotEvent, "source" | "snapshot">
  const project = backupById(cloud, snapshot)?.project
  if (project === undefined) return
  try {
    deleteBackup(cloud, { project, user: "", admin: project !== instanceById(cloud, source)?.project }, snapshot)
  } catch (error) {
    if (!(error instanceof TroveFault)) throw error
  }
}

export const replicationEvents: EventHandlers = {
  "replication.begins": begin,
  "replication.saved": saved,
  "replication.ends": end,
}
