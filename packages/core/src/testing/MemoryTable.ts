/** Rows that take time to come and to go: what a row is at a moment follows from when it began, nothing runs meanwhile. */

/** Where a row is between its beginning and its end. @category models @since 0.1.0 */
export type Phase = "making" | "made" | "failed" | "going"

interface Row<Item> {
  readonly item: Item
  readonly readyAt: number
  readonly fails: boolean
  goneAt: number
}

/**
 * A table whose rows change with time. **Units**: every moment is in milliseconds since the epoch.
 *
 * @category models
 * @since 0.1.0
 */
export class MemoryTable<Item extends { readonly id: string }> {
  readonly #kind: string
  readonly #rows = new Map<string, Row<Item>>()

  /** `kind` begins every id. */
  constructor(kind: string) {
    this.#kind = kind
  }

  nextId(): string {
    return `${this.#kind}-${this.#rows.size + 1}`
  }

  add(item: Item, readyAt: number, fails = false): void {
    this.#rows.set(item.id, { item, readyAt, fails, goneAt: Number.POSITIVE_INFINITY })
  }

  get(id: string, now: number): { readonly item: Item; readonly phase: Phase } | undefined {
    const row = this.#rows.get(id)
    if (row === undefined || row.goneAt <= now) return undefined
    if (row.goneAt < Number.POSITIVE_INFINITY) return { item: row.item, phase: "going" }
    return { item: row.item, phase: now < row.readyAt ? "making" : row.fails ? "failed" : "made" }
  }

  /** The ids of all rows there ever were, in the order they came. */
  ids(): Iterable<string> {
    return this.#rows.keys()
  }

  /** False when there is no such row. */
  remove(id: string, now: number, takes: number): boolean {
    const row = this.#rows.get(id)
    if (row === undefined || row.goneAt <= now) return false
    row.goneAt = Math.min(row.goneAt, now + takes)
    return true
  }
}
