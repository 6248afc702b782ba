/** Who asks for a token, proved by password, token or application credential, and for what scope. Checks in Keystone's order. */
import type { Json, JsonObject } from "../Json.ts"
import type { Cloud } from "./Cloud.ts"
import type { ApplicationCredential, Token, User } from "./IdentityState.ts"
import { expected, forbidden, invalid, KeystoneError, notFound, unauthorized } from "./KeystoneError.ts"
import { object, requireDomain } from "./keystoneInput.ts"
import { readScope } from "./readScope.ts"
import { findToken, issueToken, type TokenRequest } from "./tokens.ts"

const supported = ["external", "password", "token", "oauth1", "mapped", "application_credential"]
const implemented = ["password", "token", "application_credential"]

export const authenticate = (
  body: JsonObject,
  lifetimeSeconds: number,
  cloud: Cloud,
): { text: string; token: Token } => {
  const { auth } = body
  if (auth === undefined || auth === null) throw expected("auth", "request body")
  const identity = object(member(object(auth, "auth"), "identity"), "identity")
  const methods = readMethods(member(identity, "methods"))
  for (const method of methods) if (!(method in identity)) throw expected(method, "identity")
  for (const method of methods) if (!supported.includes(method)) throw unsupported()
  for (const method of methods)
    if (!implemented.includes(method)) throw new KeystoneError(501, `The mock does not do the method "${method}".`)

  const scope = readScope(object(auth, "auth"), methods, cloud)
  const proofs = methods.map((method) => prove(method, object(identity[method], method), scope !== "unscoped", cloud))
  const [first] = proofs
  if (first === undefined) throw unauthorized()
  const parent = proofs.find((proof) => proof.parent)?.parent
  const credential = proofs.find((proof) => proof.applicationCredential)?.applicationCredential
  const project = cloud.state.identity.projects.find(({ id }) => id === credential?.projectId)
  const request: TokenRequest = {
    user: first.user,
    methods: [...new Set([...(parent?.methods ?? []), ...methods])],
    scope: project === undefined ? scope : { project },
    lifetimeSeconds,
    ...(parent && { parent }),
    ...(credential && { applicationCredential: credential }),
  }
  return issueToken(request, cloud)
}

interface Proof {
  readonly user: User
  readonly parent?: Token
  readonly applicationCredential?: ApplicationCredential
}

const prove = (method: string, payload: JsonObject, wantsScope: boolean, cloud: Cloud): Proof => {
  if (method === "password") return provePassword(payload, cloud)
  if (method === "token") return proveToken(payload, wantsScope, cloud)
  return proveApplicationCredential(payload, cloud)
}

const provePassword = (payload: JsonObject, cloud: Cloud): Proof => {
  if (payload["user"] === undefined) throw expected("user", "password")
  const given = object(payload["user"], "user")
  const user = findUser(given, cloud)
  if (user === undefined || user.password !== given["password"]) throw unauthorized()
  return { user }
}

const proveToken = (payload: JsonObject, wantsScope: boolean, cloud: Cloud): Proof => {
  const text = payload["id"]
  if (typeof text !== "string") throw expected("id", "token")
  const parent = findToken(text, cloud)
  if (parent.system === true && wantsScope)
    throw forbidden("Using a system-scoped token to create a project-scoped or domain-scoped token is not allowed.")
  if (parent.applicationCredential !== undefined)
    throw forbidden("Using a delegated token to create another token is not allowed.")
  const user = cloud.state.identity.users.find(({ id }) => id === parent.user.id)
  if (user === undefined) throw unauthorized()
  return { user, parent }
}

const proveApplicationCredential = (payload: JsonObject, cloud: Cloud): Proof => {
  const { applicationCredentials, users } = cloud.state.identity
  const credential = findCredential(payload, applicationCredentials, cloud)
  const user = users.find(({ id }) => id === credential.userId)
  const isOver = credential.expiresAt !== null && credential.expiresAt <= cloud.now()
  if (user === undefined || isOver || credential.secret !== payload["secret"]) throw unauthorized()
  return { user, applicationCredential: credential }
}

const findCredential = (
  payload: JsonObject,
  all: readonly ApplicationCredential[],
  cloud: Cloud,
): ApplicationCredential => {
  const { id, name, user } = payload
  if (typeof id === "string" && id !== "") {
    const found = all.find((credential) => credential.id === id)
    if (found === undefined) throw notFound(`Could not find Application Credential: ${id}.`)
    return found
  }
  if (typeof name !== "string" || name === "") throw expected("name or ID", "application credential")
  if (user === undefined || user === null) throw expected("user", "application credential")
  const owner = findUser(object(user, "user"), cloud)
  const found = all.find((credential) => credential.userId === owner?.id && credential.name === name)
  if (found === undefined) throw unauthorized()
  return found
}

/** By id, or by name and domain; every user is of the domain `default`. */
const findUser = (given: JsonObject, cloud: Cloud): User | undefined => {
  const { id, name } = given
  const { users } = cloud.state.identity
  if (typeof name !== "string" || name === "") {
    if (typeof id !== "string" || id === "") throw expected("id or name", "user")
    return users.find((user) => user.id === id)
  }
  if (given["domain"] === undefined) throw expected("domain", "user")
  requireDomain(object(given["domain"], "domain"))
  return users.find((user) => user.name === name)
}

const member = (holder: JsonObject, name: string): Json => {
  const value = holder[name]
  if (value === undefined) throw new KeystoneError(400, `'${name}' is a required property`)
  return value
}

const readMethods = (methods: Json): string[] => {
  if (!Array.isArray(methods) || !methods.every((method) => typeof method === "string"))
    throw invalid("Invalid input for field identity/methods: an array of strings is expected.")
  return [...new Set(methods)]
}

const unsupported = (): KeystoneError =>
  new KeystoneError(401, "Attempted to authenticate with an unsupported method.", { methods: supported })
