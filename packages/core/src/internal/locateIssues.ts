/**
 * Where in the request of an operation a wrong value stands. A plugin knows the parameters of one resource and names them
 * `/parameters/<name>`; a request holds them under the resource's own key, or under its type's.
 */
import type { Parameters } from "../Parameters.ts"
import { ProtectionError, type ProtectionErrorJson } from "../ProtectionError.ts"
import type { Resource } from "../Resource.ts"
import { escapePointer } from "./escapePointer.ts"
import { sentenceOf } from "./invalid.ts"

interface Asked {
  readonly parameters: Parameters
  readonly resource: Resource
}

/** The same error with the paths of parameters as they stand in the request. */
export const locateIssues = (error: ProtectionError, asked: Asked): ProtectionError => {
  const json = error.toJSON()
  const located = locateJson(json, asked)
  return located === json ? error : new ProtectionError(located, { cause: error.cause })
}

/** The same for an error that is JSON already. */
export const locateJson = (error: ProtectionErrorJson, { parameters, resource }: Asked): ProtectionErrorJson => {
  const { issues = [], message } = error
  if (!issues.some(({ path }) => isParameter(path))) return error
  const own = `${resource.type}#${resource.id}`
  const given = parameters[own]
  const ownMembers = typeof given === "object" && given !== null ? Object.keys(given) : undefined
  const located = issues.map((issue) => {
    if (!isParameter(issue.path)) return issue
    const below = issue.path.slice(pointer.length)
    const member = below.split("/")[1]
    const isOwn =
      given !== undefined &&
      (member === undefined || parameters[resource.type] === undefined || ownMembers?.includes(member) === true)
    return { ...issue, path: `${pointer}/${escapePointer(isOwn ? own : resource.type)}${below}` }
  })
  return { ...error, message: message === sentenceOf(issues) ? sentenceOf(located) : message, issues: located }
}

const pointer = "/parameters"
const isParameter = (path: string) => path === pointer || path.startsWith(`${pointer}/`)
