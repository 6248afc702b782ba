/** Bodies as a journal may keep them: without secrets, and no longer than a person wants to read. */
import type { Json } from "./Json.ts"

const secretName = /pass|secret|private_key/i
const longestList = 20
const longestText = 1_000
const redacted = "<redacted>"

/** The secrets of a body: an error may repeat them in its answer. */
export const secretsOf = (value: Json): string[] => {
  if (value === null || typeof value !== "object") return []
  return Object.entries(value).flatMap(([name, inner]: [string, Json]) => {
    if (typeof inner !== "string") return isToken(name, inner) ? Object.values(inner).map(String) : secretsOf(inner)
    return secretName.test(name) && inner !== "" ? [inner] : []
  })
}

/** A copy in which every secret is `<redacted>`, also where a text repeats one of `secrets`; what is long is cut off and says so. */
export const redact = (value: Json, secrets: readonly string[]): Json => {
  if (typeof value === "string") {
    const text = secrets.reduce((known, secret) => known.replaceAll(secret, redacted), value)
    return text.length > longestText ? `${text.slice(0, longestText)}… (${text.length} characters)` : text
  }
  if (value === null || typeof value !== "object") return value
  if (Array.isArray(value)) {
    const kept = value.slice(0, longestList).map((inner) => redact(inner, secrets))
    return value.length > longestList ? [...kept, `… (${value.length} in all)`] : kept
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      if (isToken(name, inner)) return [name, { id: redacted }]
      return [name, typeof inner === "string" && secretName.test(name) ? redacted : redact(inner, secrets)]
    }),
  )
}

/** Keystone is asked for a token with `{"token": {"id": …}}`; nowhere else a token is an object with nothing but an id. */
const isToken = (name: string, value: Json): value is { readonly id: Json } =>
  name === "token" && value !== null && typeof value === "object" && Object.keys(value).join() === "id"
