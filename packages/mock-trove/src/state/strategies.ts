/** Backup strategies: which container the backups of an instance, or of a project, go to. */
import type { Cloud } from "./Cloud.ts"
import type { StrategyRecord } from "./TroveState.ts"

/** Makes or overwrites. Neither the instance nor the container's name is looked at. */
export const putStrategy = (cloud: Cloud, project: string, instance: string, container: string): StrategyRecord => {
  const existing = findStrategy(cloud, project, instance)
  if (existing !== undefined) existing.container = container
  const strategy = existing ?? { project, instance, container }
  if (existing === undefined) cloud.state.trove.strategies.push(strategy)
  cloud.changed(`strategy of ${instance || project} ${container}`)
  return strategy
}

export const listStrategies = (cloud: Cloud, project: string, instance: string | null): readonly StrategyRecord[] =>
  cloud.state.trove.strategies
    .filter((strategy) => strategy.project === project && (!instance || strategy.instance === instance))
    .sort((one, other) => (one.instance < other.instance ? -1 : 1))

/** Gone is gone, also when there was none. */
export const deleteStrategy = (cloud: Cloud, project: string, instance: string): void => {
  const kept = cloud.state.trove.strategies.filter(
    (strategy) => strategy.project !== project || strategy.instance !== instance,
  )
  if (kept.length < cloud.state.trove.strategies.length) cloud.changed(`strategy of ${instance || project} deleted`)
  cloud.state.trove.strategies = kept
}

/** The instance's own container, else the project's. */
export const strategyContainer = (cloud: Cloud, project: string, instance: string): string | undefined =>
  (findStrategy(cloud, project, instance) ?? findStrategy(cloud, project, ""))?.container

const findStrategy = (cloud: Cloud, project: string, instance: string): StrategyRecord | undefined =>
  cloud.state.trove.strategies.find((strategy) => strategy.project === project && strategy.instance === instance)
