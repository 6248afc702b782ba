/** A bank in a folder: one file for each key, written so that a crash leaves the old text or the new one, never half. */
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { type Bank, makeBank } from "./Bank.ts"
import { isKeyPart } from "./internal/keyRules.ts"
import * as nodeFiles from "./internal/nodeFiles.ts"
import { ProtectionError } from "./ProtectionError.ts"

/**
 * A bank in a folder, which is made at the first write. Every write is synced to the disk before it is done; `create`
 * is atomic, between processes too. The file system must be one that knows hard links and tells `A` from `a`. What a
 * crash leaves in the folder `~temporary` may be deleted while nobody writes.
 *
 * **Fails with** `forbidden` without the right to the folder, `quotaExceeded` when the disk is full, `damaged` for a
 * file that is no text, `notSupported` where there is no file system. Throws `invalidParameters` for an
 * empty path, or none.
 *
 * **Example**
 *
 * ```ts
 * const bank = fileBank("/var/lib/portal/bank")
 * ```
 *
 * @category constructors
 * @since 0.1.0
 */
export const fileBank = (folder: string): Bank => {
  // A variable that is not set gives undefined, whatever the types say.
  if (typeof folder !== "string" || folder === "") {
    const message = `A file bank needs the path of a folder, not ${folder === "" ? '""' : folder}.`
    throw new ProtectionError({ code: "invalidParameters", message })
  }
  const root = nodeFiles.absolute(folder)
  const pathOf = (key: string) => `${root}/${key}`
  return makeBank(folder, {
    conditionalCreate: true,
    get: (key) => Effect.flatMap(nodeFiles.read(pathOf(key)), (bytes) => textOf(pathOf(key), bytes)),
    put: (key, value) => nodeFiles.replace(root, pathOf(key), value),
    create: (key, value) => nodeFiles.create(root, pathOf(key), value),
    remove: (key) => nodeFiles.remove(root, pathOf(key)),
    list: (prefix) => listBelow(root, prefix === "" ? "" : `${prefix}/`),
  })
}

const textOf = (path: string, bytes: Uint8Array | undefined) => {
  if (bytes === undefined) return Effect.succeed(undefined)
  return Effect.try({
    try: () => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes),
    catch: (cause) =>
      new ProtectionError({ code: "damaged", message: `The file "${path}" is no text in UTF-8.` }, { cause }),
  })
}

/** A folder sorts by its name and a slash, as the keys below it do. */
const listBelow = (root: string, folder: string): Stream.Stream<string, ProtectionError> =>
  nodeFiles.entries(`${root}/${folder}`).pipe(
    Effect.map((entries) =>
      entries
        .filter((entry) => isKeyPart(entry.name) && (entry.isFile() || entry.isDirectory()))
        .map((entry) => `${folder}${entry.name}${entry.isDirectory() ? "/" : ""}`)
        .sort(),
    ),
    Effect.map((found) =>
      found.some(isFolder)
        ? Stream.flatMap(Stream.fromIterable(found), (each) =>
            isFolder(each) ? listBelow(root, each) : Stream.succeed(each),
          )
        : Stream.fromIterable(found),
    ),
    Stream.unwrap,
  )

const isFolder = (found: string) => found.endsWith("/")
