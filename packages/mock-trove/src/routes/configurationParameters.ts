/** `/datastores/…/parameters`: what the configuration groups of a datastore version may set. */
import type { Answer } from "../Route.ts"
import { type ConfigurationParameter, parametersOf } from "../state/configurationParameters.ts"
import { chooseVersion, findVersionById } from "../state/datastores.ts"
import { notFound } from "../state/TroveFault.ts"
import type { DatastoreVersionRecord } from "../state/TroveState.ts"
import { param, type TroveRequest, type TroveRoute } from "./TroveRoute.ts"

const byDatastore = (request: TroveRequest): DatastoreVersionRecord =>
  chooseVersion(request.cloud, { type: param(request, "datastore"), version: param(request, "version_id") }).version

const byVersion = (request: TroveRequest): DatastoreVersionRecord =>
  findVersionById(request.cloud, param(request, "version_id"))

const view = (version: DatastoreVersionRecord, rule: ConfigurationParameter) => ({
  name: rule.name,
  datastore_version_id: version.id,
  restart_required: rule.restartRequired,
  type: rule.type,
  ...(rule.max !== undefined && { max: rule.max }),
  ...(rule.min !== undefined && { min: rule.min }),
})

/** Some bounds have more digits than a `number`: they are written as text, and the quotes taken off again. */
const exactJson = (value: object): string =>
  JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? `bigint:${part}` : part)).replaceAll(
    /"bigint:(-?\d+)"/g,
    "$1",
  )

const answer = (body: object): Answer => ({
  status: 200,
  headers: { "Content-Type": "application/json" },
  body: exactJson(body),
})

const listAnswer = (version: DatastoreVersionRecord): Answer =>
  answer({ "configuration-parameters": parametersOf(version.manager).map((rule) => view(version, rule)) })

const showAnswer = (version: DatastoreVersionRecord, name: string): Answer => {
  const rule = parametersOf(version.manager).find((one) => one.name === name)
  if (rule === undefined) throw notFound(name)
  return answer(view(version, rule))
}

export const configurationParameterRoutes: readonly TroveRoute[] = [
  {
    operation: "listConfigurationParameters",
    method: "GET",
    path: "/datastores/{datastore}/versions/{version_id}/parameters",
    answer: (request) => listAnswer(byDatastore(request)),
  },
  {
    operation: "showConfigurationParameter",
    method: "GET",
    path: "/datastores/{datastore}/versions/{version_id}/parameters/{name}",
    answer: (request) => showAnswer(byDatastore(request), param(request, "name")),
  },
  {
    operation: "listParametersByVersion",
    method: "GET",
    path: "/datastores/versions/{version_id}/parameters",
    answer: (request) => listAnswer(byVersion(request)),
  },
  {
    operation: "showParameterByVersion",
    method: "GET",
    path: "/datastores/versions/{version_id}/parameters/{name}",
    answer: (request) => showAnswer(byVersion(request), param(request, "name")),
  },
]
