/** What was asked, as whom, what was answered and what it changed. Holds no header, and bodies without their secrets. */
import type { Json } from "./Json.ts"

export interface JournalEntry {
  /** Milliseconds since epoch, of the mock's clock. */
  readonly at: number
  /** `database`, `identity`, `object-store`…; `cloud` for what happened by itself. */
  readonly service: string
  /** The operationId of the API description; the kind of an event; `unknown` for a path nobody serves. */
  readonly operation: string
  readonly method: string
  readonly path: string
  /** As it was sent, without the question mark; absent when empty. */
  readonly query?: string
  /** `demo in demo`: the user and the project of the token that came along; absent when none came. */
  readonly as?: string
  /** The request's body, secrets redacted, long lists and texts cut; absent when empty. */
  readonly asked?: Json
  readonly status: number | "connection lost" | "done"
  /** The answer's body, in the same way. */
  readonly answered?: Json
  readonly changed: readonly string[]
  /** The fault that was put in its way. */
  readonly fault?: string
  /** The rule of that fault in words. */
  readonly rule?: string
  /** What the request said and nobody looked at: `backup.colour`, `?name`. Not told of refused requests. */
  readonly unread?: readonly string[]
}

export interface Journal {
  readonly entries: readonly JournalEntry[]
  /** How many requests for this operation came in. */
  count(operation: string): number
  /** One line for each entry, without the bodies. */
  toString(): string
}

export interface OwnedJournal extends Journal {
  add(entry: JournalEntry): void
  clear(): void
}

export const createJournal = (options: {
  readonly limit: number | undefined
  readonly onEntry: ((entry: JournalEntry) => void) | undefined
}): OwnedJournal => {
  const { limit = Number.POSITIVE_INFINITY, onEntry } = options
  const entries: JournalEntry[] = []
  const counts = new Map<string, number>()
  return {
    entries,
    count: (operation) => counts.get(operation) ?? 0,
    toString: () => entries.map(journalLine).join("\n"),
    add: (entry) => {
      const { operation, status } = entry
      if (status !== "done") counts.set(operation, (counts.get(operation) ?? 0) + 1)
      entries.push(entry)
      if (entries.length > limit) entries.shift()
      onEntry?.(entry)
    },
    clear: () => {
      entries.length = 0
      counts.clear()
    },
  }
}

/** An entry as people read it. */
export const journalLine = (entry: JournalEntry): string => {
  const { at, service, operation, method, path, query, status, as, changed, fault, unread = [] } = entry
  return [
    new Date(at).toISOString(),
    service,
    operation,
    method,
    query === undefined ? path : `${path}?${query}`,
    status,
    as && `as ${as}`,
    fault && `(${fault})`,
    changed.length > 0 && `| ${changed.join(", ")}`,
    unread.length > 0 && `| nobody read ${unread.join(", ")}`,
  ]
    .filter((part) => part !== false && part !== undefined && part !== "")
    .join(" ")
}
