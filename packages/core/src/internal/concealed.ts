/**
 * Secrets that were looked up for this process, and how texts of others are passed on without them. A plugin is given
 * secrets in clear, and what it or a library beneath it says when it fails may quote them.
 */
import * as Result from "effect/Result"
import { ProtectionError } from "../ProtectionError.ts"

const known = new Set<string>()

/** From now on nobody is told this text; one shorter than four characters would make holes in every sentence. */
export const conceal = (secret: string): void => {
  if (secret.length < 4) return
  for (const spelling of [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]) known.add(spelling)
}

/** The text without any secret. */
export const concealedText = (text: string): string => {
  let told = text
  for (const secret of known) if (told.includes(secret)) told = told.replaceAll(secret, "[secret]")
  return told
}

/** Plain data with every text in it concealed; the same value when none held a secret. */
export const concealed = <A>(value: A): A => {
  const json = jsonOf(value)
  return quotesSecret(json) ? JSON.parse(concealedText(json)) : value
}

/** The error without any secret, in its cause too; the same one when it held none. */
export const concealedError = (error: ProtectionError): ProtectionError => {
  const json = error.toJSON()
  const safe = concealed(json)
  const cause = concealedCause(error.cause)
  return safe === json && cause === error.cause ? error : new ProtectionError(safe, { cause })
}

/** A cause that quotes a secret anywhere is replaced by what it said without it. */
export const concealedCause = (cause: unknown): unknown => {
  if (cause instanceof ProtectionError) return concealedError(cause)
  if (cause instanceof Error) {
    const text = [cause.stack, cause.message, jsonOf(Object.values(cause)), String(cause.cause)].join("\n")
    return quotesSecret(text) ? new Error(concealedText(cause.message)) : cause
  }
  return typeof cause === "string" ? concealedText(cause) : cause
}

/** Nothing for what has no JSON; nobody looks where there is no secret. */
const jsonOf = (value: unknown): string =>
  known.size === 0
    ? ""
    : (Result.getOrElse(
        Result.try(() => JSON.stringify(value)),
        () => undefined,
      ) ?? "")

const quotesSecret = (text: string): boolean => {
  for (const secret of known) if (text.includes(secret)) return true
  return false
}
