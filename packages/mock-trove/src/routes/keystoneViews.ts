/** How Keystone shows what it keeps. Times are UTC with six digits of a second that are always zero. */
import type { Json, JsonObject } from "../Json.ts"
import type { Cloud } from "../state/Cloud.ts"
import type { ApplicationCredential, Project, Token, User } from "../state/IdentityState.ts"

const domain = { id: "default", name: "Default" }

const keystoneTime = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}.000000Z`

export const version = (cloud: Cloud): JsonObject => ({
  id: "v3.14",
  status: "stable",
  updated: "2020-04-07T00:00:00Z",
  links: [{ rel: "self", href: `${cloud.endpoints.identity}/v3/` }],
  "media-types": [{ base: "application/json", type: "application/vnd.openstack.identity-v3+json" }],
})

export const tokenView = (token: Token, withCatalog: boolean, cloud: Cloud): JsonObject => ({
  token: {
    methods: token.methods,
    user: { domain, id: token.user.id, name: token.user.name, password_expires_at: null },
    audit_ids: token.auditIds,
    expires_at: keystoneTime(token.expiresAt),
    issued_at: keystoneTime(token.issuedAt),
    ...(token.project && {
      project: { domain, id: token.project.id, name: token.project.name },
      is_domain: false,
    }),
    ...((token.project || token.system) && { roles: token.roles.map(({ id, name }) => ({ id, name })) }),
    ...(token.system && { system: { all: true } }),
    ...(withCatalog && (token.project || token.system) && { catalog: catalog(token.project, cloud) }),
    ...(token.applicationCredential && { application_credential: credentialInToken(token.applicationCredential) }),
  },
})

/** Without a project only the endpoints that do not name one. */
export const catalog = (project: Project | undefined, cloud: Cloud): Json =>
  cloud.state.identity.services.map(({ id, type, name, endpointIds }) => {
    const url = addressOf(type, project?.id, cloud)
    const { region } = cloud.seed
    const endpoints = Object.entries(endpointIds).map(([kind, endpointId]) => ({
      id: endpointId,
      interface: kind,
      region_id: region,
      url: url ?? "",
      region,
    }))
    return { endpoints: url === undefined ? [] : endpoints, id, type, name }
  })

export const projectView = ({ id, name }: Project, cloud: Cloud): JsonObject => ({
  id,
  name,
  domain_id: domain.id,
  description: "",
  enabled: true,
  parent_id: domain.id,
  is_domain: false,
  tags: [],
  options: {},
  links: { self: `${cloud.endpoints.identity}/v3/projects/${id}` },
})

export const userView = ({ id, name }: User, cloud: Cloud): JsonObject => ({
  id,
  name,
  domain_id: domain.id,
  enabled: true,
  password_expires_at: null,
  options: {},
  links: { self: `${cloud.endpoints.identity}/v3/users/${id}` },
})

/** The secret is shown once, when it is made. */
export const applicationCredentialView = (
  credential: ApplicationCredential,
  cloud: Cloud,
  secret?: string,
): JsonObject => {
  const { id, name, description, userId, projectId, expiresAt, unrestricted, accessRules } = credential
  return {
    id,
    name,
    description,
    user_id: userId,
    project_id: projectId,
    system: null,
    expires_at: expiresAt === null ? null : keystoneTime(expiresAt),
    unrestricted,
    roles: cloud.state.identity.roles
      .filter((role) => credential.roles.includes(role.id))
      .map((role) => ({
        id: role.id,
        name: role.name,
        domain_id: null,
        description: null,
        options: { immutable: true },
      })),
    ...(accessRules && { access_rules: accessRules.map((rule) => ({ ...rule })) }),
    ...(secret !== undefined && { secret }),
    links: { self: `${cloud.endpoints.identity}/v3/application_credentials/${id}` },
  }
}

export const collection = (key: string, items: readonly Json[], path: string, cloud: Cloud): JsonObject => ({
  [key]: items,
  links: { next: null, self: `${cloud.endpoints.identity}${path}`, previous: null },
})

const addressOf = (type: string, projectId: string | undefined, { endpoints }: Cloud): string | undefined => {
  const ofProject = (before: string): string | undefined => (projectId === undefined ? undefined : before + projectId)
  switch (type) {
    case "identity":
      return `${endpoints.identity}/v3`
    case "database":
      return ofProject(`${endpoints.database}/v1.0/`)
    case "compute":
      return `${endpoints.compute}/v2.1`
    case "volumev3":
      return ofProject(`${endpoints.volume}/v3/`)
    case "network":
      return endpoints.network
    case "image":
      return endpoints.image
    case "object-store":
      return ofProject(`${endpoints.objectStore}/v1/AUTH_`)
    default:
      throw new Error(`The catalog has a service of the type "${type}", which has no address`)
  }
}

const credentialInToken = ({
  id,
  name,
  restricted,
  accessRules,
}: NonNullable<Token["applicationCredential"]>): JsonObject => ({
  id,
  name,
  restricted,
  ...(accessRules && { access_rules: accessRules.map((rule) => ({ ...rule })) }),
})
