/** What SQLite's error codes mean for the user of an engine. Pure. */
import { canNot, type Meaning } from "../../../internal/canNot.ts"
import { ProtectionError } from "../../../ProtectionError.ts"

/** The primary result code of what was thrown; undefined when it did not come from SQLite. */
const resultCode = (cause: unknown): number | undefined =>
  typeof cause === "object" && cause !== null && "errcode" in cause && typeof cause.errcode === "number"
    ? cause.errcode & 0xff
    : undefined

/** Another connection holds what is wanted. */
export const isBusy = (cause: unknown): boolean => resultCode(cause) === 5 || resultCode(cause) === 6

/** An error of ours passes unchanged. */
export const sqliteError = (action: string, file: string, cause: unknown): ProtectionError => {
  if (cause instanceof ProtectionError) return cause
  const said = cause instanceof Error ? cause.message : String(cause)
  return canNot(action, `"${file}"`, meaningOf(cause), said, cause)
}

const meaningOf = (cause: unknown): Meaning => {
  // The columns hold JSON that was written by JSON.stringify.
  if (cause instanceof SyntaxError) return damaged
  const code = resultCode(cause)
  return (code === undefined ? undefined : meanings[code]) ?? failed
}

const failed: Meaning = {
  code: "unavailable",
  why: "SQLite failed",
  recovery: "Look after the disk that holds the engine's file, then try again.",
}

const busy: Meaning = {
  code: "unavailable",
  outcome: "notStarted",
  why: "another process has been writing to it for too long",
  recovery: "Try again; if it stays so, look for a process that holds the file, such as a database browser.",
}

const damaged: Meaning = {
  code: "damaged",
  why: "the file is no database, or is damaged; nothing was written to it",
  recovery: "Put it aside and restore a copy, or begin with a new file: docs/durability.md tells what that costs.",
}

const meanings: { readonly [code: number]: Meaning } = {
  3: denied("this process has no right to do that"),
  5: busy,
  6: busy,
  8: denied("it is read-only, or its folder is"),
  11: damaged,
  13: {
    code: "quotaExceeded",
    why: "there is no space left",
    recovery: "Free space where the file lies, then try again; nothing was changed.",
  },
  14: {
    code: "invalidParameters",
    why: "its folder is not there, it is no file, or this process has no right to open it",
    recovery: "Make the folder and give this process the right to read and write in it, or choose another file.",
  },
  23: denied("this process has no right to do that"),
  26: damaged,
}

function denied(why: string): Meaning {
  return {
    code: "forbidden",
    why,
    recovery: "Give this process the right to read and write the engine's file and its folder.",
  }
}
