/** Quotas of a project: limits, usage, and the order in which Trove reserves and gives back. */
import type { Cloud } from "./Cloud.ts"
import { badRequest, TroveFault } from "./TroveFault.ts"
import type { QuotaResource } from "./TroveState.ts"

const quotaResources: readonly QuotaResource[] = ["instances", "ram", "backups", "volumes"]

export type QuotaDeltas = Partial<Record<QuotaResource, number>>

export const quotaLimit = (cloud: Cloud, project: string, resource: QuotaResource): number =>
  cloud.state.trove.quotaLimits[project]?.[resource] ?? cloud.options.quotas[resource]

const usageOf = (cloud: Cloud, project: string): Partial<Record<QuotaResource, number>> =>
  cloud.state.trove.quotaUsages[project] ?? {}

export interface QuotaRow {
  readonly resource: QuotaResource
  readonly inUse: number
  readonly limit: number
}

/** All quotas of a project: the rows it has by name, then the ones that this very look makes. */
export const quotaRows = (cloud: Cloud, project: string): readonly QuotaRow[] => {
  const usage = usageOf(cloud, project)
  const known = quotaResources.filter((resource) => resource in usage).sort()
  const order = [...known, ...quotaResources.filter((resource) => !known.includes(resource))]
  const rows = order.map((resource) => ({
    resource,
    inUse: usage[resource] ?? 0,
    limit: quotaLimit(cloud, project, resource),
  }))
  cloud.state.trove.quotaUsages[project] = Object.fromEntries(rows.map(({ resource, inUse }) => [resource, inUse]))
  return rows
}

/** Refuses what is too much, does the work, counts it. Only growth is checked; usage never falls below zero, however often it is given back. */
export const withQuota = <A>(cloud: Cloud, project: string, deltas: QuotaDeltas, work: () => A): A => {
  const usage = usageOf(cloud, project)
  const asked = quotaResources.filter((resource) => deltas[resource] !== undefined)
  const over = asked.filter((resource) => {
    const limit = quotaLimit(cloud, project, resource)
    const delta = deltas[resource] ?? 0
    return delta > 0 && limit >= 0 && (usage[resource] ?? 0) + delta > limit
  })
  if (over.length > 0) {
    const names = over.sort().map((resource) => `'${resource}'`)
    throw new TroveFault("overLimit", `Quota exceeded for resources: [${names.join(", ")}].`)
  }
  const done = work()
  countUsage(cloud, project, deltas)
  return done
}

/** Counts without asking: usage never falls below zero. */
export const countUsage = (cloud: Cloud, project: string, deltas: QuotaDeltas): void => {
  const asked = quotaResources.filter((resource) => deltas[resource] !== undefined)
  const after = { ...usageOf(cloud, project) }
  for (const resource of asked) after[resource] = Math.max(0, (after[resource] ?? 0) + (deltas[resource] ?? 0))
  cloud.state.trove.quotaUsages[project] = after
}

export const setQuota = (cloud: Cloud, project: string, resource: string, limit: number): void => {
  if (limit < -1) {
    throw badRequest(`Quota limit '${limit}' for '${resource}' is too small - must be at least '-1'.`)
  }
  const known = quotaResources.find((name) => name === resource)
  if (known === undefined) throw new TroveFault("itemNotFound", `Unknown quota resources ${resource}.`)
  cloud.state.trove.quotaLimits[project] = { ...cloud.state.trove.quotaLimits[project], [known]: limit }
  cloud.changed(`quota ${resource} of ${project} ${limit}`)
}
