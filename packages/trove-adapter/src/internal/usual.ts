/**
 * Whether the rows of an answer are as nearly all are, told by bare comparisons. It may say no of a good answer, never yes of
 * a bad one: a schema takes as long to look at twenty instances as it takes to parse them.
 */
import * as Predicate from "effect/Predicate"

/**
 * By operation, for the lists that may be long. What JSON can not hold, such as a key whose value is undefined, is not
 * looked for.
 */
export const usual: { readonly [operation: string]: ((answer: unknown) => boolean) | undefined } = {
  listInstances: (answer) => areUsual(answer, "instances", isInstance),
  listInstancesDetail: (answer) => areUsual(answer, "instances", isInstance),
  listBackups: (answer) => areUsual(answer, "backups", isBackup),
  listInstanceBackups: (answer) => areUsual(answer, "backups", isBackup),
}

const areUsual = (answer: unknown, name: string, isRow: (row: unknown) => boolean): boolean => {
  if (!Predicate.isObject(answer)) return false
  const { [name]: rows, links } = answer
  return (
    Array.isArray(rows) && rows.every(isRow) && (links === undefined || (Array.isArray(links) && links.every(isLink)))
  )
}

const isInstance = (row: unknown): boolean => {
  if (!Predicate.isObject(row)) return false
  const { flavor, datastore, volume, fault } = row
  return (
    isNamed(row) &&
    isTextOrMissing(row["operating_status"]) &&
    Predicate.isObject(flavor) &&
    typeof flavor["id"] === "string" &&
    isDatastore(datastore) &&
    (volume === undefined || isVolume(volume)) &&
    fault === undefined
  )
}

const isBackup = (row: unknown): boolean => {
  if (!Predicate.isObject(row)) return false
  const { size, datastore } = row
  return (
    isNamed(row) &&
    typeof row["created"] === "string" &&
    typeof row["updated"] === "string" &&
    isTextOrNothing(row["description"]) &&
    isTextOrNothing(row["locationRef"]) &&
    isTextOrNothing(row["instance_id"]) &&
    isTextOrNothing(row["parent_id"]) &&
    (size === undefined || size === null || Number.isFinite(size)) &&
    (datastore === undefined || isDatastore(datastore))
  )
}

interface Row {
  readonly [name: PropertyKey]: unknown
}

const isNamed = (row: Row): boolean =>
  typeof row["id"] === "string" && typeof row["name"] === "string" && typeof row["status"] === "string"

const isDatastore = (value: unknown): boolean =>
  Predicate.isObject(value) && typeof value["type"] === "string" && typeof value["version"] === "string"

const isVolume = (value: unknown): boolean =>
  Predicate.isObject(value) &&
  Number.isFinite(value["size"]) &&
  (value["used"] === undefined || Number.isFinite(value["used"]))

const isLink = (value: unknown): boolean =>
  Predicate.isObject(value) && typeof value["href"] === "string" && typeof value["rel"] === "string"

const isTextOrMissing = (value: unknown): boolean => value === undefined || typeof value === "string"

const isTextOrNothing = (value: unknown): boolean => value === null || isTextOrMissing(value)
