/** `/configurations`: groups of values for the parameters of a datastore version. */
import type { Json } from "../Json.ts"
import {
  changeConfiguration,
  createConfiguration,
  deleteConfiguration,
  findConfiguration,
  instancesWith,
  listConfigurations,
} from "../state/configurations.ts"
import { chooseVersion, versionOf } from "../state/datastores.ts"
import type { ConfigurationRecord } from "../state/TroveState.ts"
import type { Schema } from "./checkBody.ts"
import { timestamp } from "./links.ts"
import { keyPage } from "./pages.ts"
import { answerEmpty, answerWith, param, type TroveRequest, type TroveRoute } from "./TroveRoute.ts"

type Wanted = {
  readonly name: string
  readonly description?: string
  readonly datastore?: { readonly type?: string; readonly version?: string; readonly version_number?: string }
  readonly values: { readonly [key: string]: Json }
}

const one = "/configurations/{configuration_id}"

const text: Schema = { type: "string", minLength: 1, maxLength: 255, pattern: "^.*[0-9a-zA-Z]+.*$" }
const properties = {
  name: text,
  description: { type: "string" },
  values: { type: "object" },
  datastore: { type: "object", properties: { type: text, version: text } },
} satisfies Record<string, Schema>

const schema = (required: readonly string[]): Schema => ({
  type: "object",
  required: ["configuration"],
  properties: { configuration: { type: "object", required, properties } },
})

const view = ({ cloud }: TroveRequest, configuration: ConfigurationRecord) => {
  const made = versionOf(cloud, configuration.datastoreVersion)
  return {
    id: configuration.id,
    name: configuration.name,
    description: configuration.description,
    created: timestamp(configuration.created),
    updated: timestamp(configuration.updated),
    datastore_version_id: configuration.datastoreVersion,
    datastore_name: made?.datastore.name ?? null,
    datastore_version_name: made?.version.name ?? null,
  }
}

const detailView = (request: TroveRequest, configuration: ConfigurationRecord) => ({
  ...view(request, configuration),
  values: configuration.values,
  instance_count: instancesWith(request.cloud, request.caller, configuration).length,
  datastore_version_number: versionOf(request.cloud, configuration.datastoreVersion)?.version.version ?? null,
})

const found = (request: TroveRequest): ConfigurationRecord =>
  findConfiguration(request.cloud, request.caller, param(request, "configuration_id"))

const change = (request: TroveRequest, replace: boolean): void => {
  const { configuration } = request.body as { readonly configuration: Partial<Wanted> }
  changeConfiguration(request.cloud, found(request), configuration, replace)
}

export const configurationRoutes: readonly TroveRoute[] = [
  {
    operation: "listConfigurations",
    method: "GET",
    path: "/configurations",
    answer: (request) => {
      const all = listConfigurations(request.cloud, request.caller)
      const { page, next } = keyPage(request, all, (configuration) => configuration.id)
      return answerWith({ configurations: page.map((configuration) => view(request, configuration)), ...next })
    },
  },
  {
    operation: "createConfiguration",
    method: "POST",
    path: "/configurations",
    schema: () => schema(["name", "values"]),
    answer: (request) => {
      const { configuration: wanted } = request.body as { readonly configuration: Wanted }
      const { version } = chooseVersion(request.cloud, wanted.datastore ?? {})
      const configuration = createConfiguration(request.cloud, request.caller, {
        name: wanted.name,
        description: wanted.description ?? null,
        datastoreVersion: version.id,
        values: wanted.values,
      })
      return answerWith({ configuration: detailView(request, configuration) })
    },
  },
  {
    operation: "showConfiguration",
    method: "GET",
    path: one,
    answer: (request) => answerWith({ configuration: detailView(request, found(request)) }),
  },
  {
    operation: "patchConfiguration",
    method: "PATCH",
    path: one,
    schema: () => schema([]),
    answer: (request) => {
      change(request, false)
      return answerEmpty(200)
    },
  },
  {
    operation: "updateConfiguration",
    method: "PUT",
    path: one,
    schema: () => schema([]),
    answer: (request) => {
      change(request, true)
      return answerEmpty()
    },
  },
  {
    operation: "deleteConfiguration",
    method: "DELETE",
    path: one,
    answer: (request) => {
      deleteConfiguration(request.cloud, request.caller, found(request))
      return answerEmpty()
    },
  },
  {
    operation: "listConfigurationInstances",
    method: "GET",
    path: `${one}/instances`,
    answer: (request) => {
      const using = instancesWith(request.cloud, request.caller, found(request))
      const { page, next } = keyPage(request, using, (instance) => instance.id)
      return answerWith({ instances: page.map(({ id, name }) => ({ id, name })), ...next })
    },
  },
]
