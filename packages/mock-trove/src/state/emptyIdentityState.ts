/** Keystone's tables before the first request: roles, projects and people of the seed, and the services of the catalog. */
import type { Cloud } from "./Cloud.ts"
import type { CloudSeed } from "./CloudSeed.ts"
import type { CatalogService, IdentityState } from "./IdentityState.ts"

const services: readonly (readonly [type: string, name: string])[] = [
  ["identity", "keystone"],
  ["database", "trove"],
  ["compute", "nova"],
  ["volumev3", "cinderv3"],
  ["network", "neutron"],
  ["image", "glance"],
  ["object-store", "swift"],
]

export const emptyIdentityState = (seed: CloudSeed, cloud: Cloud): IdentityState => {
  const roles = seed.roles.map((name) => ({ id: cloud.hex(), name }))
  const projects = seed.projects.map(({ name, id }) => ({ id: id ?? cloud.hex(), name }))
  const idOf = (kind: string, all: readonly { readonly id: string; readonly name: string }[], name: string): string => {
    const found = all.find((one) => one.name === name)
    if (found === undefined) throw new Error(`seed: there is no ${kind} named ${name}`)
    return found.id
  }
  const roleIds = (names: readonly string[]): string[] => names.map((name) => idOf("role", roles, name))
  return {
    roles,
    projects,
    users: seed.users.map((user) => ({
      id: user.id ?? cloud.hex(),
      name: user.name,
      password: user.password,
      roles: Object.fromEntries(
        Object.entries(user.roles).map(([project, names]) => [idOf("project", projects, project), roleIds(names)]),
      ),
      systemRoles: roleIds(user.systemRoles ?? []),
    })),
    services: services.map(
      ([type, name]): CatalogService => ({
        id: cloud.hex(),
        type,
        name,
        endpointIds: { public: cloud.hex(), internal: cloud.hex(), admin: cloud.hex() },
      }),
    ),
    applicationCredentials: [],
    tokens: {},
    validatedByTrove: {},
  }
}
