/** Configuration groups: values for the parameters of one datastore version, attached to instances. */
import type { Json } from "../Json.ts"
import type { Caller } from "./Caller.ts"
import type { Cloud } from "./Cloud.ts"
import { type ConfigurationParameter, parametersOf } from "./configurationParameters.ts"
import { versionOf } from "./datastores.ts"
import type { InstanceRecord } from "./InstanceRecord.ts"
import { recordingFault } from "./instanceFaults.ts"
import { livingInstances } from "./instances.ts"
import { badRequest, TroveFault, unprocessable } from "./TroveFault.ts"
import type { ConfigurationRecord } from "./TroveState.ts"
import { setTask, taskAction } from "./tasks.ts"

type Values = Readonly<Record<string, Json>>

const configurationNotFound = (id: string): TroveFault =>
  new TroveFault("itemNotFound", `Configuration group with ID ${id} could not be found.`)

export const findConfiguration = (cloud: Cloud, caller: Caller, id: string): ConfigurationRecord => {
  const found = cloud.state.trove.configurations.find((configuration) => configuration.id === id)
  if (found === undefined || (found.project !== caller.project && !caller.admin)) throw configurationNotFound(id)
  return found
}

/** By id, which is also the order of the pages. */
export const listConfigurations = (cloud: Cloud, caller: Caller): readonly ConfigurationRecord[] =>
  cloud.state.trove.configurations
    .filter((configuration) => caller.admin || configuration.project === caller.project)
    .sort((one, other) => (one.id < other.id ? -1 : 1))

const typeTests: Readonly<Record<ConfigurationParameter["type"], (value: Json) => boolean>> = {
  integer: (value) => typeof value === "boolean" || (typeof value === "number" && Number.isInteger(value)),
  string: (value) => typeof value === "string",
  boolean: (value) => typeof value === "boolean",
  // Python reads 2 as an integer, which is no float; 2.0, which is one, can not be told from it here.
  float: (value) => typeof value === "number" && !Number.isInteger(value),
}

const checkValue = (rule: ConfigurationParameter, key: string, value: Json): void => {
  if (!typeTests[rule.type](value)) {
    throw unprocessable(`The value provided for the configuration parameter ${key} is not of type ${rule.type}.`)
  }
  if (typeof value !== "number" || !Number.isInteger(value)) return
  if (rule.min !== undefined && value < rule.min) {
    throw unprocessable(
      `The value for the configuration parameter ${key} is less than the minimum allowed: ${rule.min}`,
    )
  }
  if (rule.max !== undefined && value > rule.max) {
    throw unprocessable(
      `The value for the configuration parameter ${key} is greater than the maximum allowed: ${rule.max}`,
    )
  }
}

/** Names are compared without case. */
const checkValues = (cloud: Cloud, versionId: string, values: Values): void => {
  const version = versionOf(cloud, versionId)
  const rules = parametersOf(version?.version.manager ?? "")
  const label = `${version?.datastore.name} ${version?.version.name}`
  if (rules.length === 0) {
    throw unprocessable(`Configuration groups are not supported for this datastore: ${label}`)
  }
  for (const [key, value] of Object.entries(values)) {
    const rule = rules.find((candidate) => candidate.name === key.toLowerCase())
    if (rule === undefined) {
      throw unprocessable(`The configuration parameter ${key} is not supported for this datastore: ${label}.`)
    }
    checkValue(rule, key, value)
  }
}

export const createConfiguration = (
  cloud: Cloud,
  caller: Caller,
  wanted: Pick<ConfigurationRecord, "name" | "description" | "datastoreVersion"> & { readonly values: Values },
): ConfigurationRecord => {
  if (Object.keys(wanted.values).length > 0) checkValues(cloud, wanted.datastoreVersion, wanted.values)
  const configuration: ConfigurationRecord = {
    id: cloud.uuid(),
    project: caller.project,
    name: wanted.name,
    description: wanted.description,
    datastoreVersion: wanted.datastoreVersion,
    values: { ...wanted.values },
    created: cloud.now(),
    updated: cloud.now(),
  }
  cloud.state.trove.configurations.push(configuration)
  cloud.changed(`configuration ${configuration.id} made`)
  return configuration
}

