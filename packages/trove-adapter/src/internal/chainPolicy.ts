/** Which backup the next one continues, or why it is a full one. Pure. */
import type { Backup, Instance } from "../generated/trove.ts"
import type { TroveChains } from "../TroveSettings.ts"
import { timeOf } from "./status.ts"

/** A parent, or none and why. `broken` says what could not be continued although the policy would have. */
export interface Choice {
  readonly parent?: Backup
  readonly because: string
  readonly broken?: string
}

/** The newest backup whose whole chain is good, unless the chain is long or old enough. */
export const chooseParent = (
  { fullEveryBackups, fullEveryDays }: TroveChains,
  instance: Instance,
  backups: readonly Backup[],
  now: number,
): Choice => {
  const complete = backups
    .filter((one) => one.status === "COMPLETED" && one.instance_id === instance.id && !isForReplica(one))
    .sort((a, b) => (a.created < b.created ? 1 : a.created > b.created ? -1 : a.id < b.id ? 1 : -1))
  const [newest] = complete
  if (newest === undefined) return { because: "there is no complete backup to continue" }
  const faults = complete.map((backup) => ({ backup, fault: chainFault(backup, instance, backups) }))
  const parent = faults.find(({ fault }) => fault === undefined)?.backup
  const broken =
    faults[0]?.fault === undefined ? {} : { broken: `The backup ${newest.name} (${newest.id}) ${faults[0].fault}.` }
  if (parent === undefined) return { because: "no complete backup can be continued", ...broken }
  const chain = ancestry(parent, backups)
  const full = chain.at(-1) ?? parent
  if (fullEveryBackups !== undefined && chain.length >= fullEveryBackups) {
    return { because: `the chain has ${chain.length} backups`, ...broken }
  }
  const age = (now - (timeOf(full.created) ?? 0)) / 86_400_000
  if (fullEveryDays !== undefined && age >= fullEveryDays) {
    return { because: `the full backup ${full.name} is ${Math.floor(age)} days old`, ...broken }
  }
  return { parent, because: `it continues ${parent.name} (${parent.id})`, ...broken }
}

/**
 * What Trove makes a replica from stands among the backups while that is built. In the end it is deleted, with all that
 * hangs on it. Source: `trove/taskmanager/manager.py`, `_create_replication_slave`.
 */
export const isForReplica = ({ description }: Pick<Backup, "description">): boolean =>
  description === "Backup image used to initialize replication slave"

/** Why a backup can not be the parent of one of this instance; Trove takes any that exists. */
export const chainFault = (
  backup: Backup,
  instance: Pick<Instance, "id" | "datastore">,
  backups: readonly Backup[],
): string | undefined => {
  for (const one of ancestry(backup, backups)) {
    const which = one.id === backup.id ? "" : `continues ${one.id}, which `
    if (isForReplica(one)) return `${which}is what a replica is made from: Trove deletes it then, and what continues it`
    if (one.status !== "COMPLETED") return `${which}is ${one.status}, not COMPLETED`
    if (one.instance_id !== instance.id) return `${which}is of another instance`
    const { version } = instance.datastore
    if (version && one.datastore && one.datastore.version !== version) {
      return `${which}is of ${one.datastore.type} ${one.datastore.version}, the instance runs ${version}`
    }
    if (one.locationRef?.startsWith("cinder:")) return `${which}is a snapshot of the volume, which nothing can continue`
    if (one.parent_id && !backups.some(({ id }) => id === one.parent_id)) {
      return `${which}continues ${one.parent_id}, which is gone or of another instance`
    }
  }
  return undefined
}

/** A backup and all it continues, the full one last, as far as the list knows them. */
const ancestry = (backup: Backup, backups: readonly Backup[]): readonly Backup[] => {
  const chain: Backup[] = []
  for (let one: Backup | undefined = backup; one !== undefined && !chain.includes(one); ) {
    chain.push(one)
    const parent: string | null | undefined = one.parent_id
    one = parent ? backups.find(({ id }) => id === parent) : undefined
  }
  return chain
}
