/** What a file system's error codes mean for the user of a bank. Pure. */
import type { ProtectionError } from "../ProtectionError.ts"
import { folderKey } from "./bankErrors.ts"
import { canNot, type Meaning } from "./canNot.ts"

export interface FileFault {
  readonly code: string
  readonly cause?: unknown
}

/** The fault in whatever Node threw; anything without a code of its own is told by its text. */
export const fileFault = (cause: unknown): FileFault => ({
  code: typeof cause === "object" && cause !== null && "code" in cause ? String(cause.code) : String(cause),
  cause,
})

export const fileError = (action: string, path: string, { code, cause }: FileFault): ProtectionError => {
  if (code === "EISDIR" || code === "ENOTDIR" || code === "EEXIST") return folderKey(path)
  return canNot(action, `"${path}"`, meanings[code] ?? failed, code, cause)
}

const failed: Meaning = {
  code: "unavailable",
  why: "the file system failed",
  recovery: "Look after the file system that holds the bank's folder, then try again.",
}

const denied: Meaning = {
  code: "forbidden",
  why: "this process has no right to do that",
  recovery: "Give this process the right to read and write the bank's folder, or choose another folder.",
}

const full: Meaning = {
  code: "quotaExceeded",
  why: "there is no space left",
  recovery: "Free space where the bank's folder lies, then try again; nothing was changed.",
}

const meanings: { readonly [code: string]: Meaning } = {
  EACCES: denied,
  EPERM: denied,
  EROFS: { ...denied, why: "the file system is read-only" },
  ENOSPC: full,
  EDQUOT: full,
  ENAMETOOLONG: {
    code: "invalidParameters",
    why: "the path is longer than the file system allows",
    recovery: "Use shorter ids, or a folder with a shorter path.",
  },
  noFolder: {
    code: "invalidParameters",
    why: "the bank's folder is a file, or lies below one",
    recovery: "Choose another folder for the bank.",
  },
  noLinks: {
    code: "notSupported",
    why: "the file system has no hard links, without which a file can not be created exclusively",
    recovery: "Put the bank's folder on a file system with hard links.",
  },
  noFiles: {
    code: "notSupported",
    why: "this host has no file system (node:fs)",
    recovery: "Use a bank that needs none.",
  },
}
