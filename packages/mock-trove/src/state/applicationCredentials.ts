/** Application credentials: made from a token of one's own, listed, shown and ended. Sees no request. */
import type { Json, JsonObject } from "../Json.ts"
import type { Cloud } from "./Cloud.ts"
import type { AccessRule, ApplicationCredential, Token } from "./IdentityState.ts"
import { forbidden, invalid, KeystoneError, notFound } from "./KeystoneError.ts"
import { object } from "./keystoneInput.ts"
import { isAdmin, revokeTokensOf } from "./tokens.ts"

const methodPattern = /^(POST|GET|HEAD|PATCH|PUT|DELETE)$/

export const createApplicationCredential = (
  userId: string,
  given: JsonObject,
  token: Token,
  cloud: Cloud,
): ApplicationCredential => {
  const { identity } = cloud.state
  const name = readName(given["name"])
  requireUnrestricted(token)
  if (token.user.id !== userId) throw forbidden("Cannot create an application credential for another user.")
  if (token.project === undefined) throw forbidden("identity:create_application_credential")
  const credential: ApplicationCredential = {
    id: cloud.hex(),
    name,
    secret: optionalText(given, "secret") || cloud.token().slice(6, 92),
    description: optionalText(given, "description"),
    userId,
    projectId: token.project.id,
    roles: readRoles(given["roles"], token),
    expiresAt: readEnd(optionalText(given, "expires_at"), cloud),
    unrestricted: typeof given["unrestricted"] === "boolean" ? given["unrestricted"] : null,
    ...(Array.isArray(given["access_rules"]) && { accessRules: readRules(given["access_rules"], cloud) }),
  }
  if (identity.applicationCredentials.some((other) => other.userId === userId && other.name === name)) {
    const message = `Conflict occurred attempting to store application_credential - Duplicate entry found with name ${name}.`
    throw new KeystoneError(409, message)
  }
  identity.applicationCredentials.push(credential)
  cloud.changed(`application credential ${name} created`)
  return credential
}

/** Whether the token may see or end this user's credentials. */
export const requireOwner = (userId: string, token: Token, action: string): void => {
  if (token.user.id !== userId && !isAdmin(token)) throw forbidden(`identity:${action}`)
}

export const findApplicationCredential = (id: string, cloud: Cloud): ApplicationCredential => {
  const found = cloud.state.identity.applicationCredentials.find((credential) => credential.id === id)
  if (found === undefined) throw notFound(`Could not find Application Credential: ${id}.`)
  return found
}

/** The tokens made with it end too; Trove may believe in them for a while. */
export const deleteApplicationCredential = (id: string, token: Token, cloud: Cloud): void => {
  requireUnrestricted(token)
  const { name } = findApplicationCredential(id, cloud)
  const { identity } = cloud.state
  identity.applicationCredentials = identity.applicationCredentials.filter((credential) => credential.id !== id)
  revokeTokensOf(id, cloud)
  cloud.changed(`application credential ${name} deleted`)
}

const requireUnrestricted = (token: Token): void => {
  if (token.applicationCredential?.restricted !== true) return
  throw forbidden(
    "Using method 'application_credential' is not allowed for managing additional application credentials.",
  )
}

const readName = (name: Json | undefined): string => {
  if (typeof name === "string" && name.length > 0 && name.length <= 255) return name
  if (name === undefined) throw new KeystoneError(400, "'name' is a required property")
  throw new KeystoneError(400, "Invalid input for field 'name': a string of 1 to 255 characters is expected.")
}

const optionalText = (given: JsonObject, name: string): string | null => {
  const value = given[name]
  if (value === undefined || value === null) return null
  if (typeof value === "string") return value
  throw new KeystoneError(400, `Invalid input for field '${name}': ${JSON.stringify(value)} is not of type 'string'.`)
}

const readRoles = (roles: Json | undefined, token: Token): string[] => {
  if (!Array.isArray(roles) || roles.length === 0) return token.roles.map(({ id }) => id)
  return roles.map((role: Json) => {
    const { id, name } = object(role, "role")
    const held = token.roles.find((one) => (id === undefined ? one.name === name : one.id === id))
    if (held !== undefined) return held.id
    throw invalid("Invalid application credential: Cannot create an application credential with unassigned role")
  })
}

const readEnd = (text: string | null, cloud: Cloud): number | null => {
  if (text === null) return null
  const end = Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`)
  if (Number.isNaN(end)) throw invalid("Timestamp not in expected format.")
  if (end <= cloud.now()) throw invalid("The 'expires_at' must not be before now.")
  return end
}

const readRules = (rules: readonly Json[], cloud: Cloud): AccessRule[] =>
  rules.map((rule) => {
    const { path, method, service } = object(rule, "access_rule")
    if (typeof path !== "string" || !path.startsWith("/") || typeof service !== "string")
      throw new KeystoneError(400, "Invalid input for field 'access_rules': path and service are expected.")
    if (typeof method !== "string" || !methodPattern.test(method))
      throw new KeystoneError(
        400,
        `Invalid input for field 'method': '${method}' does not match '${methodPattern.source}'.`,
      )
    return { id: cloud.hex(), service, path, method }
  })
