/**
 * Who gets the next place when there are not enough. Operations take turns, and within one its scopes: one with 10,000
 * resources makes nobody wait for more than the places it has. Pure state, no effects.
 */

/** Who wants a place; an operation has one provider. */
export interface Applicant {
  readonly operation: string
  readonly provider: string
  readonly scope: string
}

export interface FairQueue {
  /**
   * Asks for a place; `admit` is called once there is one, which may be at once. The answer gives the place back, or gives
   * up waiting for it; calling it again does nothing.
   */
  readonly enter: (applicant: Applicant, admit: () => void) => () => void
}

interface Entry extends Applicant {
  readonly admit: () => void
  state: "waiting" | "admitted" | "gone"
}

export const makeFairQueue = (limits: {
  readonly perScope: number
  readonly perProvider: number
  readonly total: number
}): FairQueue => {
  /** By operation and scope, whose turn it is first; whoever had its turn goes to the end. */
  const ring = new Map<string, Map<string, Entry[]>>()
  const [scopes, providers] = [new Map<string, number>(), new Map<string, number>()]
  let taken = 0

  const hasRoom = ({ provider, scope }: Applicant) =>
    (scopes.get(scope) ?? 0) < limits.perScope && (providers.get(provider) ?? 0) < limits.perProvider

  const count = ({ provider, scope }: Applicant, by: 1 | -1) => {
    taken += by
    add(scopes, scope, by)
    add(providers, provider, by)
  }

  /** Takes out whoever is first of those for whom there is room. */
  const next = (): Entry | undefined => {
    for (const [operation, lines] of ring) {
      for (const [scope, line] of lines) {
        const [first, ...others] = line
        if (first === undefined || !hasRoom(first)) continue
        lines.delete(scope)
        if (others.length > 0) lines.set(scope, others)
        ring.delete(operation)
        if (lines.size > 0) ring.set(operation, lines)
        return first
      }
    }
    return undefined
  }

  const admitAll = () => {
    while (taken < limits.total) {
      const entry = next()
      if (entry === undefined) return
      entry.state = "admitted"
      count(entry, 1)
      entry.admit()
    }
  }

  const remove = (entry: Entry) => {
    const lines = ring.get(entry.operation)
    const rest = (lines?.get(entry.scope) ?? []).filter((other) => other !== entry)
    if (rest.length > 0) lines?.set(entry.scope, rest)
    else lines?.delete(entry.scope)
    if (lines?.size === 0) ring.delete(entry.operation)
  }

  return {
    enter: (applicant, admit) => {
      const entry: Entry = { ...applicant, admit, state: "waiting" }
      const lines = ring.get(entry.operation) ?? new Map<string, Entry[]>()
      ring.set(entry.operation, lines.set(entry.scope, [...(lines.get(entry.scope) ?? []), entry]))
      admitAll()
      return () => {
        const { state } = entry
        entry.state = "gone"
        if (state === "waiting") remove(entry)
        if (state !== "admitted") return
        count(entry, -1)
        admitAll()
      }
    },
  }
}

const add = (counts: Map<string, number>, name: string, by: 1 | -1) => {
  const sum = (counts.get(name) ?? 0) + by
  if (sum === 0) counts.delete(name)
  else counts.set(name, sum)
}
