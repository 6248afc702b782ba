/**
 * Files as the file bank needs them, over Node's file system: the only module that touches it. It is looked up when it
 * is first used, so that nothing of Node is loaded where there is none. Paths are absolute.
 */
import * as Effect from "effect/Effect"
import type { ProtectionError } from "../ProtectionError.ts"
import { type FileFault, fileError, fileFault } from "./fileFault.ts"
import { randomHex } from "./randomHex.ts"

/** A folder as an absolute path without a slash at its end. */
export const absolute = (folder: string): string => {
  const resolved = globalThis.process?.getBuiltinModule?.("node:path").resolve(folder) ?? folder
  return resolved === "/" ? "" : resolved
}

/** The bytes of a file, or undefined where there is none. */
export const read = (path: string): Effect.Effect<Uint8Array | undefined, ProtectionError> =>
  attempt((fs) => fs.readFile(path)).pipe(
    orOn(["ENOENT", "ENOTDIR", "EISDIR"], undefined),
    Effect.mapError((fault) => fileError("read", path, fault)),
  )

/** What is in a folder; nothing where there is no such folder. */
export const entries = (path: string) =>
  attempt((fs) => fs.readdir(path, { withFileTypes: true })).pipe(
    orOn(["ENOENT", "ENOTDIR"], []),
    Effect.mapError((fault) => fileError("read", path, fault)),
  )

/** Writes a file in place of another: whoever looks, even after a crash, sees the old text or the new one. */
export const replace = (root: string, path: string, text: string): Effect.Effect<void, ProtectionError> =>
  withTemporary(inFolder(root), text, (temporary) => place(path, (fs) => fs.rename(temporary, path))).pipe(
    Effect.mapError((fault) => fileError("write", path, fault)),
  )

/** The same for a file on its own, whatever its folder is: what is half written stands beside it. */
export const replaceAlone = (path: string, text: string): Effect.Effect<void, ProtectionError> =>
  withTemporary(
    (name) => `${path}.${name}~`,
    text,
    (temporary) => place(path, (fs) => fs.rename(temporary, path)),
  ).pipe(Effect.mapError((fault) => fileError("write", path, fault)))

/** Makes the folder in which a file is to lie. */
export const makeFolderOf = (path: string): Effect.Effect<void, ProtectionError> =>
  Effect.mapError(makeFolder(parentOf(path)), (fault) => fileError("write", path, fault))

/** Makes a file with its whole text; answers false, and changes nothing, where there is one. */
export const create = (root: string, path: string, text: string): Effect.Effect<boolean, ProtectionError> =>
  withTemporary(inFolder(root), text, (temporary) =>
    place(path, (fs) => fs.link(temporary, path)).pipe(
      Effect.as(true),
      Effect.catchIf(hasCode("EEXIST"), () => refuseFolder(path)),
      Effect.catchIf(hasCode("EPERM", "ENOTSUP", "ENOSYS"), ({ cause }) => Effect.fail({ code: "noLinks", cause })),
    ),
  ).pipe(Effect.mapError((fault) => fileError("create", path, fault)))

/**
 * Makes an empty file that nobody but its owner may read, where there is none. That it can not be made, or is there, whoever
 * opens it finds out.
 */
export const makePrivate = (path: string): Effect.Effect<void> =>
  Effect.ignore(attempt((fs) => fs.open(path, "wx", 0o600).then((file) => file.close())))

/** Removes a file, and the folders it leaves empty, up to the root. What is not there is no error. */
export const remove = (root: string, path: string): Effect.Effect<void, ProtectionError> =>
  attempt((fs) => fs.unlink(path)).pipe(
    Effect.andThen(syncFolder(parentOf(path))),
    orOn(["ENOENT", "ENOTDIR", "EISDIR"], undefined),
    Effect.andThen(removeEmpty(root, parentOf(path))),
    Effect.uninterruptible,
    Effect.mapError((fault) => fileError("remove", path, fault)),
  )

