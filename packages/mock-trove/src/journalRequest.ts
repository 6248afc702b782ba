/** A request and its outcome as the journal tells them. */
import { bodyText } from "./bodyText.ts"
import type { Arrival } from "./Engine.ts"
import type { Json } from "./Json.ts"
import type { JournalEntry } from "./journal.ts"
import type { Answer } from "./Route.ts"
import { redact, secretsOf } from "./redact.ts"
import type { Cloud } from "./state/Cloud.ts"

export interface Handled {
  readonly at: number
  readonly operation: string
  readonly answer: Answer | undefined
  readonly changed: readonly string[]
  readonly unread: readonly string[]
  readonly fault?: string
  readonly rule?: string
}

/** The bodies are kept as the texts they were, and read when somebody asks for them. */
export const journalRequest = (arrival: Arrival, handled: Handled, cloud: Cloud): JournalEntry => {
  const { service, method, path, query, headers, text, isChunked = false } = arrival
  const { at, operation, answer, changed, unread, fault, rule } = handled
  const as = bearerOf(headers, cloud)
  const answered = answer === undefined ? "" : bodyText(answer)
  const isDone = answer !== undefined && answer.status < 400
  const isText = typeof answer?.body === "string"
  const entry: JournalEntry = {
    at,
    service,
    operation,
    method,
    path,
    ...(query !== "" && { query }),
    ...(as !== undefined && { as }),
    status: answer?.status ?? "connection lost",
    changed,
    ...(fault !== undefined && { fault }),
    ...(rule !== undefined && { rule }),
    ...(isDone && unread.length > 0 && { unread }),
  }
  const readAsked = (): Json => redact(parse(text), secretsOf(parse(text)))
  const readAnswered = (): Json => redact(isText ? answered : JSON.parse(answered), secretsOf(parse(text)))
  if (isChunked) Object.assign(entry, { asked: `(${text.length} characters in chunks, which are taken for no body)` })
  else if (text !== "") addLater(entry, "asked", text.length, readAsked)
  if (answered !== "") addLater(entry, "answered", answered.length, readAnswered)
  return entry
}

/** Longer texts are not kept for later: what is left of them when they are cut is little. */
const longestKept = 100_000

const addLater = (entry: JournalEntry, name: "asked" | "answered", length: number, read: () => Json): void => {
  if (length <= longestKept) Object.defineProperty(entry, name, { get: read, enumerable: true })
  else Object.assign(entry, { [name]: read() })
}

/** What is not JSON is told by its length alone: a secret in it could not be found. */
const parse = (text: string): Json => {
  if (text === "") return null
  try {
    return JSON.parse(text)
  } catch {
    return `(${text.length} characters that are not JSON)`
  }
}

const bearerOf = (headers: Arrival["headers"], cloud: Cloud): string | undefined => {
  const text = headers.find(([name]) => name.toLowerCase() === "x-auth-token")?.[1]
  if (text === undefined) return undefined
  const token = cloud.state.identity.tokens[text]
  if (token === undefined) return "an unknown token"
  const by = token.applicationCredential === undefined ? "" : ` by ${token.applicationCredential.name}`
  return `${token.user.name}${by} in ${token.project?.name ?? (token.system ? "the system" : "no project")}`
}
