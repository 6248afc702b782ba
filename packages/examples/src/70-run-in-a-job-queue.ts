/**
 * A backup in a job queue that owns waiting, retries and persistence (pg-boss, on PostgreSQL): every turn is a job, in
 * whatever worker process. What a worker must not forget stands in a table of the host's before anything is sent, so that
 * a worker may die at any moment. No engine and no bank: the host's table holds what the backup saved.
 */
import { setTimeout } from "node:timers/promises"
import type { ProtectionPlugin, Resource } from "@breakwater/core"
import { createProtection, type Json, memoryBank, memoryEngine, ProtectionError } from "@breakwater/core/promise"
import * as Steps from "@breakwater/core/steps"
import { trove } from "@breakwater/trove-adapter/promise"
import { type ConstructorOptions, PgBoss, type QueueOptions } from "pg-boss"
import { type Cloud, openCloud } from "./openCloud.ts"

export interface WantedBackup {
  /** The host's own id of it: the same id again is the same backup. */
  readonly id: string
  readonly resource: Pick<Resource, "scope" | "type" | "id" | "name">
  readonly parameters: Json
  readonly deadline: string
}
interface Row {
  readonly wanted: WantedBackup
  readonly handle: Steps.Handle | null
  readonly outcome: Exclude<Steps.Turn, { readonly status: "waiting" }> | null
  readonly cancelled: boolean
}

export const queue = "backup-turns"

/** The queue and the host's table. A job whose worker died is given to another one after `expireInSeconds`. */
export const openQueue = async (options: ConstructorOptions, turns: QueueOptions = {}): Promise<PgBoss> => {
  const boss = new PgBoss(options)
  boss.on("error", (error) => console.error(error))
  await boss.start()
  // "stately": of one key at most one job waits and one runs. The deadline ends the retrying, not a count.
  const retries = { retryLimit: 10_000, retryBackoff: true, retryDelay: 1, retryDelayMax: 60 }
  await boss.createQueue(queue, { policy: "stately", expireInSeconds: 120, ...retries, ...turns })
  await boss.getDb().executeSql(`create table if not exists backups (
    id text primary key, wanted jsonb not null, handle jsonb, outcome jsonb, cancelled boolean not null default false)`)
  return boss
}

/** Wants a backup, once, however often it is called with the same id. */
export const startBackup = async (boss: PgBoss, wanted: WantedBackup): Promise<void> => {
  const insert = "insert into backups (id, wanted) values ($1, $2) on conflict (id) do nothing"
  await boss.getDb().executeSql(insert, [wanted.id, JSON.stringify(wanted)])
  await boss.send(queue, { id: wanted.id }, { singletonKey: wanted.id })
}

/** The next turn sees it. */
export const cancelBackup = async (boss: PgBoss, id: string): Promise<void> => {
  await boss.getDb().executeSql("update backups set cancelled = true where id = $1", [id])
}

export const readBackup = async (boss: PgBoss, id: string): Promise<Row> => {
  const { rows } = await boss.getDb().executeSql("select * from backups where id = $1", [id])
  if (!rows[0]) throw new Error(`There is no backup "${id}".`)
  return rows[0]
}

export const workOnTurns = (boss: PgBoss, plugin: ProtectionPlugin, cloud: Pick<Cloud, "clock"> = {}) => {
  const write = (column: "handle" | "outcome", id: string, value: Steps.Handle | Steps.Turn) =>
    boss
      .getDb()
      .executeSql(`update backups set ${column} = $2 where id = $1 and outcome is null`, [id, JSON.stringify(value)])

  return boss.work<{ id: string }>(queue, { pollingIntervalSeconds: 0.5 }, async ([job]) => {
    if (!job) return
    const { id } = job.data
    const { wanted, handle, outcome, cancelled } = await readBackup(boss, id)
    if (outcome) return
    const keep = async (next: Steps.Handle) => void (await write("handle", id, next)) // before the call it announces
    const call = { keep, signal: job.signal, ...(cloud.clock ? { clock: cloud.clock } : {}) }
    const turn: Steps.Turn = handle
      ? await Steps.turn(plugin, cancelled ? Steps.requestCancel(handle) : handle, call)
      : cancelled
        ? { status: "cancelled", left: [] }
        : await Steps.begin({ ...wanted, plugin, verb: "protect", operationId: id }, call)
    const next = Steps.next(turn, call)
    await write(next ? "handle" : "outcome", id, next?.handle ?? turn)
    if (next?.afterMs !== undefined) {
      await boss.send(queue, { id }, { singletonKey: id, startAfter: new Date(Date.now() + next.afterMs) })
    } else if (next && turn.status === "failed") {
      throw ProtectionError.fromJSON(turn.error) // the queue tries again, after a pause of its own
    }
  })
}

/** Backs up the first instance there is, with a worker in this process; others may work on the same queue. */
const main = async (cloud: Cloud, connectionString: string | undefined) => {
  if (!connectionString)
    throw new Error("Set DATABASE_URL to a PostgreSQL database, such as postgres://me@localhost/me.")
  const clock = cloud.clock ? { clock: cloud.clock } : {}
  const { protectable, protection } = trove({ connect: cloud.connect, ownerTag: "queue", ...clock })
  const providers = [{ id: "cloud", bank: memoryBank(), protectables: [protectable], plugins: [] }]
  await using breakwater = await createProtection({ engine: memoryEngine(), providers, ...clock })
  const [instance] = (await breakwater.resources.list("OS::Trove::Instance", cloud.scope)).items
  if (!instance) throw new Error("There is no database instance.")

  const boss = await openQueue({ connectionString })
  await workOnTurns(boss, protection, cloud)
  const { scope, type, id: instanceId, name } = instance
  const id = crypto.randomUUID()
  await startBackup(boss, {
    id,
    resource: { scope, type, id: instanceId, name },
    parameters: { backup_name: `${cloud.prefix}-queued`, description: "From a job queue." },
    deadline: new Date((cloud.clock?.now() ?? Date.now()) + 4 * 3_600_000).toISOString(),
  })
  let row = await readBackup(boss, id)
  for (; row.outcome === null; row = await readBackup(boss, id)) await setTimeout(1000)
  console.log(JSON.stringify(row.outcome, null, 2))
  await boss.stop()
}

if (process.argv[1] && import.meta.url.endsWith(process.argv[1])) {
  await main(openCloud(process.env, "x600"), process.env["DATABASE_URL"])
}
