/** The scope a token is asked for: a project, the system, or none. Domain and trust scopes are refused by name. */
import type { JsonObject } from "../Json.ts"
import type { Cloud } from "./Cloud.ts"
import type { Project } from "./IdentityState.ts"
import { expected, KeystoneError, unauthorized } from "./KeystoneError.ts"
import { object, requireDomain } from "./keystoneInput.ts"
import type { TokenRequest } from "./tokens.ts"

const kinds = ["project", "domain", "unscoped", "system", "OS-TRUST:trust"]

export const readScope = (auth: JsonObject, methods: readonly string[], cloud: Cloud): TokenRequest["scope"] => {
  const { scope } = auth
  if (methods.includes("application_credential")) {
    if (scope === undefined) return "unscoped"
    const message = "Error authenticating with application credential: Application credentials cannot request a scope."
    throw new KeystoneError(401, message, {})
  }
  if (scope === undefined || scope === "unscoped") return "unscoped"
  const given = object(scope, "scope")
  const asked = kinds.filter((kind) => kind in given)
  const [kind] = asked
  if (asked.length !== 1) throw expected("system, project, domain, OS-TRUST:trust or unscoped", "scope")
  if (kind === "unscoped") return "unscoped"
  if (kind === "system") return "system"
  if (kind === "project") return { project: findProject(object(given["project"], "project"), cloud) }
  throw new KeystoneError(501, `The mock does not do tokens scoped to "${kind}".`)
}

const findProject = (given: JsonObject, cloud: Cloud): Project => {
  const { id, name } = given
  if (id === undefined && name === undefined)
    throw new KeystoneError(400, "Invalid input for field scope/project: id or name must be present.")
  if (typeof name === "string") {
    if (given["domain"] === undefined) throw expected("domain", "project")
    requireDomain(object(given["domain"], "domain"))
  }
  const project = cloud.state.identity.projects.find((one) =>
    typeof name === "string" ? one.name === name : one.id === id,
  )
  if (project === undefined) throw unauthorized()
  return project
}
