/** How incremental backups hang together. Pure; works on whatever list it is given, in any order. */
import type { Backup } from "../generated/trove.ts"

type Link = Pick<Backup, "id" | "parent_id">

/** The ids of the backups this one continues: its parent first, the full one last, as far as the list knows them. */
export const chainOf = (backup: Link, backups: readonly Link[]): readonly string[] => {
  const chain: string[] = []
  for (let id = backup.parent_id; id && !chain.includes(id); id = backups.find((one) => one.id === id)?.parent_id) {
    chain.push(id)
  }
  return chain
}

/** Every backup that continues this one, directly or not: what Trove deletes with it. */
export const hangingOn = <B extends Link>(id: string, backups: readonly B[]): readonly B[] => {
  const found: B[] = []
  for (const parents = [id]; parents.length > 0; ) {
    const parent = parents.pop()
    const children = backups.filter((one) => one.parent_id === parent && one.id !== id && !found.includes(one))
    found.push(...children)
    parents.push(...children.map((child) => child.id))
  }
  return found
}
