/** Databases inside an instance: which names are fit, and the calls that go through to the guest. */
import type { Caller } from "./Caller.ts"
import type { Cloud } from "./Cloud.ts"
import { versionOf } from "./datastores.ts"
import { answeringGuest, lastReport } from "./guests.ts"
import type { Database, InstanceRecord } from "./InstanceRecord.ts"
import { recordingFault } from "./instanceFaults.ts"
import { findServedInstance } from "./instances.ts"
import { releaseOf } from "./releases.ts"
import { badRequest, TroveFault, unprocessable } from "./TroveFault.ts"

/** A database as a request names it. */
export interface WantedDatabase {
  readonly name: string
  readonly character_set?: string
  readonly collate?: string
}

const reserved = ["mysql", "information_schema", "performance_schema", "sys"]
const fitName = /^[A-Za-z0-9_-]+[\s?#@]*[A-Za-z0-9_-]+$/
const longestName = 64
const characterSets =
  "armscii8 ascii big5 binary cp1250 cp1251 cp1256 cp1257 cp850 cp852 cp866 cp932 dec8 eucjpms euckr gb18030 gb2312 gbk geostd8 greek hebrew hp8 keybcs2 koi8r koi8u latin1 latin2 latin5 latin7 macce macroman sjis swe7 tis620 ucs2 ujis utf16 utf16le utf32 utf8 utf8mb3 utf8mb4".split(
    " ",
  )

/** The managers whose guests can be asked for databases and users. */
const askable = ["mysql", "mariadb"]

const checkName = (cloud: Cloud, name: string): void => {
  const byApi = !releaseOf(cloud).leavesNamesToGuests
  if (byApi && !fitName.test(name)) throw badRequest(`'${name}' is not a valid schema name.`)
  if (byApi && name.length > longestName) {
    throw badRequest(`Schema name '${name}' is too long. Max length = ${longestName}.`)
  }
  if (reserved.includes(name)) {
    const list = reserved.map((word) => `'${word}'`).join(", ")
    throw badRequest(`Database name "${name}" is on the reserved list: [${list}].`)
  }
}

const checkEncoding = (characterSet: string | undefined, collate: string | undefined): void => {
  if (characterSet !== undefined && !characterSets.includes(characterSet)) {
    throw badRequest(`'${characterSet}' not a valid character set.`)
  }
  if (collate === undefined) return
  const belongs = (set: string) => collate === set || collate.startsWith(`${set}_`)
  if (characterSet !== undefined && !belongs(characterSet)) {
    throw badRequest(`${collate} not a valid collation for charset ${characterSet}.`)
  }
  if (!characterSets.some(belongs)) throw badRequest(`'${collate}' not a valid collation.`)
}

/** Checks a list as MySQL would, whatever the datastore. */
export const checkedDatabases = (cloud: Cloud, wanted: readonly WantedDatabase[]): readonly Database[] =>
  wanted.map((database, index) => {
    checkName(cloud, database.name)
    if (wanted.slice(0, index).some((earlier) => earlier.name === database.name)) {
      throw badRequest(
        "Two or more databases share the same name in the initial databases list. Please correct the names or remove the duplicate entries.",
      )
    }
    if (!releaseOf(cloud).leavesNamesToGuests) checkEncoding(database.character_set, database.collate)
    return { name: database.name, characterSet: database.character_set ?? null, collate: database.collate ?? null }
  })

/** An instance whose guest can be asked now. */
export const findAskableInstance = (cloud: Cloud, caller: Caller, id: string): InstanceRecord => {
  const instance = findServedInstance(cloud, caller, id)
  const manager = versionOf(cloud, instance.datastoreVersion)?.version.manager ?? "None"
  if (!askable.includes(manager)) throw unprocessable(`Operation not supported for datastore ${manager}.`)
  const { status } = lastReport(cloud, instance)
  if (status !== "HEALTHY") {
    throw unprocessable(`Instance ${id} is not ready, status: ${status.toLowerCase()}.`)
  }
  return instance
}

export const listDatabases = (cloud: Cloud, caller: Caller, id: string): readonly Database[] => {
  const instance = findAskableInstance(cloud, caller, id)
  return [...answeringGuest(cloud, instance).databases].sort((one, other) => (one.name < other.name ? -1 : 1))
}

export const createDatabases = (cloud: Cloud, caller: Caller, id: string, wanted: readonly WantedDatabase[]): void =>
  recordingFault(cloud, id, () => {
    const checked = checkedDatabases(cloud, wanted)
    const guest = answeringGuest(cloud, findAskableInstance(cloud, caller, id))
    for (const { name } of checked) {
      if (guest.databases.some((known) => known.name === name)) {
        throw badRequest(`A database with the name "${name}" already exists.`)
      }
    }
    guest.databases = [...guest.databases, ...checked]
    cloud.changed(`instance ${id} databases +${checked.map((database) => database.name).join(",")}`)
  })

export const deleteDatabase = (cloud: Cloud, caller: Caller, id: string, name: string): void =>
  recordingFault(cloud, id, () => {
    checkName(cloud, name)
    const guest = answeringGuest(cloud, findAskableInstance(cloud, caller, id))
    if (!guest.databases.some((known) => known.name === name)) throw databaseNotFound(name)
    guest.databases = guest.databases.filter((known) => known.name !== name)
    cloud.changed(`instance ${id} databases -${name}`)
  })

export const databaseNotFound = (name: string): TroveFault =>
  new TroveFault("itemNotFound", `Database ${name} cannot be found on the instance.`)
