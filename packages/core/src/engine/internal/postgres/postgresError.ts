/** What PostgreSQL's errors mean for the user of an engine. Pure. */
import { isSqlError } from "effect/sql/SqlError"
import { canNot, type Meaning } from "../../../internal/canNot.ts"
import type { ProtectionError } from "../../../ProtectionError.ts"

/** The server's own code, such as `3D000`; undefined when the error did not come from it. */
const sqlState = (cause: unknown): string | undefined =>
  typeof cause === "object" && cause !== null && "code" in cause && typeof cause.code === "string"
    ? cause.code
    : undefined

/** `database` names it without any secret. */
export const postgresError = (action: string, database: string, error: unknown): ProtectionError => {
  const cause = isSqlError(error) ? error.reason.cause : error
  const said = cause instanceof Error ? cause.message : String(cause)
  return canNot(action, database, meaningOf(error), said, cause)
}

const meaningOf = (error: unknown): Meaning => {
  if (!isSqlError(error)) return failed
  const { reason } = error
  return byState[sqlState(reason.cause) ?? ""] ?? byReason[reason._tag] ?? failed
}

const failed: Meaning = {
  code: "unavailable",
  why: "PostgreSQL failed",
  recovery: "Look into the log of the database, then try again.",
}

const unreachable: Meaning = {
  code: "unavailable",
  why: "it does not answer",
  recovery: "See that the database runs and can be reached from here; what was begun goes on when it is back.",
}

const busy: Meaning = { code: "unavailable", outcome: "notStarted", why: "others are writing the same; try again" }

const byReason: { readonly [tag: string]: Meaning } = {
  ConnectionError: unreachable,
  AuthenticationError: {
    code: "unauthenticated",
    why: "the user or the password is refused",
    recovery: "Correct the user and the password in the engine's URL, and what pg_hba.conf says of them.",
  },
  AuthorizationError: {
    code: "forbidden",
    why: "this user has no right to do that",
    recovery: "Let the engine's user own its tables: it makes, reads and writes them.",
  },
  DeadlockError: busy,
  SerializationError: busy,
  LockTimeoutError: busy,
}

const byState: { readonly [state: string]: Meaning } = {
  "3D000": {
    code: "invalidParameters",
    why: "there is no such database",
    recovery: "Create it, or correct the engine's URL.",
  },
  "53100": {
    code: "quotaExceeded",
    why: "there is no space left",
    recovery: "Free space where the database lies, then try again; nothing was changed.",
  },
  "53300": {
    code: "unavailable",
    why: "it has no connection left",
    recovery: "Raise max_connections of the server, or lower maxConnections of the engines.",
  },
  "57P01": unreachable,
  "57P02": unreachable,
  "57P03": unreachable,
}
