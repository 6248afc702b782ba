/** A bank over any driver of unstorage: object stores, databases, key-value services. Nothing of unstorage is loaded here. */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Semaphore from "effect/Semaphore"
import * as Stream from "effect/Stream"
import { type Bank, makeBank } from "./Bank.ts"
import { fromStore, toStore } from "./internal/bankEnvelope.ts"
import { folderKey } from "./internal/bankErrors.ts"
import { askDriver } from "./internal/driverFault.ts"
import { folderName, fromObjectName, objectName } from "./internal/storeNames.ts"
import { ProtectionError } from "./ProtectionError.ts"

type Maybe<A> = A | Promise<A>

/**
 * What is used of a driver of unstorage (`unstorage/drivers/*`), version 1.17: the driver itself, not a storage made with
 * `createStorage`, which reads JSON into objects.
 *
 * @category models
 * @since 0.1.0
 */
export interface UnstorageDriver {
  readonly name?: string
  hasItem(key: string, options: object): Maybe<boolean>
  getItem(key: string, options?: object): Maybe<unknown>
  setItem?(key: string, value: string, options: object): Maybe<void>
  removeItem?(key: string, options: object): Maybe<void>
  getKeys(base: string, options: object): Maybe<readonly string[]>
}

/**
 * `create` is the store's own conditional write where it has one, such as S3's `If-None-Match: *`: it answers whether it
 * made the object, and is given key and value as `setItem` is. Without it two writers of one key are told apart within a
 * process only, and `conditionalCreate` of the bank is false. `timeout` is for each call, a minute unless given.
 *
 * @category models
 * @since 0.1.0
 */
export interface UnstorageBankOptions {
  readonly id?: string
  readonly create?: (key: string, value: string) => Promise<boolean>
  readonly timeout?: Duration.Input
}

/**
 * A bank over a driver. Each object begins with a line that holds its checksum; keys are written so that every store
 * keeps them as they are, provided it tells `A` from `a`. It is as durable as its store: what the driver has acknowledged
 * is taken for kept.
 *
 * **Fails with** `unavailable` when the driver fails or does not answer in time, `unauthenticated`, `forbidden`,
 * `quotaExceeded` and `rateLimited` where it says so, `damaged` for an object that is not what was written,
 * `notSupported` for a driver that does not write.
 *
 * **Example**
 *
 * ```ts
 * import s3 from "unstorage/drivers/s3"
 *
 * const bank = unstorageBank(s3({ bucket, endpoint, region, accessKeyId, secretAccessKey }), { id: "s3://backups" })
 * ```
 *
 * @category constructors
 * @since 0.1.0
 */
export const unstorageBank = (driver: UnstorageDriver, options: UnstorageBankOptions = {}): Bank => {
  const { create, timeout = "1 minute", id = driver.name ?? "unstorage" } = options
  const ask = <A>(action: string, key: string, call: () => Maybe<A>) =>
    askDriver({ bank: id, action, key, timeout: Duration.fromInputUnsafe(timeout) }, call)
  const folders = new Set<string>()
  const creating = Array.from({ length: 16 }, () => Semaphore.makeUnsafe(1))

  const get = Effect.fnUntraced(function* (key: string) {
    const found = yield* ask("read", key, () => driver.getItem(objectName(key), {}))
    return found === undefined || found === null ? undefined : yield* fromStore(id, key, found)
  })
  const has = (key: string) => ask("read", key, () => driver.hasItem(objectName(key), {}))
  const keysBelow = (prefix: string) =>
    Effect.map(
      ask("list", prefix, () => driver.getKeys(folderName(prefix), {})),
      (names) => names.flatMap((name) => fromObjectName(name) ?? []).filter(isBelow(prefix)),
    )

  /** A store of flat names would keep an object beside a folder of the same name; a bank does not. */
  const refuseFolders = Effect.fnUntraced(function* (key: string, isThere: boolean) {
    const above = foldersOf(key).filter((folder) => !folders.has(folder))
    for (const folder of above) {
      if (yield* has(folder)) return yield* folderKey(key)
      folders.add(folder)
    }
    if (isThere) return
    if (hierarchical.has(driver.name ?? "") && !(yield* ask("read", key, () => driver.hasItem(folderName(key), {})))) {
      return
    }
    if ((yield* keysBelow(key)).length > 0) return yield* folderKey(key)
    folders.delete(key)
  })

  const write = Effect.fnUntraced(function* (key: string, value: string) {
    const { setItem } = driver
    if (setItem === undefined) return yield* readOnlyDriver(id)
    yield* ask("write", key, () => setItem.call(driver, objectName(key), toStore(value), {}))
  })

  return makeBank(id, {
    conditionalCreate: create !== undefined,
    get,
    put: Effect.fnUntraced(function* (key, value) {
      yield* refuseFolders(key, yield* has(key))
      yield* write(key, value)
    }),
    create: Effect.fnUntraced(
      function* (key: string, value: string) {
        if (yield* has(key)) return false
        yield* refuseFolders(key, false)
        if (create !== undefined) return yield* ask("create", key, () => create(objectName(key), toStore(value)))
        yield* write(key, value)
        return true
      },
      (effect, key) => creating[stripeOf(key)]?.withPermit(effect) ?? effect,
    ),
    remove: (key) => {
      const { removeItem } = driver
      if (removeItem === undefined) return readOnlyDriver(id)
      return Effect.asVoid(ask("remove", key, () => removeItem.call(driver, objectName(key), {})))
    },
    list: (prefix) => Stream.unwrap(Effect.map(keysBelow(prefix), (keys) => Stream.fromIterable(keys.toSorted()))),
  })
}

/** These list a whole tree to list a part of it, and tell at once whether there is a folder. */
const hierarchical: ReadonlySet<string> = new Set(["fs", "fs-lite"])

const isBelow = (prefix: string) => (key: string) => prefix === "" || key.startsWith(`${prefix}/`)

const foldersOf = (key: string): readonly string[] =>
  key
    .split("/")
    .slice(0, -1)
    .map((_, index, parts) => parts.slice(0, index + 1).join("/"))

const stripeOf = (key: string) => Array.from(key).reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % 16

const readOnlyDriver = (bank: string) =>
  new ProtectionError({
    code: "notSupported",
    message: `The driver of the bank "${bank}" does not write.`,
    recovery: "Use a driver with setItem and removeItem.",
  })
