/** Checks a seed that came from outside: every fault at once, each with the path to it. */
import type { CloudSeed } from "./CloudSeed.ts"

/** Fails with a `TypeError` that lists all there is to mend. */
export const readCloudSeed = (given: unknown): CloudSeed => {
  const faults: string[] = []
  check(seedShape, given, "seed", faults)
  if (faults.length === 0) checkNames(given as CloudSeed, faults)
  if (faults.length > 0) throw new TypeError(`The seed of the cloud can not be used:\n  ${faults.join("\n  ")}`)
  return given as CloudSeed
}

type Shape =
  | "text"
  | "count"
  | "flag"
  | { readonly list: Shape }
  | { readonly record: Shape }
  | { readonly of: Readonly<Record<string, Shape>>; readonly maybe?: Readonly<Record<string, Shape>> }

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
              maybe: { id: "text", version: "text", active: "flag" },
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

const check = (shape: Shape, value: unknown, path: string, faults: string[]): void => {
  if (typeof shape === "string") {
    if (!isPlain(shape, value)) faults.push(`${path}: ${expected[shape]} is expected, not ${shown(value)}`)
    return
  }
  if ("list" in shape) {
    if (!Array.isArray(value)) faults.push(`${path}: a list is expected, not ${shown(value)}`)
    else for (const [index, item] of value.entries()) check(shape.list, item, `${path}[${index}]`, faults)
    return
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    faults.push(`${path}: an object is expected, not ${shown(value)}`)
    return
  }
  const entries = new Map<string, unknown>(Object.entries(value))
  if ("record" in shape) {
    for (const [name, item] of entries) check(shape.record, item, `${path}.${name}`, faults)
    return
  }
  const known = { ...shape.of, ...shape.maybe }
  for (const name of entries.keys())
    if (!(name in known)) faults.push(`${path}.${name}: nobody reads this; there are ${Object.keys(known).join(", ")}`)
  for (const [name, member] of Object.entries(known))
    if (entries.has(name) || name in shape.of) check(member, entries.get(name), `${path}.${name}`, faults)
}

const expected = { text: "a text that is not empty", count: "a whole number from 0", flag: "true or false" }

const isPlain = (shape: "text" | "count" | "flag", value: unknown): boolean => {
  if (shape === "text") return typeof value === "string" && value !== ""
  if (shape === "flag") return typeof value === "boolean"
  return Number.isSafeInteger(value) && Number(value) >= 0
}

const shown = (value: unknown): string => (value === undefined ? "nothing" : JSON.stringify(value))

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
