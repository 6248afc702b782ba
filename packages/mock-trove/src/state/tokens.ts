/** Keystone's tokens: issued, looked up, revoked. Sees no request. */
import type { Cloud } from "./Cloud.ts"
import type { ApplicationCredential, Project, Role, Token, User } from "./IdentityState.ts"
import { forbidden, notFound, unauthorized } from "./KeystoneError.ts"

/** How long after its end a token may still be looked at by those who ask for it. */
const expiredWindowMs = 172_800_000

const looksLikeFernet = /^gAAAA[\w-]{40,}={0,2}$/

/** Whom a token is for, and where. */
export interface TokenRequest {
  readonly user: User
  readonly methods: readonly string[]
  readonly scope: { readonly project: Project } | "system" | "unscoped"
  readonly lifetimeSeconds: number
  /** The token it was exchanged for lends it its end and its ancestor. */
  readonly parent?: Token
  readonly applicationCredential?: ApplicationCredential
}

export const issueToken = (request: TokenRequest, cloud: Cloud): { text: string; token: Token } => {
  const { user, scope, parent, applicationCredential } = request
  // Keystone counts whole seconds.
  const now = Math.floor(cloud.now() / 1000) * 1000
  const ancestor = parent?.auditIds.at(-1)
  const token: Token = {
    user: { id: user.id, name: user.name },
    ...(typeof scope === "object" && { project: scope.project }),
    ...(scope === "system" && { system: true }),
    roles: rolesOf(request, cloud),
    methods: request.methods,
    auditIds: [cloud.auditId(), ...(ancestor === undefined ? [] : [ancestor])],
    issuedAt: now,
    expiresAt: parent?.expiresAt ?? now + request.lifetimeSeconds * 1000,
    ...(applicationCredential && { applicationCredential: credentialOf(applicationCredential) }),
  }
  const text = cloud.token()
  cloud.state.identity.tokens[text] = token
  return { text, token }
}

/** The token behind `X-Subject-Token`. */
export const findToken = (text: string | undefined, cloud: Cloud, allowExpired = false): Token => {
  if (text === undefined || text === "") throw notFound("No token in the request")
  const token = cloud.state.identity.tokens[text]
  if (token === undefined)
    throw notFound(looksLikeFernet.test(text) ? "Failed to validate token" : "Could not recognize Fernet token")
  const end = token.expiresAt + (allowExpired ? expiredWindowMs : 0)
  if (token.revokedAt !== undefined || end <= cloud.now()) throw notFound("Failed to validate token")
  return token
}

/** The token behind `X-Auth-Token`, or a 401. */
export const requireToken = (text: string | null, cloud: Cloud): Token => {
  const token = text === null ? undefined : cloud.state.identity.tokens[text]
  if (token === undefined || token.revokedAt !== undefined || token.expiresAt <= cloud.now()) throw unauthorized()
  return token
}

export const isAdmin = (token: Token): boolean => token.roles.some(({ name }) => name === "admin")

/** Only its owner and an admin may look at a token or end it. */
export const requireAuthority = (token: Token, subject: Token, action: string): void => {
  if (!isAdmin(token) && token.user.id !== subject.user.id) throw forbidden(`identity:${action}`)
}

export const revokeToken = (text: string, cloud: Cloud): void => {
  const token = cloud.state.identity.tokens[text]
  if (token !== undefined) cloud.state.identity.tokens[text] = { ...token, revokedAt: cloud.now() }
}

/** Ends every token that was issued to an application credential. */
export const revokeTokensOf = (applicationCredentialId: string, cloud: Cloud): void => {
  for (const [text, token] of Object.entries(cloud.state.identity.tokens))
    if (token.applicationCredential?.id === applicationCredentialId) revokeToken(text, cloud)
}

const rolesOf = ({ user, scope, applicationCredential }: TokenRequest, cloud: Cloud): Role[] => {
  if (scope === "unscoped") return []
  const held = scope === "system" ? user.systemRoles : (user.roles[scope.project.id] ?? [])
  const lent = held.filter((id) => applicationCredential === undefined || applicationCredential.roles.includes(id))
  if (lent.length === 0) throw unauthorized()
  return cloud.state.identity.roles.filter(({ id }) => lent.includes(id))
}

const credentialOf = ({ id, name, unrestricted, accessRules }: ApplicationCredential) => ({
  id,
  name,
  restricted: unrestricted !== true,
  ...(accessRules && { accessRules }),
})
