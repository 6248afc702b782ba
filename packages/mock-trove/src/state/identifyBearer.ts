/** Whom Trove sees behind a token, or nobody. */
import type { Cloud } from "./Cloud.ts"
import type { AccessRule } from "./IdentityState.ts"
import { validate } from "./identity.ts"

/** Without a project (an unscoped token) every path is somebody else's. */
export interface TokenBearer {
  readonly project: string | undefined
  readonly user: string
  readonly admin: boolean
}

interface Asked {
  readonly method: string
  readonly path: string
}

/** A token of an application credential with access rules only opens what they name, and nothing where Trove was not told its own service type. */
export const identifyBearer = (cloud: Cloud, token: string | null, asked: Asked): TokenBearer | undefined => {
  const valid = token === null || token === "" ? undefined : validate(token, cloud)
  if (valid === undefined) return undefined
  const rules = valid.applicationCredential?.accessRules
  if (rules !== undefined && !rules.some((rule) => allows(cloud, rule, asked))) return undefined
  return {
    project: valid.project?.id,
    user: valid.user.id,
    admin: valid.roles.some((role) => role.name === "admin"),
  }
}

const allows = (cloud: Cloud, rule: AccessRule, asked: Asked): boolean =>
  rule.service === cloud.options.authtokenServiceType &&
  rule.method === asked.method &&
  pathPattern(rule.path).test(asked.path)

/** `*` and `{name}` stand for one segment, `**` for any number. */
const pathPattern = (path: string): RegExp => {
  const parts = path.split(/(\*\*|\*|\{[^}]*\})/).map((part, index) => {
    if (index % 2 === 0) return part.replaceAll(/[.*+?^$()|[\]\\{}]/g, "\\$&")
    return part === "**" ? ".*" : "[^/]+"
  })
  return new RegExp(`^${parts.join("")}$`)
}
