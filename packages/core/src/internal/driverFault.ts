/** What comes of asking a store's driver: its answer in time, or why not, in the words of a bank. */
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { type Code, ProtectionError } from "../ProtectionError.ts"

export interface Asked {
  readonly bank: string
  readonly action: string
  readonly key: string
  readonly timeout: Duration.Duration
}

/** Some drivers answer with the error instead of throwing it: that is a failure too. */
export const askDriver = <A>(asked: Asked, call: () => A | Promise<A>): Effect.Effect<A, ProtectionError> =>
  Effect.tryPromise({ try: () => Promise.resolve().then(call), catch: (cause) => cause }).pipe(
    Effect.flatMap((answer) => (answer instanceof Error ? Effect.fail(answer) : Effect.succeed(answer))),
    Effect.mapError((cause) => driverError(asked, cause)),
    Effect.timeoutOrElse({
      duration: asked.timeout,
      orElse: () => Effect.fail(failed(asked, "unavailable", "it did not answer in time")),
    }),
  )

const driverError = (asked: Asked, cause: unknown): ProtectionError => {
  const message = cause instanceof Error ? cause.message : String(cause)
  return failed(asked, codeOf(cause), message.split("\n")[0] ?? "", cause)
}

const failed = ({ action, bank, key }: Asked, code: Code, why: string, cause?: unknown) =>
  new ProtectionError(
    {
      ...{ code, recovery: recoveries[code] ?? "See why the store does not answer, then try again." },
      message: `The bank "${bank}" can not ${action} "${key}": ${why.replace(/\.$/, "")}.`,
    },
    { cause },
  )

const recoveries: { readonly [C in Code]?: string } = {
  quotaExceeded: "Free space in the store or have its quota raised, then try again.",
  forbidden: "Give these credentials the right to read, write, list and delete in the store.",
  unauthenticated: "Check the credentials of the store.",
}

const codeOf = (cause: unknown): Code => {
  const { code, status } = factsOf(cause)
  return errnos[code] ?? statuses[status] ?? "unavailable"
}

/** By error code of a file system or of AWS; by status, which clients keep in different places. */
const factsOf = (cause: unknown): { readonly code: string; readonly status: number } => {
  const given = member(cause, "code") ?? member(cause, "Code") ?? member(cause, "name")
  const status =
    member(cause, "status") ??
    member(cause, "statusCode") ??
    member(member(cause, "response"), "status") ??
    member(member(cause, "$metadata"), "httpStatusCode")
  return { code: String(given), status: Number(status) }
}

const member = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined

const errnos: { readonly [code: string]: Code } = {
  ENOSPC: "quotaExceeded",
  EDQUOT: "quotaExceeded",
  EACCES: "forbidden",
  EPERM: "forbidden",
  EROFS: "forbidden",
  AccessDenied: "forbidden",
  SlowDown: "rateLimited",
}

const statuses: { readonly [status: number]: Code } = {
  401: "unauthenticated",
  403: "forbidden",
  413: "quotaExceeded",
  429: "rateLimited",
  507: "quotaExceeded",
}
