/** `/limits` and the quotas behind them. */
import type { components } from "../generated/wire.ts"
import { quotaLimit, quotaRows, setQuota } from "../state/quotas.ts"
import { rateRules, remainingOf } from "../state/rateLimits.ts"
import { badRequest, crash, otherProjectRefused } from "../state/TroveFault.ts"
import { timestamp } from "./links.ts"
import { requireAdmin } from "./requireAdmin.ts"
import { answerWith, param, type TroveRequest, type TroveRoute } from "./TroveRoute.ts"

type Schemas = components["schemas"]

const limitsOf = ({ cloud, caller }: TroveRequest): readonly Schemas["Limit"][] => [
  {
    verb: "ABSOLUTE",
    max_instances: quotaLimit(cloud, caller.project, "instances"),
    max_ram: quotaLimit(cloud, caller.project, "ram"),
    max_backups: quotaLimit(cloud, caller.project, "backups"),
    max_volumes: quotaLimit(cloud, caller.project, "volumes"),
  },
  ...rateRules.map((rule) => {
    const { remaining, next } = remainingOf(cloud, caller.project, rule)
    const value = cloud.options.ratePerMinute
    return { ...rule, nextAvailable: `${timestamp(next)}Z`, remaining, unit: "MINUTE", value }
  }),
]

const quotasOf = ({ cloud }: TroveRequest, project: string): readonly Schemas["Quota"][] =>
  quotaRows(cloud, project).map(({ resource, inUse, limit }) => ({ resource, in_use: inUse, reserved: 0, limit }))

const newLimits = (body: TroveRequest["body"]): Readonly<Record<string, number | null>> => {
  if (body === undefined || body === null) throw badRequest("Invalid request body.")
  if (typeof body !== "object" || !("quotas" in body)) throw crash("a quota update without quotas")
  return body["quotas"] as Readonly<Record<string, number | null>>
}

export const limitRoutes: readonly TroveRoute[] = [
  {
    operation: "listLimits",
    method: "GET",
    path: "/limits",
    answer: (request) => answerWith({ limits: limitsOf(request) }),
  },
  {
    operation: "showQuotas",
    method: "GET",
    path: "/mgmt/quotas/{target_project_id}",
    answer: (request) => {
      const project = param(request, "target_project_id")
      if (project !== request.caller.project && !request.caller.admin) {
        throw otherProjectRefused(request.caller.project)
      }
      return answerWith({ quotas: quotasOf(request, project) })
    },
  },
  {
    operation: "updateQuotas",
    method: "PUT",
    path: "/mgmt/quotas/{target_project_id}",
    answer: (request) => {
      requireAdmin(request)
      const project = param(request, "target_project_id")
      const set = Object.entries(newLimits(request.body)).flatMap(([resource, limit]) => {
        if (limit === null) return []
        setQuota(request.cloud, project, resource, limit)
        return [[resource, limit] as const]
      })
      return answerWith({ quotas: Object.fromEntries(set) })
    },
  },
]
