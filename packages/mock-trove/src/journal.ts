/** What was asked, what was answered and what it changed. Holds no header and no body, so no password and no token. */

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
  readonly status: number | "connection lost" | "done"
  readonly changed: readonly string[]
  /** The fault that was put in its way. */
  readonly fault?: string
}

export interface Journal {
  readonly entries: readonly JournalEntry[]
  /** How many requests for this operation came in. */
  count(operation: string): number
  /** One line for each entry. */
  toString(): string
}

export interface OwnedJournal extends Journal {
  add(entry: JournalEntry): void
  clear(): void
}

export const createJournal = (): OwnedJournal => {
  const entries: JournalEntry[] = []
  return {
    entries,
    count: (operation) => entries.filter((entry) => entry.operation === operation && entry.status !== "done").length,
    toString: () => entries.map(line).join("\n"),
    add: (entry) => {
      entries.push(entry)
    },
    clear: () => {
      entries.length = 0
    },
  }
}

const line = ({ at, service, operation, method, path, query, status, changed, fault }: JournalEntry): string =>
  [
    new Date(at).toISOString(),
    service,
    operation,
    method,
    query === undefined ? path : `${path}?${query}`,
    status,
    fault && `(${fault})`,
    changed.length > 0 && `| ${changed.join(", ")}`,
  ]
    .filter((part) => part !== false && part !== undefined && part !== "")
    .join(" ")
