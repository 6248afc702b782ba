/** What a request is about, by every id and name one may call it. */

import type { Json } from "./Json.ts"
import type { Call } from "./Route.ts"
import type { Cloud } from "./state/Cloud.ts"
import { backupById, instanceById } from "./state/tables.ts"

/** The ids and names in path, query and body, and the names of the instances and backups that those ids mean. */
export const namesIn = (cloud: Cloud, call: Call): string[] => {
  const { project_id: _project, ...params } = call.params
  const found = new Set([
    ...Object.values(params),
    ...new URLSearchParams(call.query).values(),
    ...textsIn(parse(call.text)),
  ])
  const names = [...found].map((id) => instanceById(cloud, id)?.name ?? backupById(cloud, id)?.name)
  return [...found, ...names.filter((name) => name !== undefined)]
}

export const namesOfProject = (cloud: Cloud, id: string | undefined): string[] => {
  const named = cloud.state.identity.projects.find((project) => project.id === id)
  return [id, named?.name].filter((name) => name !== undefined)
}

const parse = (text: string): Json => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const textsIn = (value: Json): string[] => {
  if (typeof value === "string") return [value]
  return value === null || typeof value !== "object" ? [] : Object.values(value).flatMap(textsIn)
}
