/** Checks a seed that came from outside: every fault at once, each with the path to it. */
import type { CloudSeed } from "./CloudSeed.ts"
import { type Shape, shapeFaults } from "./Shape.ts"

/** Fails with a `TypeError` that lists all there is to mend. */
export const readCloudSeed = (given: unknown): CloudSeed => {
  const faults = shapeFaults(seedShape, given, "seed")
  if (faults.length === 0) checkNames(given as CloudSeed, faults)
  if (faults.length > 0) throw new TypeError(`The seed of the cloud can not be used:\n  ${faults.join("\n  ")}`)
  return given as CloudSeed
}

const named: Shape = { of: { id: "text", name: "text" } }
const texts: Shape = { list: "text" }

const seedShape: Shape = {
  of: {
    region: "text",
    roles: texts,
    projects: { list: { of: { name: "text" }, maybe: { id: "text" } } },
    users: {
      list: {
        of: { name: "text", password: "text", roles: { record: texts } },
        maybe: { id: "text", systemRoles: texts },
      },
    },
    connection: { of: { user: "text", project: "text" } },
    flavors: {
      list: {
        of: { id: "text", name: "text", ram: "count", disk: "count", vcpus: "count" },
        maybe: { ephemeral: "count" },
      },
    },
    datastores: {
      list: {
        of: {
          name: "text",
          defaultVersion: "text",
          versions: {
            list: {
              of: { name: "text", manager: "text", image: "text" },
              maybe: { id: "text", version: "text", active: "flag", flavors: texts, volumeTypes: texts },
            },
          },
        },
        maybe: { id: "text" },
      },
    },
    defaultDatastore: "text",
    networks: {
      list: {
        of: { id: "text", name: "text", subnets: { list: { of: { id: "text", name: "text", cidr: "text" } } } },
        maybe: { external: "flag" },
      },
    },
    volumeTypes: { list: named },
  },
}

/** Every name that stands for something elsewhere. */
const checkNames = (seed: CloudSeed, faults: string[]): void => {
  const require = (path: string, kind: string, name: string, all: readonly { readonly name: string }[]): void => {
    if (!all.some((one) => one.name === name)) faults.push(`${path}: there is no ${kind} named "${name}"`)
  }
  const roles = seed.roles.map((name) => ({ name }))
  for (const [index, user] of seed.users.entries()) {
    const path = `seed.users[${index}]`
    for (const [project, names] of Object.entries(user.roles)) {
      require(`${path}.roles.${project}`, "project", project, seed.projects)
      for (const name of names) require(`${path}.roles.${project}`, "role", name, roles)
    }
    for (const name of user.systemRoles ?? []) require(`${path}.systemRoles`, "role", name, roles)
  }
  for (const [index, { defaultVersion, versions }] of seed.datastores.entries())
    require(`seed.datastores[${index}].defaultVersion`, "version", defaultVersion, versions)
  require("seed.defaultDatastore", "datastore", seed.defaultDatastore, seed.datastores)
  require("seed.connection.user", "user", seed.connection.user, seed.users)
  require("seed.connection.project", "project", seed.connection.project, seed.projects)
}
