/** `/backup_strategies`: no ids, no paging, only one's own project. */
import type { components } from "../generated/wire.ts"
import { deleteStrategy, listStrategies, putStrategy } from "../state/strategies.ts"
import { otherProjectRefused } from "../state/TroveFault.ts"
import type { StrategyRecord } from "../state/TroveState.ts"
import { createStrategySchema } from "./requestSchemas.ts"
import { answerEmpty, answerWith, queryText, type TroveRequest, type TroveRoute } from "./TroveRoute.ts"

type CreateBackupStrategyRequest = components["schemas"]["CreateBackupStrategyRequest"]

const strategyView = (strategy: StrategyRecord): components["schemas"]["BackupStrategy"] => ({
  project_id: strategy.project,
  instance_id: strategy.instance,
  backend: "swift",
  swift_container: strategy.container,
})

const projectOf = ({ caller, query }: TroveRequest): string => {
  const project = query.get("project_id") ?? caller.project
  if (project !== caller.project && !caller.admin) throw otherProjectRefused(caller.project)
  return project
}

export const strategyRoutes: readonly TroveRoute[] = [
  {
    operation: "listBackupStrategies",
    method: "GET",
    path: "/backup_strategies",
    answer: (request) => {
      const instance = queryText(request, "instance_id") ?? null
      const strategies = listStrategies(request.cloud, projectOf(request), instance)
      return answerWith({ backup_strategies: strategies.map(strategyView) })
    },
  },
  {
    operation: "createBackupStrategy",
    method: "POST",
    path: "/backup_strategies",
    schema: () => createStrategySchema,
    answer: ({ body, cloud, caller }) => {
      const { backup_strategy: wanted } = body as CreateBackupStrategyRequest
      const strategy = putStrategy(cloud, caller.project, wanted.instance_id ?? "", wanted.swift_container)
      return answerWith({ backup_strategy: strategyView(strategy) }, 202)
    },
  },
  {
    operation: "deleteBackupStrategy",
    method: "DELETE",
    path: "/backup_strategies",
    answer: (request) => {
      deleteStrategy(request.cloud, projectOf(request), request.query.get("instance_id") ?? "")
      return answerEmpty()
    },
  },
]