export const instancesWith = (
  cloud: Cloud,
  caller: Caller,
  configuration: ConfigurationRecord,
): readonly InstanceRecord[] =>
  livingInstances(cloud)
    .filter((instance) => instance.configuration === configuration.id)
    .filter((instance) => caller.admin || instance.project === caller.project)
    .sort((one, other) => (one.id < other.id ? -1 : 1))

export const deleteConfiguration = (cloud: Cloud, caller: Caller, configuration: ConfigurationRecord): void => {
  if (instancesWith(cloud, caller, configuration).length > 0) {
    throw badRequest(
      "A configuration group cannot be deleted if it is associated with one or more non-terminated instances. Detach the configuration group from all non-terminated instances and please try again.",
    )
  }
  cloud.state.trove.configurations = cloud.state.trove.configurations.filter((known) => known !== configuration)
  cloud.changed(`configuration ${configuration.id} deleted`)
}

/** With `replace` the values take the place of the old ones, else they are added to them. Instances that use it follow. */
export const changeConfiguration = (
  cloud: Cloud,
  configuration: ConfigurationRecord,
  wanted: { readonly name?: string; readonly description?: string; readonly values?: Values },
  replace: boolean,
): void => {
  if (wanted.values !== undefined) checkValues(cloud, configuration.datastoreVersion, wanted.values)
  configuration.name = wanted.name ?? configuration.name
  configuration.description = wanted.description ?? configuration.description
  configuration.values = { ...(replace ? {} : configuration.values), ...wanted.values }
  configuration.updated = cloud.now()
  cloud.changed(`configuration ${configuration.id} changed`)
  for (const instance of livingInstances(cloud)) {
    if (instance.configuration === configuration.id) settle(cloud, instance, configuration)
  }
}

/** Values that need a restart leave the instance in RESTART_REQUIRED. */
const settle = (cloud: Cloud, instance: InstanceRecord, configuration: ConfigurationRecord): void => {
  const rules = parametersOf(versionOf(cloud, configuration.datastoreVersion)?.version.manager ?? "")
  const needsRestart = Object.keys(configuration.values).some(
    (key) => rules.find((rule) => rule.name === key.toLowerCase())?.restartRequired === true,
  )
  if (needsRestart) setTask(cloud, instance, "RESTART_REQUIRED")
}

const checkAssignable = (instance: InstanceRecord): void => {
  const status = instance.server?.status ?? "SHUTDOWN"
  const reason = status !== "ACTIVE" ? status : instance.task !== "NONE" ? taskAction(instance.task) : undefined
  if (reason !== undefined) {
    throw badRequest(
      `The operation you have requested cannot be executed because the instance status is currently: ${reason}`,
    )
  }
}

export const attachConfiguration = (cloud: Cloud, caller: Caller, instance: InstanceRecord, id: string): void =>
  recordingFault(cloud, instance.id, () => {
    if (instance.configuration !== null) {
      throw badRequest(`Instance ${instance.id} already has a Configuration Group attached: ${instance.configuration}.`)
    }
    checkAssignable(instance)
    const configuration = findConfiguration(cloud, caller, id)
    if (configuration.datastoreVersion !== instance.datastoreVersion) {
      throw badRequest(
        `Datastore Version on Configuration ${configuration.datastoreVersion} does not match the Datastore Version on the instance ${instance.datastoreVersion}.`,
      )
    }
    instance.configuration = configuration.id
    instance.updated = cloud.now()
    cloud.changed(`instance ${instance.id} configuration ${id}`)
    settle(cloud, instance, configuration)
  })

/** Nothing attached is fine too. */
export const detachConfiguration = (cloud: Cloud, instance: InstanceRecord): void =>
  recordingFault(cloud, instance.id, () => {
    const configuration = cloud.state.trove.configurations.find((known) => known.id === instance.configuration)
    if (configuration === undefined) return
    checkAssignable(instance)
    instance.configuration = null
    instance.updated = cloud.now()
    cloud.changed(`instance ${instance.id} configuration detached`)
    settle(cloud, instance, configuration)
  })
