/** A request and its outcome as the journal tells them. */
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

export const journalRequest = (arrival: Arrival, handled: Handled, cloud: Cloud): JournalEntry => {
  const { service, method, path, query, headers, text } = arrival
  const { at, operation, answer, changed, unread, fault, rule } = handled
  const asked = parse(text)
  const secrets = secretsOf(asked)
  const as = bearerOf(headers, cloud)
  const isDone = answer !== undefined && answer.status < 400
  return {
    at,
    service,
    operation,
    method,
    path,
    ...(query !== "" && { query }),
    ...(as !== undefined && { as }),
    ...(asked !== undefined && { asked: redact(asked, secrets) }),
    status: answer?.status ?? "connection lost",
    ...(answer?.body !== undefined && { answered: redact(answer.body, secrets) }),
    changed,
    ...(fault !== undefined && { fault }),
    ...(rule !== undefined && { rule }),
    ...(isDone && unread.length > 0 && { unread }),
  }
}

/** What is not JSON is told by its length alone: a secret in it could not be found. */
const parse = (text: string): Json | undefined => {
  if (text === "") return undefined
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