const attempt = <A>(call: (fs: typeof import("node:fs/promises")) => Promise<A>): Effect.Effect<A, FileFault> =>
  Effect.suspend(() => {
    const fs = globalThis.process?.getBuiltinModule?.("node:fs/promises")
    if (fs === undefined) return Effect.fail({ code: "noFiles" })
    return Effect.tryPromise({ try: () => call(fs), catch: fileFault })
  })

const hasCode =
  (...codes: readonly string[]) =>
  ({ code }: FileFault) =>
    codes.includes(code)

const orOn =
  <const B>(codes: readonly string[], value: B) =>
  <A>(effect: Effect.Effect<A, FileFault>): Effect.Effect<A | B, FileFault> =>
    Effect.catchIf(effect, hasCode(...codes), () => Effect.succeed(value))

/** A folder that no key can name. */
const inFolder = (root: string) => (name: string) => `${root}/~temporary/${name}`

/** A complete, synced file under a name of its own; it is gone again whatever happens. */
const withTemporary = <A>(
  pathOf: (name: string) => string,
  text: string,
  use: (path: string) => Effect.Effect<A, FileFault>,
) =>
  Effect.flatMap(randomHex(16), (name) => {
    const path = pathOf(name)
    return makeFolder(parentOf(path)).pipe(
      Effect.catchIf(hasCode("ENOTDIR", "EEXIST"), ({ cause }) => Effect.fail({ code: "noFolder", cause })),
      Effect.andThen(attempt((fs) => fs.writeFile(path, text, { flag: "wx", flush: true }))),
      Effect.andThen(use(path)),
      // A temporary file that can not be removed does no harm, and must not hide what went wrong before it.
      Effect.ensuring(Effect.ignore(attempt((fs) => fs.rm(path, { force: true })))),
      Effect.uninterruptible,
    )
  })

/** Puts a file into its folder; another process's `remove` may take the empty folder away in between, hence the retry. */
const place = (path: string, put: (fs: typeof import("node:fs/promises")) => Promise<void>) =>
  makeFolder(parentOf(path)).pipe(
    Effect.andThen(attempt(put)),
    Effect.retry({ times: 5, while: hasCode("ENOENT") }),
    Effect.andThen(syncFolder(parentOf(path))),
  )

/** `link` says "exists" of a folder too, which is no object that somebody created. */
const refuseFolder = (path: string) =>
  attempt((fs) => fs.stat(path)).pipe(
    Effect.flatMap((found) => (found.isDirectory() ? Effect.fail({ code: "EISDIR" }) : Effect.succeed(false))),
    orOn(["ENOENT"], false),
  )

/** A new folder lasts once the folder above it is synced; `mkdir` names the topmost one it made. */
const makeFolder = (path: string): Effect.Effect<void, FileFault> =>
  Effect.flatMap(
    attempt((fs) => fs.mkdir(path, { recursive: true })),
    (topmost) => (topmost === undefined ? Effect.void : syncAbove(path, parentOf(topmost))),
  )

const syncAbove = (path: string, top: string): Effect.Effect<void, FileFault> =>
  Effect.suspend(() => {
    const parent = parentOf(path)
    return Effect.andThen(syncFolder(parent), parent.length > top.length ? syncAbove(parent, top) : Effect.void)
  })

const syncFolder = (path: string): Effect.Effect<void, FileFault> =>
  Effect.acquireUseRelease(
    attempt((fs) => fs.open(path, "r")),
    (handle) => attempt(() => handle.sync()),
    (handle) => attempt(() => handle.close()),
  )

const removeEmpty = (root: string, path: string): Effect.Effect<void, FileFault> =>
  path.length <= root.length
    ? Effect.void
    : attempt((fs) => fs.rmdir(path)).pipe(
        Effect.as(true),
        orOn(["ENOENT"], true),
        orOn(["ENOTEMPTY", "EEXIST", "ENOTDIR"], false),
        Effect.flatMap((gone) => (gone ? removeEmpty(root, parentOf(path)) : Effect.void)),
      )

const parentOf = (path: string) => path.slice(0, path.lastIndexOf("/")) || "/"
