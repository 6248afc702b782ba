/** Users inside an instance's database, their grants, and the root user. */
import type { Caller } from "./Caller.ts"
import type { Cloud } from "./Cloud.ts"
import { databaseNotFound, findAskableInstance } from "./databases.ts"
import { answeringGuest } from "./guests.ts"
import type { DatabaseUser, Guest } from "./InstanceRecord.ts"
import { recordingFault } from "./instanceFaults.ts"
import { releaseOf } from "./releases.ts"
import { badRequest, TroveFault } from "./TroveFault.ts"

/** A user as a request names it; passwords are accepted and not kept. */
export interface WantedUser {
  readonly name: string
  readonly host?: string
  readonly databases?: readonly { readonly name: string }[]
}

const reserved = ["os_admin", "root"]
const longestName = 16
const unfit = /^\s|\s$|['";`,/\\]/

const checkName = (cloud: Cloud, name: string): void => {
  const byApi = !releaseOf(cloud).leavesNamesToGuests
  if (byApi && unfit.test(name)) throw badRequest(`'${name}' is not a valid user name.`)
  if (byApi && name.length > longestName)
    throw badRequest(`User name '${name}' is too long. Max length = ${longestName}.`)
  if (reserved.includes(name)) {
    const list = reserved.map((word) => `'${word}'`).join(", ")
    throw badRequest(`User name "${name}" is on the reserved list: [${list}].`)
  }
}

/** Checks a list as MySQL would. With `databases` (a new instance) a user may only be given one of those. */
export const checkedUsers = (
  cloud: Cloud,
  wanted: readonly WantedUser[],
  databases?: readonly { readonly name: string }[],
): readonly DatabaseUser[] => {
  const users: DatabaseUser[] = []
  for (const { name, host = "%", databases: granted = [] } of wanted) {
    checkName(cloud, name)
    if (users.some((earlier) => earlier.name === name && earlier.host === host)) {
      throw badRequest(
        "Two or more users share the same name and host in the initial users list. Please correct the names or remove the duplicate entries.",
      )
    }
    for (const { name: database } of granted) {
      if (databases !== undefined && !databases.some((known) => known.name === database)) {
        throw badRequest(
          `The request indicates that user ${name} should have access to database ${database}, but database ${database} is not included in the initial databases list.`,
        )
      }
    }
    users.push({ name, host, databases: granted.map((database) => database.name) })
  }
  return users
}

/** `name` or `name@host`, as the path has it; the host may itself stand after several @. */
const splitName = (path: string): { readonly name: string; readonly host: string } => {
  const at = path.lastIndexOf("@")
  return at < 0 || at === path.length - 1
    ? { name: path, host: "%" }
    : { name: path.slice(0, at), host: path.slice(at + 1) }
}

const guestOf = (cloud: Cloud, caller: Caller, id: string): Guest =>
  answeringGuest(cloud, findAskableInstance(cloud, caller, id))

const sortKey = (user: DatabaseUser): string => `${user.name}@${user.host}`

const userNotFound = (name: string): TroveFault =>
  new TroveFault("itemNotFound", `User ${name} cannot be found on the instance.`)

export const listUsers = (cloud: Cloud, caller: Caller, id: string): readonly DatabaseUser[] =>
  [...guestOf(cloud, caller, id).users].sort((one, other) => (sortKey(one) < sortKey(other) ? -1 : 1))

export const findUser = (cloud: Cloud, caller: Caller, id: string, path: string): DatabaseUser => {
  const { name, host } = splitName(path)
  const guest = guestOf(cloud, caller, id)
  checkName(cloud, name)
  const found = guest.users.find((user) => user.name === name && user.host === host)
  if (found === undefined) throw userNotFound(path)
  return found
}

export const createUsers = (cloud: Cloud, caller: Caller, id: string, wanted: readonly WantedUser[]): void =>
  recordingFault(cloud, id, () => {
    const checked = checkedUsers(cloud, wanted)
    const guest = guestOf(cloud, caller, id)
    for (const { name, host } of checked) {
      if (guest.users.some((user) => user.name === name && user.host === host)) {
        throw badRequest(`A user with the name "${name}" already exists.`)
      }
    }
    guest.users = [...guest.users, ...checked]
    cloud.changed(`instance ${id} users +${checked.map((user) => user.name).join(",")}`)
  })

const replaceUser = (
  cloud: Cloud,
  caller: Caller,
  id: string,
  path: string,
  change: (user: DatabaseUser, guest: Guest) => DatabaseUser | undefined,
): void =>
  recordingFault(cloud, id, () => {
    const user = findUser(cloud, caller, id, path)
    const guest = guestOf(cloud, caller, id)
    const changed = change(user, guest)
    guest.users = [...guest.users.filter((known) => known !== user), ...(changed === undefined ? [] : [changed])]
    cloud.changed(`instance ${id} user ${path} ${changed === undefined ? "deleted" : "changed"}`)
  })

export const deleteUser = (cloud: Cloud, caller: Caller, id: string, path: string): void =>
  replaceUser(cloud, caller, id, path, () => undefined)

export const updateUser = (
  cloud: Cloud,
  caller: Caller,
  id: string,
  path: string,
  wanted: { readonly name?: string; readonly host?: string },
): void =>
  replaceUser(cloud, caller, id, path, (user, guest) => {
    const renamed = { ...user, name: wanted.name ?? user.name, host: wanted.host ?? user.host }
    checkName(cloud, renamed.name)
    const isTaken = guest.users.some((known) => sortKey(known) === sortKey(renamed))
    if ((wanted.name !== undefined || wanted.host !== undefined) && isTaken) {
      throw badRequest(`A user with the name "${renamed.name}" already exists.`)
    }
    return renamed
  })

/** New passwords for users that exist; the first unknown one ends it. */
export const changePasswords = (cloud: Cloud, caller: Caller, id: string, wanted: readonly WantedUser[]): void =>
  recordingFault(cloud, id, () => {
    for (const { name, host } of wanted) findUser(cloud, caller, id, host === undefined ? name : `${name}@${host}`)
    cloud.changed(`instance ${id} passwords of ${wanted.map((user) => user.name).join(",")}`)
  })

export const grantAccess = (
  cloud: Cloud,
  caller: Caller,
  id: string,
  path: string,
  databases: readonly string[],
): void => replaceUser(cloud, caller, id, path, (user) => ({ ...user, databases: [...user.databases, ...databases] }))

export const revokeAccess = (cloud: Cloud, caller: Caller, id: string, path: string, database: string): void =>
  replaceUser(cloud, caller, id, path, (user) => {
    if (!user.databases.includes(database)) throw databaseNotFound(database)
    return { ...user, databases: user.databases.filter((name) => name !== database) }
  })

export const isRootEnabled = (cloud: Cloud, caller: Caller, id: string): boolean =>
  guestOf(cloud, caller, id).rootEnabled

/** Also remembers who did it, for ever. */
export const enableRoot = (cloud: Cloud, caller: Caller, id: string): void => {
  const instance = findAskableInstance(cloud, caller, id)
  answeringGuest(cloud, instance).rootEnabled = true
  instance.rootHistory ??= { enabled: cloud.now(), user: caller.user }
  cloud.changed(`instance ${id} root enabled`)
}

export const disableRoot = (cloud: Cloud, caller: Caller, id: string): void => {
  const instance = findAskableInstance(cloud, caller, id)
  if (instance.rootHistory === null) throw new TroveFault("itemNotFound", "Root was never enabled on this instance.")
  answeringGuest(cloud, instance).rootEnabled = false
  cloud.changed(`instance ${id} root disabled`)
}
