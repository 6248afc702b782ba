/** How a client reaches the cloud as its default user. */
import type { Cloud } from "./state/Cloud.ts"
import type { SeedUser } from "./state/CloudSeed.ts"

export interface Connection {
  readonly authUrl: string
  readonly auth: {
    readonly type: "password"
    readonly username: string
    readonly password: string
    readonly userDomain: string
  }
  readonly fetch: typeof fetch
}

export interface Scope {
  readonly account: string
  readonly region: string
  /** A project's id. */
  readonly project: string
}

export const connectionOf = (cloud: Cloud, fetch: typeof globalThis.fetch): Connection => {
  const { name, password } = defaultUser(cloud)
  const auth = { type: "password", username: name, password, userDomain: "Default" } as const
  return { authUrl: `${cloud.endpoints.identity}/v3`, auth, fetch }
}

export const scopeOf = ({ seed, state }: Cloud): Scope => {
  const project = state.identity.projects.find(({ name }) => name === seed.connection.project)
  if (project === undefined) throw new Error(`seed: there is no project named ${seed.connection.project}`)
  return { account: seed.connection.user, region: seed.region, project: project.id }
}

export const environmentOf = (cloud: Cloud): Record<string, string> => {
  const { name, password } = defaultUser(cloud)
  return {
    OS_AUTH_URL: `${cloud.endpoints.identity}/v3`,
    OS_IDENTITY_API_VERSION: "3",
    OS_USERNAME: name,
    OS_PASSWORD: password,
    OS_PROJECT_NAME: cloud.seed.connection.project,
    OS_USER_DOMAIN_NAME: "Default",
    OS_PROJECT_DOMAIN_NAME: "Default",
    OS_REGION_NAME: cloud.seed.region,
    OS_INTERFACE: "public",
  }
}

const defaultUser = ({ seed }: Cloud): SeedUser => {
  const user = seed.users.find(({ name }) => name === seed.connection.user)
  if (user === undefined) throw new Error(`seed: there is no user named ${seed.connection.user}`)
  return user
}
