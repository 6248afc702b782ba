/** A Swift-like store as plain data: accounts, containers, objects. Sees no request. */

/** The bytes themselves are not kept, only what a HEAD tells about them. */
export interface StoredObject {
  readonly etag: string
  readonly bytes: number
  readonly contentType: string
  /** `x-object-meta-…`, lower case. */
  readonly meta: Readonly<Record<string, string>>
  /** Milliseconds since epoch. */
  readonly lastModified: number
  /** A large object, made of segments; its etag is quoted on the wire. */
  readonly segmented: boolean
}

/** account (`AUTH_<project id>`) → container → object name → object. */
export type ObjectStoreState = Record<string, Record<string, Record<string, StoredObject>>>

export const findObject = (
  store: ObjectStoreState,
  account: string,
  container: string,
  name: string,
): StoredObject | undefined => store[account]?.[container]?.[name]

/** Stores the object, and makes account and container where they are missing. */
export const putObject = (
  store: ObjectStoreState,
  account: string,
  container: string,
  name: string,
  object: StoredObject,
): void => {
  store[account] ??= {}
  store[account][container] ??= {}
  store[account][container][name] = object
}

/** True when there was one to remove. */
export const removeObject = (store: ObjectStoreState, account: string, container: string, name: string): boolean => {
  const objects = store[account]?.[container]
  if (objects?.[name] === undefined) return false
  delete objects[name]
  return true
}

/** A guest cuts a backup into parts named after it without its extension. Source: `backup/storage/swift.py`. */
export const segmentName = (name: string, index: number): string =>
  `${name.split(".")[0]}_${String(index).padStart(8, "0")}`
