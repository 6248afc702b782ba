/** Short ways into the tables of instances and backups: derived from them, kept beside the state, never in it. */
import type { BackupRecord, BackupStatus } from "./BackupRecord.ts"
import type { Cloud } from "./Cloud.ts"
import type { InstanceRecord } from "./InstanceRecord.ts"

/** Rows are added at the end and stay; what they are called and belong to never changes, but for the source of a replica. */
interface Table<Row> {
  /** So many rows are known here. */
  count: number
  readonly byId: Map<string, Row>
  readonly position: Map<Row, number>
  /** By what a row hangs on: the source of a replica, the instance of a backup, the parent of an increment. */
  readonly hanging: Map<string, Row[]>
  /** Lists made before, by what they list; dropped whenever one of them may be another one now. */
  readonly lists: Map<string, { readonly revision: number; readonly rows: readonly Row[] }>
}

const tables = new WeakMap<readonly object[], unknown>()

const tableOf = <Row extends { readonly id: string }>(
  rows: readonly Row[],
  hooks: (row: Row) => readonly (string | null)[],
): Table<Row> => {
  let table = tables.get(rows) as Table<Row> | undefined
  if (table === undefined) {
    table = { count: 0, byId: new Map(), position: new Map(), hanging: new Map(), lists: new Map() }
    tables.set(rows, table)
  }
  if (table.count < rows.length) table.lists.clear()
  for (; table.count < rows.length; table.count += 1) {
    const row = rows[table.count]
    if (row === undefined) break
    table.byId.set(row.id, row)
    table.position.set(row, table.count)
    for (const hook of hooks(row)) if (hook !== null) push(table.hanging, hook, row)
  }
  return table
}

const push = <Row>(lists: Map<string, Row[]>, key: string, row: Row): void => {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [row])
  else list.push(row)
}

const instanceTable = (cloud: Cloud): Table<InstanceRecord> =>
  tableOf(cloud.state.trove.instances, ({ replicaOf }) => [replicaOf])

const backupTable = (cloud: Cloud): Table<BackupRecord> =>
  tableOf(cloud.state.trove.backups, ({ instance, parent }) => [instance, parent])

/** To be called when a row was deleted. */
export const rowDeleted = (cloud: Cloud): void => {
  instanceTable(cloud).lists.clear()
  backupTable(cloud).lists.clear()
}

/** Also a deleted one. */
export const instanceById = (cloud: Cloud, id: string): InstanceRecord | undefined => instanceTable(cloud).byId.get(id)

/** When it was made, counted from 0. */
export const instancePosition = (cloud: Cloud, instance: InstanceRecord): number =>
  instanceTable(cloud).position.get(instance) ?? -1

/** Those that are or were replicas of it, deleted and detached ones too. */
export const madeAsReplicas = (cloud: Cloud, id: string): readonly InstanceRecord[] =>
  instanceTable(cloud).hanging.get(id) ?? []

/** Makes it one of them. */
export const hangOn = (cloud: Cloud, instance: InstanceRecord, source: string): void => {
  if (!madeAsReplicas(cloud, source).includes(instance)) push(instanceTable(cloud).hanging, source, instance)
}

/** The living instances of a project by id. */
export const instancesById = (cloud: Cloud, project: string): readonly InstanceRecord[] =>
  listed(instanceTable(cloud), project, 0, () =>
    cloud.state.trove.instances
      .filter((instance) => instance.deletedAt === null && instance.project === project)
      .sort((one, other) => (one.id < other.id ? -1 : 1)),
  )

/** Also a deleted one. */
export const backupById = (cloud: Cloud, id: string): BackupRecord | undefined => backupTable(cloud).byId.get(id)

/** Those of an instance, or on top of a backup, deleted ones too. */
export const backupsHangingOn = (cloud: Cloud, id: string): readonly BackupRecord[] =>
  backupTable(cloud).hanging.get(id) ?? []

/** The living backups of an instance that run; what running is, is always the same. */
export const runningBackups = (
  cloud: Cloud,
  instance: string,
  isRunning: (status: BackupStatus) => boolean,
): readonly BackupRecord[] =>
  listed(backupTable(cloud), instance, cloud.state.trove.backupRevision, () =>
    backupsHangingOn(cloud, instance).filter(
      (backup) => backup.instance === instance && !backup.deleted && isRunning(backup.status),
    ),
  )

/** The living backups of a project, or of all, newest change first. */
export const backupsByChange = (cloud: Cloud, project: string | undefined): readonly BackupRecord[] =>
  listed(backupTable(cloud), `of ${project}`, cloud.state.trove.backupRevision, () =>
    cloud.state.trove.backups
      .filter((backup) => !backup.deleted && (project === undefined || backup.project === project))
      .sort(lastChangedFirst),
  )

export const lastChangedFirst = (one: BackupRecord, other: BackupRecord): number =>
  other.updated - one.updated || other.revision - one.revision

const listed = <Row>(table: Table<Row>, key: string, revision: number, make: () => Row[]): readonly Row[] => {
  const known = table.lists.get(key)
  if (known !== undefined && known.revision === revision) return known.rows
  const rows = make()
  table.lists.set(key, { revision, rows })
  return rows
}
